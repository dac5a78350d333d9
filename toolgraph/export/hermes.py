"""Hermes: tools, calls and answers as tagged text in plain ChatML messages (Qwen reads the same tags).

Each row is `{"messages": [{"role", "content"}]}`. White space matters to what a model learns, so it is fixed here:
a tag stands on a line of its own, JSON on one line, several calls or answers follow each other in one message.

Source: https://github.com/NousResearch/Hermes-Function-Calling (prompt format); the sentences around are our own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from toolgraph.export.chat import PlainCall, ToolDef, tool_defs
from toolgraph.export.conversation import (
    BrokenRow,
    Conversation,
    ToolSpec,
    answer_text,
    answer_value,
    answered,
    conversation_of,
    from_json,
    numbered,
    to_json,
    uniform,
)
from toolgraph.export.layout import Lines
from toolgraph.export.rules import check_chat
from toolgraph.export.target import Row, Target
from toolgraph.models.base import Artefact, JsonObject, JsonValue
from toolgraph.models.dialogue import Dialogue, Message

_INTRO = "# Tools\n\nThese functions may be called; each line between the tags describes one of them.\n<tools>\n"
_OUTRO = (
    "\n</tools>\n\nTo call a function, answer with a JSON object of its name and arguments between tags:\n"
    '<tool_call>\n{"name": <name>, "arguments": <object>}\n</tool_call>'
)
_TAGS = ("<tool_call>", "</tool_call>", "<tool_response>", "</tool_response>", "<tools>", "</tools>")
_CONTROL = (*_TAGS, "<|im_start|>", "<|im_end|>")
_CALL = re.compile(r"<tool_call>\n(.*)\n</tool_call>")
_RESPONSE = re.compile(r"<tool_response>\n(.*)\n</tool_response>")


class _Message(Artefact):
    role: Literal["system", "user", "assistant", "tool"]
    content: str


class _Row(Artefact):
    messages: tuple[_Message, ...]


class _Answer(Artefact):
    name: str
    content: JsonValue


def encode(dialogue: Dialogue) -> Iterator[Row]:
    """One row of plain messages; the tools stand in the system message."""
    holds = conversation_of(dialogue)
    messages: list[JsonObject] = []
    system = _system(holds)
    if system:
        messages.append({"role": "system", "content": system})
    for message in holds.messages:
        if message.role == "tool" and messages[-1]["role"] == "tool":
            messages[-1]["content"] += "\n" + _response(message)
        elif message.role != "system":
            messages.append({"role": message.role, "content": _content(message)})
    yield Row({"messages": messages}, holds)


def _system(conversation: Conversation) -> str:
    first = conversation.messages[0]
    words = _free(first.content or "") if first.role == "system" else ""
    if not conversation.tools:
        return words
    lines = "\n".join(to_json(t, guard=_CONTROL) for t in tool_defs(conversation.tools))
    return words + ("\n\n" if words else "") + _INTRO + lines + _OUTRO


def _content(message: Message) -> str:
    if message.role == "tool":
        return _response(message)
    words = [_free(message.content)] if message.content else []
    calls = [
        f"<tool_call>\n{to_json({'name': c.name, 'arguments': c.arguments}, guard=_CONTROL)}\n</tool_call>"
        for c in message.tool_calls
    ]
    return "\n".join(words + calls)


def _response(message: Message) -> str:
    body = {"name": message.name, "content": answer_value(message.content or "")}
    return f"<tool_response>\n{to_json(body, guard=_CONTROL)}\n</tool_response>"


def _free(text: str) -> str:
    tag = next((t for t in _CONTROL if t in text), None)
    if tag:
        raise BrokenRow(f"the words of a message hold the control tag {tag}")
    return text


def read(row: JsonObject) -> Conversation:
    """The conversation of a row.

    Raises:
        BrokenRow: Tags are not where a Hermes or Qwen parser looks for them, or hold no JSON.
        ValidationError: A key or type is wrong.
    """
    parsed = _Row.model_validate_json(to_json(row), strict=True)
    messages = list(parsed.messages)
    out: list[Message] = []
    tools: tuple[ToolSpec, ...] = ()
    if messages and messages[0].role == "system":
        words, tools = _read_system(messages.pop(0).content)
        out += [Message(role="system", content=words)] if words else []
    take = numbered()
    for message in messages:
        out += _read(message, take)
    conversation = uniform(answered(out), tools)
    check_chat(conversation)
    return conversation


def _read_system(text: str) -> tuple[str, tuple[ToolSpec, ...]]:
    words, intro, rest = text.partition(_INTRO)
    if not intro:
        return text, ()
    if not rest.endswith(_OUTRO):
        raise BrokenRow("the list of tools is not closed")
    lines = rest.removesuffix(_OUTRO).split("\n")
    tools = tuple(ToolDef.model_validate(from_json(line), strict=True).spec() for line in lines)
    return words.removesuffix("\n\n"), tools


def _read(message: _Message, take: Callable[[], str]) -> list[Message]:
    if message.role == "tool":
        answers = [_Answer.model_validate(v, strict=True) for v in _tagged(message.content, _RESPONSE, "")]
        return [Message(role="tool", name=a.name, content=answer_text(a.content)) for a in answers]
    if message.role != "assistant":
        return [Message(role=message.role, content=_free(message.content))]
    words, calling, _ = message.content.partition("<tool_call>")
    if calling:
        words = words.removesuffix("\n")
    values = _tagged(message.content, _CALL, words)
    calls = tuple(PlainCall.model_validate(v, strict=True).call(take()) for v in values)
    return [Message(role="assistant", content=_free(words) or None, tool_calls=calls)]


def _tagged(text: str, pattern: re.Pattern[str], words: str) -> Sequence[JsonValue]:
    """The JSON value in each pair of tags; nothing but `words` in front and line ends between may stand outside."""
    found = pattern.findall(text)
    rest = pattern.sub("", text).removeprefix(words)
    if rest.strip("\n") or any(tag in inner for inner in found for tag in _CONTROL):
        raise BrokenRow("text stands between or behind the tags, or a tag inside them")
    return [from_json(inner) for inner in found]


TARGET = Target("hermes", encode, read, Lines())
