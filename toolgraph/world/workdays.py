"""What happens on working days only: no company tells its results, and no practice answers, on a Sunday."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from toolgraph.models.base import JsonObject
from toolgraph.world.asked import moment_of
from toolgraph.world.figures import choose, own_leaves
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.shape import Part

_AT_WORK = frozenset("earning dividend payday payroll payout settlement".split())
# What is told on a working day by companies, not by a laboratory or a league.
# What comes from people who are at work, by some day.
_COMES = frozenset("reply feedback answer response".split())
_SEEN_BY = frozenset("doctor dentist physician therapist lawyer adviser".split())
_TOLD, _COMPANIES = frozenset(("result", "report")), frozenset("company ticker share stock employer profile".split())
_SATURDAY = 5


def of_working_days(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let what is done at work be on a working day: on the Monday after a weekend, in place."""
    for name, leaf in own_leaves(part):
        told = moment_of(out.get(name)) if leaf.key not in kept and _is_at_work(leaf) else None
        if told is not None and told.weekday() >= _SATURDAY:
            monday = told.date() + timedelta(days=7 - told.weekday())
            choose(out, record, name, leaf, monday.isoformat())


def _is_at_work(leaf: LeafPlan) -> bool:
    """Whether a leaf is a day on which people work."""
    said = {*leaf.tokens}
    results = leaf.noun in _COMPANIES and "next" in said and not said.isdisjoint(_TOLD)
    comes = bool(_COMES & said) and bool(said & {"by", "expected", "due"})
    free = leaf.noun in _SEEN_BY and "free" in said
    at_work = results or comes or free or not said.isdisjoint(_AT_WORK)
    return leaf.maker == "date" and leaf.schema.get("format") == "date" and at_work


def tells_working_day(part: Part) -> bool:
    """Whether an object tells a day on which people work."""
    return any(_is_at_work(leaf) for _, leaf in own_leaves(part))
