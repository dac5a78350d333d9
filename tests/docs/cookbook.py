"""The recipes of `docs/cypher.md`: read them, run them, write their answers into the page.

`python -m tests.docs.cookbook` runs every recipe on a fresh embedded graph of the catalogue and writes its answer.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from tests.conftest import ROOT
from toolgraph.pipeline.ingest import ingest
from toolgraph.read import read_path
from toolgraph.store import GraphStore, StoreAddress, open_store
from toolgraph.store.graph import Answer

PAGE = ROOT / "docs" / "cypher.md"
_RECIPE = re.compile(r"^### (\d+)\. ([^\n]+)\n(.*?)```cypher\n(.*?)```\n\n?((?:\|[^\n]*\n)*)", re.MULTILINE | re.DOTALL)


class Recipe(NamedTuple):
    """One question, its query, and the answer as the page has it (a Markdown table)."""

    number: int
    question: str
    query: str
    answer: str


def recipes() -> list[Recipe]:
    """All recipes of the page, in its order."""
    found = _RECIPE.finditer(PAGE.read_text(encoding="utf-8"))
    return [Recipe(int(m[1]), m[2], m[4], m[5]) for m in found]


def table(answer: Answer) -> str:
    """An answer as a Markdown table."""
    lines = ["| " + " | ".join(answer.columns) + " |", "|" + "---|" * len(answer.columns)]
    lines += ["| " + " | ".join(map(_cell, row)) + " |" for row in answer.rows]
    return "\n".join(lines) + "\n"


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_cell, value))
    if isinstance(value, float):
        return f"{value:.4g}"
    return "" if value is None else str(value).replace("|", "\\|")


def fill(store: GraphStore) -> None:
    """The bundled catalogue into a database."""
    ingest(store, read_path(ROOT / "ingest"))


def write_answers(store: GraphStore) -> str:
    """The page with the answers of a database."""

    def answered(match: re.Match[str]) -> str:
        before = match[0][: len(match[0]) - len(match[5])].rstrip("\n") + "\n\n"
        return before + table(store.ask(match[4]))

    return _RECIPE.sub(answered, PAGE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, open_store(StoreAddress(db=str(Path(folder) / "db"))) as opened:
        fill(opened)
        PAGE.write_text(write_answers(opened), encoding="utf-8")
    print(f"{len(recipes())} answers written to {PAGE}", file=sys.stderr)
