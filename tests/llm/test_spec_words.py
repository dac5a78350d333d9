"""Specs that nobody wrote for people: their wishes and results as a person says them."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest

from tests.llm.plans import catalogue
from toolgraph.llm.offline.deeds import deed
from toolgraph.llm.offline.done import undone_in
from toolgraph.llm.offline.fields import facts_of
from toolgraph.llm.offline.grammar import Speaker
from toolgraph.llm.offline.held import Held
from toolgraph.llm.offline.lone import by_their_names, first_line, numbers_alone
from toolgraph.llm.offline.mine import mine
from toolgraph.llm.offline.shape import counted_as, noun_of
from toolgraph.llm.offline.slots import speak
from toolgraph.llm.offline.tidied import tidied
from toolgraph.llm.offline.wishes import Wish, put
from toolgraph.llm.offline.words_in import dress
from toolgraph.llm.offline.written import Ink
from toolgraph.models.dialogue_plan import SaidValue
from toolgraph.models.provenance import Provenance

CLOCK = datetime(2026, 3, 3, tzinfo=UTC)


def _ink() -> Ink:
    return Ink(Held(), Random(1), CLOCK)


def _dressed(wish: Wish, label: str, value: Any) -> str:
    said = speak(
        SaidValue(call="call_1", path=label.replace(" ", "_"), label=label, value=value), rng=Random(1), clock=CLOCK
    )
    held = Held()
    done = dress(wish, [said], Speaker(frozenset(), Random(1)), held, 3)
    assert not done.left
    return held.plain(f"{done.wish.verb} {done.wish.rest} {done.wish.tail}").strip()


@pytest.mark.parametrize(
    ("verb", "rest", "wanted"),
    [
        ("log in", "a user returns a token", "log me in"),
        ("log", "user out", "log me out"),
        ("get", "the user token", "log me in"),
        ("find", "users given a username or email", "find users"),
        ("search", "for emails matching filters returning 5 most recent results", "search for emails"),
        ("show", "the contents of a file of any extension from currrent directory",
         "show the contents of a file from the current directory"),
        ("find", "alarms the user has set", "find alarms I have set"),
        ("look up", "for events that occur in a time range", "look up events"),
        ("initiate", "a password reset by sending a verification code", "initiate a password reset"),
        ("find", "a dentist by location and", "find a dentist"),
        ("get", "the details of an user", "get the details of a user"),
        ("play", "the selected movie", "play the movie"),
        ("find", "a hotel at a given location", "find a hotel"),
        ("reserve", "car rental", "reserve a rental car"),
        ("check", "the user token", "know who I am logged in as"),
        ("sort", "the contents of a file line by line", "sort the contents of a file"),
        ("convert", "the gallon to liter", "convert gallons to liters"),
        ("find", "a hotel for two people", "find a hotel for two people"),
        ("get", "a parcel picked up", "get a parcel picked up"),
    ],
)  # fmt: skip
def test_a_wish_is_the_verb_and_the_thing(verb: str, rest: str, wanted: str) -> None:
    """How a tool answers, where it looks and how a machine does it are no part of what somebody wants."""
    assert " ".join(tidied(verb, rest)) == wanted


def test_what_has_not_come_yet_is_no_deed_and_a_refusal_none_either() -> None:
    """Who asks to hear if a price changes has not heard yet; a status of false says that nothing was done."""
    did, _ = deed(Wish("notify", "if there is a price change"), "change", "")
    assert did == "set it up so that you hear if there is a price change"
    assert undone_in({"status": "false"}) == "done"
    assert undone_in({"status": "true"}) == ""


def test_one_logs_in_oneself() -> None:
    """`Log me in` is asked of somebody, and one wants to log in."""
    said = put(Wish("log", "me in as ana7"), Random(1))
    assert (said.you, said.me, said.doing) == ("log me in as ana7", "log in as ana7", "logging me in as ana7")


def test_nobody_reserves_a_reservation() -> None:
    """A verb is not varied into one that the thing itself says again."""
    said = {put(Wish("book", "a reservation"), Random(i)).you for i in range(12)}
    assert said == {"book a reservation"}
    assert {put(Wish("book", "a table"), Random(i)).you for i in range(12)} == {"book a table", "reserve a table"}


@pytest.mark.parametrize(
    ("rest", "source", "wanted"),
    [
        ("the details of a user", "context", "my details"),
        ("events to a user's calendar", "context", "events to my calendar"),
        ("events to the calendar of a user", "context", "events to my calendar"),
        ("the details of a user", "user", "the details of a user"),
    ],
)
def test_what_no_call_is_told_is_ones_own(rest: str, source: Any, wanted: str) -> None:
    """An id that the system knows by itself is that of the one who speaks; one that is said is somebody else's."""
    told = [Provenance(call="call_1", path="user_id", value="u1", source=source)]
    assert mine(Wish("get", rest), told).rest == wanted


