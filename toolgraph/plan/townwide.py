"""What is so of a whole town: who knows the weather at one hotel asks for none at the hotel around the corner."""

from __future__ import annotations

from functools import lru_cache

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonObject
from toolgraph.models.tool import Tool
from toolgraph.plan.draft import Draft, Made
from toolgraph.plan.wants import wants_of
from toolgraph.world.places import nearest

_OF_A_TOWN = frozenset("weather forecast sun sunrise sunset zone timezone climate daylight moon tide".split())


def told_of_town(draft: Draft, tool: Tool, arguments: JsonObject) -> Made | None:
    """The call that has told it of another point of the same town; None where none has, or it differs by the point."""
    if tool.effect != "read" or _OF_A_TOWN.isdisjoint(words(tool.name)):
        return None
    own = _in_town(tool, arguments)
    alike = (m for m in draft.made if own is not None and m.ok and m.tool.id == tool.id)
    return next((m for m in alike if _in_town(tool, m.arguments) == own), None)


def _in_town(tool: Tool, arguments: JsonObject) -> tuple[str, JsonObject] | None:
    """The town of the point that a call asks about, and what else it asks; None for a call about no point."""
    point = [arguments.get(name) for name in _ends(tool)]
    if len(point) != len(("latitude", "longitude")):
        return None
    latitude, longitude = point
    if not isinstance(latitude, (int, float)) or not isinstance(longitude, (int, float)):
        return None
    rest = {name: value for name, value in arguments.items() if name not in _ends(tool)}
    return nearest(float(latitude), float(longitude)).city, rest


def _ends(tool: Tool) -> tuple[str, ...]:
    return _ends_of(tuple((path, want.kind) for path, want in wants_of(tool).items()))


@lru_cache(maxsize=20_000)
def _ends_of(kinds: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """The names of the two degrees of the point that a tool asks for; () where it asks for none."""
    names = [next((path for path, kind in kinds if kind == wanted), "") for wanted in ("@latitude", "@longitude")]
    return tuple(names) if all(names) else ()
