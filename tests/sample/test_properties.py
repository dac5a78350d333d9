"""What holds for every chain of every graph, however odd the graph."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.sample.graphs import Fits, Graph, double_givers, fill, graphs, idle_calls, tool, unbound
from toolgraph.errors import SampleError
from toolgraph.models.chain import Chain
from toolgraph.sample import MOTIFS, Drawn, SampleRequest, cover_chains, load_motif, sample_chains
from toolgraph.store import GraphStore

EXAMPLES = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
_requests = st.builds(
    SampleRequest,
    count=st.integers(1, 12),
    length_max=st.integers(2, 5),
    seed=st.integers(0, 3),
    allow_destructive=st.booleans(),
)


def drawn_from(store: GraphStore, request: SampleRequest, motif: str, drawn: Drawn) -> list[Chain]:
    chains: list[Chain] = []
    refused: list[SampleError] = []
    try:
        chains += sample_chains(store, request, [load_motif(motif)], drawn)
    except SampleError as exc:
        refused.append(exc)
    assert bool(refused) is not bool(chains)
    assert all(exc.fix and "No chain could be drawn" in exc.problem for exc in refused)
    return chains


def must_hold(chain: Chain, graph: Graph, request: SampleRequest) -> None:
    assert len(set(chain.tools)) == len(chain.tools)
    assert len(chain.tools) <= request.length_max
    for b in chain.bindings:
        assert b.source_call < b.call
        assert (chain.tools[b.source_call], b.field, chain.tools[b.call], b.parameter) in graph.links
        assert b.score >= request.score_min
    assert len({(b.call, b.parameter) for b in chain.bindings}) == len(chain.bindings)
    if not request.allow_destructive:
        assert not {tool(n) for n in graph.destructive} & set(chain.tools)
    assert not set(chain.distractors) & set(chain.tools)


@EXAMPLES
@given(graph=graphs(), request_=_requests, motif=st.sampled_from(MOTIFS))
def test_drawing_ends_with_sound_chains_or_a_reason(
    small_store: GraphStore, graph: Graph, request_: SampleRequest, motif: str
) -> None:
    """Any graph, any motif: distinct tools, values only forward and along stored links, rule 3, no chain twice."""
    fill(small_store, graph)
    drawn = Drawn()
    chains = drawn_from(small_store, request_, motif, drawn)
    assert len({c.id for c in chains}) == len(chains) == drawn.chains <= request_.count
    assert bool(drawn.reason) is (len(chains) < request_.count)
    scores = {(tool(f.giver), f.field, tool(f.taker), f.parameter): f.score for f in graph.fits}
    for chain in chains:
        must_hold(chain, graph, request_)
        if motif == "random":
            continue
        assert chain.bindings
        assert unbound(chain, graph.needed) == []
        if motif == "line":
            assert idle_calls(chain) == []
            assert double_givers(chain, graph.links, scores) == []


# A tool for which no chain was found by itself, and that another one's chain needs later.
_NEEDED_LATER = Graph(
    5,
    opaque=frozenset({(0, "email")}),
    fits=(
        Fits(0, "id", 0, "pet_id", 0.4),
        Fits(0, "id", 2, "pet_id", 0.5),
        Fits(1, "id", 0, "pet_id", 0.7),
        Fits(2, "id", 0, "email", 0.7),
    ),
)


@EXAMPLES
@example(graph=_NEEDED_LATER, what="tools")
@given(graph=graphs(), what=st.sampled_from(("tools", "links")))
def test_cover_draws_or_names_each_tool_and_link(small_store: GraphStore, graph: Graph, what: str) -> None:
    """What was not covered is listed with a reason, and the two together are all there is."""
    fill(small_store, graph)
    drawn = Drawn()
    request = SampleRequest(seed=1)
    chains = list(cover_chains(small_store, request, what, drawn))  # type: ignore[arg-type]
    for chain in chains:
        must_hold(chain, graph, request)
    if what == "tools":
        seen = {t for c in chains for t in c.tools}
        assert seen | drawn.uncovered.keys() == {tool(n) for n in range(graph.tools)}
        assert not seen & drawn.uncovered.keys()
        assert drawn.covered == len(seen)
    else:
        followed = {(c.tools[b.source_call], b.field, c.tools[b.call], b.parameter) for c in chains for b in c.bindings}
        wanted = {
            (tool(f.giver), f.field, tool(f.taker), f.parameter)
            for f in graph.fits
            if f.score >= request.score_min and f.giver != f.taker
        }
        missed = {f"{a}#out:{f} -> {b}#in:{p}" for a, f, b, p in wanted - followed}
        assert missed == {name for name in drawn.uncovered if name in missed}
        assert followed <= wanted


def test_an_empty_graph_says_what_to_do(small_store: GraphStore) -> None:
    """The first mistake of a new user ends with the command that mends it."""
    fill(small_store, Graph(0))
    with pytest.raises(SampleError, match=r"The graph has no tools\.\n  Run `toolgraph ingest PATH` first\."):
        list(sample_chains(small_store, SampleRequest(), [load_motif("line")]))
