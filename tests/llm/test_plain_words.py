"""Sentences as people put them: no particle twice, no name for what is only looked for, no gate before its verdict."""

from __future__ import annotations

from random import Random

import pytest

from tests.llm.test_manner import _call, _dressed, _ink, _talks, _value
from toolgraph.llm.offline.alike import shared
from toolgraph.llm.offline.alone import whole
from toolgraph.llm.offline.clauses import clauses
from toolgraph.llm.offline.fields import facts_of
from toolgraph.llm.offline.grammar import Speaker
from toolgraph.llm.offline.held import Held
from toolgraph.llm.offline.picks import put_near
from toolgraph.llm.offline.refer import Aim
from toolgraph.llm.offline.wishes import Wish, put, wishes_in
from toolgraph.models.base import JsonObject


def _told(record: JsonObject, thing: str) -> str:
    ink = _ink()
    return ink.held.plain(clauses(facts_of(record, ink, thing=thing)))


def test_no_particle_is_said_twice() -> None:
    """Who sends the vacuum cleaner out does not send it off out, wherever it goes."""
    for seed in range(12):
        said = put(Wish("send", "the vacuum cleaner out in the first two rooms"), Random(seed))
        assert not said.you.startswith("send off")
        assert not said.me.startswith("send off")


def test_what_is_dealt_with_keeps_its_with() -> None:
    """`Mark a report as dealt` is cut in the middle."""
    assert wishes_in("mark an alarm report as dealt with")[0].rest == "an alarm report as dealt with"


def test_what_is_looked_for_is_not_given_a_name() -> None:
    """Employers that are looked for have names already."""
    names = _value("name", "Halden")._replace(text="Halden and Meridian", many=True)
    for value in (names, _value("name", "Corvina Foods")):
        for seed in range(20):
            held = Held()
            text = held.plain(whole(value, Speaker(frozenset(), Random(seed)), held, looking=True))
            assert not text.startswith(("Call it", "Title it")), text


def test_the_time_of_a_zone_is_what_time_it_is_there() -> None:
    """A zone has no time `as its local time`."""
    told = _told({"time_zone": "Europe/Paris", "local_time": "2026-03-13T08:31:00+01:00"}, "time zone")
    assert ", where it is " in told
    assert "as its local time" not in told


def test_whether_a_test_was_passed_comes_before_its_score() -> None:
    """Fifty percent may be enough or not."""
    result = {"quiz_id": "qiz-1", "score_percent": 50, "has_passed": False, "wrong_question_ids": []}
    turn = {"act": "request", "goal": "submit a quiz", "steps": ((_call(1, "learning/submit_quiz", result),),)}
    for talk in _talks([turn], "learning/submit_quiz"):
        assert "not passed" in talk[0][1]


def test_who_got_a_mail_and_who_got_a_copy_is_told() -> None:
    """A mail that also went to others is not told as one to its first recipient."""
    sent = {"to": ["luke@example.com"], "subject": "Agenda", "body": "Hello.", "cc": ["joe@example.net"]}
    call = _call(1, "office/send_mail", {"message_id": "m1", **sent, "sent_at": "2026-08-14T15:21:00Z"}, sent)
    for goal in ("send an e-mail", "send an e-mail to the owner of those calendars with a copy to that recipient"):
        for talk in _talks([{"act": "request", "goal": goal, "steps": ((call,),)}], "office/send_mail"):
            assert "to luke@example.com with a copy to joe@example.net" in talk[0][1]


def test_whoever_is_in_copy_of_a_chosen_thing_is_said_by_their_part_in_it() -> None:
    """No mail goes `to the event`: its organizer gets a copy."""
    aim = Aim("call_1", "cc", alone=False, among=True, role="organizer")
    wish = put_near(Wish("send", "an e-mail"), aim, "the event Kick-off", (), making=False, kind="event")
    assert wish
    assert wish.rest == "an e-mail with a copy to the organizer of the event Kick-off"


def test_what_is_switched_is_turned_off() -> None:
    """A scene has no `off as the action`."""
    texts = {_dressed("a scene", _value("action", "off"), verb="make", seed=seed) for seed in range(8)}
    assert texts == {"a scene that turns it off"}


