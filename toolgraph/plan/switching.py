"""Switching things on and off: nobody switches on what they have just been told is on."""

from __future__ import annotations

from collections.abc import Iterator

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.tool import Tool
from toolgraph.plan.draft import Draft, Part, Saying, Stuck
from toolgraph.plan.parts import said_part

_WAYS = (frozenset(("on", "off")), frozenset(("open", "closed")), frozenset(("open", "close")))
_ON = frozenset(("on", "open"))


def turned_over(draft: Draft, tool: Tool, parts: dict[str, Part], kept: frozenset[str]) -> dict[str, Part]:
    """The parts of a call with the other way of a switch where the thing is known to be so already.

    Which way is said for each thing: who had one switched off has not said it of the next one.

    Args:
        kept: Paths of values that are as they were said for another call.

    Raises:
        Stuck: `nothing_else_to_say`; what was said for one thing is so of another one already.
    """
    switch = next((p for p in parts.values() if {str(c) for c in p.want.parameter.enum} in _WAYS), None)
    if tool.effect == "read" or switch is None or switch.saying is None:
        return parts
    ids = {p.value for p in parts.values() if p.want.points and isinstance(p.value, str)}
    state = next(_states(draft, ids), None)
    so = state is not None and state is (str(switch.value) in _ON)
    if so and switch.want.path in kept:
        raise Stuck("nothing_else_to_say", f"{tool.id}: the thing is switched {switch.value} already")
    if not so and (not switch.saying.call or switch.want.path in kept):
        return parts
    other = next(c for c in switch.want.parameter.enum if c != switch.value) if so else switch.value
    saying = Saying(want=switch.want, value=other, path="", relative=False, group=draft.group)
    return {**parts, switch.want.path: said_part(switch.want, saying)}


def _states(draft: Draft, ids: set[str]) -> Iterator[bool]:
    """Whether things of some ids are on, as results tell it, the latest first."""
    for made in reversed(draft.made):
        for item in _items(made.result):
            if made.ok and ids.intersection(v for v in item.values() if isinstance(v, str)):
                yield from (v for k, v in item.items() if isinstance(v, bool) and _ON.intersection(words(k)))


def _items(result: JsonValue) -> Iterator[JsonObject]:
    if isinstance(result, dict):
        yield result
    lists = [result] if isinstance(result, list) else list(result.values()) if isinstance(result, dict) else []
    yield from (item for each in lists if isinstance(each, list) for item in each if isinstance(item, dict))
