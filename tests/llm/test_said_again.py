"""What holds from an earlier wish is said again in full words, and each value is said of the wish of its own call."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from tests.llm.plans import catalogue, pick_of
from tests.llm.test_manner import _call
from tests.llm.test_offline import _one
from toolgraph.llm.offline.again import goes_on
from toolgraph.llm.offline.picks import put_near
from toolgraph.llm.offline.refer import Aim, Known
from toolgraph.llm.offline.user import UserWords
from toolgraph.llm.offline.wishes import Wish, wishes_in
from toolgraph.models.dialogue_plan import DialoguePlan, SaidValue
from toolgraph.models.provenance import Provenance

COURSES, LESSONS = "learning/search_courses", "learning/list_lessons"
FILES, MAIL = "office/search_files", "office/search_mail"


def _two(first: dict[str, Any], second: dict[str, Any]) -> DialoguePlan:
    """Two searches for courses, the second in a wish of its own, with the level from the first one."""
    said = [SaidValue(call="call_1", path=k, label=k, value=v) for k, v in first.items()]
    anew = SaidValue(call="call_2", path="query", label="search words", value=second["query"])
    turns = [
        {"act": "request", "goal": "search courses", "steps": ((_call(1, COURSES, {"courses": []}, first),),)},
        {"act": "follow_up", "goal": "search courses and list the lessons of a course"},
    ]
    turns[0]["said"], turns[1]["said"] = tuple(said), (anew,)
    turns[1]["steps"] = ((_call(2, COURSES, {"courses": []}, second),), (_call(3, LESSONS, {"lessons": []}),))
    kept = [
        Provenance(call="call_2", path=k, source="user", value=v, turn=0) for k, v in second.items() if k != "query"
    ]
    plan = _one(turns, {t: catalogue()[t] for t in (COURSES, LESSONS)})
    return plan.model_copy(update={"provenance": tuple(kept)})


def test_what_narrows_a_search_down_is_said_again() -> None:
    """Who asks for other courses in full words, and means those for beginners, says so."""
    plan = _two({"query": "SQL", "level": "beginner"}, {"query": "sketching", "level": "beginner"})
    for seed in range(8):
        words = UserWords(plan, catalogue(), Random(seed)).words(plan.turns[1])
        assert "beginner" in words, words


def test_the_same_for_another_drops_nothing() -> None:
    """`The same for sketching` is not said where the level holds no more."""
    turns = [
        {"act": act, "goal": "search courses", "steps": ((_call(i, COURSES, {"courses": []}, told),),)}
        for i, (act, told) in enumerate(
            (("request", {"query": "SQL", "level": "beginner"}), ("follow_up", {"query": "sketching"})), start=1
        )
    ]
    plan = _one(turns, {COURSES: catalogue()[COURSES]})
    assert not goes_on(plan, plan.turns[1])
    alike = turns[1] | {"steps": ((_call(2, COURSES, {"courses": []}, {"query": "sketching", "level": "beginner"}),),)}
    plan = _one([turns[0], alike], {COURSES: catalogue()[COURSES]})
    assert goes_on(plan, plan.turns[1])


@pytest.mark.parametrize("seed", range(6))
def test_a_value_is_said_of_the_wish_of_its_own_call(seed: int) -> None:
    """The mailbox is searched for `invoice`, and not the files."""
    calls = (
        (_call(1, FILES, {"files": []}, {"query": "budget"}),),
        (_call(2, MAIL, {"messages": []}, {"q": "invoice"}),),
    )
    said = (
        SaidValue(call="call_1", path="query", label="search words", value="budget"),
        SaidValue(call="call_2", path="q", label="search words", value="invoice"),
    )
    goal = "search files and search my mailbox for the owner of the first file"
    plan = _one(
        [{"act": "request", "goal": goal, "said": said, "steps": calls}], {t: catalogue()[t] for t in (FILES, MAIL)}
    )
    known, wishes = Known(plan, catalogue()), wishes_in(goal)
    assert [known.wish_at(f"call_{n}", wishes, 0) for n in (1, 2)] == [0, 1]
    words = UserWords(plan, catalogue(), Random(seed)).words(plan.turns[0])
    assert words.index("budget") < words.index("box") < words.index("invoice"), words


@pytest.mark.parametrize("seed", range(6))
def test_a_chosen_thing_is_said_of_both_wishes_that_take_it(seed: int) -> None:
    """The car is booked for whom the profile is of, and the words say so."""
    book, show = "travel/bookRentalCar", "travel/getTraveller"
    travellers = {
        "travellers": [{"travellerId": "tv_1", "familyName": "Diaz"}, {"travellerId": "tv_2", "familyName": "Bo"}]
    }
    calls = _call(2, book, {}, {"driverTravellerId": "tv_1"}), _call(3, show, {}, {"travellerId": "tv_1"})
    turns = [
        {"act": "request", "goal": "list travellers", "steps": ((_call(1, "travel/listTravellers", travellers),),)},
        {
            "act": "follow_up",
            "goal": "book a rental car and show the profile of a traveller",
            "picks": (pick_of("call_1", "travellers[0]", "traveller", "Diaz", "familyName"),),
            "steps": (calls,),
        },
    ]
    taken = [
        Provenance(call=f"call_{n}", path=path, source="result", value="tv_1", from_call="call_1",
                   field="travellers[0].travellerId")
        for n, path in ((2, "driverTravellerId"), (3, "travellerId"))
    ]  # fmt: skip
    plan = _one(turns, {t: catalogue()[t] for t in (book, show, "travel/listTravellers")})
    plan = plan.model_copy(update={"provenance": tuple(taken)})
    words = UserWords(plan, catalogue(), Random(seed)).words(plan.turns[1])
    assert words.count("Diaz") == len(taken), words


@pytest.mark.parametrize("seed", range(6))
def test_a_lesson_is_that_of_the_enrolment_that_is_chosen(seed: int) -> None:
    """Not only the reviews are of the chosen enrolment: the lesson that is opened is its lesson."""
    enrolments = {"enrolments": [{"next_lesson_id": f"les_{n}", "course_id": f"crs_{n}"} for n in (1, 2)]}
    lesson, reviews = "learning/get_lesson", "learning/list_course_reviews"
    calls = _call(2, lesson, {}, {"lesson_id": "les_2"}), _call(3, reviews, {}, {"course_id": "crs_2"})
    turns = [
        {"act": "request", "goal": "list my courses", "steps": ((_call(1, "learning/list_enrolments", enrolments),),)},
        {
            "act": "follow_up",
            "goal": "open a lesson and check what learners say about a course",
            "picks": (pick_of("call_1", "enrolments[1]", "enrolment", "Bread", "course_title"),),
            "steps": (calls,),
        },
    ]
    taken = [
        Provenance(call=f"call_{n}", path=path, source="result", value=value, from_call="call_1",
                   field=f"enrolments[1].{field}")
        for n, path, value, field in
        ((2, "lesson_id", "les_2", "next_lesson_id"), (3, "course_id", "crs_2", "course_id"))
    ]  # fmt: skip
    plan = _one(turns, {t: catalogue()[t] for t in (lesson, reviews, "learning/list_enrolments")})
    plan = plan.model_copy(update={"provenance": tuple(taken)})
    words = UserWords(plan, catalogue(), Random(seed)).words(plan.turns[1])
    assert words.index("lesson") < words.index("Bread"), words


def test_a_branch_of_a_request_is_no_place() -> None:
    """A run is started on the branch of a pull request; an account is opened at the branch of a bank."""
    aim = Aim("c", "branch", alone=False, among=False, role="")
    run = put_near(Wish("start", "a pipeline run"), aim, "the request Fix", (), making=True, kind="request")
    assert run is not None
    assert run.rest == "a pipeline run on the branch of the request Fix"
    bank = put_near(Wish("open", "an account"), aim, "the branch Baker Street", (), making=True, kind="branch")
    assert bank is not None
    assert bank.rest == "an account at the branch Baker Street"


@pytest.mark.parametrize("seed", range(6))
def test_what_is_chosen_for_one_call_is_not_said_of_another(seed: int) -> None:
    """Of two rooms one is looked into, and the other one is where a thing goes."""
    look, move = "smart_home/list_devices", "smart_home/rename_device"
    rooms = {"rooms": [{"room_id": f"room-{n}", "name": name} for n, name in enumerate(("Office", "Kitchen"))]}
    calls = (_call(2, look, {"devices": []}, {"room_id": "room-0"}),), (_call(3, move, {}, {"room_id": "room-1"}),)
    goal = "list the appliances of a home and move a device to another room"
    turns = [
        {"act": "request", "goal": "list the rooms of a home", "steps": ((_call(1, "smart_home/list_rooms", rooms),),)},
        {
            "act": "follow_up",
            "goal": goal,
            "picks": tuple(
                pick_of("call_1", f"rooms[{n}]", "room", name, "name") for n, name in enumerate(("Office", "Kitchen"))
            ),
            "steps": calls,
        },
    ]
    taken = [
        Provenance(call=f"call_{n + 2}", path="room_id", source="result", value=f"room-{n}", from_call="call_1",
                   field=f"rooms[{n}].room_id")
        for n in range(2)
    ]  # fmt: skip
    plan = _one(turns, {t: catalogue()[t] for t in (look, move, "smart_home/list_rooms")})
    plan = plan.model_copy(update={"provenance": tuple(taken)})
    words = UserWords(plan, catalogue(), Random(seed)).words(plan.turns[1])
    assert words.index("Office") < words.index("Kitchen"), words
    assert "Office and Kitchen" not in words
