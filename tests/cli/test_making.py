"""Specs in, chains, plans, dialogues and exports out: what people see of each stage, and what a second run does."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Run, Said, command, process
from tests.sample.filled import CATALOGUE

OWN = Path(__file__).parents[1] / "sample" / "own_motif.cypher"


def test_ingest_twice_changes_nothing(run: Run) -> None:
    """The first run counts what it added and linked, the second finds all unchanged; --json says the same."""
    first = run("--db", "db", "ingest", CATALOGUE / "shop")
    assert first.code == 0
    assert re.search(r"Tools: 26 added, 0 changed, 0 unchanged, 0 removed\. Links written: .* FITS", first.err)
    assert re.search(r"shop +openapi +26 ", first.out)
    second = run("--db", "db", "ingest", CATALOGUE / "shop")
    assert second.err == "Tools: 0 added, 0 changed, 26 unchanged, 0 removed. No links changed.\n"
    report = json.loads(run("--db", "db", "ingest", CATALOGUE / "shop", "--json").out)
    assert report["specs"][0]["unchanged"] == 26
    assert report["links"] == {}


def test_a_live_server_is_ingested(run: Run) -> None:
    """`ingest-mcp -- COMMAND` starts a server from a package registry and lists its tools."""
    pytest.importorskip("mcp_server_time", reason="mcp-server-time is not installed")
    said = run("--db", "db", "ingest-mcp", "--", sys.executable, "-m", "mcp_server_time")
    assert said.code == 0, said.err
    found = run("--db", "db", "tools", "--format", "jsonl").out
    assert {json.loads(line)["id"].split("/")[1] for line in found.splitlines()} == {"convert_time", "get_current_time"}


def test_chains_are_drawn_the_same_and_shown(run: Run, full: Path) -> None:
    """The same seed writes the same file; `chains` draws each call with its bindings and sums up."""
    sample = ("--db", full, "sample", "--count", 20, "--seed", 7)
    assert run(*sample, "--out", "a.jsonl") == Said(0, "", "Drew 20 chains.\n")
    assert run(*sample).out == Path("a.jsonl").read_text(encoding="utf-8")
    shown = run("chains", "a.jsonl", "--limit", 2).out
    assert len(re.findall(r"^  1\. \S+/\S+$", shown, re.MULTILINE)) == 2
    assert re.search(r"^       \S+ <- 1\.\S+  \(\d\.\d\d\)$", shown, re.MULTILINE)
    assert "\n20 chains; fan_in " in shown


def test_a_motif_of_ones_own(run: Run, full: Path) -> None:
    """A file takes the place of a name."""
    shutil.copy(OWN, "mine.cypher")
    said = run("--db", full, "sample", "--motif", "mine.cypher", "--count", 3, "--out", "m.jsonl")
    assert said == Said(0, "", "Drew 3 chains.\n")
    assert run("chains", "m.jsonl").out.count("mine ") == 4


def test_what_cannot_be_covered_is_told_with_reasons(run: Run, full: Path) -> None:
    """`--cover tools` says how many were drawn, and why the others cannot be."""
    said = run("--db", full, "sample", "--cover", "tools", "--out", "c.jsonl")
    assert said.code == 0
    assert re.search(r"^Covered \d+ tools; \d+ cannot be drawn:$", said.err, re.MULTILINE)
    assert re.search(r"^ +\d+  destructive: it deletes, cancels or pays", said.err, re.MULTILINE)


def test_fewer_chains_than_wanted_are_explained(run: Run, full: Path) -> None:
    """A start with few neighbours gives what it has and says that there is no more."""
    said = run("--db", full, "sample", "--start", "findConcerts", "--length", 2, "--count", 5000, "--out", "x.jsonl")
    assert said.code == 0
    assert re.match(r"Note: drew \d+ of 5000 chains; the last 400 of \d+ draws gave none", said.err)


def test_the_stages_follow_each_other(run: Run, full: Path) -> None:
    """Chains to plans to dialogues to a check without findings, each from the file of the one before."""
    run("--db", full, "sample", "--count", 12, "--seed", 3, "--out", "chains.jsonl")
    assert run("--db", full, "plan", "chains.jsonl", "--out", "plans.jsonl").code == 0
    assert run("--db", full, "generate", "plans.jsonl", "--out", "dialogues.jsonl").code == 0
    checked = run("check", "dialogues.jsonl")
    assert checked.code == 0
    assert re.search(r"^\d+ dialogues: 0 with errors; 0 errors, \d+ warnings\.$", checked.err, re.MULTILINE)


def test_a_faulty_dialogue_ends_the_check_with_3(run: Run, full: Path) -> None:
    """One changed argument is found, named, and turns the exit code."""
    run("--db", full, "sample", "--count", 6, "--seed", 3, "--motif", "line", "--out", "chains.jsonl")
    run("--db", full, "plan", "chains.jsonl", "--out", "plans.jsonl")
    run("--db", full, "generate", "plans.jsonl", "--out", "dialogues.jsonl")
    records = [json.loads(line) for line in Path("dialogues.jsonl").read_text(encoding="utf-8").splitlines()]
    call = next(c for m in records[0]["messages"] for c in m["tool_calls"] or () if c["arguments"])
    call["arguments"] = dict.fromkeys(call["arguments"], "made up")
    Path("faulty.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    said = run("check", "faulty.jsonl")
    assert said.code == 3
    assert records[0]["id"] in said.out
    assert "1 with errors" in said.err
    assert all(json.loads(line)["code"] for line in run("check", "faulty.jsonl", "--json").out.splitlines())


def test_clear_asks_first(own: Path) -> None:
    """No, and no answer at all, change nothing; --yes does not ask."""
    asked = subprocess.run(
        command("--db", own, "db", "clear"), input="n\n", capture_output=True, text=True, check=False
    )
    assert asked.returncode == 1
    assert re.search(r"Remove all [\d,]+ nodes from .*\? \[y/N\]: Nothing was removed\.\n$", asked.stderr)
    silent = subprocess.run(command("--db", own, "db", "clear"), input="", capture_output=True, text=True, check=False)
    assert silent.returncode == 1
    assert silent.stderr.endswith("Nobody answered; nothing was removed.\n  Add --yes where nobody can be asked.\n")


def test_clear_removes_everything(run: Run, own: Path) -> None:
    """And says how many nodes went."""
    said = run("--db", own, "db", "clear", "--yes")
    assert re.fullmatch(r"Removed [\d,]+ nodes\.\n", said.err)
    assert run("--db", own, "db", "info") == Said(
        0, f"{own} (embedded)\n", "It is empty: `toolgraph ingest PATH` fills it.\n"
    )


def test_a_graph_moves_to_another_database(run: Run, full: Path) -> None:
    """What `db export` writes makes, by `db import`, a graph with the same tools, links and CO_USED edges."""
    assert run("--db", full, "db", "export", "--out", "graph.jsonl").code == 0
    use = {"start": "shop/place_order", "end": "shop/get_order", "count": 3, "npmi": 0.5, "sources": ["mine"]}
    with Path("graph.jsonl").open("a", encoding="utf-8") as lines:
        lines.write(json.dumps({"co_used": use}) + "\n")
    assert "336 added" in run("--db", "copy", "db", "import", "graph.jsonl").err
    again = run("--db", "copy", "db", "export").out.splitlines()
    before = Path("graph.jsonl").read_text(encoding="utf-8").splitlines()
    assert list(map(json.loads, again))[:-1] == list(map(json.loads, before))[:-1]
    assert json.loads(again[-1])["co_used"] == use
    links = [run("--db", db, "links", "--all", "--format", "jsonl").out for db in (full, "copy")]
    assert links[0] == links[1]
    assert "0 added, 0 changed, 336 unchanged" in run("--db", "copy", "db", "import", "graph.jsonl").err


def test_serve_shares_one_database(own: Path) -> None:
    """While `db serve` is up a second command works through it, and the printed lines lead there."""
    with subprocess.Popen(
        command("--db", own, "db", "serve"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as serving:
        try:
            assert serving.stdout is not None
            lines = [serving.stdout.readline().strip() for _ in range(4)]
            assert [line.split("=")[0] for line in lines] == [
                "NEO4J_URI", "NEO4J_DATABASE", "NEO4J_USERNAME", "NEO4J_PASSWORD",
            ]  # fmt: skip
            time.sleep(0.2)
            said = process("--db", own, "cypher", "MATCH (t:Tool) RETURN count(t) AS n", "--format", "csv")
            assert said == Said(0, "n\n336\n", "1 row\n")
        finally:
            serving.send_signal(2)
            serving.wait(30)


def test_the_demo_does_the_whole_job(run: Run) -> None:
    """One command, no key: a dialogue to read, a summary, and the files that it names."""
    said = run("demo", "--out", "demo", "--count", 12)
    assert said.code == 0, said.err
    assert re.search(r"^Graph +336 tools of 12 services", said.out, re.MULTILINE)
    assert re.search(r"^Checked +100% valid", said.out, re.MULTILINE)
    assert Path("demo/run/manifest.json").is_file()
    assert len(Path("demo/run/dialogues.jsonl").read_text(encoding="utf-8").splitlines()) == 12
