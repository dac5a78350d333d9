"""In which order values are said behind a wish: whence, whither, where, when, and limits last."""

from __future__ import annotations

import re

from toolgraph.llm.offline.slots import SOUGHT, Spoken

_SUM = re.compile(r"^(?:amount|sum|total|value)$")
_SHORT = 30
_LINE = (
    re.compile(r"\b(query|search|search words|keywords?|q|topic|name)$"),
    re.compile(r"\b(origin|from (?:city|airport|station|place)|starting)\b"),
    re.compile(r"\b(destination|to (?:city|airport|station|place))\b"),
    re.compile(r"\b(city|place|location|country|area)\b"),
    re.compile(r"\b(date|span of time|day|when|start|month|year)\b"),
)


def is_query(value: Spoken) -> bool:
    """Whether a value is words to search for."""
    return bool(SOUGHT.search(value.fills["label"]))


def is_sought(value: Spoken) -> bool:
    """Whether a value is words to search for, or a name to find something by."""
    return bool(_LINE[0].search(value.fills["label"]))


def place_in_line(value: Spoken) -> int:
    """Where a value comes in a sentence: whence, whither, where, when, then the rest, and limits last."""
    label = value.fills["label"]
    if any(form.startswith(",") for form in value.slot.inline):
        return len(_LINE) + 2
    if value.slot.shape == "number" and _SUM.search(label):
        return -1  # `a deal of 7000 for Friday`: behind the day, 7000 would be a year
    if value.slot.quote and not (is_query(value) and len(value.text) < _SHORT):
        return len(_LINE) + 1
    return next((i for i, pattern in enumerate(_LINE) if pattern.search(label)), len(_LINE))
