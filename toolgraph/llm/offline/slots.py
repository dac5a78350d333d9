"""How a value is brought into a sentence: by what its label means and what kind of value it is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from importlib import resources
from random import Random
from typing import NamedTuple

from toolgraph.llm.offline import codes
from toolgraph.llm.offline.clauses import anded
from toolgraph.meaning.said import spoken
from toolgraph.meaning.said.match import as_moment
from toolgraph.meaning.text import singular
from toolgraph.models.base import JsonValue
from toolgraph.models.dialogue_plan import SaidValue

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.\w+")
_CODE = re.compile(r"(?=[^\s]*[\d_])[\w.:/+=#-]{2,}")
_IDENTIFYING = re.compile(
    r"\b(sku|gid|uid|ids?|identifiers?|numbers?|codes?|references?|refs?|keys?|uuid|guid|handle|slug|token)$",
    re.IGNORECASE,
)
_ID_WORDS = re.compile(
    r"\b(sku|gid|uid|ids?|identifiers?|numbers?|codes?|references?|refs?|keys?|uuid|guid)\b", re.IGNORECASE
)
_WRITTEN = re.compile(
    r"\b(branch|login|username|user name|file|path|tag|slug|folder|channel|handle|repo\w*|version|sha|host|domain)\b"
    r"|name$"
)

_NOT_THINGS = frozenset(
    "tracking phone serial confirmation postal zip country access membership staff registration".split()
)
_AWAY = re.compile(r"^in (?!\w+ \d{4}\b)")
_UNDATED = re.compile(r"^(today|tonight|tomorrow|yesterday|this|next|last|in|the day)\b")
SOUGHT = re.compile(r"\b(query|search|search words|q|keywords?)$")
_LONGEST_BARE = 24  # a longer word is no word of the sentence
_NO_UNIT = re.compile(r" in (metres|kilometres|kilos|minutes|hours|days|seconds|percent|miles)$")
IS_STATE = re.compile(r"\b(?:status|state|condition)$")
IS_SO = re.compile(
    r"(?:ed|en|able|ible|ing|ive|ent|ant|al)$|^(?:open|late|free|new|due|overdue|ready|draft|public|full|empty|idle|void"
    r"|paid|unpaid|sent|unsent|held|lost|won|on|off|live|complete|done)$"
)
_AIMED = re.compile(r"aimed at ")
_TURNED = re.compile(r"\bturns? it\b")
_CURRENCY = re.compile(r"currency(_?code)?$", re.IGNORECASE)
_AMOUNT = re.compile(r"price|amount|cost|budget|sum|total|fee|limit", re.IGNORECASE)
_DONE_AT = re.compile(
    r"\b(start|end|finish|depart|return)ed(?= (?:time|date)$)"
)  # nobody is asked for the started time
_COUNTED = re.compile(r"^(?:number|count) of (.+)$|^(.+?) count$|^(.+s) number$")
_MANY = re.compile(r"\w[^su\W]s$")
_COUNT_DIGITS = 4
_WORDS = {"yes": "said yes", "no": "said no", **dict.fromkeys(("all", "any", "both", "everything"), "all")}
_UNITS = {
    "m": "metres", "meters": "metres", "metres": "metres", "km": "kilometres", "mi": "miles", "miles": "miles",
    "min": "minutes", "mins": "minutes", "minutes": "minutes", "hours": "hours", "h": "hours", "days": "days",
    "sec": "seconds", "seconds": "seconds", "kg": "kilos", "ms": "milliseconds", "cm": "centimetres",
    "k": "kelvin",
}  # fmt: skip


class Slot(NamedTuple):
    """One entry of the book of slots; the book says what each part is for."""

    label: re.Pattern[str] | None
    shape: str
    inline: tuple[str, ...]
    whole: tuple[str, ...]
    short: tuple[str, ...]
    ask: tuple[str, ...]
    question: tuple[str, ...]
    quote: bool


class Spoken(NamedTuple):
    """A value ready to be put into words.

    Attributes:
        text: As spoken, in quotation marks where it is a text.
        fills: What the slots in a form other than `{v}` are filled with.
        away: Spoken as a distance in time (`in 3 weeks`), which most prepositions do not go with.
        many: Several values of one kind, said as a list.
    """

    said: SaidValue
    slot: Slot
    text: str
    fills: dict[str, str]
    away: bool
    many: bool = False


@lru_cache(maxsize=1)
def slot_book() -> tuple[Slot, ...]:
    """The book of slots, in order."""
    book = resources.files("toolgraph.llm.offline") / "phrases" / "slots.toml"
    return tuple(_slot(entry) for entry in tomllib.loads(book.read_text("utf-8"))["slot"])


def _slot(entry: dict[str, JsonValue]) -> Slot:
    return Slot(
        label=re.compile(entry["label"]) if "label" in entry else None,
        shape=entry.get("shape", ""),
        inline=tuple(entry["inline"]),
        whole=tuple(entry["whole"]),
        short=tuple(entry.get("short", ())),
        ask=tuple(entry["ask"]),
        question=tuple(entry.get("question", ())),
        quote=entry.get("quote", False),
    )


def shape_of(value: JsonValue, label: str) -> str:
    """What kind of value it is, as far as phrasing goes."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return "id" if _IDENTIFYING.search(label) and not _COUNTED.match(label) else "number"
    if isinstance(value, list):
        return "email" if value and all(isinstance(v, str) and _EMAIL.fullmatch(v) for v in value) else "list"
    return _text_shape(value, label) if isinstance(value, str) else "object"


