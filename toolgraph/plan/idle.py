"""Changes that change nothing: nobody moves a deal to the stage at which it is."""

from __future__ import annotations

from collections.abc import Mapping

from toolgraph.meaning.text import words
from toolgraph.models.tool import Tool
from toolgraph.plan.deeds import is_its_own, not_so_already
from toolgraph.plan.draft import Part, Stuck
from toolgraph.plan.paths import Match


def changed(tool: Tool, parts: dict[str, Part]) -> dict[str, Part]:
    """The parts of a call without those that a thing is like already, such as the plan of what gets more seats.

    Raises:
        Stuck: `nothing_else_to_say`; a thing would be moved to where it is.
    """
    idle = {path for path, part in parts.items() if _is_idle(tool, part, parts)}
    left = [p for path, p in parts.items() if path not in idle and not is_its_own(tool, p.want)]
    if any(parts[path].want.parameter.required for path in idle) or (idle and not left):
        raise Stuck("nothing_else_to_say", f"{tool.id}: it is so already")
    return {path: part for path, part in parts.items() if path not in idle}


def _is_idle(tool: Tool, part: Part, parts: Mapping[str, Part]) -> bool:
    verb = words(tool.name)[:1]
    # What an update must be told beside the thing says where that is, not what becomes of it.
    if _MOVING.isdisjoint(verb) and (part.want.parameter.required or _CHANGING.isdisjoint(verb)):
        return False
    if part.saying is not None or not part.want.points or is_its_own(tool, part.want) or isinstance(part.value, list):
        return False
    return not not_so_already(tool, part.want, parts, [Match(part.value, "", ())])


_MOVING = frozenset("move assign reassign transfer switch give".split())
_CHANGING = frozenset("change update set adjust".split())
