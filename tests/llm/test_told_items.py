"""Lists and deeds as a person would tell them: what names a thing first, the same of each, and nothing stray."""

from __future__ import annotations

from datetime import datetime
from random import Random
from typing import Any

import pytest

from tests.llm.plans import catalogue
from toolgraph.llm.offline.alike import shared
from toolgraph.llm.offline.fields import facts_of
from toolgraph.llm.offline.fragments import booked_for, pointed_out, with_food
from toolgraph.llm.offline.grammar import Speaker
from toolgraph.llm.offline.held import Held
from toolgraph.llm.offline.news import Done, news
from toolgraph.llm.offline.report import Reporter
from toolgraph.llm.offline.steady import Steady
from toolgraph.llm.offline.wishes import Wish
from toolgraph.llm.offline.written import Ink
from toolgraph.models.dialogue_plan import PlannedCall


def _ink() -> Ink:
    return Ink(Held(), Random(3), datetime.fromisoformat("2026-02-04T09:00:00+00:00"), Steady(Random(1)), signs=False)


def _call(tool: str, result: Any, arguments: dict[str, Any] | None = None) -> PlannedCall:
    return PlannedCall(id="call_1_1", tool=tool, name=tool.rpartition("/")[2], arguments=arguments or {}, result=result)


def _listed(tool: str, result: Any, arguments: dict[str, Any] | None = None, before: Any = None) -> str:
    reporter, ink = Reporter(Speaker(frozenset(), Random(1)), (), {}), _ink()
    call = _call(tool, result, arguments)
    reporter.begin([*([_call(tool, before)] if before else []), call])
    return ink.held.plain(reporter.summary(call, catalogue()[tool], ink, wish=Wish("list", "things")))


_ORDERS = [
    {"standing_order_id": f"s{i}", "payee_name": "Osaka Power", "amount": 50.5 + i, "currency": "EUR", **more}
    for i, more in enumerate(
        ({"frequency": "monthly", "status": "active"}, {"frequency": "yearly", "status": "paused"})
    )
]
_RUNS = [
    {
        "run_id": f"r{i}",
        "status": "passed",
        "started_by": by,
        "started_at": f"2026-01-0{i + 1}T08:00:00Z",
        "duration_s": s,
    }
    for i, (by, s) in enumerate((("ana", 75), ("bo", 283)))
]
_EVENTS = [
    {"alarm_event_id": f"e{i}", "kind": "smoke", "room_name": "Hall", "reported_at": f"2026-01-1{i}T05:45:00Z", **more}
    for i, more in enumerate(({"is_resolved": False}, {"is_resolved": True}))
]
_HOURS = [{"time": f"2026-02-04T{h}:00:00+00:00", "temperature": 10.5 + h, "condition": "fog"} for h in range(10, 18)]
_BRANCHES = [{"name": n, "is_protected": p} for n, p in (("topic", False), ("main", True))]
_APPLICATIONS = [
    {"applicationId": f"a{i}", "jobTitle": "Baker", "employerName": e, "status": s}
    for i, (e, s) in enumerate((("Mill", "sent"), ("Quill", "offer")))
]
_CVS = [
    {"cvId": f"c{i}", "name": n, "language": g} for i, (n, g) in enumerate((("CV français", "fr"), ("Short", "en")))
]
_PASSES = [{"appointmentId": f"a{i}", "doctorName": "Ana Diaz", "startsAt": f"2026-03-0{i + 1}T09:00:00+00:00",
            "durationMinutes": 30, "status": "cancelled"} for i in range(2)]  # fmt: skip


@pytest.mark.parametrize(
    ("tool", "result", "arguments", "wanted", "unwanted"),
    [
        ("finance/list_standing_orders", {"standing_orders": _ORDERS}, {},
         ("Osaka Power (50.50 EUR monthly, active)", "Osaka Power (51.50 EUR yearly, paused)"), ("an active one",)),
        ("code_hosting/list_pipeline_runs", {"runs": _RUNS}, {},
         ("one started on", "started by ana", "Both passed."), ("Both are", "75 seconds")),
        ("smart_home/list_alarm_events", {"events": _EVENTS}, {},
         ("a smoke event (Hall, not resolved", "a smoke event (Hall, resolved"), ()),
        ("maps_weather/get_hourly_forecast", {"hours": _HOURS}, {},
         ("fog, 20.5 degrees", "fog, 27.5 degrees"), ("begin",)),
        ("code_hosting/list_branches", {"branches": _BRANCHES}, {},
         ("topic (not protected)", "main (protected)"), ()),
        ("jobs/listApplications", {"applications": _APPLICATIONS}, {},
         ("Baker (sent, at Mill", "Baker (offer, at Quill"), ()),
        ("jobs/listCvs", {"cvs": _CVS}, {}, ("CV français in French",), ()),
        ("health_fitness/listAppointments", {"appointments": _PASSES}, {},
         ("two appointments", "9"), ("the first",)),
    ],
)  # fmt: skip
def test_items_are_told_by_what_names_them_and_alike(
    tool: str, result: Any, arguments: dict[str, Any], wanted: tuple[str, ...], unwanted: tuple[str, ...]
) -> None:
    """Payee and frequency of an order, no seconds of one run alone, what is not resolved, all hours of a forecast."""
    text = _listed(tool, result, arguments)
    assert all(w in text for w in wanted), text
    assert not any(u in text for u in unwanted), text


