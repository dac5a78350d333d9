"""Looking around in the graph: tables for people, JSON and CSV for programs."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run, command

EXAMPLE = (
    "MATCH (a:Tool)-[r:FEEDS]->(b:Tool) RETURN a.name, b.name, r.score ORDER BY r.score DESC, a.name, b.name LIMIT 10"
)
SMALL = "UNWIND [1, 2] AS n RETURN n, 'é,' AS text, [n] AS list, null AS none ORDER BY n"


def test_the_example_query_gives_ten_rows_in_every_format(run: Run, full: Path) -> None:
    """The same ten rows as a table, as one JSON list, as JSON Lines and as CSV."""
    said = {form: run("--db", full, "cypher", EXAMPLE, "--format", form) for form in ("table", "json", "jsonl", "csv")}
    assert {(s.code, s.err) for s in said.values()} == {(0, "10 rows\n")}
    rows = json.loads(said["json"].out)
    assert len(rows) == 10
    assert list(rows[0]) == ["a.name", "b.name", "r.score"]
    assert [json.loads(line) for line in said["jsonl"].out.splitlines()] == rows
    assert [(r["a.name"], r["b.name"]) for r in csv.DictReader(said["csv"].out.splitlines())] == [
        (r["a.name"], r["b.name"]) for r in rows
    ]
    assert all(r["a.name"] in said["table"].out for r in rows)


def test_odd_values_in_every_format(run: Run, full: Path) -> None:
    """Accents, commas, lists and null come out as what each format has for them."""
    assert run("--db", full, "cypher", SMALL, "--format", "jsonl").out == (
        '{"n": 1, "text": "é,", "list": [1], "none": null}\n{"n": 2, "text": "é,", "list": [2], "none": null}\n'
    )
    assert run("--db", full, "cypher", SMALL, "--format", "csv").out == ('n,text,list,none\n1,"é,",[1],\n2,"é,",[2],\n')


def test_a_query_from_a_file_with_parameters(run: Run, full: Path) -> None:
    """--file reads it, --param gives it values: JSON where it is JSON, else text."""
    Path("q.cypher").write_text("RETURN $n + 1 AS n, $t AS t", encoding="utf-8")
    said = run("--db", full, "cypher", "--file", "q.cypher", "--param", "n=41", "--param", "t=x=y", "--format", "json")
    assert json.loads(said.out) == [{"n": 42, "t": "x=y"}]


def test_write_changes_the_graph(run: Run, own: Path) -> None:
    """With --write a query may change it, and the change is there for the next command."""
    assert run("--db", own, "cypher", "CREATE (:Note {id: 'n'})", "--write").code == 0
    assert json.loads(run("--db", own, "cypher", "MATCH (n:Note) RETURN n.id AS id", "--format", "json").out) == [
        {"id": "n"}
    ]


def test_tools_are_found_by_words(run: Run, full: Path) -> None:
    """All words must be in id, title, description or category; --limit says how many more there are."""
    said = run("--db", full, "tools", "order", "shop", "--format", "jsonl")
    found = [json.loads(line) for line in said.out.splitlines()]
    assert "shop/place_order" in {r["id"] for r in found}
    assert all("order" in f"{r['id']} {r['description']}".lower() or r["id"].startswith("shop/") for r in found)
    assert run("--db", full, "tools", "--limit", "3").err == "3 of 336 tools; --limit shows more.\n"
    none = run("--db", full, "tools", "zzz")
    assert (none.code, none.out) == (0, "")


def test_show_tells_what_a_tool_takes_gives_and_meets(run: Run, full: Path) -> None:
    """By id or by name alone; --json is the whole tool."""
    said = run("--db", full, "show", "place_order")
    assert said.code == 0
    assert said.out.startswith("shop/place_order  (")
    assert all(word in said.out for word in ("parameter", "field", "fed by:  ", "feeds:   ", "similar: "))
    tool = json.loads(run("--db", full, "show", "shop/place_order", "--json").out)
    assert tool["id"] == "shop/place_order"
    assert tool["parameters"]["type"] == "object"


def test_links_have_what_a_program_needs(run: Run, full: Path) -> None:
    """`links --all --format jsonl` prints each FITS link once, with names, ids, score and reasons."""
    said = run("--db", full, "links", "--all", "--format", "jsonl")
    links = [json.loads(line) for line in said.out.splitlines()]
    count = json.loads(
        run(
            "--db", full, "cypher", "MATCH (:Field)-[r:FITS]->(:Parameter) RETURN count(r) AS n", "--format", "json"
        ).out
    )[0]["n"]
    assert len({(x["source_id"], x["target_id"]) for x in links}) == len(links) == count
    assert list(links[0]) == [
        "source_tool", "source_field", "target_tool", "target_param", "source_id", "target_id", "score", "reasons",
    ]  # fmt: skip
    assert all(x["source_id"].endswith(f"#out:{x['source_field']}") and x["reasons"] for x in links)
    strong = run("--db", full, "links", "--all", "--min-score", "0.9", "--format", "jsonl").out.splitlines()
    assert 0 < len(strong) < len(links)


def test_links_are_what_the_benchmark_of_links_reads(run: Run, development_data: Path) -> None:
    """The public gold links beside the checkout can be held against what `links` prints, without more words."""
    script = development_data.parent / "bench" / "link_quality.py"
    corpus = development_data / "links" / "api_bank"
    if not script.is_file():
        pytest.skip(f"no {script}")
    assert run("--db", "db", "ingest", corpus / "tools.jsonl").code == 0
    Path("links.jsonl").write_text(run("--db", "db", "links", "--all", "--format", "jsonl").out, encoding="utf-8")
    words = [
        "--gold",
        str(corpus / "gold_edges.jsonl"),
        "--pred",
        "links.jsonl",
        "--tools",
        str(corpus / "tools.jsonl"),
    ]
    done = subprocess.run([sys.executable, str(script), *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["pair_recall_at_10"] > 0.5


def test_a_reader_that_goes_away_is_no_error(full: Path) -> None:
    """`toolgraph ... | head` ends quietly."""
    for words in (
        ("cypher", "MATCH (n) RETURN n.id AS id ORDER BY id", "--format", "jsonl"),
        ("tools", "--limit", 400),
    ):
        with subprocess.Popen(
            command("--db", full, *words), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as reading:
            assert reading.stdout is not None
            assert reading.stderr is not None
            assert reading.stdout.readline()
            reading.stdout.close()
            said = reading.stderr.read()
            assert reading.wait(60) == 0
        assert "Traceback" not in said
        assert "Exception ignored" not in said
        assert "Error" not in said
