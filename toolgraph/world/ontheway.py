"""What is on a way: it begins in the street of its start, ends in that of its goal, and incidents lie between both."""

from __future__ import annotations

import re
from collections.abc import Collection
from random import Random
from typing import NamedTuple

from toolgraph.models.base import JsonObject
from toolgraph.world.figures import choose, own_leaves, rows_of
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.places import Place, named, spot
from toolgraph.world.shape import Part
from toolgraph.world.streets import street_line
from toolgraph.world.travel import distance_km

_STEPS = frozenset("step leg instruction manoeuvre maneuver direction".split())
_INCIDENTS = frozenset("incident accident hazard obstruction roadwork event".split())
_LEVELS = frozenset("level traffic congestion severity intensity".split())
_NUMBER = re.compile(r"^\d+\w? | \d+\w?$")
_FAR_KM = 60.0
_START, _AHEAD = (
    "Start on {street}|Leave the square by {street}|Head north on {street}",
    "Go straight on along {street}",
)
_BETWEEN = (
    "Turn left into {street}|Turn right into {street}|Follow {street} for 400 metres|"
    "Take the second exit into {street}|Keep right at the fork and follow {street}"
)
_ON_FOOT = "Turn left into {street}|Turn right into {street}|Follow {street} for 400 metres|Cross {street}"
_GOAL = "Turn left into {street}|Turn right into {street}"
_BY_BUS = ("Walk along {street} to the stop", "Ride along {street}", "Get off and walk along {street}")
_BY_MOTORWAY = (
    "Start on {street} and join the motorway",
    "Follow the motorway towards {city}",
    "Leave the motorway at {city} and follow {street}",
)
_PACED = frozenset("walking walk foot pedestrian cycling bicycling bicycle bike".split())
_PUBLIC = frozenset("transit bus tram public metro".split())
# Of the length of a long way, how much lies in front of the motorway and behind it; so with what one walks to a bus.
_ASIDES_FAR, _ASIDES_BY_BUS = (0.02, 0.01), (0.07, 0.06)
# How many incidents there are at most, by how heavy the traffic is.
_MOST = (("free", 0), ("clear", 0), ("light", 1), ("low", 1), ("moderate", 2), ("medium", 2), ("heavy", 3), ("high", 3))
_ASIDE = 0.002
# Among the facts: the way is settled.
_SETTLED = "#way"


class _Way(NamedTuple):
    """The two ends of a way, with the streets that they are in."""

    start: Place
    end: Place
    first: str
    last: str


def _way_of(record: Record) -> _Way | None:
    """The ends of the way that a record is of, as its call told them by address or point; None where it did not."""
    ends = [_end(record, role) for role in ("from", "to")]
    if ends[0] is None or ends[1] is None:
        return None
    (start, first), (end, last) = ends[0], ends[1]
    return _Way(start, end, first, last)


def _end(record: Record, role: str) -> tuple[Place, str] | None:
    address = record.facts.get(f"@address/{role}")
    place = named(address) if isinstance(address, str) else None
    if place is not None and isinstance(address, str):
        return spot(address, place), _NUMBER.sub("", address.split(",")[0]).strip()
    point = [record.facts.get(f"@{end}/{role}") for end in ("latitude", "longitude")]
    if not all(isinstance(each, (int, float)) for each in point):
        return None
    there = record.scene.where(role)._replace(latitude=float(str(point[0])), longitude=float(str(point[1])))
    return there, street_line(there, record.scene.rng)


def tells_steps(part: Part) -> bool:
    """Whether an object lists the steps of a way."""
    return any(inner.item is not None and inner.item.seen(_step) is not None for _, inner in part.props)


def _step(item: Part) -> tuple[str, LeafPlan] | None:
    """What a step says to do; None for a row of anything else."""
    if item.noun not in _STEPS:
        return None
    return next(((n, x) for n, x in own_leaves(item) if x.maker in ("instruction_", "direction", "instruction")), None)


