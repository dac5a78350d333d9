"""What is done is done to what was seen, or to what the user can name or single out unseen."""

from __future__ import annotations

import pytest

from tests.plan.audit import calls_of
from tests.plan.test_fitting_values import link, planned
from tests.world.tools import DATE, NUMBER, STRING, make, many, thing
from toolgraph.models.base import JsonObject


def _turns_of_deed(item: dict[str, JsonObject], seed: int, mix: str = "bfcl") -> list[tuple[list[str], bool]]:
    """For each turn with a deed its calls, and whether the user names what it is done to."""
    search = make("list_parcels", {}, many(parcel_id=STRING, **item), description="List parcels")
    send = make(
        "return_parcel", {"parcel_id": STRING}, thing(label=STRING), description="Return a parcel", effect="write"
    )
    plan = planned([search, send], link(1, "parcel_id", 0, "[].parcel_id"), seed=seed, mix=mix)
    found = [([c.tool for step in turn.steps for c in step], bool(turn.picks)) for turn in plan.turns]
    return [each for each in found if send.id in each[0]]


@pytest.mark.parametrize("seed", range(12))
def test_what_nothing_singles_out_is_seen_first(seed: int) -> None:
    """A parcel of a list that tells only weights is sent back when the list was shown, in a turn of its own."""
    for calls, _ in _turns_of_deed({"weight": NUMBER}, seed):
        assert not any(call.endswith("list_parcels") for call in calls)


def test_what_has_a_name_is_named_unseen() -> None:
    """Who knows what was in it names the parcel in the breath in which all of them are listed."""
    found = [turn for seed in range(20) for turn in _turns_of_deed({"title": STRING}, seed, "multistep")]
    in_one = [named for calls, named in found if len(calls) > 1]
    assert in_one
    assert all(in_one)


def test_the_latest_needs_no_name() -> None:
    """The latest of several things is the one with the latest day, and nobody need see it before."""
    search = make("list_parcels", {}, many(parcel_id=STRING, sent_on=DATE), description="List parcels")
    send = make(
        "return_parcel", {"parcel_id": STRING}, thing(label=STRING), description="Return a parcel", effect="write"
    )
    latest = 0
    for seed in range(20):
        plan = planned([search, send], link(1, "parcel_id", 0, "[].parcel_id"), seed=seed, mix="multistep")
        for turn in plan.turns:
            made = [c for step in turn.steps for c in step]
            if [c.tool for c in made] != [search.id, send.id]:
                continue
            listed = made[0].result
            days = [item["sent_on"] for item in listed]
            if days.count(max(days)) == 1 and len(days) > 1:
                latest += 1
                assert made[1].arguments["parcel_id"] == listed[days.index(max(days))]["parcel_id"]
    assert latest


@pytest.mark.parametrize("seed", range(8))
def test_nothing_is_made_and_changed_in_one_breath(seed: int) -> None:
    """An event that was put into the calendar is moved later, and not in the same turn."""
    put = make("create_event", {"title": STRING}, thing(event_id=STRING), description="Create an event")
    told = {"event_id": STRING, "title": STRING}
    move = make("update_event", told, thing(title=STRING), description="Update an event")
    plan = planned([put, move], link(1, "event_id", 0, "event_id"), seed=seed, mix="bfcl")
    turns = {(turn, call.tool) for turn, call in calls_of(plan)}
    assert not any((turn, put.id) in turns for turn, tool in turns if tool == move.id)
