"""What is listed beside a thing of its own kind: products like a product, the parts of a task."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from toolgraph.ids import canonical_json
from toolgraph.world.asked import Asked, moment_of, of_others
from toolgraph.world.memory import SOUGHT, Record
from toolgraph.world.toolplan import ToolPlan

_LIKE = frozenset("similar related alike like alternative alternatives".split())


def asks_in(plan: ToolPlan, asked: Asked, named: Iterable[Record], head: str) -> tuple[Asked, str]:
    """What a call asks for of the things that it lists, and beside which of their own kind it lists them.

    Args:
        head: Noun of what is listed.

    Returns:
        What is like a thing is found by the words by which that was found. "" where the call names none of the kind.
    """
    asks = asked if plan.looks else of_others(asked)
    beside = [r for r in named if r.head == head]
    if not beside:
        return asks, ""
    sought = next((str(r.facts[SOUGHT]) for r in beside if SOUGHT in r.facts), "")
    if sought and asks.ids and not asks.texts and not _LIKE.isdisjoint(plan.name_words):
        asks = replace(asks, texts=[(asks.ids[0][0], sought)])
    return asks, canonical_json([r.facts.get("id") for r in beside])


def is_of(record: Record, asked: Asked) -> bool:
    """Whether a report of a day tells of a thing too: a call made it, and on that day as far as it says."""
    days = {v[:10] for v in record.facts.values() if isinstance(v, str) and moment_of(v) is not None}
    return record.made and (asked.day is None or not days or asked.day.isoformat() in days)
