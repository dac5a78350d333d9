"""What follows from what stands beside it: the grade of the air, time lost in traffic, the best hour, links."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.world.tools import CLOCK, DATE, INTEGER, MOMENT, NUMBER, STRING, make, many, thing, world


def test_the_air_is_as_bad_as_its_index() -> None:
    """An index of 26 is good air with little fine dust."""
    index = {**INTEGER, "minimum": 5, "maximum": 220, "description": "Air quality index"}
    grade = {"type": "string", "enum": ["good", "moderate", "poor", "unhealthy"]}
    dust = {**NUMBER, "minimum": 1, "maximum": 150}
    advice = {"type": "string", "examples": ["Fine for sport outdoors.", "Everybody should avoid long efforts."]}
    air = make("get_air_quality", {"city": STRING}, thing(aqi=index, category=grade, pm25=dust, advice=advice))
    for seed in range(12):
        shown = world(seed).call(air, {"city": "Lisbon"}).result
        wanted = grade["enum"][min((shown["aqi"] - 1) // 50, 3)]
        assert shown["category"] == wanted
        assert (shown["pm25"] <= 12) == (shown["aqi"] <= 50)
        assert wanted != "good" or shown["advice"].startswith("Fine")


def test_light_traffic_costs_little_time() -> None:
    """The delay is that of the traffic told beside it."""
    level = {"type": "string", "enum": ["light", "moderate", "heavy"]}
    delay = {**INTEGER, "minimum": 0, "maximum": 60, "examples": [4, 18]}
    traffic = make("get_traffic", {"route_id": STRING}, thing(route_id=STRING, level=level, delay_min=delay))
    for seed in range(12):
        shown = world(seed).call(traffic, {"route_id": "r-1"}).result
        low, high = {"light": (1, 3), "moderate": (3, 6), "heavy": (6, 12)}[shown["level"]]
        assert low <= shown["delay_min"] <= high


def test_the_cheapest_hour_is_one_of_the_hours() -> None:
    """It is the one with the lowest price."""
    at = {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$", "examples": ["06:45"]}
    hours = many(starts_at=MOMENT, price_per_kwh={**NUMBER, "minimum": 0, "maximum": 1})
    price = make("get_electricity_price", {"date": DATE}, thing(currency=STRING, cheapest_hour=at, hours=hours))
    for seed in range(6):
        shown = world(seed).call(price, {"date": "2026-11-26"}).result
        best = min(shown["hours"], key=lambda each: each["price_per_kwh"])
        assert best["starts_at"][11:16] == shown["cheapest_hour"]


def test_nothing_runs_on_what_is_merged() -> None:
    """Its pipeline has passed, nobody merges it once more, and its link ends in its number."""
    state, run = {"type": "string", "enum": ["merged"]}, {"type": "string", "enum": ["pending", "running", "passed"]}
    url = {"type": "string", "format": "uri", "examples": ["https://git.example.com/halden/arm/pulls/214"]}
    number = {**INTEGER, "minimum": 1, "maximum": 900}
    pull = thing(number=number, state=state, mergeable={"type": "boolean"}, pipeline_status=run, web_url=url)
    get = make("get_pull_request", {"repository_id": STRING, "pull_request_number": number}, pull)
    for seed in range(6):
        shown = world(seed).call(get, {"repository_id": "r-1", "pull_request_number": 42}).result
        assert (shown["pipeline_status"], shown["mergeable"]) == ("passed", False)
        assert shown["web_url"].endswith("/pulls/42")


def test_a_place_opens_at_the_same_hours_each_day() -> None:
    """Nobody opens at eight on a Wednesday and at five on a Tuesday."""
    at = {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$", "examples": ["09:30", "17:00", "23:45"]}
    hours = many(weekday={"type": "string", "examples": ["monday"]}, opens=at, closes=at)
    get = make("get_place_details", {"place_id": STRING}, thing(place_id=STRING, name=STRING, opening_hours=hours))
    for seed in range(4):
        shown = world(seed).call(get, {"place_id": "p-1"}).result["opening_hours"]
        assert len({(each["opens"], each["closes"]) for each in shown}) == 1


def test_a_heater_uses_more_than_a_loudspeaker() -> None:
    """What used most is told first, and stays so when somebody looks again."""
    name = {"type": "string", "examples": ["Kitchen speaker", "Bathroom heater", "Bedroom fan"]}
    kwh = {**NUMBER, "minimum": 0, "maximum": 300}
    top = many(device_id=STRING, name=name, kwh=kwh)
    usage = thing(total_kwh=NUMBER, days=many(date=DATE, kwh=kwh), top_devices=top)
    get = make("get_energy_usage", {"house_id": STRING, "from_date": DATE, "to_date": DATE}, usage)
    span = {"house_id": "h-1", "from_date": "2026-11-10", "to_date": "2026-11-14"}
    for seed in range(6):
        home = world(seed)
        shown = home.call(get, span).result["top_devices"]
        used = {each["name"]: each["kwh"] for each in shown}
        assert [each["kwh"] for each in shown] == sorted(used.values(), reverse=True)
        assert used.get("Kitchen speaker", 0) <= used.get("Bathroom heater", 1000)
        assert home.call(get, span).result["top_devices"] == shown


def test_what_began_days_ago_runs_no_more() -> None:
    """A run takes minutes: the one that still runs began just now, and any other one is over."""
    state = {"type": "string", "enum": ["pending", "running", "passed", "failed"]}
    runs = thing(runs=many(run_id=STRING, status=state, started_at=MOMENT))
    listed = make("list_pipeline_runs", {"branch": STRING, "status": state}, runs, required=["branch"])
    for seed in range(8):
        for asked in ({"branch": "main"}, {"branch": "main", "status": "running"}):
            for run in world(seed).call(listed, asked).result["runs"]:
                just_now = datetime.fromisoformat(run["started_at"]) > CLOCK - timedelta(hours=3)
                assert (run["status"] in ("pending", "running")) <= just_now


def test_not_everybody_rates_alike() -> None:
    """Of four who rate a thing some are above its average and some below, and their mean is that."""
    rating = {**NUMBER, "minimum": 1, "maximum": 10}
    shown = thing(average_rating=rating, reviews=many(review_id=STRING, rating=rating, text=STRING))
    get = make("list_hotel_reviews", {"hotel_id": STRING}, shown)
    for seed in range(12):
        hotel = world(seed)
        found = hotel.call(get, {"hotel_id": "h-1"}).result
        rated = [each["rating"] for each in found["reviews"]]
        assert len({*rated}) > 1 or len(rated) < 3
        assert abs(sum(rated) / len(rated) - found["average_rating"]) < 0.11
        assert hotel.call(get, {"hotel_id": "h-1"}).result == found
