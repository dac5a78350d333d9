"""Latitude and longitude: two numbers of one point, which come from one place or are said together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from toolgraph.meaning.concept import concept_of
from toolgraph.models.chain import Binding
from toolgraph.models.tool import Tool
from toolgraph.plan.wants import Want, wants_of

_OTHER = {"@latitude": "@longitude", "@longitude": "@latitude"}

DEGREES = frozenset(_OTHER)


def are_one_point(want: Want, other: Want) -> bool:
    """Whether two inputs are the two degrees of one point: `from.lat` and `from.lng`."""
    return _OTHER.get(want.kind) == other.kind and _front(want.path) == _front(other.path) and want.way == other.way


def whole_points(tool: Tool, bound: Mapping[str, Binding], givers: Sequence[Tool]) -> dict[str, Binding]:
    """The links into a call with both degrees of each point from the same thing, or neither.

    Args:
        givers: The tools of the chain.
    """
    wants = wants_of(tool)
    out = dict(bound)
    settled: set[str] = set()  # one degree has brought the other with it: the other may not do so in its turn
    for path, binding in bound.items():
        want = wants.get(path)
        other = None if want is None else partner(want, wants.values())
        if want is None or other is None or path in settled or _beside(out.get(other.path), binding):
            continue
        settled.add(other.path)
        giver = givers[binding.source_call]
        field = _sibling(giver, binding.field, other.kind)
        if field:
            out[other.path] = binding.model_copy(update={"parameter": other.path, "field": field})
        else:
            out.pop(path, None)
            out.pop(other.path, None)
    return out


def partner(want: Want, others: Iterable[Want]) -> Want | None:
    """The other degree of a point; None where there is none, or for what is no degree."""
    return next((w for w in others if are_one_point(want, w)), None) if want.kind in _OTHER else None


def _beside(other: Binding | None, binding: Binding) -> bool:
    """Whether the other degree is of the same thing of the same result."""
    if other is None or other.source_call != binding.source_call:
        return False
    return _front(other.field) == _front(binding.field)


def _front(path: str) -> str:
    return path.rpartition(".")[0]


def _sibling(giver: Tool, field: str, kind: str) -> str:
    """The field with the other degree beside one; "" when there is none."""
    front = _front(field)
    return next((f.path for f in giver.outputs if _front(f.path) == front and concept_of(f, giver).kind == kind), "")
