"""What stands of earlier wishes: what is booked is not asked for anew, and what was said for two things names none."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from tests.plan.audit import calls_of
from tests.plan.test_fitting_values import link
from tests.world.tools import DATE, STRING, make, many, thing
from toolgraph.models.chain import Binding, Chain
from toolgraph.models.dialogue_plan import DialoguePlan
from toolgraph.models.tool import Tool
from toolgraph.plan import load_mix, plan_chain
from toolgraph.plan.draft import Saying
from toolgraph.plan.standing import narrowed_only
from toolgraph.plan.wants import wants_of

CITY = {"type": "string", "description": "City"}


def _plans(tools: list[Tool], *links: Binding, mix: str, count: int) -> list[DialoguePlan]:
    by_id = {t.id: t for t in tools}
    chain = Chain(id="one", motif="line", seed=1, index=0, tools=tuple(by_id), bindings=links)
    found = (plan_chain(chain, by_id, seed=seed, mix=load_mix(mix)) for seed in range(count))
    return [plan for plan in found if isinstance(plan, DialoguePlan)]


def test_what_is_booked_is_not_looked_for_elsewhere() -> None:
    """Who has had a car booked in Miami does not say that they meant Chicago."""
    cars = make(
        "search_cars", {"city": CITY, "day": DATE}, many(offer_id=STRING, model=STRING), description="Find cars"
    )
    book = make("book_car", {"offer_id": STRING}, thing(booking_id=STRING), description="Book a car")
    plans = _plans([cars, book], link(1, "offer_id", 0, "[].offer_id"), mix="bfcl", count=60)
    assert len(plans) > 30
    for plan in plans:
        before = ""
        for turn in plan.turns:
            assert not (turn.act == "correct" and before == book.id)
            before = turn.steps[-1][-1].tool if turn.steps else before


def test_of_two_that_are_named_none_is_meant_alone() -> None:
    """`The prices of A and B, and add a share to my list` would leave open which: it is said."""
    ticker = {"type": "string", "description": "Ticker of the share"}
    begin = make("create_list", {"name": STRING}, thing(list_id=STRING), description="Make a list of shares")
    prices = make("get_prices", {"ticker": ticker}, thing(price={"type": "number"}), description="Get the price")
    add = make("add_share", {"list_id": STRING, "ticker": ticker}, thing(size={"type": "integer"}))
    several = 0
    for plan in _plans([begin, prices, add], link(2, "list_id", 0, "list_id"), mix="bfcl", count=40):
        said = {(value.call, value.path) for turn in plan.turns for value in turn.said}
        for turn in plan.turns:
            calls = [call for step in turn.steps for call in step if call.ok]
            added = [call for call in calls if call.tool == add.id]
            several += (two := sum(c.tool == prices.id for c in calls) > 1)
            assert not two or all((call.id, "ticker") in said for call in added)
    assert several > 5


def test_what_narrowed_a_list_down_makes_no_new_thing() -> None:
    """For what a new plan is meant is said for it, unless the list was asked for in the same wish."""
    goal: dict[str, Any] = {"type": "string", "enum": ["strength", "weight", "mobility", "endurance"]}
    plans = make("list_plans", {"goal": goal}, many(plan_id=STRING, name=STRING), description="List plans", required=[])
    create = make("create_plan", {"goal": goal, "weeks": {"type": "integer"}}, thing(plan_id=STRING))
    saying = Saying(want=wants_of(plans)["goal"], value="weight", path="goal", relative=False, group=1)
    for group, other in ((1, False), (2, True)):
        assert narrowed_only(create, SimpleNamespace(group=group), saying) is other  # type: ignore[arg-type]
    assert not narrowed_only(plans, SimpleNamespace(group=2), saying)  # type: ignore[arg-type]


def test_who_was_looked_at_long_ago_is_named_again() -> None:
    """A car is booked for somebody, and between looking at them and that there were other wishes."""
    people = make("list_travellers", {}, many(traveller_id=STRING, name=STRING), description="List travellers")
    one = make("get_traveller", {"traveller_id": STRING}, thing(email=STRING), description="Show a traveller")
    cars = make("search_cars", {"city": CITY}, many(offer_id=STRING, model=STRING), description="Find cars")
    book = make("book_car", {"offer_id": STRING, "driver_id": STRING}, thing(booking_id=STRING))
    links = (link(1, "traveller_id", 0, "[].traveller_id"), link(3, "offer_id", 2, "[].offer_id"),
             link(3, "driver_id", 0, "[].traveller_id"))  # fmt: skip
    long_ago = 0
    for plan in _plans([people, one, cars, book], *links, mix="simple", count=80):
        turn_of = {c.tool: turn for turn in plan.turns for step in turn.steps for c in step if c.ok}
        listed, booked = turn_of[people.id], turn_of[book.id]
        ids = {c.id for step in listed.steps for c in step if c.tool == people.id and len(c.result) > 1}
        if ids and turn_of[one.id].index < turn_of[cars.id].index < booked.index and listed.act == "request":
            long_ago += 1
            assert any(pick.call in ids for pick in booked.picks)
    assert long_ago > 5


def test_what_a_short_list_shows_is_not_asked_for() -> None:
    """Who sees two alerts and how each stands does not ask for those that are triggered."""
    state = {"type": "string", "enum": ["active", "triggered", "expired"]}
    alerts = make("list_alerts", {"status": state}, many(alert_id=STRING, status=state), description="List alerts",
                  required=[])  # fmt: skip
    for plan in _plans([alerts], mix="bfcl", count=40):
        calls = [call for _, call in calls_of(plan) if call.ok]
        if "status" not in calls[0].arguments and len(calls[0].result) <= 2:
            assert not any("status" in call.arguments for call in calls[1:])
