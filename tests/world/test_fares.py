"""What it costs to go somewhere grows with the distance, what a car costs with its size and days."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from tests.world.tools import DATE, STRING, make, many, thing, world
from toolgraph.world.fares import usual_fare
from toolgraph.world.prices import RATES

CODE = {"type": "string", "pattern": "^[A-Z]{3}$", "description": "IATA code of the airport."}
MONEY = thing(amount={"type": "number", "minimum": 5, "examples": [184.5, 612.0, 97.9]}, currency=STRING)
ALERTS = thing(alerts=many(alertId=STRING, origin=CODE, destination=CODE, threshold=MONEY))
FLIGHTS = thing(flights=many(flightId=STRING, origin=CODE, destination=CODE, price=MONEY))
ENDS = {"origin": CODE, "destination": CODE}
SEARCH = make("searchFlights", {**ENDS, "cabin": {"type": "string", "enum": ["economy", "business"]}}, FLIGHTS)
LIST = make("listPriceAlerts", {}, ALERTS)
CURRENCY = {"type": "string", "pattern": "^[A-Z]{3}$", "description": "ISO 4217 code.", "default": "CHF"}
CREATE = make("createPriceAlert", {**ENDS, "currency": CURRENCY}, thing(alertId=STRING), required=["origin"])
SIZE = {"type": "string", "enum": ["small", "van"]}
CARS = thing(cars=many(carOfferId=STRING, category=SIZE, totalPrice=MONEY))
RENT = make("searchRentalCars", {"city": STRING, "pickUpDate": DATE, "dropOffDate": DATE}, CARS)


def _prices(seed: int, destination: str, cabin: str = "economy") -> list[float]:
    there = {"origin": "LIS", "destination": destination, "cabin": cabin}
    return [each["price"]["amount"] for each in world(seed).call(SEARCH, there).result["flights"]]


@pytest.mark.parametrize("seed", range(6))
def test_a_fare_grows_with_the_distance_and_the_class(seed: int) -> None:
    """Nobody flies to Osaka for what it costs to Madrid, nor in business for what the others pay."""
    assert max(_prices(seed, "MAD")) < min(_prices(seed, "KIX"))
    assert max(_prices(seed, "KIX")) < min(_prices(seed, "KIX", "business"))


@pytest.mark.parametrize("seed", range(6))
def test_the_price_that_somebody_waits_for_is_one_of_that_way(seed: int) -> None:
    """In the currency in which the service reckons by another tool's default, and of the size of a fare."""
    desk = world(seed)
    desk.learn([LIST, CREATE])
    for alert in desk.call(LIST, {}).result["alerts"]:
        assert alert["threshold"]["currency"] == "CHF"
        assert usual_fare(200, "flight") * 0.8 < alert["threshold"]["amount"] < usual_fare(20_000, "flight") * 1.2


@pytest.mark.parametrize("seed", range(6))
def test_a_rented_car_costs_by_its_size_and_days(seed: int) -> None:
    """A week costs some times a day, and cars of one size about the same."""
    week = {"city": "Paris", "pickUpDate": "2026-12-03", "dropOffDate": "2026-12-10"}
    for days, low, high in ((week, 150, 650), ({**week, "dropOffDate": "2026-12-04"}, 20, 100)):
        cars = world(seed).call(RENT, days).result["cars"]
        assert all(low < car["totalPrice"]["amount"] < high for car in cars)
        small = [car["totalPrice"]["amount"] for car in cars if car["category"] == "small"]
        assert not small or max(small) < 1.5 * min(small)


@pytest.mark.parametrize("seed", range(6))
def test_more_stars_cost_more_a_night(seed: int) -> None:
    """No house of three stars costs twice what one of five does."""
    stars = {"type": "integer", "minimum": 3, "maximum": 5}
    houses = thing(hotels=many(hotelId=STRING, name=STRING, stars=stars, pricePerNight=MONEY))
    found = world(seed).call(make("searchHotels", {"city": STRING}, houses), {"city": "Vienna"}).result["hotels"]
    prices = sorted((house["stars"], house["pricePerNight"]["amount"]) for house in found)
    assert all(cheap <= dear for (few, cheap), (many_, dear) in pairwise(prices) if few < many_)


def test_a_car_for_three_days_is_another_offer_than_one_for_four() -> None:
    """What was offered for other days, for so much in all, is not offered again; for the same days it is."""
    for seed in range(6):
        here = world(seed)
        four, three, again = (
            here.call(RENT, {"city": "Lisbon", "pickUpDate": "2026-12-09", "dropOffDate": f"2026-12-{last}"}).result
            for last in (13, 12, 13)
        )
        assert {each["carOfferId"] for each in four["cars"]}.isdisjoint(each["carOfferId"] for each in three["cars"])
        assert again == four


def test_what_was_booked_costs_its_nights() -> None:
    """A week in a hotel costs more than a night in one."""
    kind = {"type": "string", "description": "Kind of booking", "enum": ["hotel", "car"]}
    paid = {"type": "number", "description": "Amount", "examples": [184.5, 612.0, 97.9]}
    booked = many(booking_id=STRING, type=kind, start_date=DATE, end_date=DATE, total_price=paid, currency=STRING)
    listed = make("list_bookings", {}, thing(bookings=booked), description="List the bookings of a traveller.")
    for seed in range(10):
        for each in world(seed).call(listed, {}).result["bookings"]:
            nights = (date.fromisoformat(each["end_date"]) - date.fromisoformat(each["start_date"])).days
            euros = each["total_price"] / RATES[each["currency"]]
            least, most = (85, 145) if each["type"] == "hotel" else (25, 60)
            assert least * max(nights - 1, 1) < euros < most * (nights + 1)
