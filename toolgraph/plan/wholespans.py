"""When a thing begins and ends: both come from the thing itself, or the user says both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toolgraph.meaning.text import words
from toolgraph.models.chain import Binding
from toolgraph.models.tool import Tool
from toolgraph.plan.draft import Hopeless
from toolgraph.plan.values import are_pair
from toolgraph.plan.wants import Want, wants_of


def whole_spans(tool: Tool, bound: Mapping[str, Binding], givers: Sequence[Tool]) -> dict[str, Binding]:
    """The links into a call with both ends of a time from the same thing, or neither.

    A room for the time of an event is free from its start to its end, not from an hour that somebody names besides.

    Args:
        givers: The tools of the chain.
    """
    out = dict(bound)
    for start, end in _spans(tool):
        ends = [bound.get(start.path), bound.get(end.path)]
        one = next((b for b in ends if b is not None), None)
        if one is None or all(b is not None and _front(b) == _front(one) for b in ends):
            continue
        fields = [_field(givers[one.source_call], one, want) for want in (start, end)]
        for want, field in zip((start, end), fields, strict=True):
            out.pop(want.path, None)
            if all(fields):
                out[want.path] = one.model_copy(update={"parameter": want.path, "field": field})
    return out


def at_their_time(used: Sequence[Mapping[str, Binding]], own: Sequence[Tool]) -> list[Mapping[str, Binding]]:
    """The links of a chain where what is free for a time is looked for at the time of what it is taken for.

    A room that was found for Monday is not booked for an event of Friday.

    Args:
        used: Of each call, by parameter.
        own: The tools of the chain.

    Raises:
        Hopeless: The thing itself is only looked up after that.
    """
    out = [dict(bound) for bound in used]
    for taken in used:
        links = [b for b in taken.values() if words(b.field)[-1:] == ("id",)]
        for free, thing in ((a, b) for a in links for b in links if a.source_call != b.source_call):
            giver = own[thing.source_call]
            for start, end in _spans(own[free.source_call]):
                fields = [_field(giver, thing, want) for want in (start, end)]
                at = out[free.source_call]
                if not all(fields) or start.path in at or end.path in at:
                    continue
                if thing.source_call > free.source_call:
                    if giver.effect == "read":
                        raise Hopeless("bound_value_missing", f"{giver.id} tells the time too late")
                    continue
                for want, field in zip((start, end), fields, strict=True):
                    at[want.path] = thing.model_copy(update={"parameter": want.path, "field": field})
    return list(out)


def _spans(tool: Tool) -> list[tuple[Want, Want]]:
    """The starts and ends that a tool must be told by the hour."""
    timed = [want for want in wants_of(tool).values() if want.parameter.required and _is_by_the_clock(want)]
    return [(a, b) for a in timed for b in timed if a is not b and are_pair(a, b)]


def _is_by_the_clock(want: Want) -> bool:
    return want.kind == "@datetime" or want.parameter.format == "date-time"


def _front(binding: Binding) -> tuple[int, str]:
    return binding.source_call, binding.field.rpartition(".")[0]


def _field(giver: Tool, binding: Binding, want: Want) -> str:
    """The field beside the one of a link that is called like an input; "" when there is none."""
    front, name = binding.field.rpartition(".")[0], words(want.parameter.name)
    beside = (f.path for f in giver.outputs if f.path.rpartition(".")[0] == front)
    return next((path for path in beside if words(path.rpartition(".")[2]) == name), "")
