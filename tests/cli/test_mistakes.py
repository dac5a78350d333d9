"""Every mistake of a user ends with its exit code and a message that says what is wrong, where, and what to do."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.cli.conftest import Run, process
from toolgraph.store import StoreAddress, open_store

WRITING = (
    "// purpose: x\n// motif: walk\n// params: tools\n// returns: tool, next, score\n// mode: read\n"
    "UNWIND $tools AS tool MATCH (a:Tool {id: tool}) SET a.x = 1 RETURN tool, a.id AS next, 1.0 AS score ORDER BY tool"
)
FILES = {
    "hello.txt": "hello\n",
    "broken.json": '{"openapi": "3.1.0",\n "paths": {,}\n}',
    "nospec.json": '{"a": 1}',
    "writing.cypher": WRITING,
    "faulty.jsonl": '{"id": x}\n',
}
MISTAKES: dict[str, tuple[int, tuple[str, ...], str]] = {
    "missing file": (1, ("ingest", "nofile.json"), "Error: nofile.json does not exist.\n  Give a file or folder with "),
    "not a spec": (1, ("ingest", "hello.txt"), "Error: hello.txt is not a tool spec"),
    "JSON that is no spec": (1, ("ingest", "nospec.json"), "Error: nospec.json is not a tool spec"),
    "broken JSON": (1, ("ingest", "broken.json"), "Error: broken.json, line 2, column 12: not JSON: "),
    "unknown tool": (1, ("show", "shop/place_ordr"), ("Error: There is no tool 'shop/place_ordr' in the graph.\n"
                     "  Did you mean shop/place_order")),
    "unknown start": (1, ("sample", "--start", "nix"), ("Error: There is no tool 'nix' in the graph.\n"
                      "  Look with `toolgraph tools WORDS`.")),
    "param without =": (1, ("cypher", "RETURN $x AS x", "--param", "x"), ("Error: --param 'x' has no `=`.\n"
                        "  Write --param name=value.")),
    "missing param": (1, ("cypher", "RETURN $x AS x"), "Error: The query is wrong: "),
    "syntax": (1, ("cypher", "RETRN 1"), "Error: The query is wrong: Syntax error at line 1"),
    "unknown motif": (1, ("sample", "--motif", "lines"), "Error: There is no motif 'lines'.\n  Did you mean line? "),
    "writing motif": (1, ("sample", "--motif", "writing.cypher"), "Error: writing.cypher, line 5: "),
    "no records": (1, ("plan", "hello.txt"), "Error: hello.txt, line 1: the line: Invalid JSON"),
    "no dialogues": (1, ("check", "nofile.jsonl"), "Error: nofile.jsonl cannot be read: No such file or directory.\n"),
    "broken dialogues": (1, ("check", "faulty.jsonl"), "Error: faulty.jsonl, line 1, column 8: not JSON: "),
    "no export": (1, ("db", "import", "hello.txt"), "Error: hello.txt, line 1: "),
    "links of nothing": (2, ("links",), "Error: Name a TOOL, or give --all."),
    "two queries": (2, ("cypher", "RETURN 1", "--file", "x"), "Error: Give a QUERY or --file, not both."),
    "bad length": (2, ("sample", "--length", "9-2"), "'9-2' is no length: write 3 or 2-5, from 2 to 12"),
    "cover and start": (2, ("sample", "--cover", "tools", "--start", "x"), "leave --motif and --start out"),
    "unknown command": (2, ("frobnicate",), "Error: No such command 'frobnicate'."),
    "unknown option": (2, ("tools", "--nix"), "Error: No such option"),
    "missing argument": (2, ("show",), "Error: Missing argument 'TOOL'."),
}  # fmt: skip


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_is_explained(run: Run, full: Path, case: str) -> None:
    """The exit code is the documented one, the message says what and what to do, nothing is on standard output."""
    for name, text in FILES.items():
        Path(name).write_text(text, encoding="utf-8")
    code, words, message = MISTAKES[case]
    said = run("--db", full, *words)
    assert message in said.err
    assert said.code == code
    assert said.out == ""
    assert "Traceback" not in said.err


def test_an_empty_graph_is_explained(run: Run, tmp_path: Path) -> None:
    """Drawing from nothing is a mistake; looking at nothing is not, and says how to fill it."""
    said = run("--db", tmp_path / "new", "sample")
    assert said == (1, "", "Error: The graph has no tools.\n  Run `toolgraph ingest PATH` first.\n")
    assert run("--db", tmp_path / "new", "tools") == (
        0, "", "No tool found. The graph may be empty: `toolgraph ingest PATH` fills it.\n",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("db", "message"),
    [
        ("nope://x", "Error: nope://x is not an address of a database.\n  Use neo4j://HOST:7687"),
        ("afile", "Error: afile is a file.\n  Give --db a folder"),
    ],
)
def test_a_wrong_database_is_explained(run: Run, db: str, message: str) -> None:
    """An address that is none, and a file in the place of a folder."""
    Path("afile").touch()
    said = run("--db", db, "tools")
    assert (said.code, said.out) == (1, "")
    assert message in said.err


def test_a_server_that_does_not_answer_is_told_soon(run: Run) -> None:
    """Exit code 4 within five seconds of work, with how to start one, and no second message of the driver's."""
    began = time.process_time()
    said = run("--db", "neo4j://127.0.0.1:1", "tools")
    assert time.process_time() - began < 5
    assert said.code == 4
    assert said.err.startswith("Error: The database at neo4j://127.0.0.1:1 does not answer")
    assert "docker compose up -d" in said.err


def test_a_locked_database_is_told(own: Path) -> None:
    """A second process ends with exit code 4 and says who holds it and what to do."""
    with open_store(StoreAddress(db=str(own))):
        said = process("--db", own, "tools")
    assert said.code == 4
    assert "Error: " in said.err
    assert "db serve" in said.err
    assert "Traceback" not in said.err


def test_the_traceback_is_there_for_who_asks(run: Run, full: Path) -> None:
    """-vv shows where the error arose, besides the message."""
    said = run("--db", full, "-vv", "show", "nix")
    assert said.code == 1
    assert "Traceback (most recent call last)" in said.err
    assert said.err.endswith("Look with `toolgraph tools WORDS`.\n")


@pytest.mark.parametrize(
    "query",
    ["MATCH (n) DETACH DELETE n", "CREATE (:Tool {id: 'x'})", "LOAD CSV FROM 'file:///etc/passwd' AS r RETURN r",
     "DROP CONSTRAINT tool_id", "MATCH (t:Tool) SET t.name = 'x'"],
)  # fmt: skip
def test_a_query_that_writes_is_refused_and_changes_nothing(run: Run, full: Path, query: str) -> None:
    """Without --write every query only reads."""
    before = run("--db", full, "db", "info").out
    said = run("--db", full, "cypher", query)
    assert (said.code, said.out) == (1, "")
    assert "Error: The query does more than read" in said.err
    assert "Nothing was changed.\n  If it is meant to change the graph, add --write." in said.err
    assert run("--db", full, "db", "info").out == before
