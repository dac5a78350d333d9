"""Months: what is told of each of them begins on their first day and ends on their last."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta

_DAY_MIN = 1440


def first_day(today: date, *, back: int) -> date:
    """The first day of the month that many months before this one."""
    day = today.replace(day=1)
    for _ in range(back):
        day = (day - timedelta(days=1)).replace(day=1)
    return day


def minutes_of(start: datetime) -> int:
    """How many minutes there are to the last day of the month that begins then."""
    return (monthrange(start.year, start.month)[1] - start.day) * _DAY_MIN
