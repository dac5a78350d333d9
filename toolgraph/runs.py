"""Run folders: records appended as they are finished, a manifest written last, and going on where a run stopped."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO, TypeVar

from pydantic import BaseModel, ValidationError

from toolgraph.errors import ConfigError, RecordError

Record = TypeVar("Record", bound=BaseModel)

CONFIG = "config.json"
MANIFEST = "manifest.json"


def read_records(path: Path, kind: type[Record]) -> Iterator[Record]:
    """The records of a JSONL file, one by one.

    Args:
        path: `-` reads standard input.

    Raises:
        RecordError: The file cannot be read, or a line is not such a record; names line and key.
    """
    try:
        lines = open(0, encoding="utf-8", closefd=False) if str(path) == "-" else path.open(encoding="utf-8")  # noqa: SIM115
    except OSError as exc:
        raise RecordError(
            f"{path} cannot be read: {exc.strerror}.", f"Give a file of {kind.__name__} records."
        ) from exc
    with lines:
        yield from _records(lines, str(path), kind)


def _records(lines: Iterable[str], name: str, kind: type[Record]) -> Iterator[Record]:
    number = 0
    try:
        for number, line in enumerate(lines, 1):  # noqa: B007 - told in the error
            if line.strip():
                yield kind.model_validate_json(line)
    except ValidationError as exc:
        first = exc.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "the line"
        raise RecordError(
            f"{name}, line {number}: {key}: {first['msg']}.",
            f"Give JSON Lines of {kind.__name__} records, as the stage before writes them.",
        ) from exc
    except UnicodeDecodeError as exc:
        raise RecordError(f"{name}, line {number + 1}: not UTF-8.", "Save the file as UTF-8.") from exc


def as_line(record: BaseModel) -> str:
    """A record as one line of JSON; the same record always gives the same bytes."""
    return record.model_dump_json() + "\n"


def write_records(path: Path, records: Iterable[BaseModel]) -> int:
    """Write a JSONL file, one flushed line a record; `-` writes to standard output. Returns how many."""
    count = 0
    with open(1, "w", encoding="utf-8", closefd=False) if str(path) == "-" else path.open("w", encoding="utf-8") as out:
        for record in records:
            out.write(as_line(record))
            count += 1
    return count


class Run:
    """One run folder, open for writing.

    Args:
        folder: Made if it is not there.
        config: All that decides what the run makes, as JSON values.
        names: JSONL files of the run that are written together (`dialogues`, `chains`), the deciding ones first.
        resume: Go on with what an interrupted run of the same config left; False refuses a folder with records.

    Raises:
        ConfigError: The folder cannot be made, or has another run, or this one and `resume` is False, or finished.
    """

    def __init__(self, folder: Path, config: dict[str, Any], names: tuple[str, ...], *, resume: bool) -> None:
        self.folder, self.config, self._names = folder, json.loads(json.dumps(config)), names
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as exc:  # a file is there, or nothing can be written there
            raise ConfigError(f"No run can be kept in {folder}: {exc.strerror}.", "Choose another --out.") from exc
        self._check(resume)
        (folder / CONFIG).write_text(json.dumps(self.config, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        self._files: dict[str, TextIO] = {}

    def path(self, name: str) -> Path:
        """Where the records of a name are."""
        return self.folder / f"{name}.jsonl"

    @property
    def manifest(self) -> dict[str, Any] | None:
        """What the finished run says of itself; None while it is not finished."""
        path = self.folder / MANIFEST
        return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None

    def _check(self, resume: bool) -> None:
        note = self.folder / CONFIG
        if not note.exists():
            if any(self.path(name).exists() for name in self._names):
                raise ConfigError(f"{self.folder} has records of something else.", "Give --out a folder of its own.")
            return
        old = json.loads(note.read_text(encoding="utf-8"))
        if not resume:
            raise ConfigError(f"{self.folder} holds a run already.", "Give --out another folder, or --resume auto.")
        differing = sorted(k for k in old.keys() | self.config.keys() if old.get(k) != self.config.get(k))
        if differing:
            shown = "; ".join(f"{k}: was {old.get(k)!r}, is {self.config.get(k)!r}" for k in differing[:5])
            raise ConfigError(
                f"{self.folder} holds a run with other settings ({shown}).",
                "Give --out another folder, or the settings of that run.",
            )

    def mend(self) -> dict[str, int]:
        """Cut half-written last lines off; how many whole records each file has."""
        counts = {}
        for name in self._names:
            path = self.path(name)
            path.touch()
            raw = path.read_bytes()
            whole = raw[: raw.rfind(b"\n") + 1]
            if len(whole) != len(raw):
                os.truncate(path, len(whole))
            counts[name] = whole.count(b"\n")
        return counts

    def keep(self, name: str, count: int) -> None:
        """Keep the first `count` records of a file."""
        path = self.path(name)
        lines = path.read_bytes().splitlines(keepends=True)
        os.truncate(path, sum(map(len, lines[:count])))

    def _out(self, name: str) -> TextIO:
        if name not in self._files:
            self._files[name] = self.path(name).open("a", encoding="utf-8")
        return self._files[name]

    def replace(self, name: str, records: Iterable[BaseModel]) -> None:
        """Put other records in the place of a file's, all or nothing."""
        if name in self._files:
            self._files.pop(name).close()
        aside = self.folder / f"{name}.jsonl.new"
        write_records(aside, records)
        aside.replace(self.path(name))

    def mark(self, name: str) -> None:
        """Leave a note that something is under way, to be found by whoever goes on after a kill."""
        (self.folder / name).touch()

    def marked(self, name: str) -> bool:
        """Whether such a note is there."""
        return (self.folder / name).exists()

    def unmark(self, name: str) -> None:
        """Take the note away."""
        (self.folder / name).unlink(missing_ok=True)

    def unfinish(self) -> None:
        """Take the manifest away: the run is being changed."""
        (self.folder / MANIFEST).unlink(missing_ok=True)

    def append(self, name: str, record: BaseModel | dict[str, Any]) -> None:
        """Write one finished record; it is with the operating system when this returns."""
        out = self._out(name)
        out.write(as_line(record) if isinstance(record, BaseModel) else json.dumps(record, ensure_ascii=False) + "\n")
        out.flush()

    def append_lines(self, lines: Mapping[str, str]) -> None:
        """Write finished lines as they are, by name of the file; they are with the operating system afterwards."""
        for name, line in lines.items():
            out = self._out(name)
            out.write(line)
            out.flush()

    def finish(self, manifest: dict[str, Any]) -> None:
        """Write the manifest, which means that the run is complete."""
        self.close()
        aside = self.folder / f"{MANIFEST}.new"
        aside.write_text(json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
        aside.replace(self.folder / MANIFEST)

    def close(self) -> None:
        """Close the files."""
        for out in self._files.values():
            out.close()
        self._files.clear()

    def __enter__(self) -> Run:
        return self

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None) -> None:
        self.close()
