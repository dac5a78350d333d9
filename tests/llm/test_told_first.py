"""What a reply tells of what it was asked for: a grade, a measure, a day once, and no codes."""

from __future__ import annotations

from tests.llm.plans import catalogue
from tests.llm.test_manner import _call, _dressed, _ink, _talks, _value
from tests.llm.test_offline import _one
from toolgraph.llm.offline.either import settled
from toolgraph.llm.offline.names import names_in
from toolgraph.llm.offline.pairs import pair_facts
from toolgraph.llm.offline.refer import Known
from toolgraph.llm.offline.telling_text import text_fact
from toolgraph.llm.offline.wishes import wishes_in


def test_a_quality_is_what_it_is() -> None:
    """Who asks for the air quality hears that it is poor before any advice."""
    grade, advice = (
        text_fact(key, value, "air quality", ink := _ink())
        for key, value in (("category", "poor"), ("advice", "Close the windows."))
    )
    assert grade is not None
    assert ink.held.plain(grade.clause) == "is poor" or grade.clause.startswith("is ")
    assert advice is None or grade.score > advice.score


def test_what_was_measured_is_told() -> None:
    """A lab report tells what was measured, in its units."""
    values = [{"name": "TSH", "measured": 47.6, "unit": "mmol/L"}, {"name": "Ferritin", "measured": 12, "unit": "U/L"}]
    tool = "health_fitness/getLabReport"
    report = {"labReportId": "lab_1", "title": "Thyroid", "orderedBy": "Kim Bell", "values": values}
    turn = {"act": "request", "goal": "show a lab report", "steps": ((_call(1, tool, report),),)}
    for talk in _talks([turn], tool):
        assert "TSH 47.6 mmol/L and Ferritin 12 U/L" in talk[0][1]


def test_the_day_of_sunrise_and_sunset_is_told_once() -> None:
    """The sun rises and sets on one day."""
    record = {"date": "2026-03-04", "sunrise": "2026-03-04T06:51:00+01:00", "sunset": "2026-03-04T18:02:00+01:00"}
    ink = _ink()
    facts, used = pair_facts(record, "", ink)
    assert used == record.keys()
    assert ink.held.plain(facts[0].clause).count("March") == 1


def test_a_code_is_not_read_out_before_something_is_done() -> None:
    """What is about to be sent is called by its title, or by its kind alone."""
    tools = ("learning/list_certificates", "learning/send_certificate")
    for title, told in (({"course_title": "Jazz piano"}, "certificate Jazz piano"), ({}, "certificate")):
        seen = {"certificates": [{"certificate_id": "crt-217068", **title}]}
        arguments = {"certificate_id": "crt-217068", "recipient_email": "ana@example.org"}
        turns = [
            {"act": "request", "goal": "list my certificates", "steps": ((_call(1, tools[0], seen),),)},
            {"act": "follow_up", "goal": "send a certificate to somebody", "reply": "confirm"},
            {"act": "confirm", "goal": "send a certificate", "steps": ((_call(2, tools[1], {}, arguments),),)},
        ]
        for talk in _talks(turns, *tools):
            assert "crt-217068" not in talk[1][1]
            assert told in talk[1][1]
        plan = _one(turns, {t: catalogue()[t] for t in tools})
        assert names_in(plan).get("crt-217068", "") == title.get("course_title", "")


def test_what_is_switched_is_switched_on_or_off() -> None:
    """`Switch an appliance on or off for the first device` is about that device, and the way stays open."""
    (wish,) = wishes_in("switch an appliance on or off for the first device")
    assert wish.rest == "the first device on or off"
    assert settled(wish, {"device", "power"}) == (wish,)


def test_a_look_may_have_any_word_for_it() -> None:
    """`Check the exchange rate` takes the currencies, and not the list of budgets before it."""
    tools = ("finance/list_budgets", "finance/get_exchange_rate")
    calls = _call(1, tools[0], {"budgets": []}), _call(2, tools[1], {"rate": 2}, {"base": "KES"})
    turn = {
        "act": "request",
        "goal": "list my budgets and check the exchange rate",
        "steps": ((calls[0],), (calls[1],)),
    }
    known = Known(_one([turn], {t: catalogue()[t] for t in tools}), catalogue())
    assert known.wish_at("call_2", wishes_in(str(turn["goal"])), 0) == 1


def test_what_all_share_names_none() -> None:
    """Budgets of one month are told by what they are for."""
    budgets = [
        {"budget_id": f"bgt-{i}", "month": "2026-11", "category": kind, "spent": 10 * i, "currency": "EUR"}
        for i, kind in enumerate(("groceries", "leisure"), 1)
    ]
    tool = "finance/list_budgets"
    turn = {"act": "request", "goal": "list my budgets", "steps": ((_call(1, tool, {"budgets": budgets}),),)}
    for talk in _talks([turn], tool):
        assert "groceries" in talk[0][1]
        assert "leisure" in talk[0][1]


def test_an_id_behind_a_title_is_not_of_that_title() -> None:
    """The milestone of an issue is not called as the issue is; a playlist is called as it says."""
    issue = {"number": 9, "title": "Slow search", "milestone_id": "ms_1"}
    playlist = {"playlistId": "pl_1", "name": "Focus", "ownerId": "u_1"}
    calls = tuple(_call(i, "code_hosting/get_issue", r) for i, r in enumerate((issue, playlist), 1))
    turn = {"act": "request", "goal": "show an issue", "steps": (calls,)}
    names = names_in(_one([turn], {"code_hosting/get_issue": catalogue()["code_hosting/get_issue"]}))
    assert "ms_1" not in names
    assert names["pl_1"] == "Focus"


def test_an_issue_is_changed_so_that_somebody_has_it() -> None:
    """`Update issue 9 for the user kim` says nothing of whose it will be."""
    kim = _value("assignee login", "kim")
    assert _dressed("issue 9", kim, verb="update") == "issue 9 so that it is assigned to kim"
    assert _dressed("issues", kim) == "issues assigned to kim"


def test_money_does_not_leave_from_anywhere() -> None:
    """What is converted from one currency is not leaving from it."""
    for seed in range(8):
        text = _dressed("an amount", _value("from", "TRY"), verb="convert", seed=seed)
        assert "leaving" not in text
        assert "TRY" in text
