"""What is taught, and by whom: courses are of their subject and as hard as they say, and so are their teachers."""

from __future__ import annotations

from tests.world.tools import INTEGER, STRING, make, many, thing, world
from toolgraph.world.sorts import sorts_spoken, stands_for
from toolgraph.world.subjects import BY_SUBJECT, on_what

SUBJECT = {"type": "string", "enum": ["languages", "programming", "design", "music", "business", "science", "crafts"]}
LEVEL = {"type": "string", "enum": ["beginner", "intermediate", "advanced"]}
COURSE = {"type": "string", "pattern": "^crs-[0-9]{5}$"}
TEACHER = {"type": "string", "pattern": "^tch-[0-9]{4}$"}
TITLE = {"type": "string", "examples": ["SQL from the ground up", "Jazz piano basics"]}
SEARCH = make(
    "search_courses",
    {"query": STRING},
    thing(courses=many(course_id=COURSE, title=TITLE, subject=SUBJECT, level=LEVEL, teacher_id=TEACHER)),
)
OF_ONE = make(
    "list_teacher_courses",
    {"teacher_id": TEACHER},
    thing(courses=many(course_id=COURSE, title=TITLE, subject=SUBJECT, level=LEVEL, teacher_id=TEACHER)),
)
GET = make(
    "get_course",
    {"course_id": COURSE},
    thing(course_id=COURSE, title=TITLE, lesson_count=INTEGER, language={"type": "string", "examples": ["en", "pt"]}),
)


def test_the_courses_of_a_teacher_are_on_what_they_teach() -> None:
    """Each of them has a name of its own, and not that of its subject alone."""
    for number in range(6):
        courses = world(number).call(OF_ONE, {"teacher_id": f"tch-{number:04}"}).result["courses"]
        assert len({each["subject"] for each in courses}) == 1
        assert all(each["title"] not in SUBJECT["enum"] + LEVEL["enum"] for each in courses)
        assert all(stands_for(each["title"], each["level"]) is not False for each in courses)


def test_nobody_teaches_the_piano_and_baking() -> None:
    """Courses that were found by different words are given by different people."""
    for seed in range(6):
        school = world(seed)
        by = [
            {c["teacher_id"] for c in school.call(SEARCH, {"query": q}).result["courses"]} for q in ("SQL", "pottery")
        ]
        assert by[0].isdisjoint(by[1])


def test_a_course_is_in_the_language_of_its_name() -> None:
    """The spec shows names in English, and says of some of its courses that they are in that."""
    for number in range(4):
        assert world(number).call(GET, {"course_id": f"crs-0000{number}"}).result["language"] == "en"


def test_what_courses_are_on_speaks_of_its_subject() -> None:
    """So that a course of a subject is never taken for one of another."""
    for subject, topics in BY_SUBJECT.items():
        for topic in topics:
            assert subject in sorts_spoken(topic), topic
            assert on_what(f"Introduction to {topic}") == topic
