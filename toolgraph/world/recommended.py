"""How well a job suits somebody, and why: the nearer to what they did last, the better."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from toolgraph.models.base import JsonValue
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.suiting import bears_out, is_reason, neutral_reasons
from toolgraph.world.trades import title_of

_MATCHES = frozenset("match score fit suitability".split())
_RANKS = frozenset("senior junior lead head".split())
# How well what somebody did last suits them, the same in another rank, and another job of the trade, in percent.
_SUITS = ((88, 97), (76, 87), (62, 75))


def recommend(record: Record, leaves: Iterable[LeafPlan], others: Collection[Record], last: str) -> None:
    """Let a job suit somebody as well as it is like the one that they had last, each for a reason of its own."""
    title = title_of(record.facts, of_a_job=True)
    for leaf in leaves if title else ():
        if leaf.key in record.facts:
            continue
        if leaf.maker == "percent" and leaf.type in ("integer", "number") and _MATCHES & set(leaf.tokens):
            value = record.scene.rng.randint(*_SUITS[_away(title, last)])
            record.facts |= {leaf.key: value} if leaf.check(value) else {}
        elif is_reason(leaf):
            _give_reason(record, leaf, [r.facts.get(leaf.key) for r in others if r is not record])


def _away(title: str, last: str) -> int:
    """How far a job is from another one: the same, the same in another rank, another one."""
    if title.casefold() == last.casefold():
        return 0
    own, other = (set(t.casefold().split()) - _RANKS for t in (title, last))
    return 1 if own == other else 2


def _give_reason(record: Record, leaf: LeafPlan, given: Sequence[JsonValue]) -> None:
    shown: list[JsonValue] = [e for e in leaf.schema.get("examples", ()) if bears_out(str(e), record)]
    reasons = [r for r in (*shown, *neutral_reasons(record)) if leaf.check(r)]
    fresh = [r for r in reasons if r not in given] or reasons
    if fresh:
        record.facts[leaf.key] = record.scene.rng.choice(fresh)
