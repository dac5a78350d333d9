"""The assistant tells moments by the user's clock, and users tell things by it, where results have them in UTC."""

from __future__ import annotations

from datetime import datetime
from random import Random
from typing import Any

import pytest

from tests.llm.plans import pick_of
from toolgraph.llm.grounds import Grounds
from toolgraph.llm.offline.fields import facts_of
from toolgraph.llm.offline.grammar import Speaker
from toolgraph.llm.offline.held import Held
from toolgraph.llm.offline.picks import noun_phrase
from toolgraph.llm.offline.written import Ink
from toolgraph.meaning.said.dates import days_in, times_in

CLOCK = datetime.fromisoformat("2026-11-24T10:15:00+01:00")


def _told(record: dict[str, Any], seed: int) -> str:
    ink = Ink(Held(), Random(seed), CLOCK)
    return "; ".join(ink.held.plain(f.clause or f.brief) for f in facts_of(record, ink))


@pytest.mark.parametrize(
    ("record", "times"),
    [
        ({"starts_at": "2026-12-01T14:00:00Z"}, {"15:00"}),
        ({"received_at": "2026-11-20T14:20:00Z"}, {"15:20"}),
        ({"starts_at": "2026-12-01T14:05:00Z", "ends_at": "2026-12-01T15:35:00Z"}, {"15:05", "16:35"}),
        ({"starts_at": "2026-12-01T14:05:00-05:00"}, {"14:05"}),
    ],
)
def test_a_moment_is_told_by_the_users_clock(record: dict[str, Any], times: set[str]) -> None:
    """What is in UTC is an hour later in Berlin; what has an offset is told by the clock where it happens."""
    for seed in range(8):
        text = _told(record, seed)
        shown = {f"{t:%H:%M}" for t in times_in(text)}
        assert times <= shown, text
        assert "14:00" not in shown or "14:00" in times, text


def test_a_day_is_that_of_the_user() -> None:
    """What was written half an hour after their midnight is of their day, whether or not the time is told."""
    for seed in range(8):
        text = _told({"created_at": "2026-11-19T23:30:12Z"}, seed)
        assert {(d.month, d.day) for d in days_in(text)} == {(11, 20)}, text
    assert "is on" in _told({"starts_at": "2026-12-01T22:30:00Z", "ends_at": "2026-12-01T22:50:00Z"}, 1)
    assert "runs from" in _told({"starts_at": "2026-12-01T22:30:00Z", "ends_at": "2026-12-01T23:30:00Z"}, 1)


def test_what_is_over_by_the_users_clock_is_told_as_gone() -> None:
    """At a quarter past ten what began at half past nine UTC lies ahead, and what began at nine UTC is over."""
    assert "starts" in _told({"starts_at": "2026-11-24T09:30:00Z"}, 1)
    assert "started" in _told({"starts_at": "2026-11-24T09:00:00Z"}, 1)


def test_a_thing_is_told_by_its_time_on_the_users_clock() -> None:
    """`The slot at 15:00` is the one that begins at 14:00 UTC."""
    for seed in range(12):
        held, pick = Held(), pick_of("call_1", "slots[1]", "slot", "2026-12-01T14:00:00Z", "start")
        text = held.plain(noun_phrase(pick, Speaker(frozenset(), Random(seed)), held, CLOCK))
        assert any(f"{t:%H:%M}" == "15:00" for t in times_in(text)), text


def test_a_model_may_tell_a_moment_by_the_users_clock() -> None:
    """The minutes of a zone that is off by half an hour are brought by the result."""
    for offset, unknown in (("+05:30", []), ("+01:00", ["55"])):
        grounds = Grounds(datetime.fromisoformat(f"2026-11-24T10:15:00{offset}").tzinfo)
        grounds.learn({"start": "2026-12-01T13:25:00Z"})
        assert grounds.unknown("It starts at 18:55.") == unknown
