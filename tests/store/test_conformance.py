"""What the store promises, on every database: values come back as they went in, big writes, order, timeouts."""

from __future__ import annotations

import math
import struct
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.queries.case import fill
from tests.store.databases import Database
from toolgraph.errors import QueryError, QueryFileError, StoreTimeout
from toolgraph.store import GraphStore

VALUES: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    2**53 + 1,
    2**63 - 1,
    -(2**63),
    0.1 + 0.2,
    1e-308,
    5e-324,
    1.7976931348623157e308,
    -0.0,
    math.inf,
    "",
    'it\'s "quoted" \\ and `ticked`\n\ttwo lines',
    "naïve ☃ 日本語 👩‍👩‍👧 \u202eRTL\u202c \x01",
    "e\u0301 is not \u00e9",
    "CREATE (:Tool) // $rows",
    "long " * 30_000,
    [],
    ["a", "", "ü"],
    [1, 2, 3],
    [0.5, 1 / 3],
    [True, False],
    ["x" * 1000] * 200,
)


def _bits(value: Any) -> Any:
    """A value in which floats are told apart to the last bit, and 1 from 1.0 from True."""
    if isinstance(value, float):
        return "float", struct.pack(">d", value)
    if isinstance(value, list):
        return [_bits(v) for v in value]
    return type(value).__name__, value


@pytest.mark.parametrize("value", VALUES, ids=lambda v: repr(v)[:30])
def test_a_property_comes_back_as_it_was(store: GraphStore, value: Any) -> None:
    """Written through a query file and read back: type, bits and characters are the same; None is no property."""
    store.write("write/put_sources", [{"id": "one", "set": {"title": value}}])
    ((stored,),) = store.ask("MATCH (s:Source) RETURN s.title").rows
    assert _bits(stored) == _bits(value)
    assert _bits(store.read("read/sources")[0]["title"]) == _bits(value)


@pytest.mark.parametrize("value", VALUES, ids=lambda v: repr(v)[:30])
def test_a_parameter_of_a_users_query_comes_back_as_it_was(store: GraphStore, value: Any) -> None:
    """`--param` values pass through the database unchanged."""
    assert _bits(store.ask("RETURN $x AS x", {"x": value}).rows[0][0]) == _bits(value)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.text(st.characters(exclude_categories=("Cs",))), max_size=5),
    number=st.floats(allow_nan=False) | st.integers(-(2**63), 2**63 - 1),
)
def test_any_text_and_number_survives(store: GraphStore, texts: list[str], number: float) -> None:
    """No text is mistaken for Cypher, and no number loses a bit."""
    row = {"id": "any", "set": {"title": "\x1f".join(texts), "tags": texts, "score": number}}
    store.write("write/put_sources", [row])
    ((title, tags, score),) = store.ask("MATCH (s:Source {id: 'any'}) RETURN s.title, s.tags, s.score").rows
    assert (title, tags) == ("\x1f".join(texts), texts)
    assert _bits(score) == _bits(number)


def test_setting_a_property_to_none_takes_it_away(store: GraphStore) -> None:
    """What a changed spec does not say any more does not stay in the graph."""
    store.write("write/put_sources", [{"id": "one", "set": {"title": "t", "origin": "o"}}])
    store.write("write/put_sources", [{"id": "one", "set": {"title": None}}])
    assert sorted(store.ask("MATCH (s:Source) RETURN keys(s)").rows[0][0]) == ["id", "origin"]


def test_nodes_edges_and_paths_become_plain_values(store: GraphStore) -> None:
    """A user who returns whole entities gets what JSON can hold, with labels, type and ends."""
    fill(store)
    text = (
        "MATCH p = (a:Tool {id: 'shop/listPets'})-[r:FEEDS]->(b:Tool {id: 'shop/getPet'}) "
        "RETURN b.id AS b, r, p, [a.id, {n: b.name}] AS list"
    )
    ((b, edge, path, listed),) = store.ask(text).rows
    assert b == "shop/getPet"
    assert edge == {"_type": "FEEDS", "_from": "shop/listPets", "_to": "shop/getPet", "links": 1, "score": 0.9}
    assert [p.get("_type") or p["id"] for p in path] == ["shop/listPets", "FEEDS", "shop/getPet"]
    assert path[0]["_labels"] == ["Tool"]
    assert listed == ["shop/listPets", {"n": "getPet"}]


def test_columns_are_named_as_the_user_named_them(store: GraphStore) -> None:
    """Columns come in the order of RETURN, also when there are no rows."""
    assert store.ask("MATCH (t:Tool) RETURN t.name AS name, t.id, count(*) AS `how many`").columns == (
        "name",
        "t.id",
        "how many",
    )


