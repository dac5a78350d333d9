"""Which tool comes next: what people do after it, what it feeds, and what is common, each as far as it is known.

The share of a follower is estimated as in Bayesian smoothing: the counts seen after the tool itself, and up to half of
those seen after tools that are easily confused with it, are added to ten observations that are made up. Of these, half
go to the tools that it feeds, by the squares of their scores, and half to all tools as often as they follow any other.
So a tool with many observations is judged by them, and one with few falls back on its links and on what is common.

Source: Dirichlet smoothing as in Zhai and Lafferty 2001 (https://doi.org/10.1145/383952.384019); what is added is the
graph as part of the prior.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from typing import NamedTuple

_MADE_UP = 10.0  # observations that the prior is worth
_FED = 0.5  # share of the prior that goes to the tools that are fed
_ALIKE = 0.5  # what an observation of a tool that is fully alike is worth


class Follower(NamedTuple):
    """A tool that may come next.

    Attributes:
        share: Estimated share of the cases in which it does, 0 to 1.
        reasons: Sorted: `used` (seen after the tool), `alike` (seen after one like it), `feeds` (a value flows); only
            `common` where none of them holds: it follows other tools.
    """

    tool: str
    share: float
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Habits:
    """What was seen after what.

    Attributes:
        after: For each tool how often others were seen after it; those asked about and those like them are enough.
        total: How often each tool was seen after any other.
    """

    after: Mapping[str, Mapping[str, int]]
    total: Mapping[str, int]

    @classmethod
    def of(cls, seen: Iterable[tuple[str, str, int]]) -> Habits:
        """From (first, second, count), as on CO_USED edges."""
        after: dict[str, dict[str, int]] = defaultdict(dict)
        total: Counter[str] = Counter()
        for first, second, count in seen:
            after[first][second] = count
            total[second] += count
        return cls(after, total)

    @cached_property
    def common(self) -> dict[str, float]:
        """The share of each tool among all that follow others, 0 to 1."""
        whole = sum(self.total.values())
        return {tool: n / whole for tool, n in self.total.items()}


def likely_next(
    tool: str, habits: Habits, feeds: Mapping[str, float], alike: Mapping[str, float], *, most: int = 10
) -> list[Follower]:
    """The tools that most likely come after one, likeliest first; equals by id.

    Args:
        feeds: The tools that it feeds, with the score of the edge, 0 to 1.
        alike: The tools that are easily confused with it, with the score of the edge, 0 to 1.
        most: How many, 1 or more; there are fewer where little is known.
    """
    seen: dict[str, float] = defaultdict(float, habits.after.get(tool, {}))
    for other in sorted(alike):
        for follower, count in habits.after.get(other, {}).items():
            seen[follower] += _ALIKE * alike[other] * count
    squares = sum(score * score for score in feeds.values())
    total = sum(seen.values()) + _MADE_UP
    shares: dict[str, float] = {}
    for follower in {*seen, *feeds, *habits.common} - {tool}:
        fed = feeds.get(follower, 0.0) ** 2 / squares if squares else 0.0
        prior = _FED * fed + (1 - _FED) * habits.common.get(follower, 0.0)
        shares[follower] = (seen.get(follower, 0.0) + _MADE_UP * prior) / total
    best = nsmallest(most, shares, key=lambda t: (-round(shares[t], 9), t))
    return [Follower(t, round(shares[t], 4), _reasons(t, tool, habits, feeds, alike)) for t in best]


def _reasons(
    follower: str, tool: str, habits: Habits, feeds: Mapping[str, float], alike: Mapping[str, float]
) -> tuple[str, ...]:
    told = {
        "used": follower in habits.after.get(tool, {}),
        "alike": any(follower in habits.after.get(other, {}) for other in alike),
        "feeds": follower in feeds,
    }
    return tuple(sorted(word for word, holds in told.items() if holds)) or ("common",)
