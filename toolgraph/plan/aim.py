"""Aiming: how much more is drawn than is wanted, so that plans over the chains at hand come out in the wanted shape."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import ceil
from typing import NamedTuple

from toolgraph.ids import rng_for
from toolgraph.models.chain import Chain
from toolgraph.models.dialogue_plan import DialoguePlan
from toolgraph.models.tool import Tool
from toolgraph.plan.build import plan_chain
from toolgraph.plan.mix import Aim, Mix

PILOT_MAX = 400
# Of the chains, how many are planned each time: the first corrections are coarse anyway.
_ROUNDS = (1 / 3, 1 / 2, 1.0)
ACTS = ("clarify", "correct", "error", "tool_missing", "out_of_scope", "chitchat", "close")
_LEAST, _MOST, _MOST_ACT = 0.6, 1.8, 4.0
_OUT_OF_REACH = 0.9  # of the calls that were asked for
_CALLS_ANSWER = _TURNS_ANSWER = 1.5


def pilot_size(count: int) -> int:
    """How many chains a run of `count` dialogues is aimed by; 0 for one so small that its averages say little."""
    return min(PILOT_MAX, count // 2) if count >= 100 else 0


def pilot(chains: Sequence[Chain], size: int, *, seed: int) -> list[Chain]:
    """Some of the chains of a run, from its whole length, in an order in which any first part of them is so as well.

    Where few tools give many chains the short ones are used up first, and later ones make longer dialogues.

    Args:
        size: How many; all where there are not so many.
        seed: Of the run.
    """
    many = min(size, len(chains))
    taken = [chains[at * len(chains) // many] for at in range(many)]
    rng_for(seed, "plan.pilot").shuffle(taken)
    return taken


class Measured(NamedTuple):
    """Counts over some plans.

    Attributes:
        several: Turns with several calls.
        acts: Plans with a turn of an act, in the order of `ACTS`.
    """

    plans: int = 0
    turns: int = 0
    calls: int = 0
    several: int = 0
    acts: tuple[int, ...] = (0,) * len(ACTS)

    def plus(self, other: Measured) -> Measured:
        """The counts over both."""
        return Measured(
            self.plans + other.plans,
            self.turns + other.turns,
            self.calls + other.calls,
            self.several + other.several,
            tuple(a + b for a, b in zip(self.acts, other.acts, strict=True)),
        )


def measured(chains: Iterable[Chain], tools: Mapping[str, Tool], mix: Mix, *, seed: int) -> Measured:
    """The shape of the plans that a mix makes of some chains.

    Args:
        tools: By id: every tool of the chains and their distractors.
        seed: Of the run.
    """
    plans = turns = calls = several = 0
    acts = [0] * len(ACTS)
    for chain in chains:
        plan = plan_chain(chain, tools, seed=seed, mix=mix)
        if not isinstance(plan, DialoguePlan):
            continue
        weights = [sum(call.weight for step in turn.steps for call in step) for turn in plan.turns]
        plans, turns, calls = plans + 1, turns + len(weights), calls + sum(weights)
        several += sum(weight > 1 for weight in weights)
        there = {turn.act for turn in plan.turns}
        acts = [count + (act in there) for act, count in zip(ACTS, acts, strict=True)]
    return Measured(plans, turns, calls, several, tuple(acts))


def aimed(mix: Mix, chains: Sequence[Chain], measure: Callable[[Sequence[Chain], Mix], Measured]) -> Mix:
    """A mix whose averages come true on such chains: some turns, calls and acts that are drawn cannot be made.

    Where nothing can be asked a second time, no value be missing, or no call fail, what was drawn is lost, and how
    often that is so depends on the tools. So some chains are planned three times, more of them each time, and
    after each time more or less is drawn in the measure in which too little or too much came out.

    Args:
        chains: Some of a run, see `pilot`; with none the mix stays as it is.
        measure: Plans some of them.

    Returns:
        The same mix with another `aim`; its factors are bounded, so a shape that these tools do not allow is not met.
    """
    for share in _ROUNDS:
        aim = _next(mix, measure(chains[: ceil(share * len(chains))], mix))
        if share == _ROUNDS[-1]:  # other acts would move the number of turns once more, and nobody looks at it again
            aim = aim.model_copy(update={"acts": mix.aim.acts})
        mix = mix.model_copy(update={"aim": aim})
    return mix


def _next(mix: Mix, found: Measured) -> Aim:
    """Each factor in the measure in which too little or too much came out."""
    aim = mix.aim
    if not found.plans or not found.calls:
        return aim
    acts = {
        act: _within(aim.acts.get(act, 1.0) * (wanted * found.plans + 1) / (made + 1), 1.0, _MOST_ACT)
        for act, made in zip(ACTS, found.acts, strict=True)
        if (wanted := getattr(mix, act)) > 0.0
    }
    several = found.several / found.turns
    # So are turns in which there is nothing left to be asked. Where no more calls can be made, turns are fewer too: as
    # many calls in each as were asked for.
    reach = found.calls / found.plans / mix.calls if aim.calls >= _MOST else 1.0
    reach = reach if reach < _OUT_OF_REACH else 1.0
    turns = _within(aim.turns * (reach * mix.turns * found.plans / found.turns) ** _TURNS_ANSWER)
    # Calls are drawn by the turn: more turns bring more calls by themselves. Of those that are drawn beyond what a
    # chain needs many cannot be made, so that the number answers to less than the measure in which more are drawn.
    calls = aim.calls * (mix.calls * found.plans / found.calls) ** _CALLS_ANSWER * aim.turns / turns
    return Aim(
        turns=turns,
        calls=_within(calls),
        several=_within(aim.several * mix.several / several) if several else aim.several,
        acts=acts,
    )


def _within(factor: float, least: float = _LEAST, most: float = _MOST) -> float:
    return round(min(most, max(least, factor)), 4)
