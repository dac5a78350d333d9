"""A result schema out of the fields that a model names: by code, whole or not at all.

The model is asked for a list of paths instead of a schema: every endpoint that takes a schema for its answers can be
held to such a list, and no endpoint to "any JSON Schema".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from jsonschema import Draft202012Validator, SchemaError

from toolgraph.ids import canonical_json
from toolgraph.llm.answers import Fault
from toolgraph.llm.enrich_text import Bounds, sentence_faults
from toolgraph.models.base import JsonObject
from toolgraph.models.tool import Tool
from toolgraph.prompts import load_prompt
from toolgraph.schema import tidy

_FIELDS_MAX, _DEPTH_MAX, _NAME_MAX, _SCHEMA_MAX = 40, 4, 60, 10_000  # the last in characters
_TYPES = ("string", "integer", "number", "boolean")
_FORMATS = ("", "date", "date-time", "email", "uri", "uuid")
_SEGMENT = re.compile(rf"[A-Za-z_][A-Za-z0-9_-]{{0,{_NAME_MAX - 1}}}(?:\[\]){{0,2}}")
_NO_NAMES = frozenset("field field1 field2 foo bar key1 example string path name_here".split())

RESULT_SCHEMA: JsonObject = {
    "type": "object",
    "properties": {
        "fields": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "path": {"type": "string"},
                    "type": {"type": "string", "enum": list(_TYPES)},
                    "format": {"type": "string", "enum": list(_FORMATS)},
                    "description": {"type": "string"},
                },
                "required": ["path", "type", "format", "description"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["fields"],
    "additionalProperties": False,
}


def result_of(fields: Sequence[JsonObject], tool: Tool, bounds: Bounds) -> tuple[JsonObject | None, tuple[Fault, ...]]:
    """The tidy schema of a result with these fields; None with what is wrong with them."""
    faults = tuple(_faults(fields, tool, bounds))
    if faults:
        return None, faults
    root: JsonObject = {"type": "object", "properties": {}}
    for one in fields:
        if not _put(root, one):
            return None, (Fault("conflict", f"{one['path']!r} is a value and a thing at once; keep one of the two"),)
    return _sound(root)


def _sound(schema: JsonObject) -> tuple[JsonObject | None, tuple[Fault, ...]]:
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as exc:
        return None, (Fault("bad_schema", exc.message[:160]),)
    tidied, notes = tidy(schema)
    if notes or not tidied.get("properties"):
        return None, (Fault("bad_schema", "name fields that a schema can have"),)
    if len(canonical_json(tidied)) > _SCHEMA_MAX:
        return None, (Fault("too_large", "name fewer fields, in fewer words"),)
    return tidied, ()


def _faults(fields: Sequence[JsonObject], tool: Tool, bounds: Bounds) -> Iterator[Fault]:
    if not 1 <= len(fields) <= _FIELDS_MAX:
        yield Fault("too_many" if fields else "too_few", f"name 1 to {_FIELDS_MAX} fields")
        return
    paths = [str(one["path"]) for one in fields]
    if len(set(paths)) < len(paths):
        yield Fault("repeated", "name each path once")
    if len(_shown().intersection(paths)) > 1:
        yield Fault("prompt_echoed", "name fields of this tool, not those that the rules show as examples")
    given = {leaf.name.casefold() for leaf in tool.inputs}
    if tool.effect == "read" and all(_last(p).casefold() in given for p in paths):
        yield Fault("echo", "say what comes back, not only what is given")
    for one in fields:
        for fault in _field_faults(one, bounds):
            yield Fault(fault.code, f"{str(one['path'])[:80]!r}: {fault.reason}")


@lru_cache(maxsize=1)
def _shown() -> frozenset[str]:
    """The nested paths that the prompt shows; weak models answer with them."""
    return frozenset(p for p in re.findall(r"`([^`]+)`", load_prompt("enrich_returns_system").text) if "." in p)


def _field_faults(one: JsonObject, bounds: Bounds) -> Iterator[Fault]:
    path = str(one["path"])
    segments = path.split(".")
    if len(segments) > _DEPTH_MAX or not all(_SEGMENT.fullmatch(s) for s in segments):
        yield Fault("bad_path", f"write at most {_DEPTH_MAX} names of letters and digits with dots between them")
        return
    if _last(path).casefold() in _NO_NAMES:
        yield Fault("placeholder", "give it the name that the field would have")
    yield from bounds.orders(path.replace("_", " ").replace(".", " "))
    yield from bounds.orders(path)
    if text := " ".join(str(one["description"]).split()):
        yield from (f for f in sentence_faults(text, "", bounds) if f.code != "too_short")


def _last(path: str) -> str:
    return path.rpartition(".")[2].replace("[]", "")


def _put(root: JsonObject, one: JsonObject) -> bool:
    """Put a field into a schema; whether there is room for it."""
    at = root
    *around, last = str(one["path"]).split(".")
    for segment in around:
        at = _step(at, segment)
        if at.setdefault("type", "object") != "object":
            return False
        at.setdefault("properties", {})
    leaf = _step(at, last)
    if leaf:
        return False
    leaf["type"] = one["type"]
    if one["type"] == "string" and one["format"]:
        leaf["format"] = one["format"]
    if text := " ".join(str(one["description"]).split()):
        leaf["description"] = text
    return True


def _step(at: JsonObject, segment: str) -> JsonObject:
    """The schema of a property, made when it is new: of the innermost items where it is a list."""
    name = segment.replace("[]", "")
    found: JsonObject = at["properties"].setdefault(name, {})
    for _ in range(segment.count("[]")):
        if found.setdefault("type", "array") != "array":
            return {"type": "conflict"}
        found = found.setdefault("items", {})
    return found
