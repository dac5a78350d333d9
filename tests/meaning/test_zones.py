"""Moments that services write in UTC are said by the clock on the user's wall."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from random import Random

import pytest

from toolgraph.meaning.said import here, says, says_at, spoken

BERLIN = timezone(timedelta(hours=1))
MUMBAI = timezone(timedelta(hours=5, minutes=30))
CLOCK = datetime(2026, 11, 24, 10, 15, tzinfo=BERLIN)
START = "2026-12-01T14:00:00Z"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (START, "2026-12-01T15:00:00+01:00"),
        ("2026-12-01T23:30:05.125Z", "2026-12-02T00:30:05.125000+01:00"),
        ('{"at": "2026-12-01 14:00Z"}', '{"at": "2026-12-01T15:00:00+01:00"}'),
        ("2026-12-01T14:00:00+00:00", "2026-12-01T14:00:00+00:00"),
        ("2026-12-01T00:00:00Z", "2026-12-01T00:00:00Z"),
        ("2026-13-01T14:00:00Z", "2026-13-01T14:00:00Z"),
        ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
        ("Zoe", "Zoe"),
    ],
)
def test_only_what_is_in_utc_is_moved(text: str, shown: str) -> None:
    """Offsets are of the place where a thing is, a midnight is a day, and what is no moment of a zone stays."""
    assert here(text, BERLIN) == shown
    assert here(text, None) == text


@pytest.mark.parametrize(("zone", "time"), [(BERLIN, ("15:00", "3")), (MUMBAI, ("19:30", "7:30")), (UTC, ("14", "2"))])
def test_a_moment_in_utc_is_spoken_by_the_clock_of_the_zone(zone: timezone, time: tuple[str, ...]) -> None:
    """Two in the afternoon by UTC is three in Berlin; whatever the form, it is recognised there and nowhere else."""
    for seed in range(20):
        text = spoken(START, rng=Random(seed), clock=CLOCK.astimezone(zone))
        assert any(t in text for t in time), text
        assert says(text, START, zone=zone)
        assert says(text, START, zone=MUMBAI) == (zone is MUMBAI)


def test_a_time_is_read_by_the_clock_of_who_says_it() -> None:
    """Who is an hour ahead means 14:00 UTC by 15:00, and by 14:00 only where they say UTC."""
    assert says_at("The one on 1 December at 15:00.", START, CLOCK)
    assert says_at("The one on 1 December at 14:00 UTC.", START, CLOCK)
    assert not says_at("The one on 1 December at 14:00.", START, CLOCK)
    assert says("The one on 1 December at 14:00.", START)
    assert says_at("All of 1 December.", "2026-12-01T00:00:00Z", CLOCK)
    assert says_at("On 2 December at half past midnight, 0:30.", "2026-12-01T23:30:00Z", CLOCK)
    assert says("From 1 December, 15:00, to 4 pm.", [START, "2026-12-01T15:00:00Z"], zone=BERLIN)
