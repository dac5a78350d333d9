"""Dialogues that others made: their values are searched for, since nothing says where they are from.

Read are OpenAI-style records (`{"messages": [...], "tools": [...]}`, arguments as object or JSON text), trajectories
(`{"query": ..., "calls": [{"name", "arguments", "result"?}]}`), and BFCL multi-turn entries (`{"question": [[...]],
"ground_truth": [["f(a=1)"]]}`, the answers put in from their own file).
"""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime

from toolgraph.check.known import find, is_composed
from toolgraph.check.run import check_talk
from toolgraph.check.talk import Talk, calls_of, given_of, users_of
from toolgraph.errors import RecordError
from toolgraph.meaning.values import leaves
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.dialogue import Message, OfferedTool, ToolCall
from toolgraph.models.finding import Finding
from toolgraph.schema import tidy

_READABLE = "Give records with `messages`, with `query` and `calls`, or with `question` and `ground_truth`."
_TODAY = re.compile(r"\btoday(?:'s date)? is (\d{4}-\d{2}-\d{2})", re.IGNORECASE)
_ROLES = {"developer": "system", "function": "tool", "human": "user", "gpt": "assistant"}


def check_foreign(record: JsonObject, tools: Mapping[str, OfferedTool] | None = None) -> tuple[Finding, ...]:
    """Everything that is wrong with somebody else's dialogue, as far as the record tells.

    Args:
        tools: By call name, for records that do not bring their own.

    Raises:
        RecordError: The record is in none of the forms of this module.
    """
    return check_talk(talk_of_foreign(record, tools))


def talk_of_foreign(record: JsonObject, tools: Mapping[str, OfferedTool] | None = None) -> Talk:
    """A record of somebody else's, ready to be checked; arguments and errors as for `check_foreign`."""
    offered = {**(tools or {}), **{tool.name: tool for tool in map(offered_tool, record.get("tools") or ()) if tool}}
    if isinstance(record.get("messages"), list):
        messages = tuple(_messages(record["messages"]))
    elif isinstance(record.get("calls"), list):
        messages = tuple(_trajectory(str(record.get("query", "")), record["calls"]))
    elif isinstance(record.get("question"), list) and isinstance(record.get("ground_truth"), list):
        messages = tuple(_bfcl(record["question"], record["ground_truth"], offered))
    else:
        raise RecordError(f"A record has only {', '.join(sorted(record)) or 'nothing'}.", _READABLE)
    return Talk(
        id=str(record.get("id", "")),
        own=False,
        messages=messages,
        tools=offered,
        users=users_of(messages),
        calls=calls_of(messages, offered),
        clock=_clock(record, given_of(messages) + " ".join(text for _, text in users_of(messages))),
        given=given_of(messages),
    )


def offered_tool(spec: JsonValue) -> OfferedTool | None:
    """A tool as OpenAI wraps it, or bare (`{"name", "parameters", "returns"?}`), with tidy schemas; None for a name."""
    if not isinstance(spec, dict):
        return None
    wrapped = spec.get("function")
    inner: JsonObject = wrapped if isinstance(wrapped, dict) else spec
    name = str(inner.get("name", ""))
    returns = inner.get("returns")
    return OfferedTool(
        name=name,
        tool=f"{inner.get('category') or spec.get('source') or 'foreign'}/{name}",
        description=str(inner.get("description") or ""),
        parameters=tidy(inner.get("parameters") or {"type": "object"})[0],
        returns=tidy(returns)[0] if isinstance(returns, dict) else None,
    )


def _clock(record: JsonObject, text: str) -> datetime | None:
    """Now, from a field of the record or from "Today is 2026-03-04" in its words; None when neither tells."""
    said = _TODAY.search(text)
    for value in (record.get("clock"), record.get("date"), record.get("timestamp"), said and said[1]):
        if isinstance(value, str):
            try:
                return datetime.fromisoformat(value)
            except ValueError:
                continue
    return None


