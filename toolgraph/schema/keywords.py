"""Keywords that stand alone: how each is cleaned, whatever else the schema says."""

from __future__ import annotations

import math
from collections.abc import Callable

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.schema.values import NOTHING, plain, usable_pattern

_LARGEST_COUNT = 2**31
_LARGEST_BOUND = 10**30


def _text(value: JsonValue) -> JsonValue:
    return (value.strip() or NOTHING) if isinstance(value, str) else NOTHING


def _pattern(value: JsonValue) -> JsonValue:
    return value if isinstance(value, str) and value and usable_pattern(value) else NOTHING


def _number(value: JsonValue) -> JsonValue:
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return NOTHING
        value = int(value) if math.isfinite(value) and value.is_integer() else value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return NOTHING
    return value if abs(value) < _LARGEST_BOUND else NOTHING  # NaN compares false


def _positive(value: JsonValue) -> JsonValue:
    number = _number(value)
    return number if number is not NOTHING and number > 0 else NOTHING


def _count(value: JsonValue) -> JsonValue:
    number = _number(value)
    if number is NOTHING or number != int(number) or not 0 <= number < _LARGEST_COUNT:
        return NOTHING
    return int(number)


def _true(value: JsonValue) -> JsonValue:
    return True if value is True else NOTHING


# What a tidy schema may say beside type, properties, items, required, additionalProperties, enum, const,
# default and examples. Everything else (`x-*`, `xml`, `not`, `if`, `discriminator`, ...) is dropped: that can
# only allow more.
CLEAN: dict[str, Callable[[JsonValue], JsonValue]] = {
    "description": _text,
    "format": _text,
    "pattern": _pattern,
    "minimum": _number,
    "maximum": _number,
    "multipleOf": _positive,
    "minLength": _count,
    "maxLength": _count,
    "minItems": _count,
    "maxItems": _count,
    "minProperties": _count,
    "maxProperties": _count,
    "uniqueItems": _true,
    "deprecated": _true,
}
_EXCLUSIVE = (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum"))
_RANGES = (
    ("minimum", "maximum"),
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
)
_MOST_EXAMPLES = 10


def annotate(schema: JsonObject, out: JsonObject) -> None:
    """Copy the keywords that stand alone from `schema` to `out`, cleaned."""
    for key, value in schema.items():
        clean = CLEAN.get(key)
        if clean is not None and (kept := clean(value)) is not NOTHING:
            out[key] = kept
    if "exclusiveMinimum" in schema or "exclusiveMaximum" in schema:
        _exclusive(schema, out)
    if "description" not in out and isinstance(schema.get("title"), str) and schema["title"].strip():
        out["description"] = schema["title"].strip()


def _exclusive(schema: JsonObject, out: JsonObject) -> None:
    """Exclusive bounds are numbers; drafts up to 4, and OpenAPI 3.0, write true beside the plain bound."""
    for key, bound in _EXCLUSIVE:
        value = schema.get(key)
        if value is True and bound in out:
            out[key] = out.pop(bound)
        elif (number := _number(value)) is not NOTHING:
            out[key] = number


def carry_values(schema: JsonObject, out: JsonObject) -> None:
    """Copy enum, const, default and examples; whether they are valid is known only when the type is."""
    if "enum" in schema and (choices := read_enum(schema["enum"])):
        out["enum"] = choices
    for key in ("const", "default"):
        if key in schema and (value := plain(schema[key])) is not NOTHING:
            out[key] = value
    examples = read_examples(schema)
    if examples:
        out["examples"] = examples


def read_enum(written: JsonValue) -> list[JsonValue]:
    """The choices, each once; a single value, or the keys of an object, count as a list."""
    if isinstance(written, dict):
        written = list(written)
    elif isinstance(written, str) and "|" in written:
        written = [part.strip() for part in written.split("|")]
    elif not isinstance(written, list):
        written = [written]
    return unique([value for item in written if (value := plain(item)) is not NOTHING])


def read_examples(schema: JsonObject) -> list[JsonValue]:
    """`examples` and OpenAPI's `example`, as one short list."""
    found: list[JsonValue] = []
    if "examples" in schema:
        written = schema["examples"]
        found += written if isinstance(written, list) else _named_examples(written)
    if "example" in schema:
        found.append(schema["example"])
    if not found:
        return found
    return unique([value for item in found if (value := plain(item)) is not NOTHING])[:_MOST_EXAMPLES]


def _named_examples(written: JsonValue) -> list[JsonValue]:
    """OpenAPI's map of example objects; anything else that is no list is one example."""
    if isinstance(written, dict):
        values = [item["value"] for item in written.values() if isinstance(item, dict) and "value" in item]
        return values or ([written] if written else [])
    return [] if written is None else [written]


def unique(values: list[JsonValue]) -> list[JsonValue]:
    """The values in order, each once; 1, 1.0 and true are three values."""
    seen: set[str] = set()
    out = []
    for value in values:
        key = f"{type(value).__name__}:{value!r}"
        if key not in seen:
            seen.add(key)
            out.append(value)
    return out


def mend_ranges(schema: JsonObject) -> None:
    """Drop the upper bound of a range that nothing can lie in."""
    for low, high in _RANGES:
        if low in schema and high in schema and schema[low] > schema[high]:
            del schema[high]
    floor = max((schema[key] for key in ("minimum", "exclusiveMinimum") if key in schema), default=None)
    ceiling = min((schema[key] for key in ("maximum", "exclusiveMaximum") if key in schema), default=None)
    if floor is None or ceiling is None or floor < ceiling:
        return
    if floor > ceiling or "exclusiveMinimum" in schema or "exclusiveMaximum" in schema:
        schema.pop("maximum", None)
        schema.pop("exclusiveMaximum", None)
