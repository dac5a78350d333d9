"""What people use together weighs the walk, and decides nothing by itself."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.sample.graphs import Fits, Graph, fill, line, tool
from tests.store.conftest import Open
from tests.store.databases import NEO4J, emptied
from toolgraph.runs import as_line
from toolgraph.sample import SampleRequest, load_motif, sample_chains
from toolgraph.sample.view import GraphView
from toolgraph.store import GraphStore

FORK = Graph(6, fits=tuple(Fits(0, "id", n, "pet_id", 0.8) for n in range(1, 6)))
_USED = (
    "UNWIND $rows AS x MATCH (a:Tool {id: x.a}), (b:Tool {id: x.b}) CREATE (a)-[:CO_USED {count: x.n, npmi: 0.5}]->(b)"
)


def use(store: GraphStore, *pairs: tuple[int, int, int]) -> None:
    store.ask(_USED, {"rows": [{"a": tool(a), "b": tool(b), "n": n} for a, b, n in pairs]}, write=True)


def drawn(store: GraphStore, motif: str = "line", count: int = 4) -> list[tuple[str, ...]]:
    """The first chains for many seeds."""
    return [
        chain.tools
        for seed in range(40)
        for chain in sample_chains(store, SampleRequest(count=count, seed=seed, start=tool(0)), [load_motif(motif)])
    ]


@pytest.mark.parametrize("motif", ["line", "related"])
def test_used_pairs_are_drawn_more_often_and_others_still_are(small_store: GraphStore, motif: str) -> None:
    """Of equally sure followers, the one that people use after the tool comes first far more often than its share."""
    fill(small_store, FORK)
    use(small_store, (0, 3, 50))
    first = Counter(tools[1] for tools in drawn(small_store, motif, 1))
    assert first[tool(3)] > 40 / 5 * 1.5
    assert len(first) == 5


def test_the_factor_is_bounded(small_store: GraphStore) -> None:
    """However often a pair was seen, it counts less than four times one that never was; direction matters."""
    fill(small_store, FORK)
    use(small_store, (0, 3, 10**9), (0, 2, 1))
    view = GraphView(small_store, 0.5)
    assert [view.habit(tool(0), tool(n)) for n in (1, 2)] == [1.0, 1.5]
    assert 3.9 < view.habit(tool(0), tool(3)) <= 4.0
    assert view.habit(tool(3), tool(0)) == 1.0


def test_use_without_a_link_leads_nowhere(small_store: GraphStore) -> None:
    """A line follows links only, whatever people do."""
    fill(small_store, line(3))
    before = drawn(small_store)
    use(small_store, (0, 2, 50), (2, 0, 50))
    assert drawn(small_store) == before


@pytest.mark.parametrize("name", NEO4J)
def test_use_weighs_the_same_on_a_server(open_database: Open, small_store: GraphStore, name: str) -> None:
    """The same edges give the same bytes on both databases."""
    files = []
    for store in (emptied(open_database(name).store), small_store):
        fill(store, FORK)
        use(store, (0, 3, 7), (4, 0, 2), (0, 5, 1))
        chains = sample_chains(store, SampleRequest(count=12, seed=3), [load_motif("line"), load_motif("related")])
        files.append("".join(map(as_line, chains)))
    assert files[0] == files[1] != ""
