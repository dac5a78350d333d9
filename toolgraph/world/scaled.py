"""Numbers that grow with an amount: 250 grams of what has 231 kcal in a hundred have 578, two rooms take longer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from statistics import median

from toolgraph.ids import rng_for
from toolgraph.models.base import JsonValue
from toolgraph.schema.values import NOTHING
from toolgraph.world.asked import Asked
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record

# Among the facts: how much is meant, and of how much the numbers of a thing are usually told.
_MEASURED = {"gram": 100.0, "g": 100.0, "weight gram": 100.0, "amount gram": 100.0, "ml": 100.0, "millilitre": 100.0}
_COUNTED = {"serving": 1.0, "portion": 1.0, "piece": 1.0}
_AMOUNTS = {**_MEASURED, **_COUNTED, **{f"{key} count": 1.0 for key in _COUNTED}, "quantity gram": 100.0}
# What is of the thing itself, however much of it there is.
_OF_ONE = frozenset("price rating per rate percent index".split())
_NUMBERS = ("integer", "number")


def scale(record: Record, leaves: Iterable[LeafPlan], named: Iterable[Record], asked: Asked) -> None:
    """Let a new thing that is so much of others have so much of what they have, and the sum where it is of several."""
    told = next(((key, asked.facts[key]) for key in _AMOUNTS if key in asked.facts), None)
    if told is None:
        return
    shares = list(_shares(told[1], _AMOUNTS[told[0]]))
    for leaf in leaves:
        if leaf.type not in _NUMBERS or leaf.key in record.facts or _OF_ONE & set(leaf.tokens):
            continue
        having = [v for r in named if isinstance(v := r.facts.get(leaf.key), (int, float)) and not isinstance(v, bool)]
        if not having or len(having) != len(shares):
            continue
        total = sum(each * share for each, share in zip(having, shares, strict=True))
        value = round(total) if leaf.type == "integer" else round(total, 1)
        if leaf.check(value):
            record.facts[leaf.key] = value


def _shares(told: JsonValue, basis: float) -> Iterator[float]:
    for amount in told if isinstance(told, list) else [told]:
        if isinstance(amount, (int, float)):
            yield amount / basis


def takes_for_each(told: Mapping[str, JsonValue], leaf: LeafPlan) -> JsonValue:
    """How long it is thought to take with as many things as a call names: three rooms take longer than one of them.

    Each takes as long whenever it is named; NOTHING where no things are named, or something else is told.
    """
    lists = [v for k, v in told.items() if k.endswith(" id") and isinstance(v, list) and v]
    if leaf.maker not in _TIMES or _THOUGHT.isdisjoint(leaf.tokens) or not lists or lists.count(lists[0]) < len(lists):
        return NOTHING
    shown = [e for e in leaf.schema.get("examples", ()) if isinstance(e, (int, float)) and not isinstance(e, bool)]
    usual = median(shown) / _FEW if shown else _USUAL[leaf.maker]
    each = [usual * rng_for(0, "for each", str(thing)).uniform(*_SPREAD) for thing in lists[0]]
    value = round(sum(each)) if leaf.type == "integer" else round(sum(each), 1)
    return value if leaf.check(value) else NOTHING


_TIMES = frozenset(("minutes", "hours", "seconds"))
_THOUGHT = frozenset("estimated estimate expected approximate needed required eta".split())
# What one thing takes where a spec shows nothing; what it shows is for a few.
_USUAL, _FEW, _SPREAD = {"minutes": 15, "hours": 2, "seconds": 90}, 3, (0.75, 1.25)
