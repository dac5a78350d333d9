"""Files and folders: which are read together, what their source is called, what `source.toml` says of them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from toolgraph.errors import SpecError
from toolgraph.read.load import EXPECTED

SUFFIXES = frozenset({".json", ".jsonl", ".ndjson", ".yaml", ".yml"})
SETTINGS = "source.toml"
_NOT_WALKED = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})
# Names that say nothing: the folder's name is the better source.
_NAMELESS = frozenset({"openapi", "swagger", "api", "spec", "schema", "tools", "functions", "index", "api-docs"})
_INNER_SUFFIXES = (".tools_list", ".tools", ".openapi", ".swagger", ".mcp")


class SourceSettings(BaseModel):
    """What `source.toml` may say of the folder it stands in.

    Attributes:
        name: Source of the tools; the first part of their ids.
        origin: Where the specs come from, in words or as a URL.
        format: What the files are read as; `auto` looks into them.
        files: Paths in the folder, in order; empty for all spec files.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = ""
    title: str = ""
    description: str = ""
    origin: str = ""
    licence: str = ""
    format: str = "auto"
    files: tuple[str, ...] = ()


class Group(BaseModel):
    """Files that make one source.

    Attributes:
        origin: The file, or the folder that holds them all.
        licence: As `source.toml` says.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    origin: Path
    source: str
    files: tuple[Path, ...]
    title: str = ""
    licence: str = ""
    format: str = "auto"


def source_name(path: Path) -> str:
    """Name of the source that a file holds when nobody says another.

    >>> source_name(Path("specs/asana.com.json")), source_name(Path("memory.tools_list.json"))
    ('asana.com', 'memory')
    """
    stem = path.name[: -len(path.suffix)] if path.suffix.lower() in SUFFIXES else path.name
    for suffix in _INNER_SUFFIXES:
        stem = stem.removesuffix(suffix)
    if stem.lower() in _NAMELESS and path.resolve().parent.name:
        return path.resolve().parent.name
    return stem or path.name


def read_settings(folder: Path) -> SourceSettings | None:
    """The folder's `source.toml`, or None if there is none.

    Raises:
        SpecError: It is not TOML, or says what it may not.
    """
    path = folder / SETTINGS
    if not path.is_file():
        return None
    try:
        settings = SourceSettings.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
        raise SpecError(f"{path}: not TOML: {exc}.", "Mend the file there.") from exc
    except ValidationError as exc:
        problem = exc.errors()[0]
        key = ".".join(str(part) for part in problem["loc"])
        allowed = ", ".join(SourceSettings.model_fields)
        raise SpecError(f"{path}: {key}: {problem['msg']}.", f"source.toml may have: {allowed}.") from exc
    for name in settings.files:
        if not (folder / name).is_file():
            raise SpecError(f"{path} lists {name}, which is not in {folder}.", "Correct `files`, or add the file.")
    return settings


def groups_in(folder: Path, *, source: str | None) -> tuple[list[Group], list[Path]]:
    """The sources of a folder in the order of their first file, and the files that are not read.

    Args:
        source: Name for everything in the folder; None lets each file or `source.toml` say its own.

    Raises:
        SpecError: A `source.toml` is wrong.
    """
    found: dict[str, Group] = {}
    other: list[Path] = []
    taken: set[Path] = set()  # `files` of a source.toml may name files of folders below, which are walked too
    for group, listed in _walk(folder):
        files = [path for path in listed if path not in taken]
        taken.update(files)
        other += [path for path in files if path.suffix.lower() not in SUFFIXES]
        for path in files:
            if path.suffix.lower() in SUFFIXES:
                settings = {"title": group.title, "licence": group.licence, "format": group.format} if group else {}
                name = source or (group.name if group else "") or source_name(path)
                _put(found, Group(origin=path, source=name, files=(path,), **settings), folder)
    return list(found.values()), other


def _put(found: dict[str, Group], one: Group, folder: Path) -> None:
    earlier = found.get(one.source)
    if earlier is None:
        found[one.source] = one
        return
    parents = {path.parent for path in (*earlier.files, *one.files)}
    origin = parents.pop() if len(parents) == 1 else folder
    found[one.source] = earlier.model_copy(update={"origin": origin, "files": (*earlier.files, *one.files)})


def _walk(folder: Path) -> Iterator[tuple[SourceSettings | None, list[Path]]]:
    """Each folder's settings and its files, sorted; folders after files."""
    settings = read_settings(folder)
    try:
        entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError as exc:
        raise SpecError(f"{folder} cannot be read: {exc.strerror or exc}.", "Check its permissions.") from exc
    files = [entry for entry in entries if entry.is_file() and entry.name != SETTINGS]
    if settings and settings.files:
        files = [folder / name for name in settings.files]
    yield settings, files
    for entry in entries:
        if entry.is_dir() and not entry.is_symlink() and entry.name not in _NOT_WALKED:
            yield from _walk(entry)


def existing(path: Path) -> Path:
    """`path`, if it is there.

    Raises:
        SpecError: It is not.
    """
    try:
        there = path.exists()
    except OSError as exc:
        raise SpecError(f"{path} cannot be read: {exc.strerror or exc}.", "Check its permissions.") from exc
    if not there:
        raise SpecError(f"{path} does not exist.", f"Give a file or folder with {EXPECTED}.")
    return path
