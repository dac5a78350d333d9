"""From a list of tools to a chain that can run: order, bindings, and producers for what nobody can say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from toolgraph.models.chain import Binding
from toolgraph.sample.view import Fit, GraphView

_OPTIONAL_MIN = 0.6  # an optional input is bound only by a link at least this sure
_WEAK = frozenset(("commonplace", "filter"))

Pair = tuple[str, str]


class Wanted(NamedTuple):
    """What the bindings of a chain have to show.

    Attributes:
        pairs: (Giver, taker) tools that are to be bound by one link at least, before others take its parameter.
        links: (Taker, link) that are to be among the bindings.
    """

    pairs: frozenset[Pair] = frozenset()
    links: tuple[tuple[str, Fit], ...] = ()

    @property
    def goals(self) -> frozenset[str]:
        """Takers that give to nobody: they may end a chain beside its last call."""
        return frozenset(b for _, b in self.pairs) - {a for a, _ in self.pairs}


NOTHING_WANTED = Wanted()


@dataclass(frozen=True)
class Bound:
    """Tools in an order in which they can run, with their bindings."""

    tools: tuple[str, ...]
    bindings: tuple[Binding, ...]


def bind(tools: Sequence[str], view: GraphView, *, wanted: Wanted = NOTHING_WANTED) -> tuple[Binding, ...]:
    """Bindings of every call to the calls before it: each parameter once, each field once a call.

    Args:
        wanted: Links that come first.
    """
    out: list[Binding] = []
    for position, tool in enumerate(tools):
        if position:
            out.extend(_bind_call(position, tools, view.fits_into(tool), wanted))
    return tuple(sorted(out, key=lambda b: (b.call, b.parameter)))


def _bind_call(position: int, tools: Sequence[str], links: Sequence[Fit], wanted: Wanted) -> list[Binding]:
    tool = tools[position]
    givers = [a for a, b in wanted.pairs if b == tool]
    place = {tool: i for i, tool in enumerate(tools[:position])}
    usable = [f for f in links if f.producer in place]
    usable.sort(key=lambda f: (not f.required, -f.score, f.parameter, f.producer, f.field))
    filled: dict[str, Fit] = {}
    taken: set[Pair] = set()
    for taker, link in wanted.links:
        if taker == tool and link.producer in place:
            _take(link, filled, taken)
    for giver in sorted(givers, key=lambda g: _rarest_first(g, usable)):
        _take(next((f for f in usable if f.producer == giver and _free(f, filled, taken)), None), filled, taken)
    for f in usable:
        if _free(f, filled, taken) and (f.required or not filled or _is_sure(f)):
            _take(f, filled, taken)
    return [
        Binding(
            call=position,
            parameter=f.parameter,
            source_call=place[f.producer],
            field=f.field,
            score=f.score,
            reasons=f.reasons,
        )
        for f in filled.values()
    ]


def _rarest_first(giver: str, usable: Sequence[Fit]) -> tuple[int, str]:
    """Who can give to few parameters chooses before who can give to many."""
    return len({f.parameter for f in usable if f.producer == giver}), giver


def _free(fit: Fit, filled: dict[str, Fit], taken: set[Pair]) -> bool:
    return fit.parameter not in filled and (fit.producer, fit.field) not in taken


def _take(fit: Fit | None, filled: dict[str, Fit], taken: set[Pair]) -> None:
    if fit is not None:
        filled[fit.parameter] = fit
        taken.add((fit.producer, fit.field))


def _is_sure(fit: Fit) -> bool:
    return fit.score >= _OPTIONAL_MIN and _WEAK.isdisjoint(fit.reasons)


def complete(
    tools: Sequence[str],
    view: GraphView,
    *,
    most: int,
    allowed: frozenset[str],
    rng: Random,
    wanted: Wanted = NOTHING_WANTED,
) -> Bound | None:
    """Put producers in front until every call can run; None when that takes more than `most` calls.

    Args:
        tools: Distinct tools in the order the motif wants.
        most: Calls a chain may have.
        allowed: Tools that may be added.
        rng: Chooses among producers, weighted by score.
        wanted: As for `bind`.
    """
    chain = list(tools)
    while True:
        bindings = bind(chain, view, wanted=wanted)
        gap = _first_gap(chain, bindings, view)
        if gap is None:
            return Bound(tuple(chain), bindings)
        if len(chain) >= most:
            return None
        position, parameter = gap
        choices = [
            f
            for f in view.fits_into(chain[position])
            if f.parameter == parameter and f.producer not in chain and f.producer in allowed
        ]
        if not choices:
            return None
        chain.insert(position, rng.choices(choices, [f.score**3 for f in choices])[0].producer)


def _first_gap(chain: Sequence[str], bindings: Sequence[Binding], view: GraphView) -> tuple[int, str] | None:
    filled = {(b.call, b.parameter) for b in bindings}
    for position, tool in enumerate(chain):
        for parameter in sorted(view.opaque(tool)):
            if (position, parameter) not in filled:
                return position, parameter
    return None


def drop_idle(bound: Bound, view: GraphView, *, wanted: Wanted = NOTHING_WANTED) -> Bound:
    """Without the calls whose results nobody uses, the goals aside: the last call, and those where `wanted` ends."""
    tools, bindings = bound.tools, bound.bindings
    while True:
        used = {b.source_call for b in bindings} | {len(tools) - 1}
        kept = tuple(t for i, t in enumerate(tools) if i in used or t in wanted.goals)
        if len(kept) == len(tools):
            return Bound(tools, bindings)
        tools = kept
        bindings = bind(tools, view, wanted=wanted)


def binds_all(bound: Bound, wanted: Wanted) -> bool:
    """Whether each wanted pair is bound by a link, and each wanted link is there."""
    tools = bound.tools
    pairs = {(tools[b.source_call], tools[b.call]) for b in bound.bindings}
    links = {(tools[b.call], tools[b.source_call], b.field, b.parameter) for b in bound.bindings}
    return wanted.pairs <= pairs and all((t, f.producer, f.field, f.parameter) in links for t, f in wanted.links)
