"""What drawing has read of the graph so far; asked for in batches, kept for the run."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from toolgraph.sample.motif import Motif
from toolgraph.store import GraphStore

_READ_AT_ONCE = 2_000


class Fit(NamedTuple):
    """One stored FITS link, from the side of the tool that takes the value."""

    producer: str
    field: str
    parameter: str
    required: bool
    score: float
    reasons: tuple[str, ...]


class Facts(NamedTuple):
    """What drawing must know of a tool."""

    source: str
    effect: str


class Options(NamedTuple):
    """The candidates of a motif from one tool, surest first: the next tool, or whole lists of tools.

    Attributes:
        weights: The squares of their scores.
    """

    tools: tuple[tuple[str, ...], ...]
    weights: tuple[float, ...]

    @property
    def names(self) -> frozenset[str]:
        """All tools among the candidates."""
        return frozenset(t for tools in self.tools for t in tools)


_NONE = Options((), ())
_Key = tuple[str, bool, str]


@dataclass
class GraphView:
    """Candidates, links and facts, read on demand and then kept.

    Attributes:
        store: Where they are read.
        score_min: Weakest link to see, 0 to 1.
    """

    store: GraphStore
    score_min: float
    _options: dict[_Key, Options] = field(default_factory=dict)
    _fits: dict[str, tuple[Fit, ...]] = field(default_factory=dict)
    _opaque: dict[str, frozenset[str]] = field(default_factory=dict)
    _similar: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _facts: dict[str, Facts] | None = None

    @property
    def facts(self) -> dict[str, Facts]:
        """All tools by id, in the order of their ids."""
        if self._facts is None:
            rows = self.store.read("sample/tool_facts")
            self._facts = {r["id"]: Facts(r["source"], r["effect"]) for r in sorted(rows, key=lambda r: str(r["id"]))}
        return self._facts

    def linked(self) -> frozenset[str]:
        """Tools that feed another or are fed by one."""
        return frozenset(r["id"] for r in self.store.read("sample/linked_tools", score_min=self.score_min))

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
            for row in motif.rows(self.store, batch, self.score_min, back=back):
                found.setdefault(str(row["tool"]), []).extend(_candidates(row, motif))
            for tool, candidates in found.items():
                self._options[motif.statement, back, tool] = _as_options(candidates)

    def fits_into(self, tool: str) -> tuple[Fit, ...]:
        """Every FITS link into a tool, by parameter, surest first."""
        if tool not in self._fits:
            self.read_fits([tool])
        return self._fits[tool]

    def opaque(self, tool: str) -> frozenset[str]:
        """Required inputs of a tool that no person can say."""
        if tool not in self._opaque:
            self.read_fits([tool])
        return self._opaque[tool]

    def read_fits(self, tools: Iterable[str]) -> None:
        """Read links and opaque inputs of many tools."""
        for batch in _batches([t for t in tools if t not in self._fits]):
            fits: dict[str, tuple[Fit, ...]] = dict.fromkeys(batch, ())
            for row in self.store.read("sample/fits_into", tools=batch, score_min=self.score_min):
                fits[row["consumer"]] = tuple(sorted(_fits(row), key=_fit_order))
            self._fits.update(fits)
            opaque = dict.fromkeys(batch, frozenset[str]())
            for row in self.store.read("sample/opaque_inputs", tools=batch):
                opaque[row["tool"]] = frozenset(row["parameters"])
            self._opaque.update(opaque)

    def similar_to(self, tools: Collection[str]) -> list[str]:
        """Tools that are easily confused with some others, most alike first."""
        self.read_similar(tools)
        return [o for t in tools for o in self._similar[t]]

    def read_similar(self, tools: Iterable[str]) -> None:
        """Read what is easily confused with many tools."""
        for batch in _batches([t for t in tools if t not in self._similar]):
            found: dict[str, list[tuple[float, str]]] = {tool: [] for tool in batch}
            for r in self.store.read("sample/similar_to", tools=batch):
                found[r["tool"]].append((-r["score"], r["other"]))
            self._similar.update({tool: tuple(o for _, o in sorted(others)) for tool, others in found.items()})


def _candidates(row: dict[str, Any], motif: Motif) -> Iterator[tuple[float, tuple[str, ...]]]:
    """The candidates of one row: one, or as many as its lists are long."""
    if motif.shape == "whole":
        yield -float(row["score"]), tuple(row["tools"])
    elif isinstance(row["next"], list):
        yield from ((-float(s), (n,)) for n, s in zip(row["next"], row["score"], strict=True))
    else:
        yield -float(row["score"]), (str(row["next"]),)


def _as_options(candidates: list[tuple[float, tuple[str, ...]]]) -> Options:
    best: dict[tuple[str, ...], float] = {}
    for score, tools in candidates:
        best[tools] = min(score, best.get(tools, 0.0))
    ranked = sorted((score, tools) for tools, score in best.items())
    return Options(tuple(tools for _, tools in ranked), tuple(score * score for score, _ in ranked))


def _fits(row: dict[str, Any]) -> Iterator[Fit]:
    columns = (row["fields"], row["parameters"], row["required"], row["scores"], row["reasons"])
    for field_id, parameter, required, score, reasons in zip(*columns, strict=True):
        producer, _, path = field_id.partition("#out:")
        yield Fit(producer, path, parameter, required, score, tuple(reasons))


def _fit_order(fit: Fit) -> tuple[str, float, str, str]:
    return fit.parameter, -fit.score, fit.producer, fit.field


def _batches(items: list[str]) -> Iterable[list[str]]:
    unique = list(dict.fromkeys(items))
    return (unique[i : i + _READ_AT_ONCE] for i in range(0, len(unique), _READ_AT_ONCE))
