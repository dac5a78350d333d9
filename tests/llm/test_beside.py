"""Items of a list are told by what a person would ask of each, and what is the same for all is told once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.llm.test_listing import _seen
from tests.llm.test_manner import _call, _ink
from toolgraph.llm.offline.fields import facts_of

_SENSORS = [
    {"sensor_id": "s1", "kind": "door", "room_name": "Office", "reading": 0, "unit": "state"},
    {"sensor_id": "s2", "kind": "smoke", "room_name": "Hall", "reading": 1, "unit": "state"},
    {"sensor_id": "s3", "kind": "co2", "room_name": "Office", "reading": 640, "unit": "ppm"},
]
_LOCKS = [
    {"lock_id": f"l{i}", "name": n, "is_locked": False, "battery_percent": i} for i, n in enumerate(("Gate", "Attic"))
]
_WORKOUTS = [
    {"workoutId": f"w{i}", "sport": s, "startedAt": f"2026-03-0{i + 1}T07:10:00Z", "distanceKm": 6.5 + i}
    for i, s in enumerate(("walk", "ride"))
]
_INVOICES = [
    {
        "invoice_id": f"i{i}",
        "invoice_number": f"HD-70{i}",
        "company_name": "Palm",
        "amount_due": 15.0 + i,
        "currency": "EUR",
    }
    for i in range(2)
]
_DEPARTURES = [{"line": "M2", "departs_at": f"2026-06-11T0{i}:05:00Z", "platform": str(i)} for i in (8, 9)]
_ORDERS = [
    {"standing_order_id": f"o{i}", "payee_name": "Power", "amount": 50.0 + i, "currency": "EUR", "status": s}
    for i, s in enumerate(("active", "paused"))
]
_STATEMENTS = [
    {
        "statement_id": f"m{i}",
        "period_start": f"2026-0{i}-01",
        "period_end": f"2026-0{i}-28",
        "closing_balance": 9.5 + i,
    }
    for i in (1, 2)
]
_WAYS = [{"origin": "Mill Street", "destination": d, "distance_km": 3.5 + len(d)} for d in ("Elm Road", "High Street")]


@pytest.mark.parametrize(
    ("goal", "tool", "result", "arguments", "wanted"),
    [
        ("list the sensors", "smart_home/list_sensors", {"sensors": _SENSORS}, {}, ("co2 sensor (Office, 640 ppm)",)),
        ("list the door locks", "smart_home/list_locks", {"locks": _LOCKS}, {}, ("Neither is locked.",)),
        (
            "list my workouts",
            "health_fitness/listWorkouts",
            {"workouts": _WORKOUTS},
            {},
            ("walk (", "ride (", "7.5 km"),
        ),
        ("list invoices", "crm/list_invoices", {"invoices": _INVOICES}, {}, ("HD-700)", "HD-701)", "16")),
        ("list departures", "maps_weather/get_transit_departures", {"departures": _DEPARTURES}, {}, ("platform 9)",)),
        ("list my standing orders", "finance/list_standing_orders", {"standing_orders": _ORDERS}, {}, ("50", "51")),
        ("list the statements", "finance/list_statements", {"statements": _STATEMENTS}, {}, ("10.5", "11.5", "from ")),
        (
            "compare travel times",
            "maps_weather/get_distance_matrix",
            {"distances": _WAYS},
            {"origins": ["Mill Street"]},
            ("one to Elm Road (11.5 km) and one to High Street (14.5 km)",),
        ),
    ],
)
def test_what_tells_each_of_some_things_is_told(
    goal: str, tool: str, result: Any, arguments: dict[str, Any], wanted: tuple[str, ...]
) -> None:
    """A sensor is told with what it measures, a workout with its sport, an invoice by its own number."""
    for reply in _seen(goal, _call(1, tool, result, arguments)):
        assert all(w in reply for w in wanted), reply


@pytest.mark.parametrize(
    ("record", "wanted"),
    [
        ({"price_per_kwh": 0.38, "currency": "EUR"}, "costs 0.38 EUR per kWh"),
        ({"estimated_minutes": 46}, "should take 46 minutes"),
        ({"max_stay_days": 72}, "allows a stay of up to 72 days"),
        ({"warranty_months": 36}, "has a warranty of 36 months"),
        ({"score_percent": 0}, "has a score of 0 percent"),
        ({"number": 456}, "has the number 456"),
    ],
)
def test_a_number_is_told_by_what_it_measures(record: dict[str, Any], wanted: str) -> None:
    """A price by the kilowatt hour is no amount of power, and how long a robot will take is worth telling."""
    ink = _ink()._replace(signs=False)
    assert wanted in [ink.held.plain(f.clause) for f in facts_of(record, ink)]


def test_travel_times_are_told_where_they_were_asked_for() -> None:
    """Who compares travel times hears of minutes, and not of kilometres alone."""
    ways = [{**w, "duration_min": 7 + i} for i, w in enumerate(_WAYS)]
    call = _call(1, "maps_weather/get_distance_matrix", {"distances": ways}, {"origins": ["Mill Street"]})
    for reply in _seen("compare travel times", call):
        assert "one to Elm Road (7 minutes" in reply


def test_a_conversion_says_what_is_what() -> None:
    """`The conversion comes to 455.70 EUR and has a rate` leaves out of what."""
    record = {
        "amount": 180000.0,
        "from_currency": "HUF",
        "converted_amount": 455.7,
        "to_currency": "CHF",
        "rate": 0.0025,
    }
    for reply in _seen("convert money", _call(1, "finance/convert_currency", record, {"from": "HUF", "to": "CHF"})):
        assert "180,000 HUF is 455.70 CHF, at a rate of 0.0025." in reply


def test_a_sort_with_a_digit_keeps_what_was_measured() -> None:
    """Sensors of one room go by their sorts, and `co2` is one like `humidity`."""
    alike = [{**s, "room_name": "Office"} for s in _SENSORS]
    for reply in _seen("list the sensors", _call(1, "smart_home/list_sensors", {"sensors": alike})):
        assert "a co2 sensor (Office, 640 ppm" in reply


def test_what_all_have_in_common_is_told_once_a_turn() -> None:
    """Two lists of locks that are all open: it is said of them once."""
    calls = [_call(i, "smart_home/list_locks", {"locks": _LOCKS}, {"house_id": f"h{i}"}) for i in (1, 2)]
    calls[1] = calls[1].model_copy(update={"result": {"locks": [{**k, "name": f"{k['name']} door"} for k in _LOCKS]}})
    for reply in _seen("list the door locks", *calls):
        assert reply.count("Neither is locked.") == 1
        assert ", let's see" not in reply
