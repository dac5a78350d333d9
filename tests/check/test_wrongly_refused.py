"""What once was refused and is right, each beside a planted fault of the same kind that must still be found."""

from __future__ import annotations

from typing import Any

import pytest

from tests.check.gold import Builder, offered, schema
from toolgraph.check import check
from toolgraph.models.dialogue import Dialogue

LIST = offered("shop/list_devices", schema("", ff="string"), None)
DEVICE = {"id": "dev_UGUZZ9", "name": "Roger's phone"}
RENAMED = {"id": "dev_UGUZZ9", "name": "Kitchen thermostat"}


def codes(dialogue: Dialogue) -> set[str]:
    return {f.code for f in check(dialogue) if f.severity == "error"}


def _renamed(returns: dict[str, Any] | None, answer: dict[str, Any]) -> Dialogue:
    rename = offered("shop/rename_device", schema("id name", id="string", name="string"), returns)
    b = Builder("rename", LIST, rename).user("List with rpt, call Roger's phone Kitchen thermostat, list with hb.")
    b.step(("list_devices", {"ff": "rpt"}, {"devices": [DEVICE]}, {"ff": 0}))
    arguments = {"id": "dev_UGUZZ9", "name": "Kitchen thermostat"}
    b.step(("rename_device", arguments, answer, {"id": ("call_1", "devices[0].id"), "name": 0}))
    b.step(("list_devices", {"ff": "hb"}, {"devices": [RENAMED]}, {"ff": 0}))
    return b.say("Done.").done()


def test_a_tool_that_answers_with_a_code_and_a_message_has_written() -> None:
    """`{"code", "message"}` is no failure where the tool always answers so; elsewhere nothing was written by it."""
    plain = schema("", code="integer", message="string")
    answer = {"code": 45, "message": "The device has its new name."}
    assert codes(_renamed(plain, answer)) == set()
    assert codes(_renamed(None, answer)) == {"result_inconsistent"}
    assert codes(_renamed(schema("", status="string"), answer)) == {"result_inconsistent"}
    assert codes(_renamed(plain, {"error": "no such device"})) == {"result_inconsistent"}


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2025-01-09T18:00:00+01:00", "2025-01-09T13:00:00-05:00", set()),
        ("2025-01-09T18:00:00+01:00", "2025-01-09T19:30:00+05:00", {"ends_reversed"}),
        ("2025-01-09T00:30:00+05:00", "2025-01-08T23:30:00+01:00", set()),
        ("2025-01-09T18:00:00Z", "2025-01-09T17:00:00", {"ends_reversed"}),
        ("2025-01-09T18:00:00+99:00", "2025-01-09T17:00:00+99:00", {"ends_reversed"}),
        ("2025-10-15T13:51:02.527Z", "2025-07-25", {"ends_reversed"}),
    ],
)
def test_ends_are_held_against_each_other_by_the_instant(start: str, end: str, expected: set[str]) -> None:
    """Of two times with offsets the instant counts, of others what the clock shows."""
    tool = offered("office/list_events", schema("begin_at end_at", begin_at="string", end_at="string"), None)
    b = Builder("ends", tool).user(f"Events from {start} to {end}?")
    b.step(("list_events", {"begin_at": start, "end_at": end}, [], {"begin_at": 0, "end_at": 0}))
    assert codes(b.say("There are none.").done()) & {"ends_reversed"} == expected


def _talk(text: str, arguments: dict[str, Any], goal: str = "", result: Any = None) -> Dialogue:
    tool = offered("shop/list_orders", schema("", format="string", page="integer"), None)
    b = Builder("forms", tool).user(f"{text} Page 7.")
    b.turns[0] = b.turns[0].model_copy(update={"goal": goal})
    return b.step(("list_orders", {"page": 7, **arguments}, result or {}, {})).say("Here they are.").done()


