"""What counts as said, and that every form we say a value in is recognised."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolgraph.meaning.said import dates_in, says, says_at, spoken

CLOCK = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)  # a Wednesday

SAID: list[tuple[str, Any]] = [
    ("book a business class seat", "business_class"),
    ("a Business-Class seat", "businessClass"),
    ("fly me from JFK please", "JFK"),
    ("two dogs", "dog"),
    ("both CRMs", "CRM"),
    ("the crm, please", "CRM"),
    ("it is for Zoë O’Neill.", "Zoë O'Neill"),
    ("call +44 (20) 7946-0958", "+442079460958"),
    ("mail a.b@example.com.", "a.b@example.com"),
    ("for 5 people", 5),
    ("for five people", 5),
    ("twenty-five of them", 25),
    ("it costs $1,250.00", 1250),
    ("1,250 EUR", 1250.0),
    ("EUR 99.90!", 99.9),
    ("about 1.5 million", 1_500_000),
    ("set 15%", 0.15),
    ("minus 5 degrees", -5),
    ("-5°C", -5),
    ("between 3-5 nights", 3),
    ("between 3-5 nights", 5),
    ("on 4 March", "2026-03-04"),
    ("on the 4th of March", "2026-03-04"),
    ("Wednesday, March 4, 2026", "2026-03-04"),
    ("from 4 to 9 March 2026", "2026-03-04"),
    ("March 4-9", "2026-03-09"),
    ("03/04/2026", "2026-03-04"),
    ("4 March at 2:30 pm", "2026-03-04T14:30:00+01:00"),
    ("2026-03-04 14:30", "2026-03-04T14:30:00Z"),
    ("4 March", "2026-03-04T00:00:00"),
    ("at 2 p.m.", "14:00"),
    ("2pm", "14:00:00"),
    ("noon", "12:00"),
    ("half past six", "18:30"),
    ("in March 2026", "2026-03"),
    ("Rome, Milan and Turin", ["Rome", "Turin"]),
    ("yes, please", True),
    ("no thanks", False),
    ("no tags", []),
    ("Ann, room 12", {"name": "Ann", "room": 12}),
]
UNSAID: list[tuple[str, Any]] = [
    ("for 15 people", 5),
    ("at 1.5 and 5.2 and item-5b", 5),
    ("adopt it", "PT"),
    ("now that we have this", "THI"),
    ("let us see it in there", "US"),
    ("let us see it in there", "IT"),
    ("room A5", "5"),
    ("order 1234", "234"),
    ("2026-03-04", 3),
    ("14:30", 30),
    ("on 5 March", "2026-03-04"),
    ("on 4 March 2025", "2026-03-04"),
    ("4 March", "2026-03-04T14:30:00"),
    ("at 2:30 pm", "02:30"),
    ("at 14:30", "02:30"),
    ("Rome and Milan", ["Rome", "Turin"]),
    ("business", "business_class"),
    ("", "x"),
    ("hello", True),
    ("hello", None),
]


@pytest.mark.parametrize(("text", "value"), SAID)
def test_said(text: str, value: Any) -> None:
    """Each way of saying a value that the rules name is recognised."""
    assert says(text, value)


@pytest.mark.parametrize(("text", "value"), UNSAID)
def test_unsaid(text: str, value: Any) -> None:
    """A value is not said by a part of a token, a part of the value, or another moment."""
    assert not says(text, value)


def test_boolean_by_label() -> None:
    """A boolean may be said by what it switches on."""
    assert says("with breakfast", True, label="include_breakfast")
    assert not says("with a view", True, label="include_breakfast")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", [date(2026, 3, 4)]),
        ("tonight or tomorrow", [date(2026, 3, 4), date(2026, 3, 5)]),
        ("the day after tomorrow", [date(2026, 3, 6)]),
        ("in 3 days", [date(2026, 3, 7)]),
        ("two weeks from now", [date(2026, 3, 18)]),
        ("in a month", [date(2026, 4, 4)]),
        ("three days ago", [date(2026, 3, 1)]),
        ("on Friday", [date(2026, 3, 6)]),
        ("next Friday", [date(2026, 3, 6), date(2026, 3, 13)]),
        ("last Friday", [date(2026, 2, 27)]),
        ("this weekend", [date(2026, 3, 7), date(2026, 3, 8)]),
        ("next week", [date(2026, 3, 9), date(2026, 3, 11)]),
        ("by the end of the month", [date(2026, 3, 31)]),
        ("on the 15th", [date(2026, 3, 15), date(2026, 4, 15)]),
        ("1 June", [date(2026, 6, 1)]),
    ],
)
def test_dates_in(text: str, expected: list[date]) -> None:
    """Relative and absolute dates resolve by the clock; ambiguous words give each reading."""
    assert set(expected) <= dates_in(text, CLOCK)


def test_nothing_spoken_of_gives_no_date() -> None:
    """A text without a date speaks of none."""
    assert dates_in("book me a table for two at 14:30 please", CLOCK) == set()


_WORDS = st.text(min_size=1, max_size=30)
_ENUMS = st.from_regex(r"[a-z]{2,8}(_[a-z]{2,8}){0,2}", fullmatch=True)
_NUMBERS = st.one_of(
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.decimals(0, 10**6, places=2).map(float),  # money
)
_DATES = st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(date.isoformat)
_TIMES = st.times().map(lambda t: t.replace(microsecond=0).isoformat())
_MOMENTS = st.tuples(_DATES, _TIMES).map("T".join)
_SCALARS = st.one_of(_WORDS, _ENUMS, _NUMBERS, _DATES, _TIMES, _MOMENTS, st.booleans(), st.none(), st.just(""))
_VALUES = st.one_of(_SCALARS, st.lists(_SCALARS, max_size=4), st.dictionaries(_ENUMS, _SCALARS, max_size=3))
_FRAMES = st.sampled_from(["{}", "Please use {}, thanks.", "So it's {}.", "I'd like “{}”!", "({})", "{}?"])


@settings(max_examples=400, deadline=None)
@given(value=_VALUES, frame=_FRAMES, seed=st.integers(0, 1000))
def test_spoken_is_recognised(value: Any, frame: str, seed: int) -> None:
    """Whatever form a value is spoken in, `says` recognises it inside a sentence."""
    text = frame.replace("{}", spoken(value, rng=Random(seed), clock=CLOCK))
    assert says(text, value), text


@settings(max_examples=300, deadline=None)
@given(days=st.integers(-400, 800), at=st.times(), timed=st.booleans(), seed=st.integers(0, 1000))
def test_relative_is_recognised(days: int, at: Any, timed: bool, seed: int) -> None:
    """A date said relative to the clock resolves to that date."""
    day = CLOCK.date() + timedelta(days=days)
    value = f"{day}T{at:%H:%M}:00Z" if timed else str(day)
    text = f"Could we do {spoken(value, rng=Random(seed), clock=CLOCK, relative=True)}?"
    assert says_at(text, value, CLOCK), text
    assert day in dates_in(text, CLOCK)


@settings(max_examples=200, deadline=None)
@given(number=st.integers(0, 10**6), other=st.integers(0, 10**6))
def test_other_numbers_are_not_said(number: int, other: int) -> None:
    """A number is said by itself only, however many digits the two share."""
    assert says(f"I want {number} of them", other) == (number == other)


def test_spoken_varies_and_is_reproducible() -> None:
    """The same seed says the same; seeds differ in form."""
    forms = {spoken("2026-03-20", rng=Random(seed), clock=CLOCK) for seed in range(40)}
    assert len(forms) >= 5
    assert spoken(7, rng=Random(3), clock=CLOCK) == spoken(7, rng=Random(3), clock=CLOCK)
