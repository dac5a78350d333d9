"""How a deed is reported: with what was said for it, and with the things it was done to and with by their names."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.llm.plans import catalogue
from tests.llm.test_manner import _call, _dressed, _ink, _talks, _value
from tests.llm.test_offline import _one
from toolgraph.llm.offline.either import settled
from toolgraph.llm.offline.held import Held, capitalise
from toolgraph.llm.offline.meant import Meant
from toolgraph.llm.offline.names import names_in
from toolgraph.llm.offline.naming import named
from toolgraph.llm.offline.refer import Known
from toolgraph.llm.offline.shape import noun_of
from toolgraph.llm.offline.telling import answer, list_fact
from toolgraph.llm.offline.telling_text import text_fact
from toolgraph.llm.offline.whom import sent_to
from toolgraph.llm.offline.wishes import Wish, wishes_in
from toolgraph.models.dialogue_plan import SaidValue
from toolgraph.models.provenance import Provenance


def _said(path: str, label: str, value: Any, call: int = 1) -> SaidValue:
    return SaidValue(call=f"call_{call}", path=path, label=label, value=value)


def _deed(tool: str, goal: str, said: list[SaidValue], result: Any, **more: Any) -> list[str]:
    """What the assistant says of one deed, in every voice."""
    arguments = {**{s.path: s.value for s in said}, **more.pop("arguments", {})}
    seen = more.pop("seen", None)
    turns = [seen] if seen else []
    step = ((_call(len(turns) + 1, tool, result, arguments),),)
    turns.append({"act": "request", "goal": goal, "said": tuple(said), "steps": step})
    tools = [tool, *({c.tool for c in seen["steps"][0]} if seen else ())]
    return [talk[-1][1] for talk in _talks(turns, *tools)]


def test_a_deed_is_told_with_what_was_said_for_it() -> None:
    """Who asks for a yoga workout on 17 October hears that this was recorded, not `a workout`."""
    said = [_said("sport", "sport", "yoga"), _said("startedAt", "start time", "2026-03-17T18:00:00+00:00")]
    for reply in _deed("health_fitness/logWorkout", "record a workout", said, {"workoutId": "w1", "energyKcal": 294}):
        assert "recorded a yoga workout" in reply
        assert re.search(r"17|March", reply)


def test_own_words_are_not_read_out_again() -> None:
    """A message is sent to somebody; what it says, its writer knows."""
    text = "Thank you for the offer. We would like to go ahead."
    said = [_said("to", "recipients", ["ana@example.org"]), _said("body", "body", text)]
    for reply in _deed("office/send_mail", "send an e-mail", said, {"message_id": "m1"}):
        assert "ana@example.org" in reply
        assert text not in reply


def test_a_thing_with_another_word_for_it_is_named() -> None:
    """`I've locked the door` names the door, although its call has a lock id."""
    locks = {"locks": [{"lock_id": "lck-1", "name": "Garage"}, {"lock_id": "lck-2", "name": "Front door"}]}
    for lock, told in (("lck-1", "locked the door Garage"), ("lck-2", "locked Front door")):
        seen = {
            "act": "request",
            "goal": "list the door locks of a home",
            "steps": ((_call(1, "smart_home/list_locks", locks),),),
        }
        said = {"seen": seen, "arguments": {"lock_id": lock}}
        for reply in _deed("smart_home/lock_door", "lock a door", [], {"lock_id": lock, "is_locked": True}, **said):
            assert told in reply


def test_things_put_into_another_are_named_and_it_is_not_one_of_them() -> None:
    """Tracks that go into a playlist are told by their titles, and the playlist's name is not a track's."""
    tracks = {"tracks": [{"trackId": "track:1", "title": "Low Tide"}, {"trackId": "track:2", "title": "Half Light"}]}
    seen = {"act": "request", "goal": "search songs", "steps": ((_call(1, "media/searchTracks", tracks),),)}
    made = {"playlistId": "playlist:1", "name": "Focus", "trackCount": 12}
    arguments = {"playlistId": "playlist:1", "trackIds": ["track:1", "track:2"]}
    goal = "add tracks to a playlist"
    for reply in _deed("media/addTracksToPlaylist", goal, [], made, seen=seen, arguments=arguments):
        assert "added the tracks Low Tide and Half Light to" in reply
        assert "Focus Low" not in reply


def test_an_amount_says_how_much_was_transferred() -> None:
    """Money that is transferred is so much money."""
    said = [_said("amount", "amount", 950), _said("currency", "currency", "CHF")]
    for reply in _deed("finance/create_transfer", "transfer money to a payee", said, {"reference": "R1", "fee": 15}):
        assert "transferred 950 CHF to" in reply


@pytest.mark.parametrize(
    ("told", "rest"),
    [
        ({"brightness"}, "the brightness of a light"),
        ({"brightness", "colour"}, "the brightness and the colour of a light"),
    ],
)
def test_of_two_parts_those_are_set_that_are_told(told: set[str], rest: str) -> None:
    """`Set brightness and colour of a light` with one of them told is to set that one."""
    assert settled(Wish("set", "brightness and colour of a light"), told)[0].rest == rest
    assert settled(Wish("find", "sunrise and sunset of a day"), {"sunset"})[0].rest == "sunrise and sunset of a day"


def test_a_link_stands_where_the_wish_speaks_of_one() -> None:
    """A file is saved from that link, not `from a web link with the link`."""
    link = _value("link", "https://files.example.org/a.pdf")
    assert _dressed("a file from a web link to my files", link, verb="save") == f"a file from {link.text} to my files"
    assert _dressed("the CV", link, verb="import") == f"the CV from {link.text}"


def test_new_parts_of_some_thing_are_what_is_changed() -> None:
    """`Adjust an event in Room Fjord` would be an event there; its place is changed."""
    assert (
        _dressed("an event", _value("new location", "Room Fjord"), verb="update")
        == "the location of an event to Room Fjord"
    )
    assert _dressed("an event", _value("duration in minutes", 50), verb="change") == "an event to last 50 minutes"


def test_each_of_several_dates_says_what_it_is_for() -> None:
    """Behind the day of arrival the other date is not a bare `on 15 August`."""
    dates = _value("arrival date", "2026-03-17", relative=True), _value("departure date", "2026-08-15")
    for seed in range(12):
        text = _dressed("hotels", *dates, seed=seed)
        assert re.search(r"(?:leaving|departing|until|checking out|to) (?:on )?(?:the )?(?:15|August)", text), text


def test_something_is_sent_to_somebody() -> None:
    """A mail goes to a contact; it is not sent with them."""
    assert wishes_in("send an e-mail with that contact")[0].rest == "an e-mail to that contact"
    assert wishes_in("open a deal with that contact")[0].rest == "a deal with that contact"


def test_a_yes_or_no_that_was_asked_for_is_told_first() -> None:
    """Whether a visa is required is what somebody asks visa rules for."""
    found = answer({"fee": 28, "visaRequired": True}, "visa requirement")
    assert found is not None
    assert (found[0], found[1].clause) == ("a visa", "is required")
    assert answer({"isOpen": True, "badgeRequired": True}, "shop") is None
    record = {"visaRequired": False, "fee": {"amount": 9.5, "currency": "USD"}}
    turn = {
        "act": "request",
        "goal": "check visa rules",
        "steps": ((_call(1, "travel/getVisaRequirements", record),),),
    }
    for talk in _talks([turn], "travel/getVisaRequirements"):
        assert "a visa is not required." in talk[0][1].lower()
        assert "9.5" not in talk[0][1]


def test_a_mail_went_to_its_recipients() -> None:
    """The recipients of a mail are not `with` it."""
    fact = list_fact("recipient_emails", ["ana@example.org"], "mail", ink := _ink())
    assert fact is not None
    assert ink.held.plain(fact.clause) == "went to ana@example.org"


def test_what_goes_by_a_ticker_and_is_no_share_is_of_it() -> None:
    """`The price history HALG` is the price history of HALG."""
    ink = _ink()
    assert (
        ink.held.plain(named({"ticker": "HALG", "change": 2}, "price history", ink).text) == "the price history of HALG"
    )
    assert ink.held.plain(named({"ticker": "HALG", "change": 2}, "stock", ink).text) == "the stock HALG"


def test_an_order_does_not_go_by_the_number_of_its_parcel() -> None:
    """A tracking number names a parcel, and only that."""
    told, ink = {"order_id": "CK-5982503", "tracking_number": "CKX926465418"}, _ink()
    assert "CKX" not in ink.held.plain(named(told, "order", ink).text)
    assert ink.held.plain(named(told, "parcel", ink).text) == "the parcel CKX926465418"


def test_of_two_searches_the_first_one_says_of_which() -> None:
    """Of a call beside another of its tool it is known by which word the two differ."""
    tool = "media/searchArtists"
    calls = tuple(_call(i, tool, {"artists": []}, {"q": q}) for i, q in ((1, "jazz"), (2, "folk")))
    turn = {"act": "request", "goal": "search artists", "steps": (calls,)}
    heard = tuple(Provenance(call=c.id, path="q", source="user", value=c.arguments["q"], turn=0) for c in calls)
    plan = _one([turn], {tool: catalogue()[tool]}).model_copy(update={"provenance": heard})
    assert Known(plan, catalogue()).apart("call_1") == "jazz"
    alone = _one([{**turn, "steps": ((calls[0],),)}], {tool: catalogue()[tool]}).model_copy(
        update={"provenance": heard}
    )
    assert Known(alone, catalogue()).apart("call_1") == ""


def test_a_pause_begins_no_sentence() -> None:
    """`on... er, the 28th` goes on in small letters."""
    assert capitalise("leaving on... er, the 28th. thanks") == "Leaving on... er, the 28th. Thanks"


def test_what_is_made_has_its_own_name() -> None:
    """A release is published in a repository, and is not called as that is."""
    seen = {
        "act": "request",
        "goal": "search repositories",
        "steps": (
            (
                _call(
                    1,
                    "code_hosting/search_repositories",
                    {"repositories": [{"repository_id": "repo_1", "slug": "halden/tools"}]},
                ),
            ),
        ),
    }
    result = {"release_id": "rel_1", "tag_name": "v2.4.0"}
    said = {"seen": seen, "arguments": {"repository_id": "repo_1"}}
    for reply in _deed("code_hosting/create_release", "publish a release", [], result, **said):
        assert "halden/tools" not in reply


def test_a_name_stands_for_what_only_said_which_one_it_is() -> None:
    """`The first plan` is told by its name, and so is `the company of those contacts`."""
    seen = {
        "act": "request",
        "goal": "list my training plans",
        "steps": (
            (
                _call(
                    1,
                    "health_fitness/listTrainingPlans",
                    {"plans": [{"planId": "pln_1", "title": "First 5 kilometres"}]},
                ),
            ),
        ),
    }
    said = {"seen": seen, "arguments": {"planId": "pln_1"}}
    goal = "record a workout for the first plan of those goals"
    for reply in _deed("health_fitness/logWorkout", goal, [], {"workoutId": "w1"}, **said):
        assert "for the plan First 5 kilometres" in reply
        assert "those goals" not in reply


def test_values_of_what_is_made_are_not_said_of_what_is_looked_at() -> None:
    """Weeks and sessions are those of the plan that is to be made, and not of the list of plans before it."""
    tools = ("health_fitness/listTrainingPlans", "health_fitness/createTrainingPlan")
    calls = _call(1, tools[0], {"plans": []}), _call(2, tools[1], {}, {"weeks": 2})
    turn = {
        "act": "request",
        "goal": "list my training plans and make a training plan",
        "steps": ((calls[0],), (calls[1],)),
    }
    known = Known(_one([turn], {t: catalogue()[t] for t in tools}), catalogue())
    wishes = wishes_in("list my training plans and make one with the first two exercises")
    assert known.wish_at("call_2", wishes, 0) == 1
    assert known.wish_at("call_1", wishes, 1) == 0


def test_what_is_somewhere_is_looked_for_there() -> None:
    """Stations in the city of an earlier concert are stations there; in a city that is named they are not."""
    concert, search = "media/getConcert", "travel/searchStations"
    calls = (
        _call(1, concert, {"concertId": "c1", "city": "Prague"}),
        _call(2, search, {"stations": []}, {"city": "Prague"}),
    )
    turns = [
        {"act": "request", "goal": "show the details of a concert", "steps": ((calls[0],),)},
        {"act": "follow_up", "goal": "find railway stations", "steps": ((calls[1],),)},
    ]
    taken = Provenance(call="call_2", path="city", source="result", value="Prague", from_call="call_1", field="city")
    plan = _one(turns, {t: catalogue()[t] for t in (concert, search)})
    for source, told in (
        (taken, "railway stations there"),
        (taken.model_copy(update={"source": "user"}), "railway stations"),
    ):
        known = Known(plan.model_copy(update={"provenance": (source,)}), catalogue())
        wish = Meant(known, {}).there(Wish("find", "railway stations"), plan.turns[1], Held())
        assert wish.rest == told


def test_near_which_of_several_places_is_said() -> None:
    """Of places in a list that nobody has seen, one is near the first; where there is but one, it is there."""
    places, search = "maps_weather/list_saved_places", "health_fitness/findClinics"
    spots = [{"name": "Oak", "lat": 1.32}, {"name": "Elm", "lat": 1.37}]
    taken = Provenance(
        call="call_2", path="latitude", source="result", value=1.32, from_call="call_1", field="places[0].lat"
    )
    for count, told in ((2, "clinics near the first place"), (1, "clinics there")):
        calls = _call(1, places, {"places": spots[:count]}), _call(2, search, {"clinics": []}, {"latitude": 1.32})
        turn = {"act": "request", "goal": "list my places and find clinics", "steps": ((calls[0],), (calls[1],))}
        plan = _one([turn], {t: catalogue()[t] for t in (places, search)})
        known = Known(plan.model_copy(update={"provenance": (taken,)}), catalogue())
        assert Meant(known, {}).there(Wish("find", "clinics"), plan.turns[0], Held()).rest == told


def test_what_is_said_of_a_job_is_no_place() -> None:
    """A job that is named in the wish leaves open where it is: there."""
    held = Held()
    said = [SaidValue(call="call_2", path="jobTitle", label="title", value="Nurse", relative=False)]
    concert, pay = "media/getConcert", "jobs/estimateSalary"
    calls = _call(1, concert, {"concertId": "c1", "city": "Prague"}), _call(2, pay, {}, {"city": "Prague"})
    turns = [
        {"act": "request", "goal": "show the details of a concert", "steps": ((calls[0],),)},
        {"act": "follow_up", "goal": "estimate what a job pays", "steps": ((calls[1],),), "said": tuple(said)},
    ]
    taken = Provenance(call="call_2", path="city", source="result", value="Prague", from_call="call_1", field="city")
    plan = _one(turns, {t: catalogue()[t] for t in (concert, pay)})
    known = Known(plan.model_copy(update={"provenance": (taken,)}), catalogue())
    wish = Wish("estimate", f"what a job as a {held.hold('nurse')} pays")
    assert held.plain(Meant(known, {}).there(wish, plan.turns[1], held).rest) == "what a job as a nurse pays there"


def test_hours_are_not_found() -> None:
    """The hours of a forecast are told as they come; nobody finds twelve hours."""
    hours = [{"time": f"2026-03-04T{h:02}:00:00Z", "temperature_c": h, "condition": "rain"} for h in range(9, 15)]
    turn = {
        "act": "request",
        "goal": "get the weather of the next hours",
        "steps": ((_call(1, "maps_weather/get_hourly_forecast", {"hours": hours}),),),
    }
    for talk in _talks([turn], "maps_weather/get_hourly_forecast"):
        assert not re.search(r"found|came up|listed|I see|There are", talk[0][1])


def test_an_item_without_a_name_is_told_by_its_words() -> None:
    """A learning card has a front, and that is what is told of it."""
    turn = {
        "act": "request",
        "goal": "list the learning cards that are due today",
        "steps": (
            (_call(1, "learning/get_due_cards", {"cards": [{"front": "LEFT JOIN", "back": "keeps all rows"}]}),),
        ),
    }
    for talk in _talks([turn], "learning/get_due_cards"):
        assert "LEFT JOIN" in talk[0][1]


def test_mails_are_sent_to_somebody_who_is_told() -> None:
    """A mail to whoever wrote the first message goes to the sender of the first one; a known writer has a name."""
    search, send = "office/search_mail", "office/send_mail"
    mails = {"messages": [{"message_id": "m1", "sender_email": "ana@example.org", "sender_name": "Ana Diaz"}]}
    calls = _call(1, search, mails), _call(2, send, {}, {"to": ["ana@example.org"]})
    first = {"act": "request", "goal": "search my mailbox and send an e-mail", "steps": ((calls[0],), (calls[1],))}
    later = [
        {"act": "request", "goal": "search my mailbox", "steps": ((calls[0],),)},
        {"act": "follow_up", "goal": "send an e-mail", "steps": ((calls[1],),)},
    ]
    field = "messages[0].sender_email"
    taken = Provenance(
        call="call_2", path="to[0]", source="result", value="ana@example.org", from_call="call_1", field=field
    )
    for turns, told in (([first], "an e-mail to the sender of the first message"), (later, "an e-mail to Ana Diaz")):
        plan = _one(turns, {t: catalogue()[t] for t in (search, send)}).model_copy(update={"provenance": (taken,)})
        held = Held()
        wish = sent_to(Wish("send", "an e-mail"), plan.turns[-1], Known(plan, catalogue()), names_in(plan), held)
        assert held.plain(wish.rest) == told


def test_an_empty_cart_is_empty() -> None:
    """A record of nothing but an empty list says that."""
    tool = "shop/get_cart"
    turn = {
        "act": "request",
        "goal": "show what is in a cart",
        "steps": ((_call(1, tool, {"cart_id": "crt-1", "items": [], "subtotal": 0, "total": 0, "currency": "EUR"}),),),
    }
    for talk in _talks([turn], tool):
        assert "has no items so far" in talk[0][1]


@pytest.mark.parametrize(
    ("name", "http", "noun"),
    [
        ("PATCH_v3-teammates-username", "PATCH /v3/teammates/{username}", "teammate"),
        ("GET_contacts-archived", "GET /contacts/archived", "archived contact"),
    ],
)
def test_a_path_is_about_things_and_not_about_what_they_go_by(name: str, http: str, noun: str) -> None:
    """`/teammates/{username}` is about a teammate, and `contacts archived` are archived contacts."""
    tool = catalogue()["shop/get_order"].model_copy(update={"name": name, "title": "", "description": "", "http": http})
    assert noun_of(tool) == noun


def test_what_is_estimated_is_still_to_come() -> None:
    """A departure is not estimated on a day; somebody should leave on it."""
    fact = text_fact("estimatedDeparture", "2026-03-16T11:40:00+00:00", "flight", ink := _ink())
    assert fact is not None
    assert ink.held.plain(fact.clause).startswith("should leave on")


def test_a_deal_closes_on_its_day() -> None:
    """`Open a deal in ten days` would be opened then."""
    for seed in range(6):
        text = _dressed("a deal", _value("expected close date", "2026-04-09"), verb="open", seed=seed)
        assert re.search(r"clos(?:ing|e) on", text)


def test_somebody_is_named_and_only_somebody() -> None:
    """The owner of a file who is invited is told by their address; the CV of somebody is not an address."""
    invited = {"attendee_emails": ["ana@example.org"]}
    goal = "put an event into my calendar with the owner of the first file"
    for reply in _deed("office/create_event", goal, [], {"event_id": "e1"}, arguments=invited):
        assert "with ana@example.org" in reply
    goal = "apply for a job for the CV of the first CVs"
    for reply in _deed("jobs/applyForJob", goal, [], {"applicationId": "a1"}, arguments={"email": "ana@example.org"}):
        assert "for ana@example.org" not in reply


def test_a_copy_goes_to_whom_it_goes() -> None:
    """Who gets the mail does not get the copy."""
    sent = {"to": ["kim@example.org"], "cc": ["ana@example.org"]}
    goal = "send an e-mail with a copy to that contact"
    for reply in _deed("office/send_mail", goal, [], {"message_id": "m1"}, arguments=sent):
        assert "a copy to ana@example.org" in reply


def test_how_much_stands_behind_what_it_is_of() -> None:
    """A standing order of 165 to a payee, and not a payee of 165."""
    amount = _value("amount", 165)
    for seed in range(8):
        text = _dressed(
            "a standing order to that payee for the account of those cards", amount, verb="set up", seed=seed
        )
        assert text == "a standing order of 165 to that payee for the account of those cards"


def test_an_invoice_is_not_reached() -> None:
    """People and houses can be reached at an address; papers cannot."""
    for thing, told in (("invoice", 0), ("company", 28)):
        fact = text_fact("email", "ana@example.org", thing, _ink())
        assert fact is not None
        assert fact.score == told


def test_what_is_resumed_is_paused_no_more() -> None:
    """`I've resumed the paused automation` tells of a state that is over, or that never was."""
    result = {"automation_id": "aut-1", "name": "Lights out", "is_enabled": True}
    for reply in _deed("smart_home/resume_automation", "resume a paused automation", [], result):
        assert "resumed the automation Lights out" in reply


def test_one_of_several_is_told_by_its_name() -> None:
    """Who asks for a code for one of the locks hears for which it was made."""
    locks = [{"lock_id": f"lck-{i}", "name": name} for i, name in enumerate(("Garden gate", "Front door"))]
    step = ((_call(1, "smart_home/list_locks", {"locks": locks}),),)
    seen = {"act": "request", "goal": "list the door locks of a home", "steps": step}
    goal = "make a door code for one of the locks"
    result = {"code_id": "cod-1", "door_code": "130850"}
    for reply in _deed("smart_home/create_door_code", goal, [], result, arguments={"lock_id": "lck-1"}, seen=seen):
        assert "for the lock Front door" in reply


def test_people_who_are_asked_are_named_once() -> None:
    """`Asked sendo to review it with sendo as reviewer` says the same twice."""
    said = [_said("reviewer_logins", "reviewers", ["sam-okoye"])]
    result = {"number": 321, "title": "Add CSV export", "state": "open", "reviewer_logins": ["sam-okoye"]}
    for reply in _deed("code_hosting/request_review", "ask people to review a pull request", said, result):
        assert "asked sam-okoye to review" in reply
        assert len(re.findall("sam.okoye", reply)) == 1
