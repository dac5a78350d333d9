"""The ends of a way that a call tells by what stands there: a train from one station to another leads between both."""

from __future__ import annotations

from collections.abc import Iterable

from toolgraph.models.base import JsonObject
from toolgraph.world.asked import value_at
from toolgraph.world.memory import Record
from toolgraph.world.scene import JOURNEYS
from toolgraph.world.toolplan import ToolPlan


def go_between(record: Record, plan: ToolPlan, arguments: JsonObject, named: Iterable[Record]) -> None:
    """Let a journey begin and end where the two things are that a call names as its ends, unless it tells a place."""
    scene = record.scene
    if scene.noun not in JOURNEYS or scene.place is not None or scene.to is not None:
        return
    by_id = {str(r.facts["id"]): r for r in named if "id" in r.facts}
    ends = {p.leaf.role: by_id.get(str(value_at(arguments, p.path))) for p in plan.params if p.op == "id"}
    first, last = ends.get("from"), ends.get("to")
    if first is None or last is None or first is last or record in (first, last):
        return
    scene.place = first.scene.where()
    if last.scene.place is None:
        last.scene.place = scene.another_end()
    scene.to = last.scene.place
