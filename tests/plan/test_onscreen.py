"""A second look that shows none but what the first one showed brings nothing."""

from __future__ import annotations

import pytest

from toolgraph.models.base import JsonValue
from toolgraph.plan.onscreen import is_within


@pytest.mark.parametrize(
    ("result", "other", "within"),
    [
        ({"deals": [{"id": 1}], "total": 1}, {"deals": [{"id": 2}, {"id": 1}], "total": 2}, True),
        ({"deals": [{"id": 3}], "total": 1}, {"deals": [{"id": 2}, {"id": 1}], "total": 2}, False),
        ({"deals": [], "total": 0}, {"deals": [{"id": 2}], "total": 1}, False),
        ({"price": 3}, {"price": 3}, True),
        ({"price": 3}, {"price": 4}, False),
        ([1], [1, 2], True),
    ],
)
def test_only_what_was_shown_is_within(result: JsonValue, other: JsonValue, within: bool) -> None:
    assert is_within(result, other) is within
