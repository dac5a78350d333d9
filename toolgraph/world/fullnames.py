"""What is told of somebody in parts and whole: their name is first and last, the year that of the day of birth."""

from __future__ import annotations

from collections.abc import Collection

from toolgraph.models.base import JsonObject
from toolgraph.world.figures import choose, own_leaves
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.people import Name, username_of
from toolgraph.world.shape import Part

_FIRST, _LAST = (("first", "name"), ("firstname",), ("given", "name")), (("last", "name"), ("lastname",), ("surname",),
                                                                          ("family", "name"))  # fmt: skip
_WHOLE = (("name",), ("full", "name"), ("display", "name"), ("printable", "name"), ("fullname",))
_BIRTH, _YEAR = (("birthday",), ("birth", "date"), ("birthdate",), ("date", "of", "birth")), ("birth", "year")
_LOGIN = (("username",), ("user", "name"), ("login",))

_Leaves = dict[tuple[str, ...], tuple[str, LeafPlan]]


def of_somebody(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let the whole name be that of the parts, a login be one, and a year of birth be that of the day, in place."""
    leaves: _Leaves = {leaf.tokens: (name, leaf) for name, leaf in own_leaves(part) if name in out}
    first, last = (next((out[leaves[t][0]] for t in ways if t in leaves), None) for ways in (_FIRST, _LAST))
    if isinstance(first, str) and isinstance(last, str) and first and last:
        wholes = [leaves[t] for t in _WHOLE if t in leaves]
        _call(
            out,
            record,
            [x for x in wholes if x[1].key not in kept or _is_made_up(out[x[0]], record)],
            Name(first, last),
        )
        for own in (leaves[t] for t in _LOGIN if t in leaves and " " in str(out[leaves[t][0]])):
            choose(out, record, *own, username_of(Name(first, last)))
    day = next((out[leaves[t][0]] for t in _BIRTH if t in leaves), None)
    year = leaves.get(_YEAR)
    if year is not None and isinstance(day, str) and day[:4].isdigit():
        choose(out, record, *year, int(day[:4]) if year[1].type == "integer" else day[:4])


def _call(out: JsonObject, record: Record, wholes: list[tuple[str, LeafPlan]], name: Name) -> None:
    for own in wholes:
        if isinstance(out[own[0]], str) and not str(out[own[0]]).startswith(name.first):
            choose(out, record, *own, name.full)


def _is_made_up(name: object, record: Record) -> bool:
    """Whether a name is a word and the noun of what it is of: no person is an `Aurora player`."""
    return str(name).lower().endswith(f" {record.head}")


def tells_parts(part: Part) -> bool:
    """Whether an object tells a name in parts, or when somebody was born in two ways."""
    keys = {leaf.tokens for _, leaf in own_leaves(part)}
    born = _YEAR in keys and not keys.isdisjoint(_BIRTH)
    return born or (not keys.isdisjoint(_FIRST) and not keys.isdisjoint(_LAST))
