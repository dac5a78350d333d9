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
