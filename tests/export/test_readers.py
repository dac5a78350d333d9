"""What `openai` and `datasets` make of our files: what we wrote."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter

from tests.export.dialogues import KINDS, Call, Turn, dialogue, many
from toolgraph.export import export, read_back
from toolgraph.export.conversation import conversation_of
from toolgraph.export.wrong import without_wrong


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_openai_types(tmp_path: Path) -> None:
    """Each message and tool is one that the openai package's own types accept."""
    chat = import_module("openai.types.chat")
    export(many(20), "openai", tmp_path)
    messages = TypeAdapter(list[chat.ChatCompletionMessageParam])
    tools = TypeAdapter(list[chat.ChatCompletionToolParam])
    for row in lines(tmp_path / "train.jsonl"):
        bare = [{k: v for k, v in m.items() if k != "weight"} for m in row["messages"]]
        checked = messages.validate_python(bare)
        for old, new in zip(bare, checked, strict=True):
            # Pydantic reads tool_calls lazily, as an iterator; listing them checks them.
            assert {**new, **({"tool_calls": list(new["tool_calls"])} if new.get("tool_calls") else {})} == old
        tools.validate_python(row.get("tools", []))


@pytest.mark.parametrize("target", ["axolotl", "xlam", "llamafactory", "hermes"])
def test_datasets_reads_json_lines(target: str, tmp_path: Path, hub: Any) -> None:
    """`load_dataset("json")` gives every row as it was written: nothing is null-filled, whatever schemas are mixed."""
    some = many(20)
    export(some, target, tmp_path / "out")
    file = tmp_path / "out" / "train.jsonl"
    rows = hub.load_dataset("json", data_files=str(file), split="train", cache_dir=str(tmp_path / "cache"))
    assert list(rows) == lines(file)


def test_datasets_reads_the_folder(tmp_path: Path, hub: Any) -> None:
    """`load_dataset(FOLDER)` follows the card to both splits, with messages as objects free of nulls."""
    some = many(20)
    report = export(some, "parquet", tmp_path / "out", split=0.2)
    found = hub.load_dataset(str(tmp_path / "out"), cache_dir=str(tmp_path / "cache"))
    assert {name: len(rows) for name, rows in found.items()} == report.splits
    by_id = {row["id"]: row for rows in found.values() for row in rows}
    export(some, "trl", tmp_path / "trl")
    both = hub.load_dataset(str(tmp_path / "trl"), split="train", cache_dir=str(tmp_path / "cache"))
    for made, plain in zip(some, both, strict=True):
        assert by_id[made.id]["messages"] == plain["messages"]
        assert by_id[made.id]["tools"] == plain["tools"]
    assert found["train"].features["messages"] == hub.List(hub.Json())


def test_datasets_reads_pairs(tmp_path: Path, hub: Any) -> None:
    """Pairs of one schema, and of several, come as they were written: dates stay text, nothing is null-filled."""
    one = KINDS["wrong then right"]
    other = dialogue(
        [Turn("x", [[Call("odd", {"date": 1}, 0, wrong=True)], [Call("odd", {"date": "2026-01-01"}, 0)]], "y")]
    )
    for name, some in {"a": [one], "b": [one, other], "c": [other, one]}.items():
        report = export(some, "trl-preference", tmp_path / name)
        rows = hub.load_dataset(str(tmp_path / name), split="train", cache_dir=str(tmp_path / "cache" / name))
        assert len(rows) == report.rows == len(some)
        for row, made in zip(rows, some, strict=True):
            assert row["prompt"] == [
                {"role": m.role, "content": m.content} for m in made.messages[: len(row["prompt"])]
            ]
            wrong, right = (m.tool_calls[0].arguments for m in made.messages if m.tool_calls)
            assert [row[k][0]["tool_calls"][0]["function"]["arguments"] for k in ("rejected", "chosen")] == [
                wrong,
                right,
            ]
            assert set(row["chosen"][0]) == {"role", "content", "tool_calls"}


def test_card_front_matter(tmp_path: Path) -> None:
    """The card names files by split, size, tags, and how the data was made."""
    some = many(20)
    export(some, "parquet", tmp_path, split=0.2)
    front, body = (tmp_path / "README.md").read_text().split("---\n")[1:]
    meta = yaml.safe_load(front)
    assert meta["configs"] == [
        {
            "config_name": "default",
            "data_files": [
                {"split": "train", "path": "data/train-*"},
                {"split": "validation", "path": "data/validation-*"},
            ],
        }
    ]
    assert meta["size_categories"] == ["n<1K"]
    assert "tool-calling" in meta["tags"]
    assert "Sources: shop (20), trip (20)" in body
    assert "Seeds: 7" in body
    assert "20 of 20 checked" in body


def test_parquet_holds_what_the_record_holds(tmp_path: Path) -> None:
    """Without the reader in between, the folder gives conversations equal to the dialogues'."""
    some = many(10)
    export(some, "parquet", tmp_path)
    assert read_back("parquet", tmp_path) == [conversation_of(without_wrong(d)) for d in some]
