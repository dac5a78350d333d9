"""What the user's words single out: days, praise and parts of words are no names and no places."""

from __future__ import annotations

from typing import Any

import pytest

from tests.check.gold import Builder, offered, schema
from toolgraph.check import check

HOMES = offered("home/list_homes", schema(""), None)
DEVICES = offered("home/list_devices", schema("home", home="string", kind="string"), None)
_HOMES = [
    {"id": "h-1", "city": "Nice", "state": "done"},
    {"id": "h-2", "city": "Lyon", "state": "rented"},
    {"id": "h-3", "city": "Reading", "state": "sold"},
]


def _warned(text: str, *, at: int = 1, found: list[Any] | None = None, **more: str) -> bool:
    """Whether the home of a second turn is taken for another one than the user means."""
    b = Builder("homes", HOMES, DEVICES).user("List my homes.").step(("list_homes", {}, _HOMES, {}))
    b.say("There are three homes.").user(text, "follow_up")
    values = {"home": _HOMES[at]["id"], **more}
    said = dict.fromkeys(more, 1)
    b.step(("list_devices", values, {"devices": found or []}, {"home": ("call_1", f"[{at}].id"), **said}))
    return any(f.code == "entity_unsaid" for f in check(b.say("Done.").done()))


@pytest.mark.parametrize(
    "text",
    [
        "Show its devices as of the 3rd of March.",
        "Show the devices as of March 1st at noon.",
        "And those from the first of July on.",
        "Nice, thanks. Show its devices.",
        "Okay, that part is done. Show its devices.",
    ],
)
def test_days_and_praise_mean_no_item(text: str) -> None:
    """`The 3rd of March` is no third item, and `Nice, thanks` no city."""
    assert not _warned(text)


@pytest.mark.parametrize(
    "text", ["Show those of the 1st one.", "The third home, please.", "Show those in Nice.", "Those of the sold one."]
)
def test_items_are_still_meant_by_place_and_name(text: str) -> None:
    """An ordinal of a thing and the name of a city single an item out."""
    assert _warned(text)


def test_a_value_is_taken_out_of_the_words_only_where_it_stands_as_a_word() -> None:
    """That `on` is said somewhere does not make `Lyon` unreadable: the item is named."""
    assert not _warned("Those in Lyon and in Nice, kind on.", kind="on")


def test_the_first_of_what_a_turn_lists_is_of_no_earlier_list() -> None:
    """`The first one` is of the list that the turn itself brings, though it holds but one thing."""
    assert not _warned("Show the devices. Then switch off the first one.", found=[{"name": "Lamp"}])
    assert _warned("Show the devices of the first one.")


def test_little_words_of_a_name_need_not_be_said() -> None:
    """`The site visit` means the `on_site` one."""
    visits = [{"id": "v-1", "kind": "video"}, {"id": "v-2", "kind": "on_site"}]
    b = Builder("visits", HOMES, DEVICES).user("List my visits.").step(("list_homes", {}, visits, {}))
    b.say("There are two.").user("Show the devices of the video visit and the site visit.", "follow_up")
    b.step(("list_devices", {"home": "v-2"}, {}, {"home": ("call_1", "[1].id")}))
    assert not [f for f in check(b.say("Done.").done()) if f.code == "entity_unsaid"]


COURSES = offered("learn/list_courses", schema(""), None)
ENROLMENTS = offered("learn/list_enrolments", schema(""), None)
TUTOR = offered("learn/book_tutor", schema("teacher enrolment", teacher="string", enrolment="string"), None)


def test_a_word_of_a_name_is_no_name_of_something_else() -> None:
    """`The enrolment Advanced drawing` tells an enrolment, and not the course that is advanced."""
    courses = [{"teacher": "t-1", "level": "beginner"}, {"teacher": "t-2", "level": "advanced"}]
    enrolments = [{"id": "e-1", "course": "Advanced drawing"}, {"id": "e-2", "course": "Basics of bread"}]
    b = Builder("tutor", COURSES, ENROLMENTS, TUTOR).user("List the courses and what I am enrolled in.")
    b.step(("list_courses", {}, courses, {}), ("list_enrolments", {}, enrolments, {})).say("Two of each.")
    b.user("Book that teacher for the enrolment advanced drawing.", "follow_up")
    values = {"teacher": "t-1", "enrolment": "e-1"}
    b.step(("book_tutor", values, {}, {"teacher": ("call_1", "[0].teacher"), "enrolment": ("call_2", "[0].id")}))
    assert not [f for f in check(b.say("Done.").done()) if f.code == "entity_unsaid"]


def test_of_things_with_the_same_value_any_may_be_meant() -> None:
    """Two issues of one repository tell the repository, by what both have or by the name of either; no third does."""
    issues = [
        {"home": "h-1", "slug": "site", "title": "Login is slow"},
        {"home": "h-2", "slug": "grid", "title": "Login fails"},
        {"home": "h-1", "slug": "site", "title": "Login hangs"},
    ]

    def warned(text: str) -> bool:
        b = Builder("issues", HOMES, DEVICES).user("List my issues.").step(("list_homes", {}, issues, {}))
        b.say("There are three.").user(text, "follow_up")
        b.step(("list_devices", {"home": "h-1"}, {}, {"home": ("call_1", "[0].home")}))
        return any(f.code == "entity_unsaid" for f in check(b.say("Done.").done()))

    assert not warned("Show the devices for site, and no word on Login fails.")
    assert not warned("Show those of Login hangs, not Login fails.")
    assert warned("Show those of Login fails.")


def test_the_first_two_are_two() -> None:
    """The second of `the first two homes` is meant, the third one is not."""
    assert not _warned("Show the devices of the first two homes.")
    assert _warned("Show the devices of the first two homes.", at=2)
