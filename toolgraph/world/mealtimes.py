"""The meals of a day: one breakfast, one lunch and one dinner, and snacks between them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from toolgraph.models.base import JsonObject
from toolgraph.world.figures import choose, own_leaves, rows_of
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.shape import Part

_MEALS = ("breakfast", "lunch", "dinner")
_BETWEEN = "snack"
# Among the facts: which meal it is, is settled.
_SETTLED = "#meal"


def _which(item: Part) -> tuple[str, LeafPlan] | None:
    """The choice that tells which meal of a day it is; None for what is no meal."""
    return next(
        (own for own in own_leaves(item) if {*_MEALS} <= {str(c).lower() for c in own[1].schema.get("enum", ())}), None
    )


def meals_by(item: Part, day: date, now: datetime) -> int:
    """How many of the main meals of a day were eaten by now, one at least; 0 for what is no meal."""
    if item.seen(_which) is None:
        return 0
    return len(_MEALS) if day < now.date() else max(sum(now.hour >= hour for hour in _EATEN_BY), 1)


# By which hour each of the main meals of a day has been.
_EATEN_BY = (9, 14, 20)


def tells_meals(part: Part) -> bool:
    """Whether an object lists meals."""
    return any(inner.item is not None and inner.item.seen(_which) is not None for _, inner in part.props)


def of_a_days_meals(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let no meal of a day be there twice but snacks; those that somebody has recorded are as they said."""
    del kept
    for name, inner in part.props:
        own = inner.item.seen(_which) if inner.item is not None else None
        rows, records = rows_of(name, inner, out, record) if own is not None else ([], [])
        if own is None or not rows:
            continue
        taken = [row[own[0]] for row, each in zip(rows, records, strict=True) if each.made or _SETTLED in each.facts]
        left = [meal for meal in own[1].schema["enum"] if str(meal).lower() in _MEALS and meal not in taken]
        snack = next((meal for meal in own[1].schema["enum"] if str(meal).lower() == _BETWEEN), None)
        for row, each in zip(rows, records, strict=True):
            if not each.made and _SETTLED not in each.facts:
                choose(row, each, *own, left.pop(0) if left else snack)
            each.facts[_SETTLED] = True
