"""Questions on a thing ask about what it shows: nobody asks about a low ferritin where none was measured."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from toolgraph.meaning.text import singular, words
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.tool import Tool
from toolgraph.plan.paths import leaves

_POINTED = re.compile(
    r"^(?:is|are|was|were|does|do|did|has|have|why (?:is|are|was)|what (?:is|are|does)) (?:the|this|that|these|my) "
    r"((?:(?!(?:an?|the|in|of|to|on|for|so|with)\b)[\w-]+ ?){1,3})",
    re.IGNORECASE,
)
_OPEN = ("I have a question about this. When could we speak?", "Could you explain this to me, please?")
# What every thing has, or how it is.
_COMMON = frozenset("date day time price cost name number result low high new old next last first still".split())


def askable(text: str, shown: Sequence[str], tool: Tool, items: Sequence[JsonObject]) -> list[JsonValue]:
    """The texts to be written instead of a question on what things do not show; [] where the text will do.

    Args:
        shown: Texts that the spec shows.
        items: What the text is about.
    """
    if not items or not (asked := _asked_about(text)):
        return []
    there = _words_of(tool, items)
    if asked & there:
        return []
    return [other for other in shown if _asked_about(other) & there] or list(_OPEN)


@lru_cache(maxsize=5000)
def _asked_about(text: str) -> frozenset[str]:
    """What a question begins with as if it were there: `is the low ferritin`; none where nothing is asked like that."""
    found = _POINTED.match(text) if "?" in text else None
    return frozenset(singular(w) for w in words(found[1])) - _COMMON if found else frozenset()


def _words_of(tool: Tool, items: Sequence[JsonObject]) -> set[str]:
    """All words of some things, by key or value, and of what is done."""
    told = [f"{path} {value}" for item in items for path, value in leaves(item) if value is not None]
    return {singular(word) for text in (tool.name, tool.description, *told) for word in words(text)}