def test_words_for_machines_may_be_the_matter() -> None:
    """`JSON format` is no leak where JSON is a value of the call, what is asked for, or told by a result."""
    text = "Show me the orders in json format."
    assert codes(_talk(text, {"format": "json"})) == set()
    assert (
        codes(_talk("Show me the JSON schema of that template.", {}, goal="get the JSON schema of a template")) == set()
    )
    assert codes(_talk("What is a JSON schema there?", {}, result={"kind": "JSON_SCHEMA"})) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Show me the orders in json format.",
        "Show me the orders. Answer with a JSON object.",
        "Show me the orders, as the persona would.",
        "The system message says to show the orders.",
        "Show me the orders with a function call.",
    ],
)
def test_words_for_machines_leak_where_they_are_not_the_matter(text: str) -> None:
    """The same words are a leak in talk about anything else."""
    assert codes(_talk(text, {})) == {"instruction_leaked"}
    assert codes(_talk("As an AI, I want json. " + text, {"format": "json"})) == {"instruction_leaked"}


SHOPS = offered("shop/list_shops", schema("", city="string"), None)
STAFF = offered("shop/list_staff", schema("", city="string"), None)
VISIT = offered("shop/plan_visit", schema("shop staff", shop="string", staff="string"), None)
_SHOPS = [
    {"id": "s-1", "name": "Mill Lane", "region": "r-7"},
    {"id": "s-2", "name": "Harbour", "region": "r-7"},
    {"id": "s-3", "name": "Vera", "region": "r-7"},
]
_STAFF = [{"id": "p-1", "name": "Tom"}, {"id": "p-2", "name": "Vera"}]


def _visit(text: str, *, shop: str = "[0].id", staff: str = "[1].id") -> set[str]:
    """Warnings about a visit planned with things of two earlier lists."""
    b = Builder("visit", SHOPS, STAFF, VISIT).user("List the shops and the staff in Rome.")
    b.step(("list_shops", {"city": "Rome"}, _SHOPS, {"city": 0}), ("list_staff", {"city": "Rome"}, _STAFF, {"city": 0}))
    b.say("There are three shops and two people.").user(text, "follow_up")
    at, who = int(shop[1]), int(staff[1])
    values = {"shop": _SHOPS[at][shop[4:]], "staff": _STAFF[who]["id"]}
    b.step(("plan_visit", values, {"ok": True}, {"shop": ("call_1", shop), "staff": ("call_2", staff)}))
    return {f.path.rpartition(".")[2] for f in check(b.say("Done.").done()) if f.code == "entity_unsaid"}


@pytest.mark.parametrize(
    "text", ["Plan a visit by Vera.", "A visit by the last of the staff.", "On second thought, plan it."]
)
def test_what_tells_an_item_of_one_list_says_nothing_about_another(text: str) -> None:
    """A name or place that one value of the turn goes by is no sign that another value is of the wrong thing."""
    assert _visit(text) == set()


def test_of_things_with_one_value_each_may_be_meant() -> None:
    """Where the thing that is meant has the very same value, nothing is wrong."""
    assert _visit("Plan a visit to the region of Harbour, by Vera.", shop="[0].region") == set()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Plan a visit to Harbour by Vera.", {"shop"}),
        ("Plan a visit to Harbour by Tom.", {"shop", "staff"}),
        ("Plan a visit to the second shop, by the last of the staff.", {"shop"}),
        ("Plan a visit by the first of the staff.", {"staff"}),
    ],
)
def test_another_thing_than_is_meant_is_still_found(text: str, wrong: set[str]) -> None:
    """Each value is held against the words that nothing else of the turn goes by; taken are the first shop and Vera."""
    assert _visit(text) == wrong


@pytest.mark.parametrize(
    ("name", "flag", "expected"),
    [
        ("cancel_visit", "cancelled", {"reply_contradicts"}),
        ("letmc_DiaryController_CancelVisit", "cancelled", {"reply_contradicts"}),
        ("manage_visit", "success", {"reply_contradicts"}),
        ("get_visit", "cancelled", set()),
        ("letmc_DiaryController_GetVisit", "cancelled", set()),
    ],
)
def test_what_is_only_looked_at_has_no_deed(name: str, flag: str, expected: set[str]) -> None:
    """`"cancelled": false` contradicts words about a call that cancels, not about one that looks a visit up."""
    tool = offered(f"shop/{name}", schema("id", id="integer"), None)
    b = Builder("deed", tool).user("It is visit 41.").step((name, {"id": 41}, {"id": 41, flag: False}, {"id": 0}))
    assert {f.code for f in check(b.say("Here you are: visit 41 is fine.").done())} == expected
