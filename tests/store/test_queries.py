"""Every file in `cypher/` does on every database what its purpose says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.queries.case import Makes, Reads, Writes, fill
from tests.queries.reads import READS
from tests.queries.samples import SAMPLES
from tests.queries.writes import MAKES, WRITES
from tests.store.conftest import Open
from tests.store.databases import DATABASES, emptied
from toolgraph.errors import QueryError, StoreError
from toolgraph.store import GraphStore
from toolgraph.store.query import query_names, query_root

TOGETHER = {
    "read/some_nodes",
    "write/cut_nodes",
}  # one gives what the other takes: inner ids, which nobody can foretell


ASKED = (*READS, *SAMPLES)


def _name(case: object) -> str | None:
    return case.query if isinstance(case, (Reads, Writes, Makes)) else None


@pytest.fixture(params=DATABASES, scope="module")
def filled(request: pytest.FixtureRequest, open_database: Open) -> GraphStore:
    """Each database with the small graph, for tests that only read."""
    store = open_database(request.param).store
    fill(emptied(store))
    return store


def test_every_query_file_has_a_case() -> None:
    """A statement that nobody tried does not ship."""
    assert {case.query for case in (*ASKED, *WRITES, *MAKES)} | TOGETHER == set(query_names())


def test_no_query_file_is_meant_for_one_database_unseen() -> None:
    """A sibling for one database must be asked for by `query_names`; today there is none, the text is portable."""
    root = query_root()
    siblings = sorted(p.name for p in root.rglob("*.cypher") if len(Path(p.name).suffixes) > 1)
    assert siblings == []


@pytest.mark.parametrize("case", ASKED, ids=_name)
def test_a_read_query_answers(filled: GraphStore, case: Reads) -> None:
    """The rows, in the order of the columns and of the ORDER BY, are the same on every database."""
    rows = [tuple(row.values()) for row in filled.read(case.query, **case.params)]
    assert case.comparable(rows) == case.comparable(case.rows)


@pytest.mark.parametrize("case", ASKED, ids=_name)
def test_a_read_query_finds_nothing_in_an_empty_graph_and_does_not_fail(store: GraphStore, case: Reads) -> None:
    """A new user's first command meets an empty database."""
    rows = [tuple(row.values()) for row in store.read(case.query, **case.params)]
    assert all(value == [] for row in rows for value in row)


@pytest.mark.parametrize("case", WRITES, ids=_name)
def test_a_write_query_changes_what_it_says(store: GraphStore, case: Writes) -> None:
    """Before and after are as written down, and the number of rows sent is returned."""
    fill(store)
    assert store.ask(case.ask).rows == case.before
    assert store.write(case.query, case.given) == len(case.given)
    assert store.ask(case.ask).rows == case.after


@pytest.mark.parametrize("case", [m for m in MAKES if m.unique], ids=_name)
def test_the_schema_refuses_a_second_node_of_an_id(store: GraphStore, case: Makes) -> None:
    """Two nodes of one label and id cannot be: what is stored twice would be drawn twice."""
    store.prepare()
    store.ask(f"CREATE (:{case.label} {{id: 'one'}})", write=True)
    with pytest.raises((QueryError, StoreError)):
        store.ask(f"CREATE (:{case.label} {{id: 'one'}})", write=True)
    assert store.ask(f"MATCH (n:{case.label}) RETURN n.id").rows == [("one",)]


def test_the_schema_can_be_made_twice(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every process prepares the database before it first writes, and must not fail the second time."""
    store.prepare()
    before = store.ask("SHOW INDEXES YIELD name RETURN name ORDER BY name").rows
    monkeypatch.setattr(store, "_has_schema", False)
    store.prepare()
    assert store.ask("SHOW INDEXES YIELD name RETURN name ORDER BY name").rows == before
    assert len(before) >= len(MAKES)


def test_nodes_are_cleared_in_small_batches(store: GraphStore) -> None:
    """As many inner ids as were asked for, and the nodes behind them go with their edges."""
    fill(store)
    ids = store.read("read/some_nodes", most=7)[0]["ids"]
    assert len(set(ids)) == 7
    store.write("write/cut_nodes", [{"id": i} for i in ids])
    assert store.ask("MATCH (n) RETURN count(n)").rows == [(15,)]
    rest = store.read("read/some_nodes", most=100)[0]["ids"]
    assert len(rest) == 15
    store.write("write/cut_nodes", [{"id": i} for i in rest])
    assert store.read("read/some_nodes", most=100) == [{"ids": []}]
