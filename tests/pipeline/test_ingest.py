"""An ingest writes what changed and nothing else, says what it did, and a killed one is finished by the next."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from tests.conftest import ROOT
from tests.pipeline.sources import spec
from tests.store.conftest import Open
from tests.store.databases import NEO4J, Snapshot, different, emptied, snapshot
from toolgraph.models.spec import RawTool
from toolgraph.pipeline.ingest import IngestReport, ingest
from toolgraph.read import read_path
from toolgraph.store import GraphStore, StoreAddress, open_store

CATALOGUE = ROOT / "ingest"
PART = CATALOGUE / "travel"


def tool(name: str, *, description: str = "", gives: str = "id") -> RawTool:
    return RawTool(
        name=name,
        description=description,
        parameters={"type": "object", "properties": {"email": {"type": "string", "format": "email"}}},
        returns={"type": "object", "properties": {gives: {"type": "string"}, "email": {"type": "string"}}},
    )


def tools(*names: str) -> dict[str, RawTool]:
    return {name: tool(name) for name in names}


def counted(report: IngestReport) -> dict[str, int]:
    names = ("added", "changed", "unchanged", "removed", "kept")
    return {name: report.total(name) for name in names if report.total(name)}


@pytest.fixture
def written(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the queries that really sent rows, from now on."""
    sent: list[str] = []
    write = GraphStore.write

    def spy(self: GraphStore, name: str, rows: object, **params: object) -> int:
        count = write(self, name, rows, **params)  # type: ignore[arg-type]
        sent.extend([name] if count else [])
        return count

    monkeypatch.setattr(GraphStore, "write", spy)
    return sent


def test_unchanged_specs_write_nothing(store: GraphStore, written: list[str]) -> None:
    """The second ingest of the same specs sends not one row, and says that all is unchanged."""
    specs = [spec("one", tools("getPet", "listPets")), spec("two", tools("sendMail"))]
    assert counted(ingest(store, specs)) == {"added": 3}
    assert written
    written.clear()
    before = snapshot(store)
    report = ingest(store, specs, prune=True)
    assert counted(report) == {"unchanged": 3}
    assert (report.links, report.unlinked, report.resumed, written) == ({}, {}, (), [])
    assert snapshot(store) == before


def test_only_what_changed_is_written(store: GraphStore, written: list[str]) -> None:
    """One changed tool: its own node and leaves are written, those of its neighbours are left alone."""
    ingest(store, [spec("one", tools("getPet", "listPets"))])
    written.clear()
    changed = {**tools("getPet"), "listPets": tool("listPets", description="All of them")}
    assert counted(ingest(store, [spec("one", changed)])) == {"changed": 1, "unchanged": 1}
    ((texts,),) = store.ask("MATCH (t:Tool) WITH t ORDER BY t.id RETURN collect(t.description)").rows
    assert texts == ["", "All of them"]
    assert store.ask("MATCH (p:Parameter) RETURN count(p)").rows == [(2,)]


def test_a_new_title_is_written_though_no_tool_changed(store: GraphStore, written: list[str]) -> None:
    """What is known of a source follows its spec; its tools are not linked anew for that."""
    one = spec("one", tools("getPet"))
    ingest(store, [one])
    written.clear()
    ingest(store, [one.model_copy(update={"title": "New", "licence": "MIT"})])
    assert written == ["write/put_sources"]
    assert store.ask("MATCH (s:Source) RETURN s.title, s.licence").rows == [("New", "MIT")]


def test_a_part_of_a_source_takes_nothing_away(store: GraphStore) -> None:
    """Without prune, tools that a spec does not have stay, and are counted as kept."""
    ingest(store, [spec("one", tools("getPet", "listPets"))])
    assert counted(ingest(store, [spec("one", tools("listPets", "createPet"))])) == {
        "added": 1,
        "unchanged": 1,
        "kept": 1,
    }
    assert [r["id"] for r in store.read("read/all_tools")] == ["one/createPet", "one/getPet", "one/listPets"]


def test_prune_takes_away_what_left_the_source(store: GraphStore) -> None:
    """With prune, tools that left go with their leaves, links and idle tags; other sources are not touched."""
    ingest(store, [spec("one", tools("getPet", "listPets")), spec("two", tools("sendMail"))])
    assert counted(ingest(store, [spec("one", tools("getPet"))], prune=True)) == {"unchanged": 1, "removed": 1}
    assert [r["id"] for r in store.read("read/all_tools")] == ["one/getPet", "two/sendMail"]
    assert store.ask("MATCH (n) WHERE n.id CONTAINS 'listPets' RETURN n.id").rows == []


def test_a_source_that_lost_all_its_tools_goes(store: GraphStore) -> None:
    """An empty spec with prune removes the source as a whole; without prune it changes nothing."""
    ingest(store, [spec("one", tools("getPet")), spec("two", tools("sendMail"))])
    before = snapshot(store)
    assert counted(ingest(store, [spec("one", {})])) == {"kept": 1}
    assert snapshot(store) == before
    assert counted(ingest(store, [spec("one", {})], prune=True)) == {"removed": 1}
    assert store.ask("MATCH (n) WHERE n.id STARTS WITH 'one' RETURN n.id").rows == []
    assert store.ask("MATCH (s:Source) RETURN s.id").rows == [("two",)]


