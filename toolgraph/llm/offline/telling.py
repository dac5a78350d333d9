"""Numbers, yes-or-no values and lists as facts: what each says to a person, and how much."""

from __future__ import annotations

import re
from typing import NamedTuple

from toolgraph.llm.offline.written import UNITS, Ink, amount, is_id, label_of, moment, number, plain_text, words_of
from toolgraph.meaning.text import singular
from toolgraph.models.base import JsonValue

CODES = frozenset("code number reference confirmation ticket iban isbn sku serial tracking".split())
QUIET = frozenset(
    "latitude longitude lat lng lon version offset page limit per height width color colour locale schema type object "
    "kind mime timezone zone".split()
)
_MONEY = frozenset(
    "price cost amount fee fare total balance budget limit spent remaining refund available booked tax subtotal "
    "deposit salary discount".split()
)
_LEFT = ("spent", "remaining", "available", "booked", "left")
_COUNTS = frozenset("total size quantity stock seats left reviews votes members followers items".split())
_NOT_MANY = frozenset("max min average maximum minimum".split())
_LISTED_MAX = 4
_SPANS = ("minutes", "hours", "seconds")
_BY_WEIGHT = ("kcal", "g", "mg")
_FLAG = re.compile(r".*(?:ed|able|ible|ic|open|active|public|private|free|read|available|unread|new|done)$")


class Fact(NamedTuple):
    """One telling value.

    Attributes:
        path: Top-level key within the record.
        score: How telling, 0 to 100; up to 20 is only for want of anything better.
        clause: Behind the record's name: `costs 20 EUR`.
        brief: Behind an item of a list: `for 20 EUR`.
    """

    path: str
    score: int
    clause: str
    brief: str


def list_fact(key: str, value: list[JsonValue], ink: Ink) -> Fact | None:
    """A short list of plain texts; None for any other."""
    label = label_of(key)
    texts = [v for v in value if plain_text(v, 40)]
    if not label or not texts or len(texts) < len(value):
        return None
    marks = [ink.held.hold(moment(str(v), ink)) for v in list(dict.fromkeys(texts))[:_LISTED_MAX]]
    text = marks[0] if len(marks) == 1 else ", ".join(marks[:-1]) + f" and {marks[-1]}"
    rest = " among the" if len(value) > len(marks) else " under"
    return Fact(key, 8 if is_id(key) else 42, f"has {text}{rest} {label}", f"with {text}")


def flag_fact(key: str, *, value: bool) -> Fact | None:
    """A yes or no that reads as a property (`refundable`); None for any other."""
    words = [w for w in words_of(key) if w not in ("is", "has", "are", "was")]
    if not words or words[-1] in ("success", "ok", "error", "deleted") or len(words) > 2 or not _FLAG.match(words[-1]):
        return None
    no = "" if value else "not "
    subject = "" if len(words) == 1 else f" as far as the {words[0]} goes"
    return Fact(key, 32, f"is {no}{words[-1]}{subject}", f"{no}{' '.join(words)}")


def number_fact(key: str, value: float, currency: str, ink: Ink, *, money: bool = False) -> Fact | None:
    """A number by what it measures; None for ids and coordinates.

    Args:
        currency: Of the record; "" when it has none.
        money: Known to be an amount of money, whatever its name.
    """
    words, label = words_of(key), label_of(key)
    has = set(words)
    if not label or (is_id(key) and not has & CODES) or has & {"latitude", "longitude", "lat", "lng", "lon"}:
        return None
    if money or (currency and has & _MONEY and not has & {"count", "percent", "days"}):
        return _money(key, ink.held.hold(amount(value, currency, ink)), label, has)
    text = ink.held.hold(number(value))
    if words[-1] in UNITS:
        unit = UNITS[words[-1]]
        return _measured(key, f"{text} {unit.removesuffix('s') if value == 1 else unit}", label, words)
    return _counted(key, (text, value == 1), label, words) or _rated(key, text, label, has)


def _money(key: str, text: str, label: str, has: set[str]) -> Fact:
    if "fee" in has:
        return Fact(key, 88, f"comes with a fee of {text}", f"with a fee of {text}")
    if has & {"price", "cost", "fare"} and "new" not in has:
        return Fact(key, 92, f"costs {text}", f"for {text}")
    if "total" in has:
        return Fact(key, 90, f"comes to {text} in all", f"for {text}")
    if label in _LEFT:
        return Fact(key, 86, f"has {text} {label}", f"{text} {label}")
    if label == "amount":
        return Fact(key, 86, f"is for {text}", f"for {text}")
    return Fact(key, 86, f"has a {label} of {text}", f"{label} {text}")


def _measured(key: str, text: str, label: str, words: tuple[str, ...]) -> Fact:
    has = set(words)
    if len(words) == 1:
        return Fact(key, 50, f"takes {text}" if words[0] in _SPANS else f"has {text}", text)
    if has & {"duration", "took", "length"}:
        return Fact(key, 62, f"takes {text}", f"taking {text}")
    if words[-1] in _BY_WEIGHT:
        return Fact(key, 57, f"has {text} of {label}", f"{text} of {label}")
    if "distance" in has:
        return Fact(key, 60, f"is {text} away" if "away" in has else f"covers {text}", text)
    return Fact(key, 18 if words[-1] == "bytes" else 58, f"has a {label} of {text}", f"{label} {text}")


def _counted(key: str, how_many: tuple[str, bool], label: str, words: tuple[str, ...]) -> Fact | None:
    """A number of things, in the singular for one; None for any other number."""
    text, one = how_many
    if words[-1] == "count" and len(words) > 1:
        many = " ".join(words[:-1])
        many = many if one or many.endswith(("s", "ed")) else f"{many}s"
        return Fact(key, 40, f"has {text} {many}", f"{text} {many}")
    if label == "stars":
        return Fact(key, 66, f"has {text} {'star' if one else 'stars'}", f"{text} {'star' if one else 'stars'}")
    if singular(words[-1]) != words[-1] and not set(words) & _NOT_MANY:
        many = label.removesuffix(words[-1]) + (singular(words[-1]) if one else words[-1])
        return Fact(key, 41, f"has {text} {many}", f"{text} {many}")
    if set(words) & CODES:
        return Fact(key, 30, f"has the {label} {text}", f"{label} {text}")
    return None


def _rated(key: str, text: str, label: str, has: set[str]) -> Fact:
    if "rating" in has:
        return Fact(key, 70, f"is rated {text}", f"rated {text}")
    if has & QUIET or label == "year":
        return Fact(key, 22, f"has the {label} {text}", f"{label} {text}")
    return Fact(key, 40 if has & _COUNTS else 50, f"has a {label} of {text}", f"{label} {text}")
