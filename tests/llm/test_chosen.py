"""What people point at: chosen things by plain names and in their place, and goals as people put them."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from tests.llm.plans import catalogue, pick_of
from tests.llm.test_manner import _NOW, _call, _talks
from tests.llm.test_offline import _one, _words
from toolgraph.llm.offline.grammar import Speaker
from toolgraph.llm.offline.held import Held
from toolgraph.llm.offline.names import names_in
from toolgraph.llm.offline.picks import noun_phrase, put_near
from toolgraph.llm.offline.refer import Aim, Known, is_making
from toolgraph.llm.offline.wishes import Wish, wishes_in
from toolgraph.models.dialogue_plan import Pick, SaidValue
from toolgraph.models.provenance import Provenance


@pytest.mark.parametrize(
    ("rest", "aim", "wanted"),
    [
        ("the travel time", Aim("c", "point", alone=False, among=False, role="", way="from"), "the travel time from X"),
        ("directions", Aim("c", "destination", alone=True, among=False, role="", way="to"), "directions to X"),
        (
            "the height of a point above the sea",
            Aim("c", "point", alone=True, among=False, role=""),
            "the height of X above the sea",
        ),
        ("a picture with a camera", Aim("c", "device", alone=True, among=False, role=""), "a picture with X"),
        ("my alerts", Aim("c", "city", alone=True, among=False, role=""), "my alerts in the city of X"),
    ],
)
def test_a_chosen_thing_stands_where_it_belongs(rest: str, aim: Aim, wanted: str) -> None:
    """Where something is from or to, and of what it is, decides the place of the chosen thing."""
    wish = Wish("find", rest)
    placed = put_near(wish, aim, "X", (), making=is_making(wish), kind="hotel")
    assert placed is not None
    assert placed.rest == wanted


@pytest.mark.parametrize(
    ("goal", "wanted"),
    [
        ("import the cv", "import the CV"),
        ("create the scene", "create a scene"),
        ("search or list consent forms", "search consent forms"),
        ("open or close a blind", "open or close a blind"),
    ],
)
def test_goals_are_put_as_people_put_them(goal: str, wanted: str) -> None:
    """A short form is in capitals, what is only to be made is not `the` one, and one of two verbs is enough."""
    (wish,) = wishes_in(goal)
    assert f"{wish.verb} {wish.rest}" == wanted


@pytest.mark.parametrize(
    ("pick", "wanted"),
    [
        (pick_of("c", "attendees[0]", "attendee", "Ana Diaz", "name"), {"Ana Diaz"}),
        (
            pick_of("c", "results[0]", "workgroup list", "Ember group", "name"),
            {"Ember group", "the workgroup Ember group"},
        ),
        (
            pick_of("c", "messages[0]", "message", "Ana Diaz", "from_name"),
            {"the one from Ana Diaz", "the message from Ana Diaz"},
        ),
        (pick_of("c", "items[0]", "v 2", "Ember", "colour"), {"the Ember one", "the one with Ember"}),
    ],
)
def test_a_chosen_thing_has_a_plain_name(pick: Pick, wanted: set[str]) -> None:
    """People have their own name, a list's entries are no lists, versions are nothing at all."""
    said = set()
    for seed in range(12):
        held = Held()
        said.add(held.plain(noun_phrase(pick, Speaker(frozenset(), Random(seed)), held, _NOW)))
    assert said == wanted


def test_what_is_added_takes_the_place_of_its_kind() -> None:
    """A chosen booking is added to a trip, and not `a booking` for it."""
    aim = Aim("c", "booking", alone=False, among=False, role="")
    wish = Wish("add", "a booking to a trip")
    placed = put_near(wish, aim, "X", (), making=is_making(wish), kind="booking")
    assert placed is not None
    assert placed.rest == "X to a trip"
    among = put_near(
        Wish("add", "tracks to a playlist"), Aim("c", "track", alone=True, among=True, role=""), "X", (), making=True
    )
    assert among is not None
    assert among.rest == "X to a playlist"


def test_a_look_behind_a_deed_is_said_as_a_look() -> None:
    """Days for a list of workouts are not said of the workout that is to be recorded."""
    tools = ("health_fitness/listWorkouts", "health_fitness/logWorkout")
    said = (
        SaidValue(call="call_1", path="fromDate", label="from date", value="2026-01-29"),
        SaidValue(call="call_2", path="sport", label="sport", value="ride"),
    )
    steps = ((_call(1, tools[0], {"workouts": []}),), (_call(2, tools[1], {"workoutId": "w"}),))
    for talk in _talks([{"act": "request", "goal": "record a workout", "said": said, "steps": steps}], *tools):
        assert "workouts" in talk[0][0]


def test_an_offer_of_a_flight_is_no_flight() -> None:
    """`That` stands before a whole noun, and before one with a clause behind it as well."""
    taken = Provenance(call="call_2", path="cart_id", source="result", value="c", from_call="call_1", field="cart_id")
    calls = tuple(_call(i, "shop/get_cart", {"cart_id": "c"}, {"cart_id": "c"}) for i in (1, 2))
    turns = [
        {"act": a, "goal": "show a cart", "steps": ((c,),)}
        for a, c in zip(("request", "follow_up"), calls, strict=True)
    ]
    plan = _one(turns, {"shop/get_cart": catalogue()["shop/get_cart"]}).model_copy(update={"provenance": (taken,)})
    known = Known(plan, catalogue())
    assert known.referring((Wish("show", "what is in a cart"),), 0, plan.turns[1]).rest == "what is in that cart"
    assert known.referring((Wish("show", "a cart offer"),), 0, plan.turns[1]).rest == "a cart offer"