def _text_shape(value: str, label: str) -> str:
    if value.isdecimal() and len(value) < _COUNT_DIGITS and (_COUNTED.match(label) or _MANY.search(label)):
        return "number"  # however its spec writes it down
    moment = as_moment(value)
    if moment is not None and moment.month is None:
        return ("datetime" if moment.time else "date") if moment.day else "time"
    if _EMAIL.fullmatch(value):
        return "email"
    plain = _WORDS.get(value.lower(), "")
    if plain:
        return plain
    if " " not in value and (_IDENTIFYING.search(label) or (_CODE.fullmatch(value) and re.search(r"\d", value))):
        return "id"
    return "long" if len(value) > 48 or value.endswith((".", "!", "?")) else "text"


@lru_cache(maxsize=8192)
def slot_for(label: str, shape: str) -> Slot:
    """The first entry that fits; the last entry of the book fits everything."""
    return next(slot for slot in slot_book() if _fits(slot, label, shape))


def _fits(slot: Slot, label: str, shape: str) -> bool:
    if slot.label is not None and not slot.label.search(label):
        return False
    if not slot.shape:
        return slot.label is None or shape not in ("yes", "no", "all")
    if slot.shape == "text":
        return shape in ("text", "long") or (shape in ("id", "list") and slot.label is not None)
    return slot.shape == shape


def plain_label(said: SaidValue) -> str:
    """A label as it goes into a sentence: lower case but for acronyms, no marks of code."""
    return _labelled(said.label or said.path)


_LOGIN = re.compile(r"(?:login|user_?name)s?(?:\[\d+\])?$", re.IGNORECASE)  # which keep their hyphens


@lru_cache(maxsize=8192)
def _labelled(name: str) -> str:
    text = re.sub(r"[_\[\].{}/]+", " ", name)
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    text = _KELVIN.sub(r"\1 temperature", _DONE_AT.sub(r"\1", text))
    text = " ".join(w if w.isupper() and len(w) < 6 else w.lower() for w in text.split()) or "value"
    return _ACRONYM.sub(lambda m: m[1].upper(), text)


_KELVIN = re.compile(r"\b(colou?r) [kK]$")
_ACRONYM = re.compile(r"\b(iban|sku|url|vat)(?=s?\b)")


def speak(said: SaidValue, *, rng: Random, clock: datetime, money: str = "") -> Spoken:
    """A value as its speaker would say it.

    Args:
        money: Currency to name behind an amount, "" for none.
    """
    label = plain_label(said)
    if label in ("from", "to") and isinstance(said.value, str) and codes.currency(said.value):
        label = f"{label} currency"  # money does not leave from Turkey
    shape = shape_of(said.value, label.lower())
    slot = slot_for(label.lower(), shape)
    text = spoken(said.value, rng=rng, clock=clock, relative=said.relative)
    if _AWAY.match(text) and not any(map(_takes_away, slot.inline)):  # nobody says `before in a week`
        text = spoken(said.value, rng=rng, clock=clock, relative=False)
    if isinstance(said.value, str) and (_WRITTEN.search(label) or shape == "id") and as_moment(said.value) is None:
        text = said.value  # names of branches and files are not read out word by word
    if _LOGIN.search(said.path) and said.value:
        text = anded([str(v) for v in (said.value if isinstance(said.value, list) else [said.value])])
    text = _named(said.value, label, text.removeprefix("on "))
    if slot.quote and isinstance(said.value, str) and _needs_quotes(text, label):
        text = f'"{text}"'
    fills = {
        "label": label,
        "a_label": f"a {label}",
        "on": "" if _UNDATED.match(text) else "on ",
        "money": f" {money}" if money else "",
        "measure": _measure(said),
        "thing": _thing(label),
        "rest": re.sub(r"^(highest|lowest|max(imum)?|min(imum)?|upper) ", "", _NO_UNIT.sub("", label)),
        "a_rest": f"a {_NO_UNIT.sub('', label)}",
        "flag": _flag(label),
        "holder": label.removesuffix(" contains"),
        "bare_label": label.partition(" ")[2] or label,
        "side": label.partition(" ")[0],
        "does": singular(label.partition(" ")[0]),
        "way": label.rpartition(" ")[2],
        "often": _how_often(label, said.value),
        "years": "year" if said.value == 1 else "years",
        **_counted(said, label),
    }
    return Spoken(said, slot, text, fills, bool(_AWAY.match(text)))


