"""When somebody is not free: while what they have made or were shown in their calendar takes place."""

from __future__ import annotations

from datetime import timedelta

from toolgraph.models.base import JsonObject
from toolgraph.world.calendars import is_taken_room
from toolgraph.world.draw import Drawer
from toolgraph.world.memory import Memory, Record
from toolgraph.world.shape import Part

# What is offered because nothing else is there.
FREE = frozenset(("slot", "time", "availability", "opening"))
# What takes up the time of whoever has it in a calendar.
_TAKING = frozenset("event meeting appointment call interview shift".split())


def is_taken(memory: Memory, source: str, slot: Record) -> bool:
    """Whether something is there already: who has a meeting at ten, made or only listed, is not free at ten."""
    own = slot.scene
    there = (r.scene for r in memory.all_of(source) if (r.made or r.head in _TAKING) and r.scene.is_timed)
    others = (s for s in there if s is not own and (s.ahead or s.start > s.setting.clock))
    return any(s.start < own.end and own.start < s.end for s in others)


def is_taken_slot(
    memory: Memory, source: str, record: Record, item: Part, drawer: Drawer, arguments: JsonObject
) -> bool:
    """The same of what may be no slot at all, or one of no time yet; a stage is taken where somebody else plays.

    A room is taken by whoever meets there at the time that the arguments of the call tell.
    """
    if is_taken_room(memory, source, record, arguments):
        return True
    if record.head in _PLAYED:
        return _is_taken_stage(memory, source, record, item, drawer)
    own = record.head in FREE or record.head == "appointment" or record.scene.noun == "meeting"
    return own and record.scene.is_timed and is_taken(memory, source, record)


def _is_taken_stage(memory: Memory, source: str, record: Record, item: Part, drawer: Drawer) -> bool:
    """Whether something else begins on the same stage within some hours."""
    stage = next((x for x in item.leaves() if x.key in _STAGES), None)
    if stage is None:
        return False
    own, name = record.scene, drawer.leaf(record, stage)
    there = (r.scene for r in memory.of(source, record.full) if r is not record and r.facts.get(stage.key) == name)
    alike = (s for s in there if s.is_timed and s.where().city == own.where().city)
    return any(abs(s.start - own.start) < _APART for s in alike)


# What takes a stage for some hours, and by which names that is told.
_PLAYED = frozenset("concert gig performance recital play match".split())
_STAGES = ("venue name", "venue", "stage", "stage name", "hall", "hall name", "stadium", "stadium name")
_APART = timedelta(hours=4)
