"""Things that a service numbers as they come: the later one was made, the higher its number."""

from __future__ import annotations

import math
from datetime import timedelta

from toolgraph.models.base import JsonValue
from toolgraph.world.asked import moment_of
from toolgraph.world.leaf import LeafPlan, is_person
from toolgraph.world.memory import Memory, Record
from toolgraph.world.people import name_of_id

_COUNTED = frozenset("issue request bug defect ticket case incident build run order invoice".split())
_NUMBERS = frozenset(("number", "iid"))
_WHOLES = frozenset("repository project repo".split())
_MADE = frozenset("created opened reported started placed issued".split())
# How many a day come at most, and in how many days all there are have come at least.
_MOST_A_DAY, _LEAST_DAYS = 4.0, 90.0
_NEWER = 12


def next_number(memory: Memory, source: str, leaf: LeafPlan, record: Record, most: int) -> int | None:
    """The number of a thing by the time at which it was made, new ones the highest; None for what is not counted so.

    Args:
        most: The highest number that there may be.
    """
    if record.head not in _COUNTED or leaf.tokens[-1:] == () or leaf.tokens[-1] not in _NUMBERS:
        return None
    counted = (r for head in sorted(_COUNTED) for r in memory.of(source, (head,)))  # an issue and a change share them
    taken = {r.facts.get("id") for r in counted if r is not record}
    if any(whole.made and whole.head in _WHOLES for whole in record.parents):
        return 1 + sum(1 for r in memory.of(source, record.full) if r.parents == record.parents and "id" in r.facts)
    newest = memory.newest.setdefault(source, int(most * record.scene.rng.uniform(0.4, 0.75)))
    if record.scene.fresh:
        memory.newest[source] = newest + 1
        return newest + 1
    number = max(newest - math.ceil(_age(record) * _a_day(newest)), 1)
    while number in taken and number > 1:
        number -= 1
        _date(record, newest - number, newest)
    return number


def met_by_id(memory: Memory, source: str, record: Record, value: JsonValue) -> None:
    """Let what a call names by an identifier be of the person or of the time that this tells."""
    if is_person(record.head) and (who := name_of_id(value)) is not None:
        record.scene.is_person(who)
    if record.head in _COUNTED and isinstance(value, int) and not isinstance(value, bool):
        newest = memory.newest.setdefault(source, value + _NEWER)
        memory.newest[source] = newest = max(newest, value)
        _date(record, newest - value, newest)


def _age(record: Record) -> float:
    """How many days ago a thing was made, as far as it is told."""
    told = (moment_of(v) for k, v in record.facts.items() if _MADE & {*k.split()})
    made, clock = next((m for m in told if m is not None and m.tzinfo is not None), None), record.scene.setting.clock
    return max((clock - (made or record.scene.made)) / timedelta(days=1), 0.0)


def _date(record: Record, newer: int, newest: int) -> None:
    """Let a thing be made before so many newer ones."""
    days = (newer + 0.5) / _a_day(newest)
    record.scene.was_made(record.scene.setting.clock - timedelta(days=days))


def _a_day(newest: int) -> float:
    return min(_MOST_A_DAY, max(newest, 1) / _LEAST_DAYS)
