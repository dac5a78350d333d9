"""Whether the two degrees of a point are of one thing."""

from __future__ import annotations

from collections.abc import Iterator

from toolgraph.check.known import user_says
from toolgraph.check.talk import Called, Talk
from toolgraph.meaning.text import words
from toolgraph.models.base import JsonValue
from toolgraph.models.finding import Finding

_NORTH, _EAST = frozenset(("lat", "latitude")), frozenset(("lng", "lon", "long", "longitude"))
_Degrees = tuple[float, float]


def check_points(talk: Talk) -> Iterator[Finding]:
    """Findings `point_torn`: the latitude of one thing with the longitude of another, which is nowhere.

    Only where results bring both, each with another partner, and no user says them. An error in our own dialogues, a
    warning in those of others.
    """
    seen: set[_Degrees] = set()
    read = 0
    answered = sorted((c for c in talk.calls if c.answer is not None), key=lambda c: c.answer or 0)
    for call in talk.calls:
        while read < len(answered) and (answered[read].answer or 0) < call.message:
            seen.update(degrees for _, degrees in _points(answered[read].result, ""))
            read += 1
        for path, degrees in () if call.wrong else _points(call.arguments, ""):
            if _is_torn(talk, call, degrees, seen):
                detail = f"latitude {degrees[0]} and longitude {degrees[1]} are of two things in earlier results"
                where = f"{call.path}.arguments" + (f".{path}" if path else "")
                yield talk.finding("point_torn", where, detail, "error" if talk.own else "warning")


def _is_torn(talk: Talk, call: Called, degrees: _Degrees, seen: set[_Degrees]) -> bool:
    if degrees in seen or degrees[0] not in {a for a, _ in seen} or degrees[1] not in {b for _, b in seen}:
        return False
    said = " ".join(text for at, text in talk.users if at < call.message)
    return not all(user_says(talk, said, value, name) for value, name in zip(degrees, ("lat", "lng"), strict=True))


def _points(value: JsonValue, path: str) -> Iterator[tuple[str, _Degrees]]:
    """Every point in a value, with the path of what holds it: `lat` and `lng`, or `from_lat` and `from_lng`."""
    if isinstance(value, list):
        for i, item in enumerate(value):
            yield from _points(item, f"{path}[{i}]")
    elif isinstance(value, dict):
        north, east = (
            {tuple(words(k)[:-1]): v for k, v in value.items() if _is(k, v, names)} for names in (_NORTH, _EAST)
        )
        for whose, degree in north.items():
            if whose in east:
                yield path, (degree, east[whose])
        for name, inner in value.items():
            if isinstance(inner, dict | list):
                yield from _points(inner, f"{path}.{name}" if path else name)


def _is(name: str, value: JsonValue, names: frozenset[str]) -> bool:
    return isinstance(value, int | float) and bool(names.intersection(words(name)[-1:]))
