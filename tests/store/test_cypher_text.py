"""What the text of a statement says about it, without a database."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolgraph.store.cypher_text import (
    bare_text,
    has_write,
    parameters_in,
    refused_in,
    returned_columns,
    statements_in,
)

_QUOTED = st.sampled_from("'\"`").flatmap(
    lambda q: st.text(st.sampled_from("CREATE SET$x;/*\n'\"`"), max_size=12).map(
        lambda t: q + t.replace(q, q + q if q == "`" else "\\" + q) + q
    )
)
_COMMENT = st.sampled_from(["// CREATE $x ; 'x\n", '/* MERGE \n $x ; " */', "//\n"])
_CODE = st.sampled_from([" ", "RETURN 1", "\n", "(n)", ", ", "n.x", "$x", ";", "<-[]-"])


@given(parts=st.lists(_QUOTED | _COMMENT | _CODE))
def test_bare_text_keeps_every_place(parts: list[str]) -> None:
    """Same length and lines: an error is told in the line in which it stands."""
    text = "".join(parts)
    bare = bare_text(text)
    assert len(bare) == len(text)
    assert [i for i, c in enumerate(bare) if c == "\n"] == [
        i for i, c in enumerate(text) if c == "\n" and bare[i] == "\n"
    ]


@given(quoted=_QUOTED, comment=_COMMENT)
def test_quotes_and_comments_hide_everything(quoted: str, comment: str) -> None:
    """Parameters, semicolons and clauses count only outside of them."""
    bare = bare_text(f"RETURN {quoted} AS a {comment} , $y AS b")
    assert parameters_in(bare) == {"y"}
    assert statements_in(bare) == 1
    assert has_write(bare) == ""


_NAMES = st.sampled_from(["create", "SET", "Delete", "remove", "drop", "merge", "call", "load"])
_HARMLESS = st.sampled_from(
    ["n.{0}", "(:{0})", "[:{0}]", "{{{0}: 1}}", "$`{0}`", "`{0}`", "'{0} x'", "n.{0} = 1", "x AS {0}", "({0}:Tool)"]
)


@given(name=_NAMES, form=_HARMLESS)
def test_names_are_not_clauses(name: str, form: str) -> None:
    """Properties, labels, types, keys, quoted names, strings, aliases and variables may be called as they like."""
    assert refused_in(f"MATCH (n) RETURN {form.format(name)}, 1 AS one") == ""


_CLAUSES = {
    "CREATE (n)": "CREATE",
    "MERGE (n)": "MERGE",
    "MATCH (n) SET n.x = 1": "SET",
    "MATCH (n) REMOVE n.x": "REMOVE",
    "MATCH (n) DELETE n": "DELETE",
    "MATCH (n) DETACH DELETE n": "DETACH",
    "MATCH (n) DELETE(n)": "DELETE",
    "DROP INDEX x": "DROP",
    "INSERT (n)": "INSERT",
    "FOREACH(x IN [1] | CREATE ())": "FOREACH",
    "LOAD CSV FROM 'x' AS l RETURN l": "LOAD CSV",
    "CALL db.createLabel('x')": "CALL db.createLabel",
    "CALL dbms.killQuery('x')": "CALL dbms.killQuery",
    "USE other MATCH (n) RETURN n": "USE",
    "GRANT ROLE x TO y": "GRANT",
    "TERMINATE TRANSACTION 'x'": "TERMINATE",
    "MATCH (n) CALL { WITH n RETURN 1 AS x } IN TRANSACTIONS RETURN x": "CALL ... IN TRANSACTIONS",
}


@given(
    clause=st.sampled_from(sorted(_CLAUSES)),
    case=st.sampled_from([str.upper, str.lower, str.swapcase]),
    gap=st.sampled_from([" ", "\n", "\t", " /* RETURN */ ", " // no\n", "\u00a0"]),
    hidden=st.integers(-1, 5),
)
def test_a_clause_is_found_however_it_is_written(clause: str, case: object, gap: str, hidden: int) -> None:
    """In any case, with any gap between its words, and with a letter written as an escape."""
    text = case(clause).replace(" ", gap)  # type: ignore[operator]
    if hidden >= 0 and text[hidden].isascii() and text[hidden].isalpha():
        text = f"{text[:hidden]}\\u{ord(text[hidden]):04x}{text[hidden + 1 :]}"
    found = refused_in(text).upper()
    assert found == _CLAUSES[clause].upper() or (hidden >= 0 and found)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("RETURN 1", ("1",)),
        (
            "MATCH (n) RETURN n.id AS id, count(*) AS `how many`, [n.a, n.b] AS list ORDER BY id",
            ("id", "how many", "list"),
        ),
        ("RETURN DISTINCT a.b, f(x, y)\nSKIP 1 LIMIT 2", ("a.b", "f(x, y)")),
        ("MATCH (n) CALL { RETURN 1 AS inner } RETURN inner AS outer", ("outer",)),
        ("RETURN 'a AS b, c' AS text;", ("text",)),
        ("RETURN {a: 1, b: 2} AS map, 1 as small", ("map", "small")),
        ("RETURN *", ()),
        ("CREATE (n)", ()),
    ],
)
def test_columns_are_those_of_the_last_return(text: str, columns: tuple[str, ...]) -> None:
    """Commas in brackets and quotes part nothing."""
    assert returned_columns(text) == columns
