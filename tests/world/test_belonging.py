"""What a thing belongs to tells its names, its place and its currency, over several steps; numbers that follow do."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.world.tools import INTEGER, MOMENT, NUMBER, STRING, make, many, thing, world

SEEDS = range(10)
SEARCH = make("searchFilms", {"query": STRING}, thing(films=many(filmId=STRING, title=STRING)))
SHOWTIMES = make(
    "findShowtimes",
    {"filmId": STRING},
    thing(showtimes=many(showtimeId=STRING, startsAt=MOMENT, price=NUMBER, currency=STRING)),
)
ORDER = thing(orderId=STRING, title=STRING, filmTitle=STRING, startsAt=MOMENT, totalAmount=NUMBER, currency=STRING)
BOOK = make("bookSeats", {"showtimeId": STRING, "seats": INTEGER}, {**ORDER, "description": "An order."})


@pytest.mark.parametrize("seed", SEEDS)
def test_a_booking_speaks_of_what_its_offer_belongs_to(seed: int) -> None:
    """Seats for a showtime of `Harbour` are an order called `Harbour`, for the film `Harbour`, at that price."""
    desk = world(seed)
    film = desk.call(SEARCH, {"query": "harbour"}).result["films"][0]
    show = desk.call(SHOWTIMES, {"filmId": film["filmId"]}).result["showtimes"][0]
    order = desk.call(BOOK, {"showtimeId": show["showtimeId"], "seats": 3}).result
    assert order["title"] == order["filmTitle"] == film["title"]
    assert (order["startsAt"], order["currency"]) == (show["startsAt"], show["currency"])


@pytest.mark.parametrize("seed", SEEDS)
def test_a_transfer_is_in_the_currency_of_the_account_it_comes_from(seed: int) -> None:
    """From an account in pounds goes a transfer in pounds, wherever the user lives."""
    account = thing(accountId=STRING, name=STRING, currency={"type": "string", "pattern": "^[A-Z]{3}$"})
    opened = make("openAccount", {"name": STRING, "currency": STRING}, account)
    transfer = thing(transferId=STRING, amount=NUMBER, currency=STRING, status={"type": "string", "enum": ["sent"]})
    send = make("createTransfer", {"fromAccountId": STRING, "amount": NUMBER}, transfer, effect="write")
    bills = make("listBills", {"accountId": STRING}, thing(bills=many(billId=STRING, amount=NUMBER, currency=STRING)))
    desk = world(seed)
    own = desk.call(opened, {"name": "Travel", "currency": "GBP"}).result
    assert desk.call(send, {"fromAccountId": own["accountId"], "amount": 20.0}).result["currency"] == "GBP"
    listed = desk.call(bills, {"accountId": own["accountId"]}).result["bills"]
    assert {each["currency"] for each in listed} == {"GBP"}


@pytest.mark.parametrize("most", [90_000, 10_000_000])
@pytest.mark.parametrize("seed", SEEDS)
def test_what_an_amount_comes_to_is_the_amount_times_the_rate(seed: int, most: int) -> None:
    """Also where the schema has no room for the right amount: then the rate is the one that gives what it has."""
    code = {"type": "string", "pattern": "^[A-Z]{3}$"}
    converted = {"type": "number", "minimum": 1, "maximum": most}
    result = thing(amount=NUMBER, fromCurrency=code, toCurrency=code, rate=NUMBER, convertedAmount=converted)
    convert = make("convertCurrency", {"amount": NUMBER, "from": code, "to": code}, result)
    said = world(seed).call(convert, {"amount": 1550.0, "from": "USD", "to": "JPY"}).result
    assert said["convertedAmount"] == pytest.approx(said["amount"] * said["rate"], rel=1e-4)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_lasts_ends_then(seed: int) -> None:
    """A flight with a bounded duration arrives after that duration."""
    minutes = {"type": "integer", "minimum": 20, "maximum": 300}
    flights = many(flightId=STRING, departsAt=MOMENT, arrivesAt=MOMENT, durationMinutes=minutes)
    search = make("searchFlights", {"origin": STRING, "destination": STRING}, thing(flights=flights))
    for each in world(seed).call(search, {"origin": "KIX", "destination": "CPT"}).result["flights"]:
        first, last = (datetime.fromisoformat(each[k]) for k in ("departsAt", "arrivesAt"))
        assert (last - first).total_seconds() / 60 == each["durationMinutes"]
