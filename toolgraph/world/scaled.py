"""Numbers that grow with an amount: 250 grams of what has 231 kcal in a hundred have 578."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toolgraph.models.base import JsonValue
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
