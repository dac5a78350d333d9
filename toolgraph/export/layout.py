"""Rows in files: JSON lines, one JSON array, and JSON lines with a file beside them."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from toolgraph.export.conversation import to_json
from toolgraph.export.target import Split
from toolgraph.models.base import JsonObject

# Line ends to `str.splitlines`, with which many scripts read JSON lines, but not to JSON: written as escapes.
_LINE_ENDS = {ord(c): f"\\u{ord(c):04x}" for c in "\u0085\u2028\u2029"}


def write_lines(path: Path, rows: Iterable[JsonObject]) -> None:
    """Write one JSON object a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            file.write(to_json(row).translate(_LINE_ENDS) + "\n")


def read_lines(path: Path) -> Iterator[JsonObject]:
    """The object of each line."""
    # Not str.splitlines: it also breaks at U+2028 and others, which stand in JSON strings as they are.
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            yield json.loads(line)


@dataclass(frozen=True, slots=True)
class Lines:
    """`train.jsonl`, and `validation.jsonl` where there is such a split.

    Attributes:
        beside: Name of one more file and what writes its text from the splits there are, such as the registration
            that a trainer wants.
    """

    beside: tuple[str, Callable[[Collection[Split]], str]] | None = None

    def write(self, rows: Mapping[Split, Iterable[JsonObject]], folder: Path) -> list[Path]:
        """Write the files of all splits."""
        for split, some in rows.items():
            write_lines(folder / f"{split}.jsonl", some)
        files = [Path(f"{split}.jsonl") for split in rows]
        if self.beside:
            name, text = self.beside
            (folder / name).write_text(text(rows.keys()), encoding="utf-8")
            files.append(Path(name))
        return files

    def read(self, folder: Path, split: Split) -> Iterator[JsonObject]:
        """Rows of one split."""
        return read_lines(folder / f"{split}.jsonl")


def split_folder(folder: Path, split: Split, splits: Iterable[Split]) -> Path:
    """Where a format with fixed file names stands: the folder itself, or one a split when there are two."""
    return folder / split if "validation" in splits else folder


@dataclass(frozen=True, slots=True)
class Array:
    """One JSON array in a file of a fixed name; `train/` and `validation/` when there are two splits."""

    name: str

    def write(self, rows: Mapping[Split, Iterable[JsonObject]], folder: Path) -> list[Path]:
        """Write the files of all splits."""
        files = []
        for split, some in rows.items():
            path = split_folder(folder, split, rows) / self.name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("w", encoding="utf-8", newline="\n") as file:
                file.write("[")
                for i, row in enumerate(some):
                    file.write((",\n" if i else "\n") + to_json(row))
                file.write("\n]\n")
            files.append(path.relative_to(folder))
        return files

    def read(self, folder: Path, split: Split) -> Iterator[JsonObject]:
        """Rows of one split."""
        path = folder / split / self.name
        yield from json.loads((path if path.exists() else folder / self.name).read_text(encoding="utf-8"))
