"""`enrich` and `judge` as a person runs them, against a server on loopback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.llm.documenter import Documenter
from tests.llm.endpoint import Endpoint as Server
from tests.pipeline.test_judge import many, rate
from toolgraph.runs import write_records

SPEC = [
    {"name": "track_parcel", "description": "Where a parcel is.",
     "parameters": {"type": "object", "properties": {"parcel_id": {"type": "string"}}}},
    {"name": "find_parcels", "description": "Parcels under way.", "parameters": {"type": "object", "properties": {}}},
]  # fmt: skip


@pytest.fixture
def small(run: Run) -> Path:
    """A database with two tools that say little."""
    Path("tools.jsonl").write_text("\n".join(map(json.dumps, SPEC)))
    assert run("--db", "graph", "ingest", "tools.jsonl", "--source", "post").code == 0
    return Path("graph")


def test_enrich_from_estimate_to_removal(run: Run, small: Path) -> None:
    """The estimate asks nothing; the run says what it kept and linked; `show` marks it; --remove takes it away."""
    with Server(Documenter()) as server:
        words = ("--db", small, "enrich", "--what", "examples", "--what", "returns", "--model", "m")
        asked = (*words, "--base-url", server.url, "--cache", "off")
        said = run(*asked, "--dry-run")
        assert (said.code, server.requests) == (0, 0)
        assert said.out.startswith("3 answers: about 3 requests,")
        assert "Give --out" in run(*asked).err
        said = run(*asked, "--out", "RUN")
    assert said.code == 0, said.err
    assert "Kept 1 examples, 2 returns of 3 asked for in RUN." in said.err
    assert "Tools written: 2; links written:" in said.err
    assert "inferred" in run("--db", small, "show", "post/find_parcels").out
    assert "find_parcels" in run("--db", small, "links", "post/track_parcel", "--format", "jsonl").out
    said = run("--db", small, "enrich", "--what", "returns", "--remove")
    assert "from 2 tools" in said.err
    assert "recipient.email" not in run("--db", small, "show", "post/find_parcels").out


def test_enrich_says_when_there_is_nothing_to_ask(run: Run, small: Path) -> None:
    """Tools that lack nothing are no failure, and no reason to send anything."""
    returns = {"type": "object", "properties": {"weight_g": {"type": "integer"}}}
    Path("tools.jsonl").write_text("\n".join(json.dumps({**one, "returns": returns}) for one in SPEC))
    assert run("--db", small, "ingest", "tools.jsonl", "--source", "post").code == 0
    with Server(Documenter()) as server:
        words = ("--db", small, "enrich", "--what", "returns", "--model", "m", "--base-url", server.url)
        said = run(*words, "--cache", "off", "--out", "RUN")
        assert (said.code, server.requests) == (0, 0)
    assert "No tool here lacks that" in said.err


def test_enrich_says_what_is_missing(run: Run, small: Path) -> None:
    """No model, no such source, nothing to ask for, terms of another command."""
    words = ("--db", small, "enrich", "--what", "returns")
    assert "none is named" in run(*words, "--out", "RUN").err
    said = run(*words, "--model", "m", "--source", "nope", "--out", "RUN")
    assert (said.code, "Name one of: post" in said.err) == (1, True)
    assert run("--db", small, "enrich", "--model", "m").code == 2
    assert "neither --limit" in run(*words, "--remove", "--limit", "1").err


def test_a_model_that_cannot_be_reached_is_told_with_its_exit_code(run: Run, small: Path) -> None:
    """A wrong key ends with 4, and nothing is changed."""
    with Server(Documenter(), faults=lambda *_: "expired_key") as server:
        words = ("enrich", "--what", "returns", "--model", "m", "--base-url", server.url, "--cache", "off")
        said = run("--db", small, *words, "--out", "RUN")
    assert said.code == 4
    assert "See to the endpoint, the key" in said.err


def test_judge_prints_a_table(run: Run) -> None:
    """A row a criterion with means, shares and kappa; --json gives the report; the help rules out acceptance."""
    write_records(Path("dialogues.jsonl"), many(8))
    with Server(rate) as server:
        words = ("judge", "dialogues.jsonl", "--sample", "5", "--model", "m", "--base-url", server.url)
        said = run(*words, "--cache", "off", "--out", "RUN")
        again = run(*words, "--cache", "off", "--out", "RUN", "--json")
        dry = run(*words, "--cache", "off", "--dry-run")
    assert said.code == 0, said.err
    assert [line.split()[0] for line in said.out.splitlines() if "%" in line] == [
        "naturalness", "coherence", "helpfulness",
    ]  # fmt: skip
    assert "Judged 5 of 5 dialogues in RUN" in said.err
    assert len(Path("RUN/judgements.jsonl").read_text().splitlines()) == 5
    assert json.loads(again.out)["criteria"]["helpfulness"]["within_one"] == 1.0
    assert dry.out.startswith("5 dialogues: about 10 requests,")
    assert "Never used for acceptance" in run("judge", "--help").out
