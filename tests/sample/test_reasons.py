"""When the graph cannot give what was asked: the reason, with what to do."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sample.graphs import Fits, Graph, fill, line, tool
from toolgraph.errors import SampleError
from toolgraph.sample import Drawn, SampleRequest, load_motif, sample_chains
from toolgraph.store import GraphStore


def refusal(store: GraphStore, graph: Graph, motif: str = "line", **request: Any) -> str:
    fill(store, graph)
    with pytest.raises(SampleError) as caught:
        list(sample_chains(store, SampleRequest(**request), [load_motif(motif)]))
    assert caught.value.fix
    return caught.value.problem


def test_an_isolated_start(small_store: GraphStore) -> None:
    """A tool without links is named, with the score below which links were not looked at."""
    graph = Graph(4, fits=line(3).fits)
    assert refusal(small_store, graph, start=tool(3)) == (
        f"No chain could be drawn with {tool(3)}: no link with a score of 0.5 or more leads into it or out of it."
    )


def test_a_start_that_needs_what_is_given_too_weakly(small_store: GraphStore) -> None:
    """An id that tools give, but by weaker links than asked for, makes every chain with the tool impossible."""
    links = (*line(3).fits, Fits(2, "id", 0, "note", 0.4))
    graph = Graph(3, opaque=frozenset({(0, "note")}), fits=links)
    assert refusal(small_store, graph, start=tool(0)).endswith(
        "it needs an id, key or token that nobody can say and that no chain of links with a score of 0.5 or more gives."
    )


def test_links_too_weak(small_store: GraphStore) -> None:
    """Links below --min-score count as none."""
    assert "no tool of the 3 in the graph feeds another" in refusal(small_store, line(3, score=0.4))


def test_too_long(small_store: GraphStore) -> None:
    """A line of three cannot have four calls; the message counts what was tried."""
    assert "fewer calls than asked for" in refusal(small_store, line(3), length_min=4)


def test_a_motif_longer_than_the_length(small_store: GraphStore) -> None:
    """A diamond of four calls is not squeezed into three."""
    diamond = ((0, 1, "pet_id"), (0, 2, "pet_id"), (1, 3, "pet_id"), (2, 3, "email"))
    graph = Graph(4, fits=tuple(Fits(a, "id", b, p, 0.9) for a, b, p in diamond))
    assert "more calls than --length allows" in refusal(small_store, graph, "diamond", length_max=3)
    fill(small_store, graph)
    (chain,) = sample_chains(small_store, SampleRequest(length_max=4), [load_motif("diamond")])
    assert {(b.source_call, b.call) for b in chain.bindings} == {(0, 1), (0, 2), (1, 3), (2, 3)}


def test_an_unknown_and_a_destructive_start(small_store: GraphStore) -> None:
    """Neither is drawn quietly around."""
    graph = Graph(3, destructive=frozenset({1}), fits=line(3).fits)
    assert "There is no tool 'x/y'" in refusal(small_store, graph, start="x/y")
    assert "deletes, cancels or pays" in refusal(small_store, graph, start=tool(1))
    assert "all of the 1 tools delete" in refusal(small_store, Graph(1, destructive=frozenset({0})))


def test_fewer_than_asked_for(small_store: GraphStore) -> None:
    """A small graph gives what it has, once each, and then says how many tries gave nothing and why."""
    fill(small_store, line(3))
    drawn = Drawn()
    chains = list(sample_chains(small_store, SampleRequest(count=50), [load_motif("line")], drawn))
    assert {c.tools for c in chains} == {(tool(0), tool(1)), (tool(1), tool(2)), (tool(0), tool(1), tool(2))}
    assert drawn.reason.startswith("drew 3 of 50 chains; the last ")
    assert "repeated" in drawn.reason


def test_a_set_runs_in_the_order_of_its_links(small_store: GraphStore) -> None:
    """Whichever tool of a related set is drawn first, who gives comes before who takes."""
    fill(small_store, line(2))
    for seed in range(6):
        (chain,) = sample_chains(small_store, SampleRequest(seed=seed, count=1), [load_motif("related")])
        assert chain.tools == (tool(0), tool(1))
