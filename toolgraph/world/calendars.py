"""What stands in a calendar: while people work, lunch at noon, in rooms that are then free for nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.tool import Tool
from toolgraph.world.asked import moment_of
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.makers import TEXT_MAKERS, Ask
from toolgraph.world.meals import meal_of
from toolgraph.world.memory import Memory, Record

_HELD = frozenset("event meeting appointment interview".split())
_TAKING = _HELD | {"reservation", "booking"}
_ROOMS = frozenset(("room", "desk"))
_WHERE = ("location", "place", "room", "room name")
# Where a spec shows that what is in a calendar is in rooms; and what such a room is called.
_IN_ROOM = re.compile(r"^(?:(?:meeting|conference) )?room (?P<name>\w+)(?:, (?P<floor>\w+) floor)?$", re.IGNORECASE)
_NAMES = "Atlas Birch Cedar Fjord Lagoon Maple Orchid Summit".split()
_FLOORS = ("ground", "1st", "2nd", "3rd", "4th", "5th", "6th")
_HIGHEST = 4


def noun_there(noun: str, tool: Tool) -> str:
    """The noun of the circumstances of what a tool shows or makes.

    What stands in a calendar is a meeting, not an event of the town.
    """
    return "meeting" if noun == "event" and _CALENDAR.search(tool.description or "") else noun


_CALENDAR = re.compile(r"\bcalendars?\b", re.IGNORECASE)


def place_met(known: tuple[Memory, str], record: Record, leaf: LeafPlan) -> JsonValue:
    """Where what is in a calendar takes place, or where the room is that is looked for; None for any other leaf."""
    if record.head in _ROOMS:
        return _of_room(known, record, leaf)
    if record.head not in _HELD or record.scene.noun != "meeting" or leaf.key not in _WHERE or not _shows_rooms(leaf):
        return None
    rng = record.scene.rng
    if meal_of(_title(record)):
        return TEXT_MAKERS["address"](Ask(record.scene, leaf))
    rooms = sorted({(str(r.facts["name"]), _floor(r)) for r in _rooms(known) if "name" in r.facts})
    name, floor = rng.choice(rooms or [(name, None) for name in _NAMES])
    floor = _floor_told(known, name) if floor is None else floor
    return f"Room {name}, {_FLOORS[rng.randint(1, _HIGHEST) if floor is None else min(floor, 6)]} floor"


def is_at_its_hour(record: Record, leaf: LeafPlan, value: JsonValue) -> bool:
    """Whether what is in a calendar goes by a name for that hour: nobody has lunch at eight."""
    scene = record.scene
    if leaf.maker != "title" or scene.noun != "meeting" or not scene.is_timed or not isinstance(value, str):
        return True
    hours = meal_of(value)
    return hours is None or hours[0] <= scene.start.hour <= hours[1]


def is_taken_room(memory: Memory, source: str, record: Record, arguments: JsonObject) -> bool:
    """Whether a room is not free at the time that is asked for: something else in the calendar is there then."""
    if record.head not in _ROOMS or "name" not in record.facts:
        return False
    moments = [m for v in arguments.values() if isinstance(v, str) and len(v) > _A_DAY and (m := moment_of(v))]
    if len(moments) < 2 or any(m.tzinfo is None for m in moments):
        return False
    name, start, end = str(record.facts["name"]).casefold(), min(moments), max(moments)
    there = (r for r in memory.all_of(source) if r.head in _TAKING and not (r.gone or r.closed))
    return any(_is_then(r, start, end) and _room_in(r) == name for r in there)


_A_DAY = len("2026-11-24")


def moved_into(record: Record, called: str) -> None:
    """Let what a room is booked for take place there."""
    for each in record.parents:
        if each.head in _HELD:
            each.facts["location"] = called


def _is_then(record: Record, start: datetime, end: datetime) -> bool:
    scene = record.scene
    return scene.is_timed and scene.start < end and start < scene.end


def _room_in(record: Record) -> str:
    """The name of the room in which something takes place; "" for none."""
    found = (_IN_ROOM.match(str(record.facts[key])) for key in _WHERE if key in record.facts)
    return next((m["name"].casefold() for m in found if m is not None), "")


def _of_room(known: tuple[Memory, str], record: Record, leaf: LeafPlan) -> JsonValue:
    """What a room has in common with what is known: the house with the others, the floor with who meets there."""
    if leaf.maker == "address" and "building" in leaf.tokens:
        here = record.scene.where().city
        others = (r for r in _rooms(known) if r is not record and r.scene.place and r.scene.where().city == here)
        return next((r.facts[leaf.key] for r in others if leaf.key in r.facts), None)
    return _floor_told(known, str(record.facts.get("name", ""))) if leaf.key == "floor" else None


def _floor_told(known: tuple[Memory, str], name: str) -> int | None:
    """On which floor a room is, as what takes place there says; None where nothing does."""
    memory, source = known
    told = (str(r.facts[key]) for r in memory.all_of(source) if r.head in _TAKING for key in _WHERE if key in r.facts)
    found = (m["floor"] for text in told if (m := _IN_ROOM.match(text)) and m["name"].casefold() == name.casefold())
    return next((_FLOORS.index(floor) for floor in found if floor in _FLOORS), None)


def _rooms(known: tuple[Memory, str]) -> Iterator[Record]:
    memory, source = known
    return (r for head in sorted(_ROOMS) for r in memory.of(source, (head,)))


def _floor(room: Record) -> int | None:
    floor = room.facts.get("floor")
    return floor if isinstance(floor, int) and 0 <= floor < len(_FLOORS) else None


def _title(record: Record) -> str:
    return next((str(record.facts[key]) for key in ("title", "name", "subject") if key in record.facts), "")


def _shows_rooms(leaf: LeafPlan) -> bool:
    return _any_room(tuple(e for e in leaf.schema.get("examples", ()) if isinstance(e, str)))


@lru_cache(maxsize=5000)
def _any_room(examples: tuple[str, ...]) -> bool:
    return any(map(_IN_ROOM.match, examples))
