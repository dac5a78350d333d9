"""What is asked for from some degree on: `min_severity` is a lowest one, and what is above it will do, too."""

from __future__ import annotations

from tests.world.tools import STRING, make, many, thing, world

DEGREES = ["minor", "moderate", "severe", "extreme"]
SEVERITY = {"type": "string", "enum": DEGREES}
ALERTS = make(
    "list_weather_alerts",
    {"country_code": STRING, "min_severity": SEVERITY},
    thing(alerts=many(alert_id=STRING, severity=SEVERITY)),
    required=["country_code"],
)


def test_from_a_lowest_degree_on_all_above_it_are_shown() -> None:
    """After all were shown, those of them that are as high, and nothing new; at first, not only the lowest."""
    seen = set()
    for seed in range(12):
        here = world(seed)
        every = here.call(ALERTS, {"country_code": "PT"}).result["alerts"]
        for n, lowest in enumerate(DEGREES):
            shown = here.call(ALERTS, {"country_code": "PT", "min_severity": lowest}).result["alerts"]
            assert shown == [each for each in every if each["severity"] in DEGREES[n:]]
        first = world(seed).call(ALERTS, {"country_code": "PT", "min_severity": "moderate"}).result["alerts"]
        seen |= {each["severity"] for each in first}
    assert seen == {"moderate", "severe", "extreme"}
