"""How high a place lies above the sea: most cities by the water, some far up.

Source: public geographic facts, written down for this project.
"""

from __future__ import annotations

import math

from toolgraph.ids import rng_for
from toolgraph.models.base import JsonValue
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.places import Place, named, nearest

# In metres, of the cities of the atlas that do not lie low.
_HIGH_M = {
    "Munich": 520, "Vienna": 190, "Zurich": 410, "Lyon": 175, "Madrid": 655, "Milan": 120, "Warsaw": 105,
    "Prague": 235, "Budapest": 125, "Athens": 110, "Chicago": 180, "Austin": 160, "Denver": 1610, "Toronto": 100,
    "Mexico City": 2240, "São Paulo": 760, "Santiago": 560, "Bogotá": 2600, "Lima": 150, "Nairobi": 1690,
    "Marrakesh": 460, "Delhi": 215,
}  # fmt: skip
_LOW_M = (3.0, 70.0)
# Farther than this from any city there are hills.
_HILLS_M, _NEAR_DEGREES = (8.0, 600.0), 0.6
_UNEVEN = (0.94, 1.06)
_FOOT_M = 0.3048
_FEET = frozenset(("ft", "foot", "feet"))


def height(record: Record, leaf: LeafPlan) -> JsonValue:
    """How high the point of a record lies, or else its place; the same for the same point, in the unit of the name."""
    place = record.scene.where()
    told = [v for k in ("latitude", "longitude") if isinstance(v := record.facts.get(k), (int, float))]
    latitude, longitude = told if len(told) == 2 else (place.latitude, place.longitude)
    rng = rng_for(0, "height", f"{latitude:.3f} {longitude:.3f}")
    near = nearest(latitude, longitude)
    centre = named(near.city) or near
    in_town = math.hypot(centre.latitude - latitude, centre.longitude - longitude) <= _NEAR_DEGREES
    if in_town and near.city in _HIGH_M:
        metres = _HIGH_M[near.city] * rng.uniform(*_UNEVEN)
    else:
        low, high = _LOW_M if in_town else _HILLS_M
        metres = math.exp(rng.uniform(math.log(low), math.log(high)))
    return round(metres / _FOOT_M if _FEET & {*leaf.tokens, *leaf.text.split()} else metres)


def lies_high(place: Place) -> bool:
    """Whether a city lies so far above the sea that none is near."""
    return place.city in _HIGH_M
