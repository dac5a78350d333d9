"""The scripts of `docs/python.md` run as they stand."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

import toolgraph
from tests.conftest import ROOT
from toolgraph.models.tool import Tool

PAGE = ROOT / "docs" / "python.md"
SCRIPTS = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def test_the_scripts_run_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, catalogue: tuple[Tool, ...]
) -> None:
    """Ingest, ask, sample, plan, generate, check, export and the pages, all from Python, in one go."""
    monkeypatch.chdir(tmp_path)
    printed = io.StringIO()
    names = {"SPECS": ROOT / "ingest" / "shop"}
    with contextlib.redirect_stdout(printed):
        for script in SCRIPTS:
            exec(compile(script, str(PAGE), "exec"), names)
    lines = printed.getvalue().splitlines()
    assert f"{sum(tool.source == 'shop' for tool in catalogue)} tools" in lines
    assert "20 rows for Hermes and Qwen" in lines
    assert any(line.startswith("user ") for line in lines)
    assert (tmp_path / "work" / "run" / "report.html").is_file()
    assert (tmp_path / "work" / "view.html").is_file()


def test_the_page_uses_the_public_names() -> None:
    """What the first script imports from `toolgraph` is what `toolgraph` offers."""
    imported = re.search(r"from toolgraph import \((.*?)\)", SCRIPTS[0], re.DOTALL)
    assert imported
    assert {name.strip() for name in imported[1].split(",") if name.strip()} <= set(toolgraph.__all__)
