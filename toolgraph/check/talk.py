"""A dialogue as the checks look at it: who said what when, and which call was answered by what."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.dialogue import Dialogue, Message, OfferedTool, TurnRecord
from toolgraph.models.finding import Finding
from toolgraph.models.provenance import Provenance

Severity = Literal["error", "warning"]
# Classes of verbs that only look.
READS = frozenset(("get", "list", "search", "compute"))


@dataclass(frozen=True, slots=True)
class Called:
    """One call and its answer.

    Attributes:
        message: Index of the assistant's message.
        place: Position among that message's calls.
        turn: How many user messages stand before it, less one; -1 before the first.
        answer: Index of the message that answers it; None when nothing does.
        result: The answer, parsed when it is JSON text, else the text itself; None without an answer.
    """

    id: str
    name: str
    arguments: JsonObject
    wrong: bool
    message: int
    place: int
    turn: int
    answer: int | None
    result: JsonValue
    tool: OfferedTool | None

    @property
    def path(self) -> str:
        """Where the call stands in the record."""
        return f"messages[{self.message}].tool_calls[{self.place}]"


@dataclass(frozen=True, slots=True)
class Talk:
    """What is checked: our own dialogue, or anybody's.

    Attributes:
        own: Made by this program: the plan and the provenance of every value are known.
        users: Index and text of each user message.
        calls: In the order of the messages.
        clock: None when the dialogue does not say when it takes place.
        given: What the assistant is given before anybody speaks: the system message.
    """

    id: str
    own: bool
    messages: tuple[Message, ...]
    tools: dict[str, OfferedTool]
    users: tuple[tuple[int, str], ...]
    calls: tuple[Called, ...]
    clock: datetime | None = None
    context: JsonObject = field(default_factory=dict)
    given: str = ""
    turns: tuple[TurnRecord, ...] = ()
    provenance: tuple[Provenance, ...] = ()

    def finding(self, code: str, path: str, detail: str, severity: Severity = "error") -> Finding:
        """A finding about this dialogue."""
        return Finding(dialogue=self.id, code=code, severity=severity, path=path, detail=detail)


def talk_of(dialogue: Dialogue) -> Talk:
    """One of our own dialogues, ready to be checked."""
    tools = {tool.name: tool for tool in dialogue.tools}
    messages = dialogue.messages
    return Talk(
        id=dialogue.id,
        own=True,
        messages=messages,
        tools=tools,
        users=users_of(messages),
        calls=calls_of(messages, tools),
        clock=datetime.fromisoformat(dialogue.plan.clock),
        context=dialogue.plan.context,
        given=given_of(messages),
        turns=dialogue.plan.turns,
        provenance=dialogue.provenance,
    )


def users_of(messages: Iterable[Message]) -> tuple[tuple[int, str], ...]:
    """Index and text of each user message."""
    return tuple((i, m.content or "") for i, m in enumerate(messages) if m.role == "user")


def given_of(messages: Iterable[Message]) -> str:
    """The text of the system messages."""
    return "\n".join(m.content or "" for m in messages if m.role == "system")


def calls_of(messages: tuple[Message, ...], tools: dict[str, OfferedTool]) -> tuple[Called, ...]:
    """Every call with the first answer that bears its id."""
    answers: dict[str, int] = {}
    for i, message in enumerate(messages):
        if message.role == "tool" and message.tool_call_id:
            answers.setdefault(message.tool_call_id, i)
    found: list[Called] = []
    turn = -1
    for i, message in enumerate(messages):
        turn += message.role == "user"
        for place, call in enumerate(message.tool_calls):
            answer = answers.get(call.id)
            result = None if answer is None else parsed(messages[answer].content or "")
            found.append(
                Called(
                    id=call.id, name=call.name, arguments=call.arguments, wrong=message.weight == 0, message=i,
                    place=place, turn=turn, answer=answer, result=result, tool=tools.get(call.name),
                )
            )  # fmt: skip
    return tuple(found)


def parsed(content: str) -> JsonValue:
    """A tool message's content as JSON, or itself when it is no JSON."""
    try:
        return json.loads(content)
    except ValueError:
        return content


_ERROR_KEYS = frozenset(
    "error errors error_code errorcode error_message errormessage fault exception error_msg error_type".split()
)
_HINT_KEYS = frozenset("code status message msg detail title type reason statuscode status_code description".split())


def is_error(result: JsonValue) -> bool:
    """Whether a result looks like the body of an error response.

    >>> is_error({"code": "not_found", "message": "No such pet"}), is_error({"id": 3, "status": "sold"})
    (True, False)
    """
    if not isinstance(result, dict) or len(result) > 10:
        return False
    names = {str(key).lower() for key, value in result.items() if value not in (None, [], {}, "", False)}
    if names & _ERROR_KEYS:
        return True
    hints = names & _HINT_KEYS
    status = next((v for k, v in result.items() if str(k).lower() in ("status", "code", "statuscode")), None)
    if isinstance(status, int) and 400 <= status < 600 and len(hints) >= 2:
        return True
    return bool(hints & {"message", "msg", "detail"}) and hints >= names - {
        "instance",
        "request_id",
        "details",
        "field",
        "param",
        "parameter",
        "path",
    }
