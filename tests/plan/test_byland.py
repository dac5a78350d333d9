"""Ways over land: told by the clock of where they begin, and refused between places far apart."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.world.tools import MOMENT, NUMBER, STRING, make, thing
from toolgraph.models.tool import Tool
from toolgraph.plan.byland import by_land
from toolgraph.plan.draft import Part, Saying, Stuck
from toolgraph.plan.parts import said_part
from toolgraph.plan.wants import wants_of
from toolgraph.sample.sense import is_beside_the_point, is_in_vain

END = {"type": "string", "description": "Address to start from"}
WAY = make(
    "get_directions",
    {"origin": END, "destination": {"type": "string", "description": "Address to go to"}, "depart_at": MOMENT},
    thing(route_id=STRING, distance_km=NUMBER),
)
FROM, NEAR = "20 Park Avenue, V5G 3N5 Vancouver, Canada", "36 Victoria Avenue, V6W 2T7 Vancouver, Canada"


def parts_of(tool: Tool, **values: Any) -> dict[str, Part]:
    wants = wants_of(tool)
    return {
        name: said_part(wants[name], Saying(want=wants[name], value=value, path="", relative=False, group=0))
        for name, value in values.items()
    }


def test_a_way_begins_by_the_clock_of_its_start() -> None:
    parts = parts_of(WAY, origin=FROM, destination=NEAR, depart_at="2026-01-01T14:30:00-07:00")
    assert by_land(WAY, parts)["depart_at"].value == "2026-01-01T14:30:00-08:00"


def test_nobody_drives_from_one_continent_to_another() -> None:
    with pytest.raises(Stuck):
        by_land(WAY, parts_of(WAY, origin=FROM, destination="Karlova 74, 160 00 Prague, Czechia"))
    assert SimpleNamespace(**by_land(WAY, parts_of(WAY, origin=FROM, destination=NEAR))).origin.value == FROM


def test_what_is_in_a_trip_is_not_put_into_it_and_incidents_have_an_address_only() -> None:
    assert is_in_vain("t/getTripItinerary", "t/addTripItem", "bookingId")
    assert not is_in_vain("t/listTrips", "t/addTripItem", "tripId")
    assert not is_in_vain("t/listBookings", "t/addTripItem", "bookingId")
    assert is_beside_the_point("incidents[].lat", "m/get_sun_times", "lat")
    assert not is_beside_the_point("incidents[].lat", "m/reverse_geocode", "lat")
    assert not is_beside_the_point("places[].name", "m/get_time_zone", "name")
