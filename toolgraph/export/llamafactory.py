"""LLaMA-Factory, `formatting: sharegpt`, with the `dataset_info.json` that registers it.

Its converter skips a row with only a warning when roles do not alternate; here that is an error. The reader below is
written from the rules of `SharegptDatasetConverter` and `FunctionFormatter` (LLaMA-Factory 0.9.5).

Source: https://llamafactory.readthedocs.io/en/latest/getting_started/data_preparation.html
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Literal

from toolgraph.export.chat import PlainCall
from toolgraph.export.conversation import (
    BrokenRow,
    Conversation,
    LeftOut,
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
from toolgraph.export.target import Row, Split, Target
from toolgraph.models.base import Artefact, JsonObject, JsonValue
from toolgraph.models.dialogue import Dialogue, Message

# FunctionFormatter cuts these out of a call's text before it parses the JSON.
_TAGS = ("<think>", "</think>", "<tool_call>", "</tool_call>")
_COLUMNS = {"messages": "conversations", "system": "system", "tools": "tools"}


def _info(splits: Collection[Split]) -> str:
    names = {"train": "toolgraph", "validation": "toolgraph_validation"}
    sets = {names[s]: {"file_name": f"{s}.jsonl", "formatting": "sharegpt", "columns": _COLUMNS} for s in splits}
    return json.dumps(sets, indent=2) + "\n"


class _Turn(Artefact):
    sender: Literal["human", "gpt", "function_call", "observation"]
    value: str


class _Row(Artefact):
    conversations: tuple[JsonObject, ...]
    system: str
    tools: str


def encode(dialogue: Dialogue) -> Iterator[Row]:
    """One row.

    Raises:
        LeftOut: `text_beside_calls`: an assistant message has both, which a function_call cannot hold.
    """
    holds = conversation_of(dialogue)
    if any(m.content and m.tool_calls for m in holds.messages):
        raise LeftOut("text_beside_calls")
    system = holds.messages[0].content if holds.messages[0].role == "system" else ""
    data = {
        "conversations": [{"from": t.sender, "value": t.value} for t in _turns(holds.messages)],
        "system": system,
        "tools": to_json([t.model_dump() for t in holds.tools]) if holds.tools else "",
    }
    yield Row(data, holds)


def _turns(messages: Sequence[Message]) -> Iterator[_Turn]:
    place = 0
    while place < len(messages):
        message = messages[place]
        place += 1
        if message.role == "user":
            yield _Turn(sender="human", value=message.content or "")
        elif message.tool_calls:
            yield _Turn(sender="function_call", value=_calls(message))
        elif message.role == "assistant":
            yield _Turn(sender="gpt", value=message.content or "")
        elif message.role == "tool":
            answers = [message]
            while place < len(messages) and messages[place].role == "tool":
                answers.append(messages[place])
                place += 1
            yield _Turn(sender="observation", value=_observation(answers))


def _calls(message: Message) -> str:
    calls = [{"name": c.name, "arguments": c.arguments} for c in message.tool_calls]
    return to_json(calls if len(calls) > 1 else calls[0], guard=_TAGS)


def _observation(answers: Sequence[Message]) -> str:
    """One answer as it is; the answers of parallel calls as one JSON list in the order of the calls."""
    texts = [a.content or "" for a in answers]
    return texts[0] if len(texts) == 1 else to_json([answer_value(t) for t in texts])


def read(row: JsonObject) -> Conversation:
    """The conversation of a row.

    Raises:
        BrokenRow: LLaMA-Factory would skip the row, or its formatter would fail on it.
        ValidationError: A key or type is wrong.
    """
    parsed = _Row.model_validate_json(to_json(row), strict=True)
    turns = [_Turn(sender=t.get("from"), value=t.get("value")) for t in parsed.conversations]
    for place, turn in enumerate(turns):
        allowed = ("human", "observation") if place % 2 == 0 else ("gpt", "function_call")
        if turn.sender not in allowed:
            raise BrokenRow(f"conversations[{place}] is {turn.sender}; {' or '.join(allowed)} must stand there")
    if len(turns) % 2 or not turns:
        raise BrokenRow(f"{len(turns)} turns; the number must be even and not 0")
    out = [Message(role="system", content=parsed.system)] if parsed.system else []
    take = numbered()
    for turn in turns:
        out += _read(turn, out, take)
    tools = from_json(parsed.tools) if parsed.tools else []
    conversation = uniform(answered(out), tuple(ToolSpec.model_validate(t, strict=True) for t in tools))
    check_chat(conversation)
    return conversation


def _read(turn: _Turn, before: Sequence[Message], take: Callable[[], str]) -> list[Message]:
    if turn.sender == "human":
        return [Message(role="user", content=turn.value)]
    if turn.sender == "gpt":
        return [Message(role="assistant", content=turn.value)]
    if turn.sender == "function_call":
        if any(tag in turn.value for tag in _TAGS):
            raise BrokenRow("a function_call holds a tag that the formatter cuts out")
        value = from_json(turn.value)
        calls = [PlainCall.model_validate(c, strict=True) for c in (value if isinstance(value, list) else [value])]
        return [Message(role="assistant", tool_calls=tuple(c.call(take()) for c in calls))]
    wanted = len(before[-1].tool_calls)
    if wanted == 1:
        return [Message(role="tool", content=turn.value)]
    return [Message(role="tool", content=answer_text(v)) for v in _listed(turn.value, wanted)]


def _listed(text: str, wanted: int) -> list[JsonValue]:
    values = from_json(text) if wanted else None
    if not isinstance(values, list) or len(values) != wanted:
        raise BrokenRow(f"an observation does not list the answers of {wanted} calls")
    return values


TARGET = Target("llamafactory", encode, read, Lines(beside=("dataset_info.json", _info)))
