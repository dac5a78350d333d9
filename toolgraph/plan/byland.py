"""Ways over land between two places: by the clock of where they begin, and no farther than anybody drives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from toolgraph.meaning.text import words
from toolgraph.models.tool import Tool
from toolgraph.plan.draft import Part, Saying, Stuck
from toolgraph.plan.parts import said_part
from toolgraph.plan.points import partner
from toolgraph.world.places import Place, named, nearest
from toolgraph.world.travel import distance_km

# Ways that lead farther: nobody flies by these, and what is sent goes round the world.
_ANY_DISTANCE = frozenset("flight fly air airport ferry ship shipping shipment parcel freight distance between".split())
_BY_LAND = frozenset("direction route travel drive driving walk trip navigation commute eta".split())
_FARTHEST_KM = 450.0
_ENDS, _BOTH = frozenset("arrive arrival arrives end".split()), 2


def by_land(tool: Tool, parts: Mapping[str, Part]) -> dict[str, Part]:
    """The parts with moments by the clock of where a way begins or ends, as whoever says them means them.

    Raises:
        Stuck: `bound_value_missing`; the two ends are too far from one another for a way over land.
    """
    out = dict(parts)
    ends = _ends(parts)
    if len(ends) < _BOTH:
        return out
    name = {word.rstrip("s") for word in words(tool.name)}
    if name & _BY_LAND and not name & _ANY_DISTANCE and distance_km(ends[0], ends[-1]) > _FARTHEST_KM:
        raise Stuck("bound_value_missing", f"{tool.id}: nobody travels over land between places so far apart")
    for path, part in parts.items():
        if part.saying is not None and not part.saying.call and isinstance(part.value, str):
            there = ends[-1] if _ENDS & set(words(part.want.parameter.name)) else ends[0]
            if moment := _by_clock(part.value, there):
                out[path] = said_part(part.want, _told(part.saying, moment))
    return out


def _told(saying: Saying, moment: str) -> Saying:
    return replace(saying, value=moment, path="")


def _ends(parts: Mapping[str, Part]) -> list[Place]:
    """Where a way begins and ends, in this order; fewer than two places for what is no way."""
    found = sorted(_places(parts), key=lambda each: each[0] == "end")
    return [place for _, place in found] if {way for way, _ in found} >= {"start", "end"} else []


def _places(parts: Mapping[str, Part]) -> Iterator[tuple[str, Place]]:
    for part in parts.values():
        value, want = part.value, part.want
        if want.kind == "@address" and isinstance(value, str) and (place := named(value)) is not None:
            yield want.way, place
        if want.kind != "@latitude" or not isinstance(value, (int, float)):
            continue
        other = partner(want, [p.want for p in parts.values()])
        longitude = parts[other.path].value if other is not None and other.path in parts else None
        if isinstance(longitude, (int, float)):
            yield want.way, nearest(float(value), float(longitude))


def _by_clock(value: str, place: Place) -> str:
    """A moment that is told with its distance from UTC at the same hour by the clock of a place; "" for any other."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return ""
    if moment.tzinfo is None or value.endswith("Z") or "T" not in value:
        return ""
    here = moment.replace(tzinfo=ZoneInfo(place.timezone)).isoformat()
    return here if here != value else ""
