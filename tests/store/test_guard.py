"""A user's query reads and nothing else, unless `write` says otherwise; on every database, by two guards."""

from __future__ import annotations

import socket

import pytest

from tests.queries.case import fill
from tests.store.conftest import Open
from tests.store.databases import DATABASES, Database, emptied, snapshot
from toolgraph.errors import QueryError, StoreError, WriteRefused
from toolgraph.store import GraphStore, graph

REFUSED = (
    "CREATE (:Tool {id: 'x'})",
    "create (:Tool {id: 'x'}) return 1",
    "MATCH (t:Tool) CREATE (t)-[:FEEDS]->(t)",
    "MERGE (:Tag {id: 'x'})",
    "MATCH (t:Tool) SET t.name = 'x'",
    "MATCH (t:Tool) SET t:Other",
    "MATCH (t:Tool) SET t += {name: 'x'} RETURN t.name",
    "MATCH (t:Tool) REMOVE t.name",
    "MATCH (t:Tag) DELETE t",
    "MATCH (t:Tool) DETACH DELETE t",
    "MATCH (t:Tag) WITH collect(t) AS tags FOREACH (g IN tags | DETACH DELETE g)",
    "MATCH (t:Tool) WITH t CALL { WITH t SET t.name = 'x' } RETURN 1",
    "MATCH (t:Tag) CALL { WITH t DETACH DELETE t } IN TRANSACTIONS OF 10 ROWS",
    "UNWIND [1] AS x CALL (x) { CREATE (:Tag {id: 'x'}) } IN 2 CONCURRENT TRANSACTIONS",
    "CREATE INDEX strange FOR (n:Tool) ON (n.digest)",
    "CREATE CONSTRAINT strange FOR (n:Tool) REQUIRE n.digest IS UNIQUE",
    "DROP INDEX tool_name",
    "DROP CONSTRAINT tool_id IF EXISTS",
    "CALL apoc.create.node(['Tool'], {id: 'x'})",
    "CALL apoc.load.json('http://127.0.0.1/') YIELD value RETURN value",
    "CALL db.createLabel('Strange')",
    "CALL `db`.createLabel('Strange')",
    "\\u0043REATE (:Tool {id: 'x'})",
    "C\\u0052EATE (:Tool {id: 'x'})",
    "RETURN '\\u0027 CREATE (:Tool {id: \"x\"}) //'",
    "LO\\u0041D CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "LOAD /* a comment */ CSV // another\n WITH HEADERS FROM 'file:///etc/passwd' AS line RETURN line",
    "/* RETURN 1 */ CREATE (:Tool {id: 'x'}) // RETURN 1",
    "MATCH (t:Tool) // look\nSET /* and change */ t.name = 'x' RETURN t",
    "MATCH (t:Tool {name: 'it\\'s'}) SET t.name = 'x'",
    "MATCH (n) WHERE n.`a``b` = 1 SET n.name = 'x'",
    "PROFILE CREATE (:Tool {id: 'x'})",
    "CYPHER runtime=slotted CREATE (:Tool {id: 'x'})",
    "MATCH (t:Tool) RETURN t UNION CREATE (t:Tool {id: 'x'}) RETURN t",
)

