"""What an offer costs by what one gets for it: a suite more than a single room, by express more than to a shop."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from toolgraph.models.base import JsonValue
from toolgraph.schema.values import NOTHING
from toolgraph.world.fares import BY_SORT, is_stars, of_journey
from toolgraph.world.fitting import bent
from toolgraph.world.goods import of_goods
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record

_OFFERED = frozenset("offer room rate option delivery shipping shipment method service quote fare".split())
_KINDS = frozenset("type kind board class method speed level tier category meal meals".split())
# How many times the price of the house a room costs, by the words of what tells its type; the first that fits.
_ROOMS = (
    ("suite", 1.9), ("penthouse", 2.6), ("apartment", 1.6), ("villa", 2.2), ("family", 1.45), ("quad", 1.5),
    ("triple", 1.3), ("deluxe", 1.35), ("superior", 1.25), ("king", 1.2), ("queen", 1.15), ("twin", 1.1),
    ("double", 1.1), ("single", 1.0), ("dorm", 0.6),
)  # fmt: skip
# ... and how much more of it meals are.
_MEALS = (("all_inclusive", 0.65), ("full_board", 0.45), ("half_board", 0.3), ("breakfast", 0.12))
# Between which shares of the lowest and the highest price that a spec shows a way of delivery costs.
_WAYS = (
    ("express", 1.0), ("overnight", 1.0), ("next_day", 1.0), ("same_day", 1.0), ("priority", 0.8), ("courier", 0.7),
    ("standard", 0.25), ("economy", 0.05), ("pickup", 0.1), ("locker", 0.1), ("store", 0.0), ("collect", 0.0),
)  # fmt: skip
_DELIVERED = frozenset("delivery shipping shipment dispatch postage carrier".split())
_PRICES = frozenset("price cost fee amount".split())
_LONG, _FEW = 20, 2


def _told(record: Record) -> list[str]:
    """The short texts of a record as the words of choices are written."""
    texts = (v for v in record.facts.values() if isinstance(v, str) and len(v) < _LONG)
    return [text.lower().replace(" ", "_").replace("-", "_") for text in texts]


def of_lodging(record: Record) -> float:
    """How many times the price of its house what is offered costs, going by what the record tells of it."""
    told = _told(record)
    room = next((times for word, times in _ROOMS if any(word in each for each in told)), 0.0)
    meals = next((more for word, more in _MEALS if any(word in each for each in told)), 0.0)
    return (room or record.scene.rng.choice((1.0, 1.1, 1.25, 1.4))) + meals


class _Draws(Protocol):
    """Who draws the leaves of records.

    Attributes:
        told: What the call in hand tells.
    """

    told: dict[str, JsonValue]

    def leaf(self, record: Record, leaf: LeafPlan) -> JsonValue:
        """The value of a leaf in a record."""
        ...


def settle_kind(record: Record, leaves: tuple[LeafPlan, ...], drawer: _Draws) -> None:
    """Let it be settled of what kind an offer is before its price is, which follows from that.

    A room is large enough for those who ask for it, and holds as many as rooms of its kind do.
    """
    if record.head not in _OFFERED and BY_SORT.isdisjoint(record.full):
        return
    guests = next((v for k in _GUESTS if isinstance(v := drawer.told.get(k), int)), 0)
    for leaf in leaves:
        if is_stars(leaf):
            drawer.leaf(record, leaf)
        if leaf.maker != "choice" or _KINDS.isdisjoint(leaf.tokens[-1:]) or leaf.key in record.facts:
            continue
        large = [c for c in leaf.schema.get("enum", ()) if _holds(c) > 0 and _holds(c) >= guests]
        if large and leaf.noun in _LODGING:
            record.facts[leaf.key] = kind = record.scene.rng.choice(large)
            _tell_size(record, leaves, max(_holds(kind), guests))
        else:
            drawer.leaf(record, leaf)


def _holds(kind: JsonValue) -> int:
    return next((many for word, many in _MANY if word in str(kind).lower()), 0)


def _tell_size(record: Record, leaves: tuple[LeafPlan, ...], many: int) -> None:
    for leaf in leaves:
        if _MOST & set(leaf.tokens) and not _PERSONS.isdisjoint(leaf.tokens) and leaf.check(many):
            record.facts.setdefault(leaf.key, many)


_LODGING = frozenset(("offer", "room", "rate"))
_GUESTS = ("guest", "adult", "person", "people", "guest count", "number of guest", "adult count")
_MOST = frozenset(("max", "maximum", "most", "capacity"))
_PERSONS = frozenset(("guest", "guests", "occupancy", "person", "people", "adult"))
# How many people a room is for, by the words of its type; the first that fits.
_MANY = (
    ("single", 1), ("double", 2), ("twin", 2), ("queen", 2), ("king", 2), ("studio", 2), ("triple", 3), ("suite", 3),
    ("quad", 4), ("family", 4), ("apartment", 4), ("villa", 6),
)  # fmt: skip


def of_offer(record: Record, leaf: LeafPlan, asked: Mapping[str, JsonValue]) -> JsonValue:
    """What an offer costs by the way that one goes, by what it is, by the way that it comes; NOTHING for others."""
    fare = of_journey(record, leaf, asked)
    fare = of_goods(record, leaf, asked) if fare is NOTHING else fare
    return _of_delivery(record, leaf) if fare is NOTHING else fare


def _of_delivery(record: Record, leaf: LeafPlan) -> JsonValue:
    """What a way of delivery costs between the prices that its spec shows; NOTHING for anything else."""
    shown = [e for e in leaf.schema.get("examples", ()) if isinstance(e, (int, float)) and not isinstance(e, bool)]
    if record.head not in _OFFERED or len(shown) < _FEW or not _PRICES & set(leaf.tokens):
        return NOTHING
    if _DELIVERED.isdisjoint(leaf.text.split()) and not any(_DELIVERED & {*key.split()} for key in record.facts):
        return NOTHING
    told = _told(record)
    share = next((share for word, share in _WAYS if any(word in each for each in told)), None)
    if share is None:
        return NOTHING
    low, high = min(shown), max(shown)
    return bent(round((low + share * (high - low)) * record.scene.rng.uniform(0.9, 1.1), 1), leaf.schema)
