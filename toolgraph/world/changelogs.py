"""What is told of the work on a codebase: notes of its releases and the milestones ahead, its own in each."""

from __future__ import annotations

from collections.abc import Collection
from zlib import crc32

from toolgraph.models.base import JsonObject
from toolgraph.world.figures import choose, figures, own_leaves, put, rows_of
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.releases import version_of
from toolgraph.world.shape import Part
from toolgraph.world.software import matter_of_whole, whole_of

_NOTED, _NOTES = frozenset(("release", "version")), ("note", "release note", "body", "changelog", "change")
_TITLES = ("title", "name")
# Among the facts of a release: its notes are settled.
_SETTLED = "#notes"
_FIXES = (
    "Fixes a crash at the start with an empty settings file.", "Fixes a file that stayed open after an error.",
    "Mends the build on older machines.", "Fixes wrong time zones in log files.", "Puts back a setting that was lost.",
    "Fixes a slow start after the last update.", "Mends umlauts in file names.", "Fixes a test that failed at night.",
    "Fixes a warning that came up twice.", "Mends the update from the version before.",
    "Fixes a leak of memory in long runs.", "Mends a broken link in the guide.",
)  # fmt: skip
_NEWS = (
    "Clearer error messages and a guide for newcomers.", "Starts faster, needs less memory.",
    "New settings file, the old one is read as before.", "Updated dependencies and a shorter build.",
    "Log files can be told to be short.", "Better checks of what comes in, and more tests.",
    "Cleaner names in the interface; the old ones work until next year.", "Runs on two more platforms.",
    "Settings can be checked before the start.", "Faster tests, and fewer of them twice.",
    "New guide, with an example for every command.", "Support for larger files.",
)  # fmt: skip
_OF_MATTER = {
    "accounts": (("Fixes totals that were off by a cent.", "Rounds each currency by its own decimals."),
                 ("Invoices in several currencies.", "Totals a month at a glance, and faster sums.")),
    "machines": (("Motors warm up before homing.", "Fixes a stall after a cold start."),
                 ("Smoother moves of all axes.", "Sensors are read twice as often.")),
    "pages": (("Fixes the login page on Firefox.", "Mends the menu on small screens."),
              ("A new front page that loads faster.", "Pages can be read without colours.")),
    "colours": (("Fixes the contrast of grey text.", "Mends two names of colours."),
                ("A dark theme for all parts.", "New spacing, in steps of four.")),
    "forecasts": (("Fixes the forecast for the hour when clocks change.", "Mends missing values at night."),
                  ("Forecasts for every quarter of an hour.", "Learns from two more years of data.")),
}  # fmt: skip
_THEMES = ("Faster start", "New guide", "Fewer dependencies", "Better error messages")
_STEP = 7


def of_changes(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let the notes of listed releases be on their codebase, of a fix for a third number, none twice, in place."""
    del kept
    for name, inner in part.props:
        notes = _leaf_of(inner, _NOTED, _NOTES)
        rows, records = rows_of(name, inner, out, record) if notes is not None else ([], [])
        for row, each in zip(rows, records, strict=True):
            whole = whole_of(each)
            if notes is None or whole is None or each.made or _SETTLED in each.facts:
                continue
            each.facts[_SETTLED] = True
            version = version_of(str(row.get("tag_name") or each.facts.get("tag name") or each.facts.get("name", "")))
            choose(row, each, *notes, _note(whole, version))


def _note(whole: Record, version: tuple[int, ...]) -> str:
    """The next of the notes for a codebase, from where in all of them its own begin."""
    fix = len(version) > 2 and version[-1] > 0
    own = _OF_MATTER.get(matter_of_whole(whole), ((), ()))[0 if fix else 1]
    every = _FIXES if fix else _NEWS
    start = crc32(_slug(whole).encode()) % len(every)
    used = whole.facts.setdefault(_SETTLED, [])
    texts = [*own, *(every[(start + n * _STEP) % len(every)] for n in range(len(every)))]
    assert isinstance(used, list)
    text: str = next((t for t in texts if t not in used), texts[-1])
    used.append(text)
    return text


def _slug(whole: Record) -> str:
    return next((str(whole.facts[k]) for k in ("slug", "repository slug", "name", "id") if k in whole.facts), "")


def _leaf_of(inner: Part, nouns: Collection[str], keys: Collection[str]) -> tuple[str, LeafPlan] | None:
    """The leaf of the things of a list that is called so; None where it lists others."""
    item = inner.item if inner.kind == "list" else None
    if item is None or item.entity is None or item.entity.head not in nouns:
        return None
    return next((each for each in own_leaves(item) if each[1].key in keys and each[1].type == "string"), None)


def of_milestones(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let the milestones of a codebase be its next versions and a theme, with no more open issues than it has."""
    del kept
    for name, inner in part.props:
        title = _leaf_of(inner, _AHEAD, _TITLES)
        rows, records = rows_of(name, inner, out, record) if title is not None else ([], [])
        whole = whole_of(records[0]) if records else None
        if title is None or inner.item is None or whole is None or any(r.made or _SETTLED in r.facts for r in records):
            continue
        titles = _versions_ahead(whole, len(rows))
        left = whole.facts.get("open issue count")
        left = left if isinstance(left, int) else 3 * len(rows)
        for n, (row, each) in enumerate(zip(rows, records, strict=True)):
            each.facts[_SETTLED] = True
            choose(row, each, *title, titles[n])
            own = next((f for f in figures(inner.item, row) if f.leaf.tokens[:1] == ("open",)), None)
            if own is not None:
                put(row, each, own, share := -(-left // (len(rows) - n)))
                left -= share


_AHEAD = frozenset(("milestone",))


def _versions_ahead(whole: Record, many: int) -> list[str]:
    """The versions that a codebase has ahead, the last of several a theme."""
    front = "Firmware " if matter_of_whole(whole) == "machines" else ""
    out = [f"{front}2.{5 + n}" for n in range(many)]
    return [*out[:-1], _THEMES[crc32(_slug(whole).encode()) % len(_THEMES)]] if many > 1 else out


def lists_work(part: Part) -> bool:
    """Whether an object lists milestones or releases."""
    listed = (inner for _, inner in part.props)
    return any(_leaf_of(each, _AHEAD, _TITLES) or _leaf_of(each, _NOTED, _NOTES) for each in listed)
