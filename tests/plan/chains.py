"""Real chains from the bundled catalogue, drawn without a database, each parameter bound by its surest link."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import NamedTuple

from toolgraph.ids import digest
from toolgraph.link import link
from toolgraph.meaning.concept import concept_of
from toolgraph.models.chain import Binding, Chain
from toolgraph.models.tool import Tool
from toolgraph.normalise import normalise
from toolgraph.read import read_path

CATALOGUE = Path(__file__).resolve().parents[2] / "ingest"
_OPAQUE = (".id", ".arn", ".key")


class Fit(NamedTuple):
    """A link into a parameter."""

    producer: str
    field: str
    parameter: str
    required: bool
    score: float
    reasons: tuple[str, ...]


class Bound(NamedTuple):
    """Tools in order and the bindings of their calls."""

    tools: tuple[str, ...]
    bindings: tuple[Binding, ...]


_OPTIONAL_MIN = 0.6
_SURE = 0.75


def bound(chain: Sequence[str], view: View) -> Bound | None:
    """The chain with its bindings; None when a value that nobody can say has no giver."""
    made: list[Binding] = []
    for call, tool in enumerate(chain):
        taken: set[str] = set()
        for fit in view.fits_into(tool):
            sure = fit.required or fit.score >= _OPTIONAL_MIN
            if fit.producer in chain[:call] and fit.parameter not in taken and sure:
                taken.add(fit.parameter)
                made.append(
                    Binding(
                        call=call, parameter=fit.parameter, source_call=chain.index(fit.producer), field=fit.field,
                        score=fit.score, reasons=fit.reasons,
                    )
                )  # fmt: skip
        if view.opaque(tool) - taken:
            return None
    return Bound(tuple(chain), tuple(made))


class View:
    """What binding asks of a graph, out of links in memory."""

    def __init__(self, tools: Sequence[Tool], score_min: float = 0.5) -> None:
        self.tools = {t.id: t for t in tools}
        self.feeds: dict[str, list[str]] = defaultdict(list)
        self.similar: dict[str, list[str]] = defaultdict(list)
        self._fits: dict[str, list[Fit]] = defaultdict(list)
        required = {p.id: p.required for t in tools for p in t.inputs}
        for one in link(tools):
            if one.kind == "FITS" and one.score >= score_min:
                producer, field = one.start.split("#out:", 1)
                consumer, parameter = one.end.split("#in:", 1)
                fit = Fit(producer, field, parameter, required[one.end], one.score, one.reasons)
                self._fits[consumer].append(fit)
            elif one.kind == "FEEDS" and one.score >= score_min:
                self.feeds[one.start].append(one.end)
            elif one.kind == "SIMILAR":
                self.similar[one.start].append(one.end)
                self.similar[one.end].append(one.start)

    def fits_into(self, tool: str) -> list[Fit]:
        return sorted(self._fits[tool], key=lambda f: (f.parameter, -f.score, f.producer, f.field))

    def opaque(self, tool: str) -> frozenset[str]:
        return frozenset(
            p.path for p in self.tools[tool].inputs if p.required and not p.has_default and self._hidden(p, tool)
        )

    def _hidden(self, parameter, tool: str) -> bool:
        key = concept_of(parameter, self.tools[tool]).key
        return key.endswith(_OPAQUE) or key == "@credential"


def read_tools(path: Path) -> list[Tool]:
    return [tool for spec in read_path(path) for tool in normalise(spec).tools]


@lru_cache(maxsize=1)
def catalogue() -> tuple[Tool, ...]:
    return tuple(t for folder in sorted(CATALOGUE.iterdir()) if folder.is_dir() for t in read_tools(folder))


@lru_cache(maxsize=1)
def catalogue_view() -> View:
    return View(catalogue())


def draw(view: View, count: int, *, seed: int = 0, motif: str = "line", destructive: bool = True) -> Iterator[Chain]:
    """Chains of two to five calls; `random` ones have no bindings."""
    rng, index, ids = Random(seed), 0, sorted(view.tools)
    allowed = frozenset(i for i in ids if destructive or view.tools[i].effect != "destructive")
    while index < count:
        length = rng.randint(2, 5)
        found = _random(rng, ids, length) if motif == "random" else _walk(view, rng, ids, length, allowed)
        if found is None:
            continue
        near = [s for t in found.tools for s in view.similar[t] if s not in found.tools]
        others = [*dict.fromkeys(near)][:2] + [t for t in rng.sample(ids, 4) if t not in found.tools]
        yield Chain(
            id=digest([found.tools, [b.model_dump() for b in found.bindings]]), motif=motif, seed=seed, index=index,
            tools=found.tools, bindings=found.bindings, distractors=tuple(sorted(set(others)))[:4],
        )  # fmt: skip
        index += 1


def _random(rng: Random, ids: Sequence[str], length: int) -> Bound:
    return Bound(tuple(rng.sample(ids, length)), ())


def _walk(view: View, rng: Random, ids: Sequence[str], length: int, allowed: frozenset[str]) -> Bound | None:
    chain = [rng.choice(sorted(allowed))]
    while len(chain) < length:
        options = [t for t in view.feeds[chain[-1]] if t not in chain and t in allowed]
        if not options:
            break
        chain.append(rng.choice(options))
    if len(chain) < 2:
        return None
    found = bound(chain, view)
    return found if found is not None and _holds(found, view) else None


def _holds(found: Bound, view: View) -> bool:
    """Whether every call but the last gives a later one what it must have, or by a sure link."""
    required = {(t, p.path) for t in found.tools for p in view.tools[t].inputs if p.required}
    sure = [b for b in found.bindings if (found.tools[b.call], b.parameter) in required or b.score >= _SURE]
    return {b.source_call for b in sure} == set(range(len(found.tools) - 1))
