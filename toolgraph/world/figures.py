"""The numbers of an object while it is made to agree with itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.shape import Part


class Figure(NamedTuple):
    """A number of an object."""

    name: str
    leaf: LeafPlan
    value: float


def figures(part: Part, out: JsonObject) -> Iterator[Figure]:
    """The numbers that an object shows."""
    for name, leaf in part.seen(countable):
        value = out.get(name)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            yield Figure(name, leaf, value)


def put(out: JsonObject, record: Record, own: Figure, value: float) -> bool:
    """Give a number of an object another value, in place; False where its schema does not allow it."""
    shown: JsonValue = round(value) if own.leaf.type == "integer" else round(value, 2)
    if not own.leaf.check(shown):
        return False
    out[own.name] = record.facts[own.leaf.key] = shown
    return True


def countable(part: Part) -> list[tuple[str, LeafPlan]]:
    """The leaves that may be numbers."""
    return [(n, p.leaf) for n, p in part.props if p.leaf is not None and p.leaf.type not in ("string", "boolean")]


def own_leaves(part: Part) -> Iterator[tuple[str, LeafPlan]]:
    """The leaves of an object that stand in it by name."""
    return iter(part.seen(_own))


def _own(part: Part) -> tuple[tuple[str, LeafPlan], ...]:
    return tuple((name, inner.leaf) for name, inner in part.props if inner.leaf is not None)


def rows_of(name: str, inner: Part, shown: JsonObject, record: Record) -> tuple[list[JsonObject], list[Record]]:
    """The rows of a list with the records that they show, in the same order; none where it has no such rows."""
    rows, records = shown.get(name), record.parts.get(inner.key, [])
    if not isinstance(rows, list) or len(rows) != len(records):
        return [], []
    found = _aligned(inner, rows, records)
    return (rows, found) if len(found) == len(rows) else ([], [])


def _aligned(inner: Part, rows: list[JsonObject], records: list[Record]) -> list[Record]:
    """The records of some rows in the order of these, which may be that of their times; [] where some have none."""
    item, left = inner.item, list(records)
    out: list[Record] = []
    leaves = list(own_leaves(item)) if item is not None and len(rows) == len(records) else []
    for row in rows if leaves else ():
        told = [(leaf.key, row[name]) for name, leaf in leaves if name in row]
        own = next((each for each in left if all(each.facts.get(key, value) == value for key, value in told)), None)
        if own is None:
            return []
        left.remove(own)
        out.append(own)
    return out


def choose(out: JsonObject, record: Record, name: str, leaf: LeafPlan, value: JsonValue) -> None:
    """Give a leaf of an object another value, in place, where its schema allows it."""
    if leaf.check(value):
        out[name] = record.facts[leaf.key] = value
