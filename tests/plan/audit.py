"""An independent look at a plan: does every claim in it hold?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolgraph.models.dialogue_plan import DialoguePlan, PlannedCall, PlannedTurn
from toolgraph.models.provenance import Provenance
from toolgraph.models.tool import Tool
from toolgraph.plan.paths import at_path, leaves
from toolgraph.world.validate import arguments_errors


def calls_of(plan: DialoguePlan) -> list[tuple[int, PlannedCall]]:
    """(turn, call) in order."""
    return [(t.index, c) for t in plan.turns for step in t.steps for c in step]


def audit(plan: DialoguePlan, tools: Mapping[str, Tool]) -> list[str]:
    """What is wrong with a plan, one sentence each."""
    return [
        *_ids(plan),
        *_arguments(plan, tools),
        *_traced(plan),
        *_said(plan),
        *_origins(plan, tools),
        *_turns(plan, tools),
    ]


def _ids(plan: DialoguePlan) -> Iterator[str]:
    ids = [c.id for _, c in calls_of(plan)]
    if ids != [f"call_{i + 1}" for i in range(len(ids))]:
        yield f"ids are {ids}"
    done = [c.chain_call for _, c in calls_of(plan) if c.ok and c.chain_call is not None]
    if set(done) != set(range(len(plan.chain.tools))):
        yield f"chain calls made are {done}"
    if [t.index for t in plan.turns] != list(range(len(plan.turns))):
        yield "turns are not numbered in order"


def _arguments(plan: DialoguePlan, tools: Mapping[str, Tool]) -> Iterator[str]:
    for _, call in calls_of(plan):
        errors = arguments_errors(tools[call.tool], call.arguments)
        if call.weight and errors:
            yield f"{call.id} {call.tool}: {errors[0]}"
        if not call.weight and call.ok:
            yield f"{call.id} is wrong and yet ok"
        if call.tool not in plan.tools:
            yield f"{call.id} calls a tool that is not offered"


def _traced(plan: DialoguePlan) -> Iterator[str]:
    entries: dict[str, list[str]] = {}
    for one in plan.provenance:
        entries.setdefault(one.call, []).append(one.path)
    for _, call in calls_of(plan):
        paths = [p for p, _ in leaves(call.arguments)]
        have = entries.get(call.id, [])
        if call.weight and sorted(paths) != sorted(have):
            yield f"{call.id} has leaves {sorted(paths)} and traces {sorted(have)}"
        if not set(have) <= set(paths):
            yield f"{call.id} traces what it does not have"
        if [p for p in have if at_path(call.arguments, p) != _value(plan, call.id, p)]:
            yield f"{call.id} traces other values than it has"


def _value(plan: DialoguePlan, call: str, path: str) -> Any:
    return next(p.value for p in plan.provenance if p.call == call and p.path == path)


def _said(plan: DialoguePlan) -> Iterator[str]:
    turn_of = {c.id: t for t, c in calls_of(plan)}
    seen: set[tuple[str, str]] = set()
    for turn in plan.turns:
        for said in turn.said:
            if (said.call, said.path) in seen:
                yield f"{said.path} of {said.call} is said twice"
            seen.add((said.call, said.path))
            if turn_of[said.call] < turn.index:
                yield f"{said.path} of {said.call} is said after the call"
            arguments = next(c.arguments for _, c in calls_of(plan) if c.id == said.call)
            if at_path(arguments, said.path) != said.value:
                yield f"{said.path} of {said.call} is said otherwise than it stands there"
            if "_" in said.label or not said.label:
                yield f"label {said.label!r}"


def _origins(plan: DialoguePlan, tools: Mapping[str, Tool]) -> Iterator[str]:
    calls = {c.id: (t, n, c) for n, (t, c) in enumerate(calls_of(plan))}
    for one in plan.provenance:
        turn, number, call = calls[one.call]
        problem = None
        if one.source == "user":
            problem = _user_problem(plan, one, turn)
        elif one.source == "clock":
            days = [s.value for t in plan.turns[: turn + 1] for s in t.said if s.relative]
            problem = None if one.value in days else "no relative date said"
        elif one.source == "result":
            _, source_number, source = calls[str(one.from_call)]
            found = at_path(source.result, str(one.field)) if one.field else source.result
            same = found == one.value or str(found) == str(one.value)
            problem = None if same and source_number < number else f"result holds {found!r}"
        elif one.source == "context":
            problem = None if one.value in [v for _, v in leaves(plan.context)] else "not in the context"
        else:
            defaults = [v for p in tools[call.tool].inputs if p.has_default for _, v in leaves(p.default)]
            problem = None if one.value in defaults else "no such default"
        if problem:
            yield f"{one.call} {one.path} = {one.value!r} from {one.source}: {problem}"


def _user_problem(plan: DialoguePlan, one: Provenance, turn: int) -> str | None:
    if one.turn is None or one.turn > turn:
        return f"said in turn {one.turn}, used in turn {turn}"
    values = [v for s in plan.turns[one.turn].said for _, v in leaves(s.value)]
    return None if one.value in values else "not said in that turn"


def _turns(plan: DialoguePlan, tools: Mapping[str, Tool]) -> Iterator[str]:
    for turn, following in zip(plan.turns, [*plan.turns[1:], None], strict=True):
        if turn.reply == "ask" and (following is None or following.act != "clarify" or turn.asks != following.said):
            yield f"turn {turn.index} asks and is not answered"
        if turn.reply == "confirm" and (following is None or following.act != "confirm"):
            yield f"turn {turn.index} wants a confirmation and gets none"
        if turn.reply == "apologise" and (following is None or following.act != "error"):
            yield f"turn {turn.index} fails and nobody reacts"
        if not turn.goal:
            yield f"turn {turn.index} has no goal"
        yield from _turn(plan, turn, tools)


def _turn(plan: DialoguePlan, turn: PlannedTurn, tools: Mapping[str, Tool]) -> Iterator[str]:
    for call in (c for step in turn.steps for c in step):
        if tools[call.tool].effect == "destructive" and call.weight and turn.act != "confirm":
            yield f"{call.id} destroys without a confirmation"
    for pick in turn.picks:
        if at_path(next(c.result for _, c in calls_of(plan) if c.id == pick.call), pick.path) is None:
            yield f"pick {pick.path} of {pick.call} leads nowhere"


def true_multistep(plan: DialoguePlan) -> tuple[int, int]:
    """(true multi-step turns, turns with calls), by the definition of ToolWeave.

    A turn counts when an argument of one of its calls equals a value that an earlier result of the same turn brought,
    and that value stood in no argument and no result before.
    """
    before: set[str] = set()
    multi = with_calls = 0
    for turn in plan.turns:
        calls = [c for step in turn.steps for c in step]
        arguments: set[str] = set()
        results: set[str] = set()
        hit = False
        for call in calls:
            used = {repr(v) for _, v in leaves(call.arguments)}
            hit = hit or bool((used & results) - before - arguments)
            arguments |= used
            results |= {repr(v) for _, v in leaves(call.result)}
        before |= arguments | results
        multi += hit
        with_calls += bool(calls)
    return multi, with_calls
