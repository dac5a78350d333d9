"""What starts a thing: by the clock at some hour, or when something happens, and then there is no hour to tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonValue
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.shape import Part

CLOCKED = frozenset("time schedule scheduled clock timer".split())
TRIGGERS = frozenset("trigger type kind mode start condition".split())
_TIMES = ("clock_time", "time")
# In the schema of a time: the key of the choice that tells whether there is one.
_AT = "#at"
# In the schema of such a choice: whether its time must be told.
_STARTS = "#starts"
_HOURS = {
    word: hour
    for hour, names in enumerate((
        "midnight", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "noon",
    ))
    for word in names.split()
}  # fmt: skip
_NOON = 12
_EVENING, _EARLIEST = frozenset("evening night tonight dinner pm late".split()), 5
# Hours of what is called so.
_PARTS_OF_DAY = {
    "wake": (5, 8), "morning": (6, 9), "breakfast": (6, 9), "coffee": (6, 9), "lunch": (11, 13), "evening": (18, 21),
    "dinner": (17, 20), "night": (20, 23), "bedtime": (20, 23), "sleep": (20, 23), "out": (21, 23),
}  # fmt: skip


def with_triggers(props: tuple[tuple[str, Part], ...]) -> tuple[tuple[str, Part], ...]:
    """The properties of an object, its hours with the choice that tells whether the clock is what starts it."""
    choices = [p.leaf for _, p in props if p.leaf is not None and p.leaf.maker == "choice"]
    trigger = next((x for x in choices if TRIGGERS & set(x.tokens[-1:]) and clocked(x.schema.get("enum", ()))), None)
    times = [p for _, p in props if p.leaf is not None and p.leaf.maker in _TIMES]
    if trigger is None or not times:
        return props
    must = any(p.required or p.needed for p in times)
    return tuple((name, _marked(part, trigger, must=must)) for name, part in props)


def clocked(choices: Iterable[JsonValue]) -> list[JsonValue]:
    """Those of the ways to start a thing by which the clock does."""
    return [c for c in choices if str(c).lower() in CLOCKED]


def _marked(part: Part, trigger: LeafPlan, *, must: bool) -> Part:
    leaf = part.leaf
    if leaf is trigger:
        return replace(part, leaf=replace(trigger, schema={**trigger.schema, _STARTS: must}))
    if leaf is None or leaf.maker not in _TIMES:
        return part
    return replace(part, leaf=replace(leaf, schema={**leaf.schema, _AT: trigger.key}))


def waits(leaf: LeafPlan) -> bool:
    """Whether a leaf is an hour that something else decides about, and so is settled after it."""
    return _AT in leaf.schema


def starts_otherwise(record: Record, leaf: LeafPlan) -> bool:
    """Whether a leaf tells the hour of what does not start by the clock."""
    return _AT in leaf.schema and str(record.facts.get(leaf.schema[_AT], "")).lower() not in CLOCKED


def ways_to_start(record: Record, leaf: LeafPlan, choices: list[JsonValue]) -> list[JsonValue]:
    """Those of the ways to start a thing that its name speaks of (`Blinds at sunset`); all where it speaks of none."""
    if _STARTS not in leaf.schema:
        return choices
    called = _name_of(record)
    if leaf.schema[_STARTS] or _hour_in(called) is not None:
        return clocked(choices)
    span = _span_of(called)
    sun = () if span is None else ("sunrise",) if span[0] < _NOON else ("sunset",)
    fit = [c for c in choices if str(c).lower() in (*CLOCKED, *sun)] if span is not None else []
    return [c for c in choices if set(words(str(c))) & set(called)] or fit or choices


def at_its_hour(record: Record, leaf: LeafPlan, value: JsonValue) -> JsonValue:
    """An hour as the name of its thing has it: `Coffee at seven` at 07:00, what wakes somebody in the morning."""
    if _AT not in leaf.schema or not isinstance(value, str):
        return value
    called = _name_of(record)
    hour, span = _hour_in(called), _span_of(called)
    if hour is not None:
        return f"{hour:02d}:00{value[5:]}"
    return value if span is None else f"{record.scene.rng.randint(*span):02d}{value[2:]}"


def span_called(name: str) -> tuple[int, int] | None:
    """Between which hours what is called so takes place; None where its name tells nothing of the kind."""
    return _span_of(words(name))


def _span_of(called: tuple[str, ...]) -> tuple[int, int] | None:
    return next((_PARTS_OF_DAY[word] for word in called if word in _PARTS_OF_DAY), None)


def _name_of(record: Record) -> tuple[str, ...]:
    return words(next((str(record.facts[k]) for k in ("name", "title") if k in record.facts), ""))


def _hour_in(called: tuple[str, ...]) -> int | None:
    """The hour that a name tells after `at`; None for none."""
    for at, word in pairwise(called):
        hour = _HOURS.get(word, int(word) if word.isdigit() and int(word) < 24 else None) if at == "at" else None
        if hour is not None:
            late = 0 < hour < _NOON and (hour < _EARLIEST or bool(_EVENING & set(called)))
            return hour + _NOON if late else hour
    return None
