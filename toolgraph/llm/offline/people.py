"""Facts about people, which are put in other words than those about things."""

from __future__ import annotations

from collections.abc import Sequence

from toolgraph.llm.offline.telling import SPEAKERS, Fact
from toolgraph.meaning.text import PERSONS

PEOPLE = PERSONS | SPEAKERS
_REACHED = 57  # how telling it is by what somebody can be reached
_SPOKEN = frozenset("language locale lang".split())


def about_people(facts: Sequence[Fact]) -> list[Fact]:
    """Facts as they are said of somebody: nobody is in Arabic, or belongs to anybody."""
    return [_of_somebody(f) for f in facts]


def _of_somebody(fact: Fact) -> Fact:
    if fact.clause.startswith("can be reached "):
        return fact._replace(score=max(fact.score, _REACHED))
    if fact.clause.startswith("is in ") and fact.path.lower().endswith(tuple(_SPOKEN)):
        return fact._replace(clause=f"speaks {fact.clause.removeprefix('is in ')}")
    return fact._replace(clause=fact.clause.replace("belongs to ", "is looked after by ", 1))
