"""What a service of customers and mails tells: nothing of a new customer that nobody said, one plan for each."""

from __future__ import annotations

from tests.world.tools import world
from toolgraph.models.tool import Tool


def _tool(catalogue: list[Tool], ident: str) -> Tool:
    return next(tool for tool in catalogue if tool.id == ident)


def test_a_new_company_has_what_was_told_of_it(catalogue: list[Tool]) -> None:
    """Who gives a name only is told of no employees, no city and no VAT number, nor what happens next in a deal."""
    here = world(3)
    made = here.call(_tool(catalogue, "crm/create_company"), {"name": "Fennwick Insurance"}).result
    assert made.keys() <= {"company_id", "name", "website_url"}
    arguments = {"title": "Ten more seats", "company_id": made["company_id"], "amount": 5000}
    deal = here.call(_tool(catalogue, "crm/create_deal"), arguments).result
    assert not deal.keys() & {"expected_close_date", "next_step", "contact_id"}


def test_a_new_deal_is_at_the_first_stage(catalogue: list[Tool]) -> None:
    """Nothing that was opened just now has a contract out, whether the stages are known before or looked up after."""
    create, look = _tool(catalogue, "crm/create_deal"), _tool(catalogue, "crm/list_deal_stages")
    arguments = {"title": "Ten more seats", "company_id": "com_b3r8te", "amount": 5000}
    for seed in range(6):
        for early in (True, False):
            here = world(seed)
            stages = here.call(look, {}).result["stages"] if early else []
            deal = here.call(create, arguments).result
            stages = stages or here.call(look, {}).result["stages"]
            assert deal["stage_id"] == stages[0]["stage_id"]
            assert deal["probability_percent"] == stages[0]["usual_probability_percent"]


def test_a_customer_has_one_plan(catalogue: list[Tool]) -> None:
    """No company pays for three plans at once, and what was cancelled is not renewed."""
    look, cancel = _tool(catalogue, "crm/list_subscriptions"), _tool(catalogue, "crm/cancel_subscription")
    for seed in range(8):
        here = world(seed)
        rows = here.call(look, {}).result["subscriptions"]
        companies = [row["company_id"] for row in rows]
        assert len(set(companies)) == len(companies)
        assert here.call(look, {"company_id": companies[0]}).result["total"] == 1
        ended = here.call(cancel, {"subscription_id": rows[0]["subscription_id"]}).result
        assert "renews_on" not in ended


def test_people_of_deals_work_for_one_company(catalogue: list[Tool]) -> None:
    """Nobody is who two companies talk through."""
    for seed in range(8):
        here, whose = world(seed), {}
        stages = here.call(_tool(catalogue, "crm/list_deal_stages"), {}).result["stages"]
        for stage in stages:
            found = here.call(_tool(catalogue, "crm/list_deals"), {"stage_id": stage["stage_id"]}).result
            for deal in found["deals"]:
                assert whose.setdefault(deal["contact_id"], deal["company_id"]) == deal["company_id"]


def test_a_mail_brings_what_it_speaks_of(catalogue: list[Tool]) -> None:
    """Minutes come with minutes, of a month that was there, and who asks a question attaches nothing."""
    search, read = _tool(catalogue, "office/search_mail"), _tool(catalogue, "office/get_mail")
    for seed in range(6):
        here = world(seed)
        for word in ("minutes", "invoice", "itinerary"):
            for mail in here.call(search, {"q": word}).result["messages"]:
                whole = here.call(read, {"message_id": mail["message_id"]}).result
                assert whole["body"].startswith(mail["snippet"])
                names = [each["file_name"] for each in whole["attachments"]]
                asks = mail["subject"].startswith("Question")
                assert len(names) == (0 if asks else 1)
                assert all(name.startswith(word) for name in names)
                assert f"{word.capitalize()}: " not in mail["subject"] or _lies_behind(mail)


def _lies_behind(mail: dict[str, str]) -> bool:
    months = "January February March April May June July August September October November December".split()
    told, received = months.index(mail["subject"].split()[-1]) + 1, int(mail["received_at"][5:7])
    return (received - told) % 12 in (0, 1)


def test_files_are_of_the_form_of_what_they_hold(catalogue: list[Tool]) -> None:
    """A contract is no table, a budget is one, and a name tells one year at most."""
    search, read = _tool(catalogue, "office/search_files"), _tool(catalogue, "office/get_file")
    for seed in range(6):
        here = world(seed)
        for word, ending in (("contract", "pdf"), ("budget-2027", "xlsx")):
            for file in here.call(search, {"query": word}).result["files"]:
                assert file["name"].endswith(ending)
                assert sum(part.isdigit() for part in file["name"].replace(".", "-").split("-")) <= 1
                summary = here.call(read, {"file_id": file["file_id"]}).result["summary"]
                assert "Minutes" not in summary
    scan = here.call(search, {"query": "contract", "file_type": "image"}).result["files"]
    assert all("scan" in file["name"] for file in scan)


def test_who_helps_customers_speaks_their_language(catalogue: list[Tool]) -> None:
    """Nobody who answers people in Lisbon speaks Arabic and Malay alone."""
    for seed in range(6):
        for agent in world(seed).call(_tool(catalogue, "crm/list_agents"), {}).result["agents"]:
            assert "en" in agent["languages"]
