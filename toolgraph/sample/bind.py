"""From a list of tools to a chain that can run: bindings, producers for what only calls know, and no needless call."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple, Protocol

from toolgraph.models.chain import Binding
from toolgraph.sample.inputs import Fit, Inputs

_OPTIONAL_MIN = 0.6  # an optional input is bound only by a link at least this sure
_AS_SURE = 0.1  # a link at most this much weaker can stand in for another
_WEAK = frozenset(("commonplace", "filter"))

Pair = tuple[str, str]
Fits = tuple[Fit, ...]


class Linked(Protocol):
    """What binding asks of a graph."""

    def inputs(self, tool: str) -> Inputs:
        """What a tool takes, and from whom."""

    def habit(self, giver: str, taker: str) -> float:
        """How much likelier one call after another is by what people do, 1 or more."""

    def fillers(self, giver: str, taker: str) -> Sequence[str]:
        """Tools of which one has to be called between the two, because the first makes something that is empty."""


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
    """Tools in an order in which they can run, and for each the links that bind its parameters.

    Attributes:
        owed: Tools that have to be called although nobody takes their results: what fills a cart.
    """

    tools: tuple[str, ...]
    fits: tuple[Fits, ...]
    owed: frozenset[str] = frozenset()

    @property
    def bindings(self) -> tuple[Binding, ...]:
        """The links as bindings, by call and parameter."""
        return tuple(
            # The parts come from our own links and stay as they are: validating each would take half of all time.
            Binding.model_construct(
                call=call,
                parameter=f.parameter,
                source_call=self.tools.index(f.producer),
                field=f.field,
                score=f.score,
                reasons=f.reasons,
            )
            for call, fits in enumerate(self.fits)
            for f in fits
        )

    @property
    def identity(self) -> list[object]:
        """What tells it from other chains: tools and links, in whatever order calls that do not meet are made."""
        links = [
            (t, f.parameter, f.producer, f.field) for t, fits in zip(self.tools, self.fits, strict=True) for f in fits
        ]
        return [sorted(self.tools), sorted(links)]


def bind(tools: Sequence[str], graph: Linked, *, wanted: Wanted = NOTHING_WANTED) -> Bound:
    """Every call bound to the calls before it: each parameter once, each field once a call.

    Args:
        wanted: Links that come first.
    """
    return Bound(tuple(tools), tuple(bind_call(t, tools[:at], graph.inputs(t), wanted) for at, t in enumerate(tools)))


def bind_call(tool: str, earlier: Sequence[str], inputs: Inputs, wanted: Wanted) -> Fits:
    """Links from earlier calls into one call, by parameter: required inputs first, then surest first."""
    by_giver = inputs.by_giver
    usable = [f for giver in earlier if giver in by_giver for f in by_giver[giver]]
    if not usable:
        return ()
    usable.sort()
    filled: dict[str, Fit] = {}
    taken: set[Pair] = set()
    if wanted is not NOTHING_WANTED:
        for f in _wanted_fits(tool, usable, wanted, filled, taken):
            _take(f, filled, taken)
    for f in usable:
        if _free(f, filled, taken) and (not f.optional or not filled or _is_sure(f)):
            _take(f, filled, taken)
    return tuple(sorted(filled.values(), key=_by_parameter))


def _wanted_fits(
    tool: str, usable: Sequence[Fit], wanted: Wanted, filled: dict[str, Fit], taken: set[Pair]
) -> Iterator[Fit]:
    """The links that come first; each is looked for when those before it have been taken."""
    yield from (link for taker, link in wanted.links if taker == tool and link in usable)
    givers = [a for a, b in wanted.pairs if b == tool]
    for giver in sorted(givers, key=lambda g: _rarest_first(g, usable)):
        found = next((f for f in usable if f.producer == giver and _free(f, filled, taken)), None)
        if found is not None:
            yield found


def _by_parameter(fit: Fit) -> str:
    return fit.parameter


def _rarest_first(giver: str, usable: Sequence[Fit]) -> tuple[int, str]:
    """Who can give to few parameters chooses before who can give to many."""
    return len({f.parameter for f in usable if f.producer == giver}), giver


def _free(fit: Fit, filled: dict[str, Fit], taken: set[Pair]) -> bool:
    return fit.parameter not in filled and (fit.producer, fit.field) not in taken


def _take(fit: Fit, filled: dict[str, Fit], taken: set[Pair]) -> None:
    filled[fit.parameter] = fit
    taken.add((fit.producer, fit.field))


def _is_sure(fit: Fit) -> bool:
    return fit.score >= _OPTIONAL_MIN and _WEAK.isdisjoint(fit.reasons)


def complete(
    tools: Sequence[str],
    graph: Linked,
    *,
    most: int,
    drawable: Callable[[str], bool],
    rng: Random,
    wanted: Wanted = NOTHING_WANTED,
) -> Bound | None:
    """Put producers in front until every call can run; None when that takes more than `most` calls.

    What nobody says although they could (where a place is, in degrees) gets a producer as well, where there is room.
    Between what makes a cart and what buys its contents something is put into it.

    Args:
        tools: Distinct tools in the order the motif wants.
        most: Calls a chain may have.
        drawable: Whether a tool may be added.
        rng: Chooses among producers, weighted by the cube of their scores and by habit.
        wanted: As for `bind`.
    """
    done: list[str] = []
    fits: list[Fits] = []
    owed: set[str] = set()
    ahead = list(reversed(tools))
    while ahead:
        tool = ahead[-1]
        inputs = graph.inputs(tool)
        found = bind_call(tool, done, inputs, wanted)
        gap = _first_gap(inputs.opaque, found)
        # What goes into a cart was looked for, as a rule.
        wish = gap or _first_gap(inputs.unspoken if tool not in owed else inputs.pointing, found)
        choices: list[Fit] = []
        if wish is not None and len(done) + len(ahead) < most:
            out = {*done, *ahead}
            choices = [f for f in inputs.into(wish) if f.producer not in out and drawable(f.producer)]
        if choices:
            weights = [f.score**3 * graph.habit(f.producer, tool) for f in choices]
            ahead.append(rng.choices(choices, weights)[0].producer)
            continue
        fillers = _fillers(tool, found, done, graph)
        if gap is not None or (fillers and len(done) + len(ahead) >= most):
            return None
        if fillers:
            coming = [t for t in fillers if t in ahead]  # later than it should
            free = coming or [t for t in fillers if drawable(t)]
            if not free:
                return None
            ahead = [t for t in ahead if t not in coming]
            ahead.append(rng.choice(free))
            owed.add(ahead[-1])
            continue
        done.append(ahead.pop())
        fits.append(found)
    return Bound(tuple(done), tuple(fits), frozenset(owed))


def _fillers(tool: str, found: Fits, done: Sequence[str], graph: Linked) -> Sequence[str]:
    """Tools of which one must be called before a call, after those that are done; () where none need be."""
    for giver in dict.fromkeys(f.producer for f in found):
        fillers = graph.fillers(giver, tool)
        if fillers and not any(t in done for t in fillers):
            return fillers
    return ()


def _first_gap(needed: Sequence[str], found: Fits) -> str | None:
    if not needed:
        return None
    filled = {f.parameter for f in found}
    return next((p for p in needed if p not in filled), None)


def drop_idle(bound: Bound, goals: Collection[str] = ()) -> Bound:
    """Without the calls whose results nobody uses, the last call and the other goals aside."""
    last = len(bound.tools) - 1
    used = {*goals, *bound.owed}
    kept: list[int] = []
    for at in range(last, -1, -1):  # who takes comes after who gives: one way through is enough
        if at == last or bound.tools[at] in used:
            kept.append(at)
            used.update(f.producer for f in bound.fits[at])
    if len(kept) == len(bound.tools):
        return bound
    kept.reverse()
    return Bound(tuple(bound.tools[at] for at in kept), tuple(bound.fits[at] for at in kept), bound.owed)


def drop_needless(bound: Bound, graph: Linked, goals: Collection[str] = ()) -> Bound:
    """Without the calls that only give what other calls of the chain give as well, and without what is idle then."""
    at = 0
    while at < len(bound.tools) - 1:
        fits = None if bound.tools[at] in goals or bound.tools[at] in bound.owed else _without(bound, at, graph)
        if fits is None:
            at += 1
            continue
        tools = bound.tools[:at] + bound.tools[at + 1 :]
        bound, at = drop_idle(Bound(tools, fits, bound.owed), goals), 0
    return bound


def _without(bound: Bound, at: int, graph: Linked) -> tuple[Fits, ...] | None:
    """The links of all other calls when one is left out and each of its links is replaced; None if one cannot be."""
    giver = bound.tools[at]
    out = list(bound.fits)
    for call in range(at + 1, len(out)):
        if all(f.producer != giver for f in out[call]):
            continue
        others = [t for t in bound.tools[:call] if t != giver]
        replaced = _replace(out[call], giver, others, graph.inputs(bound.tools[call]))
        if replaced is None:
            return None
        out[call] = replaced
    del out[at]
    return tuple(out)


def _replace(fits: Fits, giver: str, others: Sequence[str], inputs: Inputs) -> Fits | None:
    taken = {(f.producer, f.field) for f in fits if f.producer != giver}
    out: list[Fit] = []
    for fit in fits:
        if fit.producer != giver:
            out.append(fit)
            continue
        found = [f for o in others for f in inputs.by_giver.get(o, ()) if _stands_in(f, fit) and f[3:5] not in taken]
        if not found:
            return None
        best = min(found)
        taken.add((best.producer, best.field))
        out.append(best)
    return tuple(out)


def _stands_in(other: Fit, fit: Fit) -> bool:
    return other.parameter == fit.parameter and other.score >= fit.score - _AS_SURE


def binds_all(bound: Bound, wanted: Wanted) -> bool:
    """Whether each wanted pair is bound by a link, and each wanted link is there."""
    by_taker = dict(zip(bound.tools, bound.fits, strict=True))
    pairs = {(f.producer, taker) for taker, fits in by_taker.items() for f in fits}
    return wanted.pairs <= pairs and all(f in by_taker.get(t, ()) for t, f in wanted.links)


def in_order(tools: Sequence[str], graph: Linked) -> tuple[str, ...]:
    """The same tools so that values flow: the surest links that make no circle lead from earlier to later calls."""
    links = sorted(
        (min(fits), taker)
        for taker in tools
        for giver in tools
        if giver != taker and (fits := graph.inputs(taker).by_giver.get(giver))
    )
    before: dict[str, set[str]] = {tool: set() for tool in tools}  # all that must come before a tool
    for fit, taker in links:
        if taker not in before[fit.producer] and fit.producer not in before[taker]:
            earlier = before[fit.producer] | {fit.producer}
            for later in [t for t in tools if t == taker or taker in before[t]]:
                before[later] |= earlier
    out: list[str] = []
    while len(out) < len(tools):
        out.append(next(t for t in tools if t not in out and before[t] <= set(out)))
    return tuple(out)
