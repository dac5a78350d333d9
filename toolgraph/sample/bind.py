"""From a list of tools to a chain that can run: order, bindings, and producers for what nobody can say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from toolgraph.models.chain import Binding
from toolgraph.sample.view import Fit, GraphView

_OPTIONAL_MIN = 0.6  # an optional input is bound only by a link at least this sure
_WEAK = frozenset(("commonplace", "filter"))


@dataclass(frozen=True)
class Bound:
    """Tools in an order in which they can run, with their bindings."""

    tools: tuple[str, ...]
    bindings: tuple[Binding, ...]


def bind(tools: Sequence[str], view: GraphView) -> tuple[Binding, ...]:
    """Bindings of every call to the calls before it: each parameter once, each field once a call."""
    out: list[Binding] = []
    for position, tool in enumerate(tools):
        out.extend(_bind_call(position, tools, view.fits_into(tool)))
    return tuple(sorted(out, key=lambda b: (b.call, b.parameter)))


def _bind_call(position: int, tools: Sequence[str], links: Sequence[Fit]) -> list[Binding]:
    place = {tool: i for i, tool in enumerate(tools[:position])}
    usable = [f for f in links if f.producer in place]
    usable.sort(key=lambda f: (not f.required, -f.score, f.parameter, f.producer, f.field))
    taken: set[tuple[int, str]] = set()
    filled: dict[str, Binding] = {}
    for f in usable:
        source = place[f.producer]
        if f.parameter in filled or (source, f.field) in taken:
            continue
        if not f.required and (f.score < _OPTIONAL_MIN or _WEAK & set(f.reasons)) and filled:
            continue
        taken.add((source, f.field))
        filled[f.parameter] = Binding(
            call=position, parameter=f.parameter, source_call=source, field=f.field, score=f.score, reasons=f.reasons
        )
    return list(filled.values())


def complete(tools: Sequence[str], view: GraphView, *, most: int, allowed: frozenset[str], rng: Random) -> Bound | None:
    """Put producers in front until every call can run; None when that takes more than `most` calls.

    Args:
        tools: Distinct tools in the order the motif wants.
        most: Calls a chain may have.
        allowed: Tools that may be added.
        rng: Chooses among producers, weighted by score.
    """
    chain = list(tools)
    while True:
        bindings = bind(chain, view)
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
        weights = [f.score**3 for f in choices]
        chain.insert(position, rng.choices(choices, weights)[0].producer)


def _first_gap(chain: Sequence[str], bindings: Sequence[Binding], view: GraphView) -> tuple[int, str] | None:
    filled = {(b.call, b.parameter) for b in bindings}
    for position, tool in enumerate(chain):
        for parameter in sorted(view.opaque(tool)):
            if (position, parameter) not in filled:
                return position, parameter
    return None


def drop_idle(bound: Bound, view: GraphView) -> Bound:
    """Without the calls whose results nobody uses, the last call aside."""
    tools, bindings = bound.tools, bound.bindings
    while True:
        used = {b.source_call for b in bindings} | {len(tools) - 1}
        kept = tuple(t for i, t in enumerate(tools) if i in used)
        if len(kept) == len(tools):
            return Bound(tools, bindings)
        tools = kept
        bindings = bind(tools, view)
