"""What a sensor has read over some days, in words."""

from __future__ import annotations

import pytest

from tests.llm.test_telling import _told


@pytest.mark.parametrize(
    ("record", "wanted"),
    [
        ({"lowest": 410, "highest": 980, "mean": 640.5}, "ranges from 410 to 980, with a mean of 640.5"),
        ({"lowest": 0, "highest": 0, "mean": 0.0}, "stays at 0 throughout"),
    ],
)
def test_readings_are_told_by_their_range(record: dict[str, float], wanted: str) -> None:
    """Nothing is `between 0 and 0, with a mean of 0`."""
    assert wanted in _told(record)
