"""What a field of a result means to a person, and how its value is put into a sentence."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from random import Random
from typing import NamedTuple

from toolgraph.llm.offline.held import Held
from toolgraph.meaning.said import spoken
from toolgraph.meaning.said.match import as_moment
from toolgraph.models.base import JsonObject, JsonValue

_SPLIT = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+|[^\W\d_]+")
_ID_WORDS = frozenset("id ids uuid guid key token hash sha arn etag cursor slug node".split())
_CODES = frozenset("code number reference confirmation ticket iban isbn sku serial tracking".split())
_TITLES = frozenset("name title subject headline label".split())
_MONEY = frozenset(
    "price cost amount fee fare total balance budget limit spent remaining refund available booked rate tax subtotal deposit salary".split()
)
_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£"}
_UNITS = {
    "minutes": "minutes", "min": "minutes", "mins": "minutes", "hours": "hours", "seconds": "seconds", "days": "days", "km": "km",
    "m": "metres", "metres": "metres", "meters": "metres", "kg": "kg", "percent": "percent", "pct": "percent", "mm": "mm", "cm": "cm",
    "months": "months", "weeks": "weeks", "years": "years", "nights": "nights", "ms": "milliseconds", "bytes": "bytes", "celsius": "degrees Celsius",
    "s": "seconds", "sec": "seconds", "kcal": "kcal", "g": "g", "mg": "mg", "calories": "calories", "miles": "miles", "mb": "MB", "gb": "GB",
}  # fmt: skip
_LINKS = frozenset("url link uri website href".split())
_PLACES = frozenset(
    "city address location place venue country region town destination origin station airport room building hotel".split()
)
_PEOPLE = frozenset(
    "owner author assignee sender recipient organizer artist director host customer user holder contact company payee counterparty operator airline supplier brand manufacturer team".split()
)
_STATES = frozenset("status state condition stage phase availability".split())
_AUDIT = frozenset(
    "created updated modified saved opened checked observed issued changed timestamp retrieved fetched generated".split()
)
_DONE = frozenset(
    "created updated modified saved opened checked observed issued changed cancelled canceled deleted removed completed paid shipped delivered sent received published released booked shared finished added closed registered joined".split()
)
_COUNTS = frozenset("count total size quantity stock seats left reviews votes members followers stars items".split())
_QUIET = frozenset(
    "latitude longitude lat lng lon version offset page limit per height width color colour locale schema type object kind mime timezone zone".split()
)
_TEXTS = frozenset(
    "description summary advice overview snippet text note notes instruction message body content bio comment".split()
)
_UGLY = re.compile(r"[{}<>\n\\|]|https?://|^\W*$|[A-Za-z0-9+/_=-]{32,}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.\w+")


class Fact(NamedTuple):
    """One telling value.

    Attributes:
        path: Within the record.
        score: How telling, higher is more.
        clause: Behind the record's name: `costs 20 EUR`.
        brief: Behind an item of a list: `for 20 EUR`.
    """

    path: str
    score: int
    clause: str
    brief: str


class Ink(NamedTuple):
    """What values are written with."""

    held: Held
    rng: Random
    clock: datetime


@lru_cache(maxsize=50_000)
def words_of(key: str) -> tuple[str, ...]:
    """The words of a field name, lower case, as they stand."""
    return tuple(w.lower() for w in _SPLIT.findall(key))


@lru_cache(maxsize=50_000)
def label_of(key: str) -> str:
    """A field name in plain words."""
    words = [w for w in words_of(key) if w not in ("id", "ids", "is", "has")]
    if len(words) > 1 and words[-1] in _UNITS:
        words = words[:-1]
    if len(words) > 1 and words[-1] in ("at", "on"):
        words = [*words[:-1], "time" if words[-1] == "at" else "date"]
    return " ".join(w.upper() if key.isupper() else w for w in words)


def is_id(key: str) -> bool:
    """Whether a field only identifies its record."""
    return bool(set(words_of(key)[-1:]) & _ID_WORDS)


def is_title(key: str) -> bool:
    """Whether a field is what its record is called."""
    return bool(set(words_of(key)[-1:]) & _TITLES)


def plain_text(value: JsonValue, longest: int = 90) -> bool:
    """Whether a value is a text that can stand in a sentence."""
    return isinstance(value, str) and 0 < len(value.strip()) <= longest and not _UGLY.search(value)


def number(value: float, *, money: bool = False) -> str:
    """A number as written in a sentence, of the same value to its last digit."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if money and isinstance(value, float) and round(value, 2) == value:
        return f"{value:,.2f}"
    return f"{value:,}" if abs(value) >= 1000 or money else str(value)


