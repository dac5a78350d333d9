"""BFCL's types and accepted values, and the rules by which its checker compares a call with them.

A validator written from the rules of BFCL's `ast_checker` for Python; the tests run the real one beside it.
"""

from __future__ import annotations

import re

from toolgraph.export.conversation import BrokenRow, LeftOut
from toolgraph.models.base import JsonObject, JsonValue

_TO_BFCL = {"object": "dict", "number": "float"}
_TO_PLAIN = {"dict": "object", "float": "number"}
_PYTHON: dict[str, type] = {
    "string": str,
    "integer": int,
    "float": float,
    "boolean": bool,
    "array": list,
    "dict": dict,
    "any": str,
}


def bfcl_schema(schema: JsonObject) -> JsonObject:
    """A tool's parameters in BFCL's types: one type each, `dict` and `float`, lists always with a type of items."""
    out = {k: v for k, v in schema.items() if k != "additionalProperties"}
    return out | {"type": "dict", "properties": _properties(schema), "required": list(schema.get("required", ()))}


def _properties(schema: JsonObject) -> JsonObject:
    return {name: _typed(part) for name, part in schema.get("properties", {}).items()}


def _typed(schema: JsonValue) -> JsonObject:
    if not isinstance(schema, dict):
        return {"type": "any"}
    kind = _kind(schema)
    out = {**schema, "type": _TO_BFCL.get(kind, kind)}
    if kind == "array":
        out["items"] = _typed(schema.get("items"))
    if "properties" in schema:
        out["properties"] = _properties(schema)
    return out


def _kind(schema: JsonObject) -> str:
    kind = schema.get("type")
    if isinstance(kind, list):
        kinds = [k for k in kind if k != "null"]
        return str(kinds[0]) if len(kinds) == 1 else "any"
    return str(kind) if kind in ("string", "integer", "number", "boolean", "array", "object") else "any"


def plain_schema(schema: JsonObject) -> JsonObject:
    """The same as JSON Schema again (`any` has no type); what BFCL's types cannot say stays lost."""
    out = {k: v for k, v in schema.items() if k != "type"}
    kind = schema.get("type", "any")
    if kind != "any":
        out["type"] = _TO_PLAIN.get(kind, kind)
    if isinstance(schema.get("items"), dict):
        out["items"] = plain_schema(schema["items"])
    if isinstance(schema.get("properties"), dict):
        out["properties"] = {k: plain_schema(v) for k, v in schema["properties"].items()}
    return out


def accepted(arguments: JsonObject, schema: JsonObject) -> JsonObject:
    """Accepted values of each argument; "" says that it may be absent.

    An optional argument that was not given is accepted with its default; one that was given with just its default
    may also be absent.

    Raises:
        LeftOut: `argument_not_declared`; `empty_optional_value`, which would read as "may be absent"; `mixed_list`,
            whose later items BFCL's checker holds against the type of the first.
    """
    _fits(arguments, schema)
    out: JsonObject = {name: _accept(value, schema["properties"].get(name, {})) for name, value in arguments.items()}
    for name, part in schema["properties"].items():
        if name in schema["required"]:
            continue
        if name not in arguments:
            out[name] = ["", *([part["default"]] if part.get("default") not in (None, "") else [])]
        elif "default" in part and part["default"] == arguments[name]:
            out[name] = [*out[name], ""]
    return out


def _fits(arguments: JsonObject, schema: JsonObject) -> None:
    for name, value in arguments.items():
        if name not in schema["properties"]:
            raise LeftOut("argument_not_declared")
        if value == "" and name not in schema["required"]:
            raise LeftOut("empty_optional_value")
        if isinstance(value, list) and len({type(v) for v in value}) > 1:
            raise LeftOut("mixed_list")


def _accept(value: JsonValue, schema: JsonObject) -> list[JsonValue]:
    if schema.get("type") == "dict" and isinstance(value, dict):
        return [{k: [v] for k, v in value.items()}]
    if _lists_dicts(schema) and isinstance(value, list) and all(isinstance(v, dict) for v in value):
        return [[{k: [v] for k, v in item.items()} for item in value]]
    return [value]


def _lists_dicts(schema: JsonObject) -> bool:
    return bool(schema.get("type") == "array" and schema.get("items", {}).get("type") == "dict")


def said(answer: JsonObject, schema: JsonObject) -> JsonObject:
    """The arguments that an answer was made from: the first accepted value of each, where that is not "absent"."""
    out: JsonObject = {}
    for name, values in answer.items():
        if not values:
            raise BrokenRow(f"no accepted value for {name}")
        if values[0] != "" or name in schema["required"]:
            out[name] = _unaccept(values[0], schema["properties"].get(name, {}))
    return out


def _unaccept(value: JsonValue, schema: JsonObject) -> JsonValue:
    if schema.get("type") == "dict" and isinstance(value, dict):
        return {k: v[0] for k, v in value.items()}
    if _lists_dicts(schema) and isinstance(value, list) and all(isinstance(v, dict) for v in value):
        return [{k: v[0] for k, v in item.items()} for item in value]
    return value


def check_answer(arguments: JsonObject, answer: JsonObject, schema: JsonObject) -> None:
    """Raise BrokenRow when BFCL's checker would count these arguments as wrong or stumble over the schema."""
    for name in schema["required"]:
        if name not in arguments:
            raise BrokenRow(f"required argument {name} is missing")
    for name, value in arguments.items():
        if name not in schema["properties"] or name not in answer:
            raise BrokenRow(f"unexpected argument {name}")
        _check_value(name, value, answer[name], schema["properties"][name])
    for name, values in answer.items():
        if name not in arguments and "" not in values:
            raise BrokenRow(f"argument {name} is neither given nor marked as optional")


def _check_value(name: str, value: JsonValue, values: list[JsonValue], schema: JsonObject) -> None:
    kind = schema.get("type")
    if kind not in _PYTHON or (kind == "array" and schema.get("items", {}).get("type") not in _PYTHON):
        raise BrokenRow(f"type {kind!r} of {name} (or of its items) is none of BFCL's")
    kinds = [type(v) for v in values if v != ""][:1] + [_PYTHON[kind]] + ([int] if kind == "float" else [])
    if type(value) not in kinds:
        raise BrokenRow(f"{name} is {type(value).__name__}, not {kind}")
    if isinstance(value, list) and len({type(v) for v in value}) > 1:
        raise BrokenRow(f"the items of {name} are of several types")
    if not any(_same(value, _unaccept(v, schema)) for v in values):
        raise BrokenRow(f"{name}: {value!r} is none of the accepted values")


def _same(value: JsonValue, other: JsonValue) -> bool:
    """Equal as BFCL compares: letter case, spaces and `,./-_*^` do not count in strings."""
    if isinstance(value, str) and isinstance(other, str):
        return _folded(value) == _folded(other)
    return bool(value == other)


def _folded(text: str) -> str:
    return re.sub(r"[ ,./\-_*^]", "", text).lower()
