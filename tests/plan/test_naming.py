"""What things are called that people make, what they act on, and which way they switch it."""

from __future__ import annotations

import pytest

from tests.plan.audit import calls_of
from tests.plan.test_fitting_values import link, planned
from tests.world.tools import STRING, make, many, thing
from toolgraph.llm.offline.choosing import _once
from toolgraph.llm.offline.wishes import Wish

SEEDS = range(8)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_automation_is_called_by_its_scene_and_what_starts_it(seed: int) -> None:
    """What calls up `Evening` at sunset is not called `Heat the office`, and no two are called the same."""
    scenes = make("list_scenes", {}, many(scene_id=STRING, name={**STRING, "examples": ["Evening", "Film night"]}))
    inputs = {
        "name": {"type": "string", "examples": ["Lights out", "Heat the office"]},
        "scene_id": STRING,
        "trigger": {"type": "string", "enum": ["sunset", "sunrise"]},
    }
    create = make("create_automation", inputs, thing(automation_id=STRING, name=STRING))
    plan = planned([scenes, create], link(1, "scene_id", 0, "[].scene_id"), seed=seed)
    calls = [call for _, call in calls_of(plan) if call.ok]
    names = {item["scene_id"]: item["name"] for call in calls if call.tool == scenes.id for item in call.result}
    made = [call.arguments for call in calls if call.tool == create.id]
    assert made
    for each in made:
        assert each["name"].startswith(f"{names[each['scene_id']]} at {each['trigger']}")


@pytest.mark.parametrize("seed", SEEDS)
def test_which_one_is_acted_on_is_said(seed: int) -> None:
    """Who has a door locked out of several says which one, in place of `a door`."""
    locks = make("list_locks", {}, many(lock_id=STRING, name=STRING))
    lock = make("lock_door", {"lock_id": STRING}, thing(lock_id=STRING), description="Lock a door.")
    plan = planned([locks, lock], link(1, "lock_id", 0, "[].lock_id"), seed=seed)
    listed = {c.id: len(c.result) for _, c in calls_of(plan) if c.ok and c.tool == locks.id}
    for turn in plan.turns:
        here = [c for step in turn.steps for c in step]
        both = any(c.id in listed and listed[c.id] > 1 for c in here) and any(c.tool == lock.id for c in here)
        if both and turn.goal and "lock" in turn.goal and not turn.picks:
            assert "lock a door" not in turn.goal


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_switched_on_that_is_on(seed: int) -> None:
    """Where the list says that a lamp is on, it is switched off, and the other way round."""
    flag = {"type": "boolean"}
    lamps = make("list_lamps", {}, many(lamp_id=STRING, name=STRING, is_on=flag))
    power = {"type": "string", "enum": ["on", "off"]}
    switch = make("set_lamp_power", {"lamp_id": STRING, "power": power}, thing(lamp_id=STRING, is_on=flag),
                  effect="write")  # fmt: skip
    state: dict[str, bool] = {}
    for _, call in calls_of(planned([lamps, switch], link(1, "lamp_id", 0, "[].lamp_id"), seed=seed)):
        if call.ok and call.tool == lamps.id:
            state |= {item["lamp_id"]: item["is_on"] for item in call.result}
        if call.ok and call.tool == switch.id:
            on = call.arguments["power"] == "on"
            assert state[call.arguments["lamp_id"]] is not on
            state[call.arguments["lamp_id"]] = on


@pytest.mark.parametrize("seed", SEEDS)
def test_a_renamed_thing_is_called_by_no_other_room(seed: int) -> None:
    """A cellar dehumidifier becomes no bedroom dehumidifier, and a heater none of the Christmas tree."""
    names = {**STRING, "examples": ["Cellar dehumidifier", "Bathroom heater"]}
    devices = make("list_devices", {}, many(device_id=STRING, name=names))
    new = {"type": "string", "examples": ["Bedroom speaker", "Christmas tree plug"]}
    rename = make("rename_device", {"device_id": STRING, "new_name": new}, thing(device_id=STRING))
    for _, call in calls_of(planned([devices, rename], link(1, "device_id", 0, "[].device_id"), seed=seed)):
        if call.ok and call.tool == rename.id:
            assert not {"Bedroom", "Christmas"} & {*call.arguments["new_name"].split()}


def test_nobody_locks_the_lock() -> None:
    """What is called like the deed that is done to it goes by its name alone."""
    said = [_once(Wish(verb, "the lock \ue001")).rest for verb in ("lock", "unlock")]
    assert said == ["\ue001", "the lock \ue001"]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_dinner_is_in_the_evening(seed: int) -> None:
    """What calls up a scene does so at an hour of its name."""
    scenes = make("list_scenes", {}, many(scene_id=STRING, name={**STRING, "examples": ["Dinner", "Good morning"]}))
    hour = {"type": "string", "description": "Time of day", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}
    create = make("create_automation", {"scene_id": STRING, "at_time": hour}, thing(automation_id=STRING))
    plan = planned([scenes, create], link(1, "scene_id", 0, "[].scene_id"), seed=seed)
    calls = [call for _, call in calls_of(plan) if call.ok]
    names = {item["scene_id"]: item["name"] for call in calls if call.tool == scenes.id for item in call.result}
    spans = {"Dinner": ("17:00", "20:59"), "Good morning": ("06:00", "09:59"), "Bedtime": ("20:00", "23:59")}
    for each in (call.arguments for call in calls if call.tool == create.id):
        low, high = spans.get(names[each["scene_id"]], ("00:00", "23:59"))
        assert low <= each["at_time"] <= high