def amount(value: float, currency: str, ink: Ink) -> str:
    """An amount of money; "" as the currency leaves it out."""
    text = number(value, money=True)
    if currency in _SYMBOLS and value >= 0 and ink.rng.random() < 0.5:
        return f"{_SYMBOLS[currency]}{text}"
    return f"{text} {currency}".strip()


def moment(value: str, ink: Ink) -> str:
    """A date or time as said, without a leading "on"."""
    known = as_moment(value)
    if known and known.day and known.time and known.time.second:
        value = value[:10]  # nobody wants the seconds; the day alone is true
    return spoken(value, rng=ink.rng, clock=ink.clock).removeprefix("on ")


def facts_of(record: JsonObject, ink: Ink, skip: frozenset[str] = frozenset()) -> list[Fact]:
    """The telling values of a record, the most telling first.

    Args:
        skip: Top-level keys that the record's name already uses.
    """
    out: list[Fact] = []
    currency = _currency(record)
    for key, value in record.items():
        if key in skip or value is None or value in ("", [], {}):
            continue
        out.extend(_facts(key, value, currency, ink))
    return sorted(out, key=lambda fact: -fact.score)


def _currency(record: JsonObject) -> str:
    for key, value in record.items():
        if words_of(key)[-1:] == ("currency",) or words_of(key)[-2:] == ("currency", "code"):
            return value if isinstance(value, str) and len(value) <= 4 else ""
    return ""


def _facts(key: str, value: JsonValue, currency: str, ink: Ink) -> list[Fact]:
    if isinstance(value, dict):
        return _inner(key, value, ink)
    if isinstance(value, list):
        fact = _of_list(key, value, ink)
    elif isinstance(value, bool):
        fact = _of_flag(key, value=value)
    elif isinstance(value, int | float):
        fact = _of_number(key, value, currency, ink)
    else:
        fact = _of_text(key, value, ink) if isinstance(value, str) else None
    return [fact] if fact else []


def _inner(key: str, value: JsonObject, ink: Ink) -> list[Fact]:
    """Facts of a record within a record: money as one, else its own best, named after it."""
    currency = _currency(value)
    if currency and isinstance(value.get("amount", value.get("value")), int | float):
        fact = _of_number(key, value.get("amount", value.get("value")), currency, ink, money=True)
        return [fact] if fact else []
    named = next((v for k, v in value.items() if is_title(k) and plain_text(v, 50)), None)
    if named is not None:
        fact = _of_text(key, str(named), ink)
        return [fact] if fact else []
    flat = {f"{key}_{k}" if k in ("time", "date", "name", "code") else k: v for k, v in value.items()}
    inner = [f for f in facts_of({k: v for k, v in flat.items() if not isinstance(v, dict)}, ink) if f.score > 20]
    return [f._replace(path=key, score=f.score - 12) for f in inner[:2]]


def _of_list(key: str, value: list[JsonValue], ink: Ink) -> Fact | None:
    label = label_of(key)
    texts = [v for v in value if plain_text(v, 40)]
    if not label or not value:
        return None
    if texts and len(texts) == len(value):
        shown = texts[:4]
        marks = [ink.held.hold(moment(v, ink)) for v in shown]
        text = marks[0] if len(marks) == 1 else ", ".join(marks[:-1]) + f" and {marks[-1]}"
        rest = ", among others" if len(value) > len(shown) else ""
        return Fact(key, 8 if is_id(key) else 42, f"lists {text} under {label}{rest}", f"with {text}")
    return None


def _of_flag(key: str, *, value: bool) -> Fact | None:
    words = [w for w in words_of(key) if w not in ("is", "has", "are", "was")]
    label = " ".join(words)
    if not words or words[-1] in ("success", "ok", "error", "deleted"):
        return None
    verb = re.match(r".*(ed|able|ible|ic|open|active|public|private|free|read|available|unread|new|done)$", words[-1])
    if verb and len(words) <= 2:
        text = label if len(words) == 1 else f"{words[-1]}"
        subject = "" if len(words) == 1 else f" as far as the {words[0]} goes"
        return Fact(key, 32, f"is {'' if value else 'not '}{text}{subject}", f"{'' if value else 'not '}{label}")
    return None


