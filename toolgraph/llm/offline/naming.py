"""What a record is called in a sentence."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from toolgraph.llm.offline.moments import moment_fact
from toolgraph.llm.offline.pairs import pair_facts
from toolgraph.llm.offline.shape import META
from toolgraph.llm.offline.written import Ink, is_id, is_title, moment, number, plain_text, words_of
from toolgraph.meaning.said.match import as_moment
from toolgraph.meaning.text import HOLLOW, PERSONS
from toolgraph.models.base import JsonObject, JsonValue

_NAMING = (
    "full name", "display name", "title", "name", "subject", "headline", "label", "model", "slug", "question", "event",
    "file name", "task", "symbol", "ticker", "medicine", "ingredient", "food", "exercise", "line", "path",
)  # fmt: skip
_PERSON_PARTS = (
    frozenset((("given", "name"), ("first", "name"), ("firstname",))),
    frozenset((("family", "name"), ("last", "name"), ("lastname",))),
)
_BEHIND = frozenset("author owner sender customer user holder creator committer host domain file branch".split())
_OWN_NAMES = frozenset("product item event station airport track company tag plan stop film course".split())
_NO_CODE = frozenset("country currency postal language zip area status error phone exit airport voucher member".split())
_BY_CODE = frozenset(("voucher", "member"))  # whose own code that is
_TRACKED = frozenset("parcel shipment package delivery consignment tracking".split())
_DATED = frozenset("date time day weekday month at on".split())
_AT_THE_END = frozenset("expires expiry expiration valid".split())  # nothing goes by the day on which it ends
_WORDED = frozenset("message text content snippet description summary instruction comment body question query".split())
_OWNED = frozenset(
    "booking appointment order subscription event task trip playlist reservation transfer account budget cart "
    "return workout watchlist ticket invoice draft application".split()
)
# Words that are written in capitals.
UPPER = frozenset("sso ssh csv html json cv url api pdf id dns ip sms sku vat pr".split())
_OWN_SHARE = 0.6  # share of the user's own things that are called theirs
_STOCKS = frozenset("stock share company ticker symbol holding".split())  # what goes by a ticker
_SAYS_NOTHING = HOLLOW | {"place"}  # kinds that tell nothing which a name does not
_OF_A_THING = re.compile(
    r"(?<=\w) (?:quote|status|state|price|details|overview|summary)$"
)  # the flight, not its status
_ASKED = frozenset(("text", "question"))
_QUESTION_MAX = 90
_DONE_ON = re.compile(r"(?:\w+ed (?:on|at)|(?:delivery|due) (?:date|on|at))$")
_OPAQUE = re.compile(r"^[a-z]{2,5}[-_](?=\w*\d)\w{4,}$|^[0-9a-f-]{12,}$|^\d+$")


class Named(NamedTuple):
    """What a record is called, and the keys of it that the name uses up.

    Attributes:
        bare: The name alone, held back; "" when the text is only what kind of thing it is.
    """

    text: str
    used: frozenset[str]
    bare: str = ""


def noun(thing: str) -> str:
    """A kind of thing as it is written: `cv` as `CV`."""
    return " ".join(w.upper() if w in UPPER else f"{w[:-1].upper()}s" if w[:-1] in UPPER else w for w in thing.split())


_SENTENCE = re.compile(r"[?!.…]$|, | - |: ")
_PHRASE_WORDS = 4
_JOINT = 3  # letters of `in` and `the`, which stand in proper names too


def quoted(name: str) -> str:
    """A name as it stands in a sentence: in quotation marks where it would run on into it.

    >>> quoted("Focus"), quoted("How do I add a user?"), quoted("Room Fjord")
    ('Focus', '“How do I add a user?”', 'Room Fjord')
    """
    words = name.split()
    plain_words = any(w.islower() and len(w) > _JOINT for w in words[1:])
    runs_on = _SENTENCE.search(name) or (len(words) >= _PHRASE_WORDS and plain_words)
    plain = name[:1].isupper() or len(words) == 1
    return name if plain and not runs_on else f"“{name}”"


def is_opaque(text: str) -> bool:
    """Whether a text is a code that only stands for something: `wor_X5UT4F`."""
    return bool(_OPAQUE.match(text))


def article(thing: str, ink: Ink) -> str:
    """The kind of thing with what stands before it: `your booking` or `the hotel`."""
    own = thing.rpartition(" ")[2] in _OWNED and ink.rng.random() < _OWN_SHARE
    return f"your {noun(thing)}" if own else f"the {noun(thing)}"


def named(record: JsonObject, thing: str, ink: Ink) -> Named:
    """A single record with its kind before its name; its `bare` is "" when it has none that people use."""
    whole, used = _title(record, thing, alone=False)
    thing = _OF_A_THING.sub("", thing)
    if not whole:
        code = next((k for k, v in record.items() if _is_code(k, thing) and _sayable(v)), "")
        if not code:
            return Named("", frozenset(k for k in record if is_id(k)))
        bare = ink.held.hold(str(record[code]))
        return Named(f"{article(thing, ink)} {_of(thing, code)}{bare}", frozenset((code,)), bare)
    if thing in PERSONS or thing.rpartition(" ")[2] in PERSONS:
        bare = ink.held.hold(whole)
        return Named(bare, used, bare)
    bare = ink.held.hold(quoted(whole))
    last = thing.rpartition(" ")[2]
    if last in _SAYS_NOTHING:
        return Named(bare, used, bare)
    if last in re.findall(r"\w+", whole.lower()) or thing == "result":
        bare = ink.held.hold(f"“{whole}”") if " " in whole else bare
        return Named(bare, used, bare)
    return Named(f"{article(thing, ink)} {''.join({_of(thing, k) for k in used})}{bare}", used, bare)


def _of(thing: str, key: str) -> str:
    """`of ` where a code names another thing: the prices of a share by its ticker."""
    return "of " if words_of(key)[-1] in _STOCKS and thing.rpartition(" ")[2] not in _STOCKS else ""


def given_name(arguments: JsonObject, thing: str) -> str:
    """What the user has called a thing when it was made or renamed; "" when they have not."""
    last = thing.rpartition(" ")[2]
    own = {("name",), ("title",), ("new", "name"), ("new", "title"), (last, "name"), (last, "title")}
    value = next((v for k, v in arguments.items() if words_of(k) in own), None)
    return value if isinstance(value, str) and plain_text(value, 60) else ""


def item_name(record: JsonObject, thing: str, ink: Ink) -> Named:
    """An item of a list whose kind has been said already; "" when nothing tells it from others."""
    whole, used = _title(record, thing, alone=True)
    if whole:
        return Named(ink.held.hold(whole), used)
    for key, value in record.items():
        if _is_code(key, thing) and _sayable(value):
            return Named(ink.held.hold(str(value)), frozenset((key,)))
    worded, dated = (
        next((k for k, v in record.items() if _names_by(k, v, wanted)), "") for wanted in (_WORDED, _DATED)
    )
    if worded:
        text = moment(str(record[worded]), ink)
        return Named(ink.held.hold(f"“{text}”" if " " in text else text), frozenset((worded,)))
    return _dated(record, dated, ink) if dated else Named("", frozenset())


def code_name(record: JsonObject, thing: str, ink: Ink) -> Named:
    """A thing by its own number, where its name is that of others too: an invoice of one company; "" for none."""
    for key, value in record.items():
        words = words_of(key)
        if len(words) > 1 and words[-1] == "number" and set(words[:-1]) <= set(thing.split()) and _sayable(value):
            return Named(ink.held.hold(str(value)), frozenset((key,)))
    return Named("", frozenset())


def timed_name(record: JsonObject, ink: Ink) -> Named:
    """An item by the time of a day at which it is; "" for one that has none."""
    key = next((k for k, v in record.items() if _names_by(k, v, _DATED) and "T" in str(v)), "")
    return Named(ink.held.hold(moment(str(record[key]), ink)), frozenset((key,))) if key else Named("", frozenset())


def _names_by(key: str, value: JsonValue, wanted: frozenset[str]) -> bool:
    words = words_of(key)
    longest = _QUESTION_MAX if words[-1] in _ASKED else 60
    if words[-1] not in wanted or not plain_text(value, longest) or set(words) & (_BEHIND | _AT_THE_END):
        return False
    return wanted is not _DATED or as_moment(str(value)) is not None


def _dated(record: JsonObject, key: str, ink: Ink) -> Named:
    """An item by its date, or by its span of time where it has both ends."""
    facts, used = pair_facts({k: v for k, v in record.items() if isinstance(v, str)}, "", ink)
    span = next((f for f in facts if f.path == key), None)
    if span is None and _DONE_ON.match(" ".join(words_of(key))):  # nobody goes by the day on which it was started
        fact = moment_fact(key, str(record[key]), ink)
        return Named(f"one {fact.brief}" if fact.brief else "", frozenset((key,)))
    if span is None:
        return Named(ink.held.hold(moment(str(record[key]), ink)), frozenset((key,)))
    return Named(span.brief.removeprefix("on ").removeprefix("from "), frozenset(used))


def _title(record: JsonObject, thing: str, *, alone: bool) -> tuple[str, frozenset[str]]:
    first, last = (next((k for k in record if words_of(k) in names), "") for names in _PERSON_PARTS)
    if first and last and plain_text(record[first]) and plain_text(record[last]):
        return f"{record[first]} {record[last]}", frozenset((first, last))
    for key in _title_keys(tuple(record), thing, alone=alone):
        if plain_text(record[key], 70) and not (" " not in str(record[key]) and is_opaque(str(record[key]))):
            return str(record[key]), frozenset((key,))
    return "", frozenset()


@lru_cache(maxsize=8192)
def _title_keys(record: tuple[str, ...], thing: str, *, alone: bool) -> tuple[str, ...]:
    labels = {k: " ".join(words_of(k)) for k in record}
    last = thing.rpartition(" ")[2]
    first = thing.partition(" ")[0]
    wanted = [
        *_NAMING[:2],
        f"{thing} name",
        f"{last} name",
        f"{first} name",
        f"{thing} title",
        f"{last} title",
        *([last] if alone else []),
        *_NAMING[2:],
    ]
    exact = [k for name in wanted for k, label in labels.items() if label == name]
    own = {*thing.split(), *(_OWN_NAMES if alone else ())}
    others = [k for k in record if is_title(k) and set(words_of(k)[:-1]) <= own]
    if alone:
        others += [k for k in record if words_of(k)[-1] == "title" and len(words_of(k)) > 1]
        others += [
            k for k in record if words_of(k)[-1] == "name" and len(words_of(k)) > 1 and not set(words_of(k)) & _BEHIND
        ]
    return tuple(dict.fromkeys((*exact, *others)))


def _is_code(key: str, thing: str) -> bool:
    """Whether people call a thing by what stands under a key: a parcel by its tracking number, but not its order."""
    if key.lower() in META and key.lower() != "code":
        return False  # it is that of the answer, and not of the thing
    words = words_of(key)
    if words[0] == "tracking" and thing.rpartition(" ")[2] not in _TRACKED:
        return False
    return (
        words[-1] in ("number", "code", "ticker", "reference", "symbol", "iban")
        and not (set(words) - ({thing.rpartition(" ")[2]} & _BY_CODE)) & _NO_CODE
    )


def _sayable(value: JsonValue) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool) and 0 < len(str(value)) < 24


def scalar(value: JsonValue, ink: Ink) -> str:
    """A plain value as it stands in a list."""
    if isinstance(value, int | float):
        return number(value)
    return moment(str(value), ink)
