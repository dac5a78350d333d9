"""What is put together is of one journey."""

from __future__ import annotations

from typing import Any

import pytest

from tests.plan.test_together import _made, _taken
from tests.world.tools import STRING, make
from toolgraph.plan.draft import Stuck
from toolgraph.plan.paths import matches
from toolgraph.plan.samejourney import on_one_journey
from toolgraph.plan.wants import wants_of

TRIPS, BOOKINGS = make("list_trips", {}, None), make("list_bookings", {}, None)
ADD = make("add_trip_item", {"trip_id": STRING, "booking_id": STRING}, None)


def _booking(key: str, title: str, start: str, end: str) -> dict[str, Any]:
    return {"booking_id": key, "title": title, "start_date": start, "end_date": end}


def test_a_booking_is_put_into_the_trip_that_it_is_of() -> None:
    """Neither a stay in another town nor one in another month is of a trip; where no other is there, none is put in."""
    trip = {"trip_id": "t1", "name": "Holiday in Bogotá", "start_date": "2026-03-05", "end_date": "2026-03-09"}
    trips = _made(TRIPS, {}, [trip])
    parts = {"trip_id": _taken(ADD, "trip_id", trips, "[0].trip_id", "t1")}
    want = wants_of(ADD)["booking_id"]
    shown = [
        _booking("b1", "Trip to Cape Town", "2026-03-05", "2026-03-11"),
        _booking("b2", "Bogotá, 1 June", "2026-06-01", "2026-06-03"),
        _booking("b3", "Hotel in Bogotá", "2026-03-05", "2026-03-08"),
    ]
    bookings = _made(BOOKINGS, {}, shown)
    found = matches(shown, "[].booking_id")
    assert [m.value for m in on_one_journey(ADD, want, parts, bookings, found)] == ["b3"]
    with pytest.raises(Stuck):
        on_one_journey(ADD, want, parts, bookings, found[:2])
