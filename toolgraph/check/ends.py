"""Whether the two ends of something fit each other: where it begins and ends, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from toolgraph.check.talk import Called, Talk
from toolgraph.meaning.said.match import Moment, as_moment
from toolgraph.meaning.values import key_of, leaves
from toolgraph.models.base import JsonValue
from toolgraph.models.finding import Finding

_OPPOSED = (
    ("origin", "destination"), ("from", "to"), ("source", "target"), ("source", "destination"), ("base", "quote"),
    ("departure", "arrival"), ("start", "end"), ("starts", "ends"), ("since", "until"), ("after", "before"),
    ("min", "max"), ("pickup", "dropoff"), ("pick_up", "drop_off"), ("pickUp", "dropOff"), ("checkin", "checkout"),
    ("check_in", "check_out"), ("checkIn", "checkOut"), ("departure", "return"), ("begin", "end"),
    ("sender", "recipient"),
)  # fmt: skip
_FIRST = {
    re.compile(rf"(?<![a-z]){first}(?![a-z])|(?<=[a-z]){first.capitalize()}(?![a-z])"): (first, second)
    for first, second in _OPPOSED
}


def check_ends(talk: Talk) -> Iterator[Finding]:
    """Findings `ends_equal` and `ends_reversed`: from a place to itself, until a day before the first.

    Errors in our own dialogues, warnings in those of others.
    """
    for call in talk.calls:
        if not call.wrong:
            yield from _call(talk, call)


def _call(talk: Talk, call: Called) -> Iterator[Finding]:
    values = dict(leaves(call.arguments))
    for path, value in values.items():
        for pattern, (first, second) in _FIRST.items():
            if first not in path and first.capitalize() not in path:
                continue
            other = pattern.sub(lambda m, s=second: s.capitalize() if m[0][0].isupper() else s, path)  # type: ignore[misc]
            if other != path and other in values and (problem := _problem(value, values[other])):
                where = f"{call.path}.arguments.{path}"
                detail = f"{path} is {value!r} and {other} is {values[other]!r}"
                yield talk.finding(problem, where, detail, "error" if talk.own else "warning")


def _problem(first: JsonValue, second: JsonValue) -> str:
    one, two = _moment(first), _moment(second)
    if one is not None and two is not None:
        zoned = _instant(first), _instant(second)
        later = zoned[0] > zoned[1] if zoned[0] and zoned[1] else _later(one, two)
        return "ends_reversed" if later else ""
    if isinstance(first, float) and first != round(first, 1):  # a coordinate; a lowest price may be the highest one
        return "ends_equal" if first == second else ""
    both = isinstance(first, str) and isinstance(second, str) and first
    return "ends_equal" if both and key_of(first) == key_of(second) else ""


def _moment(value: JsonValue) -> Moment | None:
    return as_moment(value) if isinstance(value, str) else None


def _instant(value: JsonValue) -> datetime | None:
    """When something is, the same everywhere; None where no offset says."""
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:  # an offset of no place
        return None
    return found if found is not None and found.tzinfo is not None else None


def _later(one: Moment, two: Moment) -> bool:
    if one.day is None or two.day is None:
        return False
    if one.day != two.day or one.time is None or two.time is None:
        return one.day > two.day
    return one.time > two.time
