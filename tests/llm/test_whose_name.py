"""Whose name stands where: what is made is not called as who takes part, and each value goes with its own wish."""

from __future__ import annotations

import re

from tests.llm.plans import catalogue
from tests.llm.test_deeds import _deed, _said
from tests.llm.test_manner import _call, _ink, _talks
from tests.llm.test_offline import _one
from toolgraph.llm.offline.amounts import number_fact
from toolgraph.llm.offline.names import renamed_in
from toolgraph.llm.offline.refer import Known
from toolgraph.llm.offline.unnamed import nameless
from toolgraph.llm.offline.wishes import Wish
from toolgraph.models.dialogue_plan import Pick


def test_what_is_made_is_not_called_as_who_takes_part() -> None:
    """An hour with a teacher has no name, and a standing order is not called as its payee."""
    courses = {"course_id": "crs-1", "title": "Jazz piano", "teacher_id": "tch-1", "teacher_name": "Stella Ramos"}
    seen = {"act": "request", "goal": "get a course", "steps": ((_call(1, "learning/get_course", courses),),)}
    said = [_said("topic", "topic", "Chords", call=2)]
    made = {"tutoring_id": "tut-1", "teacher_name": "Stella Ramos", "price": 49.0, "currency": "EUR"}
    goal = "book an hour alone with the teacher of that course"
    arguments = {"teacher_id": "tch-1"}
    for reply in _deed("learning/book_tutoring", goal, said, made, seen=seen, arguments=arguments):
        assert "alone Stella" not in reply
        assert reply.count("Stella Ramos") <= 1


def test_a_value_is_said_of_its_own_wish() -> None:
    """Cancelled are the runs, and not the pull requests that are asked for in fewer words."""
    pulls = {"pull_requests": [{"number": 1, "title": "Mend links", "source_branch": "fix"}]}
    runs = {"runs": [{"run_id": "run_1", "status": "cancelled"}]}
    steps = (
        (_call(1, "code_hosting/list_pull_requests", pulls, {"repository_id": "repo_1"}),),
        (_call(2, "code_hosting/list_pipeline_runs", runs, {"repository_id": "repo_1", "status": "cancelled"}),),
    )
    turn = {"act": "request", "goal": "list pull requests", "steps": steps}
    tools = ("code_hosting/list_pull_requests", "code_hosting/list_pipeline_runs")
    known = Known(_one([turn], {t: catalogue()[t] for t in tools}), catalogue())
    behind = "of a repository for the source branch of the first pull request"
    wishes = [Wish("list", "the pull requests of a repository"), Wish("list", f"the pipeline runs {behind}")]
    assert [known.wish_at(call, wishes, 0) for call in ("call_1", "call_2")] == [0, 1]


def test_what_a_way_is_like_is_told_with_it() -> None:
    """A way without a name is told by its ends, and with how long it is."""
    told = nameless({"distance_km": 6.3}, "distance", ("distance_km",), ("from A to B", "6.3 km"), _ink())
    assert told == "one from A to B (6.3 km)"


def test_what_began_just_now_has_lasted_nothing() -> None:
    """No span of no seconds is told, but no delay is."""
    assert number_fact("duration_seconds", 0, "", _ink()) is None


def test_things_like_a_chosen_one_are_like_it_by_its_name() -> None:
    """`Products similar to that one for the lamp` says it twice."""
    lamps = {"products": [{"product_id": "p1", "name": "Reed lamp"}, {"product_id": "p2", "name": "Oak lamp"}]}
    pick = Pick(call="call_1", path="products[1]", count=2, label="product", by="name", value="Oak lamp")
    turns = [
        {"act": "request", "goal": "search products", "steps": ((_call(1, "shop/search_products", lamps),),)},
        {
            "act": "follow_up",
            "goal": "find products similar to that one",
            "picks": (pick,),
            "steps": ((_call(2, "shop/find_similar_products", {"products": []}, {"product_id": "p2"}),),),
        },
    ]
    for talk in _talks(turns, "shop/search_products", "shop/find_similar_products"):
        assert "that one" not in talk[1][0]
        assert re.search(r"similar to (?:the (?:product )?)?\W?Oak lamp", talk[1][0]), talk[1][0]


def test_an_invoice_is_one_that_is_due() -> None:
    """Nobody says `beginning with due on Friday`."""
    assert (
        nameless({"due_date": "2026-03-27"}, "invoice", ("due_date",), ("due on Friday",), _ink())
        == "one due on Friday"
    )


def test_what_was_renamed_goes_by_its_new_name() -> None:
    """Behind `renamed the lamp Hall lamp to Desk lamp`, it is the Desk lamp that is switched on."""
    rename, power = "smart_home/rename_device", "smart_home/set_device_power"
    lamp = {"device_id": "dev-1", "name": "Hall lamp", "kind": "lamp"}
    calls = (
        _call(1, "smart_home/list_devices", {"devices": [lamp]}),
        _call(2, rename, {**lamp, "name": "Desk lamp"}, {"device_id": "dev-1", "new_name": "Desk lamp"}),
        _call(3, power, {"device_id": "dev-1", "is_on": True}, {"device_id": "dev-1", "power": "on"}),
    )
    goals = ("list the appliances of a home", "rename an appliance", "switch an appliance on or off")
    turns = [{"act": "request", "goal": g, "steps": ((c,),)} for g, c in zip(goals, calls, strict=True)]
    assert renamed_in(_one(turns, {})) == {"call_3": {"dev-1": "Desk lamp"}}
    for talk in _talks(turns, *(c.tool for c in calls)):
        assert "Hall lamp to Desk lamp" in talk[1][1]
        assert "Desk lamp on" in talk[2][1]
        assert "Hall" not in talk[2][1]
