"""In which order something is taught and handed in, and what learners say of it."""

from __future__ import annotations

from datetime import date

from tests.world.tools import CLOCK, DATE, INTEGER, NUMBER, STRING, make, many, thing, world

COURSE = {"type": "string", "pattern": "^crs-[0-9]{5}$"}
TITLE = {"type": "string", "examples": ["SQL from the ground up", "Jazz piano basics"]}
FLAG = {"type": "boolean"}
SEARCH = make("search_courses", {"query": STRING}, thing(courses=many(course_id=COURSE, title=TITLE)))
LESSONS = make(
    "list_lessons",
    {"course_id": COURSE},
    thing(lessons=many(lesson_id=STRING, title={"type": "string", "examples": ["Seventh chords"]})),
)
ASSIGNMENTS = make(
    "list_assignments",
    {"course_id": COURSE},
    thing(assignments=many(assignment_id=STRING, title=STRING, due_date=DATE, is_submitted=FLAG)),
)
TEXT = {"type": "string", "examples": ["I ordered lunch in Lisbon after two weeks!", "Best teacher on the site."]}
STARS = {"type": "integer", "minimum": 1, "maximum": 5}
REVIEWS = make(
    "list_course_reviews",
    {"course_id": COURSE},
    thing(average_stars={**NUMBER, "maximum": 5}, reviews=many(stars=STARS, text=TEXT, written_on=DATE)),
)
SESSIONS = make(
    "list_live_sessions",
    {"course_id": COURSE},
    thing(sessions=many(session_id=STRING, title=STRING, minutes={**INTEGER, "maximum": 120, "examples": [60, 90]})),
)


def test_a_course_begins_with_first_steps_and_ends_with_a_summary() -> None:
    """Whichever lessons it has; the same when somebody looks again."""
    for seed in range(6):
        school = world(seed)
        asked = {"course_id": school.call(SEARCH, {"query": "knitting"}).result["courses"][0]["course_id"]}
        shown = school.call(LESSONS, asked).result["lessons"]
        titles = [lesson["title"] for lesson in shown]
        early = [n for n, title in enumerate(titles) if "First steps" in title or "the basics" in title]
        late = [n for n, title in enumerate(titles) if "a summary" in title or "worked case" in title]
        assert early == list(range(len(early)))
        assert late == list(range(len(titles) - len(late), len(titles)))
        assert school.call(LESSONS, asked).result["lessons"] == shown


def test_what_is_due_sooner_is_handed_in_sooner() -> None:
    """Nobody hands in the second assignment and leaves the first, and there is always one left to do."""
    for number in range(8):
        shown = world(number).call(ASSIGNMENTS, {"course_id": f"crs-0000{number}"}).result["assignments"]
        done = [each["is_submitted"] for each in sorted(shown, key=lambda each: each["due_date"])]
        assert done == sorted(done, reverse=True)
        assert not all(done)


def test_reviews_of_a_course_are_on_that_and_differ() -> None:
    """Nobody orders lunch in Lisbon thanks to knitting, and nobody praises with three stars."""
    for seed in range(6):
        school = world(seed)
        asked = {"course_id": school.call(SEARCH, {"query": "knitting"}).result["courses"][0]["course_id"]}
        reviews = school.call(REVIEWS, asked).result["reviews"]
        assert len({each["text"] for each in reviews}) == len(reviews)
        assert all("Lisbon" not in each["text"] for each in reviews)
        assert all(each["stars"] == 5 for each in reviews if each["text"].startswith("Best"))
        assert school.call(REVIEWS, asked).result["reviews"] == reviews


def test_a_session_lasts_a_round_time() -> None:
    """As those that the spec shows."""
    for number in range(4):
        shown = world(number).call(SESSIONS, {"course_id": f"crs-0000{number}"}).result["sessions"]
        assert all(each["minutes"] % 15 == 0 for each in shown)


def test_nobody_has_done_most_of_a_course_within_days() -> None:
    """How far one has come goes with when one began."""
    percent = {**INTEGER, "minimum": 0, "maximum": 100}
    enrolments = many(enrolment_id=STRING, course_title=STRING, started_on=DATE, progress_percent=percent)
    listed = make("list_enrolments", {}, thing(enrolments=enrolments))
    for seed in range(12):
        for each in world(seed).call(listed, {}).result["enrolments"]:
            days = (CLOCK.date() - date.fromisoformat(each["started_on"])).days
            assert each["progress_percent"] <= max(4 * days, 3)


def test_one_place_fewer_is_left_once_somebody_takes_one() -> None:
    """Told with the reservation, and to whoever lists the sessions again."""
    session = {"type": "string", "pattern": "^ses-[0-9]{6}$"}
    places = {**INTEGER, "minimum": 1, "maximum": 30}
    listed = make("list_sessions", {"course_id": COURSE}, thing(sessions=many(session_id=session, places_left=places)))
    reserve = make(
        "reserve_session_place",
        {"session_id": session},
        thing(session_id=session, places_left={**INTEGER, "minimum": 0}),
        description="Reserve a place in a session.",
    )
    for seed in range(4):
        school = world(seed)
        asked = {"course_id": "crs-00001"}
        before = school.call(listed, asked).result["sessions"][0]
        own = {"session_id": before["session_id"]}
        assert school.call(reserve, own).result["places_left"] == before["places_left"] - 1
        after = school.call(listed, asked).result["sessions"]
        assert next(s for s in after if s["session_id"] == before["session_id"])["places_left"] == (
            before["places_left"] - 1
        )


def test_an_hour_with_a_teacher_costs_the_same_each_time() -> None:
    """Whatever it is on."""
    teacher = {"type": "string", "pattern": "^tch-[0-9]{4}$"}
    price = {**NUMBER, "minimum": 15, "maximum": 90}
    book = make(
        "book_tutoring",
        {"teacher_id": teacher, "topic": STRING},
        thing(tutoring_id=STRING, price=price, currency=STRING),
        description="Book an hour alone with a teacher.",
    )
    school = world(1)
    told = [school.call(book, {"teacher_id": "tch-2041", "topic": t}).result["price"] for t in ("a", "b", "c")]
    assert len(set(told)) == 1
