"""A query file is held against its header when it is loaded; what is wrong is told with file, line and rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolgraph.errors import QueryFileError
from toolgraph.store import query as loading
from toolgraph.store.query import check_query_file, load_query, query_names, query_root

GOOD = """\
// purpose: tools by name
// params: names, most
// returns: id, how many
// mode: read
MATCH (t:Tool)
WHERE t.name IN $names AND 'a; $text // in quotes' <> t.name
RETURN t.id AS id, count(*) AS `how many`
ORDER BY id LIMIT $most
"""


def checked(tmp_path: Path, text: str) -> loading.Query:
    path = tmp_path / "one.cypher"
    path.write_text(text, encoding="utf-8")
    return check_query_file(path)


def test_a_good_file_is_read(tmp_path: Path) -> None:
    """Everything that the header says is in the query."""
    query = checked(tmp_path, GOOD)
    assert (query.name, query.purpose, query.mode, query.motif) == ("one", "tools by name", "read", "")
    assert (query.params, query.returns) == (("names", "most"), ("id", "how many"))


BROKEN = {
    "no purpose": (("// purpose: tools by name\n", ""), 1, "the header has no `// purpose:` line"),
    "no params": (("// params: names, most\n", ""), 1, "the header has no `// params:` line"),
    "no returns": (("// returns: id, how many\n", ""), 1, "the header has no `// returns:` line"),
    "no mode": (("// mode: read\n", ""), 1, "the header has no `// mode:` line"),
    "a header after the statement": (("// purpose", "RETURN 1 AS x\n// purpose"), 1, "the header has no"),
    "an unknown mode": (("mode: read", "mode: look"), 4, "mode is 'look'"),
    "an undeclared parameter": (("names, most", "most"), 2, r"declares params \['most'\] but uses \['most', 'names'\]"),
    "an unused parameter": (("names, most", "names, most, more"), 2, "declares params"),
    "two statements": (("MATCH (t", "RETURN 1; MATCH (t"), 5, "holds 2 statements"),
    "no order": (("ORDER BY id ", ""), 5, "has no ORDER BY"),
    "an order in a comment only": (("ORDER BY id", "/* ORDER BY id */"), 5, "has no ORDER BY"),
    "a read that writes": (("RETURN", "SET t.name = 'x' RETURN"), 4, "is of mode read and holds SET"),
    "a read that loads": (("MATCH", "LOAD CSV FROM 'file:///x' AS l MATCH"), 4, "holds LOAD CSV"),
    "other columns": (("returns: id, how many", "returns: id, many"), 3, r"declares columns \['id', 'many'\]"),
    "columns in another order": (("returns: id, how many", "returns: how many, id"), 3, "declares columns"),
    "chance": (("WHERE", "WHERE rand() > 0.5 AND"), 5, r"calls rand\(\)"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_refused_with_file_line_and_rule(tmp_path: Path, case: str) -> None:
    """Our own mistakes in `cypher/`, and a user's in a motif, are found when the file is loaded."""
    (old, new), line, problem = BROKEN[case]
    assert old in GOOD
    with pytest.raises(QueryFileError, match=problem) as raised:
        checked(tmp_path, GOOD.replace(old, new, 1))
    assert raised.value.problem.startswith(str(tmp_path / "one.cypher"))
    assert f"line {line}:" in raised.value.problem
    assert raised.value.fix.strip()


def test_one_row_needs_no_order(tmp_path: Path) -> None:
    """`rows: one` lifts the rule of ORDER BY."""
    text = "// purpose: p\n// params:\n// returns: n\n// mode: read\n// rows: one\nMATCH (n) RETURN count(n) AS n\n"
    assert checked(tmp_path, text).returns == ("n",)


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    """A missing file and bytes that are no UTF-8 are told as such."""
    with pytest.raises(QueryFileError, match="cannot be read"):
        check_query_file(tmp_path / "missing.cypher")
    (tmp_path / "bytes.cypher").write_bytes(b"\xff\xfe")
    with pytest.raises(QueryFileError, match="cannot be read"):
        check_query_file(tmp_path / "bytes.cypher")


def test_a_motif_must_fit_its_caller(tmp_path: Path) -> None:
    """A user's motif may ask for no more than it is given, and must return the columns that drawing reads."""
    checked(tmp_path, GOOD)
    path = tmp_path / "one.cypher"
    assert check_query_file(path, params=["names", "most", "more"], returns=["id", "how many"])
    with pytest.raises(QueryFileError, match=r"line 2: asks for \['most'\]"):
        check_query_file(path, params=["names"])
    with pytest.raises(QueryFileError, match="line 3: returns"):
        check_query_file(path, returns=["tool", "next", "score"])


def test_all_our_files_keep_the_rules() -> None:
    """Every file in `cypher/` loads for both kinds of database."""
    assert query_names()
    for name in query_names():
        assert load_query(name, "neo4j").name == load_query(name, "embedded").name == name


def test_the_most_precise_file_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sibling replaces the common file for its own database only, and is no name of its own."""
    (tmp_path / "read").mkdir()
    (tmp_path / "read" / "one.cypher").write_text(GOOD, encoding="utf-8")
    (tmp_path / "read" / "one.neo4j.cypher").write_text(GOOD.replace("tools by name", "for Neo4j"), encoding="utf-8")
    monkeypatch.setattr(loading, "query_root", lambda: tmp_path)
    load_query.cache_clear()
    try:
        assert load_query("read/one", "neo4j").purpose == "for Neo4j"
        assert load_query("read/one", "embedded").purpose == "tools by name"
        assert query_names() == ["read/one"]
    finally:
        load_query.cache_clear()


def test_the_folder_in_the_checkout_is_the_one_that_is_read() -> None:
    """An editable install reads the live files, not the copy that was packed."""
    assert query_root() == Path(__file__).resolve().parents[2] / "cypher"
