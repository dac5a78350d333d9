"""Paths and sameness of values, on which grounding rests."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolgraph.meaning.values import key_of, leaves, resolve, same

_KEYS = st.text("abc_", min_size=1, max_size=4)
_SCALARS = st.one_of(st.integers(), st.text(max_size=5), st.booleans(), st.none())
_JSON = st.recursive(_SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3))


@given(value=_JSON)
def test_every_leaf_is_found_at_its_path(value: Any) -> None:
    """What `leaves` names, `resolve` finds."""
    for path, leaf in leaves(value):
        assert resolve(value, path) == [leaf]


@pytest.mark.parametrize(
    ("value", "other", "expected"),
    [
        (5, "5", True),
        ("5.0", 5, True),
        (1, True, False),
        ("true", True, True),
        ("Business Class", "business_class", True),
        ("2026-03-04", "2026-03-04T10:00:00Z", True),
        ("2026-03-04", "2026-03-05T10:00:00Z", False),
        ("b", ["a", "b"], True),
        (["b"], ["a", "b"], True),
        (["c"], ["a", "b"], False),
        ({"a": 1}, {"a": "1", "b": 2}, True),
        ("", "", True),
        (None, None, True),
        ("x", None, False),
        ("abc", "abcd", False),
    ],
)
def test_same(value: Any, other: Any, expected: bool) -> None:
    """Numbers fold with their texts, texts by case and gaps, a list gives its items, a date-time its date."""
    assert same(value, other) is expected


def test_paths_with_dots_in_keys_and_any_item() -> None:
    """A key may hold dots; `[]` and `{}` mean any item and any value."""
    thing = {"a.b": {"c": [{"d": 1}, {"d": 2}]}, "m": {"x": {"y": 3}, "z": {"y": 4}}}
    assert resolve(thing, "a.b.c[1].d") == [2]
    assert resolve(thing, "a.b.c[].d") == [1, 2]
    assert resolve(thing, "m{}.y") == [3, 4]
    assert resolve(thing["m"], "{}.y") == [3, 4]
    assert resolve(thing, "a.b.c[7].d") == []


def test_keys_of_nothing() -> None:
    """Nothing and empty texts are equal to nothing."""
    assert key_of(None) is None
    assert key_of("") is None
    assert key_of(True) != key_of(1)
