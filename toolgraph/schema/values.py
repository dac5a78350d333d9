"""Values inside schemas: made plain JSON, and held against the schema they stand in."""

from __future__ import annotations

import math
import re
import warnings
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from jsonschema import Draft202012Validator

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.schema.types import types_of


class _Nothing:
    """The type of NOTHING."""


NOTHING: Final = _Nothing()
_DEEPEST = 12
_MOST_NODES = 400
# Beyond this `multipleOf` and float comparison overflow.
_LARGEST_INT = 10**30
_CONSTRAINTS = frozenset(
    "enum const pattern minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength".split()
)


def plain(value: JsonValue) -> JsonValue:
    """`value` as JSON that any tool can write and read back, or NOTHING if it is not (NaN, too deep, too big)."""
    if value is None or isinstance(value, (str, bool)):
        return value
    return _plain(value, _DEEPEST, [_MOST_NODES])


def _plain(value: JsonValue, deepest: int, left: list[int]) -> JsonValue:
    left[0] -= 1
    if left[0] < 0 or deepest < 0:
        return NOTHING
    if isinstance(value, list):
        items = [_plain(item, deepest - 1, left) for item in value]
        return NOTHING if any(item is NOTHING for item in items) else items
    if isinstance(value, dict):
        pairs = {str(key): _plain(item, deepest - 1, left) for key, item in value.items()}
        return NOTHING if any(item is NOTHING for item in pairs.values()) else pairs
    return value if _is_plain_scalar(value) else NOTHING


def _is_plain_scalar(value: JsonValue) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, int):
        return abs(value) < _LARGEST_INT
    return value is None or isinstance(value, str)


_IS: dict[str, Callable[[JsonValue], bool]] = {
    "string": lambda v: isinstance(v, str),
    "integer": lambda v: not isinstance(v, bool) and (isinstance(v, int) or (isinstance(v, float) and v.is_integer())),
    "number": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool),
    "boolean": lambda v: isinstance(v, bool),
    "array": lambda v: isinstance(v, list),
    "object": lambda v: isinstance(v, dict),
    "null": lambda v: v is None,
}


def type_check(types: tuple[str, ...]) -> Callable[[JsonValue], bool]:
    """A test whether a value is of one of some types, of which there is one at least."""
    return _IS[types[0]] if len(types) == 1 else lambda value: of_type(value, types)


def of_type(value: JsonValue, types: tuple[str, ...]) -> bool:
    """Whether `value` is of one of the types; of none means of any."""
    return not types or any(_IS[name](value) for name in types)


def fits(value: JsonValue, schema: JsonObject) -> bool:
    """Whether a plain value is valid under a tidy schema."""
    if not of_type(value, types_of(schema)):
        return False
    if not isinstance(value, (list, dict)) and _CONSTRAINTS.isdisjoint(schema):
        return True
    return bool(Draft202012Validator(schema).is_valid(value))


def _from_text(text: str, types: tuple[str, ...]) -> JsonValue:
    if "boolean" in types and text.lower() in {"true", "false"}:
        return text.lower() == "true"
    for name, reader in (("integer", int), ("number", float)):
        if name in types:
            try:
                return reader(text)
            except ValueError:
                continue
    return NOTHING


def coerce(value: JsonValue, types: tuple[str, ...]) -> JsonValue:
    """`value` as one of `types`, where only its spelling is off (`"10"` for 10, True for `"true"`); else NOTHING."""
    if of_type(value, types):
        return value
    if isinstance(value, str):
        return plain(_from_text(value, types))
    if "string" in types and isinstance(value, bool):
        return str(value).lower()
    if "string" in types and isinstance(value, (int, float)):
        return str(value)
    return NOTHING


@lru_cache(maxsize=4096)
def usable_pattern(text: str) -> bool:
    """Whether Python's `re`, which validators here use, understands a pattern (it knows no classes of Unicode)."""
    with warnings.catch_warnings():
        # A set such as `[[a]` may change its meaning in a later Python: not a pattern to keep.
        warnings.simplefilter("error")
        try:
            re.compile(text)
        except (re.error, OverflowError, RecursionError, Warning):
            return False
    return True
