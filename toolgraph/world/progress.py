"""The steps of what runs: none is further than the whole, and none begins before the one in front of it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from toolgraph.models.base import JsonValue
from toolgraph.world.asked import STATES, Asked
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.shape import Part

Draw = Callable[[Record, LeafPlan], JsonValue]
_RUNS = frozenset("run pipeline build workflow execution deployment batch".split())
_STEPS = frozenset("job step stage check task phase".split())
_WAITING, _GOING, _DONE, _FAILED, _STOPPED = range(5)
# What comes of a step, in the words of services.
_WORDS = {
    word: state
    for state, said in enumerate((
        "pending queued waiting created scheduled not_started", "running in_progress started ongoing",
        "passed success succeeded completed finished done", "failed failure error",
        "cancelled canceled skipped aborted",
    ))
    for word in said.split()
}  # fmt: skip
# What becomes of the steps before the one that a run has come to, of that one, and of those behind it.
_COURSE = {
    _WAITING: (_WAITING, _WAITING, _WAITING), _GOING: (_DONE, _GOING, _WAITING), _DONE: (_DONE, _DONE, _DONE),
    _FAILED: (_DONE, _FAILED, _STOPPED), _STOPPED: (_DONE, _STOPPED, _STOPPED),
}  # fmt: skip
# How runs mostly stand that nobody has told of.
_USUAL = (_DONE, _DONE, _DONE, _GOING, _GOING, _FAILED, _WAITING)
# Among the facts of a run: how far it has come, as a share of its steps.
_FAR = "#far"


def step_state(part: Part) -> LeafPlan | None:
    """The leaf that tells the state of listed steps; None for a list of anything else."""
    item = part.item
    if item is None or item.kind != "object" or item.noun not in _STEPS:
        return None
    told = (x for x in item.leaves() if x.key in STATES and x.maker == "choice")
    return next((x for x in told if _GOING in (found := _choices(x)) and _DONE in found), None)


def run_of(record: Record) -> Record | None:
    """What a list of steps is of: the thing around it, or the one that the call names."""
    return next((r for r in (record, *record.parents) if r.head in _RUNS), None)


def without_state(asked: Asked, leaf: LeafPlan, run: Record) -> tuple[Asked, JsonValue]:
    """What a call asks for of all steps of a run, and of which state it wants them; None for any.

    A run that nobody has told of stands so that the step it has come to is of that state, as it may have that one only.
    """
    wanted = next((value for param, value in asked.equal if param.key in STATES), None)
    if leaf.key not in run.facts:
        states = [s for s in _USUAL if wanted is None or _WORDS.get(str(wanted).lower()) == _COURSE[s][1]] or [_STOPPED]
        choices = _choices(leaf)
        run.facts[leaf.key] = choices.get(run.scene.rng.choice(states), choices[_DONE])
    rest = [(param, value) for param, value in asked.equal if param.key not in STATES]
    return (asked if wanted is None else replace(asked, equal=rest)), wanted


def put_in_step(steps: Sequence[Record], part: Part, leaf: LeafPlan, run: Record, draw: Draw) -> list[Record]:
    """The steps of a run in the order of their stages, each let be as far as the run is, in place.

    Args:
        draw: Gives the value of a leaf of a step.
    """
    state = _WORDS.get(str(run.facts.get(leaf.key, "")).lower())
    ordered = _by_stage(steps, part, draw)
    if state is None or not steps:
        return ordered
    new = _FAR not in run.facts
    if new:  # what has not begun, or has begun just now, has no step behind it
        run.facts[_FAR] = 0.0 if run.scene.fresh or state == _WAITING else run.scene.rng.random()
    at = min(int(run.facts[_FAR] * len(steps)), len(steps) - 1)
    for number, step in enumerate(ordered):
        before, here, behind = _COURSE[state]
        own = before if number < at else here if number == at else behind
        over = not new and _WORDS.get(str(step.facts.get(leaf.key)).lower()) in (_DONE, _FAILED)
        if step.scene.touched is None and not (over and state == _STOPPED):  # what was done to one alone stays
            step.facts[leaf.key] = (known := _choices(leaf)).get(own, known.get(_WAITING, known[_DONE]))
            _take_no_time(step, part, idle=number > at and state != _DONE, fresh=run.scene.fresh)
    if new:
        _share_time(ordered, part, run, draw)
    return ordered


def _by_stage(steps: Sequence[Record], part: Part, draw: Draw) -> list[Record]:
    """Steps in the order in which a spec tells their stages: what is built is tested and then deployed."""
    leaves = part.item.leaves() if part.item is not None else ()
    stage = next((x for x in leaves if x.key in _STAGES and x.maker == "choice"), None)
    if stage is None:
        return list(steps)
    names = [x for x in leaves if x.key in ("name", "title")]
    for step in steps:  # a stage goes by the name
        for leaf in (*names, stage):
            draw(step, leaf)
    choices = stage.schema.get("enum", [])
    return sorted(steps, key=lambda step: choices.index(v) if (v := step.facts[stage.key]) in choices else 0)


_STAGES = ("stage", "phase")


def _share_time(steps: Sequence[Record], part: Part, run: Record, draw: Draw) -> None:
    """Let steps take no longer together than their run did; a run of which that was not told takes as long as they."""
    leaf = next((x for x in part.item.leaves() if x.tokens[:1] == ("duration",)), None) if part.item else None
    if leaf is None or leaf.type not in ("integer", "number"):
        return
    took = [v if isinstance(v := draw(step, leaf), (int, float)) else 0 for step in steps]
    if len(steps) > 1:  # one alone may be all that was asked for
        run.facts.setdefault(leaf.key, sum(took))
    whole = run.facts.get(leaf.key)
    if not isinstance(whole, (int, float)) or sum(took) <= whole:
        return
    for step, long in zip(steps, took, strict=True):
        if leaf.check(share := int(long * whole / sum(took))):
            step.facts[leaf.key] = share


def _take_no_time(step: Record, part: Part, *, idle: bool, fresh: bool) -> None:
    """Let a step that never began have taken no time, and one that began just now none yet."""
    step.scene.fresh = step.scene.fresh or fresh
    for leaf in part.item.leaves() if idle and part.item is not None else ():
        if leaf.tokens[:1] == ("duration",) and leaf.check(0):
            step.facts[leaf.key] = 0


def _choices(leaf: LeafPlan) -> dict[int, JsonValue]:
    """The first choice of a leaf for each state that it can tell."""
    known = [(_WORDS[word], c) for c in leaf.schema.get("enum", ()) if (word := str(c).lower()) in _WORDS]
    return dict(reversed(known))
