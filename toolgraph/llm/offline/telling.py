"""Numbers, yes-or-no values and lists as facts: what each says to a person, and how much."""

from __future__ import annotations

import re
from typing import NamedTuple

from toolgraph.llm.offline import codes
from toolgraph.llm.offline.written import UNITS, Ink, amount, is_id, label_of, moment, number, plain_text, words_of
from toolgraph.meaning.text import PERSONS, singular
from toolgraph.models.base import JsonValue

_CODES = frozenset("code reference confirmation ticket isbn serial tracking iban sku".split())
_SILENT = frozenset(
    "latitude longitude lat lng lon version offset page limit per height width schema object bytes code exit utc "
    "elevation accuracy sample priority position index order".split()
)
_MONEY = frozenset(
    "price cost amount fee fare total balance budget limit spent remaining refund available booked tax subtotal "
    "deposit salary discount due paid refunded".split()
)
_LEFT = ("spent", "remaining", "available", "booked", "left")
_NOT_MANY = frozenset("max min average maximum minimum usual".split())
_MEASURES = frozenset(
    "rating score probability humidity temperature speed weight size discount progress power brightness volume "
    "balance rate level distance elevation heart_rate".split()
)
_LISTED_MAX = 3
_SPANS = ("minutes", "hours", "seconds", "minute", "hour", "second")
_BY_WEIGHT = ("kcal", "g", "mg")
_LONG_SECONDS = 120
_MOMENTS = 10**9  # numbers from here on are moments in seconds, or nothing that is counted
_FLAG = re.compile(r".*(?:ed|able|ible|ic|open|active|public|private|free|available|unread|new|done|online|on)$")
_TOLD_WHEN_NOT = frozenset("available open active paid refundable locked confirmed online".split())
_NOT_FLAGS = frozenset("success ok error deleted on is_on enabled required".split())


class Fact(NamedTuple):
    """One telling value.

    Attributes:
        path: Top-level key within the record.
        score: How telling, 0 to 100; up to 20 is only for want of anything better, 0 is never told.
        clause: Behind the record's name: `costs 20 EUR`; "" when it cannot be said so.
        brief: Behind an item of a list: `for 20 EUR`; "" when it cannot be said so.
    """

    path: str
    score: int
    clause: str
    brief: str


def list_fact(key: str, value: list[JsonValue], thing: str, ink: Ink) -> Fact | None:
    """A short list of plain texts; None for any other."""
    label = label_of(key)
    texts = [str(v) for v in value if plain_text(v, 40)]
    if not label or not texts or len(texts) < len(value) or is_id(key):
        return None
    if "language" in label:
        texts = [codes.language(t) or t for t in texts]
    marks = [ink.held.hold(moment(t, ink)) for t in list(dict.fromkeys(texts))[:_LISTED_MAX]]
    text = marks[0] if len(marks) == 1 else ", ".join(marks[:-1]) + f" and {marks[-1]}"
    if "language" in label:
        return Fact(key, 30, f"speaks {text}" if thing in PERSONS else f"is available in {text}", f"in {text}")
    more = len(value) > len(marks)
    last = label.split()[-1]
    if last in ("skills", "genres", "specialties", "equipment", "extras", "ingredients", "cities", "topics"):
        return Fact(key, 32, f"has {text} among the {label}" if more else f"lists {text} as {label}", f"with {text}")
    if last in ("tags", "labels", "categories"):
        return Fact(key, 24, f"is labelled {text}", "")
    if last in ("logins", "emails", "attendees", "reviewers", "members", "participants", "guests"):
        return Fact(key, 40, f"is with {text}" if last != "reviewers" else f"is reviewed by {text}", f"with {text}")
    if last in ("tickers", "symbols", "stocks"):
        return Fact(key, 36, f"holds {text}", f"with {text}")
    return Fact(key, 10, "", f"{label} {text}")


def flag_fact(key: str, *, value: bool) -> Fact | None:
    """A yes or no that reads as a property (`refundable`); None for any other."""
    words = [w for w in words_of(key) if w not in ("is", "has", "are", "was")]
    if words == ["on"]:
        return Fact(key, 70, f"is {'on' if value else 'off'}", "on" if value else "off")
    if words == ["enabled"]:
        return Fact(key, 60, f"is switched {'on' if value else 'off'}", "on" if value else "off")
    if words == ["in", "stock"]:
        return Fact(key, 50, f"is {'' if value else 'not '}in stock", f"{'' if value else 'not '}in stock")
    if words == ["sold", "out"]:
        return Fact(key, 50, f"is {'' if value else 'not '}sold out", f"{'' if value else 'not '}sold out")
    if len(words) != 1 or words[-1] in _NOT_FLAGS or not _FLAG.match(words[-1]):
        return None
    if not value and words[-1] not in _TOLD_WHEN_NOT:
        return None
    if words == ["online"] and not value:
        return Fact(key, 40, "is offline", "offline")
    no = "" if value else "not "
    return Fact(key, 32 if value else 26, f"is {no}{words[0]}", f"{no}{words[0]}")


def number_fact(key: str, value: float, currency: str, ink: Ink, *, money: bool = False) -> Fact | None:
    """A number by what it measures; None for ids, coordinates, and numbers that people do not speak of.

    Args:
        currency: Of the record; "" when it has none.
        money: Known to be an amount of money, whatever its name.
    """
    words, label = words_of(key), label_of(key)
    has = set(words)
    if not label or (is_id(key) and not has & _CODES) or has & _SILENT or abs(value) >= _MOMENTS:
        return None
    if words[-1] in UNITS:
        return _measured(key, value, label, ink)
    if money or (currency and has & _MONEY and not has & {"count", "percent", "days"}):
        if not value:
            return None
        return _money(key, ink.held.hold(amount(value, currency, ink)), label, has)
    text = ink.held.hold(number(value))
    return _counted(key, (text, value == 1), label) or _rated(key, text, label, has)