def _messages(items: list[JsonValue]) -> Iterator[Message]:
    for place, item in enumerate(items):
        role = _ROLES.get(str(item.get("role")), item.get("role")) if isinstance(item, dict) else None
        if role not in ("system", "user", "assistant", "tool"):
            raise RecordError(f"messages[{place}] has the role {role!r}.", "Use system, user, assistant or tool.")
        yield Message(
            role=role,
            content=_text(item.get("content")),
            tool_calls=tuple(_call(call, place, i) for i, call in enumerate(item.get("tool_calls") or ())),
            tool_call_id=item.get("tool_call_id"),
            weight=item["weight"] if item.get("weight") in (0, 1) else None,
        )


def _text(content: JsonValue) -> str | None:
    """Message content: text, or a list of parts of which the texts count."""
    if content is None or isinstance(content, str):
        return content
    if isinstance(content, list) and all(isinstance(part, dict) for part in content):
        return "\n".join(str(part.get("text", "")) for part in content)
    return json.dumps(content, ensure_ascii=False)


def _call(call: JsonObject, message: int, place: int) -> ToolCall:
    inner = call.get("function") or call
    arguments = inner.get("arguments") or {}
    if isinstance(arguments, str):
        try:
            arguments = json.loads(arguments)
        except ValueError as error:
            where = f"messages[{message}].tool_calls[{place}].arguments"
            raise RecordError(f"{where} is not JSON: {error}.", "Write the arguments as a JSON object.") from error
    name = str(inner.get("name", ""))
    return ToolCall(id=str(call.get("id") or f"call_{message}_{place}"), name=name, arguments=arguments)


def _made(number: int, name: str, arguments: JsonObject) -> Message:
    return Message(role="assistant", tool_calls=(ToolCall(id=f"call_{number}", name=name, arguments=arguments),))


def _answered(number: int, result: JsonValue) -> Message:
    return Message(role="tool", tool_call_id=f"call_{number}", content=json.dumps(result, ensure_ascii=False))


def _trajectory(query: str, calls: list[JsonObject]) -> Iterator[Message]:
    """All the user ever says, then the calls: such a record does not tell which words came before which call."""
    yield Message(role="user", content=query)
    for number, call in enumerate(calls, start=1):
        yield _made(number, str(call["name"]), call.get("arguments") or {})
        yield _answered(number, call.get("result"))
    yield Message(role="assistant", content="Done.")


def _bfcl(
    question: list[list[JsonObject]], truth: list[list[str]], tools: Mapping[str, OfferedTool]
) -> Iterator[Message]:
    number = 0
    for said, calls in zip(question, truth, strict=False):
        yield from (Message(role="user", content=str(m.get("content", ""))) for m in said if m.get("role") == "user")
        for written in calls:
            number += 1
            name, arguments = _python_call(written, tools)
            yield _made(number, name, arguments)
            yield _answered(number, None)
        yield Message(role="assistant", content="Done.")


def _python_call(written: str, tools: Mapping[str, OfferedTool]) -> tuple[str, JsonObject]:
    """A call as Python text, `sort('report.txt')`; arguments by position get the names of the tool's parameters."""
    try:
        node = ast.parse(written, mode="eval").body
        if not isinstance(node, ast.Call):
            raise RecordError(f"{written!r} is not a call.", "Write answers as `name(argument=value)`.")
        name = ast.unparse(node.func)
        given = [ast.literal_eval(argument) for argument in node.args]
        named = {keyword.arg or "": ast.literal_eval(keyword.value) for keyword in node.keywords}
    except (SyntaxError, ValueError) as error:
        raise RecordError(f"{written!r} is not a call: {error}.", "Write answers as `name(argument=value)`.") from error
    properties = list(tools[name].parameters.get("properties") or ()) if name in tools else []
    return name, dict(zip(properties, given, strict=False)) | named


def grounding_of(talk: Talk) -> Counter[str]:
    """How many argument leaves come from where, by search alone.

    Keys: the five sources; `composed` for texts put together from known words; `choice` for booleans that nobody asked
    for; `invented` for what is found nowhere. Wrong calls and empty lists and objects are left out.
    """
    counts: Counter[str] = Counter()
    for call in talk.calls:
        for path, value in leaves(call.arguments) if not call.wrong else ():
            if value in ({}, []):
                continue
            source = find(talk, call, path, value)
            if source is None and (isinstance(value, bool) or value in ("True", "False")):
                counts["choice"] += 1
            elif source is None:
                counts["composed" if is_composed(talk, call, value) else "invented"] += 1
            else:
                counts[source] += 1
    return counts
