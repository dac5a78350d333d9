"""What of a result is news behind a deed: not what was asked for, nor that it was done, nor by whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from toolgraph.llm.offline.deeds import past
from toolgraph.llm.offline.fields import Fact
from toolgraph.llm.offline.wishes import Wish
from toolgraph.llm.offline.written import Ink, words_of
from toolgraph.meaning.said.match import as_moment
from toolgraph.models.base import JsonObject

# Of what was just made.
_OVER = re.compile(r"is done$")
_TRIVIAL = re.compile(r"is (?:open|new|active|pending|created|enabled|sent|submitted|switched on)$")
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
    return [f for f in new if not f.clause.startswith(_BY_WHOM) and not said_in(f.clause, done.text, ink)]


_CHANGING = frozenset("move reschedule postpone change update edit shift adjust relocate".split())
_WHEN_OR_WHERE = re.compile(r"(?:starts|ends|runs|leaves|arrives|is (?:on|at|in|set for|planned for|due)) ")


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
    if wish is None or not (wish.verb == "read" or _WHOLE.search(wish.rest)):
        return list(facts)
    return [f._replace(score=_FIRST) if f.clause.startswith("says ") else f for f in facts]


_FIRST = 100


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
