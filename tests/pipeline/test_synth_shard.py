"""Parts of one drawing, made apart and joined: exactly what one process writes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from random import Random

import pytest

from tests.llm.endpoint import Endpoint as Server
from tests.pipeline.model_runs import access, fill, good_words, request, texts
from toolgraph.errors import ConfigError
from toolgraph.llm.money import Limits, Prices
from toolgraph.models.tool import Tool
from toolgraph.pipeline.merge import merge
from toolgraph.pipeline.synth import synth
from toolgraph.store import GraphStore, StoreAddress, open_store

COUNT, PARTS = 40, 4


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    with open_store(StoreAddress(db=str(tmp_path_factory.mktemp("db")))) as store:
        fill(store)
        yield store


@pytest.fixture(scope="module")
def whole(store: GraphStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("whole") / "run"
    synth(store, request(COUNT), out)
    return out


@pytest.fixture(scope="module")
def parts(store: GraphStore, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    root = tmp_path_factory.mktemp("parts")
    for part in range(1, PARTS + 1):
        synth(store, request(COUNT, shard=(part, PARTS)), root / str(part))
    return [root / str(part) for part in range(1, PARTS + 1)]


def test_four_parts_are_what_one_process_writes(whole: Path, parts: list[Path], tmp_path: Path) -> None:
    """Joined in any order, parts give the single run's files byte for byte, and its counts."""
    made = merge([parts[2], parts[0], parts[3], parts[1]], tmp_path / "run")
    assert (made.kept, made.parts) == (COUNT, PARTS)
    assert texts(tmp_path / "run") == texts(whole)


@pytest.mark.parametrize(("count", "parts"), [(5, 4), (50, 4), (200, 8), (1000, 8), (4000, 8)])
def test_parts_make_enough_for_the_whole(count: int, parts: int) -> None:
    """With two in five chains rejected at random, no part ends before the whole has all its dialogues."""
    share = request(count, shard=(1, parts)).own_count
    assert share <= count
    for seed in range(20):
        rng, kept = Random(seed), [0] * parts
        for at in cycle(range(parts)):
            if sum(kept) == count:
                break
            kept[at] += rng.random() >= 0.4
        assert max(kept) <= share


def test_a_missing_part_is_named(parts: list[Path], tmp_path: Path) -> None:
    """Without all parts nothing is written, and the missing ones are named."""
    with pytest.raises(ConfigError, match="2, 4 are missing"):
        merge([parts[0], parts[2]], tmp_path / "run")
    assert not (tmp_path / "run").exists()


def test_parts_that_disagree_are_named(store: GraphStore, parts: list[Path], tmp_path: Path) -> None:
    """A part of another drawing is not joined, and the message says in what they differ."""
    other = request(COUNT, shard=(4, PARTS)).model_copy(update={"mix": "multistep"})
    synth(store, other, tmp_path / "other")
    with pytest.raises(ConfigError, match="mix"):
        merge([*parts[:3], tmp_path / "other"], tmp_path / "run")


def test_a_part_twice_and_an_unfinished_part_are_refused(parts: list[Path], tmp_path: Path) -> None:
    """One folder for each part, and each one finished."""
    with pytest.raises(ConfigError, match="both part 1/4"):
        merge([parts[0], parts[0]], tmp_path / "run")
    shutil.copytree(parts[1], tmp_path / "open")
    (tmp_path / "open" / "manifest.json").unlink()
    with pytest.raises(ConfigError, match="not finished"):
        merge([parts[0], tmp_path / "open"], tmp_path / "run")


def test_a_whole_run_is_no_part(whole: Path, parts: list[Path], tmp_path: Path) -> None:
    """Runs made without --shard are not merged."""
    with pytest.raises(ConfigError, match="whole"):
        merge([whole, parts[1]], tmp_path / "run")


def test_parts_keep_to_one_limit_together(store: GraphStore, catalogue: tuple[Tool, ...], tmp_path: Path) -> None:
    """Each of four parts stops within a quarter of the cost limit, so that all together keep to it."""
    good = good_words(store, {t.id: t for t in catalogue}, COUNT, tmp_path / "words")
    total = 0.0
    with Server(good) as server:
        for part in range(1, PARTS + 1):
            terms = access(server, prices=Prices(prompt=1.0, completion=1.0), limits=Limits(max_cost=0.03))
            report = synth(store, request(COUNT, shard=(part, PARTS)), tmp_path / str(part), access=terms)
            assert report.halted
            total += report.spent.cost
    assert 0.01 < total <= 0.03


def test_a_model_s_parts_are_what_one_process_writes(
    store: GraphStore, catalogue: tuple[Tool, ...], tmp_path: Path
) -> None:
    """With a model's words from the cache too, the parts join to the single run's bytes."""
    good = good_words(store, {t.id: t for t in catalogue}, COUNT, tmp_path / "words")
    with Server(good) as server:
        synth(store, request(12), tmp_path / "one", access=access(server, tmp_path / "cache"))
        for part in (1, 2):
            terms = access(server, tmp_path / "cache")
            synth(store, request(12, shard=(part, 2)), tmp_path / f"part{part}", access=terms)
    merge([tmp_path / "part1", tmp_path / "part2"], tmp_path / "joined")
    assert texts(tmp_path / "joined") == texts(tmp_path / "one")
