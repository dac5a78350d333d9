"""Which thing a sentence speaks of: the one that it was done with, and never another of the same kind."""

from __future__ import annotations

import re
from random import Random

import pytest

from tests.llm.plans import catalogue, pick_of
from tests.llm.test_deeds import _deed, _said
from tests.llm.test_manner import _NOW, _call, _ink, _talks
from tests.llm.test_offline import _one
from tests.world.tools import make
from toolgraph.llm.offline.deeds import deed
from toolgraph.llm.offline.fields import Fact, facts_of
from toolgraph.llm.offline.grammar import Speaker
from toolgraph.llm.offline.held import Held
from toolgraph.llm.offline.likeness import most_like
from toolgraph.llm.offline.names import names_in
from toolgraph.llm.offline.news import asked_first
from toolgraph.llm.offline.picks import noun_phrase
from toolgraph.llm.offline.story import DID
from toolgraph.llm.offline.user import UserWords
from toolgraph.llm.offline.wishes import Wish
from toolgraph.models.provenance import Provenance


def test_a_new_thing_does_not_name_the_old_one_of_its_kind() -> None:
    """A deal opened with the contact of that deal is not that deal, so its title stands not there."""
    wish = Wish("open", "a deal of 950 with the contact of that deal")
    assert deed(wish, "deal", "Grid")[0] == "opened a deal of 950 with the contact of that deal"
    assert deed(Wish("move", "that deal to another stage"), "deal", "Grid")[0] == "moved the deal Grid to another stage"


def test_a_job_title_that_is_changed_is_told() -> None:
    """It is no name by which the contact goes anyway."""
    said = [_said("job_title", "job title", "controller")]
    result = {"contact_id": "con_1", "full_name": "Ana Diaz", "job_title": "controller"}
    for reply in _deed("crm/update_contact", "change the details of a contact", said, result):
        assert re.search(r"changed the job title of Ana Diaz to controller", reply), reply


def test_what_has_no_name_goes_by_its_number() -> None:
    """A flight that was booked is the flight FI994."""
    flights = {"flights": [{"flightId": "fl_1", "flightNumber": "FI994"}]}
    plan = _one([{"act": "request", "goal": "g", "steps": ((_call(1, "travel/searchFlights", flights),),)}], {})
    assert names_in(plan)["fl_1"] == "FI994"


def test_hours_that_one_has_are_no_deed() -> None:
    """`After that, I've twelve hours here` came of a list of hours told as something done."""
    assert DID.match("I have twelve hours here. It begins with rain.") is None
    assert DID.match("I have opened the deal Grid.") is not None


def test_a_temperature_that_is_wanted_is_not_the_one_that_is() -> None:
    """`17.7 degrees, 22 degrees` says of neither what it is."""
    ink = _ink()
    facts = facts_of({"temperature_c": 17.7, "target_temperature_c": 22}, ink, thing="thermostat")
    assert {ink.held.plain(f.brief) for f in facts} == {"17.7 degrees Celsius", "set to 22 degrees Celsius"}


def test_one_of_several_parts_is_told_as_one() -> None:
    """`Its first incidents are “Roadworks until Friday.”` counts one as several."""
    incidents = [{"kind": "roadworks", "description": "Roadworks until Friday."}] * 2
    result = {"route_id": "rte_1", "level": "slow", "delay_min": 12, "incidents": incidents}
    turn = {
        "act": "request",
        "goal": "check the traffic on a route",
        "steps": ((_call(1, "maps_weather/get_traffic", result),),),
    }
    for talk in _talks([turn], "maps_weather/get_traffic"):
        assert not re.search(r"incidents are", talk[0][1]), talk[0][1]
        assert "“Roadworks until Friday.”" in talk[0][1]