def test_a_given_one_is_that_one() -> None:
    """Docs speak of `a given one`; people do not."""
    assert wishes_in("find products similar to a given one")[0].rest == "products similar to that one"


@pytest.mark.parametrize(
    ("pick", "wanted"),
    [
        (pick_of("c", "courses[0]", "course", "June Giles", "teacher_name"), "the course with June Giles"),
        (pick_of("c", "addresses[0]", "address", "Alan Mcgee", "full_name"), "the address of Alan Mcgee"),
        (pick_of("c", "showtimes[0]", "showtime", "Kino Rex", "cinemaName"), "the showtime at Kino Rex"),
        (pick_of("c", "courses[0]", "course", "Bread at home", "course_title"), "the course Bread at home"),
    ],
)
def test_a_thing_does_not_have_the_name_of_another(pick: Pick, wanted: str) -> None:
    """A course is with its teacher, and an address of who lives there."""
    held = Held()
    said = {held.plain(noun_phrase(pick, Speaker(frozenset(), Random(s)), held, _NOW, full=True)) for s in range(12)}
    assert wanted in said
    assert f"the {pick.label} {pick.value}" in said or wanted != f"the {pick.label} {pick.value}"


def test_only_what_is_there_is_put_somewhere() -> None:
    """A chosen standing order is not the one that is set up to a payee."""
    tools = ("finance/list_standing_orders", "finance/create_standing_order")
    orders = [
        {"standing_order_id": f"s{i}", "payee_id": f"p{i}", "payee_name": n}
        for i, n in enumerate(("Aiko", "Brandt", "Kim"))
    ]
    turns: list[dict[str, Any]] = [
        {
            "act": "request",
            "goal": "list my standing orders",
            "steps": ((_call(1, tools[0], {"standing_orders": orders}),),),
        },
        {
            "act": "follow_up",
            "goal": "set up a standing order to a payee",
            "steps": ((_call(2, tools[1], {"standing_order_id": "s9"}, {"payee_id": "p1"}),),),
            "picks": (pick_of("call_1", "standing_orders[1]", "standing order", "Brandt", "payee_name"),),
        },
    ]
    for talk in _talks(turns, *tools):
        assert "set up Brandt" not in talk[1][0]
        assert "Brandt" in talk[1][0]


@pytest.mark.parametrize(
    ("goal", "wanted"),
    [("create or edit a submission", "create a submission"), ("create the job alert", "create a job alert")],
)
def test_of_two_deeds_the_first_is_asked_for(goal: str, wanted: str) -> None:
    """And what is only to be made is `a` job alert."""
    (wish,) = wishes_in(goal)
    assert f"{wish.verb} {wish.rest}" == wanted


def test_nobody_is_called_twice_by_their_kind() -> None:
    """The `Short CV` is not the CV Short CV."""
    for seed in range(8):
        held = Held()
        pick = pick_of("c", "cvs[0]", "cv", "Short CV", "name")
        assert held.plain(noun_phrase(pick, Speaker(frozenset(), Random(seed)), held, _NOW, full=True)) == "Short CV"


def test_names_are_found_whatever_the_plural() -> None:
    """A record of `cvs` is called by its own name, as one of `courses` is."""
    call = _call(1, "jobs/listCvs", {"cvs": [{"cvId": "cv-1", "name": "Short CV"}]})
    plan = _one(
        [{"act": "request", "goal": "list my CVs", "steps": ((call,),)}], {"jobs/listCvs": catalogue()["jobs/listCvs"]}
    )
    assert names_in(plan)["cv-1"] == "Short CV"


def test_nobody_is_a_to() -> None:
    """Whom a message goes to is told by their address alone."""
    held = Held()
    pick = pick_of("c", "to[0]", "to", "ana@example.org", "")
    assert held.plain(noun_phrase(pick, Speaker(frozenset(), Random(1)), held, _NOW, full=True)) == "ana@example.org"


def test_a_file_that_is_a_file_is_told_by_its_place() -> None:
    """A kind that is the thing itself tells nothing: not `read file`, but the third one."""
    pick = pick_of("c", "files[2]", "file", "file", "kind", 4)
    for seed in range(8):
        held = Held()
        assert "third" in held.plain(noun_phrase(pick, Speaker(frozenset(), Random(seed)), held, _NOW, full=True))


def test_people_who_were_chosen_are_asked_by_name() -> None:
    """Who was told before as a reviewer is asked, and not `people with the reviewer login`."""
    tools = ("code_hosting/get_pull_request", "code_hosting/request_review")
    shown = _call(1, tools[0], {"number": 9, "title": "Add CSV", "reviewer_logins": ["kim9", "pat"]})
    asked = _call(2, tools[1], {"number": 9}, {"pull_request_number": 9, "reviewer_logins": ["pat"]})
    taken = Provenance(
        call="call_2",
        path="reviewer_logins[0]",
        source="result",
        value="pat",
        from_call="call_1",
        field="reviewer_logins[1]",
    )
    turns: list[dict[str, Any]] = [
        {"act": "request", "goal": "show a pull request", "steps": ((shown,),)},
        {
            "act": "follow_up",
            "goal": "ask people to review a pull request",
            "steps": ((asked,),),
            "picks": (pick_of("call_1", "reviewer_logins[1]", "reviewer login", "pat", "", 2),),
        },
    ]
    chosen = {t: catalogue()[t] for t in tools}
    for number in range(6):
        plan = _one(turns, chosen, number, plan_id=f"a{number}").model_copy(update={"provenance": (taken,)})
        user = _words(plan)[1][1].lower()
        assert "pat to review" in user
        assert "login" not in user
