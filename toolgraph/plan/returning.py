"""Sending back what was bought: it has come by then, and no more goes back than was ordered."""

from __future__ import annotations

from collections.abc import Iterable

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonValue
from toolgraph.models.tool import Tool
from toolgraph.plan.draft import Draft, Part
from toolgraph.plan.paths import at_path
from toolgraph.plan.wants import Want

_BACK = frozenset("return returns refund exchange review rate".split())
_ARRIVED = frozenset("delivered received arrived".split())
_COUNTS = ("quantity", "units", "pieces")


def sends_back(tool: Tool) -> bool:
    """Whether a tool sends something back or tells what one thinks of it, which one must have for that."""
    return tool.effect != "read" and not _BACK.isdisjoint(words(tool.name))


def not_here_yet(draft: Draft, want: Want) -> list[JsonValue]:
    """States that are not asked for where something of what is found is to be sent back: it was delivered."""
    came = [c for c in want.parameter.enum if str(c).lower() in _ARRIVED]
    if not came or not any(sends_back(draft.tool_at(at)) for at in range(len(draft.chain.tools))):
        return []
    return [c for c in want.parameter.enum if c not in came]


def as_many_as_there_are(tool: Tool, parts: dict[str, Part]) -> dict[str, Part]:
    """The parts without a number of pieces to send back that is more than were ordered."""
    counts = [p for p in parts.values() if p.want.parameter.name in _COUNTS and p.saying is not None]
    if not counts or not sends_back(tool):
        return parts
    there = min(_ordered(parts.values()), default=None)
    over = [p for p in counts if not p.want.parameter.required and isinstance(p.value, int)]
    return {
        k: p for k, p in parts.items() if p not in over or (there is not None and 1 < p.value <= there)
    }  # fmt: skip


def _ordered(parts: Iterable[Part]) -> list[int]:
    """How many pieces the lines have that are chosen."""
    items = (at_path(c.made.result, c.turnings[-1].item) for p in parts for c in p.chosen if c.turnings)
    return [n for i in items if isinstance(i, dict) for k in _COUNTS if isinstance(n := i.get(k), int)]
