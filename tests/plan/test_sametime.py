"""Things that go together are at one time, and that time is said of each."""

from __future__ import annotations

import pytest

from tests.plan.audit import calls_of
from tests.plan.test_fitting_values import link, planned
from tests.world.tools import STRING, make, many, thing

MOMENT = {"type": "string", "format": "date-time"}
ROOMS = make("find_rooms", {"starts_at": MOMENT, "ends_at": MOMENT}, many(room_id=STRING, name=STRING))
EVENT = make("create_event", {"title": STRING, "starts_at": MOMENT}, thing(event_id=STRING, title=STRING))
BOOK = make("book_room", {"room_id": STRING, "event_id": STRING}, thing(reservation_id=STRING))
LINKS = (link(2, "room_id", 0, "[].room_id"), link(2, "event_id", 1, "event_id"))


@pytest.mark.parametrize("mix", ["simple", "multistep"])
@pytest.mark.parametrize("seed", range(4))
def test_an_event_is_when_its_room_is_free(seed: int, mix: str) -> None:
    """A room that was found for Monday at noon is booked for an event then, and the user says so of the event too."""
    plan = planned([ROOMS, EVENT, BOOK], *LINKS, seed=seed, mix=mix)
    calls = [call for _, call in calls_of(plan)]
    rooms, event = (next(c for c in calls if c.tool == tool.id and c.ok) for tool in (ROOMS, EVENT))
    assert event.arguments["starts_at"] == rooms.arguments["starts_at"]
    said = [s for turn in plan.turns for s in (*turn.said, *turn.asks) if s.call == event.id]
    assert any(s.path == "starts_at" and s.value == event.arguments["starts_at"] for s in said)


@pytest.mark.parametrize("seed", range(6))
def test_two_events_do_not_begin_at_one_time(seed: int) -> None:
    """An event that is moved to Monday at noon says nothing of when a second one is put into the calendar."""
    events = make("list_events", {}, many(event_id=STRING, title=STRING))
    move = make("update_event", {"event_id": STRING, "starts_at": MOMENT}, thing(event_id=STRING, task_id=STRING))
    again = make("create_event", {"title": STRING, "starts_at": MOMENT, "task_id": STRING}, thing(event_id=STRING))
    links = link(1, "event_id", 0, "[].event_id"), link(2, "task_id", 1, "task_id")
    calls = [call for _, call in calls_of(planned([events, move, again], *links, seed=seed, mix="multistep"))]
    moved, put = (next(c for c in calls if c.tool == tool.id and c.ok) for tool in (move, again))
    assert moved.arguments["starts_at"] != put.arguments["starts_at"]
