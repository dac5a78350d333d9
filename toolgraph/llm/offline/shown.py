"""Texts of several lines that somebody wants to see, as they stand: a file, a log, a script."""

from __future__ import annotations

import re

from toolgraph.llm.offline.written import Ink, words_of
from toolgraph.models.base import JsonObject

_TEXTS = frozenset("text content contents body code source output log logs script markdown".split())
_WRITTEN = frozenset("file document page script snippet code log template gist blob content source readme".split())
_LETTERS_MAX = 420  # of a text that is shown to its end
_LINES_MAX = 9
_FENCE = "```"
_BEHIND = re.compile(rf"(?<=\n{_FENCE}\n) +")


def text_of(record: JsonObject, thing: str, ink: Ink) -> str:
    """The text of a file as a block, held back; "" where a thing is no text, or says it in one line.

    Args:
        thing: What the record is of: of a mail more is told than what it says.
    """
    if thing.rpartition(" ")[2] not in _WRITTEN:
        return ""
    whole = next(
        (v for k, v in record.items() if words_of(k)[-1] in _TEXTS and isinstance(v, str) and "\n" in v.strip()), ""
    )
    if not whole or _FENCE in whole:
        return ""
    lines = whole.strip().split("\n")
    short = len(whole) <= _LETTERS_MAX
    text = "\n".join(lines if short else [*lines[:_LINES_MAX], "…"])
    return ink.held.hold(f"\n{_FENCE}\n{text}\n{_FENCE}\n") if len(text) <= 2 * _LETTERS_MAX else ""


def set_apart(text: str) -> str:
    """An utterance with its blocks on lines of their own."""
    return _BEHIND.sub("", text).strip() if _FENCE in text else text
