"""Ends of what lasts, written in any form."""

from __future__ import annotations

from random import Random

from tests.world.tools import STRING, make
from toolgraph.plan.spans import is_too_long, longest, moved
from toolgraph.plan.values import is_moment
from toolgraph.plan.wants import wants_of

PATTERN = {**STRING, "description": "In the pattern of %Y-%m-%d %H:%M:%S"}


def test_a_meeting_takes_an_hour_however_its_ends_are_written() -> None:
    """Moments with a blank between day and time are as far apart as those of ISO 8601, and stay written so."""
    tool = make("CreateEvent", {"start_time": PATTERN, "end_time": PATTERN}, None)
    most = longest(tool, wants_of(tool)["end_time"])
    start, end = "2026-03-01 10:00:00", "2026-03-30 17:30:00"
    assert is_moment(start)
    assert is_too_long(start, end, most)
    later = moved(start, end, 1, Random(1), most)
    assert later.startswith("2026-03-01 1")
    assert len(later) == len(start)
