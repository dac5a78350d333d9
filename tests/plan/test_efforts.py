"""What is done, and worked on, is for whom or what it is done."""

from __future__ import annotations

import pytest

from tests.plan.audit import calls_of
from tests.plan.test_fitting_values import link, planned, thing
from tests.world.tools import MOMENT, STRING, make, many
from toolgraph.models.chain import Binding
from toolgraph.plan.apt import is_apt
from toolgraph.plan.efforts import done_for
from toolgraph.plan.wants import wants_of

GOAL = {"type": "string", "enum": ["endurance", "strength", "mobility"]}
SPORT = {"type": "string", "enum": ["run", "ride", "strength", "yoga", "row"]}


def test_nobody_rows_for_thirty_days_of_yoga() -> None:
    """What a plan is called tells it, else what it is for."""
    sports = SPORT["enum"]
    assert done_for("sport", sports, [{"name": "Thirty days of yoga", "goal": "mobility"}]) == ["yoga"]
    assert done_for("sport", sports, [{"name": "Plan B", "goal": "strength"}]) == ["strength", "row"]
    assert done_for("colour", sports, [{"name": "Thirty days of yoga"}]) == []


@pytest.mark.parametrize("seed", range(8))
def test_a_workout_for_a_plan_is_of_its_sport(seed: int) -> None:
    """Also where it is recorded once more."""
    listed = make("list_plans", {}, many(plan_id=STRING, name=STRING, goal=GOAL), description="List training plans")
    log = make(
        "log_workout", {"plan_id": STRING, "sport": SPORT}, thing(workout_id=STRING), description="Log a workout"
    )
    plan = planned([listed, log], link(1, "plan_id", 0, "[].plan_id"), seed=seed)
    calls = [call for _, call in calls_of(plan) if call.ok]
    plans = {p["plan_id"]: p for call in calls if call.tool == listed.id for p in call.result}
    for call in (c for c in calls if c.tool == log.id):
        assert call.arguments["sport"] in done_for("sport", SPORT["enum"], [plans[call.arguments["plan_id"]]])


def test_what_is_over_was_not_for_what_is_made_now() -> None:
    """A plan of today had no workouts."""
    create = make("create_plan", {"name": STRING}, thing(plan_id=STRING), effect="write")
    listed = make("list_plans", {}, many(plan_id=STRING))
    log = make("log_workout", {"plan_id": STRING, "started_at": MOMENT}, None, required=["started_at"], effect="write")
    for giver, fits in ((create, False), (listed, True)):
        binding = Binding(call=1, parameter="plan_id", source_call=0, field="plan_id", score=0.9, reasons=())
        assert is_apt(log, wants_of(log)["plan_id"], {"plan_id": binding}, giver) is fits


@pytest.mark.parametrize("seed", range(8))
def test_nobody_asks_a_teacher_of_something_else(seed: int) -> None:
    """An hour is on what the course is on, and a doctor is seen for what they treat."""
    query = {"type": "string", "examples": ["French"]}
    course = many(course_id=STRING, title={"type": "string", "examples": ["French for you"]}, teacher_id=STRING)
    found = make("search_courses", {"query": query}, course, description="Search courses")
    topic = {"type": "string", "description": "What to work on", "examples": ["Query that is too slow", "Past tenses"]}
    book = make("book_tutoring", {"teacher_id": STRING, "topic": topic}, thing(tutoring_id=STRING))
    plan = planned([found, book], link(1, "teacher_id", 0, "[].teacher_id"), seed=seed)
    sought = ""
    for _, call in calls_of(plan):
        sought = call.arguments.get("query", sought)
        if call.ok and call.tool == book.id and sought not in ("SQL", "web programming"):
            assert not call.arguments["topic"].startswith("Query")
