"""In which order the calls of a chain are asked for."""

from __future__ import annotations

from tests.world.tools import STRING, make, many, thing
from toolgraph.plan.steps import in_order


def test_what_there_is_is_listed_before_one_more_is_made() -> None:
    """Nobody makes a plan and then has the plans listed to look at it; other calls stay where they stand."""
    search = make("search_exercises", {"query": STRING}, many(exercise_id=STRING))
    create = make("create_plan", {"exercise_id": STRING}, thing(plan_id=STRING))
    plans = make("list_plans", {}, many(plan_id=STRING))
    look = make("get_plan", {"plan_id": STRING}, thing(text=STRING))
    jobs = make("list_jobs", {}, many(job_id=STRING))
    assert in_order([search, create, plans, look], (0, 0, 2, 2)) == (2, 3, 0, 1)
    assert in_order([search, create, jobs, look], (0, 0, 2, 2)) == (0, 1, 2, 3)
    assert in_order([create, plans, look], (0, 0, 0)) == (0, 1, 2)
    assert in_order([create, plans], ()) == (0, 1)
