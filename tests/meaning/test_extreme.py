"""What singles one thing out of a list that nobody has seen."""

from __future__ import annotations

from typing import Any

import pytest

from toolgraph.meaning.extreme import STANDING_OUT, can_stand_out, extreme_at, extremes


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([{"price": 12}, {"price": 9.5}, {"price": 30}], {"cheapest": 1}),
        ([{"totalPrice": {"amount": 12}}, {"totalPrice": {"amount": 9}}], {"cheapest": 1}),
        ([{"rating": 4.1}, {"rating": 4.8}], {"best rated": 1}),
        ([{"placed_on": "2026-11-26"}, {"placed_on": "2026-11-05"}], {"latest": 0}),
        ([{"startsAt": "2026-11-26T14:00:00+02:00"}, {"startsAt": "2026-11-26T09:00:00+02:00"}], {"earliest": 1}),
        ([{"distance_m": 300}, {"distance_m": 250}], {"nearest": 1}),
        ([{"price": 9}, {"price": 9}], {}),  # two of them
        ([{"price": 9}, {"name": "x"}], {}),  # one does not tell
        ([{"price": 9}], {}),  # the only one
        ([{"price": 9, "status": "active"}, {"price": 7, "status": "active"}], {}),  # what one has
        ([{"name": "a"}, {"name": "b"}], {}),
        (["a", "b"], {}),
        ([], {}),
    ],
)
def test_what_singles_a_thing_out(items: list[Any], expected: dict[str, int]) -> None:
    """One thing at the end that people ask for; none where two are there, or where a thing does not tell."""
    assert extremes(items) == expected
    assert set(expected) <= set(STANDING_OUT)
    for word, at in expected.items():
        assert extreme_at(items, at) == word
        assert extreme_at(items, 1 - at) == ""


def test_which_fields_can() -> None:
    """By its path in a thing of the list."""
    assert [can_stand_out(p) for p in ("price", "totalPrice.amount", "createdAt", "rating")] == [True] * 4
    assert [can_stand_out(p) for p in ("name", "address.price", "old_price", "")] == [False] * 4
