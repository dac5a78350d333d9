"""Counts over a stream of dialogues; what `figures` divides."""

from __future__ import annotations

import json
import math
import re
from array import array
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

from rapidfuzz.distance import Indel

from toolgraph.ids import rng_for
from toolgraph.meaning.multi_step import multi_step_runs
from toolgraph.models.dialogue import Dialogue

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ID_BITS = 21  # two million distinct words; three ids fit one 64-bit number


class Words:
    """Words and their runs, as numbers so that millions fit."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self._counts: Counter[int] = Counter()
        self._grams: dict[int, set[int]] = {2: set(), 3: set()}
        self._totals: Counter[int] = Counter()

    @property
    def total(self) -> int:
        """Words counted."""
        return self._totals[1]

    def add(self, text: str) -> list[int]:
        """Count the words of one utterance; returns their numbers."""
        ids = [self._ids.setdefault(word, len(self._ids)) for word in _WORD.findall(text.lower())]
        self._counts.update(ids)
        self._totals[1] += len(ids)
        pairs = [(a << _ID_BITS) | b for a, b in pairwise(ids)]
        self._grams[2].update(pairs)
        self._grams[3].update((pair << _ID_BITS) | c for pair, c in zip(pairs, ids[2:], strict=False))
        self._totals[2] += len(pairs)
        self._totals[3] += max(0, len(ids) - 2)
        return ids

    def entropy(self) -> float:
        """Entropy of the words in bits; 0 without words."""
        return -sum(n / self.total * math.log2(n / self.total) for n in self._counts.values())

    def distinct(self, n: int) -> float:
        """Distinct runs of `n` words (1 to 3) by all of them; 0 without any."""
        found = len(self._ids) if n == 1 else len(self._grams[n])
        return found / self._totals[n] if self._totals[n] else 0.0


class Tally:
    """Everything that is counted, one dialogue after another."""

    def __init__(self, *, sample: int, seed: int) -> None:
        self.words = Words()
        self.dialogues = self.turns = self.calls = self.wrong_calls = self.turns_with_several = 0
        self.chain_calls = self.characters = self.unchecked = self.free_of_errors = 0
        self.acts: Counter[str] = Counter()
        self.provenance: Counter[str] = Counter()
        self.runs: Counter[str] = Counter()
        self.tools: set[str] = set()
        self.links: set[tuple[str, str, str, str]] = set()
        self._with_code: Counter[frozenset[str]] = Counter()
        self._sample, self._rng = sample, rng_for(seed, "figures")
        self._sampled: list[array[int]] = []
        self._tool_sizes: dict[str, int] = {}

    def add(self, dialogue: Dialogue) -> None:
        """Count one dialogue."""
        self.dialogues += 1
        self._count_turns(dialogue)
        self._count_chain(dialogue)
        self._count_checks(dialogue.checks)
        self.provenance.update(entry.source for entry in dialogue.provenance)
        runs = multi_step_runs(dialogue)
        counts = {
            "true": runs.true,
            "false": runs.false,
            "parallel": runs.parallel,
            "with_calls": runs.turns_with_calls,
        }
        self.runs.update(counts)
        ids: list[int] = []
        for message in dialogue.messages:
            if message.role in ("user", "assistant") and message.content:
                ids += self.words.add(message.content)
        self._keep(ids)
        self.characters += self._size(dialogue)

    def _count_turns(self, dialogue: Dialogue) -> None:
        calls = 0
        for message in dialogue.messages:
            if message.role == "user":
                self.turns += 1
                self.turns_with_several += calls > 1
                calls = 0
            elif message.weight == 0:
                self.wrong_calls += len(message.tool_calls)
            else:
                calls += len(message.tool_calls)
                self.calls += len(message.tool_calls)
        self.turns_with_several += calls > 1
        self.acts.update(turn.act for turn in dialogue.plan.turns)

    def _count_chain(self, dialogue: Dialogue) -> None:
        chain = dialogue.chain
        self.chain_calls += len(chain.tools)
        self.tools.update(chain.tools)
        self.links.update(
            (chain.tools[b.source_call], b.field, chain.tools[b.call], b.parameter) for b in chain.bindings
        )

    def _count_checks(self, checks: Mapping[str, object]) -> None:
        codes = checks.get("codes")
        if not isinstance(codes, Mapping):
            self.unchecked += 1
            return
        self._with_code[frozenset(map(str, codes))] += 1
        self.free_of_errors += not checks.get("errors")

    def _keep(self, ids: list[int]) -> None:
        """Reservoir sampling: each dialogue is as likely to be in the sample, however many come."""
        if len(self._sampled) < self._sample:
            self._sampled.append(array("q", ids))
        elif self._sample and (place := self._rng.randrange(self.dialogues)) < self._sample:
            self._sampled[place] = array("q", ids)

    def _size(self, dialogue: Dialogue) -> int:
        size = 0
        for tool in dialogue.tools:
            if tool.tool not in self._tool_sizes:
                schema = json.dumps(tool.parameters, ensure_ascii=False)
                self._tool_sizes[tool.tool] = len(tool.name) + len(tool.description) + len(schema) + 60
            size += self._tool_sizes[tool.tool]
        for message in dialogue.messages:
            size += len(message.content or "") + 30
            for call in message.tool_calls:
                size += len(call.name) + len(json.dumps(call.arguments, ensure_ascii=False)) + 40
        return size

    @staticmethod
    def shares(counts: Counter[str]) -> dict[str, float]:
        """Each count by all of them, most frequent first."""
        total = counts.total()
        return {key: count / total for key, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))}

    def share_without(self, *prefixes: str) -> float | None:
        """Share of dialogues none of whose findings' codes begins so; None when not all are checked."""
        if self.unchecked or not self.dialogues:
            return None
        free = sum(n for codes, n in self._with_code.items() if not any(code.startswith(prefixes) for code in codes))
        return free / self.dialogues

    def nearest(self) -> float:
        """Mean of each sampled dialogue's highest ROUGE-L F1 to another; 0 for fewer than two."""
        best = [0.0] * len(self._sampled)
        for i, one in enumerate(self._sampled):
            for j in range(i):
                # Twice the longest common subsequence by both lengths is what Indel calls similarity.
                score = Indel.normalized_similarity(one, self._sampled[j])
                best[i], best[j] = max(best[i], score), max(best[j], score)
        return sum(best) / len(best) if len(best) > 1 else 0.0
