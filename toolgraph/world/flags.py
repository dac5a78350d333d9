"""Whether something is so: as the season, the law or the purpose of a list has it, else as is usual."""

from __future__ import annotations

from toolgraph.world import climate
from toolgraph.world.appliances import usually
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.makers import UNUSUAL
from toolgraph.world.memory import Record
from toolgraph.world.visas import needs_visa

_MOSTLY, _AT_TIMES, _SELDOM = 0.75, 0.25, 0.1
# Most meet where they are offered, some by a screen.
_AWAY = frozenset("video online virtual remote".split())
_OFFERED = frozenset(("slot", "time", "availability"))
_EVERYBODY = frozenset("all everybody everyone".split())


def flag(record: Record, leaf: LeafPlan) -> bool:
    """A yes or no of a record."""
    if {"daylight", "dst"} & set(leaf.tokens):
        return climate.is_summer_time(record.scene.setting.clock.astimezone(record.scene.zone_there))
    if leaf.noun in _OFFERED and _EVERYBODY & set(leaf.tokens):
        return True  # nobody is shown a time that does not suit
    if (needed := needs_visa(record, leaf)) is not None:
        return needed
    plain = _of_what_is_new(record, leaf)
    if (plain := usually(leaf, record) if plain is None else plain) is not None:
        return plain
    if leaf.noun in _OFFERED and _AWAY & set(leaf.tokens):
        return record.scene.rng.random() < _AT_TIMES
    return record.scene.rng.random() < (_SELDOM if set(leaf.tokens) & UNUSUAL else _MOSTLY)


def _of_what_is_new(record: Record, leaf: LeafPlan) -> bool | None:
    """Whether something is so of what was made just now, or of a branch by its name; None where neither tells."""
    if leaf.noun == "branch" and "protected" in leaf.tokens:
        return str(record.facts.get("name", "")).lower().startswith(_KEPT_SAFE)
    if not (record.made and record.scene.fresh):
        return None
    return False if _LATER & set(leaf.tokens) else True if _AT_ONCE & set(leaf.tokens) else None


_KEPT_SAFE = ("main", "master", "trunk", "develop", "release", "prod", "stable")
_LATER = frozenset("protected archived locked pinned resolved verified sold shipped expired read seen paid".split())
_AT_ONCE = frozenset(("enabled", "active"))
