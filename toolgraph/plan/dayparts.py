"""When what calls up a scene does so: at an hour of its name, no dinner at a quarter past ten at night."""

from __future__ import annotations

from collections.abc import Collection

from toolgraph.meaning.text import words
from toolgraph.plan.draft import Draft, Part, Saying
from toolgraph.plan.naming import scene_called
from toolgraph.plan.parts import said_part
from toolgraph.plan.wants import accepts
from toolgraph.world.triggers import span_called

_STEP = 5


def at_its_time(draft: Draft, parts: dict[str, Part], kept: Collection[str]) -> dict[str, Part]:
    """The parts of a call with an hour of which the name of the scene speaks that it calls up.

    Args:
        kept: Paths of values that are as they were said for another call.
    """
    hours = [p for p, part in parts.items() if _is_hour(part) and p not in kept and not _is_taken_over(part)]
    span = span_called(scene_called(parts)) if hours else None
    if span is None:
        return parts
    out = dict(parts)
    for path in hours:
        part = parts[path]
        value = _within(draft, str(part.value), span)
        if value != part.value and accepts(part.want.parameter, value):
            saying = Saying(want=part.want, value=value, path="", relative=False, group=draft.group)
            out[path] = said_part(part.want, saying)
    return out


def _is_hour(part: Part) -> bool:
    return "time" in words(part.want.parameter.name) and isinstance(part.value, str) and part.value[2:3] == ":"


def _is_taken_over(part: Part) -> bool:
    """Whether nobody says a value, or it is that of an earlier result."""
    return part.saying is None or bool(part.saying.call)


def _within(draft: Draft, hour: str, span: tuple[int, int]) -> str:
    if span[0] <= int(hour[:2]) <= span[1]:
        return hour
    minute = _STEP * draft.rng.randrange(60 // _STEP)
    return f"{draft.rng.randint(*span):02d}:{minute:02d}{hour[5:]}"