ALLOWED = (
    ("RETURN 'CREATE (:Tool)' AS text", [("CREATE (:Tool)",)]),
    ('RETURN "it\'s; DELETE it" AS text', [("it's; DELETE it",)]),
    ("RETURN 1 AS one // CREATE (:Tool)", [(1,)]),
    ("/* MERGE and SET */ RETURN 1 AS one", [(1,)]),
    ("RETURN {delete: 1, set: 2}.delete AS x", [(1,)]),
    ("MATCH (n:Create) RETURN count(n.set) AS x", [(0,)]),
    ("MATCH (n:Tool) WHERE n.set IS NULL AND n.remove IS NULL RETURN count(n) AS x", [(6,)]),
    ("MATCH (:Tool)-[r:MERGE]->() RETURN count(r) AS x", [(0,)]),
    ("MATCH (merge:Tool {id: 'mail/send'}) RETURN merge.name", [("send",)]),
    ("WITH 1 AS set, 2 AS drop RETURN set + drop AS call", [(3,)]),
    ("MATCH (n:Tool) RETURN n.`CREATE` AS `DELETE` LIMIT 1", [(None,)]),
    ("MATCH (t:Tool) CALL { WITH t RETURN t.name AS name } RETURN count(name) AS x", [(6,)]),
    ("RETURN $create AS x", [("SET",)]),
    ("UNWIND ['LOAD CSV', 'IN TRANSACTIONS'] AS x RETURN x", [("LOAD CSV",), ("IN TRANSACTIONS",)]),
)


@pytest.fixture(params=DATABASES, scope="module")
def guarded(request: pytest.FixtureRequest, open_database: Open) -> GraphStore:
    """Each database with the small graph, which no test of this module may change."""
    store = open_database(request.param).store
    fill(emptied(store))
    return store


def _indexes(store: GraphStore) -> list[tuple[object, ...]]:
    return store.ask("SHOW INDEXES YIELD name, labelsOrTypes, properties RETURN name, labelsOrTypes, properties").rows


@pytest.mark.parametrize("text", REFUSED)
def test_a_query_that_does_more_than_read_is_refused(guarded: GraphStore, text: str) -> None:
    """The message says that nothing was changed and how to allow it, and nothing was changed."""
    before, indexes = snapshot(guarded), _indexes(guarded)
    with pytest.raises(WriteRefused, match="--write"):
        guarded.ask(text, timeout_s=5)
    assert snapshot(guarded) == before
    assert _indexes(guarded) == indexes


@pytest.mark.parametrize("text", REFUSED)
def test_the_database_itself_keeps_what_the_text_let_through(
    guarded: GraphStore, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Were the first guard blind, the second one, the database's own, would still keep the graph as it is."""
    before, indexes = snapshot(guarded), _indexes(guarded)
    with monkeypatch.context() as patch:
        patch.setattr(graph, "refused_in", lambda _: "")
        try:
            rows = guarded.ask(text, timeout_s=5).rows
        except (QueryError, StoreError):
            rows = []
    assert "root:" not in str(rows), "a file was read"
    assert snapshot(guarded) == before
    assert _indexes(guarded) == indexes


@pytest.mark.parametrize("second_guard_only", [False, True])
def test_no_url_is_fetched(guarded: GraphStore, second_guard_only: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """LOAD CSV from a URL would tell a stranger what the graph holds: nobody is called."""
    with socket.create_server(("127.0.0.1", 0)) as listener, monkeypatch.context() as patch:
        listener.settimeout(0.3)
        if second_guard_only:
            patch.setattr(graph, "refused_in", lambda _: "")
        port = listener.getsockname()[1]
        with pytest.raises(WriteRefused):
            guarded.ask(f"LOAD CSV FROM 'http://127.0.0.1:{port}/x.csv' AS line RETURN line", timeout_s=5)
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.parametrize(("text", "rows"), ALLOWED)
def test_words_that_only_look_like_writing_pass(guarded: GraphStore, text: str, rows: list[tuple[object, ...]]) -> None:
    """Strings, comments, property names, labels and variables are not clauses."""
    assert guarded.ask(text, {"create": "SET"} if "$" in text else {}).rows == rows


def test_with_write_the_same_queries_change_the_graph(database: Database) -> None:
    """`write` lifts the guard: the statement runs, and what it returns comes back."""
    store = database.store
    answer = store.ask("CREATE (t:Tool {id: 'x', name: 'made'}) RETURN t.name AS name", write=True)
    assert answer == (("name",), [("made",)])
    assert store.ask("MATCH (t:Tool) RETURN t.id").rows == [("x",)]
