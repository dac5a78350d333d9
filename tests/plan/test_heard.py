"""What a call needs is heard: where a way ends, who flies; and a wrong first call lacks nothing that was just said."""

from __future__ import annotations

from random import Random
from types import SimpleNamespace
from typing import cast

import pytest

from tests.plan.audit import calls_of
from tests.plan.chains import catalogue
from tests.plan.test_fitting_values import link, planned
from tests.world.tools import DATE, STRING, make, many, thing
from toolgraph.llm.offline.mine import my_own
from toolgraph.models.base import JsonObject
from toolgraph.plan.draft import Draft, Saying
from toolgraph.plan.mishaps import _without_one
from toolgraph.plan.parts import said_part
from toolgraph.plan.wants import wants_of
from toolgraph.sample.sense import is_in_vain

STRINGS = {"type": "array", "items": STRING, "minItems": 1}
TOOLS = {tool.name: tool for tool in catalogue()}
AIRPORTS, WATCH = TOOLS["searchAirports"], TOOLS["createPriceAlert"]
PEOPLE = make(
    "list_travellers", {}, many(traveller_id=STRING, name=STRING, email=STRING), description="List travellers"
)
FLIGHTS = make("search_flights", {"date": DATE}, many(flight_id=STRING, airline=STRING), description="Search flights")
BOOK = make(
    "book_flight", {"flight_id": STRING, "traveller_ids": STRINGS, "contact_email": STRING}, thing(booking_id=STRING),
    required=["flight_id", "traveller_ids"], description="Book a flight for one or more travellers",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(8))
def test_a_way_has_two_ends(seed: int) -> None:
    """Whoever says from where a route leads says to where as often as it is asked for."""
    plan = planned([AIRPORTS, WATCH], link(1, "destination", 0, "airports[].airportCode"), seed=seed, mix="bfcl")
    for turn in plan.turns:
        if any(c.tool == WATCH.id for step in turn.steps for c in step):
            told = [turn, *([plan.turns[turn.index - 1]] if turn.act in ("clarify", "confirm") else [])]
            assert any(t.picks or " to " in t.goal or "airport" in t.goal for t in told)


@pytest.mark.parametrize("seed", range(8))
def test_who_flies_is_heard(seed: int) -> None:
    """A flight is booked for somebody, and the address of that very one is not said besides."""
    links = [link(2, "traveller_ids", 0, "[].traveller_id"), link(2, "contact_email", 0, "[].email")]
    plan = planned([PEOPLE, FLIGHTS, BOOK], *links, link(2, "flight_id", 1, "[].flight_id"), seed=seed, mix="multistep")
    for turn in plan.turns:
        for call in (c for step in turn.steps for c in step if c.tool == BOOK.id and c.ok):
            assert "contact_email" not in call.arguments
            named = any(p.label == "traveller" for t in plan.turns for p in t.picks)
            assert named or "traveller" in turn.goal
            assert "as the contact" not in turn.goal


def test_what_was_just_said_is_not_forgotten() -> None:
    """A wrong first call lacks nothing that the user says in this turn; what was said before it may lack."""
    wants = wants_of(WATCH)
    said = {path: Saying(want, value=1, path="", relative=False, group=2) for path, want in wants.items()}
    said["destination"].group = 1
    parts = {path: said_part(want, said[path]) for path, want in wants.items()}
    arguments: JsonObject = dict.fromkeys(parts, 1)
    draft = cast("Draft", SimpleNamespace(group=2, rng=Random(0)))
    slips = [_without_one(draft, WATCH, arguments, parts) for _ in range(20)]
    assert all(slip is not None and set(arguments) - set(slip[1]) == {"destination"} for slip in slips)
    said["destination"].group = 2
    assert _without_one(draft, WATCH, arguments, parts) is None


def test_ones_own_is_not_found() -> None:
    """The first of one's own courses is `my first course`; of courses that are looked for it is the first."""
    own = make("list_enrolments", {}, many(course_id=STRING), description="List the courses I am enrolled in.")
    found = make("search_courses", {}, many(course_id=STRING), description="Search courses.")
    assert my_own("the first course", own) == "my first course"
    assert my_own("the first course", found) == "the first course"


def test_what_was_applied_for_is_not_put_aside() -> None:
    """A job that one has applied for is not saved for later; one that was searched is."""
    assert is_in_vain("jobs/list_applications", "jobs/save_job", "job_id")
    assert not is_in_vain("jobs/search_jobs", "jobs/save_job", "job_id")


@pytest.mark.parametrize("seed", range(10))
def test_rooms_are_free_in_the_nights_that_are_meant_now(seed: int) -> None:
    """Hotels for other nights are looked into for those nights, and not for the ones of before."""
    hotels, rooms = TOOLS["searchHotels"], TOOLS["getRoomAvailability"]
    plan = planned([hotels, rooms], link(1, "hotelId", 0, "hotels[].hotelId"), seed=seed, mix="multistep")
    nights: list[object] = []
    for _, call in calls_of(plan):
        stay = [call.arguments["checkIn"], call.arguments["checkOut"]]
        nights = stay if call.tool == hotels.id and call.ok else nights
        assert call.tool != rooms.id or stay == nights
