"""Orders and parcels: what is sent back has come, nothing waits for months, and an order is as far as its parcel."""

from __future__ import annotations

from tests.world.test_sales import ORDER, TRACK
from tests.world.tools import DATE, STRING, make, many, thing, world
from toolgraph.world.simulated import SimulatedWorld

_STATES = {"type": "string", "enum": ["placed", "packed", "shipped", "delivered"]}
ORDERS = make("list_orders", {}, thing(orders=many(order_id=STRING, status=_STATES, placed_on=DATE)))


def test_an_order_is_as_far_as_its_parcel() -> None:
    """Looked up by its parcel, too, it has the number, the day and the state of that."""
    for seed in range(8):
        shop = world(seed)
        parcel = shop.call(TRACK, {"tracking_number": "CKX371352859"}).result
        order = shop.call(ORDER, {"order_id": parcel["order_id"]}).result
        assert order["tracking_number"] == "CKX371352859"
        assert order["delivery_date"] == parcel["expected_on"]
        far = {"announced": ("placed", "packed"), "in_transit": ("shipped",), "delivered": ("delivered",)}
        assert order["status"] in far[parcel["state"]]
        assert all(order["placed_on"] <= scan["scanned_at"] for scan in parcel["scans"])


def test_nothing_waits_for_months_and_what_goes_back_has_come() -> None:
    """An order of long ago is not only placed; where something is to be sent back, all have come."""
    for seed in range(12):
        for each in world(seed).call(ORDERS, {}).result["orders"]:
            assert each["placed_on"] > "2026-11-14" or each["status"] == "delivered"
        shop = world(seed)
        assert isinstance(shop, SimulatedWorld)
        shop.expect(arrived=True)
        assert {each["status"] for each in shop.call(ORDERS, {}).result["orders"]} == {"delivered"}
