"""Stops near a point are as near as the walk to them, and what leaves there next leaves soon."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from tests.world.tools import CLOCK, INTEGER, MOMENT, NUMBER, STRING, make, many, thing, world

LINES = {"type": "array", "items": {"type": "string", "examples": ["12", "M2", "Tram 4"]}}
NEAR = make(
    "find_transit_stops",
    {"lat": NUMBER, "lng": NUMBER},
    thing(
        stops=many(
            stop_id=STRING, name=STRING, lines=LINES, walk_min={"type": "integer", "minimum": 1, "maximum": 15},
            lat=NUMBER, lng=NUMBER,
        )
    ),
    description="Find bus, tram and metro stops near a point. Returns stops within walking distance, nearest first.",
)  # fmt: skip
NEXT = make(
    "get_transit_departures",
    {"stop_id": STRING, "line": STRING},
    thing(
        stop_name=STRING,
        departures=many(line=STRING, direction=STRING, departs_at=MOMENT, delay_min=INTEGER, platform=STRING),
    ),
    required=["stop_id"],
)
POINT = {"lat": 48.135, "lng": 11.5748}


def test_a_stop_is_as_far_as_the_walk_to_it() -> None:
    for seed in range(8):
        stops = world(seed).call(NEAR, POINT).result["stops"]
        walks = [stop["walk_min"] for stop in stops]
        assert walks == sorted(walks)
        for stop in stops:
            north, east = (stop["lat"] - POINT["lat"]) * 111_320, (stop["lng"] - POINT["lng"]) * 74_300
            assert math.hypot(north, east) < 90 * stop["walk_min"]


def test_what_leaves_next_leaves_soon_on_a_line_of_its_stop() -> None:
    for seed in range(8):
        here = world(seed)
        stop = here.call(NEAR, POINT).result["stops"][0]
        every = here.call(NEXT, {"stop_id": stop["stop_id"]}).result["departures"]
        of_one = here.call(NEXT, {"stop_id": stop["stop_id"], "line": stop["lines"][0]}).result["departures"]
        assert of_one
        assert {each["line"] for each in every} <= set(stop["lines"])
        times = [datetime.fromisoformat(each["departs_at"]) for each in every]
        assert times == sorted(times)
        assert all(CLOCK < time < CLOCK + timedelta(hours=2) for time in times)
        assert len({(e["line"], e["direction"], e["platform"]) for e in every}) == len(
            {(e["line"], e["direction"]) for e in every}
        )
