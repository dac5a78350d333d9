"""Numbers in a text: digits, separators, currency, percent, and words to ninety-nine."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_WORDS = {word: n for n, word in enumerate(ONES)} | TENS
_SCALES = {"hundred": 100, "thousand": 1000, "k": 1000, "million": 10**6, "billion": 10**9}

_UNIT = (
    r"st|nd|rd|th|kg|g|km|m|mi|cm|mm|lbs?|oz|ml|l|usd|eur|gbp|chf|h|hrs?|mins?|s|ms|x|gb|mb|kb|tb|mph|kmh|px|kwh|kw|c|f"
)
_DIGITS = re.compile(
    r"(?<![\w.,:/-])(?P<sign>[-+−]?)[$€£¥₹]?(?P<sign2>-?)\s?"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    rf"(?:(?P<percent>\s?(?:%|per ?cent\b))|[€£¥₹°]?\s?(?P<scale>k|thousand|million|billion)\b|(?:{_UNIT})\b"
    r"|(?![\w:])(?![.,/-]\d)(?!-\w)|(?=-(?!\d)))",
    re.IGNORECASE,
)
_RANGE_END = re.compile(r"(?<=\d)\s?[-–—/]\s?[$€£]?(\d+(?:\.\d+)?)(?![\w:/.-]\d)\b")
_RANGE_START = re.compile(r"(?<![\w.,:/-])[$€£]?(\d+(?:\.\d+)?)\s?[-–—]\s?[$€£]?\d+(?:\.\d+)?(?![\w:/-])")
_MINUS = re.compile(
    r"\b(?:minus|negative)\s+(?=[\d$€£.]|zero|one|two|three|four|five|six|seven|eight|nine|ten)", re.IGNORECASE
)
_IN_WORDS = re.compile(
    r"\b(?P<tens>"
    + "|".join(TENS)
    + r")(?:[- ](?P<ones>"
    + "|".join(ONES[1:10])
    + r"))?\b|\b(?P<small>"
    + "|".join(sorted(ONES, key=len, reverse=True))
    + r")\b(?:\s(?P<scale>hundred|thousand|million|billion)\b)?|\b(?:a|one)\s(?P<one>hundred|thousand|million)\b"
    + r"|\b(?P<few>a couple|a dozen)\b",
    re.IGNORECASE,
)


_PLAIN = re.compile(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?", re.ASCII)


def as_number(value: object) -> Decimal | None:
    """A number, or a string that is nothing but a plain number, as a decimal without trailing zeros; else None.

    >>> as_number("12.50"), as_number(12.0), as_number("1e5"), as_number(True)
    (Decimal('12.5'), Decimal('12'), None, None)
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        if len(value) > 40 or not _PLAIN.fullmatch(value):
            return None
        return _plain(Decimal(value.replace(",", "")))
    if isinstance(value, int | float):
        try:
            number = Decimal(repr(value))
        except InvalidOperation:  # pragma: no cover - repr of a number is a number
            return None
        return _plain(number) if number.is_finite() else None
    return None


def _plain(number: Decimal) -> Decimal:
    """Equal numbers get equal forms; quantising would round, so only the exponent is cleaned."""
    if not number:
        return Decimal(0)
    sign, digits, exponent = number.as_tuple()
    text = f"{number:f}" if isinstance(exponent, int) else str(number)
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return Decimal(text) if (sign, digits) else number


@lru_cache(maxsize=8192)
def numbers_in(text: str) -> frozenset[Decimal]:
    """Every number that a text says, as decimals without trailing zeros.

    >>> sorted(map(str, numbers_in("two rooms at $1,250.00, room 15b")))
    ['1250', '2']
    """
    text = _MINUS.sub("-", text)
    found: set[Decimal] = set()
    if any(c.isdigit() for c in text):
        for match in _DIGITS.finditer(text):
            found.update(_digits(match))
        found.update(_plain(Decimal(m.group(1))) for m in _RANGE_END.finditer(text))
        found.update(_plain(Decimal(m.group(1))) for m in _RANGE_START.finditer(text))
    for match in _IN_WORDS.finditer(text):
        number = _in_words(match)
        found.add(-number if text[: match.start()].endswith("-") else number)
        if match["ones"]:  # "twenty five" may also be two numbers of a list
            found.update((_plain(Decimal(_WORDS[match["tens"].lower()])), Decimal(_WORDS[match["ones"].lower()])))
    return frozenset(found)


def _digits(match: re.Match[str]) -> list[Decimal]:
    number = _plain(Decimal(match["number"].replace(",", "")))
    if match["sign"] in ("-", "−") or match["sign2"]:
        number = -number
    if match["percent"]:
        return [number, _plain(number / 100)]
    if match["scale"]:
        return [number, _plain(number * _SCALES[match["scale"].lower()])]
    return [number]


def _in_words(match: re.Match[str]) -> Decimal:
    if match["tens"]:
        return Decimal(_WORDS[match["tens"].lower()] + (_WORDS[match["ones"].lower()] if match["ones"] else 0))
    if match["small"]:
        scale = _SCALES[match["scale"].lower()] if match["scale"] else 1
        return Decimal(_WORDS[match["small"].lower()] * scale)
    if match["one"]:
        return Decimal(_SCALES[match["one"].lower()])
    return Decimal(2 if match["few"].lower() == "a couple" else 12)
