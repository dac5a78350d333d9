"""One natural form of a value, such as a person would say; always one that `says` recognises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from toolgraph.meaning.said.dates import MONTHS, WEEKDAYS
from toolgraph.meaning.said.match import Moment, as_moment, says, says_at
from toolgraph.meaning.said.numbers import ONES, as_number
from toolgraph.meaning.said.zones import here
from toolgraph.models.base import JsonValue

_ENUM_WORD = re.compile(r"[a-z]+(?:[_-][a-z]+)+|[A-Z]+(?:_[A-Z]+)+")
_ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


def spoken(value: JsonValue, *, rng: Random, clock: datetime, relative: bool = False) -> str:
    """One natural form of a value, which `says` recognises wherever it stands as words of its own.

    Args:
        clock: Now; a date of its year may be said without the year, a moment in UTC is said in its zone.
        relative: Say a date relative to the clock (`tomorrow`, `in 3 weeks`); `says_at` recognises it.
    """
    for form in _forms(value, rng, clock, relative):
        if says_at(form, value, clock) if relative else says(form, value, zone=clock.tzinfo):
            return form
    return _verbatim(value)


def _forms(value: JsonValue, rng: Random, clock: datetime, relative: bool) -> Iterator[str]:
    if isinstance(value, str):
        yield from _text_forms(value, rng, clock, relative)
    elif isinstance(value, bool):
        yield "yes" if value else "no"
    elif isinstance(value, int | float):
        yield _number(value, rng)
    elif value:
        items = list(value.values()) if isinstance(value, dict) else list(value)
        yield _joined([spoken(item, rng=rng, clock=clock, relative=relative) for item in items])
    else:
        yield "none"


def _verbatim(value: JsonValue) -> str:
    if isinstance(value, dict | list | tuple) and value:
        return "; ".join(_verbatim(v) for v in (value.values() if isinstance(value, dict) else value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        number = as_number(value)
        return str(value) if number is None else f"{number:f}"
    return str(value) if value else "none" if value != 0 else "0"


def _text_forms(value: str, rng: Random, clock: datetime, relative: bool) -> Iterator[str]:
    moment = as_moment(here(value, clock.tzinfo))
    if moment is not None:
        yield _moment(moment, rng, clock, relative)
        yield _moment(moment, rng, clock, relative=False)
    if _ENUM_WORD.fullmatch(value):
        yield re.sub(r"[_-]", " ", value).lower()
    yield value or "empty"


def _number(value: float, rng: Random) -> str:
    number = as_number(value)
    if number is None:
        return str(value)
    if 2 <= number <= 12 and number == int(number) and rng.random() < 0.35:
        return ONES[int(number)]
    if 10_000 <= number < 10**12 and number % 50 == 0:  # a round amount, not somebody's number
        return f"{int(number):,}"
    return f"{_money(number):f}" if isinstance(value, float) else str(value)


def _money(number: Decimal) -> Decimal:
    """12.5 is said 12.50: a person writes both decimals of an amount."""
    exponent = number.as_tuple().exponent
    return number.quantize(Decimal("0.01")) if exponent == -1 and number >= 1 else number


def _joined(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _moment(moment: Moment, rng: Random, clock: datetime, relative: bool) -> str:
    if moment.month is not None:
        return f"{MONTHS[moment.month[1]]} {moment.month[0]}" if 1 <= moment.month[1] <= 12 else ""
    if moment.day is None:
        return _time(moment.time, rng) if moment.time else ""
    day = _relative_day(moment.day, clock.date(), rng) if relative else _day(moment.day, clock.date(), rng)
    if moment.time in (None, time(0)):
        return day
    return f"{day} at {_time(moment.time, rng)}" if moment.time else day


def _day(day: date, today: date, rng: Random) -> str:
    month, ordinal = MONTHS[day.month], f"{day.day}{_ORDINALS.get(day.day, 'th')}"
    near = day.year == today.year and abs((day - today).days) < 300
    if near and rng.random() < 0.7:
        form = rng.choice(
            (f"{month} {day.day}", f"{day.day} {month}", f"{month} {ordinal}", f"the {ordinal} of {month}")
        )
        weekday = 0 <= (day - today).days < 21 and rng.random() < 0.3 and not form.startswith("the")
        return f"{WEEKDAYS[day.weekday()]}, {form}" if weekday else form
    year = f"{day.year:04}"
    return rng.choice(  # in the same order as above: who says 4 March says 4 March 2027
        (
            f"{month} {day.day}, {year}",
            f"{day.day} {month} {year}",
            f"{month} {ordinal}, {year}",
            f"the {ordinal} of {month} {year}",
        )
    )


def _time(at: time, rng: Random) -> str:
    if at.second:
        return f"{at:%H:%M:%S}"
    if at in (time(12), time(0)) and rng.random() < 0.6:
        return "noon" if at.hour else "midnight"
    half, hour = "am" if at.hour < 12 else "pm", at.hour % 12 or 12
    short = f"{hour} {half}" if not at.minute else f"{hour}:{at.minute:02} {half}"
    return rng.choice((short, short, short.replace(" ", ""), f"{at:%H:%M}"))


def _relative_day(day: date, today: date, rng: Random) -> str:
    away = (day - today).days
    fixed = {0: "today", 1: "tomorrow", -1: "yesterday", 2: "the day after tomorrow", -2: "the day before yesterday"}
    if away in (-1, 0, 1):
        return fixed[away]
    options = [fixed[away]] if away in fixed else []
    name, monday = WEEKDAYS[day.weekday()], today - timedelta(days=today.weekday())
    if 1 < away < 7:
        options += [f"this {name}" if day < monday + timedelta(days=7) else f"on {name}", f"on {name}"]
    elif away >= 7 and day < monday + timedelta(days=14):
        options.append(f"next {name}")
    if 2 < away < 60:
        options.append(f"in {away // 7} weeks" if away % 7 == 0 and away > 7 else _days_ahead(away))
    if not options:
        options.append(_days_ahead(away) if away > 0 else f"{-away} days ago")
    return rng.choice(options)


def _days_ahead(away: int) -> str:
    return "in a week" if away == 7 else f"in {ONES[away] if away <= 10 else away} days"
