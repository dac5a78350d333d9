"""How far two passes of ratings agree."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from toolgraph.report.agreement import agreement, weighted_kappa

SCALE = (1, 2, 3, 4, 5)
_rating = st.sampled_from(SCALE)
_pairs = st.lists(st.tuples(_rating, _rating), min_size=1, max_size=30)


def by_matrix(pairs: list[tuple[int, int]]) -> float:
    """The definition as the paper writes it: every cell of the table, its weight, its observed and expected share."""
    cells = [(i, j) for i in SCALE for j in SCALE]
    observed = {cell: pairs.count(cell) / len(pairs) for cell in cells}
    rows = {i: sum(observed[i, j] for j in SCALE) for i in SCALE}
    columns = {j: sum(observed[i, j] for i in SCALE) for j in SCALE}
    weights = {(i, j): (i - j) ** 2 / 16 for i, j in cells}
    seen = sum(weights[c] * observed[c] for c in cells)
    return 1 - seen / sum(weights[i, j] * rows[i] * columns[j] for i, j in cells)


@given(_pairs)
def test_kappa_is_the_paper_s(pairs: list[tuple[int, int]]) -> None:
    """Equal to the definition by matrices wherever that is defined."""
    kappa = weighted_kappa(pairs, SCALE)
    assume(kappa is not None)
    assert kappa == pytest.approx(by_matrix(pairs), abs=1e-4)


@given(_pairs)
def test_kappa_does_not_care_who_was_first(pairs: list[tuple[int, int]]) -> None:
    """The passes may change places, and nothing is above 1."""
    kappa = weighted_kappa(pairs, SCALE)
    assert kappa == weighted_kappa([(b, a) for a, b in pairs], SCALE)
    assert kappa is None or kappa <= 1


def test_known_numbers() -> None:
    """One, zero, less than zero, and undefined, where each belongs."""
    assert weighted_kappa([(1, 1), (3, 3), (5, 5)], SCALE) == 1
    assert weighted_kappa([(1, 1), (1, 5), (5, 1), (5, 5)], SCALE) == 0
    assert weighted_kappa([(1, 5), (5, 1)], SCALE) == -1
    assert weighted_kappa([(4, 4), (4, 4)], SCALE) is None


def test_shares_and_means() -> None:
    """Exact and within one are shares of the things; means are a pass each."""
    made = agreement([(1, 1), (2, 3), (5, 3), (4, 5)], SCALE)
    assert made is not None
    assert (made.count, made.exact, made.within_one) == (4, 0.25, 0.75)
    assert made.means == (3.0, 3.0)
    assert agreement([], SCALE) is None
