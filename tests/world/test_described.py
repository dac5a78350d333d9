"""What a description says counts where a name says little: tools that nobody here has seen."""

from __future__ import annotations

import re
from random import Random
from typing import Any

import pytest

from tests.world.calls import SETTING, arguments_for
from tests.world.tools import CLOCK, STRING, TEXTS, make, thing, world
from toolgraph.models.base import JsonValue
from toolgraph.world import places
from toolgraph.world.values import leaf_value


def value(tool_name: str, name: str, description: str, seed: int = 1) -> JsonValue:
    tool = make(tool_name, {name: {**STRING, "description": description}}, None)
    return leaf_value(tool.inputs[0], tool, Random(seed), SETTING)


@pytest.mark.parametrize(
    ("tool", "name", "description", "form"),
    [
        ("convert_currency", "from", "The currency to convert from", "[A-Z]{3}"),
        ("convert_distance", "to", "The distance unit to convert to", "miles|feet"),
        ("bookSeat", "from", "3 letter code of the departing airport", "[A-Z]{3}"),
        ("cat", "file_name", "The name of the file to display", r"[\w-]+\.\w+"),
        ("cp", "source", "The name of the file or directory to copy", r"[\w-]+\.\w+"),
        ("sendMessage", "receiver", "The receiver's username", r"[a-z.0-9]+"),
        ("resetLogin", "code", "The 6 digit code that was sent", r"\d{6}"),
        ("login", "password", "The password of the user", r"\S{8,40}"),
        ("addAlarm", "time", "The time of the alarm. Format: %H:%M:%S", r"\d\d:\d\d:00"),
        ("addEvent", "start", "The start, in the pattern of %Y-%m-%d %H:%M:%S", r"\d{4}-\d\d-\d\d \d\d:\d\d:00"),
        ("find_integral", "func", "The function to integrate, a mathematical expression of x", r".*x.*"),
        ("placeOrder", "order_type", "Type of the order (buy/sell)", "buy|sell"),
    ],
)
def test_a_description_tells_what_a_text_is(tool: str, name: str, description: str, form: str) -> None:
    """Values have the form that the description names, whatever the name."""
    for seed in range(8):
        assert re.fullmatch(form, str(value(tool, name, description, seed))), value(tool, name, description, seed)


def test_ends_of_a_trip_are_places() -> None:
    """Where somebody travels from and to are cities that exist."""
    ends = (
        ("travel_from", "The location the travel is from"),
        ("where_to", "City of the house"),
        ("start", "Starting location of the route"),
    )
    for name, description in ends:
        for seed in range(5):
            assert places.named(str(value("book_trip", name, description, seed))) is not None


def test_a_list_is_what_it_is_said_to_be() -> None:
    """A list whose items are not described holds what the list is said to: files, titles, people."""
    listed = {**TEXTS, "description": "A list of the contents of the directory."}
    shown = world().call(make("ls", {}, thing(content=listed)), {}).result["content"]
    assert all(re.fullmatch(r"[\w-]+\.\w+", each) for each in shown)
    found = {**TEXTS, "description": "An array of search results"}
    tool = make("search_music", {"artist": STRING}, thing(search_results=found))
    shown = world().call(tool, {"artist": "The Wren Club"}).result["search_results"]
    assert all(" " in each and "passed" not in each for each in shown)
    who = make("plan", {"participants": {**TEXTS, "description": "The list of participants"}}, None)
    assert all(" " in each for each in arguments_for(who, Random(1), optional=1)["participants"])


@pytest.mark.parametrize("outcome", ["success or failed", "The status of the operation (success/failure)"])
def test_a_deed_that_was_done_is_a_success(outcome: str) -> None:
    """A status that tells how it went says that it went well."""
    status: dict[str, Any] = {**STRING, "description": outcome}
    tool = make("modify_meeting", {"title": STRING}, thing(status=status), effect="write")
    assert {world(seed).call(tool, {"title": "Planning"}).result["status"] for seed in range(8)} == {"success"}


def test_a_message_says_what_its_description_promises() -> None:
    """A bare text that confirms a deed confirms it."""
    returns = {**STRING, "description": "A message indicating the certificate was sent."}
    tool = make("send_certificate", {"amount": {"type": "number"}}, returns, effect="write")
    assert world().call(tool, {"amount": 20.0}).result == "The certificate was sent."


def test_films_are_made_by_people_and_in_genres_of_films() -> None:
    """A film is directed by somebody with a name and is no indie pop."""
    film = thing(title=STRING, genre=STRING, directed_by={**STRING, "description": "name of the director"})
    tool = make("find_film", {"year": STRING}, film)
    for seed in range(6):
        shown = world(seed).call(tool, {"year": "2001"}).result
        assert " " in shown["directed_by"]
        assert shown["genre"] not in ("jazz", "indie pop", "folk", "ambient")


