"""Numbers as facts: money, measures, counts, ratings, each in the words that go with its name."""

from __future__ import annotations

import re

from toolgraph.llm.offline.telling import Fact
from toolgraph.llm.offline.written import UNITS, Ink, amount, is_id, label_of, number, words_of
from toolgraph.meaning.text import singular

_CODES = frozenset("code reference confirmation ticket isbn serial tracking iban sku".split())
_SILENT = frozenset(
    "latitude longitude lat lng lon version offset page limit per height width schema object bytes code exit utc "
    "accuracy sample priority position index order".split()
)
_MONEY = frozenset(
    "price cost amount fee fare total balance budget limit spent remaining refund available booked tax subtotal "
    "deposit salary discount due paid refunded converted".split()
)
# Names of sums of money, how they read behind a record and behind an item, how telling they are; the first that fits.
_SUMS = (
    (frozenset(("fee",)), "comes with a fee of {t}", "with a fee of {t}", 88),
    (frozenset(("refund", "refunded")), "brings a refund of {t}", "refund {t}", 80),
    (frozenset(("due",)), "comes to {t}", "{t} due", 88),
    (frozenset(("converted",)), "comes to {t}", "{t}", 90),
    (frozenset(("total",)), "comes to {t} in all", "{t}", 90),
    (frozenset(("spent", "remaining", "available", "booked", "left")), "has {t} {label}", "{t} {label}", 86),
    (frozenset(("limit",)), "has a {label} of {t}", "with a limit of {t}", 50),
)
_PRICES = frozenset(("price", "cost", "fare"))
_PER = (("monthly", " a month"), ("unit", " each"), ("seat", " per seat"), ("night", " per night"))
_WORTH = frozenset(("balance", "budget", "limit", "discount"))
_NOT_MANY = frozenset("max min average maximum minimum usual".split())
_MEASURES = frozenset(
    "rating score probability humidity temperature speed weight size discount progress power brightness volume "
    "balance rate level distance elevation".split()
)
_TIME_UNITS = frozenset("minutes hours seconds milliseconds days weeks months years nights".split())
_LASTING = frozenset(("duration", "length", "runtime"))
_TAKING = frozenset(("took", "time", "total"))
LONG_SECONDS = 120  # nobody counts more
_MOMENTS = 10**9  # numbers from here on are moments in seconds, or nothing that is counted
_SIZES = 10_000
_COUNT_OF = re.compile(r"^(?:cnt|num|nb|nr|(?:total )?number of|(?:total )?count of) (?=\w)")  # `num_children`
_STATES = frozenset("due overdue open closed active free new available unread missing pending late empty ready".split())
_RESULTS = frozenset(("score", "grade"))  # of which none is one too
_TERMS = frozenset("validity warranty guarantee notice period trial term interval timeout".split())
# Names that are one word; by its number a thing is asked for again.
_ALONE = {"year": ("is from {t}", "{t}", 40), "number": ("has the number {t}", "number {t}", 62)}
_BARE_COUNTS = frozenset("total count size quantity".split())


def number_fact(key: str, value: float, currency: str, ink: Ink, *, money: bool = False) -> Fact | None:
    """A number by what it measures; None for ids, coordinates, and numbers that people do not speak of.

    Args:
        currency: Of the record; "" when it has none.
        money: Known to be an amount of money, whatever its name.
    """
    words, label = words_of(key), _COUNT_OF.sub("", label_of(key))
    has = set(words)
    if not label or (is_id(key) and not has & _CODES) or _is_silent(has) or abs(value) >= _MOMENTS:
        return None
    if "size" in has and abs(value) > _SIZES:
        return None  # of a file, in bytes
    if has >= {"price", "level"} or words[-1] in ("from", "to"):
        return None  # a grade, or an end of a range that has no other
    if words[-1] in UNITS:
        per_unit = "per" in words and has & _PRICES
        return _per_unit(key, value, currency, ink) if per_unit else _measured(key, value, label, ink)
    if money or (currency and has & _MONEY and not has & {"count", "percent", "days"}):
        return _money(key, ink.held.hold(amount(value, currency, ink)), label, has) if value else None
    text = ink.held.hold(str(int(value)) if words[-1] == "year" else number(value))
    return _counted(key, text, label, one=value == 1) or _rated(key, text, label, has)


