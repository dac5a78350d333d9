"""What is done again and again: the day on which it is done next."""

from __future__ import annotations

from datetime import date

import pytest

from tests.world.tools import DATE, STRING, make, thing, world

OFTEN = {"type": "string", "enum": ["weekly", "monthly", "quarterly"]}
CREATE = make(
    "create_standing_order", {"payee_id": STRING, "frequency": OFTEN, "first_on": DATE},
    thing(standing_order_id=STRING, frequency=OFTEN, next_on=DATE),
)  # fmt: skip


@pytest.mark.parametrize(
    ("often", "first", "then"),
    [
        ("weekly", "2026-12-06", "2026-12-06"),
        ("quarterly", "2026-12-16", "2026-12-16"),
        ("weekly", "2026-11-04", "2026-11-25"),
        ("monthly", "2026-10-31", "2026-11-30"),
        ("quarterly", "2026-08-24", "2026-11-24"),
    ],
)
def test_what_repeats_comes_next_whole_periods_after_the_first(often: str, first: str, then: str) -> None:
    """The first time is the next one until it has passed."""
    made = world(1).call(CREATE, {"payee_id": "p-1", "frequency": often, "first_on": first}).result
    assert date.fromisoformat(made["next_on"]) == date.fromisoformat(then)