def test_hours_of_one_day_say_it_once() -> None:
    """A forecast has its day before its first hour alone."""
    assert _listed("maps_weather/get_hourly_forecast", {"hours": _HOURS}).count("February") == 1


def test_things_of_a_company_known_by_its_id_are_told_with_it() -> None:
    """Subscriptions of two companies are no two of a plan, once a search has told which companies these are."""
    companies = {"companies": [{"company_id": f"c{i}", "name": n} for i, n in enumerate(("Cobalt", "Tarn"))]}
    items = [
        {"subscription_id": f"s{i}", "company_id": f"c{i}", "plan_name": "Team", "status": "active", "seats": 4}
        for i in range(2)
    ]
    text = _listed("crm/list_subscriptions", {"subscriptions": items}, before=companies)
    assert "for Cobalt" in text
    assert "for Tarn" in text
    assert "Cobalt" not in _listed("crm/list_subscriptions", {"subscriptions": items})


def test_what_has_ended_renews_no_more() -> None:
    """A cancelled subscription has no renewal to come."""
    ink, record = _ink(), {"renews_on": "2026-05-04", "status": "cancelled", "seats": 3}
    assert not any("renew" in ink.held.plain(f.brief) for f in facts_of(record, ink))
    assert any("renew" in ink.held.plain(f.brief) for f in facts_of({**record, "status": "active"}, ink))


def test_nothing_is_passed() -> None:
    """All of them passed, and have been sent."""
    for state, wanted in (("passed", "Both passed."), ("sent", "Both have been sent."), ("open", "Both are open.")):
        ink = _ink()
        assert wanted in ink.held.plain(shared([{"status": state, "name": n} for n in "ab"], "run", {}, ink))


@pytest.mark.parametrize(
    ("rest", "arguments", "wanted"),
    [
        ("a task to my list for that contact", {"assignee_email": "t@x.org"}, "a task to my list for Tara Murray"),
        ("an event into my calendar with the sender of the latest message", {"attendee_emails": ["t@x.org"]},
         "an event into my calendar with Tara Murray"),
        ("an event into my calendar with the assignees of the first and third tasks", {"attendee_emails": ["t@x.org"]},
         "an event into my calendar with Tara Murray"),
        ("the first two users to review a pull request", {"reviewer_logins": ["t@x.org", "bo"]},
         "Tara Murray and bo to review a pull request"),
        ("a job with that CV", {"cvId": "cv-1"}, "a job"),
        ("an issue for the milestone of that issue", {"milestone_id": "ms_4459"}, "an issue"),
        ("a rental car for the cheapest car", {"carOfferId": "ca_1"}, "a rental car"),
        ("money to a payee from the account of the first card", {"from_account_id": "acc-1"}, "money to a payee"),
        ("an appointment to the earliest slot", {"newSlotId": "s1"}, "an appointment to the earliest slot"),
    ],
)  # fmt: skip
def test_who_was_only_pointed_at_is_named(rest: str, arguments: dict[str, Any], wanted: str) -> None:
    """The assistant says for whom it has done something, and not `for the first contact`."""
    ink = _ink()
    told = pointed_out(rest, _call("office/create_task", {}, arguments), {"t@x.org": "Tara Murray"}, ink)
    assert ink.held.plain(told) == wanted


def test_a_deed_brings_no_stray_facts() -> None:
    """That an alert is in a town, or an issue open, is no news of it."""
    ink = _ink()
    facts = facts_of({"city": "Lyon", "status": "open", "frequency": "daily"}, ink)
    done = Done(f"created the alert {ink.held.hold('nurse')}", "update", "")
    told = [ink.held.plain(f.clause) for f in news(facts, Wish("change", "an alert"), done, ink)]
    assert "repeats daily" in told
    assert not {"is in Lyon", "is open"} & set(told)


def test_what_was_booked_and_eaten_is_named() -> None:
    """Seats are for a film, a room is in a hotel, and so many grams are of some food."""
    assert booked_for("bought tickets for the concert", "Odo Trio") == "bought tickets for Odo Trio"
    assert booked_for("booked the flight", "Odo") == "booked the flight"
    ink, call = _ink(), _call("health_fitness/logMeal", {}, {"items": [{"foodId": "f1", "grams": 185}]})
    did = with_food(f"recorded a dinner of {ink.held.hold('185')} grams", call, {"f1": "Soup"}, ink)
    assert ink.held.plain(did) == "recorded a dinner of 185 grams of Soup"
