"""What is booked on an account, and what is paid again and again."""

from __future__ import annotations

from datetime import date

from tests.world.tools import CLOCK, DATE, NUMBER, STRING, make, many, thing, world

_CATEGORY = {"type": "string", "enum": ["groceries", "eating_out", "travel", "housing", "health", "other"]}
_MOVED = {"type": "number", "description": "Amount. Negative when money went out.", "examples": [-48.9, 2100.0]}
_SAID = {"type": "string", "description": "Text on the booking", "examples": ["Rent October", "Dinner on Friday"]}
_OFTEN = {"type": "string", "enum": ["weekly", "monthly", "quarterly", "yearly"]}
_STATE = {"type": "string", "enum": ["active", "paused", "cancelled"]}
BOOKINGS = make(
    "list_transactions", {"account_id": STRING, "category": _CATEGORY},
    thing(transactions=many(
        transaction_id=STRING, booked_on=DATE, amount=_MOVED, currency=STRING, counterparty_name=STRING,
        category=_CATEGORY, reference=_SAID,
    )),
    required=["account_id"],
)  # fmt: skip
ORDERS = make(
    "list_standing_orders", {},
    thing(standing_orders=many(
        standing_order_id=STRING, payee_id=STRING, payee_name=STRING, amount=NUMBER, currency=STRING, frequency=_OFTEN,
        next_on=DATE, status=_STATE,
    )),
)  # fmt: skip
PAYEES = make(
    "list_payees", {}, thing(payees=many(payee_id=STRING, name=STRING, last_paid_on=DATE)),
    description="List the payees that the user has saved.",
)  # fmt: skip


def test_money_only_goes_out_to_those_who_sell() -> None:
    """Of all categories only other ones tell what came in."""
    for seed in range(20):
        for each in world(seed).call(BOOKINGS, {"account_id": "acc-1"}).result["transactions"]:
            assert each["amount"] < 0 or each["category"] == "other"


def test_a_list_of_one_category_tells_no_rent_twice() -> None:
    """What was asked for is of its category, and each booking is for something else while there is such."""
    for seed in range(20):
        called = world(seed).call(BOOKINGS, {"account_id": "acc-1", "category": "housing"})
        told = called.result["transactions"]
        assert {each["category"] for each in told} <= {"housing"}
        assert sum(each["reference"].startswith("Rent") for each in told) < 2


def test_orders_go_to_one_each_and_follow_the_last_payment() -> None:
    """Nobody has three orders for one payee, and an order goes on from when that was paid last."""
    for seed in range(12):
        one = world(seed)
        orders = one.call(ORDERS, {}).result["standing_orders"]
        assert len({each["payee_id"] for each in orders}) == len(orders)
        last = {each["payee_id"]: each["last_paid_on"] for each in one.call(PAYEES, {}).result["payees"]}
        for each in orders:
            before, after = last.get(each["payee_id"]), date.fromisoformat(each["next_on"])
            if before is not None and each["frequency"] == "monthly":
                assert CLOCK.date() <= after
                assert 28 <= (after - date.fromisoformat(before)).days <= 31
