"""Growing a list of tools after a motif, by seeded choices among the candidates that its query lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from random import Random
from typing import NamedTuple

from toolgraph.sample.bind import NOTHING_WANTED, Wanted
from toolgraph.sample.motif import Motif
from toolgraph.sample.view import GraphView, Options

_FAIR = 5  # no tool is drawn more often than this many times its fair share
_RARE = 0.5  # how strongly tools that were drawn often are passed over


class Grown(NamedTuple):
    """Tools in call order, and which of them are to feed which."""

    tools: tuple[str, ...]
    wanted: Wanted = NOTHING_WANTED


@dataclass
class Balance:
    """How often each tool was drawn, and how often it may be.

    Attributes:
        drawable: How many tools can be drawn at all.
    """

    drawable: int
    used: Counter[str] = field(default_factory=Counter)
    _slots: int = 0

    def add(self, tools: Sequence[str]) -> None:
        """Count the tools of a chain that was drawn."""
        self.used.update(tools)
        self._slots += len(tools)

    def most(self) -> int:
        """How often a tool may have been drawn by now."""
        return int(_FAIR * max(1.0, (self._slots + 1) / max(1, self.drawable)))

    def full(self, tool: str) -> bool:
        """Whether a tool has had its share."""
        return self.used[tool] >= self.most()


@dataclass
class Grower:
    """Grows one list of tools after another.

    Attributes:
        allowed: Tools that may be drawn.
        everything: The same in a stable order.
    """

    view: GraphView
    allowed: frozenset[str]
    everything: tuple[str, ...]
    balance: Balance

    def grow(self, motif: Motif, start: str, length: int, rng: Random) -> Grown:
        """As many tools as the motif gives from a start, at most `length`; fewer than two where it leads nowhere."""
        if motif.shape == "template":
            return self._template(motif, start, rng)
        if motif.shape == "whole":
            return Grown(self._pick(self.view.options(motif, start), (), rng))
        if motif.shape == "any":
            return Grown((start, *some(self.everything, length - 1, {start}, rng)))
        return Grown(tuple(self._walk(motif, start, length, rng)))

    def to(self, motif: Motif, goal: str, length: int, rng: Random) -> Grown:
        """Tools that lead to a goal, at most `length` with it."""
        chain = [goal]
        while len(chain) < length and (before := self._before(motif, chain, rng)):
            chain = [*before, *chain]
        return Grown(tuple(chain))

    def _walk(self, motif: Motif, start: str, length: int, rng: Random) -> list[str]:
        chain = [start]
        while len(chain) < length:
            at = chain[-1] if motif.shape == "walk" else rng.choice(chain)
            found = self._pick(self.view.options(motif, at), chain, rng)
            if found:
                chain += found
                continue
            before = self._before(motif, chain, rng)
            if not before:
                break
            chain = [*before, *chain]
        return chain

    def _before(self, motif: Motif, chain: list[str], rng: Random) -> tuple[str, ...]:
        """What can precede a chain whose end leads nowhere."""
        if motif.shape != "walk" or "back" not in motif.params:
            return ()
        return self._pick(self.view.options(motif, chain[0], back=True), chain, rng)

    def _template(self, motif: Motif, start: str, rng: Random) -> Grown:
        """The calls of a template, the start in the place that its first edge begins with."""
        found = {motif.edges[0][0]: start}
        for giver, taker in motif.edges:
            if giver in found and taker in found:
                continue
            known, new, back = (giver, taker, False) if giver in found else (taker, giver, True)
            options = self.view.options(motif, found[known], back=back)
            picked = self._pick(options, found.values(), rng, self._also(motif, found, new))
            if not picked:
                return Grown((start,))
            found[new] = picked[0]
        order = _call_order(motif)
        pairs = frozenset((found[a], found[b]) for a, b in motif.edges)
        return Grown(tuple(found[n] for n in order), Wanted(pairs))

    def _also(self, motif: Motif, found: dict[str, str], new: str) -> list[frozenset[str]]:
        """Sets that a new call must be in, for the edges that join it to calls that are there."""
        sets = []
        for giver, taker in motif.edges:
            if taker == new and giver in found:
                sets.append(self.view.options(motif, found[giver]).names)
            elif giver == new and taker in found:
                sets.append(self.view.options(motif, found[taker], back=True).names)
        return sets

    def _pick(
        self, options: Options, out: Iterable[str], rng: Random, within: Sequence[frozenset[str]] = ()
    ) -> tuple[str, ...]:
        """One candidate by score and rarity; () when none is left."""
        taken, used, most = frozenset(out), self.balance.used, self.balance.most()
        tools: list[tuple[str, ...]] = []
        weights: list[float] = []
        for candidate, weight in zip(options.tools, options.weights, strict=True):
            name = candidate[-1]
            if name in taken or name not in self.allowed or used[name] >= most:
                continue
            if len(candidate) > 1 and not self._may(candidate, taken, most):
                continue
            if within and not all(name in names for names in within):
                continue
            tools.append(candidate)
            weights.append(weight * _passed_over(used[name]))
        return rng.choices(tools, weights)[0] if tools else ()

    def _may(self, candidate: tuple[str, ...], taken: frozenset[str], most: int) -> bool:
        fresh = taken.isdisjoint(candidate) and self.allowed.issuperset(candidate)
        return fresh and all(self.balance.used[name] < most for name in candidate)


@lru_cache(maxsize=100_000)
def _passed_over(used: int) -> float:
    """The less, the more often a tool was drawn."""
    return float((1 + used) ** -_RARE)


def _call_order(motif: Motif) -> list[str]:
    """The calls of a template so that each comes after those that feed it."""
    names = list(dict.fromkeys(name for edge in motif.edges for name in edge))
    order: list[str] = []
    while len(order) < len(names):
        ready = [n for n in names if n not in order and all(a in order for a, b in motif.edges if b == n)]
        order.append(ready[0])
    return order


def some(pool: Sequence[str], wanted: int, out: set[str], rng: Random) -> list[str]:
    """Up to `wanted` members of a pool that are not out yet; they are out then."""
    if wanted <= 0:
        return []
    picked = [t for t in rng.sample(pool, min(len(pool), wanted + len(out))) if t not in out][:wanted]
    out.update(picked)
    return picked