def _of_number(key: str, value: float, currency: str, ink: Ink, *, money: bool = False) -> Fact | None:
    words, label = words_of(key), label_of(key)
    has, last = set(words), words[-1] if words else ""
    if not label or (is_id(key) and not has & _CODES) or has & {"latitude", "longitude", "lat", "lng", "lon"}:
        return None
    if money or (currency and has & _MONEY and not has & {"count", "percent", "days"}):
        text = ink.held.hold(amount(value, currency, ink))
        if has & {"price", "cost", "fare", "fee"} and not has & {"new"}:
            return Fact(key, 92, f"costs {text}" if "fee" not in has else f"comes with a fee of {text}", f"for {text}")
        if "total" in has:
            return Fact(key, 90, f"comes to {text} in all", f"for {text}")
        return Fact(
            key,
            86,
            f"has a {label} of {text}" if last != "amount" else f"is for {text}",
            f"for {text}" if last == "amount" else f"{text} {label}",
        )
    text = ink.held.hold(number(value))
    if last in _UNITS:
        unit = _UNITS[last]
        unit = unit.removesuffix("s") if value == 1 and unit.endswith("s") else unit
        if has & {"duration", "took", "length"}:
            return Fact(key, 62, f"takes {text} {unit}", f"taking {text} {unit}")
        if unit in ("kcal", "g", "mg"):
            return Fact(key, 57, f"has {text} {unit} of {label}", f"{text} {unit} of {label}")
        if has & {"distance"}:
            return Fact(
                key, 60, f"is {text} {unit} away" if "away" in has else f"covers {text} {unit}", f"{text} {unit}"
            )
        return Fact(key, 18 if last == "bytes" else 58, f"has a {label} of {text} {unit}", f"{label} {text} {unit}")
    if has & {"rating", "score"}:
        return Fact(
            key,
            70,
            f"is rated {text}" if "rating" in has else f"has a {label} of {text}",
            f"rated {text}" if "rating" in has else f"{label} {text}",
        )
    if last == "stars" or label == "stars":
        return Fact(key, 66, f"has {text} stars", f"{text} stars")
    if has & _QUIET or last in ("year",):
        return Fact(key, 22, f"has the {label} {text}", f"{label} {text}")
    if last in ("count", "total") and len(words) > 1:
        many = " ".join(words[:-1])
        many = many if value == 1 or many.endswith(("s", "ed")) else f"{many}s"
        return Fact(key, 40, f"has {text} {many}", f"{text} {many}")
    if has & _CODES:
        return Fact(key, 30, f"has the {label} {text}", f"{label} {text}")
    return Fact(key, 40 if has & _COUNTS else 50, f"has a {label} of {text}", f"{label} {text}")


def _of_text(key: str, value: str, ink: Ink) -> Fact | None:
    known = as_moment(value)
    if known is not None and known.month is None:
        return _of_moment(key, value, ink)
    words = words_of(key)
    has, last = set(words), words[-1] if words else ""
    if has & _LINKS and re.match(r"https?://\S+$", value) and len(value) < 90:
        return Fact(key, 16, f"can be found at {ink.held.hold(value)}", f"at {ink.held.hold(value)}")
    if not plain_text(value, 110) or is_id(key) or not label_of(key):
        return None
    return _of_plain(key, value, (has, last), ink)


