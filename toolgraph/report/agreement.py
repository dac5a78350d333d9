"""How far two ratings of the same things agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from toolgraph.models.base import Artefact


class Agreement(Artefact):
    """Two passes over the same things, by one criterion.

    Attributes:
        count: Things that both rated.
        means: Of the first pass and of the second.
        exact: Share with the same rating, 0 to 1.
        within_one: Share whose ratings are at most one apart, 0 to 1.
        kappa: Quadratic weighted kappa, 1 at most; 0 is what chance gives. None where it is undefined: both passes gave
            everything one and the same rating.
    """

    count: int
    means: tuple[float, float]
    exact: float
    within_one: float
    kappa: float | None

    @property
    def mean(self) -> float:
        """Of both passes."""
        return sum(self.means) / 2


def agreement(pairs: Iterable[tuple[int, int]], scale: Sequence[int]) -> Agreement | None:
    """The agreement of pairs of ratings; None where there are none.

    Args:
        scale: All ratings that there are, evenly spaced, in order.
    """
    given = list(pairs)
    if not given:
        return None
    count = len(given)
    return Agreement(
        count=count,
        means=(round(sum(a for a, _ in given) / count, 4), round(sum(b for _, b in given) / count, 4)),
        exact=round(sum(a == b for a, b in given) / count, 4),
        within_one=round(sum(abs(a - b) <= 1 for a, b in given) / count, 4),
        kappa=weighted_kappa(given, scale),
    )


def weighted_kappa(pairs: Sequence[tuple[int, int]], scale: Sequence[int]) -> float | None:
    """Cohen's kappa with quadratic weights: 1 - sum(w * observed) / sum(w * expected).

    The weight of a disagreement is the square of how far apart the two ratings are, over the square of the scale's
    span; expected is what two raters give who rate independently, each as often as it was seen to.

    Source: J. Cohen, "Weighted kappa: Nominal scale agreement with provision for scaled disagreement or partial
        credit", Psychological Bulletin 70 (1968), 213-220.

    Returns:
        None where no disagreement is expected at all, so that there is nothing to divide by.
    """
    span, count = scale[-1] - scale[0], len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    seen = sum(((a - b) / span) ** 2 for a, b in pairs) / count
    chance = sum(((a - b) / span) ** 2 * n * m for a, n in first.items() for b, m in second.items()) / count**2
    return None if chance == 0 else round(1 - seen / chance, 4)
