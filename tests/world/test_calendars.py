"""Calendars: meetings while people work, lunch at noon, rooms that are taken by whoever meets there."""

from __future__ import annotations

from datetime import datetime

from tests.world.tools import DATE, INTEGER, MOMENT, STRING, make, many, thing, world

PLACE = {"type": "string", "examples": ["Room Fjord, 3rd floor", "Rua das Gaivotas 14, 1200-202 Lisbon, Portugal"]}
ROOM = {"type": "string", "examples": ["Fjord", "Atlas", "Cedar"]}
TITLE = {"type": "string", "examples": ["Budget review", "Lunch with Priya"]}
EVENT = {"event_id": STRING, "title": TITLE, "starts_at": MOMENT, "ends_at": MOMENT, "location": PLACE}
LIST = make(
    "list_events", {"from_date": DATE, "to_date": DATE}, thing(events=many(**EVENT)),
    description="List calendar events between two dates.",
)  # fmt: skip
ROOMS = make(
    "find_rooms", {"starts_at": MOMENT, "ends_at": MOMENT},
    thing(rooms=many(room_id=STRING, name=ROOM, floor=INTEGER, building_address=STRING)),
)  # fmt: skip
BOOK = make(
    "book_room", {"room_id": STRING, "event_id": STRING},
    thing(reservation_id=STRING, room_id=STRING, event_id=STRING, location=STRING),
)  # fmt: skip
DAYS = {"from_date": "2026-12-01", "to_date": "2026-12-22"}


def test_meetings_take_place_at_work_and_lunches_at_noon() -> None:
    """In one of several rooms, a lunch not in one."""
    places = set()
    for seed in range(30):
        for event in world(seed).call(LIST, DAYS).result["events"]:
            start = datetime.fromisoformat(event["starts_at"])
            assert start.weekday() < 5
            assert 9 <= start.hour <= 16
            if "Lunch" in event["title"]:
                assert 12 <= start.hour <= 13
                assert "Room" not in event["location"]
            places.add(event["location"])
    assert len({place.partition(",")[0] for place in places if place.startswith("Room ")}) > 4


def test_a_room_is_free_until_it_is_booked_and_the_event_is_there_then() -> None:
    """Nor is one free in which the list has somebody meet at that time; its floor is the same everywhere."""
    for seed in range(20):
        here = world(seed)
        event = here.call(LIST, DAYS).result["events"][0]
        time = {"starts_at": event["starts_at"], "ends_at": event["ends_at"]}
        rooms = here.call(ROOMS, time).result["rooms"]
        assert len({room["building_address"] for room in rooms}) == 1
        assert all(f"Room {room['name']}," not in event["location"] for room in rooms)
        ids = {"room_id": rooms[0]["room_id"], "event_id": event["event_id"]}
        booked = here.call(BOOK, ids).result["location"]
        assert rooms[0]["name"] in booked
        assert here.call(LIST, DAYS).result["events"][0]["location"] == booked
        again = here.call(ROOMS, time).result["rooms"]
        assert rooms[0]["room_id"] not in {room["room_id"] for room in again}


def test_nobody_attends_what_nobody_was_invited_to() -> None:
    """A new event has those attendees whom its maker told, and no others."""
    email = {"type": "string", "format": "email"}
    several = {"type": "array", "items": email}
    create = make(
        "create_event", {"title": STRING, "starts_at": MOMENT, "attendee_emails": several},
        thing(event_id=STRING, title=STRING), required=["title", "starts_at"],
    )  # fmt: skip
    show = make("get_event", {"event_id": STRING}, thing(event_id=STRING, attendees=many(name=STRING, email=email)))
    for told in ([], ["jay.reid@example.org"]):
        here = world()
        event = {"title": "Design critique", "starts_at": "2026-12-01T09:00:00+01:00", "attendee_emails": told}
        made = here.call(create, {k: v for k, v in event.items() if v}).result
        shown = here.call(show, {"event_id": made["event_id"]}, need=("attendees[].email",)).result["attendees"]
        assert [each["email"] for each in shown] == told
