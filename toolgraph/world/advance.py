"""How far one comes in some time: nobody has done four fifths of a course three days after they began it."""

from __future__ import annotations

from collections.abc import Collection

from toolgraph.models.base import JsonObject
from toolgraph.world.asked import moment_of
from toolgraph.world.figures import figures, own_leaves, put
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.shape import Part

_WORKING = frozenset("enrolment enrollment registration".split())
_BEGUN = frozenset("started start enrolled begun joined".split())
_MOST_A_DAY = 4
_LEAST = 3


def tells_advance(part: Part) -> bool:
    """Whether an object tells how far somebody has come with what they began on a day."""
    return part.noun in _WORKING and any("progress" in leaf.tokens for _, leaf in own_leaves(part))


def of_advance(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let somebody have come no farther than they can have since they began."""
    begun = next((m for name, leaf in own_leaves(part) if _tells_begun(leaf) and (m := moment_of(out.get(name)))), None)
    if begun is None or record.made:
        return
    days = (record.scene.setting.clock.date() - begun.date()).days
    for own in figures(part, out):
        most = max(_MOST_A_DAY * days, _LEAST)
        if "progress" in own.leaf.tokens and own.leaf.key not in kept and own.value > most:
            put(out, record, own, most - days % _MOST_A_DAY if days > 0 else _LEAST)


def _tells_begun(leaf: LeafPlan) -> bool:
    return leaf.maker in ("date", "datetime") and not _BEGUN.isdisjoint(leaf.tokens)
