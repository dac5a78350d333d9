"""CO_USED: which tools people use together, in which order, mined from traces."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

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
    """Mine ordered pairs from traces.

    Args:
        traces: Tool ids of each trace, in call order.
        source: Name of where they come from.
        count_min: Rarer pairs are left out; 1 keeps all.

    Returns:
        Pairs by falling npmi, then count.

    Source: npmi after Bouma 2009, counted over traces.
    """
    seen: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    total = 0
    for trace in traces:
        total += 1
        seen.update(set(trace))
        pairs.update({(a, b) for i, a in enumerate(trace) for b in trace[i + 1 : i + 1 + _WITHIN] if a != b})
    found = [
        CoUse(first=a, second=b, count=n, npmi=_npmi(n, seen[a], seen[b], total), sources=(source,))
        for (a, b), n in pairs.items()
        if n >= count_min
    ]
    return sorted(found, key=lambda c: (-c.npmi, -c.count, c.first, c.second))


def _npmi(together: int, first: int, second: int, total: int) -> float:
    if together == total:
        return 1.0
    joint = together / total
    return round(math.log(joint / (first / total * second / total)) / -math.log(joint), 4)
