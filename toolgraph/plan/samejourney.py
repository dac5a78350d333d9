"""Things with days of their own that are put together are of one journey: no stay in Cape Town is put into Bogotá."""

from __future__ import annotations

from collections.abc import Mapping

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonObject
from toolgraph.models.tool import Tool
from toolgraph.plan.draft import Made, Part, Stuck
from toolgraph.plan.onematter import items_of
from toolgraph.plan.paths import Match, at_path
from toolgraph.plan.values import is_moment
from toolgraph.plan.wants import Want
from toolgraph.world.places import mentioned

_BEGINS = frozenset("start starts begin begins check from arrival departure".split())
_ENDS = frozenset("end ends until out return to".split())
_NAMING = frozenset("name title city town destination".split())


def on_one_journey(tool: Tool, want: Want, parts: Mapping[str, Part], made: Made, found: list[Match]) -> list[Match]:
    """Of the things that another one could be put together with, those that are at its place and in its days.

    Raises:
        Stuck: `bound_value_missing`; none is.
    """
    if tool.effect != "write" or not want.points or not found:
        return found
    spans = [
        (item, span) for item in items_of({k: p for k, p in parts.items() if p.want.points}) if (span := _span(item))
    ]
    if not spans:
        return found
    fitting = [m for m in found if all(_goes_with(_item(made, m), item, span) for item, span in spans)]
    if not fitting:
        raise Stuck("bound_value_missing", f"{tool.id}: {want.path} has nothing that is of one journey with the rest")
    return fitting


_Span = tuple[str, str]  # ISO days


def _item(made: Made, match: Match) -> JsonObject:
    item = at_path(made.result, match.turnings[-1].item) if match.turnings else made.result
    return item if isinstance(item, dict) else {}


def _goes_with(item: JsonObject, other: JsonObject, span: _Span) -> bool:
    own = _span(item)
    if own is None:
        return True
    if own[0] > span[1] or span[0] > own[1]:
        return False
    places = _town(item), _town(other)
    return not all(places) or places[0] == places[1]


def _span(item: JsonObject) -> _Span | None:
    """The days of a thing that has a first and a last one."""
    days = [(set(words(key)), str(value)[:10]) for key, value in item.items() if is_moment(value)]
    begins = [day for names, day in days if names & _BEGINS and not names & _ENDS]
    ends = [day for names, day in days if names & _ENDS]
    return (min(begins), max(ends)) if begins and ends and min(begins) <= max(ends) else None


def _town(item: JsonObject) -> str:
    """The town that a thing is in, or that its name speaks of; "" where none is known."""
    texts = [v for k, v in item.items() if isinstance(v, str) and _NAMING.intersection(words(k)[-1:])]
    return next((place.city for text in texts if (place := mentioned(text)) is not None), "")
