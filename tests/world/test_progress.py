"""The steps of what runs are no further than the whole."""

from __future__ import annotations

import re

import pytest

from tests.world.tools import INTEGER, STRING, make, many, thing, world

STATE = {"type": "string", "enum": ["pending", "running", "passed", "failed", "cancelled"]}
STAGE = {"type": "string", "enum": ["build", "test", "deploy"]}
NAME = {"type": "string", "examples": ["unit-tests", "lint", "build-image", "deploy-staging"]}
RUN = {"runId": STRING, "status": STATE, "durationS": INTEGER}
STEP = {"jobId": STRING, "name": NAME, "stage": STAGE, "status": STATE, "durationS": INTEGER}
RUNS = make("listPipelineRuns", {"repositoryId": STRING, "status": STATE}, thing(runs=many(**RUN)),
            required=["repositoryId"])  # fmt: skip
STEPS = make("listRunJobs", {"runId": STRING, "status": STATE}, thing(jobs=many(**STEP), total=INTEGER),
             required=["runId"])  # fmt: skip
CANCEL = make("cancelPipelineRun", {"runId": STRING}, thing(**RUN))
ORDER = {"pending": "p", "running": "r", "passed": "d", "failed": "f", "cancelled": "c"}
# The states of the steps of a run, one letter each.
WAYS = {"pending": "p+", "running": "d*rp*", "passed": "d+", "failed": "d*fc*", "cancelled": "d*c*"}


@pytest.mark.parametrize("state", WAYS)
def test_steps_are_as_far_as_their_run(state: str) -> None:
    """A running one has steps that are done, one that runs and others that wait; those have taken no time."""
    for seed in range(8):
        here = world(seed)
        first = here.call(RUNS, {"repositoryId": "repo_1", "status": state}).result["runs"][0]
        run = first["runId"]
        steps = here.call(STEPS, {"runId": run}).result["jobs"]
        assert sum(step["durationS"] for step in steps) <= first["durationS"]
        told = "".join(ORDER[step["status"]] for step in steps)
        assert re.fullmatch(WAYS[state], told), told
        assert all(step["durationS"] == 0 for step in steps if step["status"] == "pending")
        assert here.call(STEPS, {"runId": run}).result["jobs"] == steps


def test_steps_stand_in_the_order_of_their_stages_which_go_by_the_name() -> None:
    """Images are built before units are tested, and then all is deployed."""
    for seed in range(8):
        steps = world(seed).call(STEPS, {"runId": "run_1"}).result["jobs"]
        stages = [STAGE["enum"].index(step["stage"]) for step in steps]
        assert stages == sorted(stages)
        assert all(step["stage"] == "deploy" for step in steps if step["name"] == "deploy-staging")


def test_what_is_stopped_stops_its_steps() -> None:
    """What was done stays done, nothing runs on; a list of failed ones has none where none failed."""
    for seed in range(8):
        here = world(seed)
        run = here.call(RUNS, {"repositoryId": "repo_1", "status": "running"}).result["runs"][0]["runId"]
        before = here.call(STEPS, {"runId": run}).result["jobs"]
        assert here.call(STEPS, {"runId": run, "status": "failed"}).result == {"jobs": [], "total": 0}
        here.call(CANCEL, {"runId": run})
        after = here.call(STEPS, {"runId": run}).result["jobs"]
        for one, other in zip(before, after, strict=True):
            assert other["status"] == ("passed" if one["status"] == "passed" else "cancelled")
