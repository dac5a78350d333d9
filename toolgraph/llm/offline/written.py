"""Values of results as written in a sentence: numbers, money, moments, names of fields."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from random import Random
from typing import NamedTuple

from toolgraph.llm.offline.held import Held
from toolgraph.meaning.said import here, spoken
from toolgraph.meaning.said.match import as_moment
from toolgraph.models.base import JsonValue

_SPLIT = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+|[^\W\d_]+")
_ID_WORDS = frozenset("id ids uuid guid gid uid oid sid pk key token hash sha arn etag cursor node".split())
_TITLES = frozenset("name title subject headline label".split())
_ACRONYMS = frozenset("utc url api gps ip vat sms pdf csv iban usb cpu ram html json".split())
_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£"}
_SIGNED = 0.5  # share of amounts with the sign of their currency
_UGLY = re.compile(r"[{}<>\n\\|]|https?://|^\W*$|[A-Za-z0-9+/_=-]{32,}")
UNITS = {
    "minutes": "minutes", "min": "minutes", "mins": "minutes", "hours": "hours", "seconds": "seconds", "days": "days",
    "km": "km", "m": "metres", "metres": "metres", "meters": "metres", "kg": "kg", "percent": "percent",
    "pct": "percent", "mm": "mm", "cm": "cm", "months": "months", "weeks": "weeks", "years": "years",
    "nights": "nights", "ms": "milliseconds", "millis": "milliseconds", "bytes": "bytes",
    "celsius": "degrees Celsius", "s": "seconds", "secs": "seconds",
    "sec": "seconds", "kcal": "kcal", "g": "g", "mg": "mg", "calories": "calories", "miles": "miles", "mb": "MB",
    "gb": "GB", "kwh": "kWh", "w": "watts", "c": "degrees Celsius",
}  # fmt: skip


class Ink(NamedTuple):
    """What values are written with.

    Attributes:
        dates: Decides how dates and times are written; None for `rng`.
        signs: Whether amounts have the sign of their currency; None to draw it each time.
    """

    held: Held
    rng: Random
    clock: datetime
    dates: Random | None = None
    signs: bool | None = None


@lru_cache(maxsize=50_000)
def words_of(key: str) -> tuple[str, ...]:
    """The words of a field name, lower case, as they stand; one empty word for a name without any."""
    return tuple(w.lower() for w in _SPLIT.findall(key)) or ("",)


@lru_cache(maxsize=50_000)
def label_of(key: str) -> str:
    """A field name in plain words; "" when nothing readable is left of it."""
    words = [w for w in words_of(key) if w not in ("id", "ids", "is", "has")]
    if len(words) > 1 and words[-1] == "money":
        words = words[:-1]
    if len(words) > 1 and words[-1] in UNITS:
        words = words[:-1]
    if len(words) > 1 and words[-1] in ("at", "on"):
        words = [*words[:-1], "time" if words[-1] == "at" else "date"]
    return " ".join(w.upper() if key.isupper() or w in _ACRONYMS else w for w in words)


def is_id(key: str) -> bool:
    """Whether a field only identifies its record."""
    return bool(set(words_of(key)[-1:]) & _ID_WORDS)


def is_title(key: str) -> bool:
    """Whether a field is what its record is called."""
    return bool(set(words_of(key)[-1:]) & _TITLES)


def plain_text(value: JsonValue, longest: int = 90) -> bool:
    """Whether a value is a text that can stand in a sentence."""
    return isinstance(value, str) and 0 < len(value.strip()) <= longest and not _UGLY.search(value)


_SMALLEST = 1e-4  # floats below are written with an exponent


def number(value: float, *, money: bool = False) -> str:
    """A number as written in a sentence, of the same value to its last digit."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if money and isinstance(value, float) and round(value, 2) == value:
        return f"{value:,.2f}"
    if 0 < abs(value) < _SMALLEST:
        return f"{Decimal(str(value)):f}"  # nobody says `5.8e-05`
    return f"{value:,}" if abs(value) >= 1000 or money else str(value)


def amount(value: float, currency: str, ink: Ink, *, sign: bool = True) -> str:
    """An amount of money, with the sign of its currency now and then where `sign` allows."""
    text = number(value, money=True)
    signed = ink.signs if ink.signs is not None else ink.rng.random() < _SIGNED
    if sign and currency in _SYMBOLS and signed:
        return f"{'-' if value < 0 else ''}{_SYMBOLS[currency]}{text.removeprefix('-')}"
    return f"{text} {currency}".strip()


def moment(value: str, ink: Ink) -> str:
    """A date or time as said, without a leading "on"; any other text as it is."""
    value = here(value, ink.clock.tzinfo)
    known = as_moment(value)
    if known is None:
        return value
    if known.day and known.time and known.time.second:
        value = value[:10]  # nobody wants the seconds; the day alone is true
    return spoken(value, rng=ink.dates or ink.rng, clock=ink.clock).removeprefix("on ")


def folded(value: str) -> str:
    """A choice in plain words: `in_progress` as `in progress`; any other text as it is."""
    if re.fullmatch(r"[a-z]+(?:[_-][a-z]+)*|[A-Z]{2,}(?:_[A-Z]+)+|[A-Z]{5,}", value):
        return re.sub(r"[_-]", " ", value).lower()
    return value
