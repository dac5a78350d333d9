"""Stops of buses and trams: as near as the walk to them, called by what stands there, and what leaves there next."""

from __future__ import annotations

import math
from collections.abc import Collection
from datetime import timedelta
from typing import NamedTuple

from toolgraph.ids import rng_for
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.asked import Asked
from toolgraph.world.figures import own_leaves, rows_of
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.places import Place
from toolgraph.world.shape import Part
from toolgraph.world.streets import street_line

DEPARTURES = frozenset(("departure",))
_STOPS = frozenset("stop transit_stop busstop".split())
_NAMES = ("name", "title")
_ENDS = frozenset("direction headsign terminus towards bound".split())
_LINES = ("line", "route", "line name", "route name")
# Metres that one walks in a minute, of which streets that bend make fewer as the crow flies.
_PACE_M, _BENDS = 78.0, 0.8
_DEGREE_M = 111_320.0
_FIRST_MIN, _STEP_MIN = (2, 10), 9  # so that no two leave in one minute
_LATE_MIN = (0, 0, 0, 0, 1, 2, 4)
_PLATFORMS = 4
# Among the facts: where a thing is that was found near a point is settled.
_NEAR = "#near"


class _Row(NamedTuple):
    """The names and leaves of what a row tells of a thing near a point: its walk and where it is."""

    walk: tuple[str, LeafPlan]
    latitude: tuple[str, LeafPlan]
    longitude: tuple[str, LeafPlan]


def _near(item: Part) -> _Row | None:
    """What a row tells of a thing at some minutes' walk; None for a row of anything else."""
    leaves = list(own_leaves(item))
    walk = next(((n, x) for n, x in leaves if x.maker == "minutes" and "walk" in x.tokens), None)
    ends = [next(((n, x) for n, x in leaves if x.maker == end), None) for end in ("latitude", "longitude")]
    if walk is None or ends[0] is None or ends[1] is None:
        return None
    return _Row(walk, ends[0], ends[1])


def tells_walks(part: Part) -> bool:
    """Whether an object lists things at some minutes' walk."""
    return any(inner.item is not None and inner.item.seen(_near) is not None for _, inner in part.props)


def of_what_is_near(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let what is found near a point be as near as the walk to it, the nearest first, in place."""
    del kept
    point = [record.facts.get(end) for end in ("latitude", "longitude")]
    for name, inner in part.props:
        look = inner.item.seen(_near) if inner.item is not None else None
        rows, records = rows_of(name, inner, out, record)
        if look is None or not rows or not all(isinstance(end, (int, float)) for end in point):
            continue
        here = (float(str(point[0])), float(str(point[1])))
        for row, each in zip(rows, records, strict=True):
            _settle(row, each, look, here)
        order = sorted(range(len(rows)), key=lambda n: rows[n].get(look.walk[0], 0))
        out[name], record.parts[inner.key] = [rows[n] for n in order], [records[n] for n in order]


def _settle(row: JsonObject, record: Record, look: _Row, here: tuple[float, float]) -> None:
    """Put a thing as far from a point as the walk to it, unless it is known where it is."""
    across = _DEGREE_M * max(math.cos(math.radians(here[0])), 0.1)
    if _NEAR in record.facts:
        return
    metres, way = row[look.walk[0]] * _PACE_M * _BENDS, record.scene.rng.uniform(0, 2 * math.pi)
    _tell(row, record, look.latitude, round(here[0] + metres * math.cos(way) / _DEGREE_M, 4))
    _tell(row, record, look.longitude, round(here[1] + metres * math.sin(way) / across, 4))
    record.facts[_NEAR] = True


def _tell(row: JsonObject, record: Record, own: tuple[str, LeafPlan], value: JsonValue) -> None:
    if own[1].check(value):
        row[own[0]] = record.facts[own[1].key] = value


def is_near(record: Record, asked: Asked) -> bool:
    """Whether a thing that was found near one point is near the one that a call asks about, too."""
    told = [record.facts.get(end) for end in ("latitude", "longitude")] if _NEAR in record.facts else []
    here = [asked.kinds.get(f"@{end}/") for end in ("latitude", "longitude")]
    if not told or not all(isinstance(each, (int, float)) for each in (*told, *here)):
        return True
    (north, east), (latitude, longitude) = (map(float, map(str, pair)) for pair in (told, here))
    across = math.cos(math.radians(latitude))
    return math.hypot(north - latitude, (east - longitude) * across) * _DEGREE_M < _FAR_M


_FAR_M = 40.0  # a little farther on the walk is another one, and that of a stop stays what was told


def stop_called(record: Record, leaf: LeafPlan) -> str:
    """What a stop is called: as a street of its town, or as what stands there; "" for anything else."""
    if leaf.key not in _NAMES or leaf.noun not in _STOPS:
        return ""
    rng, place = record.scene.rng, record.scene.where()
    names = (street_line(place, rng), street_line(place, rng), f"{place.city} Central Station", "Town Hall", "Market")
    name = rng.choice(names)
    return name if leaf.check(name) else ""


def _leaves_next(item: Part, asked: Asked) -> bool:
    """Whether a list tells what leaves next, as nobody asks for a time or names what leaves."""
    told = asked.day or asked.after or asked.before or asked.moment
    return item.noun in DEPARTURES and item.entity is None and told is None


def tell_departure(record: Record, item: Part, asked: Asked, number: int) -> None:
    """Let what leaves next leave some minutes from now, on a line of its stop, for one of the ends of that.

    Args:
        number: How many are known that leave before it.
    """
    if not _leaves_next(item, asked):
        return
    scene, rng = record.scene, record.scene.rng
    wait = rng.randint(*_FIRST_MIN) + number * _STEP_MIN
    scene.starts((scene.setting.clock + timedelta(minutes=wait)).replace(second=0).astimezone(scene.zone_there))
    lines = next((v for r in record.parents for k in _LINES if isinstance(v := r.facts.get(k), list) and v), [])
    line = next((x for x in item.leaves() if x.key in _LINES), None)
    if line is not None and lines and line.key not in record.facts and line.check(lines[number % len(lines)]):
        record.facts[line.key] = lines[number % len(lines)]
    own = str(record.facts.get(line.key, "")) if line is not None else ""
    end = rng.randint(0, 1)
    told = {"platform": str(1 + (_of_line(own, scene.where().city) + end) % _PLATFORMS)}
    for leaf in item.leaves():
        value: JsonValue = told.get(leaf.key)
        value = ends_of(own, scene.where())[end] if _ENDS & set(leaf.tokens) else value
        value = rng.choice(_LATE_MIN) if "delay" in leaf.tokens else value
        if value is not None and leaf.check(value):
            record.facts.setdefault(leaf.key, value)


def _of_line(line: str, city: str) -> int:
    return rng_for(0, "line", f"{city} {line}").randint(0, _PLATFORMS)


def ends_of(line: str, place: Place) -> tuple[str, str]:
    """The last stops of a line of a town in its two directions, the same each time."""
    rng = rng_for(0, "line ends", f"{place.city} {line}")
    names = ["Airport", "University", "Hospital", "Stadium", street_line(place, rng), street_line(place, rng)]
    first = rng.choice(names)
    return first, rng.choice([name for name in names if name != first])
