"""Scalars held against their schema, bent to fit where little is missing, or made from the schema alone."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from random import Random

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.schema.types import types_of
from toolgraph.schema.values import type_check
from toolgraph.world.lexicon import STEMS
from toolgraph.world.pattern import write

Check = Callable[[JsonValue], bool]
_TRIES = 4
_SHAPE = re.compile(r"[A-Za-z0-9]")


def check_of(schema: JsonObject) -> Check:
    """A test of scalars against a schema, faster than a general validator."""
    types = types_of(schema)
    parts: list[Check] = [type_check(types)] if types else []
    if "const" in schema:
        parts.append(lambda v, c=schema["const"]: bool(v == c))  # type: ignore[misc]
    if "enum" in schema:
        parts.append(lambda v, e=schema["enum"]: any(v == x and type(v) is type(x) for x in e))  # type: ignore[misc]
    if schema.keys() & {"pattern", "minLength", "maxLength"}:
        parts.append(_text_check(schema))
    if schema.keys() & {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"}:
        parts.append(_number_check(schema))
    if len(parts) == 1:
        return parts[0]
    if len(parts) == 2:
        first, second = parts
        return lambda v: first(v) and second(v)
    return lambda v: all(part(v) for part in parts)


def _text_check(schema: JsonObject) -> Check:
    pattern = re.compile(schema["pattern"]) if "pattern" in schema else None
    low, high = schema.get("minLength", 0), schema.get("maxLength", math.inf)

    def check(value: JsonValue) -> bool:
        if not isinstance(value, str):
            return True
        return low <= len(value) <= high and (pattern is None or pattern.search(value) is not None)

    return check


def _number_check(schema: JsonObject) -> Check:
    low, high = schema.get("minimum", -math.inf), schema.get("maximum", math.inf)
    above, below = schema.get("exclusiveMinimum", -math.inf), schema.get("exclusiveMaximum", math.inf)
    step = schema.get("multipleOf")

    def check(value: JsonValue) -> bool:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return True
        return low <= value <= high and above < value < below and (not step or _on_step(value, step))

    return check


def _on_step(value: float, step: float) -> bool:
    """Whether a validator takes `value` for a multiple of `step`: as jsonschema reckons, rounding errors and all."""
    return (value / step).is_integer() if isinstance(step, float) else value % step == 0


def main_type(schema: JsonObject) -> str:
    """The type to make a value of; `any` when the schema does not say."""
    written = schema.get("type", "any")
    if isinstance(written, str):
        return written
    return next((t for t in written if t != "null"), written[0] if written else "any")


def bent(value: JsonValue, schema: JsonObject) -> JsonValue:
    """`value` moved into bounds, rounded, cut to length or spelled in the schema's type."""
    kind = main_type(schema)
    if kind in ("integer", "number") and isinstance(value, (int, float)) and not isinstance(value, bool):
        return _bent_number(value, schema, kind)
    if kind == "string":
        text = str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value
        return text[: schema["maxLength"]].rstrip() if isinstance(text, str) and "maxLength" in schema else text
    return value


def _bent_number(value: float, schema: JsonObject, kind: str) -> JsonValue:
    low, high = bounds(schema, kind)
    out = min(max(value, low), high)
    step = schema.get("multipleOf")
    if step:
        out = _stepped(out, step, low)
    return round(out) if kind == "integer" else out


def _stepped(value: float, step: float, low: float) -> float:
    """A multiple of `step` not far below `value`, nor below `low`."""
    first = math.floor(value / step)
    if first * step < low:
        first = math.ceil(low / step)
    tried = (round((first + more) * step, 10) for more in (0, -1, 1, -2, 2, -3, 3, 4, 5))
    return next((x for x in tried if x >= low and _on_step(x, step)), first * step)


def bounds(schema: JsonObject, kind: str) -> tuple[float, float]:
    """Smallest and largest allowed number; infinite where open."""
    tiny = 1 if kind == "integer" else 0.01
    low = max(schema.get("minimum", -math.inf), schema.get("exclusiveMinimum", -math.inf) + tiny)
    high = min(schema.get("maximum", math.inf), schema.get("exclusiveMaximum", math.inf) - tiny)
    return low, high


def from_schema(schema: JsonObject, rng: Random, *, examples: bool = True) -> JsonValue:
    """A scalar of which only the schema is known: its choices, examples, default, pattern, else its type's bounds."""
    if "const" in schema:
        return schema["const"]
    if schema.get("enum"):
        return rng.choice(schema["enum"])
    if examples and schema.get("examples"):
        return rng.choice(schema["examples"])
    if "pattern" in schema:
        text = written(schema, rng)
        if text is not None:
            return text
    if "default" in schema and schema["default"] is not None:
        return schema["default"]
    return _of_type(schema, rng)


def written(schema: JsonObject, rng: Random) -> str | None:
    """A text of the schema's pattern and length; None when none was found."""
    check = check_of({"type": "string", **{k: v for k, v in schema.items() if k in ("minLength", "maxLength")}})
    for _ in range(_TRIES):
        text = write(schema["pattern"], rng)
        if text is not None and check(text):
            return text
    return None


def _of_type(schema: JsonObject, rng: Random) -> JsonValue:
    kind = main_type(schema)
    if kind in ("integer", "number"):
        return _some_number(schema, kind, rng)
    if kind == "boolean":
        return rng.random() < 0.7
    if kind == "null":
        return None
    text = rng.choice(STEMS)
    least, most = schema.get("minLength", 0), schema.get("maxLength", 1000)
    while len(text) < least:
        text += " " + rng.choice(STEMS)
    return text[:most] if len(text[:most].rstrip()) < least else text[:most].rstrip()


def _some_number(schema: JsonObject, kind: str, rng: Random) -> JsonValue:
    low, high = bounds(schema, kind)
    if low == -math.inf:
        low = min(1, high - 99) if high < math.inf else 1
    if high == math.inf:
        high = low + 99
    if low == 0 and high > 10:
        low = 1
    high = min(high, low + 10_000)
    value = rng.uniform(low, high) if kind == "number" else rng.randint(math.ceil(low), max(math.ceil(low), int(high)))
    return bent(round(value, 2), schema)


def like(example: str, rng: Random) -> str:
    """An identifier of the shape of `example`: what stands before its last mark is kept, the rest drawn anew.

    >>> like("BK-20394", Random(1))[:3]
    'BK-'
    """
    mark = max((m.end() for m in re.finditer(r"[_:\-/#.]", example)), default=0)
    if mark == 0 or len(example) - mark < 3:
        mark = _head(example)
    return example[:mark] + _SHAPE.sub(lambda m: _same_class(m.group(), rng), example[mark:])


def _head(example: str) -> int:
    """Where the drawn part begins in an example without a mark: at its first digit, else at its start."""
    found = re.search(r"\d", example)
    return found.start() if found and found.start() <= 4 and example[: found.start()].isalpha() else 0


def _same_class(char: str, rng: Random) -> str:
    if char.isdigit():
        return str(rng.randint(0 if char == "0" else 1, 9))
    letters = "abcdefghjkmnpqrstuvwxyz" if char.islower() else "ABCDEFGHJKMNPQRSTUVWXYZ"
    return rng.choice(letters)
