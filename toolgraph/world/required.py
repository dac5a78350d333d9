"""What only is there where something is required: where no visa is, it is of no kind and costs no fee."""

from __future__ import annotations

from functools import lru_cache

from toolgraph.models.base import JsonValue
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record

_REQUIRED = frozenset(("required", "needed", "necessary"))
_NONE = frozenset("none no not_required not_needed nothing unnecessary".split())
_TO_GET_IT = frozenset("fee apply application form".split())


def says_required(leaf: LeafPlan) -> bool:
    """Whether a flag tells that something is required (`visaRequired`)."""
    return leaf.maker == "flag" and bool(_REQUIRED & set(leaf.tokens[-1:]))


def _told(record: Record, tokens: tuple[str, ...]) -> JsonValue:
    """Whether what some words are of is required; None where the record does not say."""
    for key, value in record.facts.items():
        *of, last = key.split() or ("",)
        if last in _REQUIRED and isinstance(value, bool) and set(of) <= set(tokens):
            return value
    return None


def kinds_required(leaf: LeafPlan, record: Record, choices: list[JsonValue]) -> list[JsonValue]:
    """The kinds that what is required may be of: none where it is not required, one where it is."""
    none = [c for c in choices if str(c).lower().replace(" ", "_").replace("-", "_") in _NONE]
    told = _told(record, leaf.tokens) if none else None
    if told is None:
        return choices
    return [c for c in choices if c not in none] or choices if told else none


def is_needless(record: Record, key: str) -> bool:
    """Whether a part tells how to get what is not required: the fee of a visa that nobody needs."""
    if not _is_to_get_it(key):
        return False
    told = [v for k, v in record.facts.items() if _REQUIRED & set(k.split()[-1:]) and isinstance(v, bool)]
    return told == [False]


@lru_cache(maxsize=50_000)
def _is_to_get_it(key: str) -> bool:
    return not _TO_GET_IT.isdisjoint(key.split())
