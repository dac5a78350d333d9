"""Numbers that follow from others of the same record: nights, what is left, what so many cost, what money comes to."""

from __future__ import annotations

from datetime import timedelta

from toolgraph.models.base import JsonValue
from toolgraph.schema.values import NOTHING
from toolgraph.world.arrivals import of_an_order
from toolgraph.world.asked import moment_of
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.numbers import exchange_rate
from toolgraph.world.recurring import next_day
from toolgraph.world.scaled import takes_for_each
from toolgraph.world.scene import Scene


def _days_between(first: JsonValue, last: JsonValue) -> int | None:
    start, end = moment_of(first), moment_of(last)
    return None if start is None or end is None else (end.date() - start.date()).days


def nights_of(told: dict[str, JsonValue]) -> int:
    """For how many nights a call asks; 0 where it does not say."""
    nights = _days_between(told.get("check in"), told.get("check out"))
    return nights if nights and nights > 0 else 0


def exchanged_at(facts: dict[str, JsonValue], tokens: tuple[str, ...]) -> JsonValue:
    """The rate of two currencies that are told, or what an amount comes to by it."""
    base, quote = facts.get("@currency/from"), facts.get("@currency/to")
    if base and quote and "rate" in tokens:
        return exchange_rate(str(base), str(quote))
    if base and quote and "converted" in tokens and isinstance(facts.get("amount"), (int, float)):
        return round(facts["amount"] * exchange_rate(str(base), str(quote)), 2)
    return NOTHING


# States of what has not begun, and of what is going on.
_NOT_BEGUN = frozenset("pending queued waiting scheduled created new planned".split())
_GOING_ON = frozenset("running in_progress ongoing started".split())


def took(facts: dict[str, JsonValue], leaf: LeafPlan, *, fresh: bool) -> JsonValue:
    """How long what has not begun took, or what began just now: nothing yet; NOTHING for anything else."""
    state = str(facts.get("status", facts.get("state", ""))).lower()
    none = state in _NOT_BEGUN or (fresh and state in _GOING_ON)
    return 0 if none and leaf.tokens[:1] == ("duration",) else NOTHING


def _left(facts: dict[str, JsonValue]) -> JsonValue:
    limit, spent = facts.get("monthly limit", facts.get("limit", facts.get("budget"))), facts.get("spent")
    if isinstance(limit, (int, float)) and isinstance(spent, (int, float)):
        return round(limit - spent, 2)
    return NOTHING


_SHARES = frozenset("percent percentage pct".split())
_NOW = ("price", "last price", "current price", "close", "value")


def _share_of_change(facts: dict[str, JsonValue]) -> JsonValue:
    """By how many percent a price has changed, going by the price and its change; NOTHING where they are not told."""
    change = facts.get("change", facts.get("price change"))
    price = next((facts[key] for key in _NOW if key in facts), None)
    if not isinstance(change, (int, float)) or not isinstance(price, (int, float)) or price <= change:
        return NOTHING
    return round(100 * change / (price - change), 2)


def difference_or_product(facts: dict[str, JsonValue], tokens: tuple[str, ...], leaf: LeafPlan) -> JsonValue:
    """What is left, refunded or to be paid for so many, going by what is told; NOTHING when nothing tells."""
    if tokens == ("remaining",):
        return _left(facts)
    if tokens == ("night",):
        nights = _days_between(facts.get("check in"), facts.get("check out"))
        return nights if nights and nights > 0 else NOTHING
    paid = facts.get("total price amount", facts.get("total amount"))
    if {"refund", "refunded"} & set(tokens) and leaf.maker == "money":
        asked = facts.get("amount", paid)
        return asked if isinstance(asked, (int, float)) else NOTHING
    if "change" in tokens and _SHARES & set(tokens):
        return _share_of_change(facts)
    quantity = facts.get("quantity")
    if "total" in tokens and leaf.maker == "money" and isinstance(quantity, int):
        for key in ("unit price", "price", "ticket price", "price amount"):
            price = facts.get(key)
            if isinstance(price, (int, float)):
                return round(price * quantity, 2)
    return takes_for_each(facts, leaf)


# States of what should have been done before the clock, and the words of the day by which.
_LATE = frozenset(("overdue", "late", "past_due", "past due", "expired"))
_FALLS_DUE = frozenset("due deadline expire expires expiry expiration until".split())


def by_state(facts: dict[str, JsonValue], leaf: LeafPlan, scene: Scene) -> str:
    """The day that a state leaves: past for what is late, today for what is on its last way, the next of what repeats.

    It is "" for any other.
    """
    states = {str(facts.get(key, "")).lower().replace(" ", "_") for key in ("status", "state")}
    today = scene.setting.clock.date()
    if day := of_an_order(facts, leaf, scene):
        return day
    if _LATE & states and _FALLS_DUE & set(leaf.tokens):
        return (today - timedelta(days=scene.rng.randint(2, 30))).isoformat()
    if "delivery" in leaf.tokens and _QUICK & {
        str(facts.get(key, "")).lower() for key in ("kind", "type", "speed", "name")
    }:
        return (today + timedelta(days=scene.rng.randint(1, 2))).isoformat()
    if _CAME & states and {"expected", "delivery", "arrival"} & set(leaf.tokens):
        ordered = next((m for k in _ORDERED if (m := moment_of(facts.get(k))) is not None), None)
        came = today - timedelta(days=scene.rng.randint(1, 4))
        came = came if ordered is None else ordered.date() + timedelta(days=scene.rng.randint(2, 6))
        came = min(came, today - timedelta(days=1))
        return (came if ordered is None else max(came, ordered.date())).isoformat()
    coming = _ON_ITS_WAY & states and {"expected", "delivery"} & set(leaf.tokens)
    return today.isoformat() if coming else next_day(facts, leaf, today)


_ORDERED = (
    "placed on",
    "placed at",
    "ordered on",
    "ordered at",
    "order date",
    "shipped on",
    "shipped at",
    "created at",
)
_QUICK = frozenset("express overnight next_day priority same_day".split())
# States of an order that has come.
_CAME = frozenset(("delivered", "returned"))
_ON_ITS_WAY = frozenset(("out_for_delivery", "arriving"))
