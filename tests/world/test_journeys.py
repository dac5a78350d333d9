"""Trips follow each other, bookings are called by what is booked, and prices grow by what is added to them."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

from tests.world.tools import DATE, INTEGER, MOMENT, NUMBER, STRING, make, many, thing, world

TYPE = {"type": "string", "enum": ["flight", "hotel", "train", "car"]}
MONEY = thing(amount={"type": "number", "minimum": 0}, currency=STRING)
BOOKING = {"bookingId": STRING, "type": TYPE, "title": STRING, "startDate": DATE, "totalPrice": MONEY}
BOOKINGS = make("listBookings", {}, thing(bookings=many(**BOOKING)), effect="read")
TRIPS = make("listTrips", {}, thing(trips=many(tripId=STRING, name=STRING, startDate=DATE, endDate=DATE)))
BAGS = make(
    "addBaggage",
    {"bookingId": STRING, "bags": {"type": "integer"}},
    thing(bookingId=STRING, bags={"type": "integer"}, fee=MONEY, newTotalPrice=MONEY),
)
SIZE = {"type": "string", "enum": ["small", "compact", "estate", "suv", "van"]}
CARS = make(
    "searchRentalCars",
    {"city": STRING, "pickUpDate": DATE, "dropOffDate": DATE},
    thing(
        cars=many(
            carOfferId=STRING,
            model={"type": "string", "examples": ["Solvane Compact", "Tundra Seven"]},
            category=SIZE,
            totalPrice=MONEY,
        )
    ),
)
STAY = {"checkIn": "2026-12-21", "checkOut": "2026-12-24"}
ROOMS = make(
    "getRoomAvailability",
    {"hotelId": STRING, "checkIn": DATE, "checkOut": DATE},
    thing(hotelId=STRING, rooms=many(roomOfferId=STRING, freeCancellationUntil=DATE)),
)
TRAINS = make(
    "searchTrains",
    {"fromStationId": STRING, "toStationId": STRING, "date": DATE},
    thing(trains=many(trainId=STRING, departureTime=MOMENT, price=NUMBER)),
    description="Search trains on a date. Returns bookable connections in order of departure.",
)
ALERTS = make("listPriceAlerts", {}, thing(alerts=many(
    alertId=STRING,
    origin={"type": "string", "description": "Departure airport. IATA code.", "pattern": "^[A-Z]{3}$"},
    departureDate=DATE,
)))  # fmt: skip
KINDS = {"flight": "Flight", "hotel": "Hotel", "train": "Train", "car": "Rental car"}


def test_nobody_is_on_two_trips_at_once() -> None:
    for seed in range(15):
        trips = world(seed).call(TRIPS, {}).result["trips"]
        days = sorted((trip["startDate"], trip["endDate"]) for trip in trips)
        assert all(one[1] < other[0] for one, other in pairwise(days))


def test_a_booking_is_called_by_what_is_booked_and_costs_what_is_added() -> None:
    for seed in range(10):
        here = world(seed)
        for each in here.call(BOOKINGS, {}).result["bookings"]:
            assert each["title"].startswith(KINDS[each["type"]])
            told = here.call(BAGS, {"bookingId": each["bookingId"], "bags": 2}).result
            new = round(each["totalPrice"]["amount"] + told["fee"]["amount"], 2)
            assert told["newTotalPrice"]["amount"] == new
            again = here.call(BOOKINGS, {}).result["bookings"]
            assert new in [b["totalPrice"]["amount"] for b in again if b["bookingId"] == each["bookingId"]]


def test_cars_come_in_several_sizes() -> None:
    for seed in range(10):
        told = {"city": "Rome", "pickUpDate": STAY["checkIn"], "dropOffDate": STAY["checkOut"]}
        cars = world(seed).call(CARS, told).result["cars"]
        assert len({car["category"] for car in cars}) == len(cars)


def test_a_room_is_called_off_before_one_comes() -> None:
    for seed in range(6):
        for room in world(seed).call(ROOMS, {"hotelId": "ht1", **STAY}).result["rooms"]:
            assert room["freeCancellationUntil"] < STAY["checkIn"]


def test_trains_leave_in_the_order_told_and_fares_are_watched_for_weeks() -> None:
    for seed in range(6):
        told = {"fromStationId": "s1", "toStationId": "s2", "date": "2026-12-21"}
        times = [each["departureTime"] for each in world(seed).call(TRAINS, told).result["trains"]]
        assert times == sorted(times)
        assert all(a["departureDate"] > "2026-12-10" for a in world(seed).call(ALERTS, {}).result["alerts"])


def test_what_is_late_leaves_later_and_what_is_not_on_time() -> None:
    """As late as is told, both at its start and at its end."""
    status = {"type": "string", "enum": ["scheduled", "delayed"]}
    flight = {"flightNumber": STRING, "departureTime": MOMENT, "arrivalTime": MOMENT}
    search = make("searchFlights", {"date": DATE}, thing(flights=many(flightId=STRING, **flight)))
    live = make(
        "getFlightStatus",
        {"flightNumber": STRING, "date": DATE},
        thing(flightNumber=STRING, status=status, delayMinutes=INTEGER, estimatedDeparture=MOMENT),
    )
    for seed in range(10):
        here = world(seed)
        planned = here.call(search, {"date": "2026-11-25"}).result["flights"][0]
        told = here.call(live, {"flightNumber": planned["flightNumber"], "date": "2026-11-25"}).result
        leaves = datetime.fromisoformat(planned["departureTime"]) + timedelta(minutes=told["delayMinutes"])
        assert datetime.fromisoformat(told["estimatedDeparture"]) == leaves


def test_a_booking_is_for_one_of_those_in_the_profile() -> None:
    people = make("listTravellers", {}, thing(travellers=many(travellerId=STRING, givenName=STRING)))
    booked = make("listBookings", {}, thing(bookings=many(bookingId=STRING, leadTravellerId=STRING)), effect="read")
    for seed in range(10):
        here = world(seed)
        known = {each["travellerId"] for each in here.call(people, {}).result["travellers"]}
        assert {each["leadTravellerId"] for each in here.call(booked, {}).result["bookings"]} <= known
