"""What is asked for next is akin to what was asked for, and a journey goes to one place."""

from __future__ import annotations

import pytest

from tests.plan.test_fitting_values import planned
from tests.world.tools import DATE, STRING, make, many
from toolgraph.plan.kindred import family_of, is_once_enough
from toolgraph.world.places import named

JOBS = make("search_jobs", {"query": {**STRING, "examples": ["nurse", "data analyst", "forklift"]}}, many(title=STRING))
HOTELS = make(
    "search_hotels", {"city": STRING, "check_in": DATE, "check_out": DATE}, many(hotel_id=STRING, name=STRING)
)
WEATHER = make("get_weather", {"city": STRING}, many(day=STRING))


@pytest.mark.parametrize("seed", range(12))
def test_a_second_search_is_for_the_like(seed: int) -> None:
    """Nobody looks for a nurse and then for a forklift driver."""
    plan = planned([JOBS], seed=seed, mix="simple")
    asked = [str(c.arguments["query"]) for t in plan.turns for s in t.steps for c in s]
    assert all(family_of(a) == family_of(asked[0]) for a in asked), asked
    if "driver" in plan.persona.role or "nurse" in plan.persona.role:
        assert asked[0].split()[-1] in ("driver", "courier", "nurse")


@pytest.mark.parametrize("seed", range(12))
def test_a_journey_goes_to_one_place(seed: int) -> None:
    """Who has looked for a hotel in Athens asks for other days, and for no hotel in Denver on the same ones."""
    calls = [c.arguments for t in planned([HOTELS], seed=seed, mix="simple").turns for s in t.steps for c in s]
    assert len({c["city"] for c in calls}) == 1
    assert all(str(c["check_in"]) < str(c["check_out"]) for c in calls)


@pytest.mark.parametrize("seed", range(12))
def test_a_second_town_is_at_hand(seed: int) -> None:
    """Two towns at most, the second in the same country or not far from the first."""
    calls = [c.arguments for t in planned([WEATHER], seed=seed, mix="simple").turns for s in t.steps for c in s]
    towns = list(dict.fromkeys(str(c["city"]) for c in calls))
    assert len(towns) <= 2
    places = [p for p in map(named, towns) if p is not None]
    if len(places) > 1 and len({p.country.code for p in places}) > 1:
        assert abs(places[0].latitude - places[1].latitude) < 45


def test_what_is_paid_monthly_is_set_up_once() -> None:
    """One standing order and one company are enough; a second event is none too many."""
    names = ("create_standing_order", "create_company", "create_event")
    assert [is_once_enough(make(name, {}, {})) for name in names] == [True, True, False]
