"""What is so of things that go together, and is said of each: an event is at the hour for which a room was looked for.

And hotels are looked for in the town of the cars of before, by its name: of the towns of a talk nobody guesses one.
"""

from __future__ import annotations

from toolgraph.plan.draft import Draft, Saying
from toolgraph.plan.kindred import of_their_trade
from toolgraph.plan.values import is_moment, is_of
from toolgraph.plan.wants import Want, accepts


def said_again(draft: Draft, position: int, want: Want, known: Saying | None) -> Saying | None:
    """The moment of something new where another call tells it, said once more: nobody guesses when an event is.

    Either what the user says in this very wish for something else, or when the things were looked for that a later
    call of the chain takes together with this one. None where neither is so, and for what is only looked up, save that
    a job is such as the user has. Where something is, is said once more when it was told in an earlier turn for
    something else.

    Args:
        known: What was said before and would do for the input.
    """
    tool = draft.tool_at(position)
    if known is not None and known.group != draft.group and want.kind in _TOWNS and not is_of(tool, known):
        return Saying(want=want, value=known.value, path="", relative=False, group=draft.group)
    if tool.effect == "read":
        return of_their_trade(draft, tool, want) if known is None else None
    value = known.value if known is not None and is_moment(known.value) and not is_of(tool, known) else None
    value = _of_its_company(draft, position, want) if value is None and known is None else value
    return None if value is None else Saying(want=want, value=value, path="", relative=False, group=draft.group)


_TOWNS = ("@city", "@country", "@iata", "@address")


def _of_its_company(draft: Draft, position: int, want: Want) -> str | None:
    """When the things were looked for that go with what is made: the room that a later call books for the event."""
    if not _is_by_the_day(want) or want.way == "end":
        return None
    for later in draft.order:
        others = draft.sources(later) - {position}
        if later in draft.latest or position not in draft.sources(later):
            continue
        for made in (draft.latest[other] for other in sorted(others) if other in draft.latest):
            for part in made.parts.values() if made.tool.effect == "read" else ():
                said = part.saying is not None and isinstance(part.value, str) and is_moment(part.value)
                if said and part.want.way in ("", "start") and accepts(want.parameter, part.value):
                    return str(part.value)
    return None


def _is_by_the_day(want: Want) -> bool:
    return want.kind in ("@date", "@datetime") or want.parameter.format in ("date", "date-time")
