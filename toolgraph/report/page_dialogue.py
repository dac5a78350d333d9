"""A dialogue as the page shows it, with the place of every value that the user said."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime

from toolgraph.meaning.said import says_at
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.dialogue import Dialogue, Message
from toolgraph.models.finding import Finding
from toolgraph.models.provenance import Provenance

_LONGEST_RESULT = 20_000  # characters of one result that are worth showing
_TOKEN = re.compile(r"\S+")
_EDGES = ".,;:!?\"'()[]“”‘’…"


def shown(dialogue: Dialogue, findings: Sequence[Finding] = ()) -> JsonObject:
    """What the page keeps of a dialogue.

    Args:
        findings: What it was rejected for; empty for a dialogue that was kept.
    """
    plan = dialogue.plan
    return {
        "id": dialogue.id,
        "goal": plan.goal or plan.subtopic,
        "who": f"{plan.persona.name}, {plan.persona.role}",
        "mood": ", ".join(dict.fromkeys(v for v in plan.circumstances.model_dump().values() if v)),
        "motif": dialogue.chain.motif,
        "turns": [{"act": t.act, "goal": t.goal, "at": t.message} for t in plan.turns],
        "flow": [[b.source_call, b.field, b.call, b.parameter] for b in dialogue.chain.bindings],
        "chain": list(dialogue.chain.tools),
        "offered": [[t.name, t.tool, t.distractor] for t in dialogue.tools],
        "messages": [_message(m) for m in dialogue.messages],
        "values": [_value(v, dialogue) for v in dialogue.provenance],
        "warnings": sorted(_codes(dialogue)),
        "rejected": [[f.code, f.path, f.detail] for f in findings if f.severity == "error"],
        "model": dialogue.generator.model or dialogue.generator.kind,
    }


def _codes(dialogue: Dialogue) -> list[str]:
    codes = dialogue.checks.get("codes")
    return list(codes) if isinstance(codes, dict) else []


def _message(message: Message) -> JsonObject:
    text = message.content or ""
    made: JsonObject = {"role": message.role, "text": text}
    if message.role == "tool" and len(text) > _LONGEST_RESULT:
        made = {"role": "tool", "text": text[:_LONGEST_RESULT], "cut": len(text)}
    if message.tool_calls:
        made["calls"] = [{"id": c.id, "name": c.name, "args": c.arguments} for c in message.tool_calls]
    if message.tool_call_id:
        made["answers"] = message.tool_call_id
    if message.weight == 0:
        made["wrong"] = True
    return made


def _value(entry: Provenance, dialogue: Dialogue) -> JsonObject:
    made: JsonObject = {"call": entry.call, "path": entry.path, "from": entry.source}
    if entry.source == "result":
        made |= {"call_from": entry.from_call, "field": entry.field}
    at = _said_in(entry, dialogue)
    if at is not None:
        made["at"] = at
        span = span_of(dialogue.messages[at].content or "", entry.value, _clock(dialogue))
        if span:
            made["span"] = span
    return made


def _said_in(entry: Provenance, dialogue: Dialogue) -> int | None:
    """The message that says the value; for a date said relative to the clock, the last one before the call."""
    turns = dialogue.plan.turns
    if entry.source == "user":
        return turns[entry.turn].message if entry.turn is not None and entry.turn < len(turns) else None
    if entry.source != "clock":
        return None
    called = next((i for i, m in enumerate(dialogue.messages) if any(c.id == entry.call for c in m.tool_calls)), 0)
    before = [t.message for t in turns if t.message < called]
    clock = _clock(dialogue)
    return next((i for i in reversed(before) if span_of(dialogue.messages[i].content or "", entry.value, clock)), None)


def _clock(dialogue: Dialogue) -> datetime:
    return datetime.fromisoformat(dialogue.plan.clock)


def span_of(text: str, value: JsonValue, clock: datetime) -> tuple[int, int] | None:
    """Where a text says a value: the fewest whole words that do; None where it does not.

    >>> span_of("From Oslo on May 4th, please.", "2026-05-04", datetime(2026, 4, 1))
    (13, 20)
    """
    if isinstance(value, str) and value and (found := _verbatim(text, value)):
        return found
    words = [(m.start(), m.end()) for m in _TOKEN.finditer(text)]
    if not words or not says_at(text, value, clock):
        return None
    last = _first(len(words), lambda n: says_at(text[: words[n][1]], value, clock))
    end = words[last][1]
    first = last - _first(last + 1, lambda n: says_at(text[words[last - n][0] : end], value, clock))
    start = words[first][0]
    while end - start > 1 and text[end - 1] in _EDGES:
        end -= 1
    while end - start > 1 and text[start] in _EDGES:
        start += 1
    return start, end


def _verbatim(text: str, value: str) -> tuple[int, int] | None:
    found = re.search(rf"(?<!\w){re.escape(value)}(?!\w)", text, re.IGNORECASE)
    return found.span() if found else None


def _first(count: int, holds: Callable[[int], bool]) -> int:
    """The smallest number below `count` for which a growing condition holds, by halving; the last if none."""
    low, high = 0, count - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low
