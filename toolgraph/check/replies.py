"""Whether the assistant's words bring numbers, ids or addresses that nothing before has brought."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from toolgraph.check.talk import READS, Called, Talk
from toolgraph.meaning.concept import tool_words
from toolgraph.meaning.said import here
from toolgraph.meaning.text import NOUN_VERBS, VERBS, words
from toolgraph.models.finding import Finding

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?(?:e-\d\d\b)?")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ID = re.compile(r"(?<![\w@.-])(?=[\w.-]*\d)(?=[\w.-]*[A-Za-z])[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*(?![\w@])")
_ID_SHORTEST = 5
_PLAIN = re.compile(
    r"\d+(?:st|nd|rd|th|am|pm|k|kg|km|cm|mm|m|mi|mph|h|min|mins|s|gb|mb|tb|x|d|p|ml|g|c|f)", re.IGNORECASE
)
_DEED = re.compile(
    r"(?:is_?)?(?:success|succeeded|successful|ok|done|deleted|removed|cancell?ed|sent|delivered|updated|created|saved"
    r"|added|booked|confirmed|accepted|approved|completed|applied|registered|scheduled|published|stopped|started)",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:not|no|nothing|never|unable|failed|fails?|unfortunately|sorry|afraid|without|refused|declined)\b|n['’]t\b",
    re.IGNORECASE,
)
_SMALL = 31  # counts, days, hours: said without being in any result


class _Known:
    """What has been said and answered so far."""

    def __init__(self, *texts: str) -> None:
        self.lowered: list[str] = []
        self.numbers: set[float] = set()
        for text in texts:
            self.add(text)

    def add(self, text: str) -> None:
        self.lowered.append(text.lower())
        self.numbers.update(map(_number, _NUMBER.findall(text)))

    def has(self, token: str) -> bool:
        return any(token in text for text in self.lowered)

    def counts(self, number: float) -> bool:
        if number in self.numbers or (number <= _SMALL and number == int(number)):
            return True
        return any(round(k) == number or round(k, 1) == number or round(k, 2) == number for k in self.numbers)


def check_replies(talk: Talk) -> Iterator[Finding]:
    """Findings `reply_ungrounded` and `reply_contradicts` (warnings).

    The first: a number, id or e-mail in the assistant's words that nothing has brought. The second: a result says that
    the deed was not done (`"deleted": false`), and the words of the turn have no "not" in them; what is only looked at
    has no deed.

    Known is what stands before in the user's words, results, arguments, the context and the clock, and moments in UTC
    as the clock's zone has them. Whole numbers to 31 pass, since they count things; so does a rounded number.
    """
    zone = talk.clock.tzinfo if talk.clock else None
    known = _Known(talk.clock.isoformat() if talk.clock else "", json.dumps(talk.context, ensure_ascii=False))
    for i, message in enumerate(talk.messages):
        text = message.content or ""
        if message.role == "assistant" and text:
            for found in _new(text, known):
                detail = f"{found!r} occurs nowhere before"
                yield talk.finding("reply_ungrounded", f"messages[{i}].content", detail, "warning")
        known.add(text)
        if (told := here(text, zone)) != text:
            known.add(told)
        for call in message.tool_calls:
            known.add(json.dumps(call.arguments, ensure_ascii=False))
    yield from _undone(talk)


def _undone(talk: Talk) -> Iterator[Finding]:
    for call in talk.calls:
        if call.wrong or not isinstance(call.result, dict) or _only_reads(call):
            continue
        flags = [name for name, value in call.result.items() if value is False and _DEED.fullmatch(name)]
        index, words = _last_words(talk, call)
        if flags and words and not _NOT.search(words):
            detail = f"the answer to {call.id} says {flags[0]}: false, and the words do not say so"
            yield talk.finding("reply_contradicts", f"messages[{index}].content", detail, "warning")


def _only_reads(call: Called) -> bool:
    """Whether a call does no deed, going by its name: an appointment that is looked at need not be cancelled."""
    name = call.tool.tool.rpartition("/")[2] if call.tool is not None else call.name
    verb = tool_words(name)[0]
    classes = {VERBS[word] for word in words(name) if word in VERBS and word not in NOUN_VERBS}
    return verb in READS or (not verb and bool(classes) and classes <= READS)


def _last_words(talk: Talk, call: Called) -> tuple[int, str]:
    """The assistant's next words after a call."""
    for i in range(call.message + 1, len(talk.messages)):
        message = talk.messages[i]
        if message.role == "user":
            break
        if message.role == "assistant" and message.content:
            return i, message.content
    return call.message, ""


def _new(text: str, known: _Known) -> list[str]:
    found = [e for e in _EMAIL.findall(text) if not known.has(e.lower())]
    bare = _EMAIL.sub(" ", text) if "@" in text else text
    ids = _ID.findall(bare)
    found += [i for i in ids if len(i) >= _ID_SHORTEST and not _PLAIN.fullmatch(i) and not known.has(i.lower())]
    numbers = {_number(n) for n in _NUMBER.findall(_ID.sub(" ", bare) if ids else bare)}
    return found + [f"{n:g}" for n in sorted(numbers) if not known.counts(n)]


def _number(text: str) -> float:
    return float(text.replace(",", ""))
