"""OpenAI fine-tuning files.

Source: https://platform.openai.com/docs/guides/supervised-fine-tuning (chat format, `weight`, tool calling).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from toolgraph.export.chat import ToolDef, arguments_of, tool_defs
from toolgraph.export.conversation import BrokenRow, Conversation, conversation_of, to_json, uniform
from toolgraph.export.layout import Lines
from toolgraph.export.rules import check_chat
from toolgraph.export.target import Row, Target
from toolgraph.models.base import Artefact, JsonObject
from toolgraph.models.dialogue import Dialogue, Message, ToolCall

_TOOLS_MAX = 128


class _Function(Artefact):
    name: str
    arguments: str  # JSON text


class _Call(Artefact):
    id: str
    type: Literal["function"]
    function: _Function


class _Message(Artefact):
    role: Literal["system", "user", "assistant", "tool"]
    content: str | None = None
    tool_calls: tuple[_Call, ...] = ()
    tool_call_id: str | None = None
    weight: Literal[0, 1] | None = None


class _Row(Artefact):
    messages: tuple[_Message, ...]
    tools: tuple[ToolDef, ...] = ()
    parallel_tool_calls: bool | None = None


def _call(call: ToolCall) -> JsonObject:
    return {
        "id": call.id,
        "type": "function",
        "function": {"name": call.name, "arguments": to_json(call.arguments)},
    }


def _message(message: Message) -> JsonObject:
    out: JsonObject = {"role": message.role}
    if message.role == "tool":
        out["tool_call_id"] = message.tool_call_id
    if message.content is not None:
        out["content"] = message.content
    if message.tool_calls:
        out["tool_calls"] = [_call(c) for c in message.tool_calls]
    if message.weight == 0:
        out["weight"] = 0
    return out


def encode(dialogue: Dialogue) -> Iterator[Row]:
    """One row: messages, tools, and whether any message makes calls in parallel."""
    holds = conversation_of(dialogue, weights=True)
    data: JsonObject = {"messages": [_message(m) for m in holds.messages]}
    if holds.tools:  # parallel_tool_calls without tools is refused
        data["tools"] = tool_defs(holds.tools)
        data["parallel_tool_calls"] = any(len(m.tool_calls) > 1 for m in holds.messages)
    yield Row(data, holds)


def read(row: JsonObject) -> Conversation:
    """The conversation of a row.

    Raises:
        BrokenRow: OpenAI would reject the row; the text is the rule.
        ValidationError: A key or type is wrong.
    """
    parsed = _Row.model_validate_json(to_json(row), strict=True)
    if len(parsed.tools) > _TOOLS_MAX:
        raise BrokenRow(f"{len(parsed.tools)} tools; OpenAI takes at most {_TOOLS_MAX}")
    ids = [c.id for m in parsed.messages for c in m.tool_calls]
    if len(ids) != len(set(ids)):
        raise BrokenRow("two calls have the same id")
    if any(m.weight is not None and m.role != "assistant" for m in parsed.messages):
        raise BrokenRow("weight on a message that is not the assistant's")
    conversation = uniform([_read(m) for m in parsed.messages], tuple(t.spec() for t in parsed.tools), weights=True)
    if not any(m.weight == 1 for m in conversation.messages):
        raise BrokenRow("no assistant message has weight 1, so there is nothing to train on")
    check_chat(conversation)
    return conversation


def _read(message: _Message) -> Message:
    calls = tuple(
        ToolCall(id=c.id, name=c.function.name, arguments=arguments_of(c.function.arguments))
        for c in message.tool_calls
    )
    return Message(
        role=message.role,
        content=message.content,
        tool_calls=calls,
        tool_call_id=message.tool_call_id,
        weight=message.weight,
    )


TARGET = Target("openai", encode, read, Lines(), masks=True, min_rows=10)
