"""What drawing has read of the graph so far; asked for in batches, kept for the run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from itertools import accumulate
from typing import Any, NamedTuple

from toolgraph.meaning.cart import begins_empty, puts_in, wants_contents
from toolgraph.sample.bare import is_bare_yet, is_no_such_file, is_proposed_already
from toolgraph.sample.inputs import Fit, Inputs
from toolgraph.sample.motif import Motif
from toolgraph.sample.outside import Gift, Input, never_given, told_from_outside
from toolgraph.sample.sense import (
    is_beside_the_point,
    is_in_vain,
    is_of_another,
    is_shown_anyway,
    is_there_already,
    is_to_nobody,
    makes,
    name_of,
)
from toolgraph.sample.shown import as_told, without_shown
from toolgraph.sample.threads import is_loose, is_unsaid
from toolgraph.store import GraphStore

_READ_AT_ONCE = 2_000
_HABIT_MOST = 4.0  # how much likelier a pair of tools can get by being used together often
_HABIT_HALF = 5  # conversations in which a pair is seen for half of that


class Facts(NamedTuple):
    """What drawing must know of a tool."""

    source: str
    effect: str


@dataclass
class Options:
    """The candidates of a motif from one tool, surest first: the next tool, or whole lists of tools.

    Attributes:
        weights: The squares of their scores, each times `GraphView.habit`.
    """

    tools: tuple[tuple[str, ...], ...] = ()
    weights: tuple[float, ...] = ()

    @cached_property
    def names(self) -> frozenset[str]:
        """All tools among the candidates."""
        return frozenset(t for tools in self.tools for t in tools)

    @cached_property
    def heaped(self) -> tuple[float, ...]:
        """The weights, each with those before it."""
        return tuple(accumulate(self.weights))


_NONE = Options()
_NEVER: dict[str, int] = {}
_Key = tuple[str, bool, str]


@dataclass
class GraphView:
    """Candidates, links and facts, read on demand and then kept.

    Attributes:
        store: Where they are read.
        score_min: Weakest link to see, 0 to 1.
        skipped: Receives how many candidates were left out: `unknown_tool`, `same_tool_twice`.
    """

    store: GraphStore
    score_min: float
    skipped: Counter[str] = field(default_factory=Counter)
    _options: dict[_Key, Options] = field(default_factory=dict)
    _inputs: dict[str, Inputs] = field(default_factory=dict)
    _similar: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _facts: dict[str, Facts] | None = None
    _linked: frozenset[str] | None = None

    @property
    def facts(self) -> dict[str, Facts]:
        """All tools by id, in the order of their ids."""
        if self._facts is None:
            rows = self.store.read("sample/tool_facts")
            found = {i: Facts(r["source"], r["effect"]) for r in rows for i in r["ids"]}
            self._facts = dict(sorted(found.items()))
        return self._facts

    def linked(self) -> frozenset[str]:
        """Tools that feed another or are fed by one."""
        if self._linked is None:
            (row,) = self.store.read("sample/linked_tools", score_min=self.score_min)
            self._linked = frozenset((*row["givers"], *row["takers"]))
        return self._linked

    def hopeless(self) -> frozenset[str]:
        """Tools that need an id, key or token which no chain of calls gives by links that are as sure as asked for."""
        return self._hopeless

    @cached_property
    def _hopeless(self) -> frozenset[str]:
        needed = ((tool, path) for tool, paths in self._to_be_given.items() for path in paths)
        return never_given(needed, (g for g in self._gifts if g.score >= self.score_min))

    @cached_property
    def _to_be_given(self) -> dict[str, tuple[str, ...]]:
        """By tool the ids, keys and tokens that it can only take from another call."""
        concepts: dict[Input, str] = {}
        sayable: set[Input] = set()
        for row in self.store.read("sample/opaque_inputs"):
            for path, concept, says in zip(row["parameters"], row["concepts"], row["sayable"], strict=True):
                concepts[row["tool"], path] = concept
                sayable.update([(row["tool"], path)] if says else ())
        # What only a deleting call would tell, nobody learns by calling it.
        gifts = (g for g in self._gifts if self.facts[g.giver].effect != "destructive")
        sources = {tool: facts.source for tool, facts in self.facts.items()}
        told = told_from_outside(concepts, sayable, gifts, sources)
        needed: dict[str, list[str]] = {}
        for tool, path in sorted(concepts.keys() - told):
            needed.setdefault(tool, []).append(path)
        return {tool: tuple(paths) for tool, paths in needed.items()}

    @cached_property
    def _gifts(self) -> tuple[Gift, ...]:
        return tuple(
            Gift(giver, row["tool"], parameter, echo, score)
            for row in self.store.read("sample/opaque_gifts")
            for parameter, field_id, score, echo in zip(
                row["parameters"], row["fields"], row["scores"], row["echoes"], strict=True
            )
            if (giver := field_id.partition("#out:")[0]) != row["tool"]
            and (giver, field_id.partition("#out:")[2]) not in self.untold
        )

    def habit(self, giver: str, taker: str) -> float:
        """How much likelier a call after another is, because people were seen to make both: 1 (never) to below 4.

        It grows with the count of their CO_USED edge, as 1 + 3n/(n + 5): one conversation gives 1.5, five give 2.5.
        Links decide what can follow and habit only among what can, so that rare but right ways are drawn as well.
        """
        seen = self._used.get(giver, _NEVER).get(taker, 0)
        return 1.0 + (_HABIT_MOST - 1.0) * seen / (seen + _HABIT_HALF)

    @cached_property
    def _used(self) -> dict[str, dict[str, int]]:
        rows = self.store.read("sample/co_used")
        return {row["tool"]: dict(zip(row["next"], row["count"], strict=True)) for row in rows}

    def fillers(self, giver: str, taker: str) -> tuple[str, ...]:
        """Tools that put something into what the giver makes, where that is empty and the taker is for its contents.

        () where that is not so, and where no tool of the graph puts anything in.
        """
        fillers = self._filling.get(giver, ())
        return fillers if fillers and taker not in fillers and self._is_for_contents(taker) else ()

    def _is_for_contents(self, tool: str) -> bool:
        return wants_contents(name_of(tool), self.facts[tool].effect)

    @cached_property
    def _filling(self) -> dict[str, tuple[str, ...]]:
        """By tool that makes something empty those that put something into it."""
        found: dict[str, set[str]] = {}
        for gift in (g for g in self._gifts if g.score >= self.score_min):
            if begins_empty(name_of(gift.giver), self.facts[gift.giver].effect) and puts_in(
                name_of(gift.taker), self.facts[gift.taker].effect
            ):
                found.setdefault(gift.giver, set()).add(gift.taker)
        return {giver: tuple(sorted(takers)) for giver, takers in found.items()}

    def options(self, motif: Motif, tool: str, *, back: bool = False) -> Options:
        """Candidates of a motif from one tool, surest first; with `back` those that come before it."""
        found = self._options.get((motif.statement, back, tool)) or self._options.get((motif.statement, back, "*"))
        if found is None:
            self.read_options(motif, [tool], back=back)
            found = self._options.get((motif.statement, back, tool)) or self._options.get((motif.statement, back, "*"))
        return found or _NONE

    def read_options(self, motif: Motif, tools: Iterable[str], *, back: bool = False) -> None:
        """Read the candidates of many tools, a few queries for all of them."""
        if (motif.statement, back, "*") in self._options:
            return
        for batch in _batches([t for t in tools if (motif.statement, back, t) not in self._options]):
            found: dict[str, list[tuple[float, tuple[str, ...]]]] = {tool: [] for tool in batch}
            for one in motif.candidates(self.store, batch, self.score_min, back=back):
                if motif.shipped or self._may_be(one.tools):
                    found.setdefault(one.tool, []).append((-one.score, one.tools))
            for tool, candidates in found.items():
                weigh = partial(self._weight, motif, tool, back=back)
                self._options[motif.statement, back, tool] = _as_options(candidates, weigh)

    def _weight(self, motif: Motif, tool: str, found: tuple[str, ...], score: float, *, back: bool) -> float:
        """The square of a score; in our own motifs times the habit of the two; a user's weighs them itself."""
        if not motif.shipped or motif.shape in ("whole", "any"):
            return score * score
        giver, taker = (found[0], tool) if back else (tool, found[0])
        other_way = self.habit(taker, giver) if motif.shape == "set" else 1.0
        return score * score * max(self.habit(giver, taker), other_way)

    def _may_be(self, tools: tuple[str, ...]) -> bool:
        unknown = not self.facts.keys() >= set(tools)
        twice = len(set(tools)) < len(tools)
        if unknown or twice:
            self.skipped["unknown_tool" if unknown else "same_tool_twice"] += 1
        return not (unknown or twice)

    def inputs(self, tool: str) -> Inputs:
        """Every FITS link into a tool, and what of it only another call knows."""
        if tool not in self._inputs:
            self.read_inputs([tool])
        return self._inputs[tool]

    def read_inputs(self, tools: Iterable[str]) -> None:
        """Read the links into many tools."""
        for batch in _batches([t for t in tools if t not in self._inputs]):
            fits: dict[str, list[Fit]] = {tool: [] for tool in batch}
            for row in self.store.read("sample/fits_into", tools=batch, score_min=self.score_min):
                consumer = row["consumer"]
                known = (f for f in _fits(row) if (f.producer, f.field) not in self.untold)
                fits[consumer].extend(f for f in known if _is_of_use(f, consumer))
            fits = without_shown({tool: _without_new(fits[tool], tool) for tool in batch}, self._told)
            for tool in batch:
                self._inputs[tool] = Inputs.of(fits[tool], self._to_be_given.get(tool, ()))

    def _told(self, tools: list[str]) -> dict[str, frozenset[str]]:
        return as_told(self.store.read("sample/told", tools=tools))

    @cached_property
    def untold(self) -> frozenset[Input]:
        """What makes a thing may be told of others, such as the company of a new contact: nobody knows it from there.

        Where the user said it to have the thing made, it is known already; where they did not, the thing has none.
        """
        rows = (row for row in self.store.read("sample/open_inputs") if makes(row["tool"]))
        return frozenset((row["tool"], path) for row in rows for path in row["parameters"])

    def similar_to(self, tools: Collection[str]) -> list[str]:
        """Tools that are easily confused with some others, most alike first."""
        if any(t not in self._similar for t in tools):
            self.read_similar(tools)
        return [o for t in tools for o in self._similar[t]]

    def read_similar(self, tools: Iterable[str]) -> None:
        """Read what is easily confused with many tools."""
        for batch in _batches([t for t in tools if t not in self._similar]):
            found: dict[str, list[tuple[float, str]]] = {tool: [] for tool in batch}
            for r in self.store.read("sample/similar_to", tools=batch):
                found[r["tool"]].append((-r["score"], r["other"]))
            self._similar.update({tool: tuple(o for _, o in sorted(others)) for tool, others in found.items()})


