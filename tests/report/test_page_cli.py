"""`report` and `view` as commands: what is written, what is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.check.gold import gold
from tests.demo_folder import demo_folder
from tests.report.test_page import data_of
from toolgraph.cli.app import commands
from toolgraph.errors import ConfigError
from toolgraph.models.tool import Tool
from toolgraph.runs import write_records


def tool_graph(*arguments: str) -> Result:
    return CliRunner().invoke(commands, arguments, catch_exceptions=False)


def test_report_without_a_database_makes_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked without --db, where no default database is, the page is written, the gap is said, and no folder appears."""
    monkeypatch.chdir(tmp_path)
    write_records(tmp_path / "some.jsonl", gold())
    done = tool_graph("report", "some.jsonl")
    assert done.exit_code == 0
    assert "no baseline" in done.stderr
    assert "Wrote some.html" in done.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["some.html", "some.jsonl"]


def test_report_with_the_database_has_the_baseline(tmp_path: Path) -> None:
    """`--db` and `--html` are taken: the page stands where it was wanted, with a baseline."""
    folder = demo_folder()
    page = tmp_path / "deep" / "page.html"
    done = tool_graph("--db", str(folder / "db"), "report", str(folder / "run"), "--html", str(page))
    assert (done.exit_code, done.stdout) == (0, "")
    assert data_of(page)["curve_baseline"]


def test_view_writes_the_graph_or_a_neighbourhood(tmp_path: Path, catalogue: tuple[Tool, ...]) -> None:
    """Without a tool the whole graph; with one its neighbourhood; an unknown one is refused with a guess."""
    database = str(demo_folder() / "db")
    whole, near = tmp_path / "whole.html", tmp_path / "near.html"
    assert f"{len(catalogue)} tools" in tool_graph("--db", database, "view", "--out", str(whole)).stderr
    assert tool_graph("--db", database, "view", "get_order", "--out", str(near)).exit_code == 0
    assert 2 < len(data_of(near)["id"]) < len(data_of(whole)["id"])
    with pytest.raises(ConfigError, match="Did you mean"):
        tool_graph("--db", database, "view", "get_ordr", "--out", str(near))


def test_a_broken_manifest_is_told(tmp_path: Path) -> None:
    """A manifest that is no JSON is named, with what to do."""
    write_records(tmp_path / "dialogues.jsonl", gold())
    (tmp_path / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(ConfigError, match="not JSON"):
        tool_graph("report", str(tmp_path))
    (tmp_path / "manifest.json").write_text(json.dumps({}), encoding="utf-8")
    assert tool_graph("--db", str(tmp_path / "none"), "report", str(tmp_path)).exit_code == 0