def test_order_is_by_code_point_on_every_database(store: GraphStore) -> None:
    """Drawing relies on one order everywhere, Python's: capitals before small letters, umlauts after z."""
    ids = ["b", "a", "B", "ä", "z", "a/b", "a-b", "a_b", "aB", "10", "9"]
    ids += ["é", "e\u0301", "日", "\U0001f600", "\uffee"]
    store.write("write/put_sources", [{"id": i, "set": {}} for i in ids])
    assert [r["id"] for r in store.read("read/sources")] == sorted(ids)


def test_a_write_of_more_than_16_mib_is_split(store: GraphStore) -> None:
    """The embedded database hangs on a message that big; the store never sends one, and no row is lost."""
    rows = [{"id": f"s{i:03d}", "set": {"title": f"{i} " + "x" * 300_000}} for i in range(64)]
    assert store.write("write/put_sources", rows) == 64
    found = store.ask("MATCH (s:Source) RETURN count(s), sum(size(s.title)), min(s.id), max(s.id)").rows
    assert found == [(64, sum(len(r["set"]["title"]) for r in rows), "s000", "s063")]


def test_more_rows_than_a_batch_arrive_once_each(store: GraphStore) -> None:
    """Rows in several transactions: all there, none twice."""
    assert store.write("write/put_sources", ({"id": f"{i}", "set": {"n": i}} for i in range(5_003))) == 5_003
    assert store.ask("MATCH (s:Source) RETURN count(s), sum(s.n)").rows == [(5_003, sum(range(5_003)))]


def test_no_rows_are_no_work(store: GraphStore) -> None:
    """An empty write sends nothing and returns 0."""
    assert store.write("write/put_sources", []) == 0
    assert store.ask("MATCH (n) RETURN count(n)").rows == [(0,)]


def test_names_of_parameters_are_held_against_the_header(store: GraphStore) -> None:
    """A missing or an extra name is our own bug, told as such, and nothing is sent."""
    with pytest.raises(QueryFileError, match=r"takes \['ids'\] and was given \[\]"):
        store.read("read/tools_by_id")
    with pytest.raises(QueryFileError, match="was given"):
        store.read("read/sources", ids=[])
    with pytest.raises(QueryFileError, match="There is no query 'read/nothing'"):
        store.read("read/nothing")
    with pytest.raises(QueryFileError, match="was given"):
        store.write("write/put_sources", [], more=1)


@pytest.mark.parametrize(
    "text",
    [
        "RETURN",
        "MATCH (t:Tool RETURN t",
        "RETURN nofunction(1)",
        "RETURN $missing AS x",
        "RETURN unknown",
        "",
        "SELECT 1 FROM x",
    ],
)
def test_wrong_cypher_is_the_users_mistake(store: GraphStore, text: str) -> None:
    """Exit code 1 and a message in the database's words; the store can be used afterwards."""
    with pytest.raises(QueryError) as raised:
        store.ask(text, timeout_s=5)
    assert raised.value.exit_code == 1
    assert raised.value.fix
    assert store.ask("RETURN 1 AS one").rows == [(1,)]


_MANY = "UNWIND range(1, 2000) AS a UNWIND range(1, 2000) AS b UNWIND range(1, 2000) AS c "
ENDLESS = (
    _MANY + "RETURN a, b, c",
    _MANY + "RETURN sum(a * b * c) AS x",
    _MANY + "WITH a * b * c AS n WHERE n < 0 RETURN n",
)


@pytest.mark.parametrize("text", ENDLESS, ids=["many rows", "one row", "no row"])
def test_a_query_that_takes_too_long_is_ended(database: Database, text: str) -> None:
    """One second is asked for: StoreTimeout is there within five, whatever the query gives, and the store goes on."""
    began = time.perf_counter()
    with pytest.raises(StoreTimeout, match="--timeout"):
        database.store.ask(text, timeout_s=1.0)
    assert time.perf_counter() - began < 5.0
    assert database.store.ask("RETURN 1 AS one", timeout_s=5.0).rows == [(1,)]


def test_a_write_that_takes_too_long_changes_nothing(store: GraphStore) -> None:
    """What was reported as ended is not stored later behind the user's back."""
    # Neo4j ends what is late, so it may be given far more; the embedded database must come to the end of it.
    most = 700 if store.dialect == "embedded" else 1_000_000
    text = (
        f"CREATE (:Tag {{id: 'late'}}) WITH 1 AS one UNWIND range(1, 3000) AS a UNWIND range(1, {most}) AS b "
        "WITH a * b AS n WHERE n % 7 = 0 RETURN sum(n) AS x"
    )
    with pytest.raises(StoreTimeout):
        store.ask(text, timeout_s=0.3, write=True)
    time.sleep(3)
    assert store.ask("MATCH (n:Tag) RETURN count(n)").rows == [(0,)]
