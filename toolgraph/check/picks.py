"""Whether a call takes the thing that the user singled out, and whether calls are made in vain."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import tzinfo
from typing import NamedTuple

from toolgraph.check.talk import READS, Called, Talk, is_error
from toolgraph.ids import canonical_json
from toolgraph.meaning.concept import tool_words
from toolgraph.meaning.said import says
from toolgraph.meaning.said.match import as_moment
from toolgraph.meaning.said.numbers import as_number
from toolgraph.meaning.text import HOLLOW, words
from toolgraph.meaning.values import key_of, leaves, resolve, same
from toolgraph.models.base import JsonValue
from toolgraph.models.finding import Finding
from toolgraph.models.provenance import Provenance

_LAST_INDEX = re.compile(r"^(.*)\[(\d+)\](?!.*\[\d+\])")
_ORDINALS = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3, "fifth": 4}
_ORDINAL = re.compile(
    r"\b("
    + "|".join(_ORDINALS)
    + r"|last)\b(?! (?:step|thing|time|of all|off|place|floor|half|week|month|year|name|class|aid|"
    r"day|night|few|minute|thought|i\b|we\b|you\b))(?= [a-z])",
    re.IGNORECASE,
)
_MANY = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4, "few": 5}  # `the first two`
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
# `the 3rd of February`, `December 2nd`, `the first of July`: a day, and no place in a list.
_DAY = re.compile(
    rf"\b(?:{'|'.join(_ORDINALS)})(?: of)? (?:{_MONTHS})|\b(?:{_MONTHS})[a-z]*\.? (?:the )?(?:{'|'.join(_ORDINALS)})\b",
    re.IGNORECASE,
)
# Cities and people are called so too; before a comma or at an end it is praise.
_PRAISE = re.compile(
    r"(?:(?<=[.!?] )|^)(?:nice|grand|super|good|great|fine|perfect|lovely|right)(?=[,.!])", re.IGNORECASE
)
_JOINTS = "(?:of|to|in|for|on|and|or|at|from|with|by|as|is|are)"
_LITTLE = re.compile(_JOINTS)
_ALL = re.compile(r"\b(both|all|each|every|either|any)\b", re.IGNORECASE)
_SHORTEST = 3
_THING_LETTERS = 30  # after an ordinal, within which it is said of what
_Ordinal = tuple[str, tuple[str, ...]]  # the word, and those after it


def check_picks(talk: Talk) -> Iterator[Finding]:
    """Findings `entity_unsaid` and `call_repeated` (warnings).

    `entity_unsaid`: the value is of one thing in an earlier list, while the user's words of the turn name another of
    them, by its place or by a text that only it has, and not this one. A warning: words can mean more than we read.
    """
    calls = {call.id: call for call in talk.calls if not call.wrong}
    for entry in talk.provenance:
        call, giver = calls.get(entry.call), calls.get(entry.from_call or "")
        if entry.source != "result" or call is None or giver is None or not 0 <= giver.turn < call.turn:
            continue
        meant = _meant(talk, call.turn, entry, giver)
        if meant:
            path = f"{call.path}.arguments.{entry.path}"
            detail = f"the value is from {entry.field}, and the user means {meant}"
            yield talk.finding("entity_unsaid", path, detail, "warning")
    yield from _repeated(talk)


def _meant(talk: Talk, turn: int, entry: Provenance, giver: Called) -> str:
    """The other item that the user's words single out; "" when they do not, or mean this one or all of them."""
    one = _item_of(entry, giver)
    if one is None or len(one.listed) < 2:
        return ""
    zone = talk.clock.tzinfo if talk.clock and talk.own else None  # others may say times as they are written
    text, held = _own_words(talk, turn), _holders(one.listed)
    telling = [(min(at), leaf) for at, leaf in held if len(at) == 1]
    # Whichever of these is meant, the value is the same: of two issues of one repository, the repository.
    alike = {i for i, item in enumerate(one.listed) if any(same(entry.value, v) for v in resolve(item, one.rest))}
    spoken = talk.users[turn][1]
    ordinals = [(m[1].lower(), words(text[m.end() : m.end() + _THING_LETTERS])) for m in _ORDINAL.finditer(text)]
    if (
        _ALL.search(text)
        or one.at in _places(ordinals, one)
        or any(one.at in at and at <= alike and _is_spoken_of(spoken, leaf, zone) for at, leaf in held)
    ):
        return ""
    if any(c.turn == turn and c.tool is not None and _lists(c.result) for c in talk.calls):
        ordinals = []
    named = [(i, key_of(leaf)) for i, leaf in telling if _names(leaf) and _is_named(text, leaf)]
    if named:  # `the enrolment Advanced drawing` means nothing that is advanced
        bare = _without_names(text, _taken(talk, turn))
        named = [
            (i, key) for i, key in named if any(key_of(leaf) == key and _is_named(bare, leaf) for _, leaf in telling)
        ]
    said = _unexplained(talk, turn, one, ordinals, named) if ordinals or named else set()
    return f"{one.path}[{min(said)}]" if said and not said & alike else ""


def _unexplained(
    talk: Talk, turn: int, one: _Item, ordinals: list[_Ordinal], named: Iterable[tuple[int, object]]
) -> set[int]:
    """The places that words mean, less what tells an item of another list that a value of the turn is from."""
    beside = [other for other in _taken(talk, turn) if (other.giver, other.path) != (one.giver, one.path)]
    used = {key_of(v) for c in talk.calls if c.turn == turn for _, v in leaves(c.arguments)}
    used |= {key_of(leaf) for other in beside for _, leaf in leaves(other.listed[other.at])}
    return _places([o for o in ordinals if not any(_is_of(o, other) for other in beside)], one) | {
        i for i, key in named if key not in used
    }


