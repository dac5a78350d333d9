"""Which orders and parcels have come by now: those of long ago, and all of which something is to be sent back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from toolgraph.models.base import JsonValue
from toolgraph.world.asked import moment_of
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.scene import Scene

_ORDERS = frozenset("order purchase".split())
_PARCELS = frozenset("shipment parcel package tracking delivery consignment".split())
_ARRIVED = frozenset("delivered received arrived".split())
_UNDER_WAY = frozenset("placed packed shipped processing confirmed dispatched preparing pending new open paid".split())
_PLACED = ("placed on", "placed at", "ordered on", "ordered at", "order date", "created at", "created on")
# After so many days an order has come, or it never will.
_LONG_DAYS = 8
_QUICK_DAYS = 1


def come_by_now(record: Record, choices: list[JsonValue]) -> list[JsonValue]:
    """The states that an order or parcel can be in: what is sent back was delivered, and nothing waits for months."""
    order = record.head in _ORDERS
    if not order and record.head not in _PARCELS:
        return choices
    came = [c for c in choices if str(c).lower() in _ARRIVED]
    if record.scene.setting.arrived and came:
        return came
    placed = next((m for k in _PLACED if (m := moment_of(record.facts.get(k))) is not None), None)
    if not order or placed is None or not came:
        return choices
    days = (record.scene.setting.clock.date() - placed.date()).days
    if days > _LONG_DAYS:
        return [c for c in choices if str(c).lower() not in _UNDER_WAY]
    return [c for c in choices if str(c).lower() in _UNDER_WAY] if days <= _QUICK_DAYS else choices


def of_an_order(facts: Mapping[str, JsonValue], leaf: LeafPlan, scene: Scene) -> str:
    """The day on which an order was placed or will come, as its state has it; "" for any other day.

    What waits to be brought was ordered some days ago, and what is to be sent back longer ago.
    """
    if scene.fresh or not any(noun in (scene.noun, leaf.noun) for noun in _ORDERS):
        return ""
    states = {str(facts.get(key, "")).lower().replace(" ", "_") for key in ("status", "state")}
    under_way, today = bool(_UNDER_WAY & states), scene.setting.clock.date()
    if leaf.key in _PLACED and (under_way or scene.setting.arrived):
        ago = scene.rng.randint(*(_WAITING_DAYS if under_way else _HAD_DAYS))
        return (today - timedelta(days=ago)).isoformat()
    comes = not {"expected", "delivery"}.isdisjoint(leaf.tokens) and any(key in facts for key in _PLACED)
    return (today + timedelta(days=scene.rng.randint(*_WAITING_DAYS))).isoformat() if under_way and comes else ""


_WAITING_DAYS, _HAD_DAYS = (1, 6), (8, 40)
