"""Figures of link quality, and what we compare with."""

from __future__ import annotations

import math

import pytest

from tests.link.tools import tool
from toolgraph.link.baseline import by_name
from toolgraph.link.co_use import co_use
from toolgraph.link.evaluate import GoldLink, measure
from toolgraph.models.link import Link

TOOLS = [
    tool("a", gives={"id": "string"}),
    tool("b", gives={"x[].id": "string", "n": "string"}),
    tool("c", takes={"id": "string", "n": "string"}).model_copy(
        update={"parameters": {"type": "object", "properties": {"id": {}, "n": {}}}}
    ),
]
GOLD = [
    GoldLink(source_tool="b", source_field="x.id", target_tool="c", target_param="id"),
    GoldLink(source_tool="a", source_field="other", target_tool="c", target_param="n"),
]


def fit(start: str, end: str, score: float) -> Link:
    return Link(kind="FITS", start=start, end=end, score=score)


def test_figures_by_hand() -> None:
    """A tie counts as its middle rank; a missing link counts nothing."""
    links = [fit("s/a#out:id", "s/c#in:id", 0.5), fit("s/b#out:x[].id", "s/c#in:id", 0.5)]
    got = measure(links, GOLD, TOOLS, k=10)
    assert got.gold == 2
    assert got.pair_recall_at_k == 0.5
    assert got.field_recall_at_k == 0.5
    assert got.mrr == pytest.approx(1 / 1.5 / 2, abs=1e-4)
    assert got.links_per_param == 1.0


def test_k_cuts() -> None:
    """A source tool behind the k best is not counted."""
    links = [fit("s/a#out:id", "s/c#in:id", 0.9), fit("s/b#out:x[].id", "s/c#in:id", 0.5)]
    assert measure(links, GOLD, TOOLS, k=1).pair_recall_at_k == 0.0


def test_names_baseline() -> None:
    """Equal names link across tools, never within one."""
    pairs = {(x.start, x.end) for x in by_name(TOOLS)}
    assert pairs == {
        ("s/a#out:id", "s/c#in:id"),
        ("s/b#out:x[].id", "s/c#in:id"),
        ("s/b#out:n", "s/c#in:n"),
    }


def test_co_use_counts_and_npmi() -> None:
    """Pairs keep their order, are counted once a trace, and npmi is as by hand."""
    found = {(c.first, c.second): c for c in co_use([["a", "b", "a", "b"], ["a", "c"], ["c"]], "t")}
    assert found["a", "b"].count == 1
    assert found["a", "b"].npmi == pytest.approx(math.log((1 / 3) / (2 / 3 * 1 / 3)) / -math.log(1 / 3), abs=1e-4)
    assert found["a", "b"].sources == ("t",)
    assert ("a", "a") not in found
