"""Whether a call takes the thing that the user singled out, and whether calls are made in vain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolgraph.check.talk import Talk, is_error
from toolgraph.ids import canonical_json
from toolgraph.meaning.concept import tool_words
from toolgraph.meaning.said import says
from toolgraph.meaning.said.match import as_moment
from toolgraph.meaning.said.numbers import as_number
from toolgraph.meaning.values import key_of, leaves, resolve
from toolgraph.models.base import JsonValue
from toolgraph.models.finding import Finding
from toolgraph.models.provenance import Provenance

_LAST_INDEX = re.compile(r"^(.*)\[(\d+)\](?!.*\[\d+\])")
_ORDINALS = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3, "fifth": 4}
_ORDINAL = re.compile(
    r"\b("
    + "|".join(_ORDINALS)
    + r"|last)\b(?! (?:step|thing|time|of all|off|place|floor|half|week|month|year|name|class|aid|"
    r"day|night|few|minute|i\b|we\b|you\b))(?= [a-z])",
    re.IGNORECASE,
)
_ALL = re.compile(r"\b(both|all|each|every|either|any)\b", re.IGNORECASE)
_SHORTEST = 3
_READS = frozenset(("get", "list", "search", "compute"))


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
        meant = _meant(talk, call.turn, entry, giver.result)
        if meant:
            path = f"{call.path}.arguments.{entry.path}"
            detail = f"the value is from {entry.field}, and the user means {meant}"
            yield talk.finding("entity_unsaid", path, detail, "warning")
    yield from _repeated(talk)


def _meant(talk: Talk, turn: int, entry: Provenance, result: JsonValue) -> str:
    """The other item that the user's words single out; "" when they do not, or mean this one or all of them."""
    place = _LAST_INDEX.match(entry.field or "")
    items = resolve(result, place[1]) if place else []
    if place is None or not items or not isinstance(items[0], list) or len(items[0]) < 2:
        return ""
    text, own, listed = _own_words(talk, turn), int(place[2]), items[0]
    if _ALL.search(text):
        return ""
    here = any(c.turn == turn and c.tool is not None and _lists(c.result) for c in talk.calls)
    by_place, telling = set() if here else _by_place(text, len(listed)), _telling(listed)
    if own in by_place or any(i == own and says(text, leaf) for i, leaf in telling):
        return ""
    used = {key_of(v) for c in talk.calls if c.turn == turn for _, v in leaves(c.arguments)}
    said = by_place | {i for i, leaf in telling if _names(leaf) and key_of(leaf) not in used and says(text, leaf)}
    return f"{place[1]}[{min(said)}]" if said else ""


def _lists(result: JsonValue) -> bool:
    """Whether a result lists several things, of which `the first one` may be meant."""
    inner = [result, *result.values()] if isinstance(result, dict) else [result]
    return any(isinstance(each, list) and len(each) > 1 for each in inner)


def _names(leaf: JsonValue) -> bool:
    """Whether a text can only be meant as somebody's or something's name: not a number, not a date."""
    return isinstance(leaf, str) and len(leaf) >= _SHORTEST and as_number(leaf) is None and as_moment(leaf) is None


def _own_words(talk: Talk, turn: int) -> str:
    """The user's text of a turn without the values that it brings as such."""
    text = talk.users[turn][1]
    for entry in talk.provenance:
        if entry.source == "user" and entry.turn == turn and isinstance(entry.value, str) and entry.value:
            text = text.replace(entry.value, " ")
    return text


def _by_place(text: str, count: int) -> set[int]:
    words = (match[1].lower() for match in _ORDINAL.finditer(text))
    return {count - 1 if word == "last" else _ORDINALS[word] for word in words}


def _telling(items: list[JsonValue]) -> list[tuple[int, JsonValue]]:
    """Values that only one of the items has, each with that item's place."""
    holders: dict[object, set[int]] = {}
    spelled: dict[object, JsonValue] = {}
    for i, item in enumerate(items):
        for _, leaf in leaves(item):
            if not isinstance(leaf, bool) and (key := key_of(leaf)) is not None:
                holders.setdefault(key, set()).add(i)
                spelled[key] = leaf
    return [(next(iter(at)), spelled[key]) for key, at in holders.items() if len(at) == 1]


def _repeated(talk: Talk) -> Iterator[Finding]:
    seen: set[str] = set()
    for call in talk.calls:
        if call.wrong or call.tool is None:
            continue
        if tool_words(call.tool.tool.rpartition("/")[2])[0] not in _READS:
            seen = set()
            continue
        key = call.name + canonical_json(call.arguments)
        if key in seen:
            yield talk.finding(
                "call_repeated", call.path, "the same question again, with nothing in between", "warning"
            )
        if not is_error(call.result):
            seen.add(key)
