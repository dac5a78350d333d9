"""What must be known is told: what was asked for first, and each value in words that say what it is."""

from __future__ import annotations

import re
from random import Random
from typing import Any

import pytest

from tests.llm.plans import catalogue, pick_of
from tests.llm.test_manner import _call, _dressed, _ink, _talks, _value
from tests.llm.test_offline import _one
from toolgraph.llm.offline.clauses import clauses
from toolgraph.llm.offline.fields import Fact, facts_of
from toolgraph.llm.offline.held import Held
from toolgraph.llm.offline.user import UserWords
from toolgraph.llm.offline.wishes import put, wishes_in
from toolgraph.models.base import JsonObject
from toolgraph.models.provenance import Provenance


def _seen(goal: str, tool: str, result: Any, **arguments: Any) -> list[str]:
    """What the assistant tells of one look, in every voice."""
    turn = {"act": "request", "goal": goal, "steps": ((_call(1, tool, result, arguments),),)}
    return [talk[0][1] for talk in _talks([turn], tool)]


def _clauses(record: JsonObject, thing: str) -> str:
    ink = _ink()
    return "; ".join(ink.held.plain(f.clause) for f in facts_of(record, ink, thing=thing))


def test_what_is_read_in_full_is_told_by_what_it_says() -> None:
    """Who wants to read a mail hears what it says before from whom and to whom it went."""
    mail = {
        "message_id": "msg_1",
        "subject": "Corvina Foods",
        "sender_email": "ana@example.org",
        "recipient_emails": ["joann@example.net", "caitlin@example.org"],
        "received_at": "2026-03-01T06:26:00Z",
        "body": "Thank you for the offer.",
    }
    calls = tuple((_call(i, "office/get_mail", {**mail, "message_id": f"msg_{i}"}),) for i in (1, 2))
    found = _call(3, "office/list_tasks", {"tasks": []})
    turn = {"act": "request", "goal": "show a mail in full and list my tasks", "steps": (calls[0], (found,))}
    for talk in _talks([turn], "office/get_mail", "office/list_tasks"):
        assert "says “Thank you for the offer.”" in talk[0][1]


def test_the_comments_that_were_asked_for_are_told() -> None:
    """An issue `with its comments` is told with them, though they stand beside it in the result."""
    issue = {"number": 7, "title": "Login is slow", "state": "open", "author_login": "sam-okoye"}
    result = {
        "issue": issue,
        "comments": [{"comment_id": "c1", "text": "I can reproduce this.", "author_login": "ana"}],
    }
    for reply in _seen("show an issue with its comments", "code_hosting/get_issue", result):
        assert "“I can reproduce this.”" in reply


def test_a_review_without_a_title_goes_by_its_stars() -> None:
    """`Written on the 5th and written on the 3rd` tells nothing of two reviews."""
    sides = (
        {"goodSides": "Free lunch", "badSides": "Shifts change late"},
        {"goodSides": "Flexitime", "badSides": "Noise"},
    )
    reviews = [{"stars": s + 2, "jobTitle": "Chef", **sides[s], "writtenOn": f"2026-01-0{s + 3}"} for s in (0, 1)]
    for many in (reviews, reviews[:1]):
        result = {"averageRating": 2.5, "reviews": many}
        for reply in _seen("read what employees say about an employer", "jobs/listEmployerReviews", result):
            assert "2 stars (good sides “Free lunch”, bad sides “Shifts change late”)" in reply
            assert "written on" not in reply


@pytest.mark.parametrize(
    ("record", "thing", "wanted"),
    [
        (
            {"street": "57 Station Street", "city": "Lagos", "country_code": "NG"},
            "hotel",
            "is at 57 Station Street, Lagos, Nigeria",
        ),
        ({"description": "Quiet rooms."}, "hotel", "is described as “Quiet rooms.”"),
        ({"summary": "Planned costs."}, "file", "reads “Planned costs.”"),
        ({"notes": "Dial in if you travel."}, "person", "has the note “Dial in if you travel.”"),
        ({"reviewer_logins": ["sam-okoye", "lee"]}, "pull request", "is reviewed by sam-okoye and lee"),
        ({"status": "done"}, "task", "is done"),
        ({"status": "done"}, "response", ""),
    ],
)
def test_a_value_says_what_it_is(record: JsonObject, thing: str, wanted: str) -> None:
    """A hotel does not read, nobody says what is noted about them, and a login keeps its hyphen."""
    assert _clauses(record, thing) == wanted


