"""Arguments in the making: their parts, each a value with its origin."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from toolgraph.meaning.holes import hole_in
from toolgraph.models.base import JsonObject, JsonValue, ValueSource
from toolgraph.plan.draft import Made, Origin, Part, Saying
from toolgraph.plan.paths import leaves, place
from toolgraph.plan.wants import Want

_HOLLOW = frozenset(("", "string", "null", "none", "undefined", "value", "text", "todo", "n/a"))
_HOLE = re.compile(r"<[^<>]+>|\{\{?[^{}]+\}|^\[[A-Za-z ]+\]$")


def said_part(want: Want, saying: Saying) -> Part:
    """An argument that the user says or has said."""
    saying.path = saying.path or want.place
    found = leaves(saying.value, want.place)
    origins = tuple(Origin(path=p, source="user", value=v, saying=saying) for p, v in found)
    return Part(want=want, value=saying.value, origins=origins, saying=saying)


def plain_part(want: Want, value: JsonValue, source: ValueSource) -> Part:
    """An argument that neither the user nor a result brings."""
    found = leaves(value, want.place)
    return Part(want=want, value=value, origins=tuple(Origin(path=p, source=source, value=v) for p, v in found))


def same_part(want: Want, part: Part) -> Part:
    """What another call takes already, from where that has it."""
    if part.saying is not None:
        return said_part(want, part.saying)
    return Part(want=want, value=part.value, origins=tuple(replace(origin, path=want.place) for origin in part.origins))


def giver(part: Part) -> Made | None:
    """The call whose result brings an argument; None when none does."""
    return part.origins[0].made if part.origins else None


def is_hollow(value: JsonValue) -> bool:
    """Whether a declared default only holds the place of a value: `<your name>`, `string`, `null`."""
    return isinstance(value, str) and (value.lower() in _HOLLOW or bool(_HOLE.search(value) or hole_in(value)))


def assembled(parts: Mapping[str, Part]) -> JsonObject:
    """The arguments that some parts make."""
    arguments: JsonObject = {}
    for part in parts.values():
        place(arguments, part.want.steps, part.value)
    return arguments
