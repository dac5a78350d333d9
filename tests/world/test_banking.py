"""Money on accounts, budgets, bills and the papers of a bank agree with each other."""

from __future__ import annotations

import re

from tests.world.tools import CLOCK, DATE, MOMENT, STRING, make, many, thing, world

_SUM = {"type": "number", "minimum": 0, "maximum": 9000}
_LIMIT = {"type": "number", "minimum": 200, "maximum": 2000}
_CATEGORY = {"type": "string", "enum": ["groceries", "eating_out", "housing"]}
_MOVED = {"type": "number", "description": "Negative when money went out", "minimum": -2000, "maximum": 3000}
_MONTH = {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"}
BALANCE = make(
    "get_account_balance", {"account_id": STRING},
    thing(account_id=STRING, available=_SUM, booked=_SUM, currency=STRING, overdraft_limit=_SUM),
)  # fmt: skip
BOOKINGS = make(
    "list_transactions", {"account_id": STRING},
    thing(transactions=many(transaction_id=STRING, amount=_MOVED, currency=STRING, category=_CATEGORY)),
)  # fmt: skip
BUDGETS = make(
    "list_budgets", {"month": _MONTH},
    thing(budgets=many(
        budget_id=STRING, monthly_limit=_LIMIT, spent=_SUM, remaining=_SUM, currency=STRING, month=_MONTH,
    )),
)  # fmt: skip
BILLS = make(
    "list_bills", {},
    thing(bills=many(bill_id=STRING, payee_name=STRING, amount_due=_SUM, currency=STRING, due_on=DATE)),
    description="List the bills that wait for payment. Returns bills, due first on top.",
)  # fmt: skip
PAY = make(
    "pay_bill", {"bill_id": STRING, "from_account_id": STRING},
    thing(transfer_id=STRING, amount=_SUM, currency=STRING), description="Pay a bill from an account.",
)  # fmt: skip
_FILE = {"type": "string", "description": "Name of the file", "examples": ["statement-2026-08.pdf"]}
STATEMENTS = make(
    "list_statements", {"account_id": STRING},
    thing(statements=many(statement_id=STRING, account_id=STRING, period_start=DATE, period_end=DATE)),
)  # fmt: skip
DOWNLOAD = make(
    "download_statement", {"statement_id": STRING},
    thing(statement_id=STRING, file_name=_FILE, expires_at=MOMENT),
    description="Download a statement. Returns a link to the document that works for one hour.",
)  # fmt: skip


def test_what_can_be_spent_is_what_is_booked_or_less() -> None:
    """Nobody can spend more than there is, but for what is on its way."""
    for seed in range(12):
        told = world(seed).call(BALANCE, {"account_id": "acc-1"}).result
        assert 0.9 * told["booked"] <= told["available"] <= told["booked"]


def test_nobody_pays_nine_hundred_for_groceries() -> None:
    """What is booked is as large as such things are."""
    for seed in range(12):
        for each in world(seed).call(BOOKINGS, {"account_id": "acc-1"}).result["transactions"]:
            assert each["category"] == "housing" or abs(each["amount"]) <= 140


def test_limits_are_round_and_nothing_is_spent_of_months_to_come() -> None:
    """What remains is the rest."""
    for seed in range(8):
        for month in ("2026-11", "2027-02"):
            for each in world(seed).call(BUDGETS, {"month": month}).result["budgets"]:
                assert each["monthly_limit"] % 10 == 0
                assert each["remaining"] == round(each["monthly_limit"] - each["spent"], 2)
                assert month == "2026-11" or each["spent"] == 0


def test_what_is_paid_for_a_bill_is_what_is_due() -> None:
    """Those due first stand on top; what is paid waits no longer."""
    for seed in range(8):
        bank = world(seed)
        bills = bank.call(BILLS, {}).result["bills"]
        assert [b["due_on"] for b in bills] == sorted(b["due_on"] for b in bills)
        paid = bank.call(PAY, {"bill_id": bills[0]["bill_id"], "from_account_id": "acc-1"}).result
        assert paid["amount"] == bills[0]["amount_due"]
        assert bank.call(BILLS, {}).result["bills"] == bills[1:]


def test_a_paper_is_named_for_its_month_and_its_link_expires_as_the_spec_says() -> None:
    """The statement of August is no file of December."""
    for seed in range(8):
        bank = world(seed)
        each = bank.call(STATEMENTS, {"account_id": "acc-1"}).result["statements"][0]
        file = bank.call(DOWNLOAD, {"statement_id": each["statement_id"]}).result
        assert re.findall(r"\d{4}-\d{2}", file["file_name"]) == [each["period_start"][:7]]
        assert file["expires_at"].startswith(CLOCK.replace(hour=CLOCK.hour + 1).strftime("%Y-%m-%dT%H:%M"))
