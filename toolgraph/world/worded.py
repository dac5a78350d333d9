"""Searches by words bound each other: `login page` finds nothing that `login` did not, a list more than was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from toolgraph.models.base import JsonValue
from toolgraph.world.asked import Asked
from toolgraph.world.draw import Drawer
from toolgraph.world.matching import matches
from toolgraph.world.memory import SOUGHT, Memory, Record
from toolgraph.world.saying import has_word
from toolgraph.world.shape import Part

# Among the facts: the words that are somewhere in the text of a thing, where its name does not show them.
_WITHIN = "@within"
_NAMED_BY = frozenset("person first last username email".split())


def bounded(
    known: tuple[Memory, str],
    filters: Mapping[str, JsonValue],
    asks: Asked,
    live: list[Record],
    item: tuple[Part, Drawer],
) -> list[Record]:
    """What a search shows of what wider ones have found: those that have its words, else those that come nearest.

    Args:
        known: The memory, and which list is searched.
        filters: What the search asks for, by what it does and the path of its parameter.
        live: What else is known that it may show.
        item: What is looked for, and what draws it.
    """
    wide = known[0].found_wider(known[1], filters) if asks.texts else None
    if wide is None:
        return live
    inside = [r for r in live if r in wide or r.made or r.scene.touched is not None]
    if inside or any(leaf.maker in _NAMED_BY and not leaf.whose for leaf in item[0].leaves()):
        return inside
    rest = replace(asks, texts=[])
    able = [r for r in wide if not r.gone and matches(r, item[0], rest, item[1])]
    text = " ".join(text for _, text in asks.texts)
    able.sort(key=lambda r: -_common(r, text))
    inside = able[: max(len(able) // 2, 1)]
    for record in inside:
        record.facts[_WITHIN] = f"{record.facts.get(_WITHIN, '')} {text}".strip()
    return inside


def _common(record: Record, text: str) -> int:
    """How many of some words a thing shows."""
    shown = [v for k, v in record.facts.items() if isinstance(v, str) and k not in (SOUGHT, _WITHIN)]
    return sum(any(has_word(v, word) for v in shown) for word in text.casefold().split())


def beyond(live: Sequence[Record], wanted: int) -> int:
    """How many things a list has of which a search has found some: others, too."""
    found = bool(live) and all(SOUGHT in r.facts for r in live)
    return max(wanted, len(live) + 1) if found else wanted
