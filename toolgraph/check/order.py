"""Roles, their order, and whether calls and answers pair up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from toolgraph.check.talk import Severity, Talk
from toolgraph.models.dialogue import Message
from toolgraph.models.finding import Finding


def check_order(talk: Talk) -> Iterator[Finding]:
    """Findings about who speaks when, and about ids.

    `role_order`, `ends_open`, `empty_text`; `id_reused`, `call_unanswered`, `answer_order`, `answer_stray`,
    `answer_early`, `answer_name`, `answer_repeated`.
    """
    yield from _roles(talk)
    yield from _ids(talk)
    yield from _texts(talk)


def _roles(talk: Talk) -> Iterator[Finding]:
    severity: Severity = "error" if talk.own else "warning"
    before: Message | None = None
    for i, message in enumerate(talk.messages):
        expected = _may_follow(before)
        if message.role not in expected:
            got = f"a {message.role} message where {' or '.join(expected)} must stand"
            yield talk.finding("role_order", f"messages[{i}]", got, severity)
        before = message
    if before is None or before.role != "assistant" or before.tool_calls:
        yield talk.finding("ends_open", "messages", "the dialogue does not end with the assistant's words", severity)


def _may_follow(before: Message | None) -> tuple[str, ...]:
    if before is None:
        return ("system", "user")
    if before.role in ("system", "user"):
        return ("user",) if before.role == "system" else ("assistant",)
    if before.role == "tool":
        return ("assistant", "tool")
    return ("tool",) if before.tool_calls else ("user",)


def _ids(talk: Talk) -> Iterator[Finding]:
    for call_id, count in Counter(call.id for call in talk.calls).items():
        if count > 1:
            path = next(call.path for call in talk.calls if call.id == call_id)
            yield talk.finding("id_reused", path, f"{count} calls have the id {call_id}")
    for i, message in enumerate(talk.messages):
        if message.tool_calls:
            yield from _answers(talk, i, message)
    yield from _strays(talk)


def _answers(talk: Talk, index: int, message: Message) -> Iterator[Finding]:
    """Calls of a message are answered at once, each once, in their order."""
    wanted = [call.id for call in message.tool_calls]
    given: list[str] = []
    for later in talk.messages[index + 1 :]:
        if later.role != "tool":
            break
        given.append(later.tool_call_id or "")
    path = f"messages[{index}].tool_calls"
    for call_id in wanted:
        if call_id not in given:
            yield talk.finding("call_unanswered", path, f"no answer to {call_id} before anything else is said")
    if sorted(given) == sorted(wanted) and given != wanted:
        detail = f"answers come in the order {', '.join(given)}, calls in {', '.join(wanted)}"
        yield talk.finding("answer_order", path, detail, "error" if talk.own else "warning")


def _strays(talk: Talk) -> Iterator[Finding]:
    called: dict[str, tuple[int, str]] = {call.id: (call.message, call.name) for call in talk.calls}
    seen: set[str] = set()
    for i, message in enumerate(talk.messages):
        if message.role != "tool":
            continue
        call_id, path = message.tool_call_id or "", f"messages[{i}]"
        if call_id not in called:
            yield talk.finding("answer_stray", path, f"an answer to {call_id or 'no id'}, which no call has")
        elif called[call_id][0] > i:
            yield talk.finding("answer_early", path, f"the answer to {call_id} stands before its call")
        elif message.name and message.name != called[call_id][1]:
            yield talk.finding("answer_name", path, f"an answer by {message.name} to a call of {called[call_id][1]}")
        if call_id in seen:
            yield talk.finding("answer_repeated", path, f"a second answer to {call_id}")
        seen.add(call_id)


def _texts(talk: Talk) -> Iterator[Finding]:
    for i, message in enumerate(talk.messages):
        if not (message.content or "").strip() and not message.tool_calls and message.role != "tool":
            yield talk.finding("empty_text", f"messages[{i}]", f"the {message.role} says nothing")
        if message.role == "tool" and message.content is None:
            yield talk.finding("empty_text", f"messages[{i}]", "an answer without content")
