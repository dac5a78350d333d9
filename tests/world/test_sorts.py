"""The name and the sort of a thing agree, whichever of them is known first, and a filter by sort is one."""

from __future__ import annotations

from typing import Any

import pytest

from tests.world.tools import STRING, make, many, thing, world
from toolgraph.world.sorts import stands_for

SEEDS = range(12)
KIND = {"type": "string", "enum": ["light", "thermostat", "lock", "camera"]}
NAME = {"type": "string", "examples": ["Front door", "Reading lamp", "Hall thermostat"]}
DEVICES = thing(devices=many(deviceId=STRING, name=NAME, kind=KIND))
LIST_DEVICES = make("listDevices", {"houseId": STRING, "kind": KIND}, DEVICES, required=["houseId"])
USAGE = make("getEnergyUsage", {"houseId": STRING}, thing(topDevices=many(deviceId=STRING, name=NAME)))


def fits(device: dict[str, Any]) -> bool:
    return stands_for(device["name"], device["kind"]) is not False


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_listed_is_called_as_what_it_is(seed: int) -> None:
    """No camera is called `Reading lamp`, and no lock `Hall thermostat`."""
    desk = world(seed)
    assert all(map(fits, desk.call(LIST_DEVICES, {"houseId": "hse-1"}).result["devices"]))
    assert all(map(fits, desk.call(LIST_DEVICES, {"houseId": "hse-1", "kind": "camera"}).result["devices"]))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_filter_by_kind_filters_what_was_known_by_name_alone(seed: int) -> None:
    """After three devices were named without their kinds, a list of the lights has lights only."""
    desk = world(seed)
    named = desk.call(USAGE, {"houseId": "hse-1"}).result["topDevices"]
    lights = desk.call(LIST_DEVICES, {"houseId": "hse-1", "kind": "light"}).result["devices"]
    assert {each["kind"] for each in lights} <= {"light"}
    known = {each["deviceId"]: each["name"] for each in named}
    assert all(known.get(each["deviceId"], each["name"]) == each["name"] and fits(each) for each in lights)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_subject_of_a_course_follows_from_the_title_looked_for(seed: int) -> None:
    """A search for SQL gives courses on programming, and for beginners none that is called advanced."""
    level = {"type": "string", "enum": ["beginner", "intermediate", "advanced"]}
    subject = {"type": "string", "enum": ["languages", "programming", "music"]}
    course = many(courseId=STRING, title=STRING, subject=subject, level=level)
    search = make("searchCourses", {"query": STRING, "level": level}, thing(courses=course), required=["query"])
    for each in world(seed).call(search, {"query": "SQL", "level": "beginner"}).result["courses"]:
        assert (each["subject"], each["level"]) == ("programming", "beginner")
        assert "Advanced" not in each["title"]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_sort_in_free_words_is_that_of_the_name(seed: int) -> None:
    """A museum found by that word is no café, though the spec's examples know cafés only."""
    category = {"type": "string", "examples": ["café", "restaurant", "bookshop"]}
    places = thing(places=many(placeId=STRING, name=STRING, category=category))
    search = make("searchPlaces", {"query": STRING}, places)
    found = world(seed).call(search, {"query": "museum"}).result["places"]
    assert {each["category"] for each in found} == {"museum"}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_part_of_the_day_filters(seed: int) -> None:
    """Who asks for the evening after the afternoon sees other slots, all of them in the evening."""
    part = {"type": "string", "enum": ["morning", "afternoon", "evening"]}
    slots = thing(slots=many(slotId=STRING, startsAt={"type": "string", "format": "date-time"}))
    free = make("listFreeSlots", {"doctorId": STRING, "partOfDay": part}, slots)
    desk = world(seed)
    for asked, first, last in (("afternoon", 12, 17), ("evening", 17, 21)):
        found = desk.call(free, {"doctorId": "doc-1", "partOfDay": asked}).result["slots"]
        assert found
        assert all(first <= int(each["startsAt"][11:13]) < last for each in found)
        assert len({each["startsAt"] for each in found}) == len(found)


def test_what_has_happened_is_of_its_kind() -> None:
    """The text of an accident speaks of no roadworks."""
    kind = {"type": "string", "enum": ["accident", "roadworks"]}
    text = {"type": "string", "examples": ["Collision of two cars.", "Roadworks until Friday.", "Broken-down lorry."]}
    tool = make("getTraffic", {"route": STRING}, thing(incidents=many(kind=kind, description=text)))
    for seed in range(8):
        for each in world(seed).call(tool, {"route": "A1"}).result["incidents"]:
            assert ("Roadworks" in each["description"]) == (each["kind"] == "roadworks")
