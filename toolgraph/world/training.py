"""What a training plan is built of and when it begins, and what a workout uses: effort follows the sport."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.asked import Asked, moment_of
from toolgraph.world.figures import Figure, put
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Memory, Record
from toolgraph.world.scene import MODES
from toolgraph.world.shape import Part

# Kilocalories a minute, by what a sport is called.
_KCAL_A_MINUTE = {
    "run": 10.5, "running": 10.5, "jog": 8.5, "ride": 8.0, "cycling": 8.0, "bike": 8.0, "biking": 8.0, "swim": 8.5,
    "swimming": 8.5, "row": 8.5, "rowing": 8.5, "walk": 4.2, "walking": 4.2, "hike": 6.0, "hiking": 6.0, "yoga": 3.4,
    "pilates": 3.6, "stretching": 2.8, "strength": 5.6, "weights": 5.6, "gym": 5.6, "hiit": 11.0, "dance": 6.0,
    "dancing": 6.0, "tennis": 7.5, "football": 8.5, "soccer": 8.5, "basketball": 8.0, "ski": 7.5, "skiing": 7.5,
}  # fmt: skip
# How many kilometres an hour people do in them.
_KM_AN_HOUR = {
    "run": 10.0, "running": 10.0, "jog": 8.5, "ride": 21.0, "cycling": 21.0, "bike": 21.0, "biking": 21.0, "swim": 2.4,
    "swimming": 2.4, "row": 8.5, "rowing": 8.5, "walk": 5.0, "walking": 5.0, "hike": 4.2, "hiking": 4.2,
}  # fmt: skip
# How fast a heart beats while so many kilocalories a minute are used.
_PULSE_AT_REST, _BEATS_A_KCAL = 74, 7.0
_SPORTS = (*MODES, "type", "kind", "activity", "exercise", "workout type")
_USED = frozenset(("kcal", "calorie"))
_FOOD = frozenset(("protein", "carbohydrate", "carb", "fat"))
_BEGINNING = frozenset("start starts begin begins first".split())
_LEVELS = frozenset(("level", "difficulty"))
_DAYS_A_WEEK = 7


def burn(numbers: list[Figure], out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let the energy that a workout uses, and how far it leads, follow its sport and how long it lasts."""
    used = next((n for n in numbers if not _USED.isdisjoint(n.leaf.tokens)), None)
    if used is None or used.leaf.key in kept or any(not _FOOD.isdisjoint(n.leaf.tokens) for n in numbers):
        return
    told = (str(record.facts[key]).lower() for key in _SPORTS if key in record.facts)
    sport = next((word for word in told if word in _KCAL_A_MINUTE), "")
    lasting = next((n for n in numbers if n.leaf.maker == "minutes"), None)
    if not sport or lasting is None:
        return
    lasts = int(lasting.value)  # not every minute is as hard as every other
    effort = 0.92 + 0.04 * ((lasts // 5 + lasts) % 5)
    far = next((n for n in numbers if n.leaf.maker == "kilometres" and n.leaf.key not in kept), None)
    if far is not None and sport in _KM_AN_HOUR:
        put(out, record, far, round(_KM_AN_HOUR[sport] * lasting.value / 60 * effort, 1))
    put(out, record, used, round(_KCAL_A_MINUTE[sport] * lasting.value * effort))
    pulse = next((n for n in numbers if {"heart", "rate"} <= {*n.leaf.tokens} or "pulse" in n.leaf.tokens), None)
    if pulse is not None and pulse.leaf.key not in kept:
        put(out, record, pulse, round(_PULSE_AT_REST + _BEATS_A_KCAL * _KCAL_A_MINUTE[sport] * effort))


def first_day(around: Record, asked: Asked) -> date | None:
    """The day on which the shown week of a plan begins, where it was told when the plan does; None elsewhere."""
    told = (moment_of(v) for k, v in around.facts.items() if k.endswith("date") and _BEGINNING & {*k.split()})
    start = next((moment for moment in told if moment is not None), None)
    if start is None:
        return None
    week = asked.facts.get("week")
    weeks = week - 1 if isinstance(week, int) and not isinstance(week, bool) and week > 0 else 0
    return start.date() + timedelta(days=_DAYS_A_WEEK * weeks)


def days_between(each: int) -> int:
    """How many days lie from one of so many sessions a week to the next."""
    return max(_DAYS_A_WEEK // each, 1) if each else 1


def hold_parts(record: Record, item: Part, around: Record) -> None:
    """Let a session be made of what its plan was built of (`favourite exercise ids`)."""
    for key in item.seen(_lists):
        given = next((v for k, v in around.facts.items() if k.endswith(f" {key}") and isinstance(v, list) and v), None)
        if given is not None:
            record.facts.setdefault(key, list(given))


def _lists(item: Part) -> list[str]:
    """The keys of the lists of identifiers that an object has."""
    return [inner.key for _, inner in item.props if inner.kind == "list" and inner.key.endswith(" id")]


def is_built(record: Record) -> bool:
    """Whether a thing was made of others that the call which made it told."""
    return record.made and any(k.endswith(" id") and isinstance(v, list) and v for k, v in record.facts.items())


def level_of_parts(memory: Memory, source: str, record: Record, leaf: LeafPlan) -> JsonValue:
    """The level that all the things have of which a thing was made; None where they differ or do not tell one."""
    if not record.made or not _LEVELS & set(leaf.tokens[-1:]):
        return None
    levels = {r.facts.get(leaf.key) for r in _parts_of(memory, source, record)}
    level = levels.pop() if len(levels) == 1 else None
    return level if isinstance(level, str) and leaf.check(level) else None


def _parts_of(memory: Memory, source: str, record: Record) -> Iterator[Record]:
    for key, ids in record.facts.items():
        noun = key.split()[-2:-1]
        for each in ids if key.endswith(" id") and isinstance(ids, list) else ():
            if (found := memory.find(source, each, tuple(noun))) is not None:
                yield found
