"""How results are told: what a field means decides its words, and what cannot be said well is left out."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest

from toolgraph.llm.offline.fields import facts_of
from toolgraph.llm.offline.held import Held
from toolgraph.llm.offline.written import Ink


def _told(record: dict[str, Any], thing: str = "") -> str:
    ink = Ink(Held(), Random(1), datetime(2026, 3, 3, tzinfo=UTC))
    return "; ".join(ink.held.plain(f.clause) for f in facts_of(record, ink, thing=thing) if f.clause)


def _noted(record: dict[str, Any]) -> str:
    ink = Ink(Held(), Random(1), datetime(2026, 3, 3, tzinfo=UTC))
    return "; ".join(ink.held.plain(f.brief) for f in facts_of(record, ink) if f.brief)


@pytest.mark.parametrize(
    ("record", "wanted"),
    [
        ({"shared_with_email": "ana@example.org"}, "is shared with ana@example.org"),
        ({"changed_by": "Ana Diaz"}, "was changed by Ana Diaz"),
        ({"teacher_name": "Ana Diaz"}, "is taught by Ana Diaz"),
        ({"ownerName": "Ana Diaz"}, "belongs to Ana Diaz"),
        ({"country_code": "MA"}, "is in Morocco"),
        ({"language": "es"}, "is in Spanish"),
        ({"lowest": 10.0, "median": 15.0, "highest": 20.0}, "is between 10 and 20, with a median of 15"),
        ({"salary_from": 30000, "salary_to": 40000, "currency": "EUR"}, "pays between 30,000 and 40,000 EUR"),
        ({"origin": "Porto", "destination": "Faro"}, "goes from Porto to Faro"),
        ({"opens_at": "09:00", "closes_at": "17:00"}, "is open from"),
        ({"price": 20.5, "currency": "CAD"}, "costs 20.50 CAD"),
        ({"monthly_price": 20, "currency": "CAD"}, "costs 20 CAD a month"),
        ({"total_kwh": 63.9, "currency": "CAD"}, "comes to 63.9 kWh"),
        ({"temperature": 12.5, "condition": "light rain"}, "is 12.5 degrees with light rain"),
        ({"temperature": 12.5, "condition": "cloudy"}, "is 12.5 degrees and cloudy"),
        ({"temperature": 1.0, "condition": "cloudy"}, "is 1 degree and cloudy"),
        ({"monthly_listeners": 167651}, "has 167,651 monthly listeners"),
        ({"street": "Rua Alta 3", "postcode": "1200", "city": "Porto"}, "is at Rua Alta 3, 1200 Porto"),
    ],
)
def test_fields_are_told_by_what_they_mean(record: dict[str, Any], wanted: str) -> None:
    """The name of a field gives its value a verb or a preposition, and values that belong together are one fact."""
    assert wanted in _told(record)


@pytest.mark.parametrize(
    "record",
    [
        {"duration_seconds": 322},
        {"stage_id": "stg_91"},
        {"latitude": 40.1, "longitude": -3.2},
        {"size_bytes": 3474},
        {"currency": "CAD"},
        {"created_time": 1782809520000},
        {"commit_sha": "c8ae15330178b73f4cad1807d458379e9b7a222e"},
    ],
)
def test_what_nobody_would_say_is_left_out(record: dict[str, Any]) -> None:
    """Ids, coordinates, hashes, long spans in seconds and moments as numbers are told neither way."""
    assert _told(record) == ""
    assert _noted(record) == ""


def test_a_median_outside_of_its_range_is_not_told() -> None:
    """A middle value that the ends contradict would read as a mistake."""
    assert "median" not in _told({"lowest": 10.0, "median": 25.0, "highest": 20.0})


def test_the_same_field_reads_by_the_thing_it_is_of() -> None:
    """A job title is what a person works as, and what an application is for; a doctor speaks what a film is in."""
    assert _told({"job_title": "Chef"}, "contact") == "works as a Chef"
    assert _told({"job_title": "Chef"}, "application") == "is for the position of Chef"
    assert _told({"languages": ["es", "fr"]}, "doctor") == "speaks Spanish and French"
    assert _told({"languages": ["es", "fr"]}, "film") == "is available in Spanish and French"


def test_a_place_inside_of_an_address_is_not_told_twice() -> None:
    """City and country are left out where the address has them."""
    told = _told({"address": "Rua Alta 3, 1200 Porto, Portugal", "city": "Porto", "country_code": "PT"})
    assert told == "is at Rua Alta 3, 1200 Porto, Portugal"


def test_codes_that_somebody_needs_are_told() -> None:
    """A booking reference or a tracking number is for the user to note down."""
    assert _told({"booking_reference": "QX7PL2"}) == "has the booking reference QX7PL2"
    assert _told({"tracking_number": "TR-9912"}) == "has the tracking number TR-9912"


def test_both_ends_of_a_day_are_one_fact() -> None:
    """Start and end on one day are told with the day once."""
    told = _told({"starts_at": "2026-03-04T10:00:00Z", "ends_at": "2026-03-04T11:30:00Z"})
    assert told.startswith("is on ")
    assert told.count("March") <= 1
