"""What starts by the clock has an hour; what starts otherwise has none, whatever it is called."""

from __future__ import annotations

import itertools

from tests.plan.audit import calls_of
from tests.plan.test_fitting_values import link, planned
from tests.world.tools import STRING, make, many, thing, world

DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
HOUR = {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$", "examples": ["06:45", "19:10"]}
TRIGGER = {"type": "string", "enum": ["time", "sunset", "motion"]}
NAME = {"type": "string", "examples": ["Coffee at seven", "Blinds at sunset", "Heat the office"]}
LISTED = {"type": "array", "items": {"type": "string", "enum": DAYS}}
AUTOMATION = thing("atTime", automationId=STRING, name=NAME, atTime=HOUR, trigger=TRIGGER, days=LISTED)
LIST = make("listAutomations", {}, thing(automations={"type": "array", "items": AUTOMATION}))
SENSORS = make("listSensors", {}, thing(sensors=many(sensorId=STRING, name=STRING)))
CREATE = make("createAutomation", {"name": STRING, "trigger": TRIGGER, "atTime": HOUR, "sensorId": STRING}, AUTOMATION,
              required=["name", "trigger"])  # fmt: skip


def test_an_hour_is_told_of_what_starts_by_the_clock() -> None:
    """`Coffee at seven` starts at 07:00, blinds at sunset at no hour; days are in the order of the week, each once."""
    seen = [a for seed in range(24) for a in world(seed).call(LIST, {}).result["automations"]]
    assert all(("atTime" in each) == (each["trigger"] == "time") for each in seen)
    assert {e.get("atTime") for e in seen if e["name"] == "Coffee at seven"} == {"07:00"}
    assert {e["trigger"] for e in seen if e["name"] == "Blinds at sunset"} == {"sunset"}
    assert {e["trigger"] for e in seen if e["name"] == "Heat the office"} == {"time", "sunset", "motion"}
    places = [[DAYS.index(day) for day in each["days"]] for each in seen]
    assert all(one < other for each in places for one, other in itertools.pairwise(each))


def test_people_ask_for_an_hour_or_a_sensor_and_not_for_both() -> None:
    """What a sensor starts is no matter of the clock, and what the clock starts has an hour."""
    ways = set()
    for seed in range(16):
        for bound in ((), (link(1, "sensorId", 0, "sensors[].sensorId"),)):
            plan = planned([SENSORS, CREATE], *bound, seed=seed, mix="bfcl")
            told = [c.arguments for _, c in calls_of(plan) if c.tool == CREATE.id and c.ok]
            for each in told:
                ways.add(each["trigger"])
                assert ("atTime" in each) == (each["trigger"] == "time")
                assert "sensorId" not in each or each["trigger"] == "motion"
    assert ways == {"time", "sunset", "motion"}
