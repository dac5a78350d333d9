"""The page points at the very words that brought a value."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.check.gold import gold
from toolgraph.meaning.said import says_at, spoken
from toolgraph.report.page_dialogue import shown, span_of

CLOCK = datetime(2026, 4, 1, 9, 30, tzinfo=UTC)
VALUES = st.one_of(
    st.sampled_from(["Oslo", "business_class", "SK 1234", "r-77", "Ana Lima", "ana@example.org"]),
    st.integers(3, 99_999),
    st.dates(date(2026, 1, 1), date(2027, 12, 31)).map(date.isoformat),
    st.integers(0, 20).map(lambda n: (CLOCK.date() + timedelta(days=n)).isoformat()),
)


@given(VALUES, st.integers(0, 999), st.booleans())
def test_the_span_says_the_value_and_no_shorter_one_does(value: str | int, seed: int, relative: bool) -> None:
    """Whatever form a value is said in, the span is where it stands, and leaving off a word at either end loses it."""
    said = spoken(value, rng=Random(seed), clock=CLOCK, relative=relative)
    text = f"Well then, put it down as {said}, would you?"
    span = span_of(text, value, CLOCK)
    assert span is not None
    found = text[slice(*span)]
    assert says_at(found, value, CLOCK)
    words = found.split()
    if len(words) > 1 and found.lower() != str(value).lower():
        assert not says_at(" ".join(words[1:]), value, CLOCK)
        assert not says_at(" ".join(words[:-1]), value, CLOCK)


def test_a_text_that_does_not_say_it_has_no_span() -> None:
    """Nothing is pointed at rather than something wrong."""
    assert span_of("Nothing of the kind.", "Oslo", CLOCK) is None
    assert span_of("", 5, CLOCK) is None


def test_every_value_of_a_dialogue_points_somewhere() -> None:
    """What the user said has a span in the user's message; what a result brought names call and field."""
    for dialogue in gold():
        made = shown(dialogue)
        assert len(made["values"]) == len(dialogue.provenance)
        for value in made["values"]:
            if value["from"] == "user":
                assert made["messages"][value["at"]]["role"] == "user"
                assert value["span"]
            elif value["from"] == "result":
                assert value["call_from"]
