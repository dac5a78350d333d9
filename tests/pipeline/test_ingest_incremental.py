"""After any sequence of adds, changes and removals the graph is the one that the final specs alone would make."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.pipeline.sources import row_of_sources, spec, steps
from tests.store.conftest import Open
from tests.store.databases import NEO4J, Snapshot, different, emptied, snapshot
from toolgraph.link.far import FAR_SOURCES
from toolgraph.models.spec import RawTool
from toolgraph.pipeline.ingest import IngestReport, ingest
from toolgraph.store import GraphStore, StoreAddress, open_store

Sets = dict[str, dict[str, RawTool]]
# Not shrunk: a step takes a third of a second, and shrinking takes hundreds.
PATIENT = settings(max_examples=15, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
SHORT = settings(PATIENT, max_examples=4)


@pytest.fixture(scope="session")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """A second embedded database, for rebuilds."""
    with open_store(StoreAddress(db=str(tmp_path_factory.mktemp("scratch") / "graph"))) as opened:
        yield opened


def take(store: GraphStore, sets: Sets, *, prune: bool = False) -> IngestReport:
    return ingest(store, [spec(name, tools) for name, tools in sorted(sets.items())], prune=prune)


def rebuilt(scratch: GraphStore, sets: Sets) -> Snapshot:
    take(emptied(scratch), {name: tools for name, tools in sets.items() if tools})
    return snapshot(scratch)


def follow(store: GraphStore, scratch: GraphStore, sequence: list[tuple[Sets, bool]]) -> None:
    emptied(store)
    final: Sets = {}
    for sets, prune in sequence:
        take(store, sets, prune=prune)
        for name, tools in sets.items():
            final[name] = dict(tools) if prune else {**final.get(name, {}), **tools}
        found, wanted = snapshot(store), rebuilt(scratch, final)
        assert different(found.nodes, wanted.nodes) == {}
        assert different(found.edges, wanted.edges) == {}


@PATIENT
@given(sequence=steps())
def test_any_sequence_of_ingests_equals_a_rebuild(
    open_database: Open, scratch: GraphStore, sequence: list[tuple[Sets, bool]]
) -> None:
    """Nodes, properties, edges and scores are the same to the last bit after every step, on the embedded database."""
    follow(open_database("embedded").store, scratch, sequence)


@pytest.mark.parametrize("name", NEO4J)
@SHORT
@given(sequence=steps())
def test_any_sequence_of_ingests_into_neo4j_equals_a_rebuild(
    open_database: Open, scratch: GraphStore, name: str, sequence: list[tuple[Sets, bool]]
) -> None:
    """The graph in Neo4j is also the one that a rebuild makes in the embedded database."""
    follow(open_database(name).store, scratch, sequence)


@pytest.mark.parametrize("name", ["embedded", *NEO4J])
def test_more_sources_than_one_looks_at_equal_a_rebuild(open_database: Open, scratch: GraphStore, name: str) -> None:
    """Sources that come one by one push others out of sight: what these fed is found anew, the rest stays as it is."""
    store = emptied(open_database(name).store)
    sets = row_of_sources(2 * FAR_SOURCES)
    reports = [take(store, {source: tools}) for source, tools in sets.items()]
    found, wanted = snapshot(store), rebuilt(scratch, sets)
    assert different(found.nodes, wanted.nodes) == {}
    assert different(found.edges, wanted.edges) == {}
    late = reports[FAR_SOURCES + 1 :]
    assert all(each.links["FITS"] for each in late)
    assert sum(each.unlinked.get("FITS", 0) for each in late) > 9
