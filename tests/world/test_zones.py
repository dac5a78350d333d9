"""What is written without a zone is by the user's clock; what is written in UTC is of the day that was asked for."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.world.tools import DATE, MOMENT, PERSON, STRING, make, many, thing
from toolgraph.world.simulated import SimulatedWorld

_WRITTEN = {"type": "string", "description": "When it was created, YYYY-MM-DD HH:MM."}


def _world(clock: str, seed: int = 1) -> SimulatedWorld:
    return SimulatedWorld(seed=seed, clock=datetime.fromisoformat(clock), locale="en_GB", person=PERSON)


@pytest.mark.parametrize("clock", ["2026-11-24T18:15:00-08:00", "2026-11-24T07:15:00+09:00"])
def test_a_thing_made_now_is_of_the_users_day(clock: str) -> None:
    """In the evening of Los Angeles and the morning of Tokyo it is another day by UTC."""
    note = thing(noteId={"type": "string", "examples": ["NT-20394"]}, title=STRING, createdOn=DATE, createdAt=_WRITTEN)
    add = make("createNote", {"title": STRING}, note)
    made = _world(clock).call(add, {"title": "Call the bank"}).result
    assert made["createdOn"] == "2026-11-24"
    assert made["createdAt"] == clock[:16].replace("T", " ")


@pytest.mark.parametrize("offset", ["-10:00", "+01:00", "+09:00", "+13:00"])
def test_what_is_asked_for_by_days_is_of_those_days(offset: str) -> None:
    """Commits of a day are of that day by UTC and by the clock of who asks."""
    commits = thing(commits=many(sha=STRING, message=STRING, committedAt=MOMENT))
    listing = make("listCommits", {"since": DATE, "until": DATE}, commits, description="List commits of these days.")
    zone = datetime.fromisoformat(f"2026-11-24T10:15:00{offset}")
    for seed in range(12):
        asked = {"since": "2026-11-03", "until": "2026-11-03"}
        for row in _world(zone.isoformat(), seed).call(listing, asked).result["commits"]:
            moment = datetime.fromisoformat(row["committedAt"])
            assert {f"{moment.astimezone(z):%Y-%m-%d}" for z in (UTC, zone.tzinfo)} == {"2026-11-03"}
