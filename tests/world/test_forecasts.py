"""The same weather whoever tells it: hour by hour, day by day, in a sentence; that of today without a day."""

from __future__ import annotations

from datetime import date

from tests.world.tools import CLOCK, DATE, MOMENT, NUMBER, STRING, make, many, thing, world

SKY = {"type": "string", "enum": ["clear", "cloudy", "rain", "snow", "fog", "storm"]}
DAILY = make(
    "get_daily_forecast",
    {"city": STRING},
    thing(
        city=STRING,
        days=many(date=DATE, condition=SKY, temperature_min=NUMBER, temperature_max=NUMBER),
        summary={"type": "string", "description": "Forecast in one sentence"},
    ),
)
HOURLY = make(
    "get_hourly_forecast",
    {"lat": NUMBER, "lng": NUMBER},
    thing(hours=many(time=MOMENT, temperature=NUMBER, condition=SKY)),
)
SUN = make(
    "get_sun_times",
    {"lat": NUMBER, "lng": NUMBER, "date": DATE},
    thing(date=DATE, sunrise=MOMENT, sunset=MOMENT),
    required=["lat", "lng"],
)
ATHENS = {"lat": 37.98, "lng": 23.72}


def test_hours_lie_within_their_day_and_nights_are_cooler() -> None:
    for seed in range(6):
        here = world(seed)
        days = {each["date"]: each for each in here.call(DAILY, {"city": "Athens"}).result["days"]}
        hours = here.call(HOURLY, ATHENS).result["hours"]
        for each in (hour for hour in hours if hour["time"][:10] in days):
            day = days[each["time"][:10]]
            assert day["temperature_min"] - 0.2 <= each["temperature"] <= day["temperature_max"] + 0.2
        by_hour = {each["time"][11:13]: each["temperature"] for each in hours}
        assert by_hour["15"] > by_hour["22"]


def test_a_summary_says_what_the_days_say() -> None:
    for seed in range(6):
        told = world(seed).call(DAILY, {"city": "Athens"}).result
        said = told["summary"].lower()
        for day in told["days"]:
            assert {"clear": "clear", "cloudy": "cloud"}.get(day["condition"], day["condition"]) in said
        assert len({d["condition"] for d in told["days"]}) == 1 or all(
            f"{date.fromisoformat(day['date']):%A}".lower() in said for day in told["days"]
        )


def test_what_is_asked_for_no_day_is_of_today() -> None:
    for seed in range(6):
        assert world(seed).call(SUN, {"lat": 3.157, "lng": 101.67}).result["date"] == CLOCK.date().isoformat()


def test_it_is_cool_in_cities_that_lie_high() -> None:
    for seed in range(3):
        for day in world(seed).call(DAILY, {"city": "Bogotá"}).result["days"]:
            assert day["temperature_max"] < 24
