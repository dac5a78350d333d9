"""What a call gives for the list of what it makes: the lines of an invoice, guests, what is in the cart it orders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.asked import ParamPlan, value_at
from toolgraph.world.effects import OFF
from toolgraph.world.leaf import LeafPlan, own_tokens
from toolgraph.world.memory import Memory, Record
from toolgraph.world.shape import Part

_NAMING = ("name", "title", "label", "text", "product name", "item name", "description")


def rows(
    part: Part, item: Part, arguments: JsonObject, params: tuple[ParamPlan, ...], *, new: bool
) -> list[dict[str, JsonValue]]:
    """The facts of each item that a call gives; [] where it gives none.

    A list of objects gives them as they are; one of texts gives names, or addresses of people; one of identifiers
    gives what the items point at.
    """
    given = arguments.get(part.path)
    if isinstance(given, list) and given and all(isinstance(each, dict) for each in given):
        full = item.entity.full if item.entity else (item.noun,)
        return [{" ".join(own_tokens(name, full)): value for name, value in each.items()} for each in given]
    leaves = tuple(item.leaves())
    if item.kind != "object" or not new:
        return []
    if isinstance(given, list) and given and all(isinstance(each, str) for each in given):
        leaf = _named_in(leaves, given)
        return [{leaf.key: each} for each in given] if leaf is not None else []
    return _pointed(leaves, item, arguments, params)


def told_within(item: Part, whole: Record) -> list[dict[str, JsonValue]] | None:
    """What the maker of a thing told for a list in it: [] where they could have and did not; None for any other list.

    Who has been invited just now has not answered yet.
    """
    if not whole.made:
        return None
    leaves = tuple(item.leaves())
    answer = {x.key: c for x in leaves if x.key in _ANSWERS for c in x.schema.get("enum", ()) if str(c) in _NO_ANSWER}
    for key in (item.noun, *(f"{item.noun} {leaf.key}" for leaf in leaves)):
        told = whole.facts.get(key)
        if isinstance(told, list) and told and all(isinstance(each, str) for each in told):
            leaf = _named_in(leaves, told)
            return [{**answer, leaf.key: each} for each in told] if leaf is not None else None
    return [] if any(key.partition(" ")[0] == item.noun for key in whole.untold) else None


_ANSWERS = frozenset("response rsvp answer status".split())
_NO_ANSWER = frozenset("none pending needs_action needsAction invited no_reply no_response awaiting".split())


def taken_over(
    memory: Memory, source: str, named: Iterable[Record], whole: Record, item: Part
) -> list[dict[str, JsonValue]]:
    """The facts of each item that a new whole takes from one that its call names: an order has the lines of its cart.

    What is taken off there is taken off here.
    """
    leaves = tuple(item.leaves())
    if not any(leaf.key == _COUNT for leaf in leaves):
        return []
    for other in named:
        lines = [r for r in _within(memory, source, other) if _COUNT in r.facts and r is not whole]
        if not lines:
            continue
        whole.facts |= {key: other.facts[key] for key in (OFF, "currency") if key in other.facts}
        return [as_told(line, leaves) for line in lines]
    return []


def _within(memory: Memory, source: str, whole: Record) -> list[Record]:
    """The lines of a whole, with names of their own or not."""
    inside = [r for rows in whole.parts.values() for r in rows if not r.gone]
    key, value = f"{whole.head} id", whole.facts.get("id")
    return inside or [r for r in memory.all_of(source) if value is not None and r.facts.get(key) == value]


def as_told(line: Record, leaves: Iterable[LeafPlan]) -> dict[str, JsonValue]:
    """What a line or product tells, by the names that the leaves of a new line have for it, but for its identifier."""
    out: dict[str, JsonValue] = {}
    for leaf in leaves:
        names = (leaf.key, *_SAME.get(leaf.key, ())) if leaf.key != "id" else ()
        told = next((line.facts[name] for name in names if name in line.facts), None)
        if told is not None and leaf.check(told):
            out[leaf.key] = told
    return out


_COUNT = "quantity"
_SAME = {
    "name": ("product name", "item name", "title"), "product name": ("name", "title"), "title": ("product name",),
    "item name": ("name", "product name"), "sku": ("variant sku",), "variant sku": ("sku",),
    "unit price": ("price",), "price": ("unit price",),
}  # fmt: skip


def _named_in(leaves: tuple[LeafPlan, ...], given: list[JsonValue]) -> LeafPlan | None:
    if all("@" in str(each) for each in given):
        return next((x for x in leaves if x.maker == "email"), None)
    named = [x for key in _NAMING for x in leaves if x.key == key and x.type == "string"]
    return next((x for x in named if all(map(x.check, given))), None)


def _pointed(
    leaves: tuple[LeafPlan, ...], item: Part, arguments: JsonObject, params: tuple[ParamPlan, ...]
) -> list[dict[str, JsonValue]]:
    keys = {x.key for x in leaves if x.is_id}
    for param in params:
        told = value_at(arguments, param.path)
        own = item.entity is not None and param.key == f"{item.entity.head} id"
        if param.op == "id" and isinstance(told, list) and told and param.key in keys and not own:
            return [{param.key: each} for each in told]
    return []


def known_by_id(memory: Memory, source: str, item: Part, facts: Mapping[str, JsonValue]) -> Record | None:
    """The thing that a call names by its identifier while it describes it; None where nobody has heard of it."""
    own = facts.get(item.entity.id_leaf.key) if item.entity is not None else None
    return memory.find(source, own, item.entity.full) if item.entity is not None and own is not None else None
