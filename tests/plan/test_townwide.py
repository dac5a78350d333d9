"""What is so of a whole town is asked for once."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from tests.world.tools import NUMBER, STRING, make, thing
from toolgraph.plan.townwide import told_of_town

POINT = {"lat": {**NUMBER, "description": "Latitude in degrees"}, "lng": {**NUMBER, "description": "Longitude"}}
SUN = make("get_sun_times", {**POINT, "date": STRING}, thing(sunrise=STRING), required=["lat", "lng"])
NEAR = make("find_stops", POINT, thing(stop=STRING))


def draft(tool: Any, **arguments: Any) -> Any:
    return SimpleNamespace(made=[SimpleNamespace(ok=True, tool=tool, arguments=arguments)])


def test_the_sun_rises_at_one_time_in_a_town() -> None:
    before = draft(SUN, lat=45.4769, lng=9.2199)
    assert told_of_town(before, SUN, {"lat": 45.4518, "lng": 9.1732}) is before.made[0]
    assert told_of_town(before, SUN, {"lat": 45.4518, "lng": 9.1732, "date": "2026-05-03"}) is None
    assert told_of_town(before, SUN, {"lat": 53.4559, "lng": -2.2575}) is None
    assert told_of_town(draft(NEAR, lat=45.4769, lng=9.2199), NEAR, {"lat": 45.4518, "lng": 9.1732}) is None