def with_money(said: Sequence[SaidValue], *, rng: Random, clock: datetime) -> list[Spoken]:
    """Values as spoken; a currency goes with the amount of the same call."""
    currencies = {s.call: s for s in said if _CURRENCY.search(s.path) and isinstance(s.value, str)}
    amount = next(
        (s for s in said if s.call in currencies and isinstance(s.value, int | float) and _AMOUNT.search(s.path)), None
    )
    currency = currencies[amount.call] if amount else None
    money = str(currency.value) if currency else ""
    kept = [s for s in said if currency is None or s is not currency]
    return [speak(s, rng=rng, clock=clock, money=money if s is amount else "") for s in kept]


def _named(value: JsonValue, label: str, text: str) -> str:
    """A code with the name that people know it by, and a job as it stands in a sentence."""
    if not isinstance(value, str):
        return text
    last = label.rpartition(" ")[2]
    if "country" in label or last == "nationality":
        name = codes.country(value)
    elif last in ("language", "lang", "locale"):
        name = codes.language(value)
    elif "currency" in label:
        name = codes.currency(value)
    elif label.endswith("job title"):
        return re.sub(r"\b[A-Z](?=[a-z])", lambda m: m.group(0).lower(), text)
    elif last in ("specialty", "speciality") and text == "general":
        return "general medicine"
    else:
        return text
    return f"{name} ({value})" if name else text


def _needs_quotes(text: str, label: str) -> bool:
    if '"' in text or (" " not in text and len(text) <= _LONGEST_BARE):
        return False
    if label.endswith(("name", "title")):
        return not all(w[0].isupper() or w[0].isdigit() for w in text.split())
    return not SOUGHT.search(label) or _WORDY.search(text) is not None


_WORDY = re.compile(r"\b[a-z]{4,}\b")  # words that would run on into the sentence, as those of a title do not


def _flag(label: str) -> str:
    """What a yes or no is about, as a noun: `include prereleases` is about prereleases."""
    return re.sub(r"^(includes?|included|with|show|is|are|has|have|want|only|enabled?|use) ", "", label)


def _thing(label: str) -> str:
    bare = re.sub(r"\s+", " ", _ID_WORDS.sub("", label)).strip()
    return bare if bare and bare not in _NOT_THINGS else label


def _measure(said: SaidValue) -> str:
    found = _NO_UNIT.search(said.label)
    last = re.split(r"[_.\s]+|(?<=[a-z])(?=[A-Z])", said.path)[-1].lower()
    unit = found.group(1) if found else _UNITS.get(last, "")
    unit = unit or ("degrees" if last == "c" and "temperature" in said.label else "")
    unit = unit or ("percent" if said.label in ("opening", "brightness") else "")
    return f" {unit}" if unit else ""


def _how_often(label: str, value: JsonValue) -> str:
    """`weekly in hours` as `hours a week`; the label itself for any other."""
    often, _, units = label.partition(" in ")
    each = _EACH.get(often)
    return f"{singular(units) if value == 1 else units} {each}" if each and units else label


_EACH = {"daily": "a day", "weekly": "a week", "monthly": "a month", "yearly": "a year"}


def _counted(said: SaidValue, label: str) -> dict[str, str]:
    found = _COUNTED.match(label)
    noun = (found.group(1) or found.group(2) or found.group(3)) if found else label
    noun = "people" if noun in ("party size", "persons", "group size", "attendance") else noun
    noun = re.sub(r"^(max|min|maximum|minimum|highest|lowest|number of|total)\s+", "", _NO_UNIT.sub("", noun))
    noun, per, often = noun.partition(" per ")
    units = noun if noun.endswith("s") or noun in ("people", "children") else noun + "s"
    unit = {"people": "person", "children": "child"}.get(units, singular(units)) if said.value in (1, "1") else units
    return {"unit": f"{unit}{per}{often}", "units": f"{units}{per}{often}"}


def forms_that_fit(forms: tuple[str, ...], value: Spoken) -> tuple[str, ...]:
    """The forms that a value goes into: `in 3 weeks` does not stand behind `from`."""
    if value.slot.shape != "number" and IS_STATE.search(value.fills["label"]) and not IS_SO.search(value.text):
        forms = tuple(f for f in forms if "are {v}" not in f) or forms  # no `applications that are interview`
    forms = tuple(f for f in forms if not _AIMED.match(f) or value.text.isalpha()) or forms  # at `lose weight`
    if any(map(_TURNED.search, forms)):  # what is switched, is switched on or off; anything else is not
        turned = value.text in ("on", "off")
        forms = tuple(f for f in forms if bool(_TURNED.search(f)) == turned) or forms
    if not value.away:
        return forms
    return tuple(filter(_takes_away, forms)) or ("{v}",)


def _takes_away(form: str) -> bool:
    return ("{on}{v}" in form and " in {on}" not in form) or form.startswith("{v}") or "later than {v}" in form
