"""Lists of one subject: filters, spans and limits cut them out of one list, which never contradicts itself."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from tests.world.tools import DATE, EMAIL, INTEGER, MOMENT, NUMBER, STRING, make, many, thing, world
from toolgraph.models.tool import Tool

SEEDS = range(12)
_COMMIT = {"sha": STRING, "message": STRING, "authorName": STRING, "state": {"enum": ["draft", "final"]}}
_PARAMS = {"repositoryId": STRING, "since": DATE, "until": DATE, "state": _COMMIT["state"], "limit": INTEGER}


def _commits(**more: Any) -> Tool:
    returns = thing(commits=many(**_COMMIT, committedAt=MOMENT, **more), total=INTEGER)
    words = "List the commits of a repository, newest first."
    return make("listCommits", _PARAMS, returns, required=["repositoryId"], description=words)


WITHOUT_ID, WITH_ID = _commits(), _commits(commitId=STRING)


def _asked(here: Any, tool: Tool, **more: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = here.call(tool, {"repositoryId": "repo_1", **more}).result["commits"]
    return rows


def _day(row: dict[str, Any]) -> date:
    return date.fromisoformat(row["committedAt"][:10])


@pytest.mark.parametrize("tool", [WITHOUT_ID, WITH_ID])
def test_a_wider_span_shows_all_of_a_narrower_one(tool: Tool) -> None:
    """What is since November is the part of what is since October that is so old and no older, in either order."""
    for seed in SEEDS:
        for spans in (("2026-11-02", "2026-10-05"), ("2026-10-05", "2026-11-02")):
            here = world(seed)
            shown = {since: _asked(here, tool, since=since) for since in spans}
            late = [r for r in shown["2026-10-05"] if _day(r) >= date(2026, 11, 2)]
            assert late == shown["2026-11-02"]


@pytest.mark.parametrize("tool", [WITHOUT_ID, WITH_ID])
def test_a_filter_cuts_a_list(tool: Tool) -> None:
    """Drafts are those of all that are drafts, whichever is asked for first."""
    for seed in SEEDS:
        for states in (({"state": "draft"}, {}), ({}, {"state": "draft"})):
            here = world(seed)
            first, last = (_asked(here, tool, **state) for state in states)
            drafts, whole = (first, last) if "state" in states[0] else (last, first)
            assert [r for r in whole if r["state"] == "draft"] == drafts


def test_a_limit_cuts_the_newest_and_counts_all() -> None:
    """Who asks for two sees the first two of all, and how many there are."""
    for seed in SEEDS:
        here = world(seed)
        two = here.call(WITHOUT_ID, {"repositoryId": "repo_1", "limit": 2}).result
        whole = here.call(WITHOUT_ID, {"repositoryId": "repo_1"}).result
        assert two["commits"] == whole["commits"][:2]
        assert two["total"] == whole["total"] == len(whole["commits"])
        assert whole["commits"] == sorted(whole["commits"], key=_day, reverse=True)


def test_another_subject_has_another_list() -> None:
    """What is no filter tells whose list is meant."""
    here = world()
    assert _asked(here, WITHOUT_ID) != here.call(WITHOUT_ID, {"repositoryId": "repo_2"}).result["commits"]


def test_what_was_done_is_told_before_now() -> None:
    """Asked for since today, nothing is from later today."""
    for seed in SEEDS:
        for row in _asked(world(seed), WITHOUT_ID, since="2026-11-24"):
            assert row["committedAt"] < "2026-11-24T09:15:00Z"


def test_free_times_do_not_change_with_their_length() -> None:
    """Who is free for an hour from nine is free for half an hour from nine."""
    slots = thing(slots=many(startsAt=MOMENT, endsAt=MOMENT))
    find = make("findFreeTime", {"from_date": DATE, "to_date": DATE, "duration_minutes": INTEGER}, slots)
    span = {"from_date": "2026-11-25", "to_date": "2026-12-04"}
    for seed in SEEDS:
        here = world(seed)
        long = here.call(find, {**span, "duration_minutes": 60}).result["slots"]
        short = here.call(find, {**span, "duration_minutes": 30}).result["slots"]
        assert [s["startsAt"] for s in long] == [s["startsAt"] for s in short]
        assert all(s["endsAt"] < t["endsAt"] for s, t in zip(short, long, strict=True))


def test_hours_are_the_same_however_many_are_asked_for() -> None:
    """The weather at ten is one weather, in a list of six hours and in one of twelve."""
    forecast = thing(hours=many(time=MOMENT, temperature={"type": "number"}))
    tool = make("getHourlyForecast", {"city": STRING, "hours": INTEGER}, forecast)
    for seed in SEEDS:
        here = world(seed)
        few, more = (here.call(tool, {"city": "Lisbon", "hours": n}).result["hours"] for n in (3, 6))
        assert more[:3] == few


def test_who_has_seen_all_finds_nothing_else_in_a_part_though_it_is_needed() -> None:
    """No draft turns up because somebody wants one, where all commits were shown and none was a draft."""
    empty = 0
    for seed in SEEDS:
        here = world(seed)
        whole = _asked(here, WITH_ID)
        asked = {"repositoryId": "repo_1", "state": "draft"}
        drafts = here.call(WITH_ID, asked, need=("commits[].commitId",)).result["commits"]
        assert drafts == [row for row in whole if row["state"] == "draft"]
        empty += not drafts
    assert empty


def test_spans_that_overlap_agree_on_what_they_share() -> None:
    """Who is free from Wednesday to Monday is told the same for these days when asked for Thursday to Friday week."""
    people = {"type": "array", "items": EMAIL}
    slots = thing(slots=many(starts_at=MOMENT, ends_at=MOMENT), time_zone=STRING)
    tool = make("find_free_time", {"attendee_emails": people, "from_date": DATE, "to_date": DATE}, slots, effect="read")
    for seed in SEEDS:
        here, both = world(seed), []
        for span in (("2026-11-25", "2026-11-30"), ("2026-11-26", "2026-12-04")):
            asked = {"attendee_emails": ["ada@example.org"], "from_date": span[0], "to_date": span[1]}
            found = here.call(tool, asked).result
            days = [slot["starts_at"] for slot in found["slots"]]
            both.append([day for day in days if "2026-11-26" <= day[:10] <= "2026-11-30"])
            assert len({found["time_zone"], "Europe/Lisbon"}) == 1
            assert len({day[-6:] for day in days}) <= 1
        assert both[0] == both[1]


def test_who_has_a_meeting_is_not_free() -> None:
    """A slot in which an event was put is no longer there, the others are."""
    slots = thing(slots=many(starts_at=MOMENT, ends_at=MOMENT))
    free = make("find_free_time", {"from_date": DATE, "to_date": DATE}, slots, effect="read")
    event = thing(event_id=STRING, title=STRING, starts_at=MOMENT, ends_at=MOMENT)
    put = make("create_event", {"title": STRING, "starts_at": MOMENT}, event)
    asked = {"from_date": "2026-11-25", "to_date": "2026-12-04"}
    for seed in SEEDS:
        here = world(seed)
        first, *others = here.call(free, asked).result["slots"]
        here.call(put, {"title": "Review", "starts_at": first["starts_at"]})
        left = here.call(free, asked).result["slots"]
        assert first not in left
        assert [slot for slot in left if slot in others] == [s for s in others if s["starts_at"] >= first["ends_at"]]


def test_saved_things_are_not_all_there_are() -> None:
    """Who has seen the saved places still finds others."""
    rows = thing(places=many(placeId=STRING, name=STRING, city=STRING))
    saved = make("list_saved_places", {}, rows)
    search = make("search_places", {"query": STRING, "city": STRING}, rows)
    for seed in SEEDS:
        here = world(seed)
        here.call(saved, {})
        assert here.call(search, {"query": "museum", "city": "Lisbon"}).result["places"]


def test_what_a_list_of_all_lacks_does_not_turn_up_in_a_part_of_it() -> None:
    """A place that was only looked up is none of the saved places, which were listed before and had it not."""
    place = {"place_id": STRING, "name": STRING, "address": STRING}
    saved = make("list_saved_places", {"label": STRING}, thing(places=many(**place, label=STRING)), required=[])
    look_up = make("geocode_address", {"address": STRING}, thing(**place), effect="read")
    for seed in SEEDS:
        here = world(seed)
        whole = here.call(saved, {}).result["places"]
        here.call(look_up, {"address": "4 Mill Street, Leeds"})
        again = here.call(saved, {}).result["places"]
        part = here.call(saved, {"label": whole[0]["label"]}).result["places"]
        assert again == whole
        assert all(each in whole for each in part)


def test_what_is_like_a_thing_is_found_as_it_was() -> None:
    """Products like a backpack are backpacks, and others than those that are like a lamp."""
    products = thing(products=many(product_id=STRING, name=STRING, price=NUMBER))
    search = make("search_products", {"query": STRING}, products)
    alike = make("find_similar_products", {"product_id": STRING}, products)
    for seed in SEEDS:
        here, lists = world(seed), []
        for word in ("backpack", "lamp"):
            first, *_ = here.call(search, {"query": word}).result["products"]
            lists.append(here.call(alike, {"product_id": first["product_id"]}).result["products"])
            assert lists[-1]
            assert all(word in each["name"].lower() for each in lists[-1])
            assert first not in lists[-1]


def test_no_free_time_lies_in_a_meeting_that_was_listed() -> None:
    """Neither a mere slot nor one with an identifier is offered while something in the calendar takes place."""
    asks = {"from_date": DATE, "to_date": DATE}
    events = make("list_events", asks, thing(events=many(event_id=STRING, starts_at=MOMENT, ends_at=MOMENT)))
    free = make("find_free_time", asks, thing(slots=many(starts_at=MOMENT, ends_at=MOMENT)), effect="read")
    offers = make("list_slots", asks, thing(slots=many(slot_id=STRING, starts_at=MOMENT, ends_at=MOMENT)))
    asked = {"from_date": "2026-11-30", "to_date": "2026-12-01"}
    found = 0
    for seed in range(30):
        here = world(seed)
        busy = [_span(each) for each in here.call(events, asked).result["events"]]
        for tool in (free, offers):
            for slot in here.call(tool, asked).result["slots"]:
                found += 1
                start, end = _span(slot)
                assert all(until <= start or end <= since for since, until in busy)
    assert found > 60


def _span(thing: dict[str, Any]) -> tuple[datetime, datetime]:
    return datetime.fromisoformat(thing["starts_at"]), datetime.fromisoformat(thing["ends_at"])
