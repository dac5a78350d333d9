"""Warnings of the weather: the gravest first, each of an event of its own, in words about that event."""

from __future__ import annotations

from tests.world.tools import MOMENT, STRING, TEXTS, make, many, thing, world

EVENT = {"type": "string", "enum": ["wind", "heat", "snow", "flood", "thunderstorm"]}
SEVERITY = {"type": "string", "enum": ["minor", "moderate", "severe", "extreme"]}
LIST = make(
    "list_weather_alerts",
    {"country_code": {"type": "string", "pattern": "^[A-Z]{2}$"}},
    thing(alerts=many(alert_id=STRING, event=EVENT, severity=SEVERITY, region=STRING, starts_at=MOMENT)),
    description="List the weather warnings of a country. Returns active warnings, most severe first.",
)
GET = make(
    "get_weather_alert",
    {"alert_id": STRING},
    thing(
        alert_id=STRING,
        headline=STRING,
        description={"type": "string", "examples": ["Gusts up to 95 km/h near the coast."]},
        instruction={"type": "string", "examples": ["Keep away from piers and tall trees."]},
        cities=TEXTS,
    ),
)
RANKS = SEVERITY["enum"]


def test_the_gravest_warning_comes_first_and_none_twice() -> None:
    for seed in range(12):
        alerts = world(seed).call(LIST, {"country_code": "CZ"}).result["alerts"]
        ranks = [RANKS.index(each["severity"]) for each in alerts]
        assert ranks == sorted(ranks, reverse=True)
        assert len({(each["event"], each["region"]) for each in alerts}) == len(alerts)


def test_a_warning_speaks_of_its_event_in_its_place() -> None:
    for seed in range(12):
        here = world(seed)
        for each in here.call(LIST, {"country_code": "CZ"}).result["alerts"]:
            told = here.call(GET, {"alert_id": each["alert_id"]}).result
            said = f"{told['description']} {told['instruction']}".lower()
            assert "coast" not in said and "pier" not in said  # noqa: PT018 - Prague lies by no sea
            assert ("thunder" in said) == (each["event"] == "thunderstorm")
            assert told["cities"] == [each["region"]]


FORECAST = make(
    "get_daily_forecast",
    {"city": STRING, "days": {"type": "integer", "maximum": 14}},
    thing(
        days=many(
            date={"type": "string", "format": "date"},
            condition={"type": "string", "enum": ["clear", "cloudy", "rain", "snow", "fog", "storm"]},
            temperature_max={"type": "number"},
        )
    ),
)
SKIES = {"wind": "cloudy storm", "heat": "clear", "snow": "snow", "flood": "rain", "thunderstorm": "storm"}


def test_the_forecast_shows_what_is_warned_of() -> None:
    for seed in range(20):
        here = world(seed)
        days = here.call(FORECAST, {"city": "Prague", "days": 6}).result["days"] if seed % 2 else []
        alerts = here.call(LIST, {"country_code": "CZ"}).result["alerts"]
        days = days or here.call(FORECAST, {"city": "Prague", "days": 6}).result["days"]
        sky = {day["date"]: day["condition"] for day in days}
        for each in alerts:
            assert sky[each["starts_at"][:10]] in SKIES[each["event"]].split()