def test_two_files_of_one_source_are_one_source(store: GraphStore) -> None:
    """Tools of both are there after a prune, the last word on a tool that both have counts, and nothing is lost."""
    first, second = spec("one", tools("getPet", "listPets")), spec("one", {"listPets": tool("listPets", gives="name")})
    second = second.model_copy(update={"origin": "second.json", "tools": (*second.tools, tool("createPet"))})
    report = ingest(store, [first, second], prune=True)
    assert [(r.added, r.changed, r.removed) for r in report.specs] == [(2, 0, 0), (1, 1, 0)]
    before = snapshot(store)
    assert ("Field", "one/listPets#out:name") in before.nodes
    assert ("Field", "one/listPets#out:id") not in before.nodes
    ingest(store, [first, second], prune=True)
    assert snapshot(store) == before


def test_an_ingest_that_fails_half_way_is_finished_by_the_next(
    store: GraphStore, written: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever write fails, the source keeps a mark, and the next ingest of it ends in the right graph."""
    specs = [spec("one", tools("getPet", "listPets")), spec("two", tools("sendMail", "getUser"))]
    ingest(store, specs)
    wanted = snapshot(store)
    changed = [spec("one", {"getPet": tool("getPet", gives="name"), **tools("findPet")}), specs[1]]
    written.clear()
    ingest(store, changed, prune=True)
    queries = list(dict.fromkeys(written))
    assert len(queries) > 8
    ingest(store, specs, prune=True)
    write = GraphStore.write
    for query in queries:

        def fail(self: GraphStore, name: str, rows: object, *, broken: str = query, **params: object) -> int:
            if name == broken:
                raise RuntimeError("the light went out")
            return write(self, name, rows, **params)  # type: ignore[arg-type]

        with monkeypatch.context() as patch:
            patch.setattr(GraphStore, "write", fail)
            with pytest.raises(RuntimeError, match="light"):
                ingest(store, changed, prune=True)
        ingest(store, specs, prune=True)
        assert different(snapshot(store).nodes, wanted.nodes) == {}, query
        assert different(snapshot(store).edges, wanted.edges) == {}, query


INGEST = """
import sys
from pathlib import Path
from toolgraph.pipeline.ingest import ingest
from toolgraph.read import read_path
from toolgraph.store import StoreAddress, open_store
with open_store(StoreAddress(db=sys.argv[1])) as store:
    specs = list(read_path(Path(sys.argv[2])))
    print("go", flush=True)
    ingest(store, specs)
    print("done", flush=True)
"""


def _ingesting(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", INGEST, str(folder), str(PART)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout is not None
    assert process.stdout.readline() == "go\n", process.stderr and process.stderr.read()
    return process


@pytest.mark.slow
def test_a_killed_ingest_is_finished_by_the_next(tmp_path: Path) -> None:
    """SIGKILL at six moments of one ingest after the other, then a last one: the graph of a rebuild."""
    specs = list(read_path(PART))
    with open_store(StoreAddress(db=str(tmp_path / "rebuilt"))) as store:
        began = time.perf_counter()
        ingest(store, specs)
        whole_s = time.perf_counter() - began
        wanted = snapshot(store)
    rng = Random(7)
    killed = 0
    for _ in range(6):
        process = _ingesting(tmp_path / "killed")
        time.sleep(rng.uniform(0.1, 0.9) * whole_s)
        killed += process.poll() is None
        process.kill()  # does nothing where it has ended
        process.communicate()
    assert killed >= 3, "the kills came too late to prove anything"
    with open_store(StoreAddress(db=str(tmp_path / "killed"))) as store:
        ingest(store, specs)
        assert snapshot(store) == wanted
        assert ingest(store, specs).total("unchanged") == sum(1 for key in wanted.nodes if key[0] == "Tool")


@pytest.fixture(scope="session")
def catalogue_graph(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The bundled catalogue, ingested into an embedded database of its own."""
    with open_store(StoreAddress(db=str(tmp_path_factory.mktemp("catalogue") / "graph"))) as store:
        ingest(store, read_path(CATALOGUE))
        return snapshot(store)


@pytest.mark.parametrize("name", NEO4J)
def test_the_catalogue_makes_the_same_graph_on_every_database(
    open_database: Open, name: str, catalogue_graph: Snapshot
) -> None:
    """Ids, properties, edges and scores of the bundled catalogue do not depend on where they are stored."""
    store = emptied(open_database(name).store)
    specs = list(read_path(CATALOGUE))
    ingest(store, specs)
    found = snapshot(store)
    assert different(found.nodes, catalogue_graph.nodes) == {}
    assert different(found.edges, catalogue_graph.edges) == {}
    assert len([key for key in found.nodes if key[0] == "Tool"]) == sum(len(s.tools) for s in specs)