def test_a_course_is_not_on_the_day_it_was_started() -> None:
    """What began, ended or was joined says so before its date; only what happens is simply on a day."""
    for reply in _seen(
        "list the courses I am enrolled",
        "learning/list_enrolments",
        {
            "enrolments": [
                {"enrolment_id": f"e{i}", "course_title": t, "started_on": f"2026-02-0{i}"}
                for i, t in ((1, "Jazz"), (2, "SQL"))
            ]
        },
    ):
        assert re.search(r"Jazz \(started on ", reply), reply


def test_days_are_told_by_what_they_bring() -> None:
    """`The days are 9 July, 10 July and 11 July` is no forecast."""
    day = {"condition": "storm", "temperature_min": 2.5, "temperature_max": 8.5, "wind_speed": 6.6}
    days = [{"date": f"2026-03-0{i}", **day} for i in (4, 5)]
    result = {"city": "Porto", "summary": "Much like the days before.", "days": days}
    for reply in _seen("get the weather forecast", "maps_weather/get_daily_forecast", result, city="Porto"):
        assert "(2.5 to 8.5 degrees, storm)" in reply


def test_a_file_name_keeps_its_letters() -> None:
    """A sentence that begins with `cv.pdf` does not make it `Cv.pdf`."""
    held = Held()
    assert (
        held.reveal(f"{held.hold('cv.pdf')} names Chef. {held.hold('rain')}. It stops.")
        == "cv.pdf names Chef. Rain. It stops."
    )


def test_a_wish_ends_as_people_end_it() -> None:
    """One is enrolled in a course, and nobody looks into how much something has used."""
    assert wishes_in("list the courses I am enrolled")[0].rest == "the courses I am enrolled in"
    said = {form for seed in range(30) for form in put(wishes_in("show how much a home has used")[0], Random(seed))[:2]}
    assert said <= {f"{verb} how much a home has used" for verb in ("show me", "let me see", "see", "check")}


def test_one_thing_matches_and_several_match() -> None:
    """What is said of one film that is looked at is said in the singular."""
    one = {_dressed("the details of a film", _value("query", "heist"), verb="show", seed=seed) for seed in range(30)}
    assert not [text for text in one if "that match " in text]


def test_before_a_deed_no_code_is_read_out() -> None:
    """Whether to log a note `for con_qllowt` nobody can say."""
    call = _call(1, "crm/log_activity", {}, {"contact_id": "con_qllowt", "kind": "note", "summary": "Called"})
    turns = [
        {"act": "request", "goal": "log an activity with a contact", "reply": "confirm"},
        {"act": "confirm", "goal": "", "steps": ((call,),)},
    ]
    for talk in _talks(turns, "crm/log_activity"):
        assert not re.search(r"con.qllowt", talk[0][1])


def test_some_of_a_list_are_not_its_first() -> None:
    """Where the user will choose the sixth, it is told beside the first ones, and not as one of them."""
    contacts = [{"contact_id": f"con_{i}", "full_name": f"Ana {name}"} for i, name in enumerate("ABCDEFG")]
    tool = "crm/search_contacts"
    pick = pick_of("call_1", "contacts[5]", "contact", "Ana F", "full_name")
    turns = [
        {"act": "request", "goal": "search contacts", "steps": ((_call(1, tool, {"contacts": contacts}),),)},
        {"act": "follow_up", "goal": "show the history of a contact", "picks": (pick,)},
    ]
    for talk in _talks(turns, tool):
        assert "Ana F" in talk[0][1]
        assert not re.search(r"first|top|begin|starting", talk[0][1]), talk[0][1]


def test_what_is_bought_goes_by_its_ticker() -> None:
    """`I've added a stock to the watchlist` leaves open which one."""
    result = {"watchlist_id": "wls-1", "name": "Energy", "tickers": ["COBO"]}
    for reply in _seen("add a stock to a watchlist", "finance/add_to_watchlist", result, ticker="COBO"):
        assert "added the stock COBO to the watchlist Energy" in reply


def test_a_label_that_nobody_has_said_is_no_name() -> None:
    """Who saves an address in Seville has not called it `Parents`."""
    result = {"address_id": "adr-1", "label": "Parents", "street": "Calle Mayor 163", "city": "Seville"}
    for reply in _seen("save a delivery address", "shop/save_address", result, street="Calle Mayor 163"):
        assert "Parents" not in reply


