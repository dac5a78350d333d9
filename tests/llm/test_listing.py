"""What was found is told whole where it is short, and each thing by what tells it from the others."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.llm.test_manner import _call, _ink, _talks
from tests.llm.test_offline import _one
from toolgraph.llm.offline.fields import facts_of
from toolgraph.llm.offline.unsaid import unsaid_in, with_unsaid
from toolgraph.llm.offline.written import amount
from toolgraph.models.provenance import Provenance


def _seen(goal: str, *calls: Any) -> list[str]:
    """What the assistant tells of looks, in every voice."""
    turn = {"act": "request", "goal": goal, "steps": (calls,)}
    return [talk[0][1] for talk in _talks([turn], *dict.fromkeys(c.tool for c in calls))]


def _plans(count: int) -> dict[str, Any]:
    names = ("First kilometres", "More weight", "Stronger back", "Supple hips", "Long run", "Quick legs", "Calm mind")
    plans = [
        {"planId": f"pln_{i}", "name": n, "goal": "weight", "weeks": i + 2, "sessionsPerWeek": 2, "level": "advanced"}
        for i, n in enumerate(names[:count])
    ]
    return {"plans": plans}


@pytest.mark.parametrize("count", [4, 5])
def test_a_short_list_is_told_whole(count: int) -> None:
    """Who asks for their plans hears of all four, and not of two `for example`."""
    result = _plans(count)
    for reply in _seen("list my training plans", _call(1, "health_fitness/listTrainingPlans", result)):
        assert all(p["name"] in reply for p in result["plans"])


def test_a_long_list_is_told_by_its_first() -> None:
    """Of seven plans the first are told, as what they are, with how many there are."""
    for reply in _seen("list my training plans", _call(1, "health_fitness/listTrainingPlans", _plans(7))):
        assert "seven" in reply.lower()
        assert "Stronger back" in reply
        assert "Long run" not in reply
        assert re.search(r"\b(?:first|start\w*|beg[ai]n\w*|top)\b", reply, re.IGNORECASE)


def test_several_lists_have_room_for_each_other() -> None:
    """Three cities with three hotels each: two or more of each, and no more words than people read."""
    names = ("Nyhavn House", "Garden Inn", "Hotel Aurora")
    calls = []
    for i, city in enumerate(("Oslo", "Rome", "Cairo")):
        hotels = [
            {
                "hotelId": f"ht_{i}{k}",
                "name": f"{n} {city}",
                "guestRating": 7.5 + k,
                "address": f"{k + 5} Mill Street, 1000 {city}, Norway",
                "pricePerNight": {"amount": 90.0 + k, "currency": "EUR"},
            }
            for k, n in enumerate(names)
        ]
        calls.append(_call(i, "travel/searchHotels", {"hotels": hotels, "total": 3}, {"city": city}))
    for reply in _seen("search hotels", *calls):
        assert all(f"{n} {c}" in reply for c in ("Oslo", "Rome", "Cairo") for n in names[:2])
        assert "91 EUR" in reply or "€91" in reply
        assert len(reply.split()) < 140


def test_what_a_night_costs_is_told() -> None:
    """`price_per_night` is a price, and no number of things per page."""
    ink = _ink()
    briefs = [ink.held.plain(f.brief) for f in facts_of({"price_per_night": 90.5, "currency": "EUR"}, ink)]
    assert any("per night" in b and "90.50" in b for b in briefs)


def test_two_cards_of_a_kind_are_told_apart() -> None:
    """Two debit cards are told with their last digits."""
    cards = [
        {"card_id": f"crd_{i}", "kind": "debit", "last_four": four, "status": "active", "expires_on": "2030-03-05"}
        for i, four in enumerate(("3737", "5307"))
    ]
    for reply in _seen("list my cards", _call(1, "finance/list_cards", {"cards": cards, "count": 2})):
        assert "3737" in reply
        assert "5307" in reply


def test_a_price_is_no_name() -> None:
    """Concerts that all are by one band are told by when and for how much they are."""
    concerts = [
        {"concertId": f"c{i}", "artistName": "Odo Trio", "ticketPrice": p, "currency": "EUR", "startsAt": at}
        for i, (p, at) in enumerate(((38.5, "2027-01-07T20:00:00+00:00"), (32.7, "2027-01-09T20:00:00+00:00")))
    ]
    for reply in _seen("find concerts", _call(1, "media/findConcerts", {"concerts": concerts, "total": 2})):
        assert "38.50" in reply
        assert "9" in reply
        assert "32.70" in reply


_CONCERT = {"concertId": "c1", "artistName": "Mill Parade", "ticketPrice": 42.5, "currency": "CHF"}


def test_details_tell_what_the_list_did_not() -> None:
    """A second look at a concert tells where it is and when its doors open, and not its price again."""
    listed = _call(1, "media/findConcerts", {"concerts": [{**_CONCERT, "startsAt": "2027-01-02T21:05:00+00:00"}]})
    record = {
        **_CONCERT,
        "startsAt": "2027-01-02T21:05:00+00:00",
        "venueName": "Pakhus Elleve",
        "doorsOpenAt": "2027-01-02T20:20:00+00:00",
        "ticketsLeft": 37,
    }
    seen = _call(2, "media/getConcert", record)
    turn = {"act": "request", "goal": "find concerts and get the details of a concert", "steps": ((listed,), (seen,))}
    for talk in _talks([turn], "media/findConcerts", "media/getConcert"):
        reply = talk[0][1]
        assert "concert by Mill Parade" in reply
        assert all(part in reply for part in ("Pakhus Elleve", "37 tickets left", "opens its doors"))
        assert reply.count("42.50") == 1


def test_a_profile_is_told_in_full() -> None:
    """Who asks for a profile hears who the artist is, from where, and where to find them."""
    artist = {
        "artistId": "a1",
        "name": "Ines Quarrel",
        "biography": "A trio from Tokyo, together since 2025.",
        "homeCity": "Tokyo",
        "website": "https://example.com/artist/yafk",
        "bookingEmail": "ines@example.org",
    }
    for reply in _seen("get an artist", _call(1, "media/getArtist", artist)):
        assert all(part in reply for part in ("A trio from Tokyo", "is from Tokyo", "example.com/artist/yafk"))


def test_what_a_job_asks_for_is_told() -> None:
    """Requirements, whether it is remote, until when to apply and by whom it is run are facts."""
    record = {
        "isRemote": False,
        "isVideo": True,
        "requirements": ["Driving licence"],
        "applyBefore": "2027-06-10",
        "recruiterName": "Samuel Hicks",
    }
    ink = _ink()
    told = "; ".join(ink.held.plain(f.clause) for f in facts_of(record, ink, thing="job"))
    for part in ("is not remote", "is a video job", "asks for driving licence", "asks you to apply before"):
        assert part in told


def test_the_interviews_of_an_application_are_told() -> None:
    """A short list within a record is told unasked, and an interview is one with somebody."""
    interviews = [{"interviewId": "i1", "startsAt": "2027-01-12T10:00:00+00:00", "interviewerName": "Diane Trevino"}]
    record = {"applicationId": "app-1", "jobTitle": "Chef", "status": "interview", "interviews": interviews}
    record |= {"employerName": "Magnolia Foods", "appliedOn": "2026-12-01"}
    for reply in _seen("get an application", _call(1, "jobs/getApplication", record)):
        assert "one with Diane Trevino" in reply
        assert "10" in reply


def test_progress_is_that_of_the_course() -> None:
    """Where a lesson is marked as done, the course is 8 percent done, and not the lesson."""
    enrolment = {"enrolment_id": "e1", "course_id": "c1", "course_title": "Jazz piano", "progress_percent": 8}
    call = _call(1, "learning/mark_lesson_done", enrolment, {"enrolment_id": "e1", "lesson_id": "les-1"})
    for reply in _seen("mark a lesson as done", call):
        assert "course Jazz piano is 8 percent done" in reply


def test_rates_go_by_their_currencies() -> None:
    """Of several rates each is told from what into what, and not as the first and the second."""
    rates = [
        _call(i, "finance/get_exchange_rate", {"rate": 0.5 + i, "change_percent": 0.3}, {"base": b, "quote": q})
        for i, (b, q) in enumerate((("NOK", "EUR"), ("EUR", "NOK"), ("NOK", "USD")))
    ]
    for reply in _seen("get an exchange rate", *rates):
        assert all(pair in reply for pair in ("NOK to EUR", "EUR to NOK", "NOK to USD"))
        assert "first" not in reply


def test_an_address_is_not_away() -> None:
    """What was looked for by a point is so far from that point."""
    found = {"address": "Victoria Road 74, 00800 Nairobi, Kenya", "distanceMeters": 27}
    call = _call(1, "maps_weather/reverse_geocode", found, {"latitude": -1.28, "longitude": 36.8})
    for reply in _seen("find the address of a point", call):
        assert "27 metres away" not in reply


def test_an_application_is_not_at_an_employer() -> None:
    """`Your application is sent and is at Pine Labs` says where it lies; it is an application at Pine Labs."""
    result = {"applicationId": "a1", "jobTitle": "Chef", "employerName": "Pine Labs", "status": "sent"}
    result |= {"appliedOn": "2026-01-05", "recruiterMessage": "Thank you."}
    for reply in _seen("get an application", _call(1, "jobs/getApplication", result)):
        assert "for the position of Chef at Pine Labs is sent" in reply


def test_a_rate_of_another_day_says_of_which() -> None:
    """Who asks for the rate of the 18th and gets that of the 11th hears so."""
    rate = {"rate": 1480.0, "as_of": "2026-05-11T08:05:00Z", "change_percent": -0.4}
    asked = {"base": "EUR", "quote": "KRW", "date": "2026-05-18"}
    for reply in _seen("get an exchange rate", _call(1, "finance/get_exchange_rate", rate, asked)):
        assert "dates from" in reply
        assert "11" in reply


def test_a_moved_event_is_told_with_its_new_time() -> None:
    """What was moved says when it is now before that it is booked."""
    result = {"appointmentId": "a1", "status": "booked", "startsAt": "2027-06-17T11:30:00+00:00", "doctorName": "Kim"}
    found = _call(1, "health_fitness/listAppointments", {"appointments": []})
    deeds = _call(2, "health_fitness/rescheduleAppointment", result, {"appointmentId": "a1", "slotId": "s1"})
    plans = _call(3, "health_fitness/listTrainingPlans", _plans(2))
    goal = "list my appointments, list my training plans and move an appointment to another slot"
    for reply in _seen(goal, found, plans, deeds):
        assert "17" in reply


def test_what_nobody_has_named_is_told() -> None:
    """A branch that was taken from a pull request, and a driver from a list, are named when all is done."""
    plan = _one([{"act": "request", "goal": "start a run", "steps": ()}], {})
    taken = [
        Provenance(call="c", path="branch", source="result", value="release-2.4", from_call="b", field="x"),
        Provenance(call="c", path="driverTravellerId", source="result", value="tv_1", from_call="b", field="y"),
    ]
    unsaid = unsaid_in(plan.model_copy(update={"provenance": tuple(taken)}))["c"]
    ink = _ink()
    told = ink.held.plain(with_unsaid("started a run", unsaid, {"tv_1": "Rika Holmes"}, ink))
    assert told == "started a run on the branch release-2.4 with Rika Holmes as the driver"


def test_what_is_inside_is_told_whole() -> None:
    """Four top tracks are told by name, and one comment is not `the comments are`."""
    for count, wanted in ((4, "Rain"), (1, "only track is Low Tide")):
        tracks = [{"trackId": f"t{i}", "title": n} for i, n in enumerate(("Low Tide", "Salt", "Snow", "Rain")[:count])]
        playlist = {"playlistId": "p", "name": "Focus", "isPublic": True, "trackCount": count, "tracks": tracks}
        for reply in _seen("show a playlist and its tracks", _call(1, "media/getPlaylist", playlist)):
            assert wanted in reply


def test_amounts_of_one_list_are_written_alike() -> None:
    """A sum that went out has the sign of its currency where one that came in has it."""
    ink = _ink()._replace(signs=True)
    assert (amount(-8.5, "EUR", ink), amount(8.5, "EUR", ink)) == ("-€8.50", "€8.50")


def test_a_card_is_told_with_its_back() -> None:
    """One side without the other teaches nobody anything."""
    cards = [{"front": "bread (Portuguese)", "back": "o pão"}, {"front": "Dm7 chord", "back": "D F A C"}]
    turn = {"act": "request", "goal": "show the learning cards that are due today"}
    turn["steps"] = ((_call(1, "learning/get_due_cards", {"deck_id": "dck-k20wx", "cards": cards}),),)
    for talk in _talks([turn], "learning/get_due_cards"):
        assert "bread (Portuguese): “o pão” and Dm7 chord: “D F A C”" in talk[0][1]


def test_what_was_measured_is_told_of_a_report_among_others() -> None:
    """Whoever looks into a lab report wants to know its values, whatever else they ask for."""
    values = [{"name": "TSH", "measured": 4.83, "unit": "mU/L", "low": 0.4, "high": 4.0}]
    report = {
        "labReportId": "lab_1",
        "title": "Thyroid",
        "doctorId": "doc_1",
        "orderedBy": "Ana Diaz",
        "values": values,
    }
    reports = {"reports": [{"labReportId": "lab_1", "title": "Thyroid", "takenOn": "2026-07-21"}]}
    listed = _call(1, "health_fitness/listLabReports", reports)
    shown = _call(2, "health_fitness/getLabReport", report, {"labReportId": "lab_1"})
    turn = {"act": "request", "goal": "list my lab reports and show a lab report", "steps": ((listed,), (shown,))}
    for talk in _talks([turn], "health_fitness/listLabReports", "health_fitness/getLabReport"):
        assert "TSH 4.83 mU/L" in talk[0][1]
