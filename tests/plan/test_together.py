"""What is asked for in one wish is done in that order, what it takes is said, and things belong together."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.plan.audit import calls_of
from tests.plan.test_fitting_values import link, planned
from tests.world.tools import DATE, EMAIL, MOMENT, NUMBER, STRING, TEXTS, make, many, thing
from toolgraph.plan.deeds import not_over
from toolgraph.plan.draft import Chosen, Made, Origin, Part, Stuck
from toolgraph.plan.goals import goal_of
from toolgraph.plan.paths import Match, Turning
from toolgraph.plan.picks import _telling_turnings
from toolgraph.plan.spoken import asked_for
from toolgraph.plan.together import begun_by_then, of_its_owner, of_one_whole, with_another
from toolgraph.plan.values import Pairing, Saying, settle
from toolgraph.plan.wants import wants_of

PLANS = make("list_plans", {}, many(plan_id=STRING, name=STRING), description="List plans")
LESSONS = make(
    "list_lessons", {"course_id": STRING}, many(lesson_id=STRING), description="List the lessons of a course"
)
ENROLLED = make("enrol", {"course_id": STRING}, thing(enrolment_id=STRING, course_id=STRING), description="Enrol")
MARK = make("mark_done", {"enrolment_id": STRING, "lesson_id": STRING}, None, description="Mark a lesson as done")
WORKOUT = make(
    "log_workout", {"started_at": MOMENT, "plan_id": STRING}, None, required=["started_at"], description="Log a workout"
)
BEGUN = make("create_plan", {"start_date": DATE}, thing(plan_id=STRING), description="Make a plan")


def test_nothing_is_listed_before_what_was_asked_for_before_is_made() -> None:
    """`Make a plan, then list my plans` lists the new one too."""
    both = 0
    for seed in range(12):
        for turn in planned([BEGUN, PLANS], seed=seed, mix="multistep").turns:
            at = {c.tool: i for i, step in enumerate(turn.steps) for c in step if c.weight}
            if BEGUN.id in at and PLANS.id in at:
                both += 1
                assert at[BEGUN.id] < at[PLANS.id], turn.goal
    assert both


def _made(tool: Any, arguments: dict[str, Any], result: Any) -> Made:
    wants = wants_of(tool)
    parts = {
        p: Part(want=wants[p], value=v, origins=(Origin(path=p, source="user", value=v),)) for p, v in arguments.items()
    }
    return Made(
        id="call_1", tool=tool, arguments=arguments, result=result, ok=True, weight=1, position=0, group=1, parts=parts,
        origins=(),
    )  # fmt: skip


def _taken(tool: Any, path: str, made: Made, field: str, value: str) -> Part:
    origin = Origin(path=path, source="result", value=value, made=made, field=field)
    return Part(want=wants_of(tool)[path], value=value, origins=(origin,))


@pytest.mark.parametrize(("course", "fits"), [("crs_1", True), ("crs_2", False)])
def test_a_lesson_is_marked_in_the_enrolment_of_its_course(course: str, fits: bool) -> None:
    """What was looked for in one course is not done in another one."""
    lessons = _made(LESSONS, {"course_id": "crs_1"}, [{"lesson_id": "les_1"}])
    enrolled = _made(ENROLLED, {"course_id": course}, {"enrolment_id": "enr_1", "course_id": course})
    parts = {
        "lesson_id": _taken(MARK, "lesson_id", lessons, "[0].lesson_id", "les_1"),
        "enrolment_id": _taken(MARK, "enrolment_id", enrolled, "enrolment_id", "enr_1"),
    }
    if fits:
        of_one_whole(MARK, parts)
    else:
        with pytest.raises(Stuck, match="course_id"):
            of_one_whole(MARK, parts)


@pytest.mark.parametrize(("moment", "stays"), [("2026-03-01T08:00:00Z", False), ("2026-03-09T08:00:00Z", True)])
def test_a_workout_is_of_no_plan_that_begins_later(moment: str, stays: bool) -> None:
    """What was done on the first is not part of a plan that begins on the fifth."""
    begun = _made(BEGUN, {"start_date": "2026-03-05"}, {"plan_id": "pln_1"})
    said = Part(
        want=wants_of(WORKOUT)["started_at"],
        value=moment,
        origins=(Origin(path="started_at", source="user", value=moment),),
    )
    parts = {"started_at": said, "plan_id": _taken(WORKOUT, "plan_id", begun, "plan_id", "pln_1")}
    assert ("plan_id" in begun_by_then(WORKOUT, parts)) is stays


@pytest.mark.parametrize(("employer", "stays"), [("Anchor Logistics", False), ("Glacier Supply", True)])
def test_reviews_of_one_employer_are_not_narrowed_down_by_a_job_at_another(employer: str, stays: bool) -> None:
    """The title of what somebody has applied for at one employer is nothing to ask about another one."""
    jobs = _made(make("search_jobs", {}, None), {}, [{"employer_id": "emp_1", "employer_name": "Glacier Supply"}])
    sent = _made(make("list_applications", {}, None), {}, [{"job_title": "Lead", "employer_name": employer}])
    reviews = make("list_reviews", {"employer_id": STRING, "job_title": STRING}, None, required=["employer_id"])
    parts = {
        "employer_id": _taken(reviews, "employer_id", jobs, "[0].employer_id", "emp_1"),
        "job_title": _taken(reviews, "job_title", sent, "[0].job_title", "Lead"),
    }
    assert ("job_title" in of_its_owner(reviews, parts)) is stays


@pytest.mark.parametrize("seed", range(6))
def test_a_value_of_another_thing_is_said(seed: int) -> None:
    """A run of a repository on the branch of a request: nobody would know which branch is meant."""
    repos = make("list_repositories", {}, many(repository_id=STRING, name=STRING), description="List my repositories")
    requests = make("list_requests", {}, many(number=STRING, source_branch=STRING), description="List my requests")
    run = make("start_run", {"repository_id": STRING, "branch": STRING}, None, description="Start a run")
    bound = link(2, "repository_id", 0, "[].repository_id"), link(2, "branch", 1, "[].source_branch")
    plan = planned([repos, requests, run], *bound, seed=seed, mix="multistep")
    for turn in plan.turns:
        tools = {c.tool for step in turn.steps for c in step}
        if {requests.id, run.id} <= tools and turn.act in ("request", "follow_up"):
            assert re.search(r"branch of (?:the first|that) ", turn.goal), turn.goal


@pytest.mark.parametrize("seed", range(6))
def test_the_time_of_an_event_is_said(seed: int) -> None:
    """A room is looked for at the time of that event, and not at any time."""
    event = make(
        "create_event", {"title": STRING}, thing(event_id=STRING, starts_at=MOMENT), description="Make an event"
    )
    rooms = make("find_rooms", {"starts_at": MOMENT}, many(room=STRING), description="Find free rooms")
    plan = planned([event, rooms], link(1, "starts_at", 0, "starts_at"), seed=seed, mix="multistep")
    goals = [t.goal for t in plan.turns for step in t.steps for c in step if c.tool == rooms.id]
    assert goals
    assert all("for the time of that event" in goal for goal in goals[:1]), goals


def test_a_car_is_booked_once() -> None:
    """Nobody books a second car in another town for the same days."""
    cars = make("search_cars", {"city": STRING}, many(offer_id=STRING, model=STRING), description="Search for cars")
    book = make("book_car", {"offer_id": STRING}, thing(booking_id=STRING), description="Book a car")
    for seed in range(12):
        plan = planned([cars, book], link(1, "offer_id", 0, "[].offer_id"), seed=seed, mix="multistep")
        assert sum(c.tool == book.id and c.ok and c.weight for _, c in calls_of(plan)) == 1


def test_calls_side_by_side_differ_in_one_way() -> None:
    """From NOK into EUR and USD, not `from NOK and EUR into EUR, NOK and USD`."""
    texts = {
        "base": {**STRING, "description": "ISO 4217 currency"},
        "quote": {**STRING, "description": "ISO 4217 currency"},
    }
    rate = make("get_exchange_rate", texts, thing(rate={"type": "number"}), description="Look up the exchange rate")
    several = 0
    for seed in range(30):
        plan = planned([rate], seed=seed, mix="bfcl")
        for turn in plan.turns:
            beside = [c.arguments for step in turn.steps for c in step if c.weight and c.ok]
            told = [{a[key] for a in beside} for key in ("base", "quote")]
            several += len(beside) > 1
            assert min(map(len, told), default=1) <= 1, beside
    assert several


def test_an_end_is_told_as_a_day() -> None:
    """`From 4 December, in two weeks`: nobody knows from when the weeks count."""
    stay = wants_of(make("find_rooms", {"check_in": DATE, "check_out": DATE}, None))
    end = Saying(want=stay["check_out"], value="2026-12-18", path="", relative=True, group=1)
    settle(Pairing(stay["check_in"], "2026-12-04", None), Pairing(stay["check_out"], end.value, end), None)  # type: ignore[arg-type]
    assert not end.relative


def test_a_change_names_what_is_changed() -> None:
    """Whoever changes the time of an event does not ask for `the time, place or title` to be changed."""
    tool = make("update_event", {"event_id": STRING}, None, description="Change the time, place or title of an event.")
    assert goal_of(tool) == "change an event"


@pytest.mark.parametrize(("person", "fits"), [("[0].owner_email", False), ("[1].owner_email", True)])
def test_a_file_is_shared_with_another_than_its_owner(person: str, fits: bool) -> None:
    """Whose file it is has it already."""
    files = make("list_files", {}, many(file_id=STRING, owner_email=EMAIL), description="List files")
    share = make("share_file", {"file_id": STRING, "email": EMAIL}, None, description="Share a file")
    made = _made(files, {}, [{"file_id": "f1", "owner_email": "a@x.org"}, {"file_id": "f2", "owner_email": "b@x.org"}])
    parts = {
        "file_id": _taken(share, "file_id", made, "[0].file_id", "f1"),
        "email": _taken(share, "email", made, person, "a@x.org"),
    }
    if fits:
        with_another(share, parts)
    else:
        with pytest.raises(Stuck, match="email"):
            with_another(share, parts)


def test_the_address_of_a_house_is_not_looked_up_by_its_place() -> None:
    """It was told with it."""
    houses = make("list_houses", {}, many(address=STRING, lat=NUMBER, lng=NUMBER), description="List houses")
    points = make("list_stops", {}, many(name=STRING, lat=NUMBER, lng=NUMBER), description="List stops")
    reverse = make(
        "reverse_geocode", {"lat": NUMBER, "lng": NUMBER}, thing(address=STRING), description="Find the address"
    )
    bound = {"lat": link(1, "lat", 0, "[].lat"), "lng": link(1, "lng", 0, "[].lng")}
    assert not asked_for(reverse, bound, [houses, reverse])
    assert asked_for(reverse, bound, [points, reverse]).keys() == bound.keys()


def test_what_is_done_to_one_of_many_names_it_as_one() -> None:
    """The scene of the third automation is `a scene` to the wish, and of several quizzes one is `a quiz`."""
    activate = make("activate_scene", {"scene_id": STRING}, None, description="")
    submit = make("submit_quiz", {"quiz_id": STRING}, None, description="")
    assert goal_of(activate) == "activate a scene"
    assert goal_of(submit) == "submit a quiz"


@pytest.mark.parametrize("seed", range(4))
def test_who_drives_is_said(seed: int) -> None:
    """A car is booked for that traveller, and not with somebody whom nobody named."""
    traveller = make("add_traveller", {"name": STRING}, thing(traveller_id=STRING), description="Add a traveller")
    book = make("book_car", {"model": STRING, "driver_traveller_id": STRING}, None, description="Book a car")
    plan = planned([traveller, book], link(1, "driver_traveller_id", 0, "traveller_id"), seed=seed, mix="simple")
    goals = [t.goal for t in plan.turns if any(c.tool == book.id for step in t.steps for c in step)]
    assert goals
    assert "for that traveller" in goals[0], goals


def test_a_word_of_an_inner_list_is_told_alone() -> None:
    """Of a ticker in a watchlist it is the ticker that is named: the stock is not `Energy for ARBO`."""
    lists = make("list_watchlists", {}, many(name=STRING, tickers=TEXTS), description="List watchlists")
    made = _made(lists, {}, [{"name": "Energy", "tickers": ["ARBO", "GAR"]}, {"name": "Metals", "tickers": ["IVOF"]}])
    inner = Chosen(made, (Turning("", 0, 2), Turning("[0].tickers", 0, 2)))
    alone = Chosen(made, (Turning("", 1, 2), Turning("[1].tickers", 0, 1)))
    assert [t.path for t in _telling_turnings(inner)] == ["[0].tickers"]
    assert [t.path for t in _telling_turnings(alone)] == ["", "[1].tickers"]


def test_words_are_the_users_own() -> None:
    """The subject of a draft is not that of the next mail."""
    draft = make("draft_mail", {"subject": STRING}, thing(draft_id=STRING, subject=STRING), description="Save a draft")
    send = make("send_mail", {"to": EMAIL, "subject": STRING}, None, description="Send a mail")
    assert not asked_for(send, {"subject": link(1, "subject", 0, "subject")}, [draft, send])


def test_what_is_submitted_is_not_submitted_again() -> None:
    """Of two assignments the open one is sent in."""
    tasks = make("list_assignments", {}, many(assignment_id=STRING, is_submitted={"type": "boolean"}))
    submit = make("submit_assignment", {"assignment_id": STRING}, None, description="Submit an assignment")
    made = _made(
        tasks, {}, [{"assignment_id": "a1", "is_submitted": True}, {"assignment_id": "a2", "is_submitted": False}]
    )
    want = wants_of(submit)["assignment_id"]
    found = [Match(f"a{n + 1}", f"[{n}].assignment_id", (Turning("", n, 2),)) for n in range(2)]
    assert [m.value for m in not_over(submit, want, made, found)] == ["a2"]


@pytest.mark.parametrize("seed", range(4))
def test_a_search_that_holds_is_asked_for_again(seed: int) -> None:
    """`The details of the first place you find` leaves open that it is a museum again."""
    weather = make("get_weather", {"city": STRING}, thing(lat=NUMBER, lng=NUMBER), description="Get the weather")
    places = make(
        "search_places",
        {"query": STRING, "lat": NUMBER, "lng": NUMBER},
        many(place_id=STRING),
        description="Search places",
    )
    place = make("get_place", {"place_id": STRING}, thing(name=STRING), description="Show a place")
    links = link(1, "lat", 0, "lat"), link(1, "lng", 0, "lng"), link(2, "place_id", 1, "[].place_id")
    plan = planned([weather, places, place], *links, seed=seed, mix="multistep")
    for turn in plan.turns:
        tools = {c.tool for step in turn.steps for c in step if c.ok}
        if {places.id, place.id} <= tools and turn.act == "follow_up":
            assert "search places" in turn.goal, turn.goal


def test_for_whom_and_for_where_are_said() -> None:
    """Visa rules are those for the nationality of that traveller and the country of that hotel."""
    codes = {"type": "string", "description": "ISO 3166 country code"}
    hotel = make("get_hotel", {}, thing(hotel_id=STRING, country_code=codes), description="Show my hotel")
    traveller = make(
        "get_traveller", {}, thing(traveller_id=STRING, nationality=STRING), description="Show me a traveller"
    )
    rules = make("get_rules", {"nationality": STRING, "country": codes}, None, description="Look up visa rules")
    bound = link(2, "nationality", 1, "nationality"), link(2, "country", 0, "country_code")
    plan = planned([hotel, traveller, rules], *bound, mix="multistep")
    goals = [t.goal for t in plan.turns if any(c.tool == rules.id for step in t.steps for c in step)]
    assert "nationality of that traveller" in goals[0], goals
    assert "country of that hotel" in goals[0], goals


@pytest.mark.parametrize("mix", ["bfcl", "multistep"])
def test_one_of_a_list_is_not_named_by_the_place_of_what_the_list_is_of(mix: str) -> None:
    """Of the deals of the third stage the one that was chosen is no `third deal`."""
    stages = make("list_stages", {}, many(stage_id=STRING, name=STRING), description="List stages")
    deals = make("list_deals", {"stage_id": STRING}, many(deal_id=STRING, company_id=STRING), description="List deals")
    add = make(
        "add_contact", {"name": STRING, "company_id": STRING}, None, required=["name"], description="Add a contact"
    )
    links = link(1, "stage_id", 0, "[].stage_id"), link(2, "company_id", 1, "[].company_id")
    for seed in range(10):
        plan = planned([stages, deals, add], *links, seed=seed, mix=mix)
        calls = {c.id: c for _, c in calls_of(plan)}
        for turn in plan.turns:
            told = re.search(r"company of the (first|second|third|fourth) deal", turn.goal)
            made = [c.id for step in turn.steps for c in step if c.tool == add.id]
            taken = [e for e in plan.provenance if e.call in made and e.path == "company_id" and e.from_call in calls]
            if told and taken and not turn.picks:
                place = ("first", "second", "third", "fourth").index(told[1])
                assert all((e.field or "").startswith(f"[{place}]") for e in taken), turn.goal


def test_a_town_has_no_address() -> None:
    """The weather of a town comes with a point, and nobody asks at which house that is."""
    city = {"type": "string", "description": "City", "examples": ["Seville", "Nice"]}
    air = make("get_air", {"city": city}, thing(city=STRING, lat=NUMBER, lng=NUMBER), description="Look up the air")
    reverse = make(
        "reverse_geocode", {"lat": NUMBER, "lng": NUMBER}, thing(address=STRING), description="Find the address"
    )
    bound = {axis: link(1, axis, 0, axis) for axis in ("lat", "lng")}
    assert not asked_for(reverse, bound, [air, reverse])
