"""The last step of tidying: make the keywords of one schema agree with each other."""

from __future__ import annotations

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.schema.keywords import mend_ranges, unique
from toolgraph.schema.types import as_keyword, types_of
from toolgraph.schema.values import NOTHING, coerce, fits, of_type

_OF_OBJECT = ("properties", "required", "additionalProperties", "minProperties", "maxProperties")
_OF_ARRAY = ("items", "minItems", "maxItems", "uniqueItems")
_BOUNDS = frozenset("minimum maximum exclusiveMinimum exclusiveMaximum minLength maxLength minItems maxItems".split())
_SIMPLE = frozenset({"type", "description", "format"})
_TYPE_NAMES: dict[type, str] = {
    str: "string",
    bool: "boolean",
    int: "integer",
    float: "number",
    list: "array",
    dict: "object",
}


def seal(part: JsonObject) -> JsonObject:
    """`part` with required names that exist, values that are valid, and no keyword of another type."""
    if "type" in part and part.keys() <= _SIMPLE:
        return part
    out = dict(part)
    if "type" not in out:
        out.update(_inferred(out))
    types = types_of(out)
    _drop_foreign(out, types)
    if "required" in out:
        _mend_required(out)
    if not _BOUNDS.isdisjoint(out):
        mend_ranges(out)
    if "const" in out or "enum" in out:
        _mend_choices(out, types)
    if "default" in out or "examples" in out:
        _mend_values(out, types)
    return out


def _inferred(schema: JsonObject) -> JsonObject:
    """The type that the other keywords imply."""
    if "properties" in schema or "additionalProperties" in schema:
        return {"type": "object"}
    if "items" in schema:
        return {"type": "array"}
    values = schema.get("enum", [schema["const"]] if "const" in schema else [])
    return as_keyword(tuple(dict.fromkeys(_TYPE_NAMES.get(type(value), "null") for value in values)))


def _drop_foreign(out: JsonObject, types: tuple[str, ...]) -> None:
    if types and "object" not in types:
        for key in _OF_OBJECT:
            out.pop(key, None)
    if types and "array" not in types:
        for key in _OF_ARRAY:
            out.pop(key, None)


def _mend_required(out: JsonObject) -> None:
    properties = out.get("properties", {})
    required = [name for name in out["required"] if name in properties]
    if required:
        out["required"] = required
    else:
        del out["required"]


def _mend_choices(out: JsonObject, types: tuple[str, ...]) -> None:
    """Choices of the right type; a list's choices that are no lists are its items'."""
    plain = [value for value in out.get("enum", ()) if value is not None]
    if "array" in types and plain and not any(isinstance(v, list) or of_type(v, types) for v in plain):
        items = out.get("items", {})
        out["items"] = seal({**items, "enum": out.pop("enum")}) if "enum" not in items else items
        out.pop("enum", None)
    bare = {key: value for key, value in out.items() if key not in {"enum", "const", "default", "examples"}}
    if "enum" in out:
        choices = unique(_valid(out["enum"], types, bare))
        if choices:
            out["enum"] = choices
        else:
            del out["enum"]
    if "const" in out and not _valid([out["const"]], types, bare):
        del out["const"]


def _valid(values: list[JsonValue], types: tuple[str, ...], schema: JsonObject) -> list[JsonValue]:
    """The values, spelled as their type wants, that are valid under the schema."""
    spelled = (coerce(value, types) for value in values)
    return [value for value in spelled if value is not NOTHING and of_type(value, types) and fits(value, schema)]


def _mend_values(out: JsonObject, types: tuple[str, ...]) -> None:
    bare = {key: value for key, value in out.items() if key not in {"default", "examples"}}
    for key, values in (("default", [out.get("default")]), ("examples", out.get("examples", []))):
        if key not in out:
            continue
        kept = unique(_valid(values, types, bare))
        if not kept:
            del out[key]
        else:
            out[key] = kept[0] if key == "default" else kept
