"""Notebooks written with py2neo work on the graph, on every database we name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from py2neo import Graph

from tests.conftest import ROOT
from toolgraph.errors import ConfigError
from toolgraph.interop.py2neo import Field, Parameter, Source, Tool, chain_subgraph, neighbourhood
from toolgraph.models.chain import Binding, Chain
from toolgraph.pipeline.database import clear
from toolgraph.pipeline.ingest import ingest
from toolgraph.read import read_path
from toolgraph.sample import SampleRequest, load_motif, sample_chains
from toolgraph.store import GraphStore, StoreAddress, open_store
from toolgraph.store.embedded import DATABASE, WRITER, EmbeddedDatabase

TOOL = "crm/create_invoice"


@pytest.fixture(scope="module", params=["embedded", "neo4j_5", "neo4j_2026"])
def both(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[GraphStore, Graph]]:
    """One database, filled, as our store and as py2neo sees it; the embedded one is kept up as `db serve` does."""
    if request.param == "embedded":
        database = EmbeddedDatabase(tmp_path_factory.mktemp("py2neo") / "db")
        database.serve()
        access = database.access
        address = StoreAddress(db=access.uri, user=WRITER, password=access.writer_password, database=DATABASE)
    else:
        database = None
        server = request.getfixturevalue(request.param)
        address = StoreAddress(db=server.uri, user=server.user, password=server.password)
    with open_store(address) as store:
        clear(store)
        ingest(store, read_path(ROOT / "ingest" / "crm"))
        graph = Graph(address.db, auth=(address.user, address.password), name=address.database)
        yield store, graph
        graph.service.connector.close()
    if database:
        database.stop()


def _pairs(whole: Any, kind: str) -> set[tuple[str, str]]:
    return {(e.start_node["id"], e.end_node["id"]) for e in whole.relationships if type(e).__name__ == kind}


def test_a_neighbourhood_is_what_the_store_says(both: tuple[GraphStore, Graph]) -> None:
    """All tools next to a tool, both ways, with their scores; only the types that were asked for."""
    store, graph = both
    whole = neighbourhood(graph, TOOL)
    assert {n["id"] for n in whole.nodes} == {TOOL, *(r["other"] for r in store.read("read/next_to_tool", id=TOOL))}
    stored = {(r["start"], r["end"]): r["score"] for r in store.read("read/feeds_into_tools", ids=[TOOL])}
    feeds = [e for e in whole.relationships if type(e).__name__ == "FEEDS"]
    scores = {(e.start_node["id"], e.end_node["id"]): e["score"] for e in feeds}
    assert stored
    assert stored.items() <= scores.items()
    assert _pairs(neighbourhood(graph, TOOL, kinds=["SIMILAR"]), "FEEDS") == set()


def test_a_chain_is_its_tools_and_links(both: tuple[GraphStore, Graph]) -> None:
    """A drawn chain comes out with each of its bindings as a stored FITS, between its own tools."""
    store, graph = both
    chain = next(sample_chains(store, SampleRequest(count=1, seed=5, length_min=3), [load_motif("line")]))
    whole = chain_subgraph(graph, chain)
    assert {n["id"] for n in whole.nodes if n.has_label("Tool")} == set(chain.tools)
    wanted = {
        (f"{chain.tools[b.source_call]}#out:{b.field}", f"{chain.tools[b.call]}#in:{b.parameter}")
        for b in chain.bindings
    }
    assert _pairs(whole, "FITS") == wanted
    assert {start for start, _ in _pairs(whole, "RETURNS")} <= set(chain.tools)


def test_a_chain_of_another_graph_is_refused(both: tuple[GraphStore, Graph]) -> None:
    """A tool or link that is not there is named, never left out silently."""
    _, graph = both
    with pytest.raises(ConfigError, match="nowhere/tool"):
        chain_subgraph(graph, Chain(id="x", motif="line", seed=0, index=0, tools=("nowhere/tool",)))
    with pytest.raises(ConfigError, match="nothing"):
        neighbourhood(graph, "crm/nothing")
    binding = Binding(call=1, parameter="company_id", source_call=0, field="no.such", score=1.0)
    with pytest.raises(ConfigError, match=r"no\.such"):
        chain_subgraph(graph, Chain(id="x", motif="line", seed=0, index=0, tools=(TOOL, TOOL), bindings=(binding,)))


def test_object_classes_follow_the_edges(both: tuple[GraphStore, Graph]) -> None:
    """Tool, Parameter, Field and Source as objects, with their relations and the properties of the edges."""
    store, graph = both
    tool = Tool.match(graph, TOOL).first()
    assert (tool.name, tool.effect) == ("create_invoice", "write")
    feeders = {row["start"] for row in store.read("read/feeds_into_tools", ids=[TOOL])}
    assert {other.id for other in tool.fed_by} == feeders
    assert [source.id for source in tool.provided_by] == ["crm"]
    parameter = next(p for p in tool.takes if p.name == "company_id")
    assert isinstance(parameter, Parameter)
    field = next(iter(parameter.filled_by))
    assert isinstance(field, Field)
    assert parameter in field.fits
    row = next(
        r
        for r in store.read("read/fits_of_consumers", ids=[TOOL])
        if r["source_id"] == field.id and r["target_id"] == parameter.id
    )
    assert parameter.filled_by.get(field, "score") == row["score"]
    assert len(list(Source.match(graph, "crm").first().provides)) == len(store.read("read/all_tools"))


def test_queries_come_as_tables(both: tuple[GraphStore, Graph]) -> None:
    """`run` and `to_table`, which notebooks live on, answer as our own store does."""
    store, graph = both
    text = "MATCH (a:Tool)-[r:FEEDS]->(b:Tool) RETURN a.id, b.id, r.score ORDER BY a.id, b.id LIMIT 20"
    assert [tuple(row) for row in graph.run(text).to_table()] == store.ask(text).rows


def test_the_core_does_not_import_it() -> None:
    """Only this one module knows of py2neo."""
    using = [
        p
        for p in (Path(ROOT) / "toolgraph").rglob("*.py")
        if "py2neo" in p.read_text(encoding="utf-8") and "import py2neo" in p.read_text(encoding="utf-8")
    ]
    assert using == []
