"""What so many seats of a plan cost: each of one plan the same, so that more of them cost more."""

from __future__ import annotations

from collections.abc import Collection

from toolgraph.ids import rng_for
from toolgraph.models.base import JsonValue
from toolgraph.schema.values import NOTHING
from toolgraph.world.fitting import bent
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.numbers import in_currency

_SEATS = frozenset("seat seats licence licences license licenses".split())
_PLANS = frozenset(("plan", "tier", "package", "edition"))
_PLAN_NAMES = ("plan name", "name", "plan", "tier", "package", "edition", "plan id")
_PRICES = frozenset("price cost total amount fee".split())
# What a seat costs a month, in a currency of the size of the euro, by what a plan is called; the first word that fits.
_A_MONTH = (
    ("free", (0.0, 0.0)), ("starter", (8, 14)), ("basic", (8, 14)), ("team", (14, 20)), ("standard", (14, 20)),
    ("pro", (18, 28)), ("plus", (16, 24)), ("business", (24, 34)), ("premium", (28, 38)), ("enterprise", (36, 52)),
)  # fmt: skip
_ANY = (12, 26)
_YEAR = frozenset(("year", "yearly", "annual", "annually"))


def price_of_seats(record: Record, leaf: LeafPlan) -> JsonValue:
    """What the seats of a record cost together by the price of its plan; NOTHING where it tells no seats."""
    seats = next((v for k in _SEATS if isinstance(v := record.facts.get(k), int)), 0)
    told = "unit price" in record.facts  # what is offered says what one costs
    if told or seats <= 0 or "per" in leaf.tokens or not _PRICES & set(leaf.tokens):
        return NOTHING
    return _price(record, leaf, seats)


def _price(record: Record, leaf: LeafPlan, seats: int) -> JsonValue:
    """What so many seats of the plan of a record cost in its currency; NOTHING where its schema forbids that."""
    plan = str(next((record.facts[k] for k in _PLAN_NAMES if k in record.facts), "")).lower()
    low, high = next((span for word, span in _A_MONTH if word in plan), _ANY)
    one = rng_for(0, "price of a seat", f"{plan} {record.scene.setting.clock.isoformat()}").uniform(low, high)
    currency = str(record.facts.get("currency", record.facts.get("@currency/", "")))
    value = seats * round(one) * (12 if _YEAR & set(leaf.tokens) else 1)
    fits = bent(in_currency(value, currency, leaf), leaf.schema)
    return fits if leaf.check(fits) else NOTHING


def price_of_one(record: Record, leaf: LeafPlan) -> JsonValue:
    """What one seat of a plan costs, more in a larger plan than in a smaller; NOTHING where a leaf tells no such."""
    one = "per" in leaf.tokens and not _SEATS.isdisjoint(leaf.tokens)
    return _price(record, leaf, 1) if one else NOTHING


def costs_anew(changed: Collection[str], key: str) -> bool:
    """Whether a price is another one once so much was changed: the seats of a subscription, or its plan."""
    words = key.split()
    if not _PRICES & set(words) or "per" in words:
        return False
    return any(not (_SEATS | _PLANS).isdisjoint(each.split()) for each in changed)
