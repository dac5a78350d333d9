"""Versions of software: the later one was released, the higher it is, in its tag, its name and its package."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from toolgraph.models.base import JsonObject
from toolgraph.world.asked import moment_of
from toolgraph.world.figures import choose, own_leaves, rows_of
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.shape import Part
from toolgraph.world.software import matter_of_whole, whole_of

_RELEASES = frozenset(("release", "version"))
_TAGS = frozenset(("tag", "version"))
_VERSION = re.compile(r"\d+(?:\.\d+)+")
_ENDING = re.compile(r"\d+(?:\.\d+)+((?:\.[a-z]+\d?)+)$")
_SEASON = re.compile(r"\b(?:Spring|Summer|Autumn|Fall|Winter)\b")
_FIX = re.compile(r"\b(?:Hotfix|Bugfix|Patch)\b")
_SEASONS = ("Winter", "Spring", "Summer", "Autumn")
_TRIAL = frozenset(("prerelease", "beta", "preview"))
# Among the facts of a release: its version is settled.
_SETTLED = "#version"

_Named = tuple[str, LeafPlan]


class _Told(NamedTuple):
    """Where a release tells its tag, its name, when it came out, its package, and whether it is for trying out."""

    tag: _Named
    name: _Named | None
    at: _Named | None
    url: _Named | None
    trial: _Named | None


def of_releases(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let listed releases be the lower in version the older they are, and each be called and packed so, in place."""
    del kept
    for name, inner in part.props:
        told = inner.item.seen(_release) if inner.kind == "list" and inner.item is not None else None
        rows, records = rows_of(name, inner, out, record)
        if told is None or not isinstance(rows, list):
            continue
        order = sorted(range(len(rows)), key=lambda n: str(rows[n].get(told.at[0])) if told.at else "", reverse=True)
        drawn = [_drawn(rows[n], told) for n in order]
        if not all(drawn):
            continue  # some are called by no version
        if len({*drawn}) == len(drawn) and not any(_is_settled(each) for each in records):
            drawn.sort(reverse=True)
        last: tuple[int, ...] = ()
        for n, version in zip(order, drawn, strict=True):
            lower = version if not last or (version < last and version[0] == last[0]) else _before(last)
            last = _settle(rows[n], records[n], told, version if lower == last else lower)


def _is_settled(record: Record) -> bool:
    return record.made or _SETTLED in record.facts


def _drawn(row: JsonObject, told: _Told) -> tuple[int, ...]:
    """The version of a release as its name tells it, else as its tag does."""
    version = version_of(str(row.get(told.tag[0])))
    named = version_of(str(row.get(told.name[0], ""))) if told.name is not None else ()
    return (*named, *([0] * (len(version) - len(named)))) if named and version else version


def _settle(row: JsonObject, record: Record, told: _Told, version: tuple[int, ...]) -> tuple[int, ...]:
    """The version of a release from now on; the one that it has, where that was told before."""
    if _is_settled(record):
        version = _drawn(row, told)
    else:
        _call(row, record, told, version)
    record.facts[_SETTLED] = True
    return version


def version_of(text: str) -> tuple[int, ...]:
    """The numbers of the version that a text tells; () for none."""
    found = _VERSION.search(text)
    return tuple(int(number) for number in found[0].split(".")) if found is not None else ()


def _before(version: tuple[int, ...]) -> tuple[int, ...]:
    """The version in front of one, the last number that is left above nought made smaller."""
    at = max((n for n, number in enumerate(version) if number > (n == 0)), default=len(version) - 1)
    return (*version[:at], max(version[at] - 1, 0), *([0] * (len(version) - at - 1)))


def _call(row: JsonObject, record: Record, told: _Told, version: tuple[int, ...]) -> None:
    tag = _VERSION.sub(".".join(map(str, version)), str(row[told.tag[0]]), count=1)
    choose(row, record, *told.tag, tag)
    if told.name is not None and isinstance(name := row.get(told.name[0]), str):
        short = version[:-1] if len(version) > 2 and not version[-1] else version
        at = moment_of(row.get(told.at[0])) if told.at is not None else None
        name = _VERSION.sub(".".join(map(str, short)), name, count=1)
        whole = whole_of(record)
        plain = f"Firmware {'.'.join(map(str, short))}"
        name = plain if whole and matter_of_whole(whole) == "machines" else _named_after(name, version, at)
        choose(row, record, *told.name, name)
    if told.trial is not None:
        choose(row, record, *told.trial, False)
    _pack(row, record, told)


def _named_after(name: str, version: tuple[int, ...], at: datetime | None) -> str:
    """A name as its version has it: a third number is for a fix, and what has none is called after its season."""
    if len(version) > 2 and version[-1]:
        return _SEASON.sub("Hotfix", name)
    return name if at is None else _SEASON.sub(_SEASONS[at.month % 12 // 3], _FIX.sub("Spring", name))


def _pack(row: JsonObject, record: Record, told: _Told) -> None:
    """Let the package of a release be named after its tag, where a spec shows it so."""
    url = row.get(told.url[0]) if told.url is not None else None
    if told.url is None or not isinstance(url, str):
        return
    ending = _ending_of(tuple(str(e) for e in told.url[1].schema.get("examples", ())))
    if ending:
        choose(row, record, *told.url, f"{url.rpartition('/')[0]}/{row[told.tag[0]]}{ending}")


@lru_cache(maxsize=500)
def _ending_of(shown: tuple[str, ...]) -> str:
    return next((found[1] for each in shown if (found := _ENDING.search(each))), "")


def of_a_release(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let the package of a release that stands alone be named after its tag, in place."""
    del kept
    told = part.seen(_release)
    if told is not None and told.tag[0] in out:
        _pack(out, record, told)


def _release(item: Part) -> _Told | None:
    """Where a release tells what; None for anything else."""
    if item.entity is None or item.entity.head not in _RELEASES:
        return None
    own = [(n, x) for n, x in own_leaves(item) if not x.is_id]
    tag = next((each for each in own if _TAGS & set(each[1].tokens) and each[1].type == "string"), None)
    if tag is None:
        return None
    return _Told(
        tag,
        next((each for each in own if each[1].key in ("name", "title")), None),
        next((each for each in own if each[1].maker in ("date", "datetime")), None),
        next((each for each in own if each[1].maker == "url" and "download" in each[1].tokens), None),
        next((each for each in own if each[1].maker == "flag" and _TRIAL & set(each[1].tokens)), None),
    )


def tells_release(part: Part) -> bool:
    """Whether an object is a release."""
    return part.seen(_release) is not None


def lists_releases(part: Part) -> bool:
    """Whether an object has a list of releases."""
    return any(inner.item is not None and inner.item.seen(_release) is not None for _, inner in part.props)