def test_a_thing_that_is_looked_at_is_the_chosen_one() -> None:
    """A device that is chosen to be looked at as `an appliance` is that one, and has none."""
    devices = [
        {"device_id": f"dev-{i}", "name": f"{room} heater", "kind": "heater"}
        for i, room in enumerate(("Hall", "Attic"))
    ]
    tools = ("smart_home/list_devices", "smart_home/get_device")
    taken = Provenance(
        call="call_2",
        path="device_id",
        source="result",
        value="dev-1",
        from_call="call_1",
        field="devices[1].device_id",
    )
    turns = [
        {
            "act": "request",
            "goal": "list the appliances of a home",
            "steps": ((_call(1, tools[0], {"devices": devices}),),),
        },
        {
            "act": "follow_up",
            "goal": "show an appliance",
            "picks": (pick_of("call_1", "devices[1]", "device", "Attic heater", "name"),),
            "steps": ((_call(2, tools[1], devices[1], {"device_id": "dev-1"}),),),
        },
    ]
    for number in range(6):
        chosen = {t: catalogue()[t] for t in tools}
        plan = _one(turns, chosen, number).model_copy(update={"provenance": (taken,)})
        asked = UserWords(plan, chosen, Random(number)).words(plan.turns[1])
        assert "ttic heater" in asked
        assert "appliance of" not in asked


def test_a_voucher_says_what_it_is_worth() -> None:
    """A list of codes alone tells nobody which voucher to take, and a clinic is not `with general`."""
    vouchers = [
        {"voucher_code": code, "discount_percent": much, "expires_on": f"2026-07-{much}"}
        for code, much in (("ZFGUGDV93", 13), ("EKFG78", 12))
    ]
    for reply in _seen("list my vouchers", "shop/list_vouchers", {"vouchers": vouchers}):
        assert re.search(r"ZFGUGDV93 \(13 percent off, valid until ", reply), reply
    clinics = [
        {"clinicId": f"cln_{i}", "name": f"Oak {i}", "address": f"Elm {i}", "specialties": [s]}
        for i, s in ((1, "general"), (2, "dentistry"))
    ]
    for reply in _seen("find clinics", "health_fitness/findClinics", {"clinics": clinics}):
        assert "Oak 1 (at Elm 1, general)" in reply


def test_values_out_of_their_range_are_told_first_and_said_to_be() -> None:
    """A lab report is read for what is too high or too low, with what would be normal."""
    values = [
        {"name": "Ferritin", "measured": 145.3, "unit": "µg/L", "low": 30.0, "high": 300.0},
        {"name": "Haemoglobin", "measured": 20.5, "unit": "g/dL", "low": 12.0, "high": 17.0},
        {"name": "TSH", "measured": 9.1, "unit": "mU/L", "flag": "H"},
    ]
    report = {"labReportId": "lab_1", "title": "Blood count", "orderedBy": "Doris Lee", "values": values}
    for reply in _seen("show a lab report and its values", "health_fitness/getLabReport", report):
        assert "Haemoglobin 20.5 g/dL (high, normal is 12 to 17), TSH 9.1 mU/L (high) and Ferritin" in reply


def test_what_is_on_a_day_has_a_verb_of_its_own() -> None:
    """Nothing has its results on a day `and 4,478 employees`."""
    facts = [Fact("a", 50, "has its next results on March 6th", ""), Fact("b", 40, "has 4,478 employees", "")]
    assert clauses(facts) == "has its next results on March 6th and has 4,478 employees"


def test_what_is_asked_for_begins_no_sentence() -> None:
    """The requirements of a job stand within a sentence, those that are names as they are."""
    job = {"jobId": "j1", "requirements": ["Three years of experience", "Fluent in French", "SQL and Python"]}
    assert "asks for three years of experience, fluency in French and SQL and Python" in _clauses(job, "job")


def test_how_many_are_free_is_told_beside_some_of_them() -> None:
    """Of 28 free seats three are shown: nobody says that there are three."""
    seats = [{"seatNumber": f"{n}A", "extraLegroom": False} for n in (7, 9, 12)]
    for reply in _seen("see the free seats", "travel/getSeatMap", {"flightId": "f1", "seats": seats, "freeSeats": 28}):
        assert "28 free seats" in reply
