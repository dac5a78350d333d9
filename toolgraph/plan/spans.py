"""How long a thing lasts between its two ends: a meeting minutes or hours, a stay days.

Two ends that are drawn one by one lie weeks apart. Where they are the start and the end of a thing, and not of a
stretch of time that is looked through, they must be as far from one another as such a thing lasts.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from random import Random

from toolgraph.meaning.text import singular, words
from toolgraph.models.base import JsonValue
from toolgraph.models.tool import Tool
from toolgraph.plan.wants import Want

# What is looked back on, or reckoned over weeks and months.
_OVER_TIME = frozenset(
    "usage energy consumption electricity price history historical statement transaction report statistic stat metric "
    "log trend analytic insight expense spending rate earning revenue sale activity workout sleep measurement reading "
    "campaign project sprint plan subscription policy contract course semester goal budget alert forecast season lease "
    "insurance membership licence license timesheet audit traffic uptime incident record".split()
)
# Names of ends of a window that is looked through, rather than of a thing.
_WINDOW = frozenset("from to since until after before by min max lowest highest earliest latest".split())
_DAYS_LONG = frozenset(
    "guest visitor code access pass key rental rent trip stay holiday vacation leave absence hold visit tour camp "
    "hotel car loan parking permit away conference".split()
)
_HOURS = timedelta(hours=8)
_MINUTES = (30, 45, 60, 60, 90, 120)
_A_FEW_DAYS = timedelta(days=14)
_SPAN_DAYS = (1, 2, 2, 3, 3, 4, 5, 7)


def longest(tool: Tool, want: Want) -> timedelta | None:
    """The longest that lies between the two ends of what a tool is told, of which this is one; None for no bound."""
    parameter = want.parameter
    timed = parameter.format == "date-time" or bool(_TIMED.search(parameter.description))
    return _longest(tool.name, parameter.name, timed, tool.effect == "read")


# Where a text says that it is told by the hour.
_TIMED = re.compile(r"%H:%M|HH:MM", re.IGNORECASE)


@lru_cache(maxsize=8192)
def _longest(tool: str, parameter: str, timed: bool, looks: bool) -> timedelta | None:
    own, about = set(words(parameter)), {singular(w) for w in (*words(tool), *words(parameter))}
    if (looks and own & _WINDOW) or about & _OVER_TIME:
        return None
    return _HOURS if timed and not about & _DAYS_LONG else _A_FEW_DAYS


def is_too_long(start: JsonValue, end: JsonValue, most: timedelta | None) -> bool:
    """Whether an end lies farther from its start than such things last; both are dates or moments."""
    if most is None or not isinstance(start, str) or not isinstance(end, str):
        return False
    return _instant(end) - _instant(start) > most


def moved(origin: str, like: str, way: int, rng: Random, most: timedelta | None) -> str:
    """A moment some days (dates, stays) or minutes (meetings) after or before another one, written like a third."""
    if ":" not in like:
        return (date.fromisoformat(origin[:10]) + way * timedelta(days=rng.choice(_SPAN_DAYS))).isoformat()
    days = most is not None and most > _HOURS
    by = timedelta(days=rng.choice(_SPAN_DAYS)) if days else timedelta(minutes=rng.choice(_MINUTES))
    later = datetime.fromisoformat(origin) + way * by
    if "T" not in like:  # as a description wants it: `2026-03-01 10:00`
        return later.strftime("%Y-%m-%d %H:%M:%S")[: len(like)]
    return later.isoformat().replace("+00:00", "Z" if like.endswith("Z") else "+00:00")


def _instant(moment: str) -> datetime:
    found = datetime.fromisoformat(moment)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
