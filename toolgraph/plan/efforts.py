"""What is done for a plan is what the plan is for: nobody rows for thirty days of yoga."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonObject, JsonValue

_SPORTS = frozenset("sport activity exercise workout discipline".split())
# The sports that are done for what a plan is for, or that its name speaks of; the first that it has.
_FOR = (
    ("yoga", "yoga stretching"), ("pilates", "pilates"), ("marathon", "run running"), ("kilometres", "run running jog"),
    ("run", "run running jog"), ("running", "run running jog"), ("swim", "swim swimming"),
    ("ride", "ride cycling bike"),
    ("cycling", "ride cycling bike"), ("rowing", "row rowing"), ("walk", "walk walking"), ("walking", "walk walking"),
    ("strength", "strength weights gym row rowing"), ("stronger", "strength weights gym row rowing"),
    ("muscle", "strength weights gym"), ("squat", "strength weights gym"),
    ("endurance", "run running ride cycling swim swimming row rowing walk walking hike hiking"),
    ("mobility", "yoga pilates stretching walk walking swim swimming"),
)  # fmt: skip
_KEYS = ("name", "title", "goal", "purpose", "kind")


def done_for(name: str, choices: Iterable[JsonValue], items: Sequence[JsonObject]) -> list[JsonValue]:
    """Those of some sports that are done for a plan; [] where nothing tells, or the parameter is no sport.

    Args:
        name: Of the parameter.
        items: What the call takes values of, the plan among it.
    """
    if _SPORTS.isdisjoint(words(name)[-1:]):
        return []
    said = " ".join(str(item[key]) for item in items for key in _KEYS if isinstance(item.get(key), str))
    meant = _sports(said)
    return [c for c in choices if not meant.isdisjoint(words(str(c)))]


@lru_cache(maxsize=2000)
def _sports(said: str) -> frozenset[str]:
    told = set(words(said))
    return next((frozenset(sports.split()) for word, sports in _FOR if word in told), frozenset())
