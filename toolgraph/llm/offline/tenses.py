"""Facts with a moment in them, in the tense that goes with the clock."""

from __future__ import annotations

from datetime import date, datetime

from toolgraph.llm.offline.telling import Fact
from toolgraph.llm.offline.written import words_of
from toolgraph.meaning.said import here
from toolgraph.meaning.said.match import as_moment
from toolgraph.models.base import JsonObject

_GONE = (
    ("starts ", "started "), ("ends ", "ended "), ("leaves ", "left "), ("arrives ", "arrived "),
    ("is due ", "was due "), ("is next due ", "was due "), ("is planned for ", "was planned for "),
    ("goes out ", "went out "), ("is valid until ", "was valid until "), ("is valid from ", "was valid from "),
    ("closes ", "closed "), ("opens ", "opened "), ("renews ", "renewed "), ("is expected ", "was expected "),
    ("is ready ", "was ready "), ("runs from ", "ran from "), ("is on ", "was on "), ("is set for ", "was set for "),
)  # fmt: skip
_GONE_BRIEF = (
    ("leaving ", "left "), ("arriving ", "arrived "), ("renewing ", "renewed "), ("closing ", "closed "),
    ("expected ", "was expected "),
)  # fmt: skip
_TO_COME = ("starts ", "leaves ", "is on ", "runs from ", "is planned for ", "arrives ", "is due ", "is next due ")
_OVER = frozenset(
    "completed done finished ended over attended delivered returned expired closed passed past settled paid void "
    "cancelled canceled refunded".split()
)


def in_tense(fact: Fact, until: str, clock: datetime) -> Fact:
    """A fact as told at a clock: what was to be before it is told as gone.

    Args:
        until: The moment of the fact, ISO 8601; of a span its end.
    """
    if not _is_past(until, clock):
        return fact
    clause = next((new + fact.clause[len(old) :] for old, new in _GONE if fact.clause.startswith(old)), fact.clause)
    brief = next((new + fact.brief[len(old) :] for old, new in _GONE_BRIEF if fact.brief.startswith(old)), fact.brief)
    return fact._replace(clause=clause, brief=brief)


def _is_past(value: str, clock: datetime) -> bool:
    known = as_moment(here(value, clock.tzinfo))
    if known is None or known.day is None:
        return False
    if known.time is None or known.day != clock.date():
        return known.day < clock.date()
    return known.time < clock.time()


def still_to_come(fact: Fact, record: JsonObject, today: date) -> bool:
    """Whether a fact tells as coming what its record has as over: `completed` and `starts tomorrow` in one."""
    if not fact.clause.startswith(_TO_COME):
        return False
    known = as_moment(str(record.get(fact.path, "")))
    if known is None or known.day is None or known.day <= today:
        return False
    return any(isinstance(v, str) and v.lower() in _OVER for k, v in record.items() if words_of(k)[-1] in _STATES)


_STATES = ("status", "state", "stage", "phase")
