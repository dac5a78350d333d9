"""Whether a text says a value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, tzinfo
from functools import lru_cache
from typing import NamedTuple

from toolgraph.meaning.said.dates import Day, dates_in, days_in, months_in, times_in
from toolgraph.meaning.said.numbers import as_number, numbers_in
from toolgraph.meaning.said.zones import here
from toolgraph.models.base import JsonValue

_WRITTEN_DAY = re.compile(r"[\d/.-]{5,10}|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+,? \d{4}|[A-Z][a-z]+ \d{1,2},? \d{4}")
_GAPS = re.compile(r"[\s\-_‐-―]+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "−": "-", "\u00a0": " "})
_EVERYDAY = frozenset(
    "it us in me or so no to is as at be by do my am an all and the for can not one you are we he if of on up new old "
    "get set put may now out off see use any has had how its let say she too two way who did add day go hi ok".split()
)
_YES = re.compile(
    r"\b(yes|yeah|yep|yup|sure|true|on|enabled?|please do|definitely|absolutely|of course)\b", re.IGNORECASE
)
_NO = re.compile(
    r"\b(no|nope|not|false|off|disabled?|without|never|skip|don['’]?t|\w+n['’]t|none|exclud\w+)\b", re.IGNORECASE
)
_NOTHING = re.compile(r"\b(none|nothing|no|any|empty|blank|null|anything)\b", re.IGNORECASE)
_LABEL_WORD = re.compile(r"[A-Z]?[a-z]{3,}|[A-Z]{3,}")
_HOLLOW_LABEL = frozenset(
    "include included including with only has have are should want show use enable enabled".split()
)
_ISO_VALUE = re.compile(
    r"(?:(?P<y>\d{4})-(?P<m>\d{2})(?:-(?P<d>\d{2}))?)?"
    r"(?:(?P<sep>[T ]|^)(?P<H>\d{2}):(?P<M>\d{2})(?::(?P<S>\d{2}))?(?:\.\d+)?(?P<zone>Z|[+-]\d{2}:?\d{2})?)?"
)


class Moment(NamedTuple):
    """A value that is a date, a month, a time or a date-time; parts that it does not have are None."""

    day: date | None
    month: tuple[int, int] | None
    time: time | None


@lru_cache(maxsize=8192)
def as_moment(value: str) -> Moment | None:
    """What moment an ISO 8601 string is; None when it is none, or not one of the calendar.

    >>> as_moment("2026-03-04").day, as_moment("14:30").time, as_moment("flat 14:30")
    (datetime.date(2026, 3, 4), datetime.time(14, 30), None)
    """
    match = _ISO_VALUE.fullmatch(value) if 5 <= len(value) <= 35 else None
    if match is None or (match["sep"] and not match["d"]):
        return None
    try:
        day = date(int(match["y"]), int(match["m"]), int(match["d"])) if match["d"] else None
        clock = time(int(match["H"]), int(match["M"]), int(match["S"] or 0)) if match["H"] else None
    except ValueError:
        return None
    month = (int(match["y"]), int(match["m"])) if match["y"] and not match["d"] else None
    return Moment(day, month, clock) if day or clock or month else None


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """A text with case, quotes, and runs of spaces, hyphens and underscores made one.

    >>> fold("Business_Class  seat")
    'business class seat'
    """
    return _GAPS.sub(" ", text.translate(_QUOTES)).strip().casefold()


def stands_in(needle: str, hay: str, *, plural: bool = False) -> bool:
    """Whether `needle` occurs in `hay` as whole tokens; with `plural`, an `s` or `es` may follow."""
    start = hay.find(needle) if needle else -1
    while start >= 0:
        if _free_before(hay, start, needle[0]) and _free_after(hay, start + len(needle), needle[-1], plural):
            return True
        start = hay.find(needle, start + 1)
    return False


def _free_before(hay: str, start: int, edge: str) -> bool:
    if not start or not edge.isalnum():
        return True
    before = hay[start - 1]
    if before.isalnum():
        return False
    return not (edge.isdigit() and before in ".,:" and start > 1 and hay[start - 2].isdigit())


def _free_after(hay: str, end: int, edge: str, plural: bool) -> bool:
    if plural:
        for tail in ("es", "s"):
            if hay.startswith(tail, end) and _free_after(hay, end + len(tail), tail, plural=False):
                return True
    if end == len(hay) or not edge.isalnum():
        return True
    if hay[end].isalnum():
        return False
    return not (edge.isdigit() and hay[end] in ".,:" and hay[end + 1 : end + 2].isdigit())


class _By(NamedTuple):
    """What a text is read by: the parameter's name; now, for relative dates; the speaker's zone, for moments in UTC."""

    label: str
    clock: datetime | None
    zone: tzinfo | None


def says(text: str, value: JsonValue, *, label: str = "", zone: tzinfo | None = None) -> bool:
    """Whether a text brings a value, by the rules in the package's docstring.

    Args:
        label: Name of the parameter, by which a boolean may be said too; "" for none.
        zone: Where the speaker is, by whose clock a moment in UTC (`Z`) is said; None to read it as it is written.
    """
    return _says(text, value, _By(label, None, zone))


def says_at(text: str, value: JsonValue, clock: datetime, *, label: str = "") -> bool:
    """As `says` in the clock's zone, and dates may also be said relative to the clock (`tomorrow`, `next Friday`)."""
    return _says(text, value, _By(label, clock, clock.tzinfo))