def _is_silent(has: set[str]) -> bool:
    """Whether nobody speaks of a number by these names: of how many per page, but of a price per night."""
    silent = has & _SILENT
    return bool(silent - {"per"} if has & _PRICES else silent)


def _per_unit(key: str, value: float, currency: str, ink: Ink) -> Fact:
    """What one of something costs: `price_per_kwh` is no number of kWh."""
    text = f"{ink.held.hold(amount(value, currency, ink))} per {UNITS[words_of(key)[-1]].removesuffix('s')}"
    return Fact(key, 92, f"costs {text}", text)


def _money(key: str, text: str, label: str, has: set[str]) -> Fact:
    if has & _PRICES and "new" not in has:
        per = next((said for word, said in _PER if word in has), "")
        return Fact(key, 92, f"costs {text}{per}", f"{text}{per}")
    for names, clause, brief, score in _SUMS:
        if has & names:
            return Fact(key, score, clause.format(t=text, label=label), brief.format(t=text, label=label))
    if label == "amount":
        return Fact(key, 86, f"is for {text}", text)
    score = 61 if has & {"closing", "current", "final"} else 60
    return Fact(key, score, f"has a {label} of {text}", f"{label} {text}")


def _measured(key: str, value: float, label: str, ink: Ink) -> Fact | None:
    words = words_of(key)
    unit = UNITS[words[-1]]
    if unit == "bytes":
        return None
    text = f"{ink.held.hold(number(value))} {unit.removesuffix('s') if value == 1 else unit}"
    if unit in _TIME_UNITS:
        idle = not value and "delay" not in words  # what began just now has lasted no second
        long = unit.endswith("seconds") and value >= LONG_SECONDS
        return None if idle or long else _lasting(key, value, text)
    if not value and not _RESULTS & set(words):
        return None
    if words == ("change", "percent"):  # of a price, since the day before or over some days
        way, much = "up" if value > 0 else "down", f"{ink.held.hold(number(abs(value)))} percent"
        return Fact(key, 45, f"is {way} {much}", f"{way} {much}")
    return _weighed(key, value, text, unit) or _sized(key, text, unit, label)


def _lasting(key: str, value: float, text: str) -> Fact | None:
    """A span of time, where the name says of what."""
    words = words_of(key)
    has = set(words)
    if len(words) == 1:
        return Fact(key, 48, f"takes {text}", text)
    if "day" in has and has & _LASTING:
        return Fact(key, 58, f"gives {text} of daylight", f"{text} of daylight")
    if "walk" in has:
        return Fact(key, 58, f"is {text} away on foot", f"{text} on foot")
    if has & (_LASTING | _TAKING):
        return Fact(key, 58, f"{'lasts' if has & _LASTING else 'takes'} {text}", text)
    if "delay" in has:
        return Fact(
            key, 58, f"has a delay of {text}" if value else "is on time", f"{text} late" if value else "on time"
        )
    return _foreseen(key, text)


def _foreseen(key: str, text: str) -> Fact | None:
    """A span of time that something should take, may take at most, or is good for."""
    words = words_of(key)
    has = set(words)
    if has & {"estimated", "expected"} and len(words) == 2:
        return Fact(key, 58, f"should take {text}", text)
    noun = " ".join(w for w in words[:-1] if w not in ("max", "maximum", "allowed"))
    if has & {"max", "maximum"} and noun:
        return Fact(key, 54, f"allows a {noun} of up to {text}", f"{noun} up to {text}")
    return Fact(key, 47, f"has a {noun} of {text}", f"{noun} {text}") if words[-2] in _TERMS else None


