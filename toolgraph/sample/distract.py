"""Tools offered beside a chain's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from random import Random

from toolgraph.sample.grow import some
from toolgraph.sample.request import LARGE, WHOLE_SOURCE_MAX, SampleRequest
from toolgraph.sample.view import GraphView


class Distractors:
    """Chooses tools that a model may confuse with those of a chain."""

    def __init__(self, view: GraphView, request: SampleRequest, everything: Sequence[str]) -> None:
        self._view, self._request, self._everything = view, request, everything
        self._by_source: dict[str, list[str]] = defaultdict(list)
        for tool, facts in view.facts.items():
            self._by_source[facts.source].append(tool)

    def choose(self, tools: tuple[str, ...], rng: Random) -> tuple[str, ...]:
        """Half easily confused with the chain's tools, a quarter of its sources, the rest any; sorted."""
        wanted = self._request.distractors if self._request.tool_set == "small" else LARGE
        sources = dict.fromkeys(self._view.facts[t].source for t in tools)
        if self._request.tool_set == "whole-source":
            pool = [t for s in sources for t in self._by_source[s] if t not in tools]
            return tuple(sorted(rng.sample(pool, min(len(pool), WHOLE_SOURCE_MAX))))
        out = set(tools)
        picked = [t for t in dict.fromkeys(self._view.similar_to(tools)) if t not in out][: (wanted + 1) // 2]
        out.update(picked)
        for source in sources:
            picked += some(self._by_source[source], (wanted - len(picked) + 1) // 2, out, rng)
        picked += some(self._everything, wanted - len(picked), out, rng)
        return tuple(sorted(picked))
