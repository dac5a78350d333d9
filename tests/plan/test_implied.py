"""What is chosen among several things is said, and what something else tells already is not."""

from __future__ import annotations

import pytest

from tests.plan.test_fitting_values import link, planned
from tests.world.tools import STRING, make, many, thing

HOUSES = make("list_houses", {}, many(house_id=STRING, name=STRING), description="List houses")
ALARM = make(
    "list_alarm_events", {"house_id": STRING}, many(event_id=STRING, sensor_id=STRING),
    description="List what the alarm has reported",
)  # fmt: skip
SCENES = make("list_scenes", {"house_id": STRING}, many(scene_id=STRING, name=STRING), description="List scenes")
AUTOMATION = make(
    "create_automation", {"house_id": STRING, "scene_id": STRING, "sensor_id": STRING, "name": STRING},
    thing(automation_id=STRING), required=["house_id", "scene_id", "name"], description="Set up an automation",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_whose_alarm_is_said_where_the_wish_does_not_speak_of_it(seed: int) -> None:
    """Of three houses the first one is not taken silently, be it that nobody has seen the list."""
    plan = planned([HOUSES, ALARM], link(1, "house_id", 0, "[].house_id"), seed=seed, mix="multistep")
    first = next(turn for turn in plan.turns if any(c.tool == ALARM.id for step in turn.steps for c in step))
    assert first.picks or "for the first " in first.goal or "that house" in first.goal


@pytest.mark.parametrize("seed", range(4))
def test_a_scene_is_chosen_aloud_and_its_house_is_not(seed: int) -> None:
    """Whoever names the scene and the sensor has told the house; a scene beside a sensor is no matter of course."""
    links = [link(at, "house_id", 0, "[].house_id") for at in (1, 2, 3)]
    links += [link(3, "scene_id", 2, "[].scene_id"), link(3, "sensor_id", 1, "[].sensor_id")]
    plan = planned([HOUSES, ALARM, SCENES, AUTOMATION], *links, seed=seed, mix="multistep")
    turns = [turn for turn in plan.turns if any(c.tool == AUTOMATION.id for step in turn.steps for c in step)]
    for turn in turns:
        told = turn.goal.partition("automation")[2]
        asked = [plan.turns[turn.index - 1]] if turn.act == "clarify" else []  # what is singled out stands there
        assert "scene" in told or any(pick.label == "scene" for t in (turn, *asked) for pick in t.picks)
        assert "house" not in told


@pytest.mark.parametrize("seed", range(6))
def test_which_tracks_are_added_is_said(seed: int) -> None:
    """`Add tracks to a playlist` names those that are taken of a list which the same wish brings."""
    search = make(
        "search_tracks", {"query": STRING}, many(track_id=STRING, name=STRING), description="Search for tracks"
    )
    add = make(
        "add_tracks", {"playlist": STRING, "track_ids": {"type": "array", "items": STRING, "minItems": 1}},
        thing(count={"type": "integer"}), description="Add tracks to a playlist",
    )  # fmt: skip
    plan = planned([search, add], link(1, "track_ids", 0, "[].track_id"), seed=seed, mix="multistep")
    turn = next(turn for turn in plan.turns if any(c.tool == add.id for step in turn.steps for c in step))
    assert any(t.picks for t in plan.turns) or "add the first" in turn.goal


@pytest.mark.parametrize("seed", range(4))
def test_who_is_asked_is_said(seed: int) -> None:
    """`Ask people to review a change` names the users of a list, be it the only one there is."""
    search = make("search_users", {"query": STRING}, many(login=STRING, name=STRING), description="Search for users")
    ask = make(
        "request_review", {"change_title": STRING, "reviewer_logins": {"type": "array", "items": STRING}},
        thing(count={"type": "integer"}), description="Ask people to review a change",
    )  # fmt: skip
    plan = planned([search, ask], link(1, "reviewer_logins", 0, "[].login"), seed=seed, mix="multistep")
    turn = next(turn for turn in plan.turns if any(c.tool == ask.id for step in turn.steps for c in step))
    assert turn.picks or "ask that user to" in turn.goal or "ask the " in turn.goal


def test_whose_tickets_are_looked_for_is_said_of_all_that_are() -> None:
    """Calls side by side for the contacts of several deals: no wish for `the contact of the second deal` alone."""
    deals = make("list_deals", {}, many(deal_id=STRING, title=STRING, contact_id=STRING), description="List open deals")
    tickets = make(
        "search_tickets",
        {"contact_id": STRING},
        many(ticket_id=STRING, subject=STRING),
        required=(),
        description="Search support tickets.",
    )
    several = 0
    for seed in range(24):
        plan = planned([deals, tickets], link(1, "contact_id", 0, "[].contact_id"), seed=seed, mix="bfcl")
        for turn in plan.turns:
            calls = {call.id for step in turn.steps for call in step if call.ok and call.tool == tickets.id}
            taken = {e.field for e in plan.provenance if e.call in calls and e.from_call}
            if len(taken) > 1 and "[1]" in str(taken) and "list" in turn.goal:
                several += 1
                assert "for the contacts of the first " in turn.goal, turn.goal
    assert several


def test_what_one_call_singles_out_is_pointed_at_for_the_next() -> None:
    """The bills asked for beside the history of a deal's contact are those of its company, and that is said."""
    deals = make(
        "list_deals", {}, many(deal_id=STRING, title=STRING, contact_id=STRING, company_id=STRING),
        description="List open deals",
    )  # fmt: skip
    history = make(
        "list_activities", {"contact_id": STRING}, many(activity_id=STRING), description="Show the history of a contact"
    )
    bills = make(
        "list_invoices", {"company_id": STRING}, many(invoice_id=STRING), required=(), description="List invoices"
    )
    links = [link(1, "contact_id", 0, "[].contact_id"), link(2, "company_id", 0, "[].company_id")]
    turns = [t for seed in range(8) for t in planned([deals, history, bills], *links, seed=seed, mix="bfcl").turns]
    said = "show the history of a contact and list invoices for the company of that deal"
    assert any(turn.picks and turn.goal == said for turn in turns)
