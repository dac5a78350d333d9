"""CO_USED: which tools people use together, in which order, mined from traces."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from toolgraph.models.base import Artefact

_WITHIN = 3  # a later call this far after an earlier one still counts as used with it


class CoUse(Artefact):
    """Two tools seen in one trace, the first before the second.

    Attributes:
        count: Traces in which the pair was seen in this order.
        npmi: Normalised pointwise mutual information, -1 (never together) to 1 (always together).
        sources: Names of the trace files.
    """

    first: str
    second: str
    count: int
    npmi: float
    sources: tuple[str, ...]


def co_use(traces: Iterable[Sequence[str]], source: str, *, count_min: int = 1) -> list[CoUse]:
    """Mine ordered pairs from the traces of one source; see `co_use_of`."""
    return co_use_of({source: traces}, count_min=count_min)


def co_use_of(by_source: Mapping[str, Iterable[Sequence[str]]], *, count_min: int = 1) -> list[CoUse]:
    """Mine ordered pairs from the traces of several sources together.

    Args:
        by_source: For each name of where traces come from the tool ids of each trace, in call order.
        count_min: Rarer pairs are left out; 1 keeps all.

    Returns:
        Pairs by falling npmi, then count.

    Source: npmi after Bouma 2009, counted over traces.
    """
    seen: Counter[str] = Counter()
    pairs: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    total = 0
    for source, traces in by_source.items():
        for trace in traces:
            total += 1
            seen.update(set(trace))
            for pair in {(a, b) for i, a in enumerate(trace) for b in trace[i + 1 : i + 1 + _WITHIN] if a != b}:
                pairs[pair][source] += 1
    found = [
        CoUse(first=a, second=b, count=n, npmi=_npmi(n, seen[a], seen[b], total), sources=tuple(sorted(counts)))
        for (a, b), counts in pairs.items()
        if (n := counts.total()) >= count_min
    ]
    return sorted(found, key=lambda c: (-c.npmi, -c.count, c.first, c.second))


def hit_rate(held: Iterable[Sequence[str]], ranked: Callable[[str], Sequence[str]], *, k: int = 10) -> float:
    """How often the next tool of a trace is among the `k` that come first after the tool before it, 0 to 1.

    Args:
        held: Traces that nothing was learnt from.
        ranked: For a tool id its likely followers, surest first.
        k: 1 or more.
    """
    steps = [(a, b) for trace in held for a, b in pairwise(trace) if a != b]
    hits = sum(b in ranked(a)[:k] for a, b in steps)
    return round(hits / len(steps), 4) if steps else 0.0


def _npmi(together: int, first: int, second: int, total: int) -> float:
    if together == total:
        return 1.0
    joint = together / total
    return round(math.log(joint / (first / total * second / total)) / -math.log(joint), 4)
