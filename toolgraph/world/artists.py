"""What artists play, going by what they are called: a choir sings no hip-hop."""

from __future__ import annotations

from functools import lru_cache

from toolgraph.models.base import JsonValue
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record

_ARTISTS = frozenset("artist band musician performer group".split())
_GENRES = ("genre", "style")
# What those play that are called so, and what all others may play, the many or the one.
_BY_WORD = {
    "choir": "folk classical choral gospel", "trio": "jazz classical", "quartet": "jazz classical",
    "quintet": "jazz classical", "orchestra": "classical jazz", "ensemble": "classical", "radio": "electronic indie",
    "static": "electronic", "club": "indie electronic", "parade": "indie", "crew": "hiphop", "mc": "hiphop",
}  # fmt: skip
_MANY, _ONE = ("indie", "folk", "rock", "pop", "alternative"), ("folk", "indie", "jazz", "pop", "soul")


def genres_called(record: Record, leaf: LeafPlan, choices: list[JsonValue]) -> list[JsonValue]:
    """Those of some genres that an artist can play who is called so; [] for anything else, or where none fits."""
    name = record.facts.get("name")
    if record.head not in _ARTISTS or leaf.key not in _GENRES or not isinstance(name, str):
        return []
    fit = _played_by(name)
    return [c for c in choices if str(c).lower().replace("-", "").replace("_", "") in fit]


@lru_cache(maxsize=2000)
def _played_by(name: str) -> tuple[str, ...]:
    said = name.lower().split()
    told = next((_BY_WORD[word] for word in reversed(said) if word in _BY_WORD), "")
    many = len(said) != len(("first", "last")) or said[0] == "the" or said[-1].endswith("s")
    return tuple(told.split()) or (_MANY if many else _ONE)
