"""Aiming: how much more is drawn than is wanted, so that plans over the chains at hand come out in the wanted shape."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from toolgraph.models.chain import Chain
from toolgraph.models.dialogue_plan import DialoguePlan
from toolgraph.models.tool import Tool
from toolgraph.plan.build import plan_chain
from toolgraph.plan.mix import Aim, Mix

PILOT_MAX = 400
_ROUNDS = 3
_ACTS = ("clarify", "correct", "error", "tool_missing", "out_of_scope", "chitchat", "close")
_LEAST, _MOST, _MOST_ACT = 0.6, 1.8, 4.0


def pilot_size(count: int) -> int:
    """How many chains a run of `count` dialogues is aimed by; 0 for one so small that its averages say little."""
    return min(PILOT_MAX, count // 2) if count >= 100 else 0


def aimed(mix: Mix, chains: Sequence[Chain], tools: Mapping[str, Tool], *, seed: int) -> Mix:
    """A mix whose averages come true on such chains: some turns, calls and acts that are drawn cannot be made.

    Where nothing can be asked a second time, no value be missing, or no call fail, what was drawn is lost, and how
    often that is so depends on the tools. So the first chains are planned three times, and after each time more or
    less is drawn in the measure in which too little or too much came out.

    Args:
        chains: The first ones of a run; with none the mix stays as it is.
        tools: By id: every tool of the chains and their distractors.
        seed: Of the run.

    Returns:
        The same mix with another `aim`; its factors are bounded, so a shape that these tools do not allow is not met.
    """
    for _ in range(_ROUNDS if chains else 0):
        plans = (plan_chain(chain, tools, seed=seed, mix=mix) for chain in chains)
        mix = mix.model_copy(update={"aim": _next(mix, _measured(p for p in plans if isinstance(p, DialoguePlan)))})
    return mix


class _Measured(NamedTuple):
    plans: int
    turns: int
    calls: int
    several: int
    acts: dict[str, int]


def _measured(plans: Iterable[DialoguePlan]) -> _Measured:
    count = turns = calls = several = 0
    acts = dict.fromkeys(_ACTS, 0)
    for plan in plans:
        weights = [sum(call.weight for step in turn.steps for call in step) for turn in plan.turns]
        count, turns, calls = count + 1, turns + len(weights), calls + sum(weights)
        several += sum(weight > 1 for weight in weights)
        for act in {turn.act for turn in plan.turns} & acts.keys():
            acts[act] += 1
    return _Measured(count, turns, calls, several, acts)


def _next(mix: Mix, found: _Measured) -> Aim:
    """Each factor in the measure in which too little or too much came out."""
    aim = mix.aim
    if not found.plans or not found.calls:
        return aim
    acts = {
        act: _within(aim.acts.get(act, 1.0) * (wanted * found.plans + 1) / (found.acts[act] + 1), 1.0, _MOST_ACT)
        for act in _ACTS
        if (wanted := getattr(mix, act)) > 0.0
    }
    several = found.several / found.turns
    turns = _within(aim.turns * mix.turns * found.plans / found.turns)
    # Calls are drawn by the turn: more turns bring more calls by themselves.
    calls = aim.calls * mix.calls * found.plans / found.calls * aim.turns / turns
    return Aim(
        turns=turns,
        calls=_within(calls),
        several=_within(aim.several * mix.several / several) if several else aim.several,
        acts=acts,
    )


def _within(factor: float, least: float = _LEAST, most: float = _MOST) -> float:
    return round(min(most, max(least, factor)), 4)
