"""Counts that only the page needs: how turns and calls spread, which dialogues have an act, how coverage grows."""

from __future__ import annotations

import collections

from toolgraph.models.base import Artefact
from toolgraph.models.dialogue import Dialogue

_CURVE_POINTS = 60


class Counts(Artefact):
    """Counts over a set of dialogues.

    Attributes:
        turns: How many dialogues have so many turns. So `calls` (wrong ones left out) and `chain` (calls of the chain).
        with_act: Share of dialogues with at least one turn of an act, 0 to 1; `wrong` is for a wrong call put right.
        curve: Different tools in chains after so many dialogues; at most 61 points.
        by_source: Different tools in chains, by source.
        warnings: Findings of the kept dialogues by code.
    """

    turns: dict[int, int]
    calls: dict[int, int]
    chain: dict[int, int]
    with_act: dict[str, float]
    curve: tuple[tuple[int, int], ...]
    by_source: dict[str, int]
    warnings: dict[str, int]


class Counter:
    """Counts one dialogue after another."""

    def __init__(self) -> None:
        self._dialogues = 0
        self._spread: dict[str, collections.Counter[int]] = {
            name: collections.Counter() for name in ("turns", "calls", "chain")
        }
        self._with_act: collections.Counter[str] = collections.Counter()
        self._warnings: collections.Counter[str] = collections.Counter()
        self._tools: set[str] = set()
        self._curve: list[int] = []

    def add(self, dialogue: Dialogue) -> None:
        """Count one dialogue."""
        self._dialogues += 1
        calls = [(m.weight, len(m.tool_calls)) for m in dialogue.messages]
        self._spread["turns"][sum(m.role == "user" for m in dialogue.messages)] += 1
        self._spread["calls"][sum(n for weight, n in calls if weight != 0)] += 1
        self._spread["chain"][len(dialogue.chain.tools)] += 1
        acts: set[str] = {turn.act for turn in dialogue.plan.turns}
        if any(n for weight, n in calls if weight == 0):
            acts.add("wrong")
        self._with_act.update(acts)
        codes = dialogue.checks.get("codes")
        self._warnings.update(codes if isinstance(codes, dict) else {})
        self._tools.update(dialogue.chain.tools)
        self._curve.append(len(self._tools))

    def counts(self) -> Counts:
        """What was counted."""
        by_source = collections.Counter(tool.partition("/")[0] for tool in self._tools)
        return Counts(
            **{name: dict(sorted(spread.items())) for name, spread in self._spread.items()},
            with_act={act: n / max(1, self._dialogues) for act, n in sorted(self._with_act.items())},
            curve=self._points(),
            by_source=dict(sorted(by_source.items())),
            warnings=dict(self._warnings.most_common()),
        )

    def _points(self) -> tuple[tuple[int, int], ...]:
        step = max(1, -(-len(self._curve) // _CURVE_POINTS))
        places = sorted({*range(step, len(self._curve) + 1, step), len(self._curve)} - {0})
        return tuple((n, self._curve[n - 1]) for n in places)
