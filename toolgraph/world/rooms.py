"""What stands in a room that is told: it is called so, and no second sensor there watches for the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from toolgraph.models.base import JsonValue
from toolgraph.world import lexicon
from toolgraph.world.asked import Asked
from toolgraph.world.draw import Drawer
from toolgraph.world.figures import own_leaves
from toolgraph.world.homes import begin_with, call_home, comes_first
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Memory, Record
from toolgraph.world.shape import Part
from toolgraph.world.sorts import SORTING

# What stands in a room, or hangs there.
IN_ROOMS = frozenset("device appliance plug lamp light heater speaker gadget blind thermostat".split())
_WATCHING = frozenset("sensor detector thermostat smoke_detector".split())
_ROOMS = ("room name", "room")
_NAMES = ("name", "device name")
# How one of several of a sort in one room is told from the others.
_TOLD_APART = ("Old", "Corner", "Window", "Spare", "Second")
# How many of one sort somebody has in one room, or one home, at most.
_MOST_ALIKE = 2


def put_in(
    whole: tuple[Memory, str],
    record: Record,
    leaves: Sequence[LeafPlan],
    others: Collection[Record],
    drawer: Drawer,
) -> None:
    """Let a new thing of a list be called as it stands in its room, and a sensor be where no other of its kind is.

    Args:
        whole: What is known, and the source.
        others: What is known of its like, and of the same list.
    """
    call_home(record, leaves, others)
    if comes_first(record):
        begin_with(record, leaves, _of_its_home(record, others))
    if record.head in IN_ROOMS:
        _stand_in(whole, record, leaves, others, drawer)
    if record.head in _WATCHING:
        _watch_elsewhere(whole, record, leaves, others, drawer)


def _stand_in(
    whole: tuple[Memory, str], record: Record, leaves: Sequence[LeafPlan], others: Iterable[Record], drawer: Drawer
) -> None:
    """Let a thing of a room that the call tells be called as it stands there: no `Bedroom fan` is in the kitchen."""
    told, (memory, source) = record.facts.get("room id"), whole
    room = None if told is None or isinstance(told, list) else memory.find(source, told, ("room",))
    name = next((x for x in leaves if x.key in _NAMES and x.maker != "choice"), None) if room is not None else None
    called = room.facts.get("name") if room is not None else None
    if name is None or name.key in record.facts or not isinstance(called, str):
        return
    where = next((x for x in leaves if x.key in _ROOMS), None)
    if where is not None and where.check(called):
        record.facts.setdefault(where.key, called)
    there = [r for r in others if r.facts.get("room id") == told]
    sort = _sort_of(record, leaves, there, drawer)
    taken = {r.facts.get(name.key) for r in others}
    rest = [f"{word} {sort}" for word in record.scene.rng.sample(_TOLD_APART, len(_TOLD_APART))]
    shown = [e for e in name.schema.get("examples", ()) if _is_at_home(e, called, sort)] if sort else []
    fit = (n for n in (*shown, f"{called} {sort}", *rest) if n not in taken and name.check(n))
    chosen = next(fit, None) if sort else None
    if chosen is not None:
        record.facts[name.key] = chosen


def _sort_of(record: Record, leaves: Sequence[LeafPlan], there: Collection[Record], drawer: Drawer) -> str:
    """What a thing is by the sort that it tells, else by its noun; "" for a mere device.

    Args:
        there: What stands in its room already; a new thing is of another sort, where one is left.
    """
    leaf = next((x for x in leaves if x.maker == "choice" and SORTING & set(x.tokens[-1:])), None)
    if leaf is not None and leaf.key not in record.facts:
        known = Counter(str(r.facts.get(leaf.key)) for r in there)
        few = min((known[str(c)] for c in leaf.schema.get("enum", ())), default=0)
        left = [c for c in leaf.schema.get("enum", ()) if known[str(c)] == few]
        if left:
            record.facts[leaf.key] = record.scene.rng.choice(left)
    told = drawer.leaf(record, leaf) if leaf is not None else record.head
    return str(told).replace("_", " ") if told not in ("device", "appliance", "gadget") else ""


def _is_at_home(name: JsonValue, room: str, sort: str) -> bool:
    """Whether a name that a spec shows is of a sort, and tells the room or none at all."""
    said = str(name).lower()
    return sort in said and (room_told(said) or room).lower() == room.lower()


@lru_cache(maxsize=5000)
def room_told(name: str) -> str:
    """The room of which a name speaks: a `Hall television` is in no living room; "" for none."""
    said = name.lower()
    named = (room for room in lexicon.ROOMS if room.lower() in said)
    hinted = (room for room, words in lexicon.ROOMS.items() if any(word in said for word in words.split("|")))
    return next(named, "") or next(hinted, "")


def _watch_elsewhere(
    whole: tuple[Memory, str], record: Record, leaves: Sequence[LeafPlan], others: Iterable[Record], drawer: Drawer
) -> None:
    """Let a sensor be in a room where none of its kind is yet: nobody has four for motion in one kitchen."""
    room = next((x for x in leaves if x.key in _ROOMS), None)
    kind = next((x for x in leaves if x.maker == "choice" and SORTING & set(x.tokens[-1:])), None)
    if room is None or kind is None or room.key in record.facts or "room id" in record.facts:
        return
    own = drawer.leaf(record, kind)
    taken = {r.facts.get(room.key) for r in others if _is_of_one_home(r, record) and r.facts.get(kind.key) == own}
    rooms = (r for r in whole[0].of(whole[1], ("room",)) if _is_of_one_home(r, record))
    known = [name for r in rooms if isinstance(name := r.facts.get("name"), str)]
    every = known or dict.fromkeys((*room.schema.get("examples", ()), *lexicon.ROOMS))
    free = [n for n in every if n not in taken and room.check(n)]
    if free:
        record.facts[room.key] = record.scene.rng.choice(free)


def told_room(part: Part) -> tuple[LeafPlan, ...]:
    """The leaves of an object that tell in which room a thing is."""
    return tuple(leaf for _, leaf in own_leaves(part) if leaf.key in _ROOMS) if part.noun in IN_ROOMS else ()


def _of_its_home(record: Record, others: Iterable[Record]) -> Iterable[Record]:
    """The others of its noun that are of the home of a thing."""
    return (r for r in others if r is not record and r.head == record.head and _is_of_one_home(r, record))


def _is_of_one_home(one: Record, other: Record) -> bool:
    """Whether two things are of one home, as far as they tell."""
    return all(one.facts[k] == other.facts[k] for k in _HOMES if k in one.facts and k in other.facts)


_HOMES = ("house id", "home id", "building id", "site id")


_ONE_OF_EACH = frozenset(("subscription",))


def not_too_many(wanted: int, head: str, asks: Asked) -> int:
    """How many things of a list are shown where only those of one sort are wanted: nobody has six fans in a hall."""
    one_sort = any(SORTING & set(param.leaf.tokens[-1:]) for param, _ in asks.equal)
    if head in _ONE_OF_EACH and any(p.leaf.concept.whose[-1:] == ("company",) for p, _ in (*asks.equal, *asks.ids)):
        return 1  # a customer has one plan
    return min(wanted, _MOST_ALIKE) if one_sort and head in IN_ROOMS | _WATCHING else wanted
