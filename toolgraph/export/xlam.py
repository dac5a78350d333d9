"""xLAM / APIGen: `{"id", "query", "tools", "answers"}`, a single request.

A question that cannot stand alone carries what was said before it in `query`, a line a message, each with its speaker.
Parameters stay JSON Schema (as in APIGen-MT), since the older flat form cannot hold nested ones.

Source: https://huggingface.co/datasets/Salesforce/xlam-function-calling-60k
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolgraph.export.chat import PlainCall
from toolgraph.export.conversation import BrokenRow, Conversation, ToolSpec, from_json, numbered, to_json, uniform
from toolgraph.export.layout import Lines
from toolgraph.export.rules import call_fault, check_tools
from toolgraph.export.single import first_question
from toolgraph.export.target import Row, Target
from toolgraph.models.base import Artefact, JsonObject
from toolgraph.models.dialogue import Dialogue, Message


class _Row(Artefact):
    id: str
    query: str
    tools: str
    answers: str


def encode(dialogue: Dialogue) -> Iterator[Row]:
    """One row: the first question that leads to calls, and those calls.

    Raises:
        LeftOut: `no_calls`.
    """
    question = first_question(dialogue)
    query = _query(question.messages)
    holds = question.conversation([Message(role="user", content=query)])
    data = {
        "id": dialogue.id,
        "query": query,
        "tools": to_json([t.model_dump() for t in holds.tools]),
        "answers": to_json([{"name": c.name, "arguments": c.arguments} for c in question.calls]),
    }
    yield Row(data, holds)


def _query(messages: Sequence[Message]) -> str:
    system = [m.content for m in messages if m.role == "system"]
    said = [m for m in messages if m.role != "system"]
    lines = [f"{m.role.capitalize()}: {m.content}" for m in said] if len(said) > 1 else [m.content for m in said]
    return "\n\n".join(filter(None, (*system, "\n".join(filter(None, lines)))))


def read(row: JsonObject) -> Conversation:
    """The question and its calls.

    Raises:
        BrokenRow: Text that is not JSON, an empty question, or a call that does not fit the tools.
        ValidationError: A key or type is wrong.
    """
    parsed = _Row.model_validate_json(to_json(row), strict=True)
    take = numbered()
    tools = tuple(ToolSpec.model_validate(t, strict=True) for t in from_json(parsed.tools))
    calls = tuple(PlainCall.model_validate(c, strict=True).call(take()) for c in from_json(parsed.answers))
    check_tools(tools)
    fault = next(filter(None, (call_fault(c, tools) for c in calls)), None)
    if fault:
        raise BrokenRow(fault)
    if not parsed.query.strip() or not calls:
        raise BrokenRow("no question, or no calls")
    messages = [Message(role="user", content=parsed.query), Message(role="assistant", tool_calls=calls)]
    return uniform(messages, tools)


TARGET = Target("xlam", encode, read, Lines())
