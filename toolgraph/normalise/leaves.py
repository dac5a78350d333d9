"""Schemas flattened to leaves: what can be filled in a call, what can be taken from a result.

Paths: dots between names, `[]` after a list, `{}` after a map, `{key}` for its keys. `flights[].date`, `labels{}`,
`variants{key}`, `[]` for a bare list of scalars, "" for a bare scalar.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic import TypeAdapter

from toolgraph.meaning.marks import KEYS
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.tool import Field, Parameter
from toolgraph.schema.types import main_type

# Names below names, as in `a.b.c`; and leaves a side of one tool.
_DEEPEST = 6
_MOST_LEAVES = 300
_LONGEST_EXAMPLE = 200
# All leaves of a side at once: one by one it takes half as long again.
_PARAMETERS = TypeAdapter(tuple[Parameter, ...])
_FIELDS = TypeAdapter(tuple[Field, ...])


@dataclass(frozen=True, slots=True)
class _Found:
    """A leaf before it has an id.

    Attributes:
        depth: Names in the path.
        required: It and everything around it is.
    """

    path: str
    name: str
    schema: JsonObject
    depth: int
    required: bool


def parameters_of(tool_id: str, schema: JsonObject) -> tuple[Parameter, ...]:
    """The inputs of a tool, in the order of its schema.

    A list of scalars is one leaf of type `array`, whose format, choices and pattern are those of its items.
    """
    found = _nearest(_inputs(schema, "", 1, required=True))
    return _PARAMETERS.validate_python([_parameter(f"{tool_id}#in:{leaf.path}", leaf) for leaf in found])


def fields_of(tool_id: str, schema: JsonObject | None) -> tuple[Field, ...]:
    """The leaves of a result, in the order of its schema; none when the result is unknown."""
    if schema is None:
        return ()
    found = _nearest(_outputs(_Found("", "", schema, 0, required=True)))
    return _FIELDS.validate_python([_common(f"{tool_id}#out:{leaf.path}", leaf) for leaf in found])


def _nearest(leaves: Iterable[_Found]) -> list[_Found]:
    """At most so many leaves, each path once: what is required first, then what is least deep."""
    once: dict[str, _Found] = {}
    for leaf in leaves:
        once.setdefault(leaf.path, leaf)
    found = list(once.values())
    if len(found) <= _MOST_LEAVES:
        return found
    order = sorted(range(len(found)), key=lambda at: (not found[at].required, found[at].depth, at))
    return [found[at] for at in sorted(order[:_MOST_LEAVES])]


def _inputs(schema: JsonObject, prefix: str, depth: int, *, required: bool) -> Iterator[_Found]:
    must = schema.get("required", ())
    for name, inner in schema.get("properties", {}).items():
        path = f"{prefix}.{name}" if prefix else name
        leaf = _Found(path, name, inner, depth, required and name in must)
        brackets, item = _through_lists(inner)
        if item.get("properties") and depth < _DEEPEST:
            yield from _inputs(item, path + brackets, depth + 1, required=leaf.required)
        else:
            yield leaf


def _through_lists(schema: JsonObject) -> tuple[str, JsonObject]:
    """The innermost item of a list of lists, and a `[]` for each list."""
    brackets = ""
    while main_type(schema) == "array":
        brackets += "[]"
        schema = schema.get("items", {})
    return brackets, schema


def _outputs(leaf: _Found) -> Iterator[_Found]:
    schema = leaf.schema
    kind = main_type(schema)
    if kind == "array":
        item = schema.get("items", {})
        yield from _outputs(_Found(leaf.path + "[]", leaf.name, item, leaf.depth, leaf.required))
        return
    if kind != "object":
        yield leaf
        return
    inside = False
    if leaf.depth < _DEEPEST:
        for name, inner in schema.get("properties", {}).items():
            inside = True
            path = f"{leaf.path}.{name}" if leaf.path else name
            must = name in schema.get("required", ())
            yield from _outputs(_Found(path, name, inner, leaf.depth + 1, leaf.required and must))
    extra = schema.get("additionalProperties")
    if isinstance(extra, dict):
        inside = True
        yield from _outputs(_Found(leaf.path + "{}", leaf.name, extra, leaf.depth, required=False))
        if extra.get("properties"):  # things, each under what it is known by; keys of plain values are only labels
            yield _Found(leaf.path + KEYS, leaf.name, {"type": "string"}, leaf.depth, required=False)
    if not inside and (leaf.path or "properties" not in schema):
        yield leaf


def _parameter(leaf_id: str, leaf: _Found) -> dict[str, JsonValue]:
    values = _common(leaf_id, leaf)
    if "default" in leaf.schema:
        values["default"] = leaf.schema["default"]
        values["has_default"] = True
    return values


def _common(leaf_id: str, leaf: _Found) -> dict[str, JsonValue]:
    schema = leaf.schema
    kind = main_type(schema)
    out: dict[str, JsonValue] = {
        "id": leaf_id,
        "path": leaf.path,
        "name": leaf.name,
        "type": kind,
        "required": leaf.required,
    }
    about = schema
    if kind == "array":
        items = schema.get("items", {})
        out["item_type"] = main_type(items)
        about = {**items, **{key: schema[key] for key in ("description", "examples") if key in schema}}
    if schema.keys() <= {"type"} and kind != "array":
        return out
    for key in ("format", "description", "pattern"):
        if key in about:
            out[key] = about[key]
    if "enum" in about or "const" in about:
        out["enum"] = tuple(about.get("enum", [about.get("const")]))
    if "examples" in about:
        out["examples"] = tuple(value for value in about["examples"] if _short(value))
    return out


def _short(value: JsonValue) -> bool:
    return not isinstance(value, (dict, list)) and (not isinstance(value, str) or len(value) <= _LONGEST_EXAMPLE)
