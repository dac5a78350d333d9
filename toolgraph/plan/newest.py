"""What was said for another call and is said anew now: the free rooms are those of the nights that are meant now."""

from __future__ import annotations

from toolgraph.plan.draft import Draft, Made, Part
from toolgraph.plan.parts import said_part
from toolgraph.plan.wants import accepts


def as_said_last(draft: Draft, previous: Made, part: Part | None) -> Part | None:
    """A value that is kept from an earlier call, or the new one where the user has changed it in this very turn.

    Args:
        previous: The earlier call.
        part: Its value; one that was first said for another call follows that one.
    """
    saying = None if part is None else part.saying
    if part is None or saying is None or saying.call == previous.id:
        return part
    newer = draft.known.get((saying.want.key, saying.want.way))
    if newer is None or newer is saying or newer.group != draft.group:
        return part
    same = newer.want.parameter.id == saying.want.parameter.id and accepts(part.want.parameter, newer.value)
    return said_part(part.want, newer) if same else part
