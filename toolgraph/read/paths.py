"""From a path to specs: the one entrance for files and folders."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from toolgraph.errors import SpecError
from toolgraph.models.base import JsonValue
from toolgraph.models.spec import RawSpec, Skipped
from toolgraph.read.detect import FORMATS, Finds, find_tools
from toolgraph.read.load import EXPECTED, load
from toolgraph.read.remote import scope_for
from toolgraph.read.sources import Group, existing, groups_in, read_settings, source_name
from toolgraph.schema import Scope, collector_paused

_NOT_ALONE = "not_a_spec"


def read_path(
    path: Path,
    *,
    source: str | None = None,
    format: str = "auto",  # noqa: A002
    allow_remote_refs: bool = False,
) -> Iterator[RawSpec]:
    """Yield the specs in a file, or in a folder and its folders in sorted order, one a source.

    In a folder, files that are no specs are reported at the end in one RawSpec of format `none` without tools,
    whose `skipped` names each with its reason.

    Args:
        source: Name of the source; None takes it from `source.toml` or the file's name, and lets the records of
            a tools JSONL name their own.
        format: What the files must be; `auto` looks into them.
        allow_remote_refs: Follow `$ref` to files beside the document and to public web addresses.

    Raises:
        SpecError: The path does not exist, `format` is unknown, a file that was named is not a spec, or a folder
            holds none.
    """
    if format not in {"auto", *FORMATS}:
        raise SpecError(f"There is no format {format!r}.", f"Choose auto, {', '.join(FORMATS)}.")
    if existing(path).is_dir():
        yield from _read_folder(path, source, format, allow_remote_refs)
        return
    settings = read_settings(path.parent)
    if settings and (not settings.files or path.name in settings.files):
        group = Group(
            origin=path,
            source=source or settings.name or source_name(path),
            files=(path,),
            title=settings.title,
            licence=settings.licence,
            format=settings.format,
        )
    else:
        group = Group(origin=path, source=source or source_name(path), files=(path,))
    spec, problems = _read_group(group, _scopes(allow_remote_refs), source, format)
    if spec is None:
        raise problems[0]
    yield spec


def _notice(group: Group, problem: SpecError) -> Skipped:
    return Skipped(place=str(group.origin), code=_NOT_ALONE, reason=problem.problem)


def _scopes(allow_remote_refs: bool) -> Callable[[Path, JsonValue], Scope]:
    return lambda path, document: scope_for(document, path, allow_remote=allow_remote_refs)


def _read_folder(folder: Path, source: str | None, wanted: str, allow_remote_refs: bool) -> Iterator[RawSpec]:
    groups, other = groups_in(folder, source=source)
    notices = [
        Skipped(place=str(path), code=_NOT_ALONE, reason=f"a {path.suffix or 'nameless'} file is not read")
        for path in other
    ]
    found = 0
    for group in groups:
        spec, problems = _read_group(group, _scopes(allow_remote_refs), source, wanted)
        if spec is None:
            notices += [_notice(group, problem) for problem in problems]
        else:
            found += 1
            yield spec
    if not found:
        detail = f" ({notices[0].place}: {notices[0].reason})" if notices else ""
        raise SpecError(f"{folder} holds no tool spec{detail}.", f"Expected files with {EXPECTED}.")
    if notices:
        yield RawSpec(origin=str(folder), source="", format="none", tools=(), skipped=tuple(sorted(notices, key=str)))


def _read_group(
    group: Group, scope_of: Callable[[Path, JsonValue], Scope], source: str | None, wanted: str
) -> tuple[RawSpec | None, list[SpecError]]:
    """All files of one source as one spec, None if none of them is one; and what was wrong with the others."""
    total = Finds(title=group.title, licence=group.licence)
    problems: list[SpecError] = []
    for path in group.files:
        try:
            finds = _read_file(path, scope_of, wanted if wanted != "auto" else group.format)
        except SpecError as exc:
            problems.append(exc)
            continue
        _add(total, finds, f"{path.name}: " if len(group.files) > 1 else "", keep_provider=source is None)
    if not total.is_spec:
        return None, problems
    total.skipped += [_notice(group, problem) for problem in problems]
    spec = RawSpec(
        origin=str(group.origin),
        source=group.source,
        format=total.formats.most_common(1)[0][0],
        title=total.title,
        licence=total.licence,
        tools=tuple(total.tools),
        skipped=tuple(total.skipped),
    )
    return spec, problems


def _read_file(path: Path, scope_of: Callable[[Path, JsonValue], Scope], wanted: str) -> Finds:
    with collector_paused():
        loaded = load(path)
        finds = find_tools(loaded.items, lambda document: scope_of(path, document), wanted)
    if not finds.is_spec:
        first = finds.other[0] if finds.other else Skipped(place="", code="", reason="nothing in it")
        where = f" {first.place}:" if first.place else ""
        expected = EXPECTED if wanted == "auto" else f"a file of format {wanted}"
        raise SpecError(f"{path} is not a tool spec:{where} {first.reason}.", f"Expected {expected}.")
    finds.skipped += loaded.skipped
    return finds


def _add(total: Finds, finds: Finds, prefix: str, *, keep_provider: bool) -> None:
    changes: dict[str, str | None] = {} if keep_provider else {"provider": None}
    for tool in finds.tools:
        if prefix:
            changes["place"] = prefix + tool.place
        total.tools.append(tool.model_copy(update=changes) if changes else tool)
    total.skipped += [Skipped(place=prefix + one.place, code=one.code, reason=one.reason) for one in finds.skipped]
    total.formats.update(finds.formats)
    total.title = total.title or finds.title
    total.licence = total.licence or finds.licence
