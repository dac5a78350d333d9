"""Values of one concept look alike in one dialogue; what a spec says of states, ends and keys holds."""

from __future__ import annotations

import re
from random import Random

from tests.world.calls import SETTING
from tests.world.tools import CLOCK, PERSON, STRING, TEXTS, make, thing
from toolgraph.world.simulated import SimulatedWorld
from toolgraph.world.values import leaf_value

USER_ID = {**STRING, "description": "The user id, such as 'sara_doe_496'."}
FLIGHT = {**STRING, "description": "Flight number, such as 'HAT001'."}
GET_USER = make(
    "get_user",
    {"user_id": USER_ID},
    thing(
        user_id=STRING,
        name=thing(first_name=STRING, last_name=STRING),
        reservations={**TEXTS, "description": "List of the user's reservation IDs"},
    ),
)
SHOWN = thing(reservation_id=STRING, user_id=STRING, origin=STRING, destination=STRING, flight_number=STRING)
SHOWN["properties"] |= {
    "origin": {**STRING, "description": "IATA code for the origin airport"},
    "destination": {**STRING, "description": "IATA code for the destination airport"},
    "status": {"anyOf": [{"const": "cancelled", "type": "string"}, {"type": "null"}], "default": None},
    "prices": {"type": "object", "additionalProperties": {"type": "integer"}, "description": "Prices by class"},
}
GET = make("get_reservation", {"reservation_id": STRING}, SHOWN)
CANCEL = make("cancel_reservation", {"reservation_id": STRING}, SHOWN, effect="destructive")
CHANGE = make("change_flight", {"reservation_id": STRING, "flight_number": FLIGHT}, None)


def taught(seed: int) -> SimulatedWorld:
    one = SimulatedWorld(seed=seed, clock=CLOCK, locale="en_US", person=PERSON)
    one.learn((GET_USER, GET, CANCEL, CHANGE))
    return one


def test_identifiers_look_as_the_examples_of_other_tools_do() -> None:
    """What one tool shows of user ids and flight numbers holds for the results of all."""
    for seed in range(5):
        shown = taught(seed).call(GET, {"reservation_id": "ZFA04Y"}).result
        assert re.fullmatch(r"[a-z]+_[a-z]+_\d{3}", shown["user_id"])
        assert re.fullmatch(r"HAT\d{3}", shown["flight_number"])


def test_an_identifier_that_spells_a_name_is_of_that_person() -> None:
    """The user `sara_doe_496` is called Sara Doe, and whoever gives their own gives their own name."""
    one = taught(1)
    assert one.call(GET_USER, {"user_id": "sara_doe_496"}).result["name"] == {"first_name": "Sara", "last_name": "Doe"}
    value = leaf_value(GET_USER.inputs[0], GET_USER, Random(2), SETTING)
    assert str(value).startswith("maya_torres_")


def test_lists_of_ids_are_no_names() -> None:
    """A list that is said to hold identifiers holds such."""
    shown = taught(2).call(GET_USER, {"user_id": "sara_doe_496"}).result["reservations"]
    assert shown
    assert all(" " not in each and re.search(r"[\dA-Z]", each) for each in shown)


def test_a_journey_ends_elsewhere() -> None:
    """Origin and destination of one trip are two places."""
    for seed in range(8):
        shown = taught(seed).call(GET, {"reservation_id": f"R{seed}"}).result
        assert shown["origin"] != shown["destination"]


def test_nothing_is_cancelled_that_nobody_cancelled() -> None:
    """A state that can only say `cancelled` is told after a cancellation and not before."""
    for seed in range(5):
        one = taught(seed)
        assert one.call(GET, {"reservation_id": "ZFA04Y"}).result.get("status") is None
        assert one.call(CANCEL, {"reservation_id": "ZFA04Y"}).result["status"] == "cancelled"


def test_prices_by_class_stand_under_classes() -> None:
    """The keys of a map are what its description says."""
    assert {"economy", "business"} <= taught(1).call(GET, {"reservation_id": "ZFA04Y"}).result["prices"].keys()


def test_a_time_beside_its_day_is_one_of_the_clock() -> None:
    """Where a call gives the day of a pick-up, its time is no moment of another day."""
    tool = make("reserve_car", {"pickup_date": STRING, "pickup_time": STRING}, thing(pickup_time=STRING, city=STRING))
    given = leaf_value(next(p for p in tool.inputs if p.name == "pickup_time"), tool, Random(1), SETTING)
    assert re.fullmatch(r"\d\d:\d\d", str(given))


FLIGHTS = {"type": "array", "items": {**thing(flight_number=STRING, date=STRING), "properties": {
    "flight_number": FLIGHT, "date": STRING,
}}}  # fmt: skip
LEG = thing(
    flight_number=STRING,
    origin={**STRING, "description": "IATA code for the origin airport"},
    destination={**STRING, "description": "IATA code for the destination airport"},
)
WHOLE = {**SHOWN, "properties": {**SHOWN["properties"], "flights": {"type": "array", "items": LEG}}}
CHANGED = make(
    "update_reservation_flights", {"reservation_id": STRING, "flights": FLIGHTS}, WHOLE, effect="write"
)  # fmt: skip


def test_flights_that_a_call_names_are_those_shown_and_on_the_way() -> None:
    """The flight that a booking is changed to is in the result by its number, and leads where the booking does."""
    for seed in range(4):
        one = taught(seed)
        given = {"reservation_id": "ZFA04Y", "flights": [{"flight_number": "HAT862", "date": "2026-12-06"}]}
        shown = one.call(CHANGED, given).result
        legs = shown["flights"]
        assert [leg["flight_number"] for leg in legs] == ["HAT862"]
        assert (legs[0]["origin"], legs[0]["destination"]) == (shown["origin"], shown["destination"])


def test_matching_lines_are_lines_of_the_file() -> None:
    """What is found in a file is in it, whole line by whole line."""
    file = {**STRING, "description": "The name of the file to search"}
    pattern = {**STRING, "description": "The pattern to search for"}
    lines = {**TEXTS, "description": "Lines of the file that match the pattern."}
    grep = make("grep", {"file_name": file, "pattern": pattern}, thing(matching_lines=lines))
    cat = make("cat", {"file_name": file}, thing(file_content={**STRING, "description": "The content of the file"}))
    one = taught(1)
    held = one.call(cat, {"file_name": "a.txt"}).result["file_content"].split("\n")
    word = held[0].split()[0]
    found = one.call(grep, {"file_name": "a.txt", "pattern": word}).result["matching_lines"]
    assert found == [line for line in held if word.lower() in line.lower()]


def test_a_leaf_of_any_type_may_show_examples() -> None:
    """What says nothing of its type is learned from as well."""
    one = SimulatedWorld(seed=1, clock=CLOCK, locale="en_US", person=PERSON)
    anything = make("get_thing", {"thing_id": {"description": "Such as 'TSK-20394'", "examples": ["TSK-20394"]}}, None)
    one.learn((anything,))
    shown = make("get_other", {}, thing(thing_id=STRING), effect="read")
    assert str(one.call(shown, {}).result["thing_id"]).startswith("TSK-")
