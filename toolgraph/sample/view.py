"""What drawing has read of the graph so far; asked for in batches, kept for the run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from toolgraph.sample.motif import Motif
from toolgraph.store import GraphStore

_READ_AT_ONCE = 500


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


class Option(NamedTuple):
    """One candidate of a motif: the next tool of a walk, or a whole list of tools."""

    tools: tuple[str, ...]
    score: float


@dataclass
class GraphView:
    """Candidates, links and facts, read on demand and then kept.

    Attributes:
        store: Where they are read.
        score_min: Weakest link to see, 0 to 1.
    """

    store: GraphStore
    score_min: float
    _options: dict[tuple[str, str], tuple[Option, ...]] = field(default_factory=dict)
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

    def options(self, motif: Motif, tool: str) -> tuple[Option, ...]:
        """Candidates of a motif from one tool, surest first."""
        for key in ((motif.name, tool), (motif.name, "*")):
            if key in self._options:
                return self._options[key]
        self.read_options(motif, [tool])
        return self._options.get((motif.name, tool)) or self._options.get((motif.name, "*"), ())

    def read_options(self, motif: Motif, tools: Iterable[str]) -> None:
        """Read the candidates of many tools with one query for each 500."""
        if (motif.name, "*") in self._options:
            return
        for batch in _batches([t for t in tools if (motif.name, t) not in self._options]):
            found: dict[str, list[Option]] = defaultdict(list)
            for row in motif.rows(self.store, batch, self.score_min):
                tools_of = tuple(row["tools"]) if motif.shape == "whole" else (str(row["next"]),)
                found[str(row["tool"])].append(Option(tools_of, float(row["score"])))
            for tool in [*batch, *(["*"] if "*" in found else [])]:
                self._options[motif.name, tool] = tuple(sorted(found[tool], key=lambda o: (-o.score, o.tools)))

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
            found: dict[str, list[Fit]] = defaultdict(list)
            for r in self.store.read("sample/fits_into", tools=batch, score_min=self.score_min):
                found[r["consumer"]].append(
                    Fit(r["producer"], r["field"], r["parameter"], r["required"], r["score"], tuple(r["reasons"]))
                )
            opaque: dict[str, set[str]] = defaultdict(set)
            for r in self.store.read("sample/opaque_inputs", tools=batch):
                opaque[r["tool"]].add(r["parameter"])
            for tool in batch:
                self._fits[tool] = tuple(
                    sorted(found[tool], key=lambda f: (f.parameter, -f.score, f.producer, f.field))
                )
                self._opaque[tool] = frozenset(opaque[tool])

    def similar_to(self, tools: Collection[str]) -> list[str]:
        """Tools that are easily confused with some others, most alike first."""
        for batch in _batches([t for t in tools if t not in self._similar]):
            found: dict[str, list[tuple[float, str]]] = defaultdict(list)
            for r in self.store.read("sample/similar_to", tools=batch):
                found[r["tool"]].append((-r["score"], r["other"]))
            self._similar.update({t: tuple(o for _, o in sorted(found[t])) for t in batch})
        return [o for t in tools for o in self._similar[t]]


def _batches(items: list[str]) -> Iterable[list[str]]:
    unique = list(dict.fromkeys(items))
    return (unique[i : i + _READ_AT_ONCE] for i in range(0, len(unique), _READ_AT_ONCE))
