"""How a place is called of which only the address is known, or that somebody lives or works at."""

from __future__ import annotations

import re
from collections.abc import Mapping

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.airfields import airport_called
from toolgraph.world.calendars import moved_into
from toolgraph.world.journeys import in_reach
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.lexicon import STEMS
from toolgraph.world.memory import Record
from toolgraph.world.shape import Part
from toolgraph.world.stops import stop_called

_PLACES = frozenset("place location address spot poi point".split())
_SHOPS = frozenset("store shop outlet".split())
_LABELS = frozenset("label kind type tag".split())
# What somebody has one of, which goes by no other name.
_ONES_OWN = {"home": "Home", "house": "Home", "work": "Work", "office": "Office"}
_NAMES = ("name", "title")
_NUMBERED = re.compile(r"\d")


def own_name(record: Record, leaf: LeafPlan) -> str:
    """`Home` for the place that is told to be somebody's home, `Copperkettle Linden` for one of a chain's; else ""."""
    if called := stop_called(record, leaf) or airport_called(record, leaf):
        return called
    if leaf.key not in _NAMES or leaf.noun not in _PLACES:
        return _of_chain(record, leaf) if leaf.noun in _SHOPS else ""
    told = (str(v).lower() for k in _LABELS if (v := record.facts.get(k)) is not None)
    name = next((_ONES_OWN[each] for each in told if each in _ONES_OWN), "")
    return name if leaf.check(name) else ""


def _of_chain(record: Record, leaf: LeafPlan) -> str:
    """A name of one of the shops of a chain, where a spec shows by its examples that all are of one; "" where not."""
    firsts = {
        each.partition(" ")[0] for each in leaf.schema.get("examples", ()) if isinstance(each, str) and " " in each
    }
    several = len(leaf.schema.get("examples", ())) > 1 and len(firsts) == 1
    name = f"{next(iter(firsts))} {record.scene.rng.choice(STEMS)}" if several else ""
    return name if leaf.check(name) else ""


def without_own(record: Record, leaf: LeafPlan, choices: list[JsonValue]) -> list[JsonValue]:
    """Labels of a place that has a name of its own: nobody lives at a bookshop."""
    choices = in_reach(record, leaf, choices)
    named = next((v for k in _NAMES if isinstance(v := record.facts.get(k), str)), "")
    if leaf.noun not in _PLACES or not _LABELS & set(leaf.tokens[-1:]) or not named:
        return choices
    if _NUMBERED.search(named) or named in _ONES_OWN.values():
        return choices
    return [c for c in choices if str(c).lower() not in _ONES_OWN] or choices


def call_by_address(record: Record, root: Part, told: Mapping[str, JsonValue], sought: str) -> None:
    """Let a place that was found by its address go by that, or by the name that was looked for, and by no other.

    Args:
        told: What the result tells of where it is.
        sought: The address that the call gives; "" where it gives a point.
    """
    if record.head not in _PLACES or any(k in record.facts for k in _NAMES) or root.seen(_has_name):
        return
    by_name = sought and "," not in sought and not _NUMBERED.search(sought)
    record.facts["name"] = sought if by_name else str(told["address"]).split(", ")[0]


def _has_name(part: Part) -> bool:
    return any(x.key in _NAMES for x in part.leaves())


def at_the_point(record: Record, root: Part, result: JsonObject) -> None:
    """Let the address that is found at a point be there and no way off, as it is told to be at that very point."""
    for name, inner in root.props:
        leaf = inner.leaf
        if leaf is not None and name in result and "distance" in leaf.tokens and leaf.check(0):
            result[name] = record.facts[leaf.key] = 0


_ROOMS = frozenset(("room", "hall", "court", "studio", "desk"))
_HELD_IN = frozenset("reservation booking event meeting appointment session class".split())
_ORDINALS = ("ground", "1st", "2nd", "3rd")


def tell_room(record: Record) -> None:
    """Let what is held in a room take place there: the reservation of the room Cedar is in no other one."""
    room = next((r for r in record.parents if r.head in _ROOMS and "name" in r.facts), None)
    if room is None or record.head not in _HELD_IN:
        return
    name, floor = str(room.facts["name"]), room.facts.get("floor")
    called = name if room.head in name.lower() else f"{room.head.capitalize()} {name}"
    if isinstance(floor, int) and floor >= 0:
        called += f", {_ORDINALS[floor] if floor < len(_ORDINALS) else f'{floor}th'} floor"
    record.facts.setdefault("location", called)
    record.facts.setdefault("room name", name)
    moved_into(record, called)
