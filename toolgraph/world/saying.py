"""Whether a record shows the words that somebody looks for."""

from __future__ import annotations

from toolgraph.models.base import JsonValue
from toolgraph.world.memory import Record


def speaks(record: Record, text: str) -> bool:
    """Whether a record shows some words, each in the same text: `login Firefox` may have more in between."""
    low = text.casefold()
    each = low.split()
    return any(
        has_word(v, low) or (len(each) > 1 and all(has_word(v, word) for word in each))
        for v in record.facts.values()
        if isinstance(v, str) and not _is_link(v)
    )


def has_word(said: str, low: str) -> bool:
    """Whether a text has some words, of which the first begins one: no kettle is in `Copperkettle`."""
    text = said.casefold()
    at = text.find(low)
    while at > 0 and text[at - 1].isascii() and text[at - 1].isalnum():
        at = text.find(low, at + 1)
    return at >= 0


def _is_link(value: JsonValue) -> bool:
    """Whether a text is an address of the web: nobody finds shoes by the `kettle` in a shop's host name."""
    return isinstance(value, str) and "://" in value[:12]
