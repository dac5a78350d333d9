"""Two tidy schemas as one: both at once (`allOf`), or either (`anyOf`, `oneOf`)."""

from __future__ import annotations

from functools import reduce

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.schema.keywords import unique
from toolgraph.schema.seal import seal
from toolgraph.schema.types import SCALARS, as_keyword, main_type, types_of

_ABOUT = frozenset({"description", "examples", "deprecated", "default"})


def both(first: JsonObject, second: JsonObject) -> JsonObject:
    """What satisfies both, as far as a merged object can say it; where they differ, the second's word counts."""
    if not first or not second:
        return {**first, **second}
    out = {**first, **second}
    if "properties" in first and "properties" in second:
        out["properties"] = _shared_properties(first["properties"], second["properties"])
    if "required" in first and "required" in second:
        out["required"] = [*first["required"], *(name for name in second["required"] if name not in first["required"])]
    if "items" in first and "items" in second:
        out["items"] = seal(both(first["items"], second["items"]))
    if "enum" in first and "enum" in second:
        common = [value for value in first["enum"] if value in second["enum"]]
        out["enum"] = common or second["enum"]
    if "type" in first and "type" in second:
        out.update(as_keyword(_common_types(types_of(first), types_of(second))))
    if out.get("additionalProperties") is False and "properties" in first and "properties" in second:
        # `additionalProperties: false` in one part of an `allOf` forbids the other part's properties: never meant.
        del out["additionalProperties"]
    return out


def _shared_properties(first: JsonObject, second: JsonObject) -> JsonObject:
    out = dict(first)
    for name, schema in second.items():
        # Sealed here: the caller seals what it merges, and does not look inside again.
        out[name] = seal(both(out[name], schema)) if name in out else schema
    return out


def _common_types(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    common = tuple(name for name in first if name in second)
    if not common and {"integer", "number"} <= {*first, *second}:
        return ("integer",)
    return common or second


def either(branches: list[JsonObject]) -> JsonObject:
    """One schema for values of any of the branches: merged where they are alike, else the first that is usable."""
    nullable = any(types_of(branch) == ("null",) for branch in branches)
    usable = [branch for branch in branches if _says_something(branch)]
    if not usable:
        return {}
    kinds = {main_type(branch) for branch in usable}
    merged = reduce(_either_two, usable) if len(kinds) == 1 or kinds <= SCALARS else usable[0]
    types = types_of(merged)
    if (nullable or any("null" in types_of(branch) for branch in usable)) and types and "null" not in types:
        merged = {**merged, "type": [*types, "null"]}
    return merged


def _says_something(branch: JsonObject) -> bool:
    return types_of(branch) != ("null",) and bool({"type", "enum", "const", "properties"} & branch.keys())


def _choices(schema: JsonObject) -> list[JsonValue] | None:
    if "const" in schema:
        return [schema["const"]]
    choices: list[JsonValue] | None = schema.get("enum")
    return choices


def _either_two(first: JsonObject, second: JsonObject) -> JsonObject:
    if first == second:
        return first
    out = {key: value for key, value in first.items() if key in _ABOUT or (key in second and second[key] == value)}
    out.update(as_keyword(tuple(dict.fromkeys((*types_of(first), *types_of(second))))))
    mine, theirs = _choices(first), _choices(second)
    if mine is not None and theirs is not None and "const" not in out:
        out["enum"] = unique([*mine, *theirs])
    if "object" in types_of(out):
        _either_object(first, second, out)
    if "items" in first and "items" in second:
        out["items"] = seal(either([first["items"], second["items"]]))
    return out


def _either_object(first: JsonObject, second: JsonObject, out: JsonObject) -> None:
    mine, theirs = first.get("properties", {}), second.get("properties", {})
    if mine or theirs:
        out["properties"] = dict(mine)
        for name, schema in theirs.items():
            # Not `either`: a property that one branch leaves open is open.
            out["properties"][name] = seal(either([mine[name], schema]) or mine[name]) if name in mine else schema
    out["required"] = [name for name in first.get("required", ()) if name in second.get("required", ())]
    if not out["required"]:
        del out["required"]
