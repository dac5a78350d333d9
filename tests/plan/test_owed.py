"""Money that is paid is told: by the bill that is paid itself, else by the user."""

from __future__ import annotations

from typing import Any

import pytest

from tests.plan.test_fitting_values import link, planned
from tests.world.tools import NUMBER, STRING, make, many, thing

BILLS = make(
    "list_bills",
    {},
    many(bill_id=STRING, payee_id=STRING, payee_name=STRING, amount_due=NUMBER),
    description="List bills",
)
EVERY = {"type": "string", "enum": ["weekly", "monthly"], "default": "monthly"}


@pytest.mark.parametrize(
    ("name", "more", "said"),
    [("pay_bill", {"bill_id": STRING}, False), ("pay_payee", {}, True), ("set_up_order", {"frequency": EVERY}, True)],
)
@pytest.mark.parametrize("seed", range(3))
def test_who_pays_no_bill_itself_says_how_much(name: str, more: dict[str, Any], said: bool, seed: int) -> None:
    """Of a bill that is paid, all know what it comes to; nothing else is paid by its amount without a word."""
    taken = {"bill_id"} if more.keys() == {"bill_id"} else {"payee_id"}
    inputs = {**dict.fromkeys(taken, STRING), "amount": NUMBER, **more}
    pay = make(name, inputs, thing(payment_id=STRING), required=[*taken, "amount"], description="Pay money")
    plan = planned([BILLS, pay], *(link(1, key, 0, f"[].{key}") for key in taken), seed=seed)
    turns = [{c.tool: c.id for step in turn.steps for c in step if c.ok} for turn in plan.turns]
    paid = [turn[pay.id] for turn in turns if pay.id in turn]
    assert paid
    unseen = any({pay.id, BILLS.id} <= turn.keys() for turn in turns)
    said = said and (name == "set_up_order" or not unseen)
    sources = {p.source for p in plan.provenance if p.call == paid[0] and p.path == "amount"}
    assert sources == ({"user"} if said else {"result"}), unseen
