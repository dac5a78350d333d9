from __future__ import annotations

from datetime import datetime

from tests.world.tools import DATE, INTEGER, MOMENT, NUMBER, STRING, TEXTS, make, many, thing, world

TURNS = {"type": "string", "examples": ["Turn left into Istedgade", "Follow the quay for 800 metres"]}


def test_a_way_leads_through_streets_of_its_place() -> None:
    """Nobody turns into a street of Copenhagen in Nairobi; the steps of a recipe stay what its spec shows."""
    step = many(instruction=TURNS, distanceM=INTEGER)
    tool = make("getDirections", {"from": STRING, "to": STRING}, thing(routeId=STRING, distanceKm=NUMBER, steps=step))
    ends = {"from": "Moi Road 19, 00502 Nairobi, Kenya", "to": "Ngong Road 3, 00502 Nairobi, Kenya"}
    for seed in range(6):
        for each in world(seed).call(tool, ends).result["steps"]:
            assert "Istedgade" not in each["instruction"]
            assert "Road" in each["instruction"]
    recipe = make("getRecipe", {}, thing(recipeId=STRING, steps=many(instruction={**TURNS, "examples": ["Chop it"]})))
    assert world().call(recipe, {}).result["steps"][0]["instruction"] == "Chop it"


def test_people_meet_on_working_days_when_all_are_free() -> None:
    """Times that suit everybody do, and none is on a Sunday."""
    slot = many(startsAt=MOMENT, endsAt=MOMENT, allAvailable={"type": "boolean"})
    day = {"type": "string", "format": "date"}
    tool = make("findFreeTime", {"attendees": TEXTS, "fromDate": day, "toDate": day}, thing(slots=slot))
    asked = {"attendees": ["tom@example.com"], "fromDate": "2026-11-26", "toDate": "2026-12-02"}
    for seed in range(10):
        for each in world(seed).call(tool, asked).result["slots"]:
            assert datetime.fromisoformat(each["startsAt"]).weekday() < 5
            assert each["allAvailable"]


def test_a_train_goes_from_the_one_station_to_the_other() -> None:
    """It arrives by the clock of where it goes, whose station was found by its city, some hours later."""
    stations = thing(stations=many(stationId=STRING, name=STRING, city=STRING))
    find = make("searchStations", {"city": STRING}, stations)
    trains = thing(trains=many(trainId=STRING, departureTime=MOMENT, arrivalTime=MOMENT, durationMinutes=INTEGER))
    asked = {"fromStationId": STRING, "toStationId": STRING, "date": DATE}
    search = make("searchTrains", asked, trains)
    for seed in range(6):
        desk = world(seed)
        ends = [desk.call(find, {"city": city}).result["stations"][0]["stationId"] for city in ("Berlin", "Prague")]
        told = {"fromStationId": ends[0], "toStationId": ends[1], "date": "2026-12-03"}
        for train in desk.call(search, told).result["trains"]:
            assert train["departureTime"][-6:] == train["arrivalTime"][-6:] == "+01:00"
            assert 150 < train["durationMinutes"] < 300
