"""Paths into arguments and results: `[]` in the form of the spec, `[0]` in the concrete one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from toolgraph.meaning.marks import KEYS
from toolgraph.models.base import JsonObject, JsonValue

_MATCHES_MAX = 60
_AT = re.compile(r"\[(\d+)\]")
_STEP = re.compile(r"\{key\}$|[^.\[\]{}]+|\[\]|\{\}|\[\d+\]")


class Turning(NamedTuple):
    """A place on the way to a value where one item of a list was taken.

    Attributes:
        path: Concrete path of the list.
        at: Position of the item.
        among: Items in the list.
    """

    path: str
    at: int
    among: int

    @property
    def item(self) -> str:
        """Concrete path of the item taken."""
        return f"{self.path}[{self.at}]"


class Match(NamedTuple):
    """One value found under a spec path.

    Attributes:
        path: Concrete path.
        turnings: Lists passed on the way, outermost first.
    """

    value: JsonValue
    path: str
    turnings: tuple[Turning, ...]


def matches(result: JsonValue, field: str) -> list[Match]:
    """Everything that stands under a field path in a result, null left out, in order, at most 60."""
    out: list[Match] = []
    for match in _walk(result, tuple(_STEP.findall(field)), "", ()):
        if match.value is not None:
            out.append(match)
        if len(out) >= _MATCHES_MAX:
            break
    return out


def _walk(value: JsonValue, steps: tuple[str, ...], path: str, turnings: tuple[Turning, ...]) -> Iterator[Match]:
    if not steps:
        yield Match(value, path, turnings)
        return
    step, rest = steps[0], steps[1:]
    if step == "[]" and isinstance(value, list):
        for at, item in enumerate(value):
            yield from _walk(item, rest, f"{path}[{at}]", (*turnings, Turning(path, at, len(value))))
    elif isinstance(value, dict) and step == KEYS:
        yield from (Match(key, f"{path}{{{key}}}", turnings) for key in value)
    elif isinstance(value, dict) and step != "[]":
        for key in value if step == "{}" else [step] if step in value else []:
            yield from _walk(value[key], rest, _under(path, key), turnings)


def _under(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def steps_in(schema: JsonObject, path: str) -> tuple[str | int, ...]:
    """The keys and positions that lead to a parameter; names may hold dots and brackets (`filter[port]`), as some do.

    Args:
        schema: Of the object that the path starts in.
        path: In the form of the spec; every list is entered at its first item.
    """
    steps: list[str | int] = []
    while path:
        names = [n for n in schema.get("properties", {}) if path == n or path.startswith((f"{n}.", f"{n}[]"))]
        name = max(names, key=len, default=path)
        steps.append(name)
        schema, path = schema.get("properties", {}).get(name, {}), path[len(name) :]
        while path.startswith("[]"):
            steps.append(0)
            schema, path = schema.get("items", {}), path[2:]
        path = path.removeprefix(".")
    return tuple(steps)


def place(arguments: JsonObject, steps: Sequence[str | int], value: JsonValue) -> None:
    """Put a value where some keys and positions lead in arguments that are being built, making what is around it."""
    node: Any = arguments
    for step, following in pairwise((*steps, None)):
        if isinstance(step, int):
            node.extend({} for _ in range(step + 1 - len(node)))
        if following is None:
            node[step] = value
            return
        inner = node[step] if isinstance(step, int) or step in node else None
        if not inner:
            inner = [] if isinstance(following, int) else {}
            node[step] = inner
        node = inner


def at_path(value: JsonValue, path: str) -> JsonValue:
    """What stands at a concrete path; None when nothing does. Of names that fit, the longest counts."""
    while path:
        if isinstance(value, list):
            found = _AT.match(path)
            if found is None or int(found[1]) >= len(value):
                return None
            value, path = value[int(found[1])], path[found.end() :]
        elif isinstance(value, dict):
            names = [n for n in value if path == n or path.startswith((f"{n}.", f"{n}[", f"{n}{{"))]
            if not names:
                return next((key for key in value if path == f"{{{key}}}"), None)
            name = max(names, key=len)
            value, path = value[name], path[len(name) :]
        else:
            return None
        path = path.removeprefix(".")
    return value


def leaves(value: JsonValue, path: str = "") -> Iterator[tuple[str, JsonValue]]:
    """Every scalar of a value with its concrete path; empty lists and objects have none."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, _under(path, key))
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from leaves(item, f"{path}[{at}]")
    else:
        yield path, value
