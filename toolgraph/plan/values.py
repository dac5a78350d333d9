"""Values that the user says: drawn like a person would say them, and in keeping with one another."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from toolgraph.ids import tool_part
from toolgraph.meaning.concept import about_same
from toolgraph.meaning.text import words
from toolgraph.models.base import JsonValue
from toolgraph.models.tool import Tool
from toolgraph.plan.deeds import over_by_then
from toolgraph.plan.draft import Draft, Saying
from toolgraph.plan.parts import is_hollow
from toolgraph.plan.spans import is_too_long, moved
from toolgraph.plan.wants import Want, accepts
from toolgraph.world.values import leaf_value

_TRIES = 6
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?$")
_NEAR_DAYS = (1, 1, 2, 3, 4, 5, 6, 7, 10, 14)


def fresh(want: Want, tool: Tool, draft: Draft, avoid: Collection[JsonValue] = ()) -> Saying | None:
    """A value that the user has not said yet; None when only values to avoid come up."""
    hollow, avoid = None, [*avoid, *over_by_then(draft, tool, want)]
    for tried in range(_TRIES):
        # Where all that is near at hand has been said (the currency of the place), something from elsewhere may do.
        setting = draft.setting if tried < _TRIES // 2 else replace(draft.setting, person=None)
        value = leaf_value(want.parameter, tool, draft.rng, setting)
        relative = False
        if is_date(value) and draft.rng.random() < draft.mix.relative:
            near = _near(value, draft)
            value, relative = (near, True) if near else (value, False)
        if value not in avoid:
            said = Saying(want=want, value=value, path="", relative=relative, group=draft.group)
            if not is_hollow(value):
                return said
            hollow = hollow or said
    return hollow


def is_date(value: JsonValue) -> bool:
    """Whether a value is an ISO date, without a time."""
    return isinstance(value, str) and _DATE.fullmatch(value) is not None


def _near(value: str, draft: Draft) -> str:
    """A day close ahead, as people name it relative to today; "" when the value lies in the past."""
    today = draft.setting.clock.date()
    if value <= today.isoformat():
        return ""
    return (today + timedelta(days=draft.rng.choice(_NEAR_DAYS))).isoformat()


def recall(want: Want, tool: Tool, draft: Draft) -> Saying | None:
    """What the user has said already that means the same; None when nothing does."""
    ways = {"": ("", "end", "start"), "start": ("start",), "end": ("end",)}[want.way]
    if want.way == "" and ("date" in want.key):
        ways = ("", "start")
    for way in ways:
        saying = draft.known.get((want.key, way)) if want.key else None
        if saying is None or not _suits(want, saying.value) or _looks_elsewhere(want, tool, draft, saying.value):
            continue
        if is_moment(saying.value) and not is_of(tool, saying) and _is_no_hint(tool, draft, want, saying):
            continue  # the day of a concert, named some turns ago, is none on which a flight is booked unasked
        return saying
    return None


def _is_no_hint(tool: Tool, draft: Draft, want: Want, saying: Saying) -> bool:
    """Whether a day that was said for another call tells nothing of this one: no two events begin at one time."""
    if _is_of_one_stay(saying, want):
        return False  # whoever has looked for a bed from the 27th on wants a room from then on
    if saying.group != draft.group or _is_bound(saying):
        return True
    other = draft.tools.get(tool_part(saying.want.parameter.id))
    return other is not None and "read" not in (tool.effect, other.effect) and about_same(tool, other)


def _is_of_one_stay(saying: Saying, want: Want) -> bool:
    """Whether two days are those of one stay: both tools call them by the same name, as `check_in`."""
    name = words(want.parameter.name)
    return name == words(saying.want.parameter.name) and tuple(name[:2]) in _OF_A_STAY


_OF_A_STAY = (("check", "in"), ("check", "out"), ("pick", "up"), ("drop", "off"), ("arrival", "date"),
              ("departure", "date"))  # fmt: skip


def _is_bound(saying: Saying) -> bool:
    """Whether a day only narrows a search down: a doctor who is free before the 16th is nothing that ends then."""
    return not _BOUNDS.isdisjoint(words(saying.want.parameter.name))


_BOUNDS = frozenset("before after since due deadline".split())


def is_of(tool: Tool, saying: Saying) -> bool:
    """Whether something was said for a call of this tool."""
    return tool_part(saying.want.parameter.id) == tool.id


def _looks_elsewhere(want: Want, tool: Tool, draft: Draft, value: JsonValue) -> bool:
    """Whether a day lies behind and a tool looks ahead: reports from April on, and free times from today on."""
    if not is_moment(value):
        return False
    today = draft.setting.clock.date().isoformat()
    if str(value)[:10] >= today:
        return False
    own = leaf_value(want.parameter, tool, draft.rng, draft.setting)
    return is_moment(own) and str(own)[:10] > today


def _suits(want: Want, value: JsonValue) -> bool:
    items = value if isinstance(value, list) else [value]
    return all(accepts(want.parameter, item) for item in items)


def settle(start: Pairing, end: Pairing, draft: Draft, most: timedelta | None = None) -> None:
    """Make two values of one call agree: an end comes after its start, and not long after it, a highest is the higher.

    Only what is said newly is changed, in place. An end is told as a day, not as a distance from today.

    Args:
        most: The longest that lies between two moments; None for no bound.
    """
    if is_moment(start.value) and is_moment(end.value):
        if end.new is not None:
            end.new.relative = False  # `from 4 December, in two weeks`: from today, or from then?
        if not are_at_odds(start.value, end.value) and not is_too_long(start.value, end.value, most):
            return
        if end.new is not None:
            end.new.value, end.new.relative = moved(str(start.value), str(end.value), 1, draft.rng, most), False
        elif start.new is not None:
            start.new.value, start.new.relative = moved(str(end.value), str(start.value), -1, draft.rng, most), False
    elif start.new is not None and end.new is not None and are_at_odds(start.value, end.value):
        start.new.value, end.new.value = end.new.value, start.new.value


def is_moment(value: JsonValue) -> bool:
    """Whether a value is an ISO date or date-time."""
    return isinstance(value, str) and _MOMENT.match(value) is not None


def are_at_odds(start: JsonValue, end: JsonValue) -> bool:
    """Whether a start does not lie before its end, for what has an order: dates, times, numbers; lists one by one."""
    if isinstance(start, list) and isinstance(end, list):
        return any(are_at_odds(one, other) for one, other in zip(start, end, strict=False))
    if is_moment(start) and is_moment(end):
        if is_date(start) != is_date(end):
            return str(start)[:10] > str(end)[:10]
        return _instant(start) >= _instant(end)
    if isinstance(start, str) and isinstance(end, str):
        return start[:1].isdigit() and ":" in start and ":" in end and start > end
    if isinstance(start, (int, float)) and isinstance(end, (int, float)):
        return start > end
    return False


def _instant(moment: str) -> datetime:
    found = datetime.fromisoformat(moment)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


@dataclass(slots=True)
class Pairing:
    """One side of a pair: its value, and the saying that may still be changed (None when it was said before)."""

    want: Want
    value: JsonValue
    new: Saying | None

    @property
    def current(self) -> JsonValue:
        """The value as it stands now."""
        return self.value if self.new is None else self.new.value


def are_pair(start: Want, end: Want) -> bool:
    """Whether two inputs of one tool are the two ends of a span."""
    if start.way != "start" or end.way != "end":
        return False
    a, b = start.parameter, end.parameter
    return (a.type, a.format, start.kind) == (b.type, b.format, end.kind)
