"""How far and how long: great circles, and the pace of feet, wheels and wings."""

from __future__ import annotations

import math

from toolgraph.models.base import JsonValue
from toolgraph.world.places import Place, named, spot

_EARTH_KM = 6371.0
# Roads and rails are longer than the great circle.
_DETOUR = 1.25
_IN_TOWN_KM = 60.0
# Kilometres an hour, with stops, by what people call the means or the sport.
_PACES = {
    "walk": 4.8, "walking": 4.8, "foot": 4.8, "pedestrian": 4.8, "hike": 4.0, "hiking": 4.0,
    "run": 10.0, "running": 10.0,
    "cycle": 16.0, "cycling": 16.0, "bicycling": 16.0, "bicycle": 16.0, "bike": 16.0, "biking": 16.0, "ride": 22.0,
    "swim": 2.6, "swimming": 2.6, "row": 9.0, "rowing": 9.0, "ski": 12.0, "skiing": 12.0,
    "transit": 17.0, "bus": 55.0, "train": 110.0, "truck": 62.0,
}  # fmt: skip
_CAR, _CAR_IN_TOWN = 78.0, 34.0
_ALOFT_KM_MIN, _GROUND_MIN = 13.0, 45.0
_UNMOVED = frozenset("yoga pilates strength stretching weights gym meditation crossfit boxing mobility".split())


def distance_km(one: Place, other: Place) -> float:
    """The great-circle distance of two places, by the haversine formula."""
    lat1, lat2 = math.radians(one.latitude), math.radians(other.latitude)
    wide = math.radians(other.longitude - one.longitude)
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(wide / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(math.sqrt(half), 1.0))


def by_road_km(straight_km: float) -> float:
    """The way over land for a distance as the crow flies."""
    return straight_km * _DETOUR


def pace_km_h(mode: str, way_km: float) -> float:
    """Usual speed of a means of travel or a sport over a way; that of a car for an unknown one."""
    known = next((_PACES[word] for word in mode.lower().replace("_", " ").split() if word in _PACES), None)
    return known or (_CAR_IN_TOWN if way_km < _IN_TOWN_KM else _CAR)


def has_pace(mode: str) -> bool:
    """Whether a word names a means or sport of which the speed is known."""
    return any(word in _PACES for word in mode.lower().replace("_", " ").split())


def stays(mode: str) -> bool:
    """Whether a sport is done on the spot."""
    return mode.lower() in _UNMOVED


def minutes(way_km: float, mode: str) -> int:
    """How long a way over land takes."""
    return max(round(60 * way_km / pace_km_h(mode, way_km)), 2)


def flight_minutes(straight_km: float) -> int:
    """How long a direct flight takes from gate to gate, in steps of five."""
    return 5 * round((_GROUND_MIN + straight_km / _ALOFT_KM_MIN) / 5)


def told_km(kinds: dict[str, JsonValue]) -> float | None:
    """How far apart the two ends are that a call tells by address or coordinates; None when it does not tell both.

    Args:
        kinds: Told values by kind and role (`@address/to`).
    """
    ends = [_end(kinds, role) for role in ("from", "to")]
    return None if ends[0] is None or ends[1] is None else distance_km(ends[0], ends[1])


def _end(kinds: dict[str, JsonValue], role: str) -> Place | None:
    latitude, longitude = kinds.get(f"@latitude/{role}"), kinds.get(f"@longitude/{role}")
    address = kinds.get(f"@address/{role}")
    place = named(address) if isinstance(address, str) else None
    if place is not None and isinstance(address, str):
        return spot(address, place)
    if isinstance(latitude, (int, float)) and isinstance(longitude, (int, float)):
        base = named("London")
        return base._replace(latitude=float(latitude), longitude=float(longitude)) if base is not None else None
    return None
