"""Values inside JSON: their leaves and paths, and when two of them are the same."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from toolgraph.meaning.marks import KEYS
from toolgraph.meaning.said import fold
from toolgraph.meaning.said.numbers import as_number
from toolgraph.models.base import JsonValue


def leaves(value: JsonValue, path: str = "") -> Iterator[tuple[str, JsonValue]]:
    """Every scalar in a value with its concrete path; empty objects and lists are leaves too.

    >>> list(leaves({"a": [{"b": 1}, {"b": 2}], "c": []}))
    [('a[0].b', 1), ('a[1].b', 2), ('c', [])]
    """
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list | tuple) and value:
        for i, inner in enumerate(value):
            yield from leaves(inner, f"{path}[{i}]")
    else:
        yield path, value


def resolve(value: JsonValue, path: str) -> list[JsonValue]:
    """What stands at a path: nothing, one value, or several where the path has `[]`, `{}` or `{key}`.

    >>> resolve({"a": [{"b": 1}, {"b": 2}]}, "a[1].b"), resolve({"a": [1, 2]}, "a[]"), resolve({"x.y": 3}, "x.y")
    ([2], [1, 2], [3])
    """
    if not path:
        return [value]
    if path[0] == "[" and "]" in path:
        end = path.index("]")
        return _items(value, path[1:end], path[end + 1 :].removeprefix("."))
    if path == KEYS and isinstance(value, dict):
        return list(value)
    if path.startswith("{}"):
        rest = path[2:].removeprefix(".")
        return [v for inner in value.values() for v in resolve(inner, rest)] if isinstance(value, dict) else []
    return _member(value, path)


def _items(value: JsonValue, index: str, rest: str) -> list[JsonValue]:
    if not isinstance(value, list | tuple):
        return []
    if not index:
        return [v for item in value for v in resolve(item, rest)]
    if not index.isdigit() or int(index) >= len(value):
        return []
    return resolve(value[int(index)], rest)


def _member(value: JsonValue, path: str) -> list[JsonValue]:
    """A key may hold dots itself, so each place where the name could end is tried, the nearest first."""
    if not isinstance(value, dict):
        return []
    ends = [i for i, c in enumerate(path) if c in ".[{" and i] + [len(path)]
    for end in ends:
        if path[:end] in value:
            found = resolve(value[path[:end]], path[end:].removeprefix("."))
            if found:
                return found
    return [key for key in value if path == f"{{{key}}}"]


def key_of(value: JsonValue) -> Hashable:
    """What equal scalars have in common: numbers by amount also when they are strings, strings folded; None for none.

    >>> key_of("12.0") == key_of(12), key_of("Business_Class") == key_of("business class"), key_of(None)
    (True, True, None)
    """
    if isinstance(value, str):
        number = as_number(value)
        return fold(value) or None if number is None else number
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return as_number(value)
    return None


def same(value: JsonValue, other: JsonValue) -> bool:
    """Whether an argument value is a source's value: equal by `key_of`, one of a list, or the date of a date-time."""
    if type(value) is type(other) and value == other:
        return True
    if isinstance(other, list | tuple) and not isinstance(value, list | tuple):
        return any(same(value, item) for item in other)
    if isinstance(value, list | tuple) and isinstance(other, list | tuple):
        return all(same(item, other) for item in value)
    if isinstance(value, dict) and isinstance(other, dict):
        return all(key in other and same(inner, other[key]) for key, inner in value.items())
    key = key_of(value)
    if key is not None and key == key_of(other):
        return True
    return _is_day_of(value, other)


def _is_day_of(value: JsonValue, other: JsonValue) -> bool:
    return (
        isinstance(value, str)
        and isinstance(other, str)
        and len(value) == 10 < len(other)
        and value[4] == value[7] == "-"
        and other.startswith(value)
        and other[10] in "T "
    )
