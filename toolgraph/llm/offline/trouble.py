"""What went wrong in a call, and with what, out of an error body of any form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolgraph.llm.offline.shape import noun_of
from toolgraph.llm.offline.slots import plain_label
from toolgraph.llm.offline.written import Ink
from toolgraph.meaning.said import spoken
from toolgraph.models.base import JsonValue
from toolgraph.models.dialogue_plan import PlannedCall, PlannedTurn
from toolgraph.models.tool import Tool


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


SOUGHT = re.compile(r"\b(query|search|search words|q|keywords?)$")
_SOMEWHERE = re.compile(r"(?:^|\b)(?:city|town|place|location|country|region|area)$")
_KINDS = (
    ("rate_limit", _words(r"\b429\b|rate.?limit|too many|quota|throttl|slow down")),
    ("timeout", _words(r"\b(408|502|503|504)\b|time.?d? ?out|timeout|unavailable|not respond")),
    ("not_found", _words(r"\b(404|410)\b|not.?found|no such|(?:does not|doesn't) exist|unknown|no \w+ with")),
    ("permission", _words(r"\b(401|403)\b|forbidden|permission|unauthori|denied|not allowed|access")),
    ("conflict", _words(r"\b409\b|conflict|already|state|duplicate")),
    ("invalid", _words(r"\b(400|422)\b|valid|malformed|must be|missing|required|bad request")),
)  # fmt: skip


def is_somewhere(label: str) -> bool:
    """Whether a value is a place, which needs no word before it: nobody says `the city Lagos`."""
    return bool(_SOMEWHERE.search(label))


def kind_of(result: JsonValue) -> str:
    """What kind of error a body tells of: `not_found`, `invalid`, ...; `other` when it does not say."""
    text = " ".join(str(v) for v in _scalars(result))[:600]
    return next((kind for kind, pattern in _KINDS if pattern.search(text)), "other")


def _scalars(node: JsonValue) -> Iterator[JsonValue]:
    if isinstance(node, dict):
        for key, value in node.items():
            if isinstance(value, dict | list):
                yield from _scalars(value)
            elif key.lower() not in ("request_id", "requestid", "timestamp", "trace_id"):
                yield value
    elif isinstance(node, list):
        for value in node:
            yield from _scalars(value)
    elif node is not None:
        yield node


def what_failed(call: PlannedCall, tool: Tool, turn: PlannedTurn, ink: Ink) -> str:
    """A noun phrase for what the failed call was about: the value that the error names, else the tool's own noun."""
    body = " ".join(str(v) for v in _scalars(call.result)).lower()
    said = [s for s in turn.said if s.call == call.id and not isinstance(s.value, bool | list | dict)]
    named = next((s for s in said if str(s.value).lower() in body), None)
    named = named or next((s for s in said if isinstance(s.value, str)), None)
    if named is None:
        return f"the {noun_of(tool)}"
    text = spoken(named.value, rng=ink.rng, clock=ink.clock, relative=named.relative).removeprefix("on ")
    label = re.sub(r" (reference|id)$", "", plain_label(named))
    if is_somewhere(label):
        return ink.held.hold(text)
    if SOUGHT.search(label):
        return ink.held.hold(f"“{text}”")
    return f"the {label} {ink.held.hold(text if ' ' not in text else f'“{text}”')}"
