"""What is said of a thing suits it: what it can do, of what sort it is, and what has happened."""

from __future__ import annotations

from typing import Any

import pytest

from tests.plan.audit import calls_of
from tests.plan.test_fitting_values import link, planned, thing
from tests.world.tools import STRING, make, many
from toolgraph.models.dialogue_plan import DialoguePlan, PlannedCall
from toolgraph.plan.asking import askable


def _enum(*choices: str) -> dict[str, Any]:
    return {"type": "string", "enum": list(choices)}


def _called(plan: DialoguePlan, tool: str) -> list[PlannedCall]:
    return [call for _, call in calls_of(plan) if call.ok and call.tool == tool]


@pytest.mark.parametrize("seed", range(12))
def test_nobody_locks_a_heater(seed: int) -> None:
    """Only doors are locked, and only blinds are opened."""
    kinds = _enum("heater", "blind", "lock", "speaker")
    listed = make("list_devices", {}, many(device_id=STRING, kind=kinds, name=STRING), description="List devices")
    actions = {"type": "array", "minItems": 1, "items": thing(device_id=STRING, action=_enum("on", "open", "lock"))}
    create = make("create_scene", {"name": STRING, "actions": actions}, thing(scene_id=STRING))
    plan = planned([listed, create], link(1, "actions[].device_id", 0, "[].device_id"), seed=seed)
    kind = {d["device_id"]: d["kind"] for call in _called(plan, listed.id) for d in call.result}
    able = {"heater": {"on"}, "speaker": {"on"}, "blind": {"open"}, "lock": {"lock"}}
    for call in _called(plan, create.id):
        assert all(a["action"] in able[kind[a["device_id"]]] for a in call.arguments["actions"])


@pytest.mark.parametrize("seed", range(12))
def test_a_note_is_of_what_has_happened(seed: int) -> None:
    """No low battery is burnt toast."""
    kinds = _enum("smoke", "battery", "motion", "water", "door")
    listed = make("list_reports", {}, many(report_id=STRING, kind=kinds), description="List alarm reports")
    note = {"type": "string", "description": "What it was", "examples": ["Toast was burning", "Battery changed"]}
    close = make("close_report", {"report_id": STRING, "note": note}, thing(report_id=STRING))
    plan = planned([listed, close], link(1, "report_id", 0, "[].report_id"), seed=seed)
    kind = {r["report_id"]: r["kind"] for call in _called(plan, listed.id) for r in call.result}
    for call in _called(plan, close.id):
        of = kind[call.arguments["report_id"]]
        unfit = {"smoke": "Battery", "battery": "Toast"}.get(of, ("Toast", "Battery", "It was nothing"))
        assert not call.arguments["note"].startswith(unfit)
        assert of != "door" or "door" in call.arguments["note"]


@pytest.mark.parametrize("seed", range(12))
def test_a_plan_is_for_what_is_in_it(seed: int) -> None:
    """Two runs make no plan for mobility."""
    kinds = _enum("strength", "endurance", "mobility")
    listed = make("list_exercises", {}, many(exercise_id=STRING, name=STRING, kind=kinds), description="List exercises")
    ids = {"type": "array", "items": STRING, "minItems": 1}
    create = make("create_plan", {"goal": kinds, "exercise_ids": ids}, thing(plan_id=STRING))
    plan = planned([listed, create], link(1, "exercise_ids", 0, "[].exercise_id"), seed=seed)
    kind = {e["exercise_id"]: e["kind"] for call in _called(plan, listed.id) for e in call.result}
    for call in _called(plan, create.id):
        assert call.arguments["goal"] in {kind[each] for each in call.arguments["exercise_ids"]}


@pytest.mark.parametrize("seed", range(12))
def test_who_talks_by_video_comes_to_no_gate(seed: int) -> None:
    """A note for a talk by video or phone is not on how to get there."""
    listed = make("list_times", {}, many(time_id=STRING, kind=_enum("video", "phone", "on_site")), description="List")
    note = {**STRING, "examples": ["Please allow for ten minutes at the gate", "Happy to talk"]}
    accept = make("accept_time", {"time_id": STRING, "note": note}, thing(talk_id=STRING))
    plan = planned([listed, accept], link(1, "time_id", 0, "[].time_id"), seed=seed)
    kind = {t["time_id"]: t["kind"] for call in _called(plan, listed.id) for t in call.result}
    for call in _called(plan, accept.id):
        assert kind.get(call.arguments["time_id"]) == "on_site" or "gate" not in call.arguments["note"]


def test_nobody_asks_about_what_was_not_measured() -> None:
    """A question on a ferritin is on a report with one; a question on the report is on any."""
    tool = make("message_doctor", {"text": STRING}, None, description="Write to a doctor about a lab report")
    report = {"title": "Thyroid", "values": [{"name": "TSH", "low": 0.4}]}
    asked = "Is the low ferritin a reason to worry?"
    assert askable(asked, (asked, "Is the TSH fine?", "I feel dizzy."), tool, [report]) == ["Is the TSH fine?"]
    assert askable(asked, (asked,), tool, [report])
    assert not askable(asked, (asked,), tool, [{"values": [{"name": "Ferritin"}]}])
    assert not askable("Is the report ready?", (asked,), tool, [report])
