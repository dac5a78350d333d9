"""Texts fit what is told beside them: warnings, forecasts, threads of messages, the steps of a way."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.world.tools import EMAIL, INTEGER, MOMENT, NUMBER, STRING, TEXTS, make, many, thing, world

SEEDS = range(12)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_warning_is_about_one_event(seed: int) -> None:
    """Nobody is told to move cars out of low streets because of the wind, nor to bring the signed copy."""
    headline = {**STRING, "examples": ["Strong wind from noon", "Flood watch on the lower river"]}
    advice = {**STRING, "examples": ["Keep away from tall trees.", "Move cars out of low streets."]}
    alert = thing(alertId=STRING, headline=headline, instruction=advice, cities=TEXTS)
    said = world(seed).call(make("getWeatherAlert", {"alertId": STRING}, alert), {"alertId": "al-1"}).result
    if said["headline"] in headline["examples"]:
        assert ("trees" in said["instruction"]) == ("wind" in said["headline"])
    assert "signed copy" not in said["instruction"]


@pytest.mark.parametrize("seed", SEEDS)
def test_it_rains_where_the_sky_says_so(seed: int) -> None:
    """The chance of rain is small under a clear sky and large in the rain."""
    sky = {"type": "string", "enum": ["clear", "cloudy", "rain"]}
    chance = {"type": "integer", "minimum": 0, "maximum": 100}
    days = many(date={**STRING, "format": "date"}, condition=sky, rainChance=chance)
    said = world(seed).call(make("getForecast", {"city": STRING}, thing(days=days)), {"city": "Oslo"}).result["days"]
    for day in said:
        least, most = {"clear": (0, 10), "cloudy": (10, 40), "rain": (60, 95)}[day["condition"]]
        assert least <= day["rainChance"] <= most


@pytest.mark.parametrize("seed", SEEDS)
def test_a_thread_begins_with_who_opened_it(seed: int) -> None:
    """The first message of a ticket is the requester's, as old as the ticket; all others are later."""
    message = many(authorName=STRING, text=STRING, sentAt=MOMENT)
    brief = thing(ticketId=STRING, subject=STRING, requesterEmail=EMAIL, openedAt=MOMENT)
    whole = {**brief, "properties": {**brief["properties"], "messages": message}}
    desk = world(seed)
    listed = desk.call(make("listTickets", {}, thing(tickets={"type": "array", "items": brief})), {}).result["tickets"]
    ticket = desk.call(make("getTicket", {"ticketId": STRING}, whole), {"ticketId": listed[0]["ticketId"]}).result
    times = [datetime.fromisoformat(each["sentAt"]) for each in ticket["messages"]]
    assert times == sorted(times)
    assert ticket["messages"][0]["sentAt"] == ticket["openedAt"]
    assert len({each["text"] for each in ticket["messages"]}) == len(times)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_steps_of_a_way_are_as_long_as_the_way(seed: int) -> None:
    """Two significant digits a step, and the same length in the words of the step."""
    told = {**STRING, "examples": ["Follow the quay for 800 metres", "Turn left"]}
    steps = many(instruction=told, distanceM=INTEGER)
    route = thing(routeId=STRING, distanceKm=NUMBER, durationMin=INTEGER, steps=steps)
    ways = make("getDirections", {"origin": STRING, "destination": STRING}, route)
    ends = {"origin": "1 Park Street, 2000 Sydney, Australia", "destination": "90 Mill Street, 2010 Sydney, Australia"}
    said = world(seed).call(ways, ends).result
    assert sum(s["distanceM"] for s in said["steps"]) == pytest.approx(1000 * said["distanceKm"], rel=0.05)
    for step in said["steps"]:
        if "quay" in step["instruction"]:
            assert "for 800 metres" not in step["instruction"] or step["distanceM"] == 800
