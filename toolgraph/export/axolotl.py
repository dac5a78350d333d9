"""Axolotl, `type: chat_template`, with the lines for its configuration beside.

`tools` and each `arguments` are JSON text, which Axolotl parses (`_get_tools`, `transform_message` of 0.19), so that
Arrow sees text only. `train` says for each assistant message whether it is trained on.
Axolotl itself cannot be imported without torch, so the reader below is written from its rules.

Source: https://docs.axolotl.ai/docs/dataset-formats/conversation.html
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal

import yaml

from toolgraph.export.chat import arguments_of, tool_defs, tools_of
from toolgraph.export.conversation import BrokenRow, Conversation, conversation_of, to_json, uniform
from toolgraph.export.layout import Lines
from toolgraph.export.rules import check_chat
from toolgraph.export.target import Row, Split, Target
from toolgraph.models.base import Artefact, JsonObject
from toolgraph.models.dialogue import Dialogue, Message, ToolCall

_COLUMNS = {
    "ds_type": "json",
    "type": "chat_template",
    "field_messages": "messages",
    "field_tools": "tools",
    "message_field_training": "train",
}


def _config(splits: Collection[Split]) -> str:
    keys = {"train": "datasets", "validation": "test_datasets"}
    sets = {keys[s]: [{"path": f"{s}.jsonl", "split": "train"} | _COLUMNS] for s in splits}
    return "# Paste into the Axolotl configuration.\n" + yaml.safe_dump(sets, sort_keys=False)


class _Function(Artefact):
    name: str
    arguments: str  # JSON text


class _Call(Artefact):
    id: str
    type: Literal["function"]
    function: _Function


class _Message(Artefact):
    role: Literal["system", "user", "assistant", "tool"]
    content: str
    tool_calls: tuple[_Call, ...] = ()
    tool_call_id: str | None = None
    name: str | None = None
    train: bool


class _Row(Artefact):
    messages: tuple[_Message, ...]
    tools: str


def encode(dialogue: Dialogue) -> Iterator[Row]:
    """One row of `messages` and `tools`."""
    holds = conversation_of(dialogue, weights=True)
    yield Row({"messages": [_message(m) for m in holds.messages], "tools": to_json(tool_defs(holds.tools))}, holds)


def _message(message: Message) -> JsonObject:
    # Content is "" for a message that only calls: some templates add it to text without asking.
    out: JsonObject = {"role": message.role, "content": message.content or "", "train": message.weight == 1}
    if message.tool_calls:
        out["tool_calls"] = [_call(c) for c in message.tool_calls]
    if message.role == "tool":
        out |= {"tool_call_id": message.tool_call_id, "name": message.name}
    return out


def _call(call: ToolCall) -> JsonObject:
    return {
        "id": call.id,
        "type": "function",
        "function": {"name": call.name, "arguments": to_json(call.arguments)},
    }


def read(row: JsonObject) -> Conversation:
    """The conversation of a row.

    Raises:
        BrokenRow: Axolotl would raise, or train on nothing.
        ValidationError: A key or type is wrong.
    """
    parsed = _Row.model_validate_json(to_json(row), strict=True)
    if any(m.train and m.role != "assistant" for m in parsed.messages):
        raise BrokenRow("a message that is not the assistant's would be trained on")
    if not any(m.train for m in parsed.messages):
        raise BrokenRow("no message would be trained on")
    conversation = uniform([_read(m) for m in parsed.messages], tools_of(parsed.tools), weights=True)
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
        weight=(1 if message.train else 0) if message.role == "assistant" else None,
    )


TARGET = Target("axolotl", encode, read, Lines(beside=("axolotl.yaml", _config)), masks=True)