class _Item(NamedTuple):
    """An item of a list in a result, that a value is from: which list, at which place, where the value stands in it.

    Attributes:
        nouns: What such an item is called.
    """

    giver: str
    path: str
    at: int
    rest: str
    listed: list[JsonValue]
    nouns: frozenset[str]


def _item_of(entry: Provenance, giver: Called) -> _Item | None:
    """The innermost item that a value is from; None when it is from none."""
    place = _LAST_INDEX.match(entry.field or "")
    items = resolve(giver.result, place[1]) if place else []
    if place is None or not items or not isinstance(items[0], list) or int(place[2]) >= len(items[0]):
        return None
    rest = (entry.field or "")[place.end() :].removeprefix(".")
    tool = giver.tool.tool.rpartition("/")[2] if giver.tool is not None else giver.name
    nouns = frozenset(words(place[1].rpartition(".")[2])) - HOLLOW or frozenset(tool_words(tool)[1])
    return _Item(giver.id, place[1], int(place[2]), rest, items[0], nouns)


def _taken(talk: Talk, turn: int) -> list[_Item]:
    """The items of lists of earlier turns that values of a turn's calls are from."""
    calls = {call.id: call for call in talk.calls}
    found: list[_Item] = []
    for entry in talk.provenance:
        call, giver = calls.get(entry.call), calls.get(entry.from_call or "")
        if call is not None and giver is not None and giver.turn < turn == call.turn:
            item = _item_of(entry, giver)
            found += [item] if item is not None else []
    return found


def _without_names(text: str, items: Iterable[_Item]) -> str:
    """A text without the names of several words of the things that a turn takes values from."""
    names = {
        leaf for item in items for _, leaf in leaves(item.listed[item.at]) if isinstance(leaf, str) and " " in leaf
    }
    for name in sorted(names, key=lambda name: (-len(name), name)):
        if name.casefold() in text.casefold():
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", text, flags=re.IGNORECASE)
    return text


def _lists(result: JsonValue) -> bool:
    """Whether a result lists things: `the first one` may be of them, however many there turned out to be."""
    inner = [result, *result.values()] if isinstance(result, dict) else [result]
    return any(isinstance(each, list) and each for each in inner)


def _names(leaf: JsonValue) -> bool:
    """Whether a text can only be meant as somebody's or something's name: not a number, not a date."""
    return isinstance(leaf, str) and len(leaf) >= _SHORTEST and as_number(leaf) is None and as_moment(leaf) is None


def _is_named(text: str, leaf: JsonValue) -> bool:
    """Whether a text speaks of what a leaf names; a plain word (`done`, `content`) is a name only as `the done one`."""
    if not says(text, leaf):
        return False
    plain = isinstance(leaf, str) and leaf.isalpha() and leaf.islower()
    return not plain or re.search(rf"\bthe (?:\w+ )?{leaf} (?!{_JOINTS}\b)\w", text, re.IGNORECASE) is not None


def _is_spoken_of(text: str, leaf: JsonValue, zone: tzinfo | None) -> bool:
    """Whether a text may mean what a leaf names, also without its little words: `the site time` for `on_site`."""
    if says(text, leaf, zone=zone):
        return True
    rest = (
        " ".join(w for w in words(leaf) if not _LITTLE.fullmatch(w)) if isinstance(leaf, str) and _names(leaf) else ""
    )
    return len(rest) >= _SHORTEST and says(text, rest)


def _own_words(talk: Talk, turn: int) -> str:
    """The user's text of a turn without the values that it brings as such, days, and words of praise."""
    text = _PRAISE.sub(" ", talk.users[turn][1])
    for entry in talk.provenance:
        if entry.source != "user" or entry.turn != turn or not isinstance(entry.value, str) or not entry.value:
            continue
        if entry.value in text:
            text = re.sub(rf"(?<!\w){re.escape(entry.value)}(?!\w)", " ", text)
    return _DAY.sub(" ", text)


def _places(ordinals: Iterable[_Ordinal], one: _Item) -> set[int]:
    """The places in an item's list that `first`, `third`, `last` or `first two` mean."""
    count, found = len(one.listed), set[int]()
    for word, after in ordinals:
        many = _MANY.get(after[0], 1) if after else 1
        start = max(count - many, 0) if word == "last" else _ORDINALS[word]
        found |= set(range(start, min(start + many, count)))
    return found


def _is_of(ordinal: _Ordinal, other: _Item) -> bool:
    """Whether an ordinal means an item and says so, or does not say of what it is: `the last field option`, `one`."""
    bare = ordinal[1][:1] == ("one",)
    return other.at in _places([ordinal], other) and (bare or bool(other.nouns.intersection(ordinal[1])))


def _holders(items: list[JsonValue]) -> list[tuple[set[int], JsonValue]]:
    """The values in a list, each with the places of the items that have it."""
    holders: dict[object, set[int]] = {}
    spelled: dict[object, JsonValue] = {}
    for i, item in enumerate(items):
        for _, leaf in leaves(item):
            if not isinstance(leaf, bool) and (key := key_of(leaf)) is not None:
                holders.setdefault(key, set()).add(i)
                spelled[key] = leaf
    return [(at, spelled[key]) for key, at in holders.items()]


def _repeated(talk: Talk) -> Iterator[Finding]:
    seen: set[str] = set()
    for call in talk.calls:
        if call.wrong or call.tool is None:
            continue
        if tool_words(call.tool.tool.rpartition("/")[2])[0] not in READS:
            seen = set()
            continue
        key = call.name + canonical_json(call.arguments)
        if key in seen:
            yield talk.finding(
                "call_repeated", call.path, "the same question again, with nothing in between", "warning"
            )
        if not is_error(call.result):
            seen.add(key)
