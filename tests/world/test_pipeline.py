"""Deals and the stages of their pipeline, and lists that are in the order that their spec tells."""

from __future__ import annotations

from tests.world.tools import DATE, INTEGER, NUMBER, STRING, make, many, thing, world

PERCENT = {"type": "integer", "minimum": 0, "maximum": 100}
NAMES = {"type": "string", "examples": ["Qualified", "Proposal sent", "Contract out"]}
STAGES = make(
    "list_deal_stages", {}, thing(stages=many(stage_id=STRING, name=NAMES, usual_probability_percent=PERCENT))
)
CREATE = make(
    "create_deal", {"title": STRING}, thing(deal_id=STRING, title=STRING, stage_id=STRING, probability_percent=PERCENT)
)
MOVE = make(
    "move_deal",
    {"deal_id": STRING, "stage_id": STRING},
    thing(deal_id=STRING, title=STRING, stage_id=STRING, probability_percent=PERCENT),
)


def test_stages_stand_in_their_order_and_tell_how_likely_a_deal_is() -> None:
    """A new deal is as likely as its stage says, and so is one that was moved to another."""
    for seed in range(12):
        here = world(seed)
        stages = here.call(STAGES, {}).result["stages"]
        chances = {s["stage_id"]: s["usual_probability_percent"] for s in stages}
        assert list(chances.values()) == sorted(chances.values())
        deal = here.call(CREATE, {"title": "Ten more seats"}).result
        assert deal["probability_percent"] == chances.get(deal["stage_id"], deal["probability_percent"])
        for stage, chance in chances.items():
            moved = here.call(MOVE, {"deal_id": deal["deal_id"], "stage_id": stage}).result
            assert moved["probability_percent"] == chance


def test_what_is_due_first_is_told_by_its_day_and_not_by_its_amount() -> None:
    """Bills with an `amount due` and a `due date`, first due on top."""
    bills = many(invoice_id=STRING, amount_due=NUMBER, due_date=DATE, lines=INTEGER)
    tool = make("list_invoices", {}, thing(invoices={**bills, "description": "Invoices, first due on top"}))
    for seed in range(12):
        due = [bill["due_date"] for bill in world(seed).call(tool, {}).result["invoices"]]
        assert due == sorted(due)


def test_a_plan_has_one_identifier_whoever_has_it() -> None:
    """Subscriptions of one company after another: there are three plans, and each has a name of its own."""
    names = {"type": "string", "examples": ["Starter", "Team", "Business"]}
    row = {"subscription_id": STRING, "company_id": STRING, "plan_id": STRING, "plan_name": names}
    tool = make("list_subscriptions", {"company_id": STRING}, thing(subscriptions=many(**row)))
    for seed in range(12):
        here, found = world(seed), set()
        for company in ("com_1", "com_2", "com_3", "com_4"):
            rows = here.call(tool, {"company_id": company}).result["subscriptions"]
            found |= {(row["plan_name"], row["plan_id"]) for row in rows}
        assert len(found) == len({name for name, _ in found})


def test_a_sum_is_in_the_currency_of_its_rows() -> None:
    """Deals in euros have no total in dollars."""
    code = {"type": "string", "pattern": "^[A-Z]{3}$", "examples": ["EUR"]}
    rows = many(deal_id=STRING, amount=NUMBER, currency=code)
    tool = make("list_deals", {}, thing(deals=rows, total_value=NUMBER, currency=code))
    for seed in range(12):
        here = world(seed)
        here.learn([tool])
        out = here.call(tool, {}).result
        assert {row["currency"] for row in out["deals"]} == {out["currency"]}
