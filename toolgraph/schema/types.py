"""Type names as people write them (`dict`, `Float`, `List[str]`, `date`), as JSON Schema types."""

from __future__ import annotations

import re
from functools import lru_cache

from toolgraph.models.base import JsonObject, JsonValue

JSON_TYPES = frozenset({"string", "integer", "number", "boolean", "array", "object", "null"})
SCALARS = frozenset({"string", "integer", "number", "boolean"})

_ALIASES: dict[str, str] = {
    "str": "string", "text": "string", "char": "string", "varchar": "string", "character": "string",
    "enum": "string", "id": "string", "password": "string", "bytes": "string", "varchar2": "string",
    "int": "integer", "long": "integer", "short": "integer", "bigint": "integer", "int32": "integer",
    "int64": "integer", "uint": "integer", "uint32": "integer", "uint64": "integer", "biginteger": "integer",
    "float": "number", "double": "number", "decimal": "number", "numeric": "number", "real": "number",
    "float32": "number", "float64": "number", "bigdecimal": "number", "complex": "number",
    "bool": "boolean",
    "list": "array", "tuple": "array", "set": "array", "arraylist": "array", "sequence": "array",
    "collection": "array", "vector": "array",
    "dict": "object", "map": "object", "hashmap": "object", "json": "object", "struct": "object",
    "hash": "object", "dictionary": "object", "record": "object", "mapping": "object",
    "none": "null", "nonetype": "null", "nil": "null", "void": "null",
}  # fmt: skip
_FORMATS = {
    "date": "date", "datetime": "date-time", "date-time": "date-time", "timestamp": "date-time", "time": "time",
    "uuid": "uuid", "guid": "uuid", "url": "uri", "uri": "uri", "email": "email", "file": "binary",
    "binary": "binary", "byte": "byte", "ipv4": "ipv4", "ipv6": "ipv6", "duration": "duration",
}  # fmt: skip
_GENERIC = re.compile(r"(?P<outer>[A-Za-z]+)\s*[\[<(](?P<inner>.+)[\]>)]$")
_OF = re.compile(r"(?:array|list)s?\s+of\s+(?P<inner>[A-Za-z]+?)s?$", re.IGNORECASE)
_OR = re.compile(r"\s*\|\s*|\s+or\s+|\s*/\s*", re.IGNORECASE)
_LISTS = frozenset({"list", "array", "tuple", "set", "sequence", "collection"})
_MAPS = frozenset({"dict", "map", "object", "mapping", "record", "hashmap"})
_LONGEST_NAME = 80


@lru_cache(maxsize=4096)
def _named(text: str) -> tuple[tuple[str, ...], str, str]:
    """Types, format and item type name of a written type; no types means anything goes."""
    name = text.strip().strip("`'\"").lower().removeprefix("typing.")
    if name in JSON_TYPES:
        return (name,), "", ""
    if name in _ALIASES:
        return (_ALIASES[name],), "", ""
    if name in _FORMATS:
        return ("string",), _FORMATS[name], ""
    if len(name) > _LONGEST_NAME:
        return (), "", ""
    return _compound(name)


def _compound(name: str) -> tuple[tuple[str, ...], str, str]:
    if found := _OF.match(name):
        return ("array",), "", found["inner"]
    if found := _GENERIC.match(name):
        return _generic(found["outer"], found["inner"])
    if name.endswith("[]"):
        return ("array",), "", name[:-2]
    head, comma, _ = name.partition(",")
    if comma:
        return _named(head)  # `string, optional`
    parts = _OR.split(name)
    if len(parts) > 1:
        return _union([_named(part)[0] for part in parts]), "", ""
    return (), "", ""


def _generic(outer: str, inner: str) -> tuple[tuple[str, ...], str, str]:
    if outer in _LISTS:
        return ("array",), "", inner.partition(",")[0]
    if outer in _MAPS:
        return ("object",), "", ""
    if outer == "optional":
        types, form, item = _named(inner)
        return (_union([types, ("null",)]) if types else ()), form, item
    if outer == "union":
        return _union([_named(part)[0] for part in inner.split(",")]), "", ""
    return _named(outer)


def _union(choices: list[tuple[str, ...]]) -> tuple[str, ...]:
    """All of the types; none when one of the choices allows anything or is a container beside others."""
    if not all(choices):
        return ()
    return tuple(dict.fromkeys(name for names in choices for name in names))


def as_keyword(types: tuple[str, ...]) -> JsonObject:
    """The `type` keyword for some types, or nothing at all when any value goes."""
    if not types:
        return {}
    return {"type": types[0] if len(types) == 1 else list(types)}


def read_type(written: JsonValue) -> JsonObject:
    """A schema fragment for what stands under `type`.

    >>> read_type("float"), read_type("List[int]"), read_type("any"), read_type(["str", "null"])
    ({'type': 'number'}, {'type': 'array', 'items': {'type': 'integer'}}, {}, {'type': ['string', 'null']})
    """
    if isinstance(written, list):
        return as_keyword(_union([_named(name)[0] if isinstance(name, str) else ("null",) for name in written]))
    if not isinstance(written, str):
        return {}
    types, form, item = _named(written)
    out = as_keyword(types)
    if form:
        out["format"] = form
    if item and (inner := read_type(item)):
        out["items"] = inner
    return out


def types_of(schema: JsonObject) -> tuple[str, ...]:
    """The types a tidy schema allows; empty when any goes."""
    kind = schema.get("type")
    if kind is None:
        return ()
    return (kind,) if isinstance(kind, str) else tuple(kind)


def main_type(schema: JsonObject) -> str:
    """The first type that is not null, `null` if there is no other, `any` if none is said."""
    kind = schema.get("type", "any")
    if isinstance(kind, str):
        return kind
    return next((name for name in kind if name != "null"), "null")
