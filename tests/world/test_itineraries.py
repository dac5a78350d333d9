"""A trip begins with the way there."""

from __future__ import annotations

from tests.world.tools import MOMENT, NUMBER, STRING, make, many, thing, world

_TITLE = {"type": "string", "description": "What was booked, in words"}
_TOTAL = thing(amount=NUMBER, currency=STRING)
TRIP = make(
    "get_trip_itinerary", {"trip_id": STRING},
    thing(trip_id=STRING, name=STRING, items=many(booking_id=STRING, title=_TITLE, starts_at=MOMENT, city=STRING),
          total_cost=_TOTAL),
    description="Show the itinerary of a trip.",
)  # fmt: skip


def test_nobody_checks_in_before_they_have_come() -> None:
    """Flights and trains come before cars and hotels, and there is one of each at most."""
    seen = 0
    for seed in range(20):
        items = world(seed).call(TRIP, {"trip_id": "t-1"}).result["items"]
        assert [each["starts_at"] for each in items] == sorted(each["starts_at"] for each in items)
        kinds = [each["title"].partition(" ")[0] for each in items]
        there = [n for n, kind in enumerate(kinds) if kind in ("Flight", "Train")]
        seen += len(there)
        if kinds.count("Rental") + kinds.count("Hotel") == len(kinds) - len(there):
            assert there in ([], [0]) or len(items) > 3
    assert seen
