"""Degrees that words name, from least to most: minor to extreme, low to urgent, calm to stormy."""

from __future__ import annotations

from collections.abc import Collection

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
_SAID = {"severe": "severity", "urgent": "urgency", "important": "importance", "serious": "severity"}


def degree(value: JsonValue) -> int | None:
    """How high a word is among those of its like; None for a word of no degree."""
    return _RANKS.get(str(value).lower().replace("-", "_").split("_")[-1])


def is_graded(leaf: LeafPlan) -> bool:
    """Whether the choices of a leaf are degrees of one thing (`severity`)."""
    choices = leaf.schema.get("enum", ())
    return bool(_GRADING & set(leaf.tokens)) and len(choices) >= _FEWEST and all(degree(c) is not None for c in choices)


def graded_by(tokens: Collection[str], leaves: Collection[LeafPlan]) -> LeafPlan | None:
    """The leaf by whose degree a list is ordered, as it is said (`most severe first`); None for none."""
    said = {*tokens, *(_SAID[t] for t in tokens if t in _SAID)}
    graded = (leaf for leaf in leaves if leaf.maker == "choice" and said & set(leaf.tokens) & _GRADING)
    return next((leaf for leaf in graded if is_graded(leaf)), None)
