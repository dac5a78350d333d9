"""What of a result is news behind a deed: not what was asked for, nor that it was done, nor by whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from toolgraph.llm.offline.deeds import past
from toolgraph.llm.offline.fields import Fact
from toolgraph.llm.offline.wishes import Wish
from toolgraph.llm.offline.written import Ink, words_of
from toolgraph.meaning.said.match import as_moment
from toolgraph.models.base import JsonObject

# Of what was just made.
_RESERVING = frozenset("book reserve order buy".split())  # whose state is news
_OVER = re.compile(r"is done$")
_TRIVIAL = re.compile(
    r"(?:is|has the status) "
    r"(?:open|opened|new|active|pending|created|enabled|sent|submitted|switched on|running|queued)$"
)
# What has nothing to do with a deed: a place that nobody has moved; and what follows from one that names its thing.
_STRAY = re.compile(r"is (?:in|from) |happened on |works (?:as|for) |can be reached ")
_FOLLOWS = re.compile(r"is (?:open|active|new|switched off|switched on|on|off|confirmed|online)$")
_BY_WHOM = ("was opened by ", "is by ", "belongs to ")  # no news of a deed


class Done(NamedTuple):
    """A deed as it is told.

    Attributes:
        text: What was done: `opened the deal Grid`.
        verb: What kind of deed it is: `create`, `update`, `delete`.
        turned: `on` or `off` where something was switched, else "".
    """

    text: str
    verb: str
    turned: str


def news(facts: Sequence[Fact], wish: Wish, done: Done, ink: Ink) -> list[Fact]:
    """The facts of a result that a deed does not tell by itself."""
    new = [f for f in facts if not repeats(plain := ink.held.plain(f.clause), wish) and not _OVER.match(plain)]
    new = [f for f in new if not done.turned or not re.match(r"is (?:on|off|switched)\b", f.clause)]
    new = [f for f in new if done.verb != "delete" or "refund" in f.clause]
    new = [f for f in new if done.verb != "create" or not _TRIVIAL.match(ink.held.plain(f.clause))]
    stray = wish.verb not in _RESERVING
    new = [f for f in new if not (stray and _is_stray(ink.held.plain(f.clause), done))]
    new = [f for f in new if not f.clause.startswith("says ")]  # which whoever wrote it knows
    return [f for f in new if not f.clause.startswith(_BY_WHOM) and not said_in(f.clause, done.text, ink)]


def _is_stray(clause: str, done: Done) -> bool:
    named = not done.text.isascii()  # values stand in it
    return bool(_STRAY.match(clause) or (named and _FOLLOWS.match(clause)))


_CHANGING = frozenset("move reschedule postpone change update edit shift adjust relocate".split())
_WHEN_OR_WHERE = re.compile(r"(?:starts|ends|runs|leaves|arrives|is (?:on|at|in|set for|planned for|due)) ")


def to_keep(facts: Sequence[Fact], wish: Wish, verb: str, most: int) -> list[Fact]:
    """The news of a deed, with what whoever wanted it has to note down: its code first, and where it is to be found.

    Args:
        most: How many facts there is room for; a code or a link has its own.
    """
    if verb != "create":
        return []
    codes = [f._replace(score=_FIRST) for f in facts if _NOTED.match(f.clause)][:1]
    if wish.verb in _TO_OTHERS:
        return codes
    links = [f for f in facts if _FOUND.match(f.clause) and words_of(f.path)[-1] in _ADDRESSES]
    return codes or links[: most - 1 or 1]


def with_kept(facts: list[Fact], kept: Sequence[Fact], *, brief: int) -> list[Fact]:
    """News with what has to be noted down: a code before it, a link behind it, and where room is short one of them."""
    paths = {f.path for f in kept}
    others = [f for f in facts if f.path not in paths]
    codes = [f for f in kept if f.score == _FIRST]
    if brief:
        return [*codes, *others[:1]] or list(kept)
    return [*codes, *others, *(f for f in kept if f not in codes)]


_NOTED = re.compile(r"has the (?:\w+ )?(?:code|reference|tracking number|confirmation number|ticket number) ")
_FOUND = re.compile(r"(?:is|can be \w+|has its \w+) at ")
_TO_OTHERS = frozenset("ask request add invite assign merge".split())  # what is there already, and has its place
_ADDRESSES = frozenset("url uri link href".split())


def changes_first(facts: list[Fact], wish: Wish) -> list[Fact]:
    """The news of something moved or changed with when and where it is now before all else; as they are otherwise."""
    if wish.verb not in _CHANGING:
        return facts
    now = [f for f in facts if _WHEN_OR_WHERE.match(f.clause)]
    return [f._replace(score=_FIRST) for f in now] if now else facts


_WHOLE = re.compile(r"\bin full\b")


def asked_first(facts: Sequence[Fact], wish: Wish | None, *, named: bool = True) -> list[Fact]:
    """The facts with what something says before all others, where somebody wants to read it.

    Args:
        named: The thing has a name; one that has none is told by who it is by, as a concert is.
    """
    if not named:
        facts = [f._replace(score=_FIRST) if f.clause.startswith("is by ") else f for f in facts]
    facts = [f._replace(score=_FIRST - 2) if wish and is_asked(f.path, wish.rest) else f for f in facts]
    if wish is None or not (wish.verb == "read" or _WHOLE.search(wish.rest)):
        return list(facts)
    return [f._replace(score=_FIRST) if f.clause.startswith("says ") else f for f in facts]


_FIRST = 100
# What people ask for by other words than those of fields.
_MEANT = (
    (re.compile(r"\b(?:electricity|energy|power)\b"), frozenset("kwh energy consumption".split())),
    (re.compile(r"\b(?:picture|photo|snapshot|image)\b"), frozenset("image picture photo snapshot".split())),
    (re.compile(r"\btravel times?\b|\bhow long\b"), frozenset("duration".split())),
)


def is_asked(path: str, about: str) -> bool:
    """Whether a value is what a wish is for, though people have another word for it than its field."""
    fields = _meant_in(about)
    return bool(fields) and not fields.isdisjoint(words_of(path))


@lru_cache(maxsize=4096)
def _meant_in(about: str) -> frozenset[str]:
    """Words of fields that a wish means by other words."""
    return frozenset().union(*(fields for said, fields in _MEANT if said.search(about)))


def told_before(fact: Fact, record: JsonObject, arguments: JsonObject) -> bool:
    """Whether a fact only repeats what the call was made with."""
    value = record.get(fact.path)
    return not isinstance(value, bool) and any(value == given for given in arguments.values())


_AS_OF = re.compile(r"^is as of ")


def day_first(facts: Sequence[Fact], record: JsonObject, arguments: JsonObject) -> list[Fact]:
    """Facts with the day that a value is of (`as_of`) among the first, where it was asked for another day."""
    asked = {m.day for v in arguments.values() if isinstance(v, str) and (m := as_moment(v)) and m.day}
    other = {
        f.path
        for f in facts
        if words_of(f.path) == ("as", "of") and (m := as_moment(str(record.get(f.path)))) and m.day not in asked
    }
    clause = {f: _AS_OF.sub("dates from ", f.clause) for f in facts if asked and f.path in other}
    return [f._replace(score=_FIRST - 1, clause=clause[f]) if f in clause else f for f in facts]


def uncounted(facts: list[Fact], about: str) -> list[Fact]:
    """Facts without how many there are of what is told itself: comments that were asked for."""
    return [f for f in facts if words_of(f.path)[-1] != "count" or f"its {words_of(f.path)[0]}" not in about]


def said_in(clause: str, text: str, ink: Ink) -> bool:
    """Whether all that a clause has to tell stands in a text already."""
    marks = [m for m in clause if (value := ink.held.value(m)) and len(value) > 1]
    plain = ink.held.plain(text)
    return bool(marks) and all(ink.held.value(m) in plain for m in marks)


def repeats(clause: str, wish: Wish) -> bool:
    """Whether a clause says no more than that the deed was done, or when: `is cancelled`, `was added on 4 March`."""
    did = re.escape(past(wish.verb).split(" ")[0])
    return bool(
        re.match(rf"(?:is|was) (?:marked as )?{did}\b(?! (?:by|to|with))|(?:was \w+|started|began) (?:on|at) ", clause)
    )
