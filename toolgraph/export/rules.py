"""Rules that every chat format has in common, checked on what was read back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from jsonschema import Draft202012Validator

from toolgraph.export.conversation import BrokenRow, Conversation, ToolSpec, from_json
from toolgraph.ids import canonical_json
from toolgraph.models.dialogue import Message, ToolCall

_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")


def check_chat(conversation: Conversation) -> None:
    """Raise BrokenRow with the first rule that a conversation breaks: order, answers, names, arguments."""
    check_tools(conversation.tools)
    rule = next(_order(conversation.messages), None) or next(_calls(conversation), None)
    if rule:
        raise BrokenRow(rule)


def check_tools(tools: Sequence[ToolSpec]) -> None:
    """Raise BrokenRow when a tool's name is not callable or taken, or its parameters are not an object's schema."""
    names = [t.name for t in tools]
    for tool in tools:
        if not _NAME.fullmatch(tool.name):
            raise BrokenRow(f"tool name {tool.name!r} is not 1 to 64 letters, digits, _ or -")
        if names.count(tool.name) > 1:
            raise BrokenRow(f"two tools are called {tool.name}")
        if tool.parameters.get("type", "object") != "object":
            raise BrokenRow(f"parameters of {tool.name} are not an object")


def call_fault(call: ToolCall, tools: Sequence[ToolSpec]) -> str | None:
    """Why a call does not fit the offered tools, or None: unknown name, or arguments that break the schema."""
    tool = next((t for t in tools if t.name == call.name), None)
    if tool is None:
        return f"{call.id} calls {call.name}, which is not offered"
    error = next(_validator(canonical_json(tool.parameters)).iter_errors(call.arguments), None)
    return f"{call.id} ({call.name}): arguments break the schema: {error.message[:200]}" if error else None


@lru_cache(maxsize=4096)
def _validator(schema: str) -> Draft202012Validator:
    return Draft202012Validator(from_json(schema))


def _calls(conversation: Conversation) -> Iterator[str]:
    # A wrong call (weight 0) may be wrong in just this way, so only calls that are trained on must fit.
    for message in conversation.messages:
        for call in message.tool_calls if message.weight != 0 else ():
            fault = call_fault(call, conversation.tools)
            if fault:
                yield fault


def _order(messages: Sequence[Message]) -> Iterator[str]:
    open_calls: set[str] = set()
    before = "start"
    for place, message in enumerate(messages):
        if message.role == "tool":
            open_calls.discard(message.tool_call_id or "")
        elif open_calls:
            yield f"messages[{place}] comes before the answer of {min(open_calls)}"
        yield from (f"messages[{place}]: {rule}" for rule in _message(message, before))
        open_calls |= {c.id for c in message.tool_calls}
        before = message.role
    if open_calls:
        yield f"{min(open_calls)} has no answer"
    if before != "assistant":
        yield "the last message is not the assistant's"


_AFTER = {
    "system": ("start",),
    "user": ("start", "system", "assistant"),
    "assistant": ("user", "tool"),
    "tool": ("assistant", "tool"),
}


def _message(message: Message, before: str) -> Iterator[str]:
    if before not in _AFTER[message.role]:
        yield f"{message.role} after {before}"
    if message.role == "assistant" and not message.tool_calls and not message.content:
        yield "an assistant message with neither text nor calls"
    if message.role in ("system", "user") and not message.content:
        yield f"a {message.role} message without text"
    if message.role == "tool" and message.content is None:
        yield "an answer without text"
    if message.tool_calls and message.role != "assistant":
        yield f"calls in a {message.role} message"
