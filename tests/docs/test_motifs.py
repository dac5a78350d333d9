"""The motifs of `docs/motifs.md` work as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.demo_folder import demo_folder
from toolgraph.models.chain import Chain
from toolgraph.pipeline.catalogue import tools_by_id
from toolgraph.sample import MOTIFS, SampleRequest, load_motif, sample_chains
from toolgraph.store import GraphStore, StoreAddress, open_store

PAGE = (ROOT / "docs" / "motifs.md").read_text(encoding="utf-8")
WALK, TEMPLATE, WHOLE = re.findall(r"```cypher\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def store() -> Iterator[GraphStore]:
    with open_store(StoreAddress(db=str(demo_folder() / "db"))) as opened:
        yield opened


def drawn(store: GraphStore, text: str, path: Path, **asked: int) -> list[Chain]:
    path.write_text(text, encoding="utf-8")
    return list(sample_chains(store, SampleRequest(count=30, seed=3, **asked), [load_motif(str(path))]))


def crossing(chains: list[Chain]) -> float:
    return sum(len({tool.split("/")[0] for tool in chain.tools}) > 1 for chain in chains) / len(chains)


def test_the_walk_changes_the_service_at_every_step(store: GraphStore, tmp_path: Path) -> None:
    """Most of its chains cross services (completing a chain may add or take away a step), far more than lines do."""
    chains = drawn(store, WALK, tmp_path / "across.cypher")
    lines = list(sample_chains(store, SampleRequest(count=30, seed=3), [load_motif("line")]))
    assert {chain.motif for chain in chains} == {"across"}
    assert crossing(chains) > 0.5
    assert crossing(chains) > 1.5 * crossing(lines)


def test_the_template_meets_in_a_change(store: GraphStore, tmp_path: Path) -> None:
    """Two reading calls feed one that writes."""
    chains = drawn(store, TEMPLATE, tmp_path / "meet.cypher", length_min=3)
    tools = tools_by_id(store, {tool for chain in chains for tool in chain.tools})
    assert chains
    for chain in chains:
        effects = [tools[tool].effect for tool in chain.tools]
        assert "write" in effects
        assert effects.count("read") >= 2


def test_the_whole_chain_finds_looks_and_changes(store: GraphStore, tmp_path: Path) -> None:
    """Its three calls are in its chains, in that order."""
    chains = drawn(store, WHOLE, tmp_path / "whole.cypher", length_min=3)
    tools = tools_by_id(store, {tool for chain in chains for tool in chain.tools})
    assert chains
    assert all([tools[tool].effect for tool in chain.tools][-1] == "write" for chain in chains)


def test_every_shipped_motif_is_on_the_page() -> None:
    """The table names what `--motif` takes."""
    assert set(re.findall(r"^\| `(\w+)` \| [^`]*\|$", PAGE.split("```")[0], re.MULTILINE)) == set(MOTIFS)