@pytest.mark.parametrize("which", ["the room of that device", "the first room"])
def test_a_home_is_known_though_the_wish_goes_on(which: str) -> None:
    """`The sensors of a home for the room of that device` are those of the home that was shown."""
    tools = ("smart_home/list_houses", "smart_home/list_sensors")
    house = {"house_id": "hse-1", "name": "Parents' place"}
    taken = [
        Provenance(call="call_2", path=p, source="result", value=v, from_call="call_1", field=f"houses[0].{p}")
        for p, v in (("house_id", "hse-1"), ("room_id", "room-1"))
    ]
    turns = [
        {"act": "request", "goal": "list my houses", "steps": ((_call(1, tools[0], {"houses": [house]}),),)},
        {
            "act": "follow_up",
            "goal": f"list the sensors of a home for {which}",
            "steps": ((_call(2, tools[1], {"sensors": []}, {"house_id": "hse-1", "room_id": "room-1"}),),),
        },
    ]
    chosen = {t: catalogue()[t] for t in tools}
    plan = _one(turns, chosen).model_copy(update={"provenance": tuple(taken)})
    words = UserWords(plan, chosen, Random(1)).words(plan.turns[1])
    assert f"sensors in {which}" in words or f"sensors of that home in {which}" in words


def test_that_one_out_of_a_list_to_come_has_a_place() -> None:
    """Who has not seen the pans yet cannot speak of `that one`; and what is like it is told as such."""
    tools = ("shop/search_products", "shop/find_similar_products")
    pans = [{"product_id": f"prd-{i}", "name": f"Pan {i}"} for i in (1, 2)]
    taken = Provenance(
        call="call_2",
        path="product_id",
        source="result",
        value="prd-1",
        from_call="call_1",
        field="products[0].product_id",
    )
    steps = (
        (_call(1, tools[0], {"products": pans}, {"query": "pan"}),),
        (_call(2, tools[1], {"products": pans[1:] * 2}, {"product_id": "prd-1"}),),
    )
    goal = "search the product catalogue and find products similar to a given one"
    turns = [{"act": "request", "goal": goal, "steps": steps}]
    chosen = {t: catalogue()[t] for t in tools}
    plan = _one(turns, chosen).model_copy(update={"provenance": (taken,)})
    words = UserWords(plan, chosen, Random(1)).words(plan.turns[0])
    assert "similar to the first one" in words
    for talk in _talks(turns, *tools):
        assert "similar products" in talk[0][1]


def test_a_sentence_is_no_adjective() -> None:
    """It is the incident “Roadworks until Friday”, not the `Roadworks until Friday. incident`."""
    pick = pick_of("c", "incidents[1]", "incident", "Roadworks until Friday.", "description")
    for seed in range(6):
        held = Held()
        phrase = noun_phrase(pick, Speaker(frozenset(), Random(seed)), held, _NOW)
        assert held.plain(phrase) == "the incident “Roadworks until Friday”"


def test_what_has_no_name_is_told_by_who_it_is_by() -> None:
    """Of concerts told one after the other, price and hour say not which is which."""
    facts = [Fact("price", 92, "costs 20 EUR", ""), Fact("artist", 66, "is by Lumen", "")]
    assert max(asked_first(facts, None, named=False), key=lambda f: f.score).path == "artist"
    assert max(asked_first(facts, None), key=lambda f: f.score).path == "price"


def test_a_wish_in_the_words_of_a_tool_is_for_that() -> None:
    """Whoever lists the courses that they are in looks for none, and stars are for the review."""
    listed = make("list_enrolments", {}, None, description="List the courses I am enrolled in. Returns progress.")
    found = make("search_courses", {}, None, description="Search courses by words. Returns courses.")
    read = make("list_course_reviews", {}, None, description="Read what learners say about a course.")
    write = make("review_course", {}, None, description="Write a review of a course. Publishes stars.")
    tools = (found, read, listed, write)
    assert most_like(Wish("list", "the courses I am enrolled in"), tools) is listed
    assert most_like(Wish("write", "a review of a course"), tools) is write
    assert most_like(Wish("read", "what learners say about a course"), tools) is read
