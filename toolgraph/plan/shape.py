"""The shape of a dialogue before its calls are known: how many turns, what each is for, how many calls it has."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from random import Random
from typing import Literal

from toolgraph.ids import rng_for
from toolgraph.plan.mix import Mix

SlotKind = Literal["calls", "correct", "error", "chitchat", "tool_missing", "out_of_scope", "close"]
_SPREAD_MAX = 1.6  # user turns above or below the average, at most


@dataclass(slots=True)
class Slot:
    """One place in a dialogue.

    Attributes:
        size: Calls wanted; 0 for turns without any.
        clarify: A value is missing at first, which makes one turn more.
        mishap: What goes wrong on the way.
    """

    kind: SlotKind
    size: int = 0
    clarify: bool = False
    mishap: Literal["", "wrong", "retry"] = ""


_ACTS = ("clarify", "error", "correct", "tool_missing", "out_of_scope", "chitchat", "close", "wrong", "retry")
# Roots of primes: their multiples fall evenly, and none like those of another.
_STEPS = {
    name: sqrt(prime) % 1.0
    for name, prime in zip(
        ("turns", "whole", "long", *_ACTS), (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37), strict=True
    )
}


@dataclass(frozen=True, slots=True)
class Evenly:
    """Draws from 0 to 1 that fall evenly over the chains of a run, so that a few hundred come close to any average.

    Attributes:
        seed: Of the run.
        index: Number of the chain in its run.
        attempt: Of its planning; another one draws otherwise.
    """

    seed: int
    index: int
    attempt: int = 0

    def draw(self, what: str) -> float:
        """One draw, always the same for the same chain.

        Source: additive recurrence, a low-discrepancy sequence (https://en.wikipedia.org/wiki/Low-discrepancy_sequence).
        """
        return (_first(self.seed, what) + self.index * _STEPS[what] + self.attempt / _SHIFT) % 1.0


_SHIFT = 2.7


@lru_cache(maxsize=256)
def _first(seed: int, what: str) -> float:
    return rng_for(seed, "plan.even", what).random()


def draw_shape(mix: Mix, rng: Random, even: Evenly, *, chain: int, held: int) -> list[Slot]:
    """Slots in order; the numbers of turns and calls they make have, over many draws, the averages of the mix.

    Args:
        even: How many turns there are and what happens in them.
        chain: Calls of the chain; all have their place.
        held: Calls that need a confirmation, which makes one turn more each.
    """
    turns = max(_near(mix.turns * mix.aim.turns, even), 1 + held)
    acts = _acts(mix, rng, even, turns - held - 1)
    room = max(1, turns - held - len([a for a in acts if a not in ("correct", "wrong", "retry")]))
    if mix.several == 0.0:
        room = max(room, chain + ("correct" in acts))
    calls = mix.aim.calls * mix.calls / mix.turns * turns - ("error" in acts)
    sizes = _sizes(calls, room, mix.aim.several * mix.several * turns / room, (rng, even.draw("long")))
    return _ordered(_call_slots(sizes, acts, rng, chain), acts, rng)


def _near(mean: float, even: Evenly) -> int:
    """A whole number around a mean, and equal to it on average: farther from it the rarer."""
    spread, at = min(_SPREAD_MAX, mean - 1), even.draw("turns")
    off = sqrt(2 * at) - 1 if at < 0.5 else 1 - sqrt(2 * (1 - at))
    return _whole(mean + spread * off, even.draw("whole"))


def _acts(mix: Mix, rng: Random, even: Evenly, room: int) -> list[str]:
    """What else happens, as far as there is room for the turns that it takes; what takes no turn always fits."""
    drawn = [act for act in _ACTS if even.draw(act) < getattr(mix, act) * mix.aim.acts.get(act, 1.0)]
    rng.shuffle(drawn)
    kept: list[str] = []
    for act in drawn:
        if act in ("wrong", "retry") or room > 0:
            kept.append(act)
            room -= act not in ("wrong", "retry")
    return kept


def _sizes(calls: float, room: int, several: float, draws: tuple[Random, float]) -> list[int]:
    """Calls for each turn that has some: one, or several in the given share, so that the sum is right on average."""
    rng, even = draws
    sizes = [1] * room
    long = _whole(min(1.0, several) * room, even)
    for at in rng.sample(range(room), long):
        sizes[at] += 1
    if long:
        share = min(1.0, several) * room / long  # several turns were rounded up or down: each has less or more to bear
        rest = max(0.0, (calls - room - long * share) / share)
        growing = [at for at in range(room) if sizes[at] > 1]
        for _ in range(_whole(rest, rng.random())):
            sizes[rng.choice(growing)] += 1
    return sizes


def _whole(wanted: float, draw: float) -> int:
    """A number rounded up or down by a draw from 0 to 1, so that it is right on average."""
    return int(wanted) + (draw < wanted - int(wanted))


def _call_slots(sizes: list[int], acts: list[str], rng: Random, chain: int) -> list[Slot]:
    slots = [Slot("calls", size) for size in sizes]
    if "correct" in acts and len(slots) > 1:
        slots[rng.randrange(1, len(slots))].kind = "correct"
    plain = [s for s in slots if s.kind == "calls"]
    while sum(s.size for s in plain) < chain:
        rng.choice([s for s in plain if s.size > 1] or plain).size += 1  # longer turns, not more long ones
    if "error" in acts:
        rng.choice(plain).kind = "error"
    asking = [s for s in plain if s.kind == "calls"]
    if "clarify" in acts and asking:
        rng.choice(asking).clarify = True
    for act in ("wrong", "retry"):
        roomy = [s for s in asking if s.size > 1 and not s.mishap]
        if act in acts and roomy:
            slot = rng.choice(roomy)
            slot.mishap = "wrong" if act == "wrong" else "retry"
            spare = sum(s.size for s in plain) > chain
            slot.size -= spare  # the failed call is one of the several
    return slots


def _ordered(slots: list[Slot], acts: list[str], rng: Random) -> list[Slot]:
    """Turns without calls put between those with calls; small talk also comes first, goodbye last."""
    if "chitchat" in acts:
        slots.insert(rng.choice((0, 0, *_places(slots))), Slot("chitchat"))
    for act in ("tool_missing", "out_of_scope"):
        if act in acts:
            kind: SlotKind = "tool_missing" if act == "tool_missing" else "out_of_scope"
            slots.insert(rng.choice(_places(slots)), Slot(kind))
    if "close" in acts:
        slots.append(Slot("close"))
    return slots


def _places(slots: list[Slot]) -> list[int]:
    """Where something else may come between: what is put right was said just before."""
    return [at for at in range(1, len(slots) + 1) if at == len(slots) or slots[at].kind != "correct"]
