"""Real output for README.md: its marked blocks are made by these functions (`cog -r README.md`)."""

from __future__ import annotations

import atexit
import shutil
import subprocess
import sys
import tempfile
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WIDTH = 118


@lru_cache(maxsize=1)
def _folder() -> Path:
    """A folder as somebody has it who has followed the README so far: the catalogue, ingested."""
    folder = Path(tempfile.mkdtemp(prefix="toolgraph-readme-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "ingest").symlink_to(ROOT / "ingest")
    (folder / "ingested").write_text(_run(folder, "toolgraph ingest ingest/"), encoding="utf-8")
    return folder


def _run(folder: Path, command: str) -> str:
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    env = {"PATH": path, "HOME": str(folder), "COLUMNS": "100", "LANG": "C.UTF-8"}
    ran = subprocess.run(command, shell=True, cwd=folder, env=env, capture_output=True, text=True, check=True)
    return ran.stdout + (ran.stderr if command.startswith("toolgraph ingest") else "")


def shown(command: str, *, first: int = 99, last: int = 0) -> str:
    """A command and what it prints, as a fenced block; of long output the first lines, and the last."""
    folder = _folder()
    text = (folder / "ingested").read_text("utf-8") if "ingest ingest/" in command else _run(folder, command)
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    if len(lines) > first + last:
        lines = [*lines[:first], "...", *(lines[-last:] if last else [])]
    cut = [line if len(line) <= WIDTH else f"{line[: WIDTH - 1].rpartition(', ')[0]}, …" for line in lines]
    return _fenced([f"$ {command}", *cut])


def _fenced(lines: list[str]) -> str:
    return "\n".join(["```", *lines, "```"])