def of_the_steps(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let the first step begin in the street of the start and the last one end in that of the goal, in place."""
    del kept
    way = _way_of(record) if _SETTLED not in record.facts else None
    for name, inner in part.props if way is not None else ():
        look = inner.item.seen(_step) if inner.item is not None else None
        rows, records = rows_of(name, inner, out, record)
        if look is None or not rows or way is None:
            continue
        mode = record.scene.mode.lower()
        far = distance_km(way.start, way.end) > _FAR_KM
        for row, each, text in zip(rows, records, _said(way, len(rows), mode, record.scene.rng), strict=True):
            choose(row, each, look[0], look[1], text)
        if far or mode in _PUBLIC:
            _stretch(rows, records, inner, _ASIDES_FAR if far else _ASIDES_BY_BUS)
        record.facts[_SETTLED] = True


def _said(way: _Way, many: int, mode: str, rng: Random) -> list[str]:
    """What to do step by step on a way."""
    far = distance_km(way.start, way.end) > _FAR_KM
    if far or _PUBLIC & {mode}:
        first, middle, last = _BY_MOTORWAY if far else _BY_BUS
    else:
        first, middle = rng.choice(_START.split("|")), ""
        last = _AHEAD if way.first == way.last else rng.choice(_GOAL.split("|"))
    between = (_ON_FOOT if mode in _PACED else _BETWEEN).split("|")
    out, passed = [_in(first, way.first, way.end)], {way.first, way.last}
    for _ in range(many - 2):
        street = next((s for _ in range(_TRIES) if (s := street_line(way.end, rng)) not in passed), "")
        passed.add(street)
        text = middle or rng.choice(between)
        out.append(_in(text, street, way.end) if street or "{street}" not in text else "Go straight on at the crossing")
    return [*out, _in(last, way.last, way.end)][:many]


_TRIES = 6


def _in(text: str, street: str, place: Place) -> str:
    return text.replace("{street}", street).replace("{city}", place.city)


def _stretch(rows: list[JsonObject], records: list[Record], inner: Part, asides: tuple[float, float]) -> None:
    """Let most of a way be between what lies in front and behind: on the motorway, in the bus."""
    far = next((x for x in own_leaves(inner.item) if x[1].maker == "metres"), None) if inner.item is not None else None
    if far is None or len(rows) <= _ENDS_ONLY:
        return
    whole, between = sum(row.get(far[0], 0) for row in rows), (1 - sum(asides)) / (len(rows) - _ENDS_ONLY)
    for n, (row, each) in enumerate(zip(rows, records, strict=True)):
        share = asides[0] if n == 0 else asides[1] if n == len(rows) - 1 else between
        choose(row, each, *far, max(round(whole * share), 1))


_ENDS_ONLY = 2


def tells_incidents(part: Part) -> bool:
    """Whether an object lists what has happened on a way."""
    return any(inner.item is not None and inner.item.seen(_point) is not None for _, inner in part.props)


def _point(item: Part) -> tuple[tuple[str, LeafPlan], tuple[str, LeafPlan]] | None:
    """Where an incident is; None for a row of anything else."""
    ends = [next(((n, x) for n, x in own_leaves(item) if x.maker == end), None) for end in ("latitude", "longitude")]
    return None if item.noun not in _INCIDENTS or ends[0] is None or ends[1] is None else (ends[0], ends[1])


def of_the_incidents(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let incidents lie on their way, one behind the other, and be few where the traffic is light, in place."""
    del kept
    way = _way_of(record)
    for name, inner in part.props if way is not None else ():
        look = inner.item.seen(_point) if inner.item is not None else None
        rows, records = rows_of(name, inner, out, record)
        if look is None or not rows or way is None:
            continue
        most = max(_most(part, out), 1 if inner.needed else 0, int(inner.schema.get("minItems", 0)))
        said = [[value for value in row.values() if isinstance(value, str)] for row in rows]
        own_rows = [n for n, texts in enumerate(said) if texts not in said[:n] or not texts][:most]
        out[name], record.parts[inner.key] = [rows[n] for n in own_rows], [records[n] for n in own_rows]
        for n, (row, each) in enumerate(zip(out[name], record.parts[inner.key], strict=True)):
            if _SETTLED in each.facts:
                continue
            share, rng = (n + 1) / (len(own_rows) + 1), each.scene.rng
            for own, (one, other) in zip(
                look, ((way.start.latitude, way.end.latitude), (way.start.longitude, way.end.longitude)), strict=True
            ):
                choose(row, each, *own, round(one + (other - one) * share + rng.uniform(-_ASIDE, _ASIDE), 4))
            each.facts[_SETTLED] = True


def _most(part: Part, out: JsonObject) -> int:
    """How many incidents there are at most on a way, by the traffic that is told of it."""
    levels = (str(out.get(n)).lower() for n, x in own_leaves(part) if x.maker == "choice" and _LEVELS & set(x.tokens))
    return next((most for level in levels for word, most in _MOST if word in level), _ANY)


_ANY = 99
