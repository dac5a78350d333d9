"""Whether the assistant's words bring numbers, ids or addresses that nothing before has brought."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from toolgraph.check.talk import Talk
from toolgraph.models.finding import Finding

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ID = re.compile(r"(?<![\w@.-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*(?![\w@])")
_ID_SHORTEST = 5
_PLAIN = re.compile(
    r"\d+(?:st|nd|rd|th|am|pm|k|kg|km|cm|mm|m|mi|mph|h|min|mins|s|gb|mb|tb|x|d|p|ml|g|c|f)", re.IGNORECASE
)
_SMALL = 31  # counts, days, hours: said without being in any result


def check_replies(talk: Talk) -> Iterator[Finding]:
    """Findings `reply_ungrounded` (warnings): a number, id or e-mail in the assistant's words that nothing has brought.

    Known is what stands before in the user's words, results, arguments, the context and the clock. Whole numbers to 31
    pass, since they count things; so does a rounded number.
    """
    blob: list[str] = [talk.clock.isoformat() if talk.clock else "", json.dumps(talk.context, ensure_ascii=False)]
    for i, message in enumerate(talk.messages):
        text = message.content or ""
        if message.role == "assistant" and text:
            for found in _new(text, "\n".join(blob)):
                detail = f"{found!r} occurs nowhere before"
                yield talk.finding("reply_ungrounded", f"messages[{i}].content", detail, "warning")
        blob.append(text)
        if message.tool_calls:
            blob.extend(json.dumps(call.arguments, ensure_ascii=False) for call in message.tool_calls)


def _new(text: str, known: str) -> list[str]:
    found = [e for e in _EMAIL.findall(text) if e.rstrip(".").lower() not in known.lower()]
    bare = _EMAIL.sub(" ", text)
    lowered = ""
    for token in _ID.findall(bare):
        if len(token) >= _ID_SHORTEST and not _PLAIN.fullmatch(token):
            lowered = lowered or known.lower()
            if token.lower() not in lowered:
                found.append(token)
    numbers = {_number(n) for n in _NUMBER.findall(_ID.sub(" ", bare))}
    large = [n for n in numbers if n > _SMALL or n != int(n)]
    if large:
        before = {_number(n) for n in _NUMBER.findall(known)}
        found += [f"{n:g}" for n in sorted(large) if n not in before and not _is_rounded(n, before)]
    return found


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def _is_rounded(number: float, known: set[float]) -> bool:
    return any(round(k) == number or round(k, 1) == number or round(k, 2) == number for k in known)
