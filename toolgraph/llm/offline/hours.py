"""The hour and the day as tags that choose forms: no good morning at night, no waiting for the weekend on a Sunday."""

from __future__ import annotations

from datetime import datetime

_MORNING, _NOON, _EVENING = 5, 12, 18
_MONDAY, _SATURDAY = 0, 5


def hour_tags(clock: datetime) -> frozenset[str]:
    """`morning`, `afternoon` or `evening`, and `monday`, `midweek` or `weekend`."""
    morning, afternoon = _MORNING <= clock.hour < _NOON, _NOON <= clock.hour < _EVENING
    hour = "morning" if morning else "afternoon" if afternoon else "evening"
    day = clock.weekday()
    return frozenset((hour, "weekend" if day >= _SATURDAY else "monday" if day == _MONDAY else "midweek"))
