"""Running the command line as a person does: words in; exit code, standard output and standard error out."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.sample.filled import catalogue_copy, catalogue_folder
from toolgraph.cli import main

UNSET = ("TOOLGRAPH_DB", "NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE", "TOOLGRAPH_MODEL")


class Said(NamedTuple):
    """What a command gave."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In an empty folder, without settings of whoever runs the tests."""
    monkeypatch.chdir(tmp_path)
    for name in UNSET:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run("--db", folder, "tools")`: the real entry point, in this process."""

    def run_one(*words: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["toolgraph", *map(str, words)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capfd.readouterr()
        return Said(int(ended.value.code or 0), out, err)

    return run_one


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the bundled catalogue that commands only read."""
    return catalogue_folder(tmp_path_factory)


@pytest.fixture
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of it that a test may change."""
    return catalogue_copy(tmp_path_factory)


def command(*words: object) -> list[str]:
    """The same as a process of its own."""
    return [sys.executable, "-m", "toolgraph", *map(str, words)]


def process(*words: object) -> Said:
    done = subprocess.run(command(*words), capture_output=True, text=True, timeout=120, check=False)
    return Said(done.returncode, done.stdout, done.stderr)
