"""What every format is made from and read back to: messages and offered tools, without the plan and the proofs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence

from toolgraph.ids import digest
from toolgraph.models.base import Artefact, JsonObject, JsonValue
from toolgraph.models.dialogue import Dialogue, Message, ToolCall


class LeftOut(Exception):
    """A dialogue that a target cannot hold by its nature; `reason` is a stable word that is counted."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class BrokenRow(ValueError):
    """A row that its target would reject or corrupt; the text is the rule."""


class ToolSpec(Artefact):
    """An offered tool, as every format shows it."""

    name: str
    description: str
    parameters: JsonObject


class Conversation(Artefact):
    """Messages and tools in a uniform writing, so that equal conversations are equal values.

    Calls are `call_1`, `call_2`, ... over the conversation; answers stand in the order of their calls and carry the
    name of the called tool; an assistant message with calls and no text has content None.

    Attributes:
        messages: Assistant messages have weight 0 or 1 where the format can hold weights, else None.
    """

    messages: tuple[Message, ...]
    tools: tuple[ToolSpec, ...] = ()

    @property
    def digest(self) -> str:
        """Equal for equal conversations; order counts."""
        return digest(self.model_dump(mode="json"), length=32)


def conversation_of(dialogue: Dialogue, *, weights: bool = False) -> Conversation:
    """The part of a dialogue that formats hold, written uniformly.

    Args:
        weights: Keep weights of assistant messages (for targets that can mask).
    """
    tools = tuple(ToolSpec(name=t.name, description=t.description, parameters=t.parameters) for t in dialogue.tools)
    return uniform(dialogue.messages, tools, weights=weights)


def uniform(messages: Iterable[Message], tools: tuple[ToolSpec, ...], *, weights: bool = False) -> Conversation:
    """The same messages with ids, names, order of answers, empty text and weights as `Conversation` says.

    Raises:
        BrokenRow: A tool message answers no call, or one call is answered twice.
    """
    out: list[Message] = []
    waiting: dict[str, ToolCall] = {}  # calls without answer, by the id they came with
    answers: list[Message] = []
    count = 0
    for message in messages:
        if message.role == "tool":
            call = waiting.pop(message.tool_call_id or "", None)
            if call is None:
                raise BrokenRow(f"a tool message answers {message.tool_call_id}, which is not a call waiting for it")
            answers.append(message.model_copy(update={"tool_call_id": call.id, "name": call.name, "weight": None}))
            continue
        out += _in_order(answers)
        answers = []
        calls = tuple(c.model_copy(update={"id": f"call_{count + i}"}) for i, c in enumerate(message.tool_calls, 1))
        waiting |= {old.id: new for old, new in zip(message.tool_calls, calls, strict=True)}
        count += len(calls)
        out.append(_plain(message, calls, weights=weights))
    return Conversation(messages=(*out, *_in_order(answers)), tools=tools)


def _plain(message: Message, calls: tuple[ToolCall, ...], *, weights: bool) -> Message:
    weight = (1 if message.weight is None else message.weight) if weights and message.role == "assistant" else None
    content = (message.content or None) if calls else message.content
    return Message(role=message.role, content=content, tool_calls=calls, weight=weight)


def _in_order(answers: Sequence[Message]) -> list[Message]:
    return sorted(answers, key=lambda m: int((m.tool_call_id or "call_0").removeprefix("call_")))


def answered(messages: Sequence[Message]) -> list[Message]:
    """Messages of a format without call ids: each tool message gets the id of the next unanswered call.

    Raises:
        BrokenRow: There are more answers than calls.
    """
    out: list[Message] = []
    waiting: list[str] = []
    for message in messages:
        if message.role != "tool":
            waiting = [c.id for c in message.tool_calls]
            out.append(message)
        elif waiting:
            out.append(message.model_copy(update={"tool_call_id": waiting.pop(0)}))
        else:
            raise BrokenRow("a tool message follows no call that waits for an answer")
    return out


def numbered() -> Callable[[], str]:
    """A function that gives `call_1`, `call_2`, ... for formats that hold no ids."""
    count = 0

    def take() -> str:
        nonlocal count
        count += 1
        return f"call_{count}"

    return take


def to_json(value: JsonValue, *, guard: Sequence[str] = ()) -> str:
    """JSON text on one line, not escaped to ASCII.

    Args:
        guard: Tags that a reader looks for in the text. Where one occurs inside a string, its `<` is written
            as an escape, which is the same JSON value and hides it from such readers.

    Raises:
        BrokenRow: The value holds NaN, an infinity or half a surrogate pair, which no JSON file can say.
    """
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        text.encode()
    except ValueError as exc:
        raise BrokenRow(f"not JSON: {exc}") from exc
    return text.replace("<", "\\u003c") if any(tag in text for tag in guard) else text


def from_json(text: str) -> JsonValue:
    """The value of JSON text.

    Raises:
        BrokenRow: It is not JSON.
    """
    try:
        return json.loads(text)
    except ValueError as exc:
        raise BrokenRow(f"not JSON: {exc}") from exc


def answer_value(content: str) -> JsonValue:
    """A tool's answer as a value inside a larger JSON text: the value where `answer_text` gives the same text back."""
    try:
        value = json.loads(content)
        same = json.dumps(value, ensure_ascii=False, allow_nan=False) == content
    except ValueError:
        return content
    return content if isinstance(value, str) or not same else value


def answer_text(value: JsonValue) -> str:
    """The inverse of `answer_value`."""
    return value if isinstance(value, str) else to_json(value)
