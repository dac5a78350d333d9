"""What listed things cost together: their sums, what is taken off, and lines made to fit a sum that was told."""

from __future__ import annotations

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.fitting import bent
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.shape import Part

SUMS = ("total", "total amount", "amount due", "total price", "amount")
LINES = ("line", "item", "line item")
_PRICES = ("unit price", "price")


def make_cost(part: Part, out: JsonObject, record: Record, factor: float, total: float) -> None:
    """Let listed things cost what their sum was said to be, in place: in proportion, and the last one the rest."""
    name, inner = next((n, p) for n, p in part.props if p.kind == "list" and cost_of(out.get(n)) is not None)
    kept, items = record.parts.get(inner.key, []), out[name]
    props = inner.item.props if inner.item is not None else ()
    price = next(((n, p.leaf) for n, p in props if p.leaf is not None and p.leaf.key in _PRICES), None)
    count = next(((n, p.leaf) for n, p in props if p.leaf is not None and p.leaf.key == "quantity"), None)
    if price is None or count is None or len(kept) != len(items):
        return
    shares = [bent(round(item[price[0]] * factor * _ALL_BUT, 2), price[1].schema) for item in items[:-1]]
    new = [(share, item[count[0]]) for share, item in zip(shares, items, strict=False)]
    rest, many = round(total - sum(p * n for p, n in new), 2), items[-1][count[0]]
    each_one = round(rest / many, 2)
    whole = price[1].check(each_one) and round(each_one * many, 2) == rest
    new.append((each_one, many) if whole else (rest, 1))
    if not all(price[1].check(p) and count[1].check(n) for p, n in new):
        return
    for item, each, values in zip(items, kept, new, strict=True):
        for (key, leaf), value in zip((price, count), values, strict=True):
            item[key] = each.facts[leaf.key] = value


_ALL_BUT = 0.9
# The names of sums, and of what is taken off the first for the others.
_SUMMED = (("subtotal",), ("total",), ("total", "amount"), ("amount", "due"), ("total", "price"))
TAKEN_OFF = (("discount",),)
BEFORE = (("subtotal",),)


def sums(part: Part) -> list[tuple[str, LeafPlan]]:
    """The leaves that tell what the lines of an object cost together, or what is taken off that."""
    leaves = ((name, inner.leaf) for name, inner in part.props if inner.leaf is not None)
    summed = ((name, leaf) for name, leaf in leaves if leaf.tokens in (*_SUMMED, *TAKEN_OFF))
    return [(name, x) for name, x in summed if x.type == "number" and x.maker in ("money", "count")]


def cost_of(items: JsonValue) -> float | None:
    """What listed things cost together; None when they have no price and quantity."""
    total = 0.0
    if not isinstance(items, list):
        return None
    for item in items:
        price = item.get("unit_price", item.get("unitPrice", item.get("price"))) if isinstance(item, dict) else None
        quantity = item.get("quantity") if isinstance(item, dict) else None
        if not isinstance(price, (int, float)) or not isinstance(quantity, (int, float)):
            return None
        total += price * quantity
    return round(total, 2)


def cost_nothing(part: Part, out: JsonObject, record: Record) -> None:
    """Let what was made just now and is empty come to nothing, in place: a new trip has no total cost."""
    lists = [out[name] for name, inner in part.props if inner.kind == "list" and name in out]
    if not record.made or not lists or any(lists):
        return
    for name, inner in part.props:
        if name not in out or "total" not in words(name):
            continue
        within = [("", inner)] if inner.leaf is not None else list(inner.props)
        for key, told in within:
            if told.leaf is not None and told.leaf.maker == "money" and told.leaf.check(0):
                (out[name] if key else out)[key or name] = record.facts[told.leaf.key] = 0
