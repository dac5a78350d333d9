"""TRL (Hugging Face): columns `messages` and `tools`, in Parquet.

`tools` is JSON text, which TRL's trainers parse; an Arrow struct of many schemas would be filled with nulls.
`messages` are objects with `arguments` as an object, as chat templates want them; keys that a message does not need
are absent, but for `content`. Not JSON lines: from them `datasets` changes numbers, and guesses the types of columns
from the rows that it happens to see.

Source: https://huggingface.co/docs/trl/dataset_formats
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from toolgraph.export.chat import PlainCall, tool_defs, tools_of
from toolgraph.export.conversation import (
    BrokenRow,
    Conversation,
    LeftOut,
    answered,
    conversation_of,
    numbered,
    to_json,
    uniform,
)
from toolgraph.export.hub import HubFolder
from toolgraph.export.numbers import UnreadableNumber, exact_json
from toolgraph.export.rules import check_chat
from toolgraph.export.target import Row, Target
from toolgraph.models.base import Artefact, JsonObject
from toolgraph.models.dialogue import Dialogue, Message, ToolCall


class _Call(Artefact):
    type: Literal["function"]
    function: PlainCall


class TrlMessage(Artefact):
    """A message as TRL and chat templates take it."""

    role: Literal["system", "user", "assistant", "tool"]
    content: str | None = None
    tool_calls: tuple[_Call, ...] = ()
    name: str | None = None


class _Row(Artefact):
    messages: tuple[TrlMessage, ...]
    tools: str


def trl_message(message: Message) -> JsonObject:
    """A message without ids and weights; keys without a value are left out, but for `content`."""
    out: JsonObject = {"role": message.role}
    if message.role == "tool":
        out["name"] = message.name
    # "" for a message that only calls: templates of several models read it without asking whether it is there.
    out["content"] = message.content or ""
    if message.tool_calls:
        out["tool_calls"] = [_call(c) for c in message.tool_calls]
    return out


def _call(call: ToolCall) -> JsonObject:
    return {"type": "function", "function": {"name": call.name, "arguments": call.arguments}}


def encode(dialogue: Dialogue) -> Iterator[Row]:
    """One row of `messages` and `tools`.

    Raises:
        LeftOut: `number_changed_by_reader`.
    """
    holds = conversation_of(dialogue)
    check_numbers(holds.messages)
    yield Row(trl_columns(holds), holds)


def trl_columns(conversation: Conversation) -> JsonObject:
    """Columns `messages` and `tools`."""
    messages = [trl_message(m) for m in conversation.messages]
    return {"messages": messages, "tools": to_json(tool_defs(conversation.tools))}


def check_numbers(messages: Iterable[Message]) -> None:
    """Raise LeftOut when the arguments of these messages hold a number that the reader of `datasets` cannot hold."""
    try:
        for message in messages:
            exact_json([c.arguments for c in message.tool_calls])
    except UnreadableNumber as exc:
        raise LeftOut("number_changed_by_reader") from exc


def read_messages(messages: tuple[TrlMessage, ...], tools: str) -> Conversation:
    """The conversation of TRL messages and the JSON text of the tools.

    Raises:
        BrokenRow: A rule of TRL or of chat templates is broken.
    """
    take = numbered()
    ours = [
        Message(
            role=m.role,
            content=m.content,
            name=m.name,
            tool_calls=tuple(c.function.call(take()) for c in m.tool_calls),
        )
        for m in messages
    ]
    conversation = uniform(answered(ours), tools_of(tools))
    for old, new in zip(messages, conversation.messages, strict=True):
        if old.role == "tool" and old.name != new.name:
            raise BrokenRow(f"an answer of {old.name} stands where {new.name} was called")
    return conversation


def read(row: JsonObject) -> Conversation:
    """The conversation of a row.

    Raises:
        BrokenRow: TRL or a chat template would reject the row.
        ValidationError: A key or type is wrong.
    """
    parsed = _Row.model_validate_json(to_json(row), strict=True)
    conversation = read_messages(parsed.messages, parsed.tools)
    check_chat(conversation)
    return conversation


TARGET = Target("trl", encode, read, HubFolder(texts=("tools",), messages=("messages",)))