def _says(text: str, value: JsonValue, by: _By) -> bool:
    if isinstance(value, bool):
        return _says_bool(text, value, by.label)
    if isinstance(value, str):
        return _says_text(text, value, by)
    if isinstance(value, int | float):
        return as_number(value) in numbers_in(text)
    items = value.values() if isinstance(value, dict) else value
    if not items:  # None too
        return bool(_NOTHING.search(text))
    return all(_says(text, item, by) for item in items)


def _says_bool(text: str, value: bool, label: str) -> bool:
    named = any(stands_in(word, fold(text), plural=True) for word in _label_words(label))
    if value:
        return bool(_YES.search(text)) or named
    return bool(_NO.search(text))


@lru_cache(maxsize=4096)
def _label_words(label: str) -> tuple[str, ...]:
    found = (w.lower() for w in _LABEL_WORD.findall(label))
    return tuple(w for w in found if w not in _HOLLOW_LABEL)


def _says_text(text: str, value: str, by: _By) -> bool:
    if not value:
        return any(stands_in(word, text.lower()) for word in ("empty", "blank"))
    if stands_in(value, text):
        return True
    if any(_says_moment(text, moment, by.clock) for moment in _readings(text, value, by.zone)) or (
        _WRITTEN_DAY.fullmatch(value) and days_in(value) & days_in(text)
    ):
        return True
    number = as_number(value)
    if number is not None and number in numbers_in(text):
        return True
    return _says_folded(text, value) or _says_phone(text, value)


def _says_folded(text: str, value: str) -> bool:
    folded = fold(value)
    if value.isupper() and folded in _EVERYDAY:
        return False
    hay = fold(text)
    several = len(folded) > 2 and folded[-1].isalpha()
    if folded and stands_in(folded, hay, plural=several and not value.isupper()):
        return True
    if several and value.isupper() and stands_in(value, text, plural=True):
        return True
    return any(form != folded and form and stands_in(form, hay) for form in _other_forms(value, folded))


def _other_forms(value: str, folded: str) -> Iterator[str]:
    yield folded.rstrip(".!?")
    if not value.isupper() and not value.islower() and len(value) < 60 and " " not in value:
        yield fold(_CAMEL.sub(" ", value))


def _readings(text: str, value: str, zone: tzinfo | None) -> Iterator[Moment]:
    """The moment that a value is by the speaker's clock; as it is written too where the text speaks of UTC."""
    told = here(value, zone)
    if (moment := as_moment(told)) is not None:
        yield moment
    if told != value and "UTC" in text and (moment := as_moment(value)) is not None:
        yield moment


def _says_moment(text: str, moment: Moment, clock: datetime | None) -> bool:
    if moment.month is not None:
        return moment.month in months_in(text)
    if moment.day is None:
        return moment.time in times_in(text)
    day = moment.day
    days = days_in(text)
    said = Day(day.year, day.month, day.day) in days or Day(None, day.month, day.day) in days
    if not said and clock is not None:
        said = day in dates_in(text, clock)
    return said and (moment.time in (None, time(0)) or moment.time in times_in(text))


_PHONE = re.compile(r"\+?\(?\d[\d\s().-]{5,}\d")


def _says_phone(text: str, value: str) -> bool:
    if len(value) > 24 or not _PHONE.fullmatch(value):
        return False
    wanted = _digits(value)
    return any(_digits(found) == wanted for found in _phones(text))


def _phones(text: str) -> Iterable[str]:
    return _PHONE.findall(text)


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())
