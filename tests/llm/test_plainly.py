"""How a wish goes on: each thing with the word that goes with it, named once, and no more than one sentence holds."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

import pytest

from tests.llm.plans import catalogue, pick_of
from tests.llm.test_offline import _one
from toolgraph.llm.offline.behind import chained
from toolgraph.llm.offline.choosing import Choosing
from toolgraph.llm.offline.grammar import Speaker
from toolgraph.llm.offline.held import Held
from toolgraph.llm.offline.once import named_once
from toolgraph.llm.offline.picks import noun_phrase, put_near
from toolgraph.llm.offline.plainly import plainly
from toolgraph.llm.offline.refer import Aim, Known
from toolgraph.llm.offline.slots import speak
from toolgraph.llm.offline.wishes import Wish
from toolgraph.llm.offline.words_in import dress
from toolgraph.models.base import JsonValue
from toolgraph.models.dialogue_plan import Pick, PlannedCall, SaidValue
from toolgraph.models.provenance import Provenance
from toolgraph.plan.picks import telling

_CLOCK = datetime(2026, 3, 3, 14, 5, tzinfo=UTC)
_X = "\ue000"


@pytest.mark.parametrize(
    ("rest", "wanted"),
    [
        ("the commits of the repository of the first one for the author of that issue",
         "the commits in the repository of the first one by the author of that issue"),
        ("the files of that repository for the branch of that run",
         "the files in that repository on the branch of that run"),
        ("flights for the destination of that airport", "flights to that airport"),
        ("to the doctor of that report about that report", "to the doctor about that report"),
        ("the profile of that listed company for that company", "the profile of that listed company"),
        ("the profile of the first one for the first company", "the profile of the first company"),
        ("the cheapest one for the cheapest car", "the cheapest car"),
        ("the next departures at the first one for that line", "the next departures of that line at the first stop"),
        ("the second issue in the repository of the second issue", "the second issue"),
        ("an issue with the milestone of that issue", "an issue with the same milestone"),
        (f"times when everybody is free with {_X}", f"times when {_X} and I are free"),
        ("an hour alone with that teacher", "a private hour with that teacher"),
        (f"the lessons of the course of the enrolment {_X}", f"the lessons of the course {_X}"),
    ],
)  # fmt: skip
def test_things_hang_on_a_wish_by_their_own_words(rest: str, wanted: str) -> None:
    """Nobody looks at commits for an author, or books the cheapest one for the cheapest car."""
    assert plainly(Wish("see", rest)).rest == wanted


def test_what_is_answered_turned_and_eaten_comes_first() -> None:
    """An answer is one to a question, a scene turns a lamp off, and a meal has so much of something."""
    quiz = plainly(Wish("submit", f"that quiz with the question {_X}", "and answer \ue001"))
    assert f"{quiz.rest} {quiz.tail}" == f"that quiz with answer \ue001 to the question {_X}"
    scene = plainly(Wish("create", f"a scene with the device {_X}", "that turns it \ue001"))
    assert f"{scene.rest} {scene.tail}" == f"a scene that turns the device {_X} \ue001"
    meal = plainly(Wish("record", f"a lunch with the food {_X}", "of \ue001 grams"))
    assert f"{meal.rest} {meal.tail}".strip() == f"a lunch with \ue001 grams of {_X}"


def test_the_cheapest_car_is_booked_and_nothing_for_it() -> None:
    """A rental car for the cheapest car is that car."""
    assert named_once("a rental car for the cheapest car") == "the cheapest rental car"
    assert named_once("seats for the first film") == "seats for the first film"


def _value(label: str, value: JsonValue, path: str = "") -> SaidValue:
    return SaidValue(call="c", path=path or label.replace(" ", "_"), label=label, value=value)


def _said(verb: str, rest: str, *values: SaidValue) -> tuple[str, list[str]]:
    held = Held()
    spoken = [speak(v, rng=Random(1), clock=_CLOCK) for v in values]
    done = dress(Wish(verb, rest), spoken, Speaker(frozenset(), Random(1)), held, 4)
    text = held.plain(f"{done.wish.rest} {done.wish.tail}".strip())
    return text, [v.fills["label"] for v in done.left]


def test_a_second_with_is_said_in_a_sentence_of_its_own() -> None:
    """Nobody makes `a plan with squats over 3 weeks with 2 sessions per week`."""
    text, left = _said("make", "a plan with squats", _value("weeks", 3), _value("sessions per week", 2))
    assert text in {"a plan with squats for three weeks", "a plan with squats over three weeks"}
    assert left == ["sessions per week"]
    assert chained("that job with my CV", ["with the e-mail address a"]) == "and the e-mail address a"


def test_parts_and_kinds_stand_where_people_say_them() -> None:
    """The brightness to 50, the humidity sensors, a call that is logged, pdf files."""
    light = _said("set", "the brightness and the colour of a light", _value("brightness", 50), _value("colour k", 3550))
    assert light[0] == "the brightness of a light to 50 percent and its colour temperature to 3,550 kelvin".replace(
        "3,550", light[0].rsplit(" ", 2)[1]
    )
    assert (
        _said("see", "the sensors of that home", _value("kind", "humidity"))[0] == "the humidity sensors of that home"
    )
    assert _said("see", "the appliances of that home", _value("kind", "heater"))[0] == "the heaters of that home"
    assert _said("log", "an activity", _value("kind", "call"))[0] == "a call"
    assert _said("find", "files", _value("file type", "pdf"))[0] == "pdf files"


@pytest.mark.parametrize(
    ("pick", "wanted"),
    [
        (
            Pick(call="c", path="cards[0]", count=2, label="card", by="last_four", value="9943"),
            "the card ending in 9943",
        ),
        (
            Pick(call="c", path="events[0]", count=2, label="event", by="room_name", value="Hall"),
            "the event in the Hall",
        ),
        (Pick(call="c", path="stages[0]", count=2, label="stage", by="name", value="Qualified"), "the stage Qualified"),
    ],
)
def test_a_thing_is_told_as_people_tell_it(pick: Pick, wanted: str) -> None:
    """Cards go by their last digits, what happened by its room, and a stage is called one."""
    for seed in range(5):
        held = Held()
        said = noun_phrase(pick, Speaker(frozenset(), Random(seed)), held, _CLOCK, full=True)
        assert held.plain(said) == wanted


def test_a_card_is_told_by_its_last_digits_rather_than_by_its_end() -> None:
    """Two debit cards differ in their last four digits."""
    cards: list[JsonValue] = [
        {"card_id": f"crd-{n}", "kind": "debit", "last_four": str(n), "expires_on": f"2028-06-1{i}"}
        for i, n in enumerate((5100, 5982))
    ]
    assert telling(cards, 1) == ("last_four", "5982")


def test_an_assignment_that_is_handed_in_is_none_new() -> None:
    """`Submit an assignment` with a chosen one submits that one, and not an assignment for it."""
    tools = {t: catalogue()[t] for t in ("learning/list_assignments", "learning/submit_assignment")}
    assignments = [{"assignment_id": "asg-1", "title": "Bread"}, {"assignment_id": "asg-2", "title": "Pie"}]
    listed = PlannedCall(
        id="call_1", tool="learning/list_assignments", name="list_assignments", arguments={"course_id": "crs-1"},
        result={"assignments": assignments},
    )  # fmt: skip
    handed = PlannedCall(
        id="call_2",
        tool="learning/submit_assignment",
        name="submit_assignment",
        arguments={"assignment_id": "asg-1"},
        result={},
    )
    pick = pick_of("call_1", "assignments[0]", "assignment", "Bread", "title")
    turns = [
        {"act": "request", "goal": "list the assignments of a course", "steps": ((listed,),)},
        {"act": "follow_up", "goal": "submit an assignment", "steps": ((handed,),), "picks": (pick,)},
    ]
    entry = Provenance(
        call="call_2", path="assignment_id", source="result", value="asg-1", from_call="call_1",
        field="assignments[0].assignment_id",
    )  # fmt: skip
    plan = _one(turns, tools).model_copy(update={"provenance": (entry,)})
    held = Held()
    choosing = Choosing(Known(plan, tools), Speaker(frozenset(), Random(1)), held, _CLOCK)
    (wish,), told = choosing.placed(plan.turns[1], (Wish("submit", "an assignment"),))
    assert held.plain(wish.rest) in ("the assignment Bread", "Bread")
    assert not told


def test_two_people_and_i_are_free() -> None:
    """Two people are listed with the one who asks; the two files of an owner are not."""
    two = plainly(Wish("find", "times when everybody is free with \ue000 and \ue001")).rest
    assert two == "times when \ue000, \ue001 and I are free"
    owner = plainly(Wish("find", "times when everybody is free with the owner of the files \ue000 and \ue001")).rest
    assert owner == "times when the owner of the files \ue000 and \ue001 and I are free"


def test_a_request_is_not_merged_as_its_repository() -> None:
    """The chosen repository is where the request is, and not what is merged; a door is locked by its lock."""
    aim = Aim("c", "repository", alone=True, among=False, role="")
    merged = put_near(Wish("merge", "a pull request"), aim, "\0", (), making=False, kind="repository")
    assert merged is not None
    assert merged.rest == "a pull request in \0"
    lock = Aim("c", "lock", alone=True, among=False, role="")
    locked = put_near(Wish("lock", "a door"), lock, "\0", (), making=False, kind="lock")
    assert locked is not None
    assert locked.rest == "\0"


@pytest.mark.parametrize(
    ("rest", "wanted"),
    [
        ("the past prices of the stock of the first two companies", "the past share prices of the first two companies"),
        ("visa rules for the country of those stations", "visa rules for that country"),
        ("the pull requests in the repository of those issues",
         "the pull requests in the repository with those issues"),
        (f"a comment on the issue {_X} in the repository of those issues", f"a comment on the issue {_X}"),
        ("the details of the file of the first attachment", "the details of the first attachment"),
        ("the next lesson of my first enrolment", "the next lesson of my first course"),
        ("a free meeting room in the city of that contact", "a free meeting room in that contact's city"),
        ("showings of that film in the city of that concert", "showings of that film in the same city"),
        ("an event with that contact for the time of the earliest slot",
         "an event with that contact in the earliest slot"),
        ("the profile of the first listed company for the first company", "the profile of the first company"),
        ("which stores have a variant on the shelf for the SKU of the first variant",
         "which stores have the first variant on the shelf"),
        ("visa rules for the nationality of that traveller and the country of that airport",
         "visa rules for that traveller in that country"),
        (f"the issues in that repository for the milestone {_X}",
         f"the issues in that repository with the milestone {_X}"),
        (f"a call with the contact of those deals for the contact of the deal {_X}",
         f"a call with the contact of the deal {_X}"),
        (f"what employees say about that employer for the job at {_X}",
         f"what employees say about the employer of the job at {_X}"),
        ("the first file in the repository of the first issue and the source branch of that pull request",
         "the first file in the repository of the first issue on the source branch of that pull request"),
        (f"the {_X} of my first home for the first room", f"the {_X} in the first room of my first home"),
        ("the latest price of the stock of that company", "the latest share price of that company"),
        ("what the latest one pays in the city of the latest job", "what the latest one pays there"),
        ("visa rules for the nationalities of the first two travellers", "visa rules for the first two travellers"),
        (f"the employer of that job for the job at {_X}", f"the employer of the job at {_X}"),
    ],
)  # fmt: skip
def test_nobody_says_a_chain_as_it_is_made(rest: str, wanted: str) -> None:
    """`The past prices of the stock of a company` are past share prices."""
    assert plainly(Wish("list", rest)).rest == wanted
