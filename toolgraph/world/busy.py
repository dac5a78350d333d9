"""When somebody is not free: while what they have made or were shown in their calendar takes place."""

from __future__ import annotations

from toolgraph.world.memory import Memory, Record

# What is offered because nothing else is there.
FREE = frozenset(("slot", "time", "availability", "opening"))
# What takes up the time of whoever has it in a calendar.
_TAKING = frozenset("event meeting appointment call interview shift".split())


def is_taken(memory: Memory, source: str, slot: Record) -> bool:
    """Whether something is there already: who has a meeting at ten, made or only listed, is not free at ten."""
    own = slot.scene
    there = (r.scene for r in memory.all_of(source) if (r.made or r.head in _TAKING) and r.scene.is_timed)
    return any(s.start < own.end and own.start < s.end for s in there if s.ahead and s is not own)


def is_taken_slot(memory: Memory, source: str, record: Record) -> bool:
    """The same of what may be no slot at all, or one of no time yet."""
    return record.head in FREE and record.scene.is_timed and is_taken(memory, source, record)
