"""From a plan and a phraser to a dialogue: the calls as they ran, the words around them, the proof of every value."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from toolgraph.ids import call_names, digest
from toolgraph.llm.base import Phraser, TurnWords
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.dialogue import Dialogue, Message, OfferedTool, PlanRecord, ToolCall, TurnRecord
from toolgraph.models.dialogue_plan import DialoguePlan, PlannedCall, PlannedTurn
from toolgraph.models.tool import Tool

_NAME_KEYS = ("name", "user_name", "full_name", "user")


def generate(plan: DialoguePlan, tools: Mapping[str, Tool], phraser: Phraser) -> Dialogue:
    """The dialogue of a plan.

    Args:
        tools: By tool id; holds every tool of `plan.tools`.

    Returns:
        A dialogue whose id is a digest of its plan's id and its words; `checks` is empty.
    """
    phrased = phraser.phrase(plan, tools)
    messages: list[Message] = [Message(role="system", content=system_text(plan))]
    records: list[TurnRecord] = []
    for turn, words in zip(plan.turns, phrased.words.turns, strict=True):
        calls = tuple(c.id for step in turn.steps for c in step)
        records.append(TurnRecord(act=turn.act, goal=turn.goal, message=len(messages), calls=calls))
        messages.extend(_messages(turn, words))
    return Dialogue(
        id=digest([plan.id, phrased.words.model_dump(mode="json")]),
        seed=plan.seed,
        chain=plan.chain,
        plan=_record(plan, tuple(records)),
        tools=offered(plan, tools),
        messages=tuple(messages),
        provenance=plan.provenance,
        generator=phrased.generator,
    )


def _record(plan: DialoguePlan, turns: tuple[TurnRecord, ...]) -> PlanRecord:
    return PlanRecord(
        persona=plan.persona,
        circumstances=plan.circumstances,
        subtopic=plan.subtopic,
        goal=plan.goal,
        clock=plan.clock,
        locale=plan.locale,
        context=plan.context,
        turns=turns,
    )


def offered(plan: DialoguePlan, tools: Mapping[str, Tool]) -> tuple[OfferedTool, ...]:
    """The tools of a plan as the model sees them, in the plan's order."""
    names = call_names({tool_id: tools[tool_id].name for tool_id in plan.tools})
    own = set(plan.chain.tools)
    return tuple(
        OfferedTool(
            name=names[tool_id],
            tool=tool_id,
            description=tools[tool_id].description,
            parameters=tools[tool_id].parameters,
            returns=tools[tool_id].returns,
            distractor=tool_id not in own,
        )
        for tool_id in plan.tools
    )


def _messages(turn: PlannedTurn, words: TurnWords) -> Iterator[Message]:
    yield Message(role="user", content=words.user)
    for step in turn.steps:
        for batch in _batches(step):
            yield Message(role="assistant", tool_calls=tuple(_tool_call(c) for c in batch), weight=batch[0].weight)
            yield from (_answer(call) for call in batch)
    yield Message(role="assistant", content=words.assistant, weight=1)


def _batches(step: tuple[PlannedCall, ...]) -> list[list[PlannedCall]]:
    """The calls of a step, one message each time their weight changes: a wrong call must not be trained on."""
    out: list[list[PlannedCall]] = []
    for call in step:
        if out and call.weight == 1 == out[-1][-1].weight:
            out[-1].append(call)
        else:
            out.append([call])
    return out


def _tool_call(call: PlannedCall) -> ToolCall:
    return ToolCall(id=call.id, name=call.name, arguments=call.arguments)


def _answer(call: PlannedCall) -> Message:
    return Message(
        role="tool", content=json.dumps(call.result, ensure_ascii=False), tool_call_id=call.id, name=call.name
    )


def system_text(plan: DialoguePlan) -> str:
    """What the assistant is told: what it is, the moment, and the context, in plain words."""
    clock = datetime.fromisoformat(plan.clock)
    moment = f"{clock:%A}, {clock.day} {clock:%B} {clock.year}, {clock:%H:%M}"
    text = f"You are a helpful assistant with access to tools. It is {moment} ({_zone(plan, clock)})."
    facts = " ".join(_facts(plan.context))
    return f"{text} {facts}".strip()


def _zone(plan: DialoguePlan, clock: datetime) -> str:
    known = plan.context.get("timezone") or plan.context.get("time_zone")
    if isinstance(known, str):
        return known
    offset = clock.strftime("%z")
    return f"UTC{offset[:3]}:{offset[3:]}" if offset and offset != "+0000" else "UTC"


def _facts(context: JsonObject) -> Iterator[str]:
    name_key = next((k for k in _NAME_KEYS if isinstance(context.get(k), str)), "")
    if name_key:
        yield f"The user is {context[name_key]}."
    for key, value in context.items():
        if key in (name_key, "timezone", "time_zone"):
            continue
        label = " ".join(w.lower() for w in re.findall(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+", key))
        label = re.sub(r"\bemail\b", "e-mail address", label.removeprefix("user "))
        yield f"The user's {label or 'reference'} is {_plain(value)}."


def _plain(value: JsonValue) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
