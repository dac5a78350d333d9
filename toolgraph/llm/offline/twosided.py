"""What has two sides, of which one without the other says nothing: a card is told with its back."""

from __future__ import annotations

from toolgraph.llm.offline.written import plain_text, words_of
from toolgraph.models.base import JsonObject

_SIDES = (
    ("front", "back"), ("term", "definition"), ("word", "translation"), ("word", "meaning"), ("question", "answer"),
)  # fmt: skip


def sides_of(item: JsonObject) -> tuple[str, str] | None:
    """The keys of both sides of a thing that has two; None for any other."""
    by_words = {" ".join(words_of(key)): key for key in item}
    for one, other in _SIDES:
        keys = by_words.get(one, ""), by_words.get(other, "")
        if all(keys) and all(isinstance(item[k], str) and plain_text(item[k]) for k in keys):
            return keys
    return None
