"""What the log of a job says: that of one that failed where it broke, that of one that waits next to nothing."""

from __future__ import annotations

import re
from collections.abc import Collection

from toolgraph.models.base import JsonObject
from toolgraph.world.figures import choose, own_leaves
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.shape import Part

_JOBS = frozenset("job step task check stage".split())
_STATES = ("status", "state", "conclusion")
_WAITS, _RUNS = frozenset("pending queued waiting created".split()), frozenset("running in_progress started".split())
_FAILED = frozenset("failed failure error".split())
# By words in the name of a job: what it writes last when all went well, while it runs, and when it broke.
_LOGS = (
    ("lint format style", "All checks passed!", "Checking the files ...", "Found 2 errors."),
    ("deploy release publish", "Deployed, all health checks are green", "Waiting for health checks ...",
     "error: health check failed after 60s"),
    ("build image compile package", "Build finished without warnings", "Building ...",
     "error: build stopped with code 1"),
    ("test tests unit integration e2e", "All 128 tests passed", "Running the tests ...",
     "error: 1 of 128 tests failed"),
)  # fmt: skip
_OF_ANY = ("All done", "Working ...", "error: the job stopped with code 1")
_WAITING = "Waiting for a runner ..."
_GONE_WELL, _GOING_ON, _WENT_WRONG = range(3)


def of_a_log(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let the log of a job, its exit code and the line where it broke say what its state says, in place."""
    needed = {name for name, inner in part.props if inner.needed or inner.required}
    state = next((str(v).lower() for k in _STATES if isinstance(v := record.facts.get(k), str)), "")
    if not state and any(_tells_where(leaf) and name in needed for name, leaf in own_leaves(part)):
        state = next(iter(sorted(_FAILED)))
    failed = state in _FAILED
    for name, leaf in own_leaves(part):
        if leaf.key in kept or name not in out:
            continue
        if leaf.type == "string" and "log" in leaf.tokens and leaf.maker != "url":
            choose(out, record, name, leaf, _written(str(record.facts.get("name", "")), state))
        elif leaf.type == "integer" and "exit" in leaf.tokens:
            choose(out, record, name, leaf, int(failed))
        elif _tells_where(leaf) and not failed and name not in needed:
            del out[name]
            record.facts.pop(leaf.key, None)


def _tells_where(leaf: LeafPlan) -> bool:
    return leaf.type == "string" and "error" in leaf.tokens


def _written(name: str, state: str) -> str:
    if state in _WAITS:
        return _WAITING
    at = _WENT_WRONG if state in _FAILED else _GOING_ON if state in _RUNS else _GONE_WELL
    words = set(re.findall(r"[a-z0-9]+", name.lower()))
    return next((logs for known, *logs in _LOGS if words & {*known.split()}), list(_OF_ANY))[at]


def tells_log(part: Part) -> bool:
    """Whether an object is a job with what it has written."""
    own = part.entity is not None and part.entity.head in _JOBS
    told = {word for _, leaf in own_leaves(part) for word in leaf.tokens} if own else set()
    return "log" in told and "exit" in told
