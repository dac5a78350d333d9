"""Halls and rooms: one hall is at one point and holds one concert at a time, rooms are where the meeting is."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from tests.world.tools import MOMENT, NUMBER, STRING, make, many, thing, world

CONCERT = {"concertId": STRING, "startsAt": MOMENT, "venueName": STRING, "venueAddress": STRING, "city": STRING}
FIND = make("findConcerts", {"city": STRING, "date": {"type": "string", "format": "date"}},
            thing(concerts=many(**CONCERT)))  # fmt: skip
GET = make("getConcert", {"concertId": STRING}, thing(**CONCERT, latitude=NUMBER, longitude=NUMBER))


def test_a_hall_is_at_one_point_and_holds_one_concert_at_a_time() -> None:
    """All concerts of one evening in one town."""
    for seed in range(40):
        here, points, starts = world(seed), defaultdict(set), defaultdict(list)
        for each in here.call(FIND, {"city": "Boston", "date": "2026-12-11"}).result["concerts"]:
            out = here.call(GET, {"concertId": each["concertId"]}).result
            points[out["venueAddress"]].add((out["latitude"], out["longitude"]))
            starts[out["venueName"]].append(datetime.fromisoformat(out["startsAt"]))
        assert all(len(each) == 1 for each in points.values())
        for times in starts.values():
            assert all(b - a >= timedelta(hours=2) for a, b in zip(sorted(times), sorted(times)[1:], strict=False))


def test_rooms_are_in_the_town_of_the_meeting() -> None:
    """Of the one that was made just now, where it tells its town."""
    create = make("createEvent", {"title": STRING, "startsAt": MOMENT, "location": STRING},
                  thing(eventId=STRING, title=STRING))  # fmt: skip
    rooms = make("findRooms", {"startsAt": MOMENT, "endsAt": MOMENT},
                 thing(rooms=many(roomId=STRING, name=STRING, buildingAddress=STRING)))  # fmt: skip
    for seed in range(6):
        here = world(seed)
        at = "2026-12-01T09:00:00+01:00"
        here.call(create, {"title": "Review", "startsAt": at, "location": "Havnegade 52, 1058 Copenhagen, Denmark"})
        found = here.call(rooms, {"startsAt": at, "endsAt": "2026-12-01T10:00:00+01:00"}).result["rooms"]
        assert all("Copenhagen" in room["buildingAddress"] for room in found)
