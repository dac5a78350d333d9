"""What is on screen already: a second look that shows none but what the first one showed is not asked for."""

from __future__ import annotations

from collections.abc import Sequence

from toolgraph.models.base import JsonValue
from toolgraph.plan.draft import Draft, Made


def shows_nothing_new(draft: Draft, calls: Sequence[Made]) -> bool:
    """Whether the first look among some calls brings only what an earlier one with the same tool brought."""
    look = next((m for m in calls if m.ok and m.tool.effect == "read" and m.weight > 0), None)
    if look is None:
        return False
    before = (m for m in draft.made if m.ok and m.tool.id == look.tool.id and m.group < look.group)
    return any(is_within(look.result, earlier.result) for earlier in before)


def is_within(result: JsonValue, other: JsonValue) -> bool:
    """Whether a result has no item that another one has not; one without a list is in none but its like.

    An empty list is news.

    >>> is_within({"deals": [{"id": 1}], "total": 1}, {"deals": [{"id": 2}, {"id": 1}], "total": 2})
    True
    """
    items, others = _listed(result), _listed(other)
    if items is None or others is None:
        return bool(result) and result == other
    return bool(items) and all(item in others for item in items)


def _listed(result: JsonValue) -> list[JsonValue] | None:
    if isinstance(result, list):
        return result
    lists = [value for value in result.values() if isinstance(value, list)] if isinstance(result, dict) else []
    return lists[0] if len(lists) == 1 else None