def _money(key: str, text: str, label: str, has: set[str]) -> Fact:
    if "fee" in has:
        return Fact(key, 88, f"comes with a fee of {text}", f"with a fee of {text}")
    if has & {"price", "cost", "fare"} and "new" not in has:
        per = next((f" {w} {p}" for w, p in (("per", "seat"), ("per", "night")) if {w, p} <= has), "")
        per = " a month" if "monthly" in has else " each" if "unit" in has else per
        return Fact(key, 92, f"costs {text}{per}", f"{text}{per}")
    if "refund" in has or "refunded" in has:
        return Fact(key, 80, f"brings a refund of {text}", f"refund {text}")
    if "due" in has:
        return Fact(key, 88, f"comes to {text}", f"{text} due" if "amount" in has else text)
    if "total" in has:
        return Fact(key, 90, f"comes to {text} in all", text)
    if label in _LEFT:
        return Fact(key, 86, f"has {text} {label}", f"{text} {label}")
    if "limit" in has:
        return Fact(key, 50, f"has a {label} of {text}", f"with a limit of {text}")
    if label == "amount":
        return Fact(key, 86, f"is for {text}", text)
    return Fact(key, 60, f"has a {label} of {text}", f"{label} {text}")


def _measured(key: str, value: float, label: str, ink: Ink) -> Fact | None:
    words = words_of(key)
    unit = UNITS[words[-1]]
    has = set(words)
    if (unit in ("seconds", "milliseconds") and value >= _LONG_SECONDS) or unit == "bytes":
        return None  # nobody counts these
    text = f"{ink.held.hold(number(value))} {unit.removesuffix('s') if value == 1 else unit}"
    if unit.removesuffix("s") in _SPANS or unit in ("days", "weeks", "months"):
        if len(words) == 1:
            return Fact(key, 48, f"takes {text}", text)
        if has & {"duration", "took", "length", "time", "runtime", "walk", "total"}:
            lasts = "lasts" if has & {"duration", "runtime", "length"} else "takes"
            return Fact(key, 58, f"{lasts} {text}", text)
        if "delay" in has:
            return Fact(key, 58, f"is {text} late" if value else "is on time", f"{text} late" if value else "on time")
        return None
    if len(words) == 1:
        return Fact(key, 50, f"comes to {text}" if unit == "kWh" else f"has {text}", text)
    if words[-1] in _BY_WEIGHT and label == "remaining":
        return Fact(key, 58, f"leaves {text}", f"{text} left") if value >= 0 else None
    if words[-1] in _BY_WEIGHT:
        of = "" if label == "energy" else f" of {label}"
        return Fact(key, 59 if unit == "kcal" else 57, f"has {text}{of}", f"{text}{of}")
    if unit == "kWh":
        return Fact(key, 90, f"comes to {text}", text)
    if "distance" in has:
        near = "away" in has or unit == "metres"
        return Fact(key, 60, f"is {text} away" if near else f"covers {text}", f"{text} away" if near else text)
    if "progress" in has:
        return Fact(key, 62, f"is {text} done", f"{text} done")
    return Fact(key, 48, f"has a {label} of {text}", f"{label} {text}")


def _counted(key: str, how_many: tuple[str, bool], label: str) -> Fact | None:
    """A number of things, in the singular for one; None for any other number."""
    text, one = how_many
    words = words_of(key)
    if words[-1] in ("total", "count", "size", "quantity") and len(words) == 1:
        return Fact(key, 30, "", f"{text} of them" if words[0] == "quantity" else "")
    if words[-1] == "count" and len(words) > 1:
        many = " ".join(words[:-1])
        if words[-2].endswith("ed"):
            return Fact(key, 16, "", f"{text} {many}")
        many = many if one or many.endswith("s") else _many(many)
        return Fact(key, 40, f"has {text} {many}", f"{text} {many}")
    if label == "stars":
        return Fact(key, 66, f"has {text} {'star' if one else 'stars'}", f"{text} {'star' if one else 'stars'}")
    if words[-1] in ("left", "free") and len(words) > 1:
        return Fact(key, 50, f"has {text} {label}", f"{text} {label}")
    if singular(words[-1]) != words[-1] and not set(words) & _NOT_MANY:
        many = label.removesuffix(words[-1]) + (singular(words[-1]) if one else words[-1])
        return Fact(key, 41, f"has {text} {many}", f"{text} {many}")
    return None


def _many(noun: str) -> str:
    return f"{noun[:-1]}ies" if re.search(r"[^aeiou]y$", noun) else f"{noun}s"


def _rated(key: str, text: str, label: str, has: set[str]) -> Fact | None:
    if "rating" in has:
        return Fact(key, 70, f"is rated {text}", f"rated {text}")
    if has & _MONEY - {"total"} or "salary" in has:
        of = f"has a {label} of {text}" if label in ("balance", "budget", "limit", "discount") else f"costs {text}"
        return Fact(
            key, 60, of if has & {"price", "cost", "fare", "balance", "budget", "limit", "discount"} else "", text
        )
    if label == "year":
        return Fact(key, 40, f"is from {text}", text)
    if has & _MEASURES:
        return Fact(key, 46, f"has a {label} of {text}", f"{label} {text}")
    if has & _CODES or label in ("number", "floor", "week"):
        return Fact(key, 28, "", f"{label} {text}")
    return Fact(key, 15, "", f"{label} {text}")
