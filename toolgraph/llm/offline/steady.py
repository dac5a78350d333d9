"""One way of writing dates, times and numbers for a whole dialogue: nobody writes 4 March and then March 5th."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

_T = TypeVar("_T")


class Steady(Random):
    """A source of choices that are always the same: drawn once, kept for good.

    Args:
        rng: Draws the two shares, 0 to 1, that all choices go by.
    """

    def __init__(self, rng: Random) -> None:
        super().__init__(0)
        self._share, self._place = rng.random(), rng.random()

    def random(self) -> float:  # noqa: D102 (as in Random)
        return self._share

    def choice(self, seq: Sequence[_T]) -> _T:  # type: ignore[override]  # noqa: D102 (as in Random)
        return seq[int(self._place * len(seq))]
