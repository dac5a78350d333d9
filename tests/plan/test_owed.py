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


@pytest.mark.parametrize("seed", range(4))
def test_what_one_bill_comes_to_is_no_price_in_the_next(seed: int) -> None:
    """Who drafts a bill for whom another one was for says the price."""
    bills = make("list_invoices", {}, many(invoice_id=STRING, company_id=STRING, amount_due=NUMBER))
    draft = make(
        "create_invoice", {"company_id": STRING, "unit_price": NUMBER}, thing(invoice_id=STRING),
        description="Draft an invoice",
    )  # fmt: skip
    plan = planned([bills, draft], link(1, "company_id", 0, "[].company_id"), seed=seed)
    calls = {c.id for turn in plan.turns for step in turn.steps for c in step if c.ok and c.tool == draft.id}
    assert {p.source for p in plan.provenance if p.call in calls and p.path == "unit_price"} == {"user"}
