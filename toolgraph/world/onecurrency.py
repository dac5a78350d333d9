"""The sum of a list is in the currency of what it adds up."""

from __future__ import annotations

from collections.abc import Collection

from toolgraph.models.base import JsonObject
from toolgraph.world.figures import choose, own_leaves
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.shape import Part


def of_its_rows(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let an object with a list tell the currency that all rows of that are in, unless a call has asked for another."""
    own = _currency(part)
    if own is None or own[1].key in kept:
        return
    told = set()
    for name, inner in part.props:
        row = _currency(inner.item) if inner.item is not None else None
        rows = out.get(name) if row is not None else None
        if row is not None and isinstance(rows, list):
            told |= {each.get(row[0]) for each in rows if isinstance(each, dict)}
    if len(told) == 1:
        choose(out, record, own[0], own[1], next(iter(told)))


def tells_currency(part: Part) -> bool:
    """Whether an object tells a currency, and so do the rows of a list in it."""
    return _currency(part) is not None and any(p.item is not None and _currency(p.item) for _, p in part.props)


def _currency(part: Part) -> tuple[str, LeafPlan] | None:
    return next(((name, leaf) for name, leaf in own_leaves(part) if leaf.maker == "currency"), None)
