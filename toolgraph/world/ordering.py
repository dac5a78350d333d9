"""What has an order: lowest, median and highest of one object, and lists that a call wants sorted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record

_LOW = frozenset("lowest minimum low from least start".split())
_HIGH = frozenset("highest maximum high to most end".split())
_BETWEEN = frozenset("median average mean open close opening closing last current typical previous".split())
_SORTING = frozenset("sort order orderby sortby".split())
_FALLING = frozenset("desc descending newest latest highest best most top popular recent reverse".split())
_RISING = frozenset("asc ascending oldest earliest lowest cheapest nearest soonest".split())
# What words of an order speak of where the leaf has another name.
_ABOUT = {
    "newest": "date", "latest": "date", "recent": "date", "oldest": "date", "earliest": "date", "soonest": "date",
    "cheapest": "money", "price": "money", "cost": "money", "best": "rating", "top": "rating", "rating": "rating",
    "popular": "rating", "date": "date", "datetime": "date", "time": "date", "created": "date", "name": "title",
}  # fmt: skip
_MAKERS = {"date": ("datetime", "date"), "money": ("money",), "rating": ("rating",), "title": ("title", "person")}


def put_in_order(leaves: Iterable[tuple[str, LeafPlan]], out: JsonObject, record: Record, told: JsonObject) -> None:
    """Let the lowest of what an object tells be below the middle, and that below the highest, in place.

    Args:
        leaves: The object's numbers, by the name that they have in it.
        told: Facts that the call itself tells; they stay.
    """
    groups: dict[tuple[str, ...], dict[str, list[tuple[str, LeafPlan]]]] = {}
    for name, leaf in leaves:
        side = next((k for k, w in (("low", _LOW), ("high", _HIGH), ("mid", _BETWEEN)) if w & set(leaf.tokens)), "")
        if side and leaf.key not in told and _is_number(out.get(name)):
            rest = tuple(t for t in leaf.tokens if t not in _LOW | _HIGH | _BETWEEN)
            groups.setdefault(rest, {}).setdefault(side, []).append((name, leaf))
    for sides in groups.values():
        ordered = [*sides.get("low", ()), *sides.get("mid", ()), *sides.get("high", ())]
        if len(sides) > 1:
            _sort(ordered, len(sides.get("low", ())), len(sides.get("high", ())), out, record)


def _sort(ordered: list[tuple[str, LeafPlan]], lows: int, highs: int, out: JsonObject, record: Record) -> None:
    values = [out[name] for name, _ in ordered]
    low, high = sorted(values)[:lows], sorted(values)[len(values) - highs :]
    if all(v <= min(values[lows:]) for v in values[:lows]) and all(
        v >= max(values[: len(values) - highs]) for v in values[len(values) - highs :]
    ):
        return
    middle = list(values)
    for taken in (*low, *high):
        middle.remove(taken)
    new = [*low, *middle, *high]
    if all(leaf.check(value) for (_, leaf), value in zip(ordered, new, strict=True)):
        for (name, leaf), value in zip(ordered, new, strict=True):
            out[name] = record.facts[leaf.key] = value


def _is_number(value: JsonValue) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def in_wanted_order(
    records: list[Record], arguments: JsonObject, leaves: tuple[LeafPlan, ...], draw: Callable[[Record, LeafPlan], Any]
) -> list[Record]:
    """Records as the call wants them sorted; unchanged where it does not say, or nobody can tell.

    Args:
        draw: Gives the value of a leaf of a record.
    """
    said = [str(v) for k, v in arguments.items() if set(words(k)) & _SORTING and isinstance(v, str)]
    tokens = [t for text in said for t in words(text)]
    if not tokens or len(records) < 2:
        return records
    leaf = _sorted_by(tokens, leaves)
    if leaf is None:
        return records
    values = {id(r): draw(r, leaf) for r in records}
    if len({type(v) for v in values.values()}) != 1 or isinstance(next(iter(values.values())), (list, dict, bool)):
        return records
    falling = bool(set(tokens) & _FALLING) or said[0].startswith("-")
    rising = bool(set(tokens) & _RISING) or leaf.maker not in ("rating",)
    return sorted(records, key=lambda r: values[id(r)], reverse=falling or not rising)


def _sorted_by(tokens: list[str], leaves: tuple[LeafPlan, ...]) -> LeafPlan | None:
    exact = [x for x in leaves if set(x.tokens) & set(tokens) and x.maker not in ("choice", "flag", "id")]
    if exact:
        return exact[0]
    about = [maker for t in tokens for maker in _MAKERS.get(_ABOUT.get(t, ""), ())]
    return next((x for maker in about for x in leaves if x.maker == maker), None)
