"""Calls that go wrong inside a turn: the assistant's own slips, and faults that pass."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Literal

from toolgraph.models.base import JsonObject
from toolgraph.models.tool import Tool
from toolgraph.plan.draft import Draft, Made, Origin, Part
from toolgraph.plan.paths import at_path
from toolgraph.plan.points import DEGREES
from toolgraph.world.base import Fault
from toolgraph.world.validate import arguments_errors

Mishap = Literal["", "wrong", "retry"]


def stumble(draft: Draft, tool: Tool, arguments: JsonObject, parts: Mapping[str, Part], mishap: Mishap) -> Made | None:
    """The failed call before a good one, already entered; None when the call offers nothing to get wrong.

    `retry`: the same call meets a fault that passes. `wrong`: an argument is missing or of a wrong kind; such a call
    has weight 0.
    """
    origins = tuple(origin for part in parts.values() for origin in part.origins)
    if mishap == "retry":
        fault: Fault = draft.rng.choice(("rate_limit", "timeout"))
        return _enter(draft, tool, arguments, (fault, 1), origins)
    slips = [_without_one, _of_wrong_kind]
    draft.rng.shuffle(slips)
    for slip in slips:
        found = slip(draft, tool, arguments, parts)
        if found is not None:
            wrong_tool, wrong, fault = found
            kept = tuple(o for o in origins if _stands(wrong, o))
            return _enter(draft, wrong_tool, wrong, (fault, 0), kept)
    return None


def _enter(
    draft: Draft, tool: Tool, arguments: JsonObject, fault: tuple[Fault, int], origins: tuple[Origin, ...]
) -> Made:
    answer = draft.world.fail(tool, arguments, fault[0])
    made = Made(
        id=f"call_{len(draft.made) + 1}",
        tool=tool,
        arguments=copy.deepcopy(arguments),
        result=answer.result,
        ok=False,
        weight=fault[1],
        position=None,
        group=draft.group,
        origins=origins,
    )
    draft.made.append(made)
    return made


def _stands(arguments: JsonObject, origin: Origin) -> bool:
    """Whether a traced value still stands where it stood in the right call."""
    return bool(at_path(arguments, origin.path) == origin.value)


_Slip = tuple[Tool, JsonObject, Fault]


def _without_one(draft: Draft, tool: Tool, arguments: JsonObject, parts: Mapping[str, Part]) -> _Slip | None:
    """A required argument forgotten, which the user has not said just now: who has heard it does not lack it."""
    needed = [(path.partition(".")[0].partition("[")[0], p) for path, p in parts.items() if p.want.parameter.required]
    top = {name for name, _ in needed if name in arguments}
    # Nobody forgets which thing is meant, nor one degree of a point.
    kept = {name for name, p in needed if p.want.kind in DEGREES or p.want.in_path_of(tool) or _is_id(p)}
    kept |= {name for name, p in needed if p.saying is not None and p.saying.group == draft.group}
    left_out = sorted(top - kept)
    if len(top) < 2 or not left_out:
        return None
    gone = draft.rng.choice(left_out)
    wrong = {key: value for key, value in arguments.items() if key != gone}
    return (tool, wrong, "missing_argument") if arguments_errors(tool, wrong) else None


def _is_id(part: Part) -> bool:
    """Whether a result told of which thing it is."""
    return part.want.points and any(origin.made is not None for origin in part.origins)


def _of_wrong_kind(draft: Draft, tool: Tool, arguments: JsonObject, parts: Mapping[str, Part]) -> _Slip | None:
    """A choice written as people say it instead of as the tool wants it, or a number as text."""
    names = [p for p in parts if p in arguments and ("." not in p and "[" not in p)]
    draft.rng.shuffle(names)
    for name in names:
        value = arguments[name]
        parameter = parts[name].want.parameter
        if isinstance(value, (bool, list, dict)):
            continue
        if isinstance(value, (int, float)):
            noun = parts[name].want.label.split()[-1]
            spelled = f"#{value}" if noun == "number" else f"{value} {noun}"
        elif parameter.enum and isinstance(value, str):
            spelled = value.replace("_", " ").replace("-", " ").title()
        else:
            continue
        wrong = {**arguments, name: spelled}
        if spelled != value and arguments_errors(tool, wrong):
            return tool, wrong, "invalid_value"
    return None
