"""What is paid by the unit: so many kilowatt-hours, litres or kilometres cost so many times the price of one."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from toolgraph.ids import rng_for
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.base import Setting
from toolgraph.world.fitting import bent
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.numbers import in_currency
from toolgraph.world.shape import Part

# What one costs, in a currency of the size of the euro; by the words of names of quantities.
_PRICES = {
    "kwh": (0.18, 0.36), "litre": (1.5, 1.9), "liter": (1.5, 1.9), "gallon": (3.1, 4.4), "km": (0.9, 2.2),
    "kilometer": (0.9, 2.2), "kilometre": (0.9, 2.2), "mile": (1.4, 3.4), "hour": (24, 85), "gb": (0.5, 3),
    "m3": (0.6, 1.2),
}  # fmt: skip
_PAID = frozenset("cost charge amount fare".split())
_PER = frozenset(("per", "rate", "unit", "refund", "limit", "budget"))
# How far the price in one dialogue lies from what the examples of a spec come to.
_AROUND = (0.85, 1.15)


class _Metered(NamedTuple):
    """An amount of money and the quantity that it is for.

    Attributes:
        price: The name of what tells the price of one unit beside them; "" for nothing.
    """

    cost: tuple[str, LeafPlan]
    quantity: tuple[str, LeafPlan]
    unit: str
    price: str


def charge(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let what an object says that a quantity costs be by one price a unit, the same in a whole dialogue, in place.

    Args:
        kept: Keys of the facts that stay as they are.
    """
    for (name, leaf), (quantity, of), unit, told in part.seen(_metered):
        many, price = out.get(quantity), out.get(told)
        if leaf.key in kept or not isinstance(many, (int, float)) or name not in out:
            continue
        own = isinstance(price, (int, float)) and price > 0
        one = float(price) if own and isinstance(price, (int, float)) else _price(leaf, of, unit, record.scene.setting)
        value: JsonValue = round(many * one, 2)
        if not own:
            value = in_currency(many * one, str(out.get("currency", record.facts.get("@currency/", ""))), leaf)
        value = bent(value, leaf.schema)
        if leaf.check(value):
            out[name] = record.facts[leaf.key] = value


def _price(cost: LeafPlan, quantity: LeafPlan, unit: str, setting: Setting) -> float:
    """The price of one: what the examples of both come to, else a usual one."""
    shown = zip(cost.schema.get("examples", ()), quantity.schema.get("examples", ()), strict=False)
    rates = [paid / many for paid, many in shown if isinstance(many, (int, float)) and many > 0]
    low, high = _PRICES[unit]
    if rates:
        low, high = (share * sum(rates) / len(rates) for share in _AROUND)
    return rng_for(0, "price of one", f"{unit} {setting.clock.isoformat()} {setting.person}").uniform(low, high)


def _metered(part: Part) -> list[_Metered]:
    """The one amount of an object that is for the one quantity of it; [] where it has several of either, or none."""
    numbers = [(n, p.leaf) for n, p in part.props if p.leaf is not None and p.leaf.type in ("number", "integer")]
    costs = [x for x in numbers if x[1].maker == "money" and _PAID & set(x[1].tokens) and not _PER & set(x[1].tokens)]
    many = [(x, unit) for x in numbers for unit in x[1].tokens if unit in _PRICES and x[1].maker != "money"]
    if len(costs) != 1 or len(many) != 1:
        return []
    (quantity, unit), cost = many[0], costs[0]
    price = next((n for n, x in numbers if "per" in x.tokens and unit in x.tokens), "")
    return [_Metered(cost, quantity, unit, price)]
