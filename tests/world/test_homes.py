"""Homes: what every one has, and what goes on in it."""

from __future__ import annotations

from datetime import datetime
from random import Random
from zoneinfo import ZoneInfo

from tests.world.tools import CLOCK, INTEGER, PERSON, STRING, make, many, thing, world
from toolgraph.world.base import Person, Setting
from toolgraph.world.scene import Scene
from toolgraph.world.simulated import SimulatedWorld

HOME = {"house_id": STRING}
NAME = {"type": "string", "examples": ["Wake up gently", "Lights out", "Blinds at sunset", "Coffee at seven"]}
AUTOMATIONS = make("list_automations", HOME, thing(automations=many(automation_id=STRING, name=NAME, scene_id=STRING)))
SCENE = {"type": "string", "examples": ["Evening", "Film night", "Away", "Good morning"]}
SCENES = make("list_scenes", HOME, thing(scenes=many(scene_id=STRING, name=SCENE, device_count=INTEGER)))
CALL = make("activate_scene", {"scene_id": STRING}, thing(scene_id=STRING, changed_count=INTEGER))
FLAG = {"type": "boolean"}
DEVICE = {"device_id": STRING, "name": STRING, "is_on": FLAG, "is_online": FLAG}
WARMTH = {"type": "number", "minimum": 5, "maximum": 30, "examples": [21.0, 17.5]}


def test_each_automation_calls_up_a_scene_of_its_own() -> None:
    """What wakes somebody puts out no lights, and a scene that is known serves what it is called after."""
    served = set()
    for seed in range(12):
        home = world(seed)
        scenes = {each["scene_id"]: each["name"] for each in home.call(SCENES, {"house_id": "hse-1"}).result["scenes"]}
        shown = home.call(AUTOMATIONS, {"house_id": "hse-1"}).result["automations"]
        assert len({each["scene_id"] for each in shown}) == len(shown)
        served |= {(each["name"], scenes[each["scene_id"]]) for each in shown if each["scene_id"] in scenes}
    fitting = {"Wake up gently": {"Good morning"}, "Lights out": {"Bedtime"}, "Blinds at sunset": {"Evening"}}
    assert served
    assert all(scene in fitting.get(name, ()) for name, scene in served)


def test_a_scene_sets_all_that_is_in_it() -> None:
    """None of five devices failed, so five were set."""
    for seed in range(6):
        home = world(seed)
        scene = home.call(SCENES, {"house_id": "hse-1"}).result["scenes"][0]
        assert home.call(CALL, {"scene_id": scene["scene_id"]}).result["changed_count"] == scene["device_count"]


def test_every_home_has_a_front_door_and_a_room_to_live_in() -> None:
    """Nobody has an office and a hall alone."""
    called = {**STRING, "examples": ["Kitchen", "Living room", "Hall"]}
    rooms = make("list_rooms", HOME, thing(rooms=many(room_id=STRING, name=called)))
    names = {**STRING, "examples": ["Garden gate", "Front door", "Garage"]}
    locks = make("list_locks", HOME, thing(locks=many(lock_id=STRING, name=names)))
    for seed in range(10):
        home = world(seed)
        for house in ("hse-1", "hse-2"):
            shown = {each["name"] for each in home.call(rooms, {"house_id": house}).result["rooms"]}
            assert shown & {"Kitchen", "Living room"}
            assert "Front door" in {each["name"] for each in home.call(locks, {"house_id": house}).result["locks"]}


def test_what_does_not_answer_is_not_on() -> None:
    """A television that is offline shows nothing."""
    listed = make("list_devices", HOME, thing(devices=many(**DEVICE)))
    shown = [each for seed in range(60) for each in world(seed).call(listed, {"house_id": "hse-1"}).result["devices"]]
    away = [each for each in shown if not each["is_online"]]
    assert away
    assert not any(each["is_on"] for each in away)


def test_rooms_are_cooled_where_it_is_hot() -> None:
    """In Bangkok nobody heats to sixteen degrees."""
    mode = {"type": "string", "enum": ["heat", "cool", "auto", "off"]}
    houses = make("list_houses", {}, thing(houses=many(house_id=STRING, city=STRING, address=STRING)))
    warmth = {"current_temperature_c": WARMTH, "target_temperature_c": WARMTH, "mode": mode}
    tool = make("list_thermostats", HOME, thing(thermostats=many(thermostat_id=STRING, **warmth)))
    for seed in range(8):
        for city, low, high in (("Bangkok", 22, 28), ("Oslo", 16, 23)):
            person = Person("Maya Torres", "maya.torres@example.com", "+351 91 222 3344", city)
            here = SimulatedWorld(seed=seed, clock=CLOCK, locale="en_US", person=person)
            house = here.call(houses, {}).result["houses"][0]
            assert house["city"] == city
            shown = here.call(tool, {"house_id": house["house_id"]}).result["thermostats"]
            assert all(low <= each["target_temperature_c"] <= high for each in shown)
            assert city == "Oslo" or not any(each["mode"] == "heat" for each in shown)


def test_a_comment_is_not_lost_when_somebody_takes_an_issue() -> None:
    """What is counted and not listed stays as many when something else is changed."""
    number = {**INTEGER, "minimum": 1, "maximum": 900}
    issue = thing(number=number, title=STRING, assignee_login=STRING, comment_count=INTEGER)
    inputs = {"repository_id": STRING, "issue_number": number, "assignee_login": STRING}
    update = make("update_issue", inputs, issue)
    listed = make("list_issues", {"repository_id": STRING}, thing(issues={"type": "array", "items": issue}))
    for seed in range(8):
        host = world(seed)
        first = host.call(listed, {"repository_id": "r-1"}).result["issues"][0]
        asked = {"repository_id": "r-1", "issue_number": first["number"], "assignee_login": "aikob"}
        assert host.call(update, asked).result["comment_count"] == first["comment_count"]


def test_ages_are_reckoned_by_the_sun_not_by_the_wall() -> None:
    """What was made in winter is told at that moment to somebody who has summer time."""
    clock = datetime.fromisoformat("2026-04-10T08:05:00+02:00").astimezone(ZoneInfo("Europe/Berlin"))
    scene = Scene(Random(1), Setting(clock, "de_DE", PERSON), "commit")
    told = datetime.fromisoformat("2026-02-28T14:44:56+00:00")
    scene.was_made(told)
    assert scene.made == told


def test_each_home_is_called_after_a_street_of_its_own() -> None:
    """No lake lies in every town, and two homes of one town are on two streets."""
    names = {"type": "string", "examples": ["Flat in the city", "House by the lake", "Parents' place"]}
    listed = make("list_houses", {}, thing(houses=many(house_id=STRING, name=names, address=STRING, city=STRING)))
    for seed in range(12):
        houses = world(seed).call(listed, {}).result["houses"]
        streets = [each["name"].partition(" on ")[2] for each in houses if each["name"] != "Parents' place"]
        assert all(streets)
        assert len(set(streets)) == len(streets)
        assert all(s in each["address"] for s, each in zip(streets, houses, strict=False) if each["name"].endswith(s))
        assert not any("lake" in each["name"] for each in houses)
