"""Growing a list of tools after a motif, by seeded choices among the candidates that its query lists."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import inf
from random import Random
from typing import NamedTuple

from toolgraph.sample.bind import NOTHING_WANTED, Wanted, in_order
from toolgraph.sample.motif import Edge, Motif
from toolgraph.sample.view import GraphView, Options

_FAIR = 5  # no tool is drawn more often than this many times its fair share
_QUICK = 6  # quick tries before all candidates are weighed
_RARE = 0.5  # how strongly tools that were drawn often are passed over


class Grown(NamedTuple):
    """Tools in call order, and which of them are to feed which."""

    tools: tuple[str, ...]
    wanted: Wanted = NOTHING_WANTED


@dataclass
class Balance:
    """How often each tool was drawn, and how often it may be.

    Attributes:
        drawable: How many tools can be drawn at all; 0 for no bound.
        used: How often each was drawn.
    """

    drawable: int
    used: Counter[str] = field(default_factory=Counter)
    _slots: int = 0
    _most: float = inf

    def __post_init__(self) -> None:
        """The bound holds from the first chain on."""
        self.add(())

    def add(self, tools: Sequence[str]) -> None:
        """Count the tools of a chain that was drawn."""
        self.used.update(tools)
        self._slots += len(tools)
        if self.drawable:
            self._most = int(_FAIR * max(1.0, self._slots / self.drawable))

    def full(self, tool: str) -> bool:
        """Whether a tool has had its share."""
        return self.used[tool] >= self._most


@dataclass
class Grower:
    """Grows one list of tools after another.

    Attributes:
        allowed: Tools that may be drawn.
        hopeless: Tools that no chain with bindings can hold.
    """

    view: GraphView
    allowed: frozenset[str]
    hopeless: frozenset[str]
    balance: Balance
    _pools: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def drawable(self, tool: str) -> bool:
        """Whether a tool may be in the next chain."""
        return tool in self.allowed and tool not in self.hopeless and not self.balance.full(tool)

    def grow(self, motif: Motif, start: str, length: int, rng: Random) -> Grown:
        """As many tools as the motif gives from a start, at most `length`; fewer than two where it leads nowhere."""
        if motif.shape == "template":
            return self._template(motif, start, rng)
        if motif.shape == "whole":
            return Grown(self._pick(self.view.options(motif, start), (), rng))
        if motif.shape == "set":
            return Grown(in_order(self._walk(motif, start, length, rng), self.view))
        if motif.shape == "any":
            return Grown((start, *some(self._pool(motif), length - 1, {start}, rng)))
        return Grown(tuple(self._walk(motif, start, length, rng)))

    def _pool(self, motif: Motif) -> tuple[str, ...]:
        """What a motif of shape `any` lists, in a stable order."""
        if motif.statement not in self._pools:
            self._pools[motif.statement] = tuple(sorted(self.view.options(motif, "*").names & self.allowed))
        return self._pools[motif.statement]

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
        """The calls of a template, the start in any place of it."""
        places = [place for place in motif.calls if self._may_stand(motif, start, place)]
        if not places:
            return Grown((start,))
        found = {rng.choice(places): start}
        for giver, taker in _outwards(motif.edges, next(iter(found))):
            if giver in found and taker in found:
                continue
            known, new, back = (giver, taker, False) if giver in found else (taker, giver, True)
            options = self.view.options(motif, found[known], back=back)
            picked = self._pick(options, list(found.values()), rng, self._also(motif, found, new))
            if not picked:
                return Grown((start,))
            found[new] = picked[0]
        pairs = frozenset((found[a], found[b]) for a, b in motif.edges)
        return Grown(tuple(found[n] for n in motif.calls), Wanted(pairs))

    def _may_stand(self, motif: Motif, tool: str, place: str) -> bool:
        """Whether a tool has as many neighbours as a place of a template needs, before it and after it."""
        before, after = motif.degrees[place]
        return (
            len(self.view.options(motif, tool).tools) >= after
            and len(self.view.options(motif, tool, back=True).tools) >= before
        )

    def _also(self, motif: Motif, found: dict[str, str], new: str) -> list[frozenset[str]]:
        """Sets that a new call must be in: for the edges to calls that are there, and for room beside other givers."""
        sets = []
        for giver, taker in motif.edges:
            if taker == new and giver in found:
                sets.append(self.view.options(motif, found[giver]).names)
            elif giver == new and taker in found:
                others = [found[a] for a, b in motif.edges if b == taker and a in found]
                sets += [self._beside(found[taker], other) for other in others]
                sets.append(self.view.options(motif, found[taker], back=True).names)
        return sets

    def _beside(self, taker: str, giver: str) -> frozenset[str]:
        """Tools that can give a call something else than the one parameter which another giver may fill."""
        by_giver = self.view.inputs(taker).by_giver
        filled = {f.parameter for f in by_giver.get(giver, ())}
        return frozenset(o for o, fits in by_giver.items() if len(filled | {f.parameter for f in fits}) > 1)

    def _pick(
        self, options: Options, out: Collection[str], rng: Random, within: Sequence[frozenset[str]] = ()
    ) -> tuple[str, ...]:
        """One candidate by score and rarity; () when none is left."""
        used = self.balance.used
        for _ in range(_QUICK if len(options.tools) > _QUICK else 0):
            # One at random by score, kept by rarity: the same odds as below, without a look at all of them.
            at = bisect_right(options.heaped, rng.random() * options.heaped[-1])
            candidate = options.tools[min(at, len(options.tools) - 1)]
            if self._may(candidate, out, within) and rng.random() < _passed_over(used[candidate[-1]]):
                return candidate
        tools: list[tuple[str, ...]] = []
        weights: list[float] = []
        for candidate, weight in zip(options.tools, options.weights, strict=True):
            if self._may(candidate, out, within):
                tools.append(candidate)
                weights.append(weight * _passed_over(used[candidate[-1]]))
        return rng.choices(tools, weights)[0] if tools else ()

    def _may(self, candidate: tuple[str, ...], out: Collection[str], within: Sequence[frozenset[str]]) -> bool:
        for name in candidate:
            if name in out or not self.drawable(name):
                return False
            for names in within:
                if name not in names:
                    return False
        return True


@lru_cache(maxsize=100_000)
def _passed_over(used: int) -> float:
    """The less, the more often a tool was drawn."""
    return float((1 + used) ** -_RARE)


@lru_cache(maxsize=1_000)
def _outwards(edges: tuple[Edge, ...], start: str) -> tuple[Edge, ...]:
    """The edges so that each joins a call that is there, the first of them the start."""
    there, left, out = {start}, list(edges), list[Edge]()
    while left:
        edge = next(e for e in left if not there.isdisjoint(e))
        left.remove(edge)
        out.append(edge)
        there.update(edge)
    return tuple(out)


def some(pool: Sequence[str], wanted: int, out: set[str], rng: Random) -> list[str]:
    """Up to `wanted` members of a pool that are not out yet; they are out then."""
    if wanted <= 0:
        return []
    picked = [t for t in rng.sample(pool, min(len(pool), wanted + len(out))) if t not in out][:wanted]
    out.update(picked)
    return picked
