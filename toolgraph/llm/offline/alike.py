"""Items of a list beside one another: of what sort each is, by what they differ, and what is the same for all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from toolgraph.llm.offline.fields import Fact, facts_of
from toolgraph.llm.offline.naming import Named
from toolgraph.llm.offline.pairs import partners_of
from toolgraph.llm.offline.written import Ink, folded, words_of
from toolgraph.meaning.said.match import as_moment
from toolgraph.models.base import JsonObject, JsonValue

_SORTS = frozenset("kind type sport".split())
_SHARED_MIN = 60  # how telling a fact is that is worth a sentence on all of them
_FLAGS_MIN = 24
_TELLING_MIN = 20
_SCARCE_MIN = 10
_PAIR = 2
_PROPERTY = re.compile(r"is (?!(?:not )?an? )")  # and no noun: `a video visit`
_WAY = re.compile(r"from ([\ue000-\uf8ff]) to ([\ue000-\uf8ff])$")
_CODED = frozenset(("reference", "iban"))  # which people note down, but do not tell things by
_CODED_SCORE = 41
_REACHED_SCORE = 28  # which is worth telling of one person, and not of each of several


def sort_of(item: JsonObject, name: Named, thing: str) -> str:
    """The key of what sort a thing is, where it goes by its day or by another thing: a walk, an express delivery."""
    if not name.used or not all(_is_borrowed(k, item, thing) for k in name.used if k in item):
        return ""
    return next((k for k, v in item.items() if words_of(k)[-1] in _SORTS and _is_sort(v, thing)), "")


def _is_borrowed(key: str, item: JsonObject, thing: str) -> bool:
    words = words_of(key)
    of_another = len(words) > 1 and words[-1] == "name" and not set(words[:-1]) & set(thing.split())
    return of_another or as_moment(str(item[key])) is not None


def _is_sort(value: JsonValue, thing: str) -> bool:
    plain = isinstance(value, str) and value.replace("_", "").isalnum() and value.islower()
    return plain and str(value) not in thing.split()


def telling(records: Sequence[JsonObject], known: Sequence[Fact], first: str) -> list[str]:
    """The keys of what tells most of some items: by which they differ, the most telling first.

    Args:
        known: Facts of some of them.
        first: A key that comes before all others; "" for none.
    """
    facts = sorted(known, key=_rank)
    told = [f for f in facts if f.score > _TELLING_MIN and f.brief]
    differ = [f.path for f in told if len(records) == 1 or _differs(f.path, records) or is_measured(f.path, records)]
    if not differ:
        differ = [f.path for f in facts if f.score >= _SCARCE_MIN and f.brief and _differs(f.path, records)]
    return [*([first] if first else []), *(p for p in differ if p != first)]


def _rank(fact: Fact) -> int:
    if fact.clause.startswith("can be reached "):
        return -_REACHED_SCORE
    return -(_CODED_SCORE if _CODED & {*words_of(fact.path)} else fact.score)


def onward(brief: str, arguments: Mapping[str, JsonValue], ink: Ink) -> str:
    """A way without where it starts, where that is what it was asked for from."""
    found = _WAY.match(brief)
    given = [w for v in arguments.values() for w in (v if isinstance(v, list) else [v])] if found else []
    starts = next(
        (v for v in arguments.values() if isinstance(v, list) and found and ink.held.value(found[1]) in v), []
    )
    if found and len(starts) > 1:  # which says nothing without where it starts
        ends = [v for v in arguments.values() if isinstance(v, list) and ink.held.value(found[2]) in v]
        return f"from {found[1]}" if ends and len(ends[0]) == 1 else brief
    return f"to {found[2]}" if found and ink.held.value(found[1]) in given else brief


def known_as(path: str, records: Sequence[JsonObject], known: Sequence[Fact]) -> str:
    """The key that a value is told under, where it is told together with another: a way by where it starts."""
    there = {f.path for f in known}
    pairs = partners_of(tuple(records[0])).items()
    return next((first for first, keys in pairs if path in keys and first in there), path)


def is_measured(path: str, records: Sequence[JsonObject]) -> bool:
    """Whether a value is what was measured, which is news though it is the same of all: no smoke in any room."""
    keys = partners_of(tuple(records[0])).get(path, ())
    return len(keys) == _PAIR and words_of(keys[1])[-1] in ("unit", "units")


def _differs(path: str, records: Sequence[JsonObject]) -> bool:
    keys = partners_of(tuple(records[0])).get(path, (path,))
    return any(len({str(r.get(k)) for r in records}) > 1 for k in keys)


def shared(items: Sequence[JsonValue], thing: str, arguments: JsonObject, ink: Ink) -> str:
    """What is the same for all of some things and tells something: ` Both are not locked.`; "" for nothing.

    Args:
        arguments: What they were asked for by, which is no news.
    """
    records = [i for i in items if isinstance(i, dict)]
    if len(records) < _PAIR or len(records) != len(items):
        return ""
    first = {k: v for k, v in records[0].items() if _may_tell(k, v) and all(r.get(k) == v for r in records)}
    same = {k: v for k, v in first.items() if v not in arguments.values()}
    coins = {k: v for k, v in records[0].items() if words_of(k)[-1] == "currency"}
    if any(words_of(k)[-1] in _ADDRESSES for k in records[0]):  # by which it is seen in which town they are
        same = {k: v for k, v in same.items() if words_of(k)[-1] not in _TOWNS}
    facts = facts_of({**same, **coins}, ink, thing=thing) if same else []
    worth = [f for f in facts if _is_worth_it(f, records[0])]
    town = next((f.clause for f in worth if words_of(f.path)[-1] in _TOWNS), "")
    best = next((f.clause for f in worth if words_of(f.path)[-1] not in _TOWNS), "")
    two, head = len(records) == _PAIR, _of_all(town or best, ink, two=len(records) == _PAIR)
    if not (town and best):
        return f" {head}." if head else ""
    more = _of_all(best, ink, two=two).replace("None of them", "none", 1).replace("All of them", "all", 1)
    return f" {head}, and {more[:1].lower()}{more[1:]}."


def _of_all(clause: str, ink: Ink, *, two: bool) -> str:
    """A clause on one thing as one on two or more: `None of them is locked`; "" for an empty one."""
    if clause.startswith("is not "):
        return f"{'Neither' if two else 'None of them'} is {clause.removeprefix('is not ')}"
    all_of_them, state = "Both" if two else "All of them", ink.held.plain(clause[3:])
    if state in _DID or state in _BEEN:
        return f"{all_of_them} {'have been ' if state in _BEEN else ''}{state}"
    does = "are" if clause.startswith("is ") else "cost"
    return f"{all_of_them} {does} {clause.split(' ', 1)[1]}" if clause else ""


_DID = frozenset("passed failed succeeded expired".split())  # which nothing is
_BEEN = frozenset("sent delivered shipped".split())


def _may_tell(key: str, value: JsonValue) -> bool:
    """Whether a value may be worth a sentence on all of some things: a yes or no, a state, a price or a town."""
    last = words_of(key)[-1]
    in_town = last in _TOWNS and isinstance(value, str)
    priced = isinstance(value, int | float | dict) and not _PRICES.isdisjoint(words_of(key))
    return isinstance(value, bool) or last in ("status", "state") or priced or in_town


_PRICES = frozenset(("price", "cost", "fare"))
_TOWNS = frozenset(("city", "town", "region"))
_ADDRESSES = frozenset(("address", "street", "location"))


def _is_worth_it(fact: Fact, record: JsonObject) -> bool:
    value = record.get(fact.path)
    if isinstance(value, bool):
        return fact.score > _FLAGS_MIN and bool(_PROPERTY.match(fact.clause))
    state = words_of(fact.path)[-1] in {"status", "state"} | _TOWNS and fact.clause.startswith("is ")
    return (state or fact.clause.startswith("costs ")) and fact.score >= _SHARED_MIN


def is_of_a_sort(brief: str, item: JsonObject, ink: Ink) -> bool:
    """Whether a note is what sort of thing an item is: `express`."""
    word = ink.held.value(brief) if len(brief) == 1 else ""
    return any(words_of(k)[-1] in _SORTS and isinstance(v, str) and folded(v) == word for k, v in item.items())
