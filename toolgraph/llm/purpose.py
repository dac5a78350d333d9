"""Whether words do what their turn is there for: the user wants something, the assistant tells what came of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from math import isfinite

from toolgraph.llm.tame import sentences
from toolgraph.meaning.said import numbers_in
from toolgraph.meaning.values import leaves
from toolgraph.models.base import JsonValue
from toolgraph.models.dialogue_plan import PlannedCall

_WANTS = re.compile(
    r"\?|\b(?:please|pls|plz|thanks|i(?:['’]?d| would)? (?:also )?(?:want|need|like|love|wish)|wonder|curious"
    r"|i(?:['’]m| am) (?:after|looking|hoping|trying|interested)|(?:can|could|would|will) you|let(?:['’]?s| me| us)"
    r"|be so (?:good|kind)|my plan is|(?:cannot|can['’]?t) wait|(?:was|am) (?:\w+ )?going to|how about|what about|"
    r"(?:want|need|have) to|gonna|gotta|hoping|must|same|again|once more|as well|if you could|like to|asked to|at it"
    r"|then|too|also|next|now)\b"
    r"|(?:^|[.!:;,]\s|\band )(?:show|bring|look|find|get|give|tell|book|send|add|list|check|search|see|make|put|set|"
    r"open|pull|read|create|start|change|update|delete|remove|cancel|order|buy|pay|write|save|move|take|go|try|do|use|hunt)\b",
    re.IGNORECASE,
)
_STATES = re.compile(
    r"\b(?:is|are|was|were|has|had|have been|shows?|says?|includes?|it['’]s)\b"
    r"|\bi(?:['’]ve| have| found| see| can see)\b(?! to\b)",
    re.IGNORECASE,
)
_SERVES = re.compile(
    r"\bhow (?:can|may) i (?:help|assist)\b|\bi(?: can|['’]ll| will|['’]m happy to| am happy to| would be happy to)? "
    r"(?:help|assist) you\b|\bhere to (?:help|assist)\b|\banything else i can\b|\bi can help with\b",
    re.IGNORECASE,
)
_WISHES = re.compile(
    r"\bi(?:['’]?d| would) like (?:you )?to "
    r"(?!inform|let|thank|confirm|apologi|point|mention|add|note|tell|remind|share)"
    r"|\bi(?:['’]m| am) after\b|\bwhat i am after\b|\bi need you to\b"
    r"|\b(?:please|kindly),? (?:show|search|find|let me see|start|look up|book|tell me about)\b",
    re.IGNORECASE,
)
_PROMISES = re.compile(
    r"\bi(?:['’]ll| will| am going to|['’]m going to| can) now\b|^searching (?:for )?"
    r"|\bi(?:['’]m| am) (?:looking for|searching|checking)\b|\blet['’]?s start the\b"
    r"|\bi can (?:check|search|look) for\b",
    re.IGNORECASE,
)
_UNABLE = re.compile(
    r"\b(?:do not|don['’]?t|does not|did not|didn['’]?t) have (?:access|the ability|enough information|any information)"
    r"|\b(?:unable|not able) to (?:access|assist|help|perform|process|provide|fulfil|do (?:that|this))\b"
    r"|\b(?:can['’]?t|cannot|can not) (?:access|assist|help|perform|process|fulfil|do (?:that|this))\b",
    re.IGNORECASE,
)
_OPEN_END = re.compile(r"[:;,{(\[|–—-]\s*$")
_DONE = re.compile(
    r"\b(?:\w+ed|done|ready|set|sent|put|made|gone|paid|built|begun|kept|left|written|taken|given|is now|are now"
    r"|(?:is|are) in|on (?:its|the|your) way)\b",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_NOTHING = re.compile(r"\b(?:no|not|none|nothing|nobody|never|empty|zero)\b|n['’]t\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")
_LETTERS_MIN, _STEM = 4, 6
_LEAVES_MAX = 400
_DIGITS_MAX = 20  # of a number that somebody would say


def wants_something(text: str, goal: str) -> bool:
    """Whether a text asks for something: by a question, a wish or an order, or by naming what the turn is about."""
    if _WANTS.search(text):
        return True
    topic = _stems(goal)
    return any(not _STATES.search(s) and not topic.isdisjoint(_stems(s)) for s in sentences(text))


def serves(text: str) -> bool:
    """Whether somebody offers help, as only the assistant does."""
    return bool(_SERVES.search(text))


def wishes(text: str) -> bool:
    """Whether somebody wants something done for them, as only the user does."""
    return bool(_WISHES.search(_QUOTED.sub(" ", text)))


def claims_inability(text: str) -> bool:
    """Whether somebody says that they cannot do or see things at all."""
    return bool(_UNABLE.search(_QUOTED.sub(" ", text)))


def is_unfinished(text: str) -> bool:
    """Whether a text announces something and ends."""
    return bool(_OPEN_END.search(text))


def tells(text: str, calls: Iterable[PlannedCall], *, changes: bool, known: str) -> bool:
    """Whether a text tells something of what calls have brought.

    Args:
        changes: Whether one of the calls does more than read; then that it is done is told enough.
        known: What the user has just said; repeating that tells nothing.
    """
    if _PROMISES.search(text):
        return False  # it has happened already
    if changes and _DONE.search(text):
        return True
    results = [c.result for c in calls]
    found = [v for result in results for _, v in islice(leaves(result), _LEAVES_MAX)]
    if any(isinstance(v, bool) for v in found) or not (shown := [v for v in found if isinstance(v, int | float | str)]):
        return True  # a yes or no has many words
    if any(not one for one in _lists(results)) and _NOTHING.search(text):
        return True
    if (_stems(text) - _stems(known)) & frozenset().union(*(_stems(v) for v in shown if isinstance(v, str))):
        return True
    numbers = {float(len(one)) for one in _lists(results)}.union(*map(_numbers, shown))
    said = _said_numbers(text) - _said_numbers(known)
    numbers = set(filter(isfinite, numbers))
    return not said.isdisjoint({*numbers, *map(round, numbers)})


def _said_numbers(text: str) -> set[float]:
    return {float(n) for n in (*numbers_in(text), *(d for d in _DIGITS.findall(text) if len(d) <= _DIGITS_MAX))}


def _numbers(value: JsonValue) -> Iterator[float]:
    """The numbers of a value; of a time of day also as clocks of twelve hours have it, of a share in percent."""
    if isinstance(value, int | float):
        yield from (float(value), float(value) * 100)
    elif isinstance(value, str):
        for number in (float(d) for d in _DIGITS.findall(value) if len(d) <= _DIGITS_MAX):
            yield from (number, number % 12)


def _lists(value: JsonValue) -> Iterator[list[JsonValue]]:
    if isinstance(value, list):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        yield from _lists(one)


def _stems(text: str) -> frozenset[str]:
    """The longer words of a text, cut to what endings leave."""
    return frozenset(w[:_STEM] for w in _WORD.findall(text.casefold()) if len(w) >= _LETTERS_MIN)