def _weighed(key: str, value: float, text: str, unit: str) -> Fact | None:
    """What food has in it, and energy."""
    words = words_of(key)
    if unit == "kWh":
        return Fact(key, 90, f"comes to {text}", text)
    if unit in ("kcal", "calories") and set(words) & {"energy", "burned", "burnt"}:
        return Fact(key, 59, f"comes to {text}", text)
    if unit not in ("kcal", "g", "mg"):
        return None
    if "remaining" in words:
        return Fact(key, 58, f"leaves {text}", f"{text} left") if value >= 0 else Fact(key, 0, "", "")
    of = "" if len(words) == 1 or "energy" in words else f" of {' '.join(words[:-1])}"
    return Fact(key, 59 if unit == "kcal" else 57, f"has {text}{of}", f"{text}{of}")


# Shares of something that read otherwise than `a share of 13 percent`.
_SHARES = (("progress", "is {t} done", "{t} done"), ("discount", "gives {t} off", "{t} off"))


def _sized(key: str, text: str, unit: str, label: str) -> Fact:
    words = words_of(key)
    if len(words) == 1:
        return Fact(key, 50, f"has {text}", text)
    if "distance" in words:
        near = "away" in words or unit == "metres"
        return Fact(key, 60, f"is {text} away" if near else f"covers {text}", f"{text} away" if near else text)
    if "temperature" in words and "target" in words:
        return Fact(key, 46, f"is set to {text}", f"set to {text}")
    if "temperature" in words:
        return Fact(key, 48, f"has a {label} of {text}", text)
    for word, clause, brief in _SHARES:
        if word in words:
            return Fact(key, 62, clause.format(t=text), brief.format(t=text))
    return Fact(key, 48, f"has a {label} of {text}", f"{label} {text}")


def _counted(key: str, text: str, label: str, *, one: bool) -> Fact | None:
    """A number of things, in the singular for one; None for any other number."""
    words = words_of(key)
    if len(words) == 1 and words[0] in _BARE_COUNTS:
        return Fact(key, 30, "", f"{text} of them" if words[0] == "quantity" else "")
    if words[-1] == "count":
        many = " ".join(words[:-1])
        if words[-2].endswith("ed"):
            return Fact(key, 16, "", f"{text} {many}")
        many = many if one or many.endswith("s") or not _is_noun(words[:-1]) else _many(many)
        return Fact(key, 40, f"has {text} {many}", f"{text} {many}")
    if words[-1] in ("left", "free") and len(words) > 1:
        many = f"{singular(words[0])} {words[-1]}" if one and len(words) == 2 else label
        return Fact(key, 50, f"has {text} {many}", f"{text} {many}")
    if singular(words[-1]) != words[-1] and not set(words) & _NOT_MANY:
        many = label.removesuffix(words[-1]) + (singular(words[-1]) if one else words[-1])
        return Fact(key, 41, f"has {text} {many}", f"{text} {many}")
    return None


def _is_noun(words: tuple[str, ...]) -> bool:
    """Whether words end in a thing: not `due`, and not `out of range`."""
    return words[-1] not in _STATES and not set(words[:-1]) & {"of", "in", "out", "on", "to"}


def _many(noun: str) -> str:
    return f"{noun[:-1]}ies" if re.search(r"[^aeiou]y$", noun) else f"{noun}s"


def _rated(key: str, text: str, label: str, has: set[str]) -> Fact:
    if "rating" in has:
        return Fact(key, 70, f"is rated {text}", f"rated {text}")
    if label in _ALONE:
        clause, brief, score = _ALONE[label]
        return Fact(key, score, clause.format(t=text), brief.format(t=text))
    if has & _PRICES:
        return Fact(key, 60, f"costs {text}", f"{label} {text}")
    if "humidity" in has:  # which has no other measure
        return Fact(key, 46, f"has a {label} of {text} percent", f"{label} {text} percent")
    if has & (_MEASURES | _WORTH):
        return Fact(key, 46, f"has a {label} of {text}", f"{label} {text}")
    return Fact(key, 15, "", f"{label} {text}")
