"""Seats in rows of six: by the window are A and F, in the middle B and E, at the aisle C and D."""

from __future__ import annotations

import re
from collections.abc import Collection

from toolgraph.models.base import JsonObject
from toolgraph.world.figures import choose, own_leaves
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Memory, Record
from toolgraph.world.shape import Part

_SEATS = frozenset(("seat",))
_LETTERS = {"window": "AF", "middle": "BE", "aisle": "CD"}
_ANY = "ABCDEF"
_KINDS = frozenset("kind type position location preference".split())
_ROWS = (3, 36)
_NUMBER = re.compile(r"\d{1,2}([A-K])")
_TRIES = 12


def _is_seat(leaf: LeafPlan) -> bool:
    """Whether a leaf is the number of a seat, of a row and a letter."""
    if leaf.type != "string" or _SEATS.isdisjoint((leaf.noun, *leaf.tokens)) or leaf.maker not in ("id", "seat"):
        return False
    shown = leaf.schema.get("examples", ())
    return all(_NUMBER.fullmatch(str(e)) for e in shown) and leaf.check("12A") and (bool(shown) or not leaf.is_id)


def seat_of(known: tuple[Memory, str], record: Record, leaf: LeafPlan) -> str:
    """The number of a seat of the kind that a record tells, which nobody else has; "" for no such number."""
    if not _is_seat(leaf):
        return ""
    rng = record.scene.rng
    told = (v for k, v in record.facts.items() if isinstance(v, str) and not _KINDS.isdisjoint(k.split()))
    letters = next((own for v in told if (own := _LETTERS.get(v.lower()))), _ANY)
    taken = {r.facts.get(leaf.key) for r in known[0].of(known[1], record.full)}
    tries = [f"{rng.randint(*_ROWS)}{rng.choice(letters)}" for _ in range(_TRIES)]
    return next((seat for seat in tries if seat not in taken and leaf.check(seat)), "")


def of_a_seat(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let a seat be by the window whose letter says so, in place."""
    number = next((m[1] for n, x in own_leaves(part) if _is_seat(x) and (m := _NUMBER.fullmatch(str(out.get(n))))), "")
    kind = next((k for k, letters in _LETTERS.items() if number and number in letters), "")
    for name, leaf in own_leaves(part) if kind else ():
        if _tells_kind(leaf) and name in out and leaf.key not in kept:
            own = next((c for c in leaf.schema.get("enum", ()) if str(c).lower() == kind), None)
            choose(out, record, name, leaf, own)


def _tells_kind(leaf: LeafPlan) -> bool:
    return leaf.maker == "choice" and "window" in {str(c).lower() for c in leaf.schema.get("enum", ())}


def tells_seat(part: Part) -> bool:
    """Whether an object is a seat with its number and where in its row it is."""
    leaves = [leaf for _, leaf in own_leaves(part)]
    return any(map(_is_seat, leaves)) and any(map(_tells_kind, leaves))
