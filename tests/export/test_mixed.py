"""Two hundred dialogues over the bundled catalogue's tools: every target holds them all, and its reader gives them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.export.conftest import Exported
from toolgraph.export import TARGETS, read_back
from toolgraph.export.conversation import conversation_of
from toolgraph.export.wrong import without_wrong
from toolgraph.models.dialogue import Dialogue

WHOLE = ("openai", "trl", "hermes", "llamafactory", "axolotl", "parquet")
MASKS = ("openai", "axolotl")


def test_the_dialogues_are_mixed(mixed: list[Dialogue]) -> None:
    """What the tests below load has many schemas, wrong calls, parallel calls, and calls that lean on earlier turns."""
    calls = [c for d in mixed for m in d.messages for c in m.tool_calls]
    assert len(mixed) == 200
    assert len({c.name for c in calls}) > 100
    assert len({frozenset(c.arguments) for c in calls}) > 100
    assert any(m.weight == 0 for d in mixed for m in d.messages)
    assert any(len(m.tool_calls) > 1 for d in mixed for m in d.messages)


@pytest.mark.parametrize("target", WHOLE)
def test_nothing_is_lost(target: str, mixed: list[Dialogue], exported: Exported) -> None:
    """Reading the files gives each dialogue back with all that the format can hold, down to 150 and 150.0."""
    kept = mixed if target in MASKS else [without_wrong(d) for d in mixed]
    found = read_back(target, exported(target))
    assert [c.digest for c in found] == [conversation_of(d, weights=target in MASKS).digest for d in kept]


@pytest.mark.parametrize("target", ["xlam", "bfcl"])
def test_single_requests_lose_nothing(target: str, mixed: list[Dialogue], exported: Exported) -> None:
    """Each row has the first calls of its dialogue with all arguments, and the user's words that led to them."""
    for dialogue, found in zip(mixed, read_back(target, exported(target)), strict=True):
        kept = conversation_of(without_wrong(dialogue)).messages
        place = next(i for i, m in enumerate(kept) if m.tool_calls)
        assert found.messages[-1].tool_calls == kept[place].tool_calls
        assert str(kept[place - 1].content) in str(found.messages[-2].content)


@pytest.mark.parametrize("target", ["trl", "hermes", "llamafactory", "axolotl", "xlam", "parquet"])
def test_datasets_gives_what_was_written(target: str, exported: Exported, hub: Any, tmp_path: Path) -> None:
    """`load_dataset` gives the same conversations; no key of one tool's schema is filled into another."""
    out, chosen = exported(target), TARGETS[target]
    if (out / "train.jsonl").exists():
        given = {"path": "json", "data_files": str(out / "train.jsonl")}
    else:
        given = {"path": str(out)}
    rows = hub.load_dataset(**given, split="train", cache_dir=str(tmp_path))
    assert len(rows) == 200
    for row, written, held in zip(rows, chosen.layout.read(out, "train"), read_back(target, out), strict=True):
        assert row == written
        read = chosen.read(row)
        assert read is not None
        assert read.digest == held.digest
