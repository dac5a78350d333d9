"""Dates and times in a text: absolute, without a year, and relative to a clock."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from toolgraph.meaning.said.numbers import ONES, TENS

MONTHS = tuple(calendar.month_name)
WEEKDAYS = tuple(calendar.day_name)
_MONTH_OF = {name.lower(): i for i, name in enumerate(MONTHS) if i} | {
    name.lower(): i for i, name in enumerate(calendar.month_abbr) if i
}
_MONTH_OF["sept"] = 9

_MONTH = r"(?P<month>" + "|".join(sorted(_MONTH_OF, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_TO = r"(?:\s?[-–—]\s?|\s(?:to|until|till|through|and|or|,)\s(?:the\s)?)"
_YEAR = r"(?:,?\s(?:of\s)?(?P<year>\d{4})(?![\d:]))?"
_ISO = re.compile(r"(?<![\d/-])(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?![\d/-])")
_SLASHED = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\d/-]|\.\d)")
_DAY_MONTH = re.compile(
    rf"(?<![\w.-])(?:(?P<from>\d{{1,2}})(?:st|nd|rd|th)?{_TO})?{_DAY}\s(?:of\s)?{_MONTH}{_YEAR}", re.IGNORECASE
)
_MONTH_DAY = re.compile(
    rf"\b{_MONTH}\s(?:the\s)?(?:(?P<from>\d{{1,2}})(?:st|nd|rd|th)?{_TO})?{_DAY}(?![\w:])(?!\.\d){_YEAR}", re.IGNORECASE
)
_MONTH_YEAR = re.compile(
    rf"\b{_MONTH},?\s(?:of\s)?(?P<year>\d{{4}})\b|(?<![\d-])(?P<iso>\d{{4}}-\d{{2}})(?![\d-])", re.IGNORECASE
)

_CLOCK_TIME = re.compile(
    r"(?<![\d:.])(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?(?::(?P<second>\d{2}))?(?:\.\d+)?"
    r"\s?(?P<half>[ap])\.?m\b\.?"
    r"|(?<![\d:.])(?P<hour2>\d{1,2}):(?P<minute2>\d{2})(?::(?P<second2>\d{2}))?(?![\d:])",
    re.IGNORECASE,
)
_NAMED_TIME = re.compile(r"\b(noon|midday|midnight)\b", re.IGNORECASE)
_SPOKEN_TIME = re.compile(
    r"\b(?P<part>half past|quarter past|quarter to)\s(?P<hour>\d{1,2}|" + "|".join(ONES[1:13]) + r")\b"
    r"|\b(?P<clock>\d{1,2}|" + "|".join(ONES[1:13]) + r")\so['’]clock\b",
    re.IGNORECASE,
)


class Day(NamedTuple):
    """A date as said; `year` is None where it was left out."""

    year: int | None
    month: int
    day: int


@lru_cache(maxsize=8192)
def days_in(text: str) -> frozenset[Day]:
    """Every absolute date in a text, with or without a year; an ambiguous `04/03/2026` in both readings."""
    if not any(c.isdigit() for c in text):
        return frozenset()
    return frozenset(d for d in _all_days(text) if _exists(d))


def _all_days(text: str) -> Iterator[Day]:
    year: int | None
    for match in _ISO.finditer(text.replace("T", " ")):
        yield Day(int(match[1]), int(match[2]), int(match[3]))
    for match in _SLASHED.finditer(text):
        year = None if match[4] is None else int(match[4]) + (2000 if len(match[4]) == 2 else 0)
        if year is not None or match[2] == "/":
            yield Day(year, int(match[1]), int(match[3]))
            yield Day(year, int(match[3]), int(match[1]))
    for pattern in (_DAY_MONTH, _MONTH_DAY):
        for match in pattern.finditer(text):
            year = int(match["year"]) if match["year"] else None
            for day in filter(None, (match["from"], match["day"])):
                yield Day(year, _MONTH_OF[match["month"].lower()], int(day))


def _exists(day: Day) -> bool:
    return 1 <= day.month <= 12 and 1 <= day.day <= 31 and (day.year is None or _as_date(day, day.year) is not None)


def _as_date(day: Day, year: int) -> date | None:
    """The day in a year; None where that year has no such day (29 February)."""
    if not 1 <= year <= 9999 or day.day > calendar.monthrange(year, day.month)[1]:
        return None
    return date(year, day.month, day.day)


@lru_cache(maxsize=8192)
def months_in(text: str) -> frozenset[tuple[int, int]]:
    """Every (year, month) that a text names: `March 2026`, `2026-03`."""
    found = set()
    for match in _MONTH_YEAR.finditer(text):
        if match["iso"]:
            found.add((int(match["iso"][:4]), int(match["iso"][5:])))
        else:
            found.add((int(match["year"]), _MONTH_OF[match["month"].lower()]))
    return frozenset(found)


@lru_cache(maxsize=8192)
def times_in(text: str) -> frozenset[time]:
    """Every time of day that a text says; one without am or pm, up to 12:59, in both readings."""
    found: set[time] = set()
    text = re.sub(r"(?<=\d)T(?=\d\d:)", " ", text)
    for match in _CLOCK_TIME.finditer(text):
        found.update(_read_clock(match))
    for match in _NAMED_TIME.finditer(text):
        found.add(time(0) if match[1].lower() == "midnight" else time(12))
    for match in _SPOKEN_TIME.finditer(text):
        word = (match["hour"] or match["clock"]).lower()
        hour = int(word) if word.isdigit() else ONES.index(word)
        minute = {"half past": 30, "quarter past": 15, "quarter to": 45}.get((match["part"] or "").lower(), 0)
        hour -= minute == 45
        found.update(time((hour + half) % 24, minute) for half in (0, 12))
    return frozenset(found)


def _read_clock(match: re.Match[str]) -> Iterator[time]:
    if match["half"]:
        hour, minute, second = int(match["hour"]), int(match["minute"] or 0), int(match["second"] or 0)
        if 1 <= hour <= 12 and minute < 60 and second < 60:
            yield time(hour % 12 + (12 if match["half"].lower() == "p" else 0), minute, second)
        return
    hour, minute, second = int(match["hour2"]), int(match["minute2"]), int(match["second2"] or 0)
    if hour < 24 and minute < 60 and second < 60:
        yield time(hour, minute, second)
        if 1 <= hour <= 12 and not match["hour2"].startswith("0"):
            yield time((hour + 12) % 24, minute, second)


_COUNT = r"(?P<n>\d{1,3}|an?|" + "|".join([*ONES[1:], *TENS, "a couple of"]) + r")"
_UNIT = r"(?P<unit>day|week|fortnight|month|year)s?"
_DAY_NAME = "|".join(d.lower() for d in WEEKDAYS)
_NAMED_DAY = re.compile(
    r"\b(today|tonight|tomorrow|yesterday|right now|this (?:morning|afternoon|evening))\b", re.IGNORECASE
)
_AROUND = re.compile(r"\bday (after tomorrow|before yesterday)\b", re.IGNORECASE)
_AHEAD = re.compile(
    rf"\b(?:in|within)\s{_COUNT}\s{_UNIT}\b|\b{_COUNT.replace('?P<n>', '?P<n2>')}\s"
    rf"{_UNIT.replace('?P<unit>', '?P<unit2>')}\s(?:from\s(?:now|today)|later)\b",
    re.IGNORECASE,
)
_AGO = re.compile(rf"\b{_COUNT}\s{_UNIT}\sago\b", re.IGNORECASE)
_WEEKDAY = re.compile(
    rf"\b(?:(?P<which>this|next|last|coming|past)\s(?:coming\s)?)?(?P<name>{_DAY_NAME})s?\b"
    r"(?P<week>\s(?:next week|week\b|after next))?",
    re.IGNORECASE,
)
_WEEKEND = re.compile(r"\b(?:(this|next|last|coming)\s)?weekend\b", re.IGNORECASE)
_PERIOD = re.compile(
    r"\b(?:(end|start|beginning|first|last day) of\s)?(?:the|this|next|last)?\s?(?P<unit>week|month|year)\b",
    re.IGNORECASE,
)
_BARE_DAY = re.compile(
    r"\bthe\s(\d{1,2})(?:st|nd|rd|th)\b(?!\s(?:of|" + "|".join(m.lower() for m in MONTHS[1:]) + r"))", re.IGNORECASE
)


@lru_cache(maxsize=8192)
def _dates_in(text: str, today: date) -> frozenset[date]:
    found: set[date] = set()
    for day in days_in(text):
        years = (today.year - 1, today.year, today.year + 1) if day.year is None else (day.year,)
        dates = [d for year in years if (d := _as_date(day, year))]
        if day.year is None:  # the clock's year, and beside it the nearest other one that could be meant
            dates = [d for d in dates if d.year == today.year or abs((d - today).days) < 330]
        found.update(dates)
    found.update(_relative(text, today))
    return frozenset(found)


def dates_in(text: str, clock: datetime) -> set[date]:
    """All dates a text speaks of, absolute and relative to the clock; ambiguous words give each reading.

    `next Friday` is the coming one and the one of next week; `this weekend` is its Saturday and Sunday; `next week` its
    Monday and the same day a week on; a date without a year is the clock's year's, or a neighbour's within 330 days.
    """
    return set(_dates_in(text, clock.date()))


def _relative(text: str, today: date) -> Iterator[date]:
    offsets = {"tomorrow": 1, "yesterday": -1}
    for match in _NAMED_DAY.finditer(text):
        yield today + timedelta(days=offsets.get(match[1].lower(), 0))
    for match in _AROUND.finditer(text):
        yield today + timedelta(days=2 if match[1].lower().startswith("after") else -2)
    for match in _AHEAD.finditer(text):
        yield from _moved(today, _count(match["n"] or match["n2"]), (match["unit"] or match["unit2"]).lower())
    for match in _AGO.finditer(text):
        yield from _moved(today, -_count(match["n"]), match["unit"].lower())
    yield from _weekdays(text, today)
    yield from _periods(text, today)


def _count(word: str) -> int:
    word = word.lower()
    if word.isdigit():
        return int(word)
    if word in ("a", "an"):
        return 1
    return 2 if word == "a couple of" else TENS.get(word) or ONES.index(word)


def _moved(today: date, count: int, unit: str) -> Iterator[date]:
    """`today` moved by calendar units; nothing where the calendar ends."""
    if unit in ("day", "week", "fortnight"):
        days = today.toordinal() + count * {"day": 1, "week": 7, "fortnight": 14}[unit]
        if 1 <= days <= date.max.toordinal():
            yield date.fromordinal(days)
        return
    months = today.year * 12 + today.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    if 1 <= year <= 9999:
        yield date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def _weekdays(text: str, today: date) -> Iterator[date]:
    monday = today - timedelta(days=today.weekday())
    for match in _WEEKDAY.finditer(text):
        index = [d.lower() for d in WEEKDAYS].index(match["name"].lower())
        which, coming = (match["which"] or "").lower(), (index - today.weekday()) % 7
        if which in ("last", "past"):
            yield today - timedelta(days=(today.weekday() - index) % 7 or 7)
            continue
        yield today + timedelta(days=coming)
        if not coming:
            yield today + timedelta(days=7)
        if which == "next" or match["week"]:
            yield monday + timedelta(days=7 + index)
            yield today + timedelta(days=coming + 7)
    for match in _WEEKEND.finditer(text):
        which = (match[1] or "this").lower()
        weeks = {"next": (0, 7), "last": (-7,)}.get(which, (0,))
        yield from (monday + timedelta(days=5 + day + week) for week in weeks for day in (0, 1))


def _periods(text: str, today: date) -> Iterator[date]:
    for match in _PERIOD.finditer(text):
        following = bool(re.search(r"\bnext\b", match[0], re.IGNORECASE))
        yield from _period(today, match["unit"].lower(), (match[1] or "").lower(), following)
    for match in _BARE_DAY.finditer(text):
        for first in (today.replace(day=1), next(_moved(today.replace(day=1), 1, "month"))):
            found = _as_date(Day(None, first.month, int(match[1])), first.year) if int(match[1]) else None
            if found:
                yield found


def _period(today: date, unit: str, edge: str, following: bool) -> Iterator[date]:
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * following)
        ends = [monday + timedelta(days=n) for n in (4, 6)]
        yield from ends if edge in ("end", "last day") else [monday, *([today + timedelta(days=7)] * following)]
        return
    first = today.replace(day=1) if unit == "month" else today.replace(month=1, day=1)
    if following:
        first = next(_moved(first, 1, unit))
    if edge in ("end", "last day"):
        yield next(_moved(first, 1, unit)) - timedelta(days=1)
    elif edge or following:
        yield first
