"""What singles a thing out of a list that nobody has seen yet: the cheapest flight, the latest order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from toolgraph.meaning.text import words

STANDING_OUT = ("nearest", "best rated", "highest rated", "most starred", "cheapest", "latest", "earliest")
_FEWEST = 2
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}")
# By the last word of a field, or by any of its words: which end of it people ask for, and what they call that one.
_BY_LAST = {
    "distance": (min, "nearest"), "rating": (max, "best rated"), "score": (max, "highest rated"),
    "stars": (max, "most starred"),
}  # fmt: skip
_PRICES = frozenset("price fare".split())
_NOT_PRICES = frozenset("min max minimum maximum old original regular unit range level trend".split())
_GONE = frozenset(
    "created placed sent received posted issued published uploaded committed recorded ordered submitted added taken "
    "booked logged".split()
)
# Who has something does not tell it by what it costs.
_HAD = frozenset("status state renews renewal paid due quantity".split())
_AHEAD = frozenset("start depart departure begin".split())


def extremes(items: Sequence[Any]) -> dict[str, int]:
    """For each word that tells one thing of a list from all others its place there: `cheapest`, `latest`.

    Args:
        items: Of the list; all must tell the same for a word to hold, and one alone must be the farthest out.

    >>> extremes([{"price": 12.5, "rating": 4}, {"price": 9, "rating": 4}])
    {'cheapest': 1}
    """
    if len(items) < _FEWEST or not all(isinstance(item, dict) for item in items):
        return {}
    found: dict[str, int] = {}
    for key, value in items[0].items():
        rule = _rule(key, text=isinstance(value, str))
        if rule is None or rule[1] in found or (rule[1] == "cheapest" and any(map(_is_had, items[0]))):
            continue
        values = [_amount(item.get(key)) for item in items]
        kind = str if isinstance(value, str) else (int, float)
        if not all(isinstance(v, kind) and not isinstance(v, bool) for v in values):
            continue
        if kind is str and not (all(map(_DATED.match, values)) and len(set(map(len, values))) == 1):
            continue
        end = rule[0](values)
        if values.count(end) == 1:
            found[rule[1]] = values.index(end)
    return found


def can_stand_out(path: str) -> bool:
    """Whether a field of the things in a list, by its path in one of them, is one by which a thing may stand out."""
    name, _, inner = path.partition(".")
    return inner in ("", "amount") and (_rule(name, text=False) or _rule(name, text=True)) is not None


def extreme_at(items: Sequence[Any], at: int) -> str:
    """The word that singles out the thing at a place of a list; "" for none."""
    return next((word for word, place in extremes(items).items() if place == at), "")


@lru_cache(maxsize=4096)
def _is_had(key: str) -> bool:
    return not _HAD.isdisjoint(words(key))


def _amount(value: Any) -> Any:
    return value["amount"] if isinstance(value, dict) and "amount" in value else value


@lru_cache(maxsize=4096)
def _rule(key: str, *, text: bool) -> tuple[Callable[..., Any], str] | None:
    said = words(key)
    if not said:
        return None
    if text:
        if _GONE.intersection(said):
            return max, "latest"
        return (min, "earliest") if _AHEAD.intersection(said[:1]) else None
    if _PRICES.intersection(said) and not _NOT_PRICES.intersection(said):
        return min, "cheapest"
    return _BY_LAST.get(said[-1]) or (_BY_LAST["distance"] if said[0] == "distance" else None)