def test_a_thing_that_goes_somewhere_is_not_called_by_its_day() -> None:
    """Alerts are no days: each is told by its way, and the day stands behind it."""
    ways = [("KIX", "OPO", "2026-08-28"), ("KIX", "HEL", "2026-08-29")]
    alerts = [{"alertId": f"pa_{o}{d}", "origin": o, "destination": d, "departureDate": on} for o, d, on in ways]
    for many in (alerts, alerts[:1]):
        turn = {"act": "request", "goal": "list my flight price alerts"}
        turn["steps"] = ((_call(1, "travel/listPriceAlerts", {"alerts": many, "total": len(many)}),),)
        for talk in _talks([turn], "travel/listPriceAlerts"):
            assert "one from KIX to OPO (on " in talk[0][1]


def test_the_town_that_all_have_in_common_is_told() -> None:
    """Who looks for concerts wants to know where they are, and whether there are tickets."""
    concerts = [{"concertId": f"c{i}", "date": f"2026-07-0{i}", "city": "Hanoi", "venueName": n, "soldOut": False}
                for i, n in ((1, "Osprey Hall"), (2, "Pakhus Elleve"))]  # fmt: skip
    ink = _ink()
    assert ink.held.plain(shared(concerts, "concert", {}, ink)) == " Both are in Hanoi, and neither is sold out."
    assert "Hanoi" not in ink.held.plain(shared(concerts, "concert", {"city": "Hanoi"}, ink))


def test_a_state_without_a_unit_is_told_as_it_reads() -> None:
    """A sensor is there for its reading."""
    assert "reading 1" in _told({"sensor_id": "s1", "room_name": "Hall", "reading": 1, "unit": "state"}, "sensor")


@pytest.mark.parametrize(
    ("kind", "reading", "said"),
    [("door", 1, "is open"), ("window", 0, "is closed"), ("motion", 0, "tells of no motion")],
)
def test_what_a_state_means_is_said(kind: str, reading: int, said: str) -> None:
    """Nobody says that a door reads 1."""
    assert said in _told({"sensor_id": "s1", "kind": kind, "reading": reading, "unit": "state"}, "sensor")


def test_what_holds_until_a_day_is_said() -> None:
    """`until 7 October` alone would be when somebody stays; what was seen is what a picture is looked at for."""
    told = _told({"room": "Double", "free_cancellation_until": "2026-10-07", "board": "half board"}, "room")
    assert "free cancellation until" in told
    assert "with half board" in told
    assert "board half board" not in told
    assert "a person was seen" in _told({"snapshot_id": "s1", "person_seen": True}, "snapshot")
    assert "no person was seen" in _told({"snapshot_id": "s1", "person_seen": False}, "snapshot")


def test_two_looks_that_brought_the_same_are_told_as_two() -> None:
    """What is the same for two houses is told once, and said to be so."""
    zone = {"time_zone": "Europe/Paris", "utc_offset_minutes": 60}
    where = ({"lat": 45.7, "lng": 4.8}, {"lat": 45.8, "lng": 4.9})
    calls = tuple(_call(i + 1, "maps_weather/get_time_zone", zone, at) for i, at in enumerate(where))
    turn = {"act": "request", "goal": "find the time zone of a point", "steps": (calls,)}
    for talk in _talks([turn], "maps_weather/get_time_zone"):
        assert " both of them." in talk[0][1]


def test_a_mail_to_two_people_goes_to_both_by_their_parts() -> None:
    """The second of two assignees is no `for`, and no second `to`."""
    aim = Aim("call_1", "to", alone=False, among=True, role="assignee")
    wish = Wish("send", "an e-mail to the assignee of Budget")
    both = put_near(wish, aim, "Passport", (), making=False, kind="task")
    assert both
    assert both.rest == "an e-mail to the assignee of Budget and that of Passport"


def test_a_place_in_a_session_is_not_called_by_its_name() -> None:
    """What is reserved is a place, and the session has its name once."""
    result = {"session_id": "ses-440118", "title": "Open hour", "minutes": 60, "places_left": 6}
    call = _call(1, "learning/reserve_session_place", result, {"session_id": "ses-440118"})
    turn = {"act": "request", "goal": "reserve a place in a live session", "steps": ((call,),)}
    for talk in _talks([turn], "learning/reserve_session_place"):
        assert talk[0][1].count("Open hour") <= 1
        assert "reserved a place" in talk[0][1]


def test_a_certificate_goes_to_an_address() -> None:
    """It is not one with an e-mail address."""
    value = _value("recipient email", "ana@example.com")
    texts = {_dressed("the first certificate", value, verb="send", seed=seed) for seed in range(8)}
    assert texts == {"the first certificate to ana@example.com"}
