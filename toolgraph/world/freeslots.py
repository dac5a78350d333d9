"""What somebody's free times have to do with each other: none is before the first, and none is taken twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import timedelta

from toolgraph.models.base import JsonObject
from toolgraph.world.asked import moment_of
from toolgraph.world.busy import FREE
from toolgraph.world.calendars import is_taken_room
from toolgraph.world.figures import choose, own_leaves
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Memory, Record
from toolgraph.world.shape import Part

_FIRST = frozenset("next first earliest soonest".split())
_FREE = frozenset("free available availability opening slot".split())
_DAYS = ("date", "datetime")
# Among the parts of somebody: their free times.
_THEIRS = "#free"


def is_booked(memory: Memory, source: str, slot: Record) -> bool:
    """Whether something that is still to take place was put into a free time, so that it is free no more."""
    if slot.head not in FREE or "id" not in slot.facts:
        return False
    key = f"{slot.head} id"
    return any(
        r.facts.get(key) == slot.facts["id"] and not r.closed and r.head not in FREE
        for r in memory.all_of(source)
        if r.made or r.scene.touched is not None
    )


def is_taken(memory: Memory, source: str, record: Record, arguments: JsonObject) -> bool:
    """Whether a free time is free no more, or somebody else is in a room at the time that is asked for."""
    return is_booked(memory, source, record) or is_taken_room(memory, source, record, arguments)


def not_before_the_first(record: Record, named: Iterable[Record], live: Collection[Record]) -> None:
    """Let the first free time of somebody be on the day that they tell as that, and no other one before it."""
    scene = record.scene
    if record.head not in FREE or scene.is_timed or scene.day is not None:
        return
    named = tuple(named)
    for whole in named:
        whole.parts.setdefault(_THEIRS, []).append(record)
    told = (moment_of(v) for whole in named for k, v in whole.facts.items() if _is_first({*k.split()}))
    first = next((moment.date() for moment in told if moment is not None), None)
    if first is None or (scene.before is not None and scene.before < first):
        return
    if not live and (scene.after is None or scene.after <= first):
        scene.day = first
    elif scene.after is None or scene.after <= first:
        scene.after = first + timedelta(days=1)


def _is_first(key: Collection[str]) -> bool:
    return not _FIRST.isdisjoint(key) and not _FREE.isdisjoint(key)


def tells_first(part: Part) -> bool:
    """Whether an object tells the day of its first free time."""
    return any(_tells(leaf) for _, leaf in own_leaves(part))


def _tells(leaf: LeafPlan) -> bool:
    return leaf.maker in _DAYS and _is_first(leaf.tokens)


def of_the_first_free(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let the day of a first free time be that of the first that was listed, where some were before it is told."""
    listed = [r.scene.start for r in record.parts.get(_THEIRS, ()) if r.scene.is_timed and "id" in r.facts]
    for name, leaf in own_leaves(part) if listed else ():
        if _tells(leaf) and leaf.key not in kept:
            first = min(listed)
            choose(out, record, name, leaf, (first.date() if leaf.maker == "date" else first).isoformat())