def _of_plain(key: str, value: str, about: tuple[set[str], str], ink: Ink) -> Fact | None:
    has, last = about
    label = label_of(key)
    folded = (
        re.sub(r"[_-]", " ", value).lower()
        if re.fullmatch(r"[a-z]+(?:[_-][a-z]+)*|[A-Z]+(?:_[A-Z]+)*", value)
        else value
    )
    text = ink.held.hold(
        folded if last not in ("currency", "ticker") and not (value.isupper() and len(value) < 5) else value
    )
    if last in _STATES and len(label.split()) > 1:
        return Fact(key, 56, f"has the {label} {text}", f"{label} {text}")
    if last in _STATES:
        return Fact(
            key, 82, f"is {text}" if last in ("status", "state", "availability") else f"shows {text}", f"{text}"
        )
    if last == "address" and not _EMAIL.fullmatch(value):
        return Fact(key, 43, f"is at {text}" if len(has) == 1 else f"has {text} as the {label}", f"at {text}")
    if last in _TEXTS or len(value) > 45:
        return Fact(key, 34, f"says {ink.held.hold(_quoted(value))}", ink.held.hold(_quoted(value)))
    if _EMAIL.fullmatch(value):
        return Fact(
            key,
            46,
            f"can be reached at {text}" if last in ("email", "mail") else f"has {text} as the {label}",
            f"{text}",
        )
    if has & _CODES:
        return Fact(key, 74 if "confirmation" in has else 52, f"has the {label} {text}", f"{label} {text}")
    if last in ("by", "with") and len(label.split()) > 1:
        return Fact(key, 50, f"is {label} {text}", f"{label} {text}")
    if last == "name" and "file" in has:
        return Fact(key, 40, f"is saved as {text}", f"saved as {text}")
    if last in ("currency",) or has & _QUIET:
        return Fact(key, 14, f"has the {label} {text}", f"{text}")
    if last in _PLACES or (last in ("name", "code") and has & _PLACES):
        return Fact(
            key,
            64,
            _placed(last, has, text, label),
            f"{'to' if has & {'destination', 'arrival', 'to'} else 'from' if has & {'origin', 'departure', 'from'} else 'in' if last in ('city', 'country', 'region', 'town') else 'at'} {text}",
        )
    if has & _PEOPLE:
        return Fact(
            key,
            68,
            f"has {text} as the {label}",
            f"by {text}" if has & {"author", "artist", "director", "sender"} else f"with {text}",
        )
    return Fact(key, 44, f"has {text} as the {label}", f"{text}")


def _placed(last: str, has: set[str], text: str, label: str) -> str:
    if has & {"destination", "arrival"}:
        return f"goes to {text}"
    if has & {"origin", "departure"}:
        return f"starts from {text}"
    return (
        f"is {'in' if last in ('city', 'country', 'region', 'town', 'room', 'building') else 'at'} {text}"
        if last in _PLACES and len(has) == 1
        else f"has {text} as the {label}"
    )


def _of_moment(key: str, value: str, ink: Ink) -> Fact:
    words = words_of(key)
    has = set(words)
    mark = ink.held.hold(moment(value, ink))
    known = as_moment(value)
    on = "at" if known and not known.day else "on"
    went = next((w for w in words if w in _WENT), "")
    if went:
        return Fact(key, 46, f"{went} {on} {mark}", f"{went} {on} {mark}")
    done = next((w for w in words if w in _DONE or (w.endswith("ed") and len(words) > 1)), "")
    if done:
        return Fact(key, 12 if done in _AUDIT else 46, f"was {done} {on} {mark}", f"{done} {on} {mark}")
    if words == ("as", "of"):
        return Fact(key, 20, f"is as of {mark}", f"as of {mark}")
    for names, clause, brief, score in _TIMES:
        if has & names:
            return Fact(key, score, clause.format(on=on, t=mark), brief.format(on=on, t=mark))
    if has & _AUDIT or len(words) == 1:
        return Fact(
            key, 12 if has & _AUDIT else 60, f"is {'dated' if on == 'on' else 'set for'} {mark}", f"{on} {mark}"
        )
    return Fact(key, 60, f"has {mark} as the {label_of(key)}", f"{on} {mark}")


_WENT = frozenset("happened occurred expired started ended began".split())
# Names of a moment, how it reads behind a record, behind an item, and how telling it is; {on} is "on" or "at".
_TIMES = (
    (frozenset(("due", "deadline")), "is due {on} {t}", "due {on} {t}", 78),
    (frozenset(("departure", "departs", "depart", "leave", "leaves")), "leaves {on} {t}", "leaving {on} {t}", 76),
    (frozenset(("start", "starts", "begin", "begins", "from")), "starts {on} {t}", "{on} {t}", 76),
    (frozenset(("arrival", "arrives", "arrive")), "arrives {on} {t}", "arriving {on} {t}", 56),
    (frozenset(("end", "ends", "until", "to")), "ends {on} {t}", "until {t}", 54),
    (frozenset(("expires", "expiry", "expiration", "expire")), "is valid until {t}", "valid until {t}", 40),
    (frozenset(("execute", "execution")), "goes out {on} {t}", "{on} {t}", 72),
    (frozenset(("scheduled", "delivery")), "is planned for {t}", "{on} {t}", 70),
    (frozenset(("birth", "birthday", "born")), "was born {on} {t}", "born {on} {t}", 44),
)  # fmt: skip


def _quoted(text: str) -> str:
    return f"“{text.strip()}”"
