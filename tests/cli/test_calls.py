"""A command line is a call: words in, the call of the stage out; and every command explains itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from tests.cli.conftest import Run
from toolgraph.cli import graph, sampling, sources
from toolgraph.cli.app import commands
from toolgraph.sample import SampleRequest


def every_command(group: click.Group, *before: str) -> Iterator[tuple[str, ...]]:
    for name, one in group.commands.items():
        if isinstance(one, click.Group):
            yield from every_command(one, *before, name)
        else:
            yield (*before, name)


def test_the_commands_of_the_design_are_there() -> None:
    """No command is missing or goes by another name."""
    assert {
        "demo", "ingest", "ingest-mcp", "tools", "show", "links", "cypher", "sample", "chains", "plan", "generate",
        "check", "stats", "export", "synth", "report", "view", "db",
    } <= set(commands.commands)  # fmt: skip
    assert {"info", "clear", "export", "import", "serve"} <= {w[1] for w in every_command(commands) if w[0] == "db"}


@pytest.mark.parametrize("words", list(every_command(commands)), ids=" ".join)
def test_every_command_has_help(run: Run, words: tuple[str, ...]) -> None:
    """It says what it does; its options say what they are; commands with arguments show an example."""
    said = run(*words, "--help")
    assert said.code == 0
    assert said.out.startswith(f"Usage: toolgraph {' '.join(words)}")
    one: Any = commands
    for word in words:
        one = one.commands[word]
    assert one.help
    if any(isinstance(p, click.Argument) for p in one.params):
        assert "Example" in said.out
        assert re.search(rf"toolgraph (--db \S+ )?{' '.join(words)}", said.out.split("Example", 1)[1])


CALLS: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "defaults": ((), {}),
    "length": (("--length", "3-4"), {"length_min": 3, "length_max": 4}),
    "one length": (("--length", "3"), {"length_min": 3, "length_max": 3}),
    "seed and count": (("--seed", "9", "--count", "12"), {"seed": 9, "count": 12}),
    "destructive": (("--allow", "destructive"), {"allow_destructive": True}),
    "score": (("--min-score", "0.8"), {"score_min": 0.8}),
    "tool set": (("--tool-set", "whole-source"), {"tool_set": "whole-source"}),
    "distractors": (("--distractors", "0"), {"distractors": 0}),
    "start by name": (("--start", "place_order"), {"start": "shop/place_order"}),
}


@pytest.mark.parametrize("case", CALLS)
def test_sample_is_a_call(run: Run, full: Path, monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    """Each option becomes the field of the request that it names, and no other."""
    words, expected = CALLS[case]
    seen: list[SampleRequest] = []
    monkeypatch.setattr(sampling, "sample_chains", lambda _, request, motifs, drawn: seen.append(request) or [])
    assert run("--db", full, "sample", *words).code == 0
    assert seen == [SampleRequest(**expected)]


def test_motifs_are_drawn_in_the_order_given(run: Run, full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Repeated --motif adds to the list; without it there are three."""
    seen: list[list[str]] = []
    monkeypatch.setattr(sampling, "sample_chains", lambda _, r, motifs, d: seen.append([m.name for m in motifs]) or [])
    run("--db", full, "sample", "--motif", "random", "--motif", "line")
    run("--db", full, "sample")
    assert seen == [["random", "line"], ["line", "fan_in", "fan_out"]]


def test_ingest_is_a_call(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Source, format and the permission to follow references reach the reader."""
    seen: list[Any] = []
    monkeypatch.setattr(sources, "read_path", lambda path, **options: seen.append((path, options)) or [])
    said = run("--db", tmp_path / "db", "ingest", "a.json", "--source", "x", "--format", "mcp", "--allow-remote-refs")
    assert said.code == 0
    assert seen == [(Path("a.json"), {"source": "x", "format": "mcp", "allow_remote_refs": True})]


def test_a_parameter_is_json_or_text() -> None:
    """`--param n=3` is a number, `--param n=three` and `--param n=a=b` are texts."""
    assert dict(map(graph._param, ("a=3", "b=three", 'c=["x"]', "d=a=b", "e="))) == {
        "a": 3, "b": "three", "c": ["x"], "d": "a=b", "e": "",
    }  # fmt: skip
