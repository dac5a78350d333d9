"""Courses are worked through lesson by lesson, from none to all."""

from __future__ import annotations

import pytest

from tests.world.tools import CLOCK, DATE, INTEGER, STRING, make, many, thing, world
from toolgraph.models.tool import Tool

FLAG = {"type": "boolean"}
PERCENT = {"type": "integer", "minimum": 0, "maximum": 100}
ENROLMENT = thing(
    enrolmentId=STRING, courseId=STRING, startedOn=DATE, progressPercent=PERCENT, nextLessonId=STRING,
)  # fmt: skip
ENROL = make("enrolInCourse", {"courseId": STRING, "startDate": DATE}, ENROLMENT, required=["courseId"])
ENROLMENTS = make(
    "listEnrolments", {}, {"type": "object", "properties": {"enrolments": {"type": "array", "items": ENROLMENT}}}
)
LESSONS = make("listLessons", {"courseId": STRING}, thing(lessons=many(lessonId=STRING, title=STRING, isDone=FLAG)))
COURSE = make("getCourse", {"courseId": STRING}, thing(courseId=STRING, lessonCount=INTEGER))
DONE = make("markLessonDone", {"enrolmentId": STRING, "lessonId": STRING}, ENROLMENT)


def test_nothing_is_done_of_a_course_that_begins_now() -> None:
    """Neither before nor after somebody enrols is a lesson done, and one begins with the first."""
    for seed in range(8):
        school = world(seed)
        before = school.call(LESSONS, {"courseId": "c-1"}).result["lessons"]
        made = school.call(ENROL, {"courseId": "c-1"}).result
        after = school.call(LESSONS, {"courseId": "c-1"}).result["lessons"]
        assert not any(each["isDone"] for each in (*before, *after))
        assert (made["progressPercent"], made["nextLessonId"]) == (0, before[0]["lessonId"])


def test_one_starts_on_the_day_that_the_call_tells() -> None:
    """Who enrols for a day has started then, and who names none today."""
    school = world()
    assert school.call(ENROL, {"courseId": "c-1", "startDate": "2027-01-11"}).result["startedOn"] == "2027-01-11"
    assert school.call(ENROL, {"courseId": "c-2"}).result["startedOn"] == CLOCK.date().isoformat()


def test_a_lesson_that_is_done_moves_the_course_on() -> None:
    """The lesson shows as done, there is more progress, and another lesson is next."""
    for seed in range(8):
        school = world(seed)
        old = school.call(ENROLMENTS, {}).result["enrolments"][0]
        course = {"courseId": old["courseId"]}
        count = school.call(COURSE, course).result["lessonCount"]
        ids = {"enrolmentId": old["enrolmentId"], "lessonId": old["nextLessonId"]}
        new = school.call(DONE, ids).result
        assert new["nextLessonId"] != old["nextLessonId"]
        moved = old["progressPercent"] + max(round(100 / count), 1)
        assert new["progressPercent"] == min(moved, 100)
        lessons = {each["lessonId"]: each for each in school.call(LESSONS, course).result["lessons"]}
        assert lessons[old["nextLessonId"]]["isDone"]
        assert not lessons[new["nextLessonId"]]["isDone"]


def test_lessons_that_are_done_come_first() -> None:
    """What is next comes after what is done, in a course that somebody has come some way in."""
    for seed in range(8):
        school = world(seed)
        old = school.call(ENROLMENTS, {}).result["enrolments"][0]
        lessons = school.call(LESSONS, {"courseId": old["courseId"]}).result["lessons"]
        done = [each["isDone"] for each in lessons]
        assert done == sorted(done, reverse=True)
        assert not next(each["isDone"] for each in lessons if each["lessonId"] == old["nextLessonId"])


@pytest.mark.parametrize("seed", range(6))
def test_a_lesson_is_on_what_its_course_is_on(seed: int) -> None:
    """The next lesson of a course on SQL does not feed a sourdough, and its quiz asks about SQL."""
    title = {"type": "string", "examples": ["Joins without fear", "Feeding a sourdough", "Seventh chords"]}
    asks = {
        "type": "string",
        "examples": ["Which SQL join keeps all rows?", "How do you knead bread?", "What is a chord?"],
    }
    course = {"type": "string", "enum": ["SQL from the ground up"]}
    enrolments = many(enrolment_id=STRING, course_id=STRING, course_title=course, next_lesson_id=STRING)
    desk = world(seed)
    own = desk.call(make("list_enrolments", {}, enrolments), {}).result[0]
    lesson = thing(lesson_id=STRING, title=title, course_id=STRING, quiz_id=STRING)
    got = desk.call(make("get_lesson", {"lesson_id": STRING}, lesson), {"lesson_id": own["next_lesson_id"]}).result
    assert got["course_id"] == own["course_id"]
    assert got["title"] not in title["examples"][1:]
    question = {"type": "object", "properties": {"question_id": STRING, "text": asks}}
    quiz = thing(quiz_id=STRING, questions={"type": "array", "items": question})
    shown = desk.call(make("get_quiz", {"quiz_id": STRING}, quiz), {"quiz_id": got["quiz_id"]}).result
    assert not {q["text"] for q in shown["questions"]} & set(asks["examples"][1:])


@pytest.mark.parametrize("query", ["public transport", "small gardens", "Portuguese"])
def test_lessons_and_subject_are_of_what_the_course_is_on(query: str) -> None:
    """Courses found by one word have one subject, and their lessons are on that, not on another craft."""
    subject = {"type": "string", "enum": ["languages", "music", "crafts", "business", "programming"]}
    title = {"type": "string", "examples": ["Joins without fear", "Feeding a sourdough", "At the market"]}
    search = make(
        "search_courses", {"query": STRING}, thing(courses=many(course_id=STRING, title=STRING, subject=subject))
    )
    lessons = make("list_lessons", {"course_id": STRING}, thing(lessons=many(lesson_id=STRING, title=title)))
    for seed in range(4):
        school = world(seed)
        found = school.call(search, {"query": query}).result["courses"]
        assert len({each["subject"] for each in found}) == 1
        shown = school.call(lessons, {"course_id": found[0]["course_id"]}).result["lessons"]
        assert all(query.lower() in each["title"].lower() for each in shown)


def test_cards_are_on_what_their_lesson_is_on(catalogue: list[Tool]) -> None:
    """A deck made of a lesson on French holds French words, and one on Python no chords."""
    search, lessons, make_deck, due = (
        next(tool for tool in catalogue if tool.id == f"learning/{name}")
        for name in ("search_courses", "list_lessons", "create_card_deck", "get_due_cards")
    )
    told = {
        "French": "bonjour merci le pain Combien l'eau",
        "Python": "items function values",
        "jazz piano": "C E G B D F A",
    }
    for seed in range(4):
        for topic, backs in told.items():
            here = world(seed)
            course = here.call(search, {"query": topic}).result["courses"][0]["course_id"]
            lesson = here.call(lessons, {"course_id": course}).result["lessons"][-1]["lesson_id"]
            deck = here.call(make_deck, {"lesson_id": lesson}).result["deck_id"]
            cards = here.call(due, {"deck_id": deck}).result["cards"]
            assert all(any(word in card["back"] for word in backs.split()) for card in cards)
            assert len({card["front"] for card in cards}) == len(cards)
