"""What is near a point is as near by the way there."""

from __future__ import annotations

from tests.world.tools import NUMBER, STRING, make, many, thing, world
from toolgraph.world.places import named, spot
from toolgraph.world.travel import distance_km

_METRES = {"type": "integer", "description": "Distance in metres", "minimum": 5, "maximum": 1000}
_ADDRESS = {"type": "string", "description": "Postal address", "examples": ["Nyhavn 17, 1051 Copenhagen, Denmark"]}
NEARBY = make(
    "search_places_nearby", {"query": STRING, "lat": NUMBER, "lng": NUMBER},
    thing(places=many(place_id=STRING, name=STRING, address=_ADDRESS, distance_m=_METRES)),
    description="Search places near a point. Returns places, nearest first.",
)  # fmt: skip


def test_a_place_is_as_far_as_it_says() -> None:
    """A way of two kilometres does not lead to what is 400 metres away."""
    for seed in range(8):
        asked = {"query": "pharmacy", "lat": 48.1372, "lng": 11.5756}
        told = world(seed).call(NEARBY, asked).result["places"]
        metres = [each["distance_m"] for each in told]
        assert metres == sorted(metres)
        for each in told:
            place = named(each["address"])
            assert place is not None
            here = place._replace(latitude=48.1372, longitude=11.5756)
            assert abs(distance_km(spot(each["address"], place), here) * 1000 - each["distance_m"]) < 5