def _as_options(
    candidates: list[tuple[float, tuple[str, ...]]], weigh: Callable[[tuple[str, ...], float], float]
) -> Options:
    best: dict[tuple[str, ...], float] = {}
    for score, tools in candidates:
        best[tools] = min(score, best.get(tools, 0.0))
    ranked = sorted((score, tools) for tools, score in best.items())
    return Options(tuple(tools for _, tools in ranked), tuple(weigh(tools, score) for score, tools in ranked))


def _fits(row: dict[str, Any]) -> Iterator[Fit]:
    columns = (row["fields"], row["parameters"], row["required"], row["scores"], row["reasons"])
    for field_id, parameter, required, score, reasons in zip(*columns, strict=True):
        producer, _, path = field_id.partition("#out:")
        yield Fit(not required, -score, parameter, producer, path, _same_reasons(*reasons))


def _without_new(fits: list[Fit], consumer: str) -> list[Fit]:
    """The links by which something else is looked at than what was made a moment ago; that where nothing else is."""
    others = {f.parameter for f in fits if not is_shown_anyway(f.producer, consumer)}
    return [f for f in fits if f.parameter not in others or not is_shown_anyway(f.producer, consumer)]


def _leads_nowhere(fit: Fit, consumer: str) -> bool:
    """Whether nobody would go on by a link, whether its parameter may be left out or not."""
    link = fit.producer, consumer, fit.field
    bare = is_bare_yet(*link) or is_proposed_already(*link) or is_no_such_file(consumer, fit.field)
    there = is_to_nobody(fit.field, consumer) or is_there_already(fit.producer, consumer, fit.parameter, fit.field)
    beside = is_beside_the_point(fit.field, consumer, fit.parameter) or is_loose(*link, fit.parameter)
    beside = beside or is_unsaid(*link, fit.parameter, optional=fit.optional)
    return bare or there or beside or is_of_another(fit.producer, consumer, fit.parameter)


def _is_of_use(fit: Fit, consumer: str) -> bool:
    """Whether a link leads on: no call waits for itself, and what says which thing is meant must not be in vain."""
    if fit.producer == consumer or _leads_nowhere(fit, consumer):
        return False
    return fit.optional or not is_in_vain(fit.producer, consumer, fit.parameter)


@lru_cache(maxsize=10_000)
def _same_reasons(*reasons: str) -> tuple[str, ...]:
    """One tuple for all links with the same reasons: there are many links and few reasons."""
    return reasons


def _batches(items: list[str]) -> Iterable[list[str]]:
    unique = list(dict.fromkeys(items))
    return (unique[i : i + _READ_AT_ONCE] for i in range(0, len(unique), _READ_AT_ONCE))
