"""Times are said and told by the user's clock, also where results and arguments have them in UTC."""

from __future__ import annotations

from typing import Any

import pytest

from tests.check.gold import CLOCK, Builder, offered, schema
from toolgraph.check import check
from toolgraph.check.known import by_clock, user_says
from toolgraph.check.talk import Talk, talk_of
from toolgraph.models.dialogue import Dialogue

SLOTS = offered("office/list_slots", schema("", room="string"), None)
TAKE = offered("office/take_slot", schema("", slot="string", start="string"), None)
FOUND = [{"slot": "s-1", "start": "2026-03-06T13:00:00Z"}, {"slot": "s-2", "start": "2026-03-06T14:00:00Z"}]


def _codes(dialogue: Dialogue) -> set[str]:
    return {f.code for f in check(dialogue)}


def _taken(text: str, **arguments: Any) -> Builder:
    """The second slot, taken by a user whose clock is an hour ahead of UTC."""
    assert CLOCK.endswith("+01:00")
    b = Builder("slots", SLOTS, TAKE).user("Which slots has Hall?").step(("list_slots", {"room": "Hall"}, FOUND, {}))
    b.say("Two.").user(text, "follow_up")
    origins = {"slot": ("call_1", "[1].slot")}
    return b.step(("take_slot", {"slot": "s-2", **arguments}, {"taken": True}, {**origins, "start": 1}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Take that on March 6 at 15:00.", set()),
        ("Take that on March 6 at 14:00 UTC.", set()),
        ("Take that on March 6 at 14:00.", {"value_elsewhere"}),
    ],
)
def test_what_is_said_by_the_users_clock_is_sent_in_utc(text: str, expected: set[str]) -> None:
    """An argument in UTC is what the user says by their own clock; the same figures mean another moment."""
    assert _codes(_taken(text, start="2026-03-06T14:00:00Z").say("It is yours.").done()) == expected


def test_a_thing_is_told_by_its_time_on_the_users_clock() -> None:
    """Whoever speaks of the first slot and tells the second by its time means the second."""
    text = "I would like the first slot, but it has to be the one on March 6 at {}."
    assert _codes(_taken(text.format("15:00")).say("Done.").done()) == set()
    assert _codes(_taken(text.format("14:00")).say("Done.").done()) == {"entity_unsaid"}


def test_a_time_told_by_the_users_clock_is_grounded() -> None:
    """Five to seven is told by a result that has 25 past one in UTC, for a user in India."""
    b = Builder("slots", SLOTS).user("Which slots has Hall?")
    done = (
        b.step(("list_slots", {"room": "Hall"}, [{"start": "2026-03-06T13:25:00Z"}], {}))
        .say("One at 18:55 on March 6.")
        .done()
    )
    assert _codes(done) == {"reply_ungrounded"}
    india = done.model_copy(update={"plan": done.plan.model_copy(update={"clock": "2026-03-04T09:30:00+05:30"})})
    assert _codes(india) == set()


def test_in_dialogues_of_others_a_moment_may_be_said_as_it_is_written() -> None:
    """Nobody knows by whose clock their users speak; that now is taken as now holds in either."""
    own = talk_of(_taken("-").done())
    others = Talk(own.id, False, own.messages, own.tools, own.users, own.calls, own.clock)
    for text in ("On 2026-03-06 at 14:00.", "On 2026-03-06 at 15:00."):
        assert user_says(others, text, "2026-03-06T14:00:00Z", "start")
        assert user_says(own, text, "2026-03-06T14:00:00Z", "start") == ("15:00" in text)
    assert by_clock(own, "2026-03-04T08:30:00Z", 1)
    assert by_clock(others, "2026-03-04T08:30:00Z", 1)
    assert by_clock(others, "2026-03-04T09:30:00Z", 1)
    assert not by_clock(own, "2026-03-04T09:30:00Z", 1)
