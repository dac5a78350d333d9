"""What a call itself gives for the list of what it makes: the lines of an invoice, the columns of a board, guests."""

from __future__ import annotations

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.asked import ParamPlan, value_at
from toolgraph.world.leaf import LeafPlan, own_tokens
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