@pytest.mark.parametrize(
    ("record", "arguments", "wanted"),
    [
        ({"discount_amount": 62.99}, {}, "The discount amount is 62.99."),
        ({"monthly_payment": 117.5, "status": "ok"}, {}, "The monthly payment is 117.5."),
        ({"converted_amount": 41.18}, {"from": "GBP", "to": "EUR"}, "That comes to 41.18 EUR."),
        ({"liter": 75.71}, {}, "That comes to 75.71 liters."),
        ({"canDrive": True}, {}, "The answer is yes."),
        ({"count": 23, "type": "words"}, {}, "That comes to 23 words."),
        ({"opening_price": 3.5, "closing_price": 4}, {}, "The opening price is 3.5 and the closing price 4."),
        ({"price": 3.5, "currency": "EUR"}, {}, ""),
        ({"name": "Inn", "price": 3.5}, {}, ""),
    ],
)
def test_a_number_that_was_worked_out_is_told_plainly(record: Any, arguments: Any, wanted: str) -> None:
    """A lone number goes by its own name and not by that of a thing that `has` it."""
    ink = _ink()
    assert ink.held.plain(numbers_alone(record, arguments, ink)) == wanted


def test_a_text_alone_is_told_by_its_name_or_its_first_line() -> None:
    """`On the zipcode it says zipcode 1684` is no sentence; of a poem the first line is told."""
    ink = _ink()
    assert ink.held.plain(by_their_names(facts_of({"zipcode": "1684-546"}, ink), ink)) == "The zipcode is 1684-546."
    told = first_line({"lyrics": "Slow is the river\nCall me"}, ink)
    assert ink.held.plain(told) == "The lyrics begin with “Slow is the river”."


def test_commands_and_what_is_not_counted_have_other_names() -> None:
    """`ls` is no noun, and nobody finds two musics."""
    tool = catalogue()["shop/get_order"].model_copy(
        update={"name": "Files.ls", "title": "", "description": "List the contents of a folder.", "http": ""}
    )
    assert noun_of(tool) == "content"
    assert counted_as("content") == "entry"
    assert counted_as("music") == "music entry"


@pytest.mark.parametrize(
    ("wish", "label", "value", "wanted"),
    [
        (Wish("log", "me in"), "username", "ana7", "log me in as ana7"),
        (Wish("convert", "gallons to liters"), "gallon", 20, "convert 20 gallons to liters"),
        (Wish("book", "a trip"), "nonfree baggages", 2, "book a trip with two nonfree baggages"),
        (Wish("book", "a trip"), "insurance", "no", "book a trip with no insurance"),
        (Wish("draft", "an invoice"), "due date", "2026-04-02", "draft an invoice due "),
        (Wish("list", "my sensors"), "type", "motion", "list my motion sensors"),
        (Wish("find", "users"), "username", "ana7", "find users with the user name ana7"),
        (Wish("find", "a house at a location"), "city", "Lima", "find a house "),
    ],
)
def test_values_stand_behind_a_wish_as_people_say_them(wish: Wish, label: str, value: Any, wanted: str) -> None:
    """What a value means goes with the verb: one logs in as somebody, and an invoice is due on its day."""
    text = _dressed(wish, label, value)
    assert text.startswith(wanted)
    assert "at a location" not in text
