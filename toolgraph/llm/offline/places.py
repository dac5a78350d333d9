"""Things by their places in a list that nobody has seen yet: `the first home`, `each home`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from toolgraph.llm.offline.held import Held
from toolgraph.llm.offline.naming import UPPER
from toolgraph.llm.offline.shape import plural
from toolgraph.llm.offline.wishes import Wish
from toolgraph.llm.offline.words_in import names_several
from toolgraph.llm.offline.written import words_of
from toolgraph.meaning.extreme import extreme_at
from toolgraph.meaning.said.numbers import ONES
from toolgraph.meaning.text import HOLLOW, ordinal, singular
from toolgraph.meaning.values import resolve
from toolgraph.models.dialogue_plan import PlannedCall
from toolgraph.models.provenance import Provenance

PLACE = re.compile(r"^(?P<list>.*)\[(?P<at>\d+)\]")
_WORD = re.compile(r"[a-z]+")
_COUNTED_MAX = 4


class Places(NamedTuple):
    """Which things of a list are meant, from 0, and how many there are.

    Attributes:
        best: What singles the one out which is meant (`cheapest`); "" where nothing does.
    """

    at: Sequence[int]
    among: int
    best: str = ""


def placed(noun: str, item: str, path: str, places: Places, before: Sequence[Wish]) -> str:
    """Things by their places in a list: `the first home`, `each home`, `the first one` of what was named.

    Args:
        item: What the list is of, where that is another kind of thing than `noun`; else "".
    """
    at, count, best = places
    thing = item or noun
    outer = PLACE.match(path)
    listed = {item_of(path), plural(item_of(path), 2), thing.rpartition(" ")[2]} - {""}
    naming = [i for i, w in enumerate(before) if listed & words_in(w.rest)]
    named = bool(naming)
    latest = named and not any(_lists_others(w, listed) for w in before[naming[0] + 1 :])
    if len(at) == count > 1:
        which = f"each {thing}"
    elif best:
        which = f"the {best} {'one' if latest and not outer else thing}"
    elif latest and list(at) == [0] and not outer:
        which = "the first one"
    elif len(at) > 1 and list(at) == list(range(len(at))):
        which = f"the first {ONES[len(at)]} {plural(thing, 2)}" if len(at) < len(ONES) else ""
    else:
        which = f"the {' and the '.join(map(ordinal, at))} {thing}" if len(at) < _COUNTED_MAX else ""
    if not which:
        return ""
    which = f"the {noun} of {which}" if item else which
    if outer:
        return f"{which} of the {ordinal(int(outer['at']))} {item_of(outer['list']) or 'one'}"
    return which


def cities(entries: Sequence[Provenance], calls: Mapping[str, PlannedCall]) -> str:
    """The cities of several things that one list brings: `the cities of the first two trips`; "" for no such.

    Args:
        entries: Where the values that say where come from.
        calls: Of the dialogue, by id.
    """
    found = [(e.from_call, PLACE.match(e.field or "")) for e in entries if e.path.lower().endswith("city")]
    lists = {(call, p["list"]) for call, p in found if p}
    at = sorted({int(p["at"]) for _, p in found if p})
    if len(lists) != 1 or len(at) < _COUPLE or at != list(range(len(at))) or not all(p for _, p in found):
        return ""
    call, path = next(iter(lists))
    items = resolve(calls[call or ""].result, path)
    some = bool(items) and isinstance(items[0], list) and len(at) < len(items[0])
    return f"the cities of {f'the first {ONES[len(at)]}' if some else 'those'} {plural(item_of(path) or 'one', 2)}"


def singled(entry: Provenance, calls: Mapping[str, PlannedCall]) -> str:
    """Which thing of a list a value was taken of, for who has not seen it: `cheapest`, `first`; "" where it is of none.

    Args:
        entry: Where the value comes from.
        calls: Of the dialogue, by id.
    """
    found = PLACE.match(entry.field or "")
    if found is None or not entry.from_call:
        return ""
    items = resolve(calls[entry.from_call].result, found["list"])
    listed = items[0] if items and isinstance(items[0], list) else []
    return extreme_at(listed, int(found["at"])) or ordinal(int(found["at"]))


def near_one(entries: Sequence[Provenance], calls: Mapping[str, PlannedCall]) -> str:
    """One of several places that a list brings and nobody has seen: `near the first place`; "" where all are as one.

    Args:
        entries: Where the values that say where come from.
        calls: Of the dialogue, by id.
    """
    found = PLACE.match(entries[0].field or "")
    if found is None or not all((e.field or "").startswith(found[0]) for e in entries):
        return ""
    rest = (entries[0].field or "")[len(found[0]) :].removeprefix(".")
    items = resolve(calls[entries[0].from_call or ""].result, found["list"])
    listed = items[0] if items and isinstance(items[0], list) else []
    if len({str(value) for item in listed for value in resolve(item, rest)}) < _COUPLE:
        return ""
    point = not _DEGREE.isdisjoint(words_of(rest))
    which = f"the {extreme_at(listed, int(found['at'])) or ordinal(int(found['at']))} {item_of(found['list']) or 'one'}"
    return f"near {which}" if point else f"in the city of {which}" if rest.lower().endswith("city") else ""


_DEGREE = frozenset("lat lng lon latitude longitude".split())


def without(text: str, said: Sequence[str], held: Held) -> str:
    """A text without the marks of values that somebody says: the title of a job is no place."""
    told = [value.lower() for value in said]
    return _HELD.sub(lambda m: "" if any(v and v in held.value(m[0]).lower() for v in told) else m[0], text)


_HELD = re.compile("[\ue000-\uf8ff]")
_COUPLE = 2


def _lists_others(wish: Wish, listed: set[str]) -> bool:
    """Whether a wish is for other things: after `tickets for the contact of the first deal` the first is a ticket."""
    things = _JOINT.split(wish.rest, maxsplit=1)[0]
    several = names_several(things) or any(map(_PLURAL.fullmatch, things.split()))
    return several and not listed & words_in(things)


_PLURAL = re.compile(r"[a-z]+[^suia\W]s")
_JOINT = re.compile(r" (?:of|for|in|to|with|from|by|on|at|about|that|which) ")


def item_of(path: str) -> str:
    """What a list holds, by its name; "" when that does not say."""
    inner = re.sub(r"\[\d+\]", "", path).rpartition(".")[2]
    item = singular(words_of(inner)[-1]) if inner else ""
    item = item[:-1] if item[-1:] == "s" and item[:-1] in UPPER else item  # `cvs` are no word with a plural
    return "" if item in HOLLOW else item


def words_in(text: str) -> frozenset[str]:
    """The lower-case words of a text, as they stand and in the singular."""
    return frozenset(w for word in _WORD.findall(text) for w in (word, singular(word)))


def says_where(rest: str, tail: str) -> bool:
    """Whether a wish tells where: by pointing, by what it is for, or by a place behind it; `from tomorrow` is none."""
    told = tail.startswith(_WHERE) and not _WHEN.match(tail)
    return told or _POINTED.search(rest) is not None or _IS_WHERE.search(rest) is not None


_WHERE = ("in ", "at ", "near ", "around ", "from ", "to ")
_WHEN = re.compile(r"(?:from|to|at|in) (?:to(?:day|morrow)|this|next|now|\w+day\b|the \d|\d|[A-Z]\w+ \d)")
_POINTED = re.compile(
    r"\b(?:that|those|this|these|there|first|second|third|last|its|their|in|at|near|from|to)\b|[\ue000-\uf8ff]"
)
_IS_WHERE = re.compile(r"\b(?:address|coordinates|directions|routes?|place|location|city)\b")
