"""Paths into arguments and results: `[]` in the form of the spec, `[0]` in the concrete one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from toolgraph.models.base import JsonObject, JsonValue

_MATCHES_MAX = 60
_STEP = re.compile(r"[^.\[\]{}]+|\[\]|\{\}|\[\d+\]")


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
    elif isinstance(value, dict) and step != "[]":
        for key in value if step == "{}" else [step] if step in value else []:
            yield from _walk(value[key], rest, _under(path, key), turnings)


def _under(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def concrete(path: str) -> str:
    """A parameter's path with every list entered at its first item: `items[].sku` is `items[0].sku`."""
    return path.replace("[]", "[0]")


def place(arguments: JsonObject, path: str, value: JsonValue) -> None:
    """Put a value at a concrete path into arguments that are being built, making what is around it."""
    steps = re.findall(r"[^.\[\]]+|\[\d+\]", path)
    node: Any = arguments
    for step, following in zip(steps, [*steps[1:], ""], strict=True):
        key: str | int = int(step[1:-1]) if step.startswith("[") else step
        if isinstance(key, int):
            node.extend({} for _ in range(key + 1 - len(node)))
        if not following:
            node[key] = value
            return
        inner = node[key] if isinstance(key, int) or key in node else None
        if not inner:
            inner = [] if following.startswith("[") else {}
            node[key] = inner
        node = inner


def at_path(value: JsonValue, path: str) -> JsonValue:
    """What stands at a concrete path; None when nothing does."""
    for step in re.findall(r"[^.\[\]]+|\[\d+\]", path):
        if isinstance(value, list) and step.startswith("["):
            at = int(step[1:-1])
            value = value[at] if at < len(value) else None
        elif isinstance(value, dict):
            value = value.get(step)
        else:
            return None
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