def test_a_birthday_lies_long_ago() -> None:
    """Nobody is born tomorrow, however the day is called."""
    assert str(value("calculate_age", "birthdate", "The birthdate in yyyy-mm-dd format")) < str(CLOCK.date())[:3]


STATUS = {**STRING, "description": "The status of the ticket"}
TICKET = thing(id={"type": "integer"}, title=STRING, status=STATUS)
TICKETS = {
    "make": make("create_ticket", {"title": STRING}, TICKET, effect="write"),
    "get": make("get_ticket", {"ticket_id": {"type": "integer"}}, TICKET),
    "close": make("close_ticket", {"ticket_id": {"type": "integer"}}, thing(status=STATUS), effect="write"),
    "edit": make(
        "edit_ticket", {"ticket_id": {"type": "integer"}, "title": STRING}, thing(status=STATUS), effect="write"
    ),
}


def test_a_deed_says_what_it_did_and_the_thing_remembers() -> None:
    """A ticket is open when made, edited with success, and closed once it was closed."""
    for seed in range(4):
        one = world(seed)
        made = one.call(TICKETS["make"], {"title": "Cannot log in"}).result
        number = {"ticket_id": made["id"]}
        assert made["status"] == "open"
        assert one.call(TICKETS["edit"], {**number, "title": "Cannot log out"}).result["status"] == "success"
        assert one.call(TICKETS["close"], number).result["status"] == "closed"
        assert one.call(TICKETS["get"], number).result["status"] == "closed"


def test_flags_of_what_was_done_are_up() -> None:
    """What was sent was sent."""
    flags = thing(sent_status={"type": "boolean"}, booking_success={"type": "boolean"})
    tool = make("send_message", {"text": STRING}, flags, effect="write")
    for seed in range(6):
        assert all(world(seed).call(tool, {"text": "Hello"}).result.values())


def test_temperatures_by_any_name_are_those_of_the_place() -> None:
    """The high of a day is no price."""
    day = {"high": "The high temperature of the day.", "low": "The low temperature of the day."}
    returns = thing(**{name: {"type": "number", "description": text} for name, text in day.items()})
    tool = make("current_weather", {"location": {**STRING, "description": "The location of the weather."}}, returns)
    for city in ("Lisbon", "Oslo", "Nairobi"):
        shown = world().call(tool, {"location": city}).result
        assert -30 < shown["low"] < shown["high"] < 48


def test_a_login_tells_whose_it_is() -> None:
    """Somebody looked up by a user name has the name that it spells."""
    user = {"type": "object", "properties": dict.fromkeys(("username", "email", "name"), STRING)}
    tool = make("find_users", {"username": STRING}, thing(users={"type": "array", "items": user}))
    for shown in world().call(tool, {"username": "ana.silva"}).result["users"]:
        assert shown["name"] == "Ana Silva"
        assert shown["email"].startswith("ana.silva@")


def test_a_patient_and_the_doctor_are_two_people() -> None:
    """Two people of one call are not one."""
    tool = make("register_appointment", {"patient_name": STRING, "doctor_name": STRING}, None)
    for seed in range(6):
        given = arguments_for(tool, Random(seed))
        assert given["patient_name"] != given["doctor_name"]


def test_a_file_server_says_what_it_did_and_shows_what_there_is() -> None:
    """Results that tell all in one `content` hold names for a directory, and for a deed that it was done."""
    content = thing(content=STRING)
    listing = make("list_directory", {"path": STRING}, content)
    made = make("create_directory", {"path": STRING}, content, effect="write")
    path = arguments_for(listing, Random(1))["path"]
    assert "." not in path
    assert all(
        line.startswith("[FILE] ") for line in world().call(listing, {"path": path}).result["content"].split("\n")
    )
    assert path in world().call(made, {"path": path}).result["content"]


def test_what_can_only_be_true_of_a_success_is_true() -> None:
    """`Whether it was successful` is answered by yes."""
    status = {**STRING, "description": "whether the deletion is successful."}
    tool = make("delete_scene", {"name": STRING}, thing(status=status), effect="destructive")
    assert {world(seed).call(tool, {"name": "Dinner"}).result["status"] for seed in range(6)} == {"true"}


def test_a_list_of_nothing_in_particular_takes_what_it_is_called() -> None:
    """A list whose schema says nothing of its items holds people where it is called attendees."""
    tool = make("add_meeting", {"attendees": {"type": "array", "description": "The attendees"}}, None)
    assert all(" " in each for each in arguments_for(tool, Random(1), optional=1)["attendees"])
