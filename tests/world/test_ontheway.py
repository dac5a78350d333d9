"""A way begins and ends where it was asked for, and what has happened on it lies between its ends."""

from __future__ import annotations

from tests.world.tools import INTEGER, NUMBER, STRING, make, many, thing, world
from toolgraph.world.places import named, spot

START, GOAL = "Ermou 130, 115 83 Athens, Greece", "Aiolou 5, 106 29 Athens, Greece"
WAY = make(
    "get_directions",
    {
        "origin": {"type": "string", "description": "Address to start from"},
        "destination": {"type": "string", "description": "Address to go to"},
    },
    thing(
        route_id=STRING,
        distance_km=NUMBER,
        duration_min=INTEGER,
        steps=many(
            instruction={"type": "string", "description": "What to do"},
            distance_m={"type": "integer", "minimum": 20, "maximum": 900_000},
        ),
    ),
)
LEVEL = {"type": "string", "enum": ["light", "moderate", "heavy", "standstill"]}
TRAFFIC = make(
    "get_traffic",
    {"route_id": STRING},
    thing(
        route_id=STRING,
        level=LEVEL,
        delay_min=INTEGER,
        incidents=many(
            kind={"type": "string", "enum": ["accident", "roadworks", "closure"]},
            description={
                "type": "string",
                "examples": ["Collision of two cars.", "Roadworks until Friday.", "Bridge closed for repairs."],
            },
            lat=NUMBER,
            lng=NUMBER,
        ),
    ),
)


def test_the_first_step_is_in_the_street_of_the_start_and_the_last_in_that_of_the_goal() -> None:
    for seed in range(10):
        steps = world(seed).call(WAY, {"origin": START, "destination": GOAL}).result["steps"]
        assert "Ermou" in steps[0]["instruction"]
        assert "Aiolou" in steps[-1]["instruction"]


def test_incidents_lie_on_the_way_and_are_few_in_light_traffic() -> None:
    athens = named("Athens")
    assert athens is not None
    one, other = spot(START, athens), spot(GOAL, athens)
    for seed in range(10):
        here = world(seed)
        route = here.call(WAY, {"origin": START, "destination": GOAL}).result["route_id"]
        told = here.call(TRAFFIC, {"route_id": route}).result
        assert len(told["incidents"]) <= {"light": 1, "moderate": 2, "heavy": 3}.get(told["level"], 9)
        assert len({each["description"] for each in told["incidents"]}) == len(told["incidents"])
        for each in told["incidents"]:
            low, high = sorted((one.latitude, other.latitude))
            assert low - 0.01 <= each["lat"] <= high + 0.01
