"""Degrees that words name, from least to most: minor to extreme, low to urgent, calm to stormy."""

from __future__ import annotations

from collections.abc import Collection

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonValue
from toolgraph.world.leaf import LeafPlan

# Words of one height, from the lowest on.
_HEIGHTS = (
    "none info informational negligible trivial lowest",
    "minor low slight light mild green",
    "moderate medium normal average yellow",
    "severe high major serious heavy important orange",
    "extreme critical urgent highest emergency blocker red",
)
_RANKS = {word: rank for rank, words in enumerate(_HEIGHTS) for word in words.split()}
_GRADING = frozenset("severity priority urgency importance level risk danger seriousness intensity impact".split())
_FEWEST = 2
_LEAST = frozenset("minimum min least".split())
_SAID = {"severe": "severity", "urgent": "urgency", "important": "importance", "serious": "severity"}


def degree(value: JsonValue) -> int | None:
    """How high a word is among those of its like; None for a word of no degree."""
    return _RANKS.get(str(value).lower().replace("-", "_").split("_")[-1])


def is_graded(leaf: LeafPlan) -> bool:
    """Whether the choices of a leaf are degrees of one thing (`severity`)."""
    choices = leaf.schema.get("enum", ())
    return bool(_GRADING & set(leaf.tokens)) and len(choices) >= _FEWEST and all(degree(c) is not None for c in choices)


def is_least(leaf: LeafPlan) -> bool:
    """Whether a parameter tells the lowest of some degrees (`min_severity`): all above it will do, too."""
    return not _LEAST.isdisjoint(leaf.tokens) and len(_scale(leaf)) >= _FEWEST


def at_least(leaf: LeafPlan, lowest: JsonValue) -> list[JsonValue]:
    """The degrees from a lowest one on, as the parameter that tells it has them."""
    scale = _scale(leaf)
    return scale[scale.index(lowest) :] if lowest in scale else [lowest]


def _scale(leaf: LeafPlan) -> list[JsonValue]:
    """The choices of a leaf from the least to the most: by what their words say, else as they are declared."""
    choices = list(leaf.schema.get("enum", ()))
    ranks = [rank for c in choices if (rank := degree(c)) is not None]
    return sorted(choices, key=lambda c: degree(c) or 0) if len(ranks) == len(choices) else choices


def is_as_high(path: str, value: JsonValue, lowest: JsonValue) -> bool:
    """Whether a lowest degree that is told by a path lets through no more than a lower one."""
    ranks = (degree(value), degree(lowest)) if not _LEAST.isdisjoint(words(path)) else (None, None)
    return ranks[0] is not None and ranks[1] is not None and ranks[0] >= ranks[1]


def graded_by(tokens: Collection[str], leaves: Collection[LeafPlan]) -> LeafPlan | None:
    """The leaf by whose degree a list is ordered, as it is said (`most severe first`); None for none."""
    said = {*tokens, *(_SAID[t] for t in tokens if t in _SAID)}
    graded = (leaf for leaf in leaves if leaf.maker == "choice" and said & set(leaf.tokens) & _GRADING)
    return next((leaf for leaf in graded if is_graded(leaf)), None)
