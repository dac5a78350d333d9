"""What a thing belongs to tells its names, its place and its currency, over several steps; numbers that follow do."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.world.tools import CLOCK, INTEGER, MOMENT, NUMBER, PERSON, STRING, make, many, thing, world
from toolgraph.world.climate import is_summer_time
from toolgraph.world.numbers import exchange_rate
from toolgraph.world.prices import RATES
from toolgraph.world.simulated import SimulatedWorld

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
    accounts = make(
        "listAccounts", {}, many(accountId=STRING, name=STRING, currency={"type": "string", "enum": ["GBP"]})
    )
    transfer = thing(transferId=STRING, amount=NUMBER, currency=STRING, status={"type": "string", "enum": ["sent"]})
    send = make("createTransfer", {"fromAccountId": STRING, "amount": NUMBER}, transfer, effect="write")
    bills = make("listBills", {"accountId": STRING}, thing(bills=many(billId=STRING, amount=NUMBER, currency=STRING)))
    desk = world(seed)
    own = desk.call(accounts, {}).result[0]
    assert desk.call(send, {"fromAccountId": own["accountId"], "amount": 20.0}).result["currency"] == "GBP"
    listed = desk.call(bills, {"accountId": own["accountId"]}, need=["bills[].billId"]).result["bills"]
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


@pytest.mark.parametrize("seed", SEEDS)
def test_what_a_doctor_offers_is_where_the_clinic_is(seed: int) -> None:
    """The slots of a doctor in Athens are told by the clock of Athens, and the clinic's address is in Athens."""
    doctor = many(doctorId=STRING, name=STRING, clinicId=STRING, clinicName=STRING, city=STRING)
    slots = make("listFreeSlots", {"doctorId": STRING}, thing(slots=many(slotId=STRING, startsAt=MOMENT)))
    appointment = thing(appointmentId=STRING, doctorId=STRING, clinicName=STRING, clinicAddress=STRING)
    desk = world(seed)
    found = desk.call(make("findDoctors", {"city": STRING}, thing(doctors=doctor)), {"city": "Athens"}).result
    one = found["doctors"][0]
    slot = desk.call(slots, {"doctorId": one["doctorId"]}).result["slots"][0]
    assert slot["startsAt"].endswith(("+02:00", "+03:00"))
    booked = desk.call(make("bookAppointment", {"slotId": STRING}, appointment), {"slotId": slot["slotId"]}).result
    assert booked["clinicName"] == one["clinicName"]
    assert "Athens" in booked["clinicAddress"]


@pytest.mark.parametrize("seed", SEEDS)
def test_so_many_seats_cost_so_many_times_the_price_of_one(seed: int) -> None:
    """Twelve seats of a plan at 19.50 a seat are 234 a month."""
    plans = make("listPlans", {}, thing(plans=many(planId=STRING, name=STRING, pricePerSeat=NUMBER, currency=STRING)))
    subscription = thing(subscriptionId=STRING, planId=STRING, seats=INTEGER, monthlyPrice=NUMBER, currency=STRING)
    start = make("startSubscription", {"planId": STRING, "seats": INTEGER}, subscription, effect="write")
    desk = world(seed)
    plan = desk.call(plans, {}).result["plans"][0]
    begun = desk.call(start, {"planId": plan["planId"], "seats": 12}).result
    assert begun["monthlyPrice"] == pytest.approx(12 * plan["pricePerSeat"])
    assert begun["currency"] == plan["currency"]


@pytest.mark.parametrize("seed", SEEDS)
def test_parts_are_for_each_of_those_that_the_whole_lists(seed: int) -> None:
    """Two travellers have two boarding passes, at one time."""
    booking = thing(bookingId=STRING, startDate={"type": "string", "format": "date"})
    ids = {"type": "array", "items": STRING}
    book = make("bookFlight", {"flightId": STRING, "travellerIds": ids}, booking, effect="write")
    passes = thing(bookingId=STRING, boardingPasses=many(travellerId=STRING, boardingTime=MOMENT))
    desk = world(seed)
    made = desk.call(book, {"flightId": "fl_1", "travellerIds": ["tv_1", "tv_2"]}).result
    said = desk.call(make("checkInOnline", {"bookingId": STRING}, passes), {"bookingId": made["bookingId"]}).result
    assert [each["travellerId"] for each in said["boardingPasses"]] == ["tv_1", "tv_2"]
    assert len({each["boardingTime"] for each in said["boardingPasses"]}) == 1


@pytest.mark.parametrize("seed", SEEDS)
def test_lines_cost_what_an_invoice_was_listed_with(seed: int) -> None:
    """Also where prices come in steps of a half."""
    half = {"type": "number", "multipleOf": 0.5, "minimum": 5, "maximum": 4000}
    brief = many(invoiceId=STRING, amountDue={"type": "number", "multipleOf": 0.5, "minimum": 200, "maximum": 2000})
    line = many(text=STRING, quantity={"type": "integer", "minimum": 1}, unitPrice=half)
    whole = thing(invoiceId=STRING, amountDue={"type": "number", "multipleOf": 0.5}, lines=line)
    desk = world(seed)
    listed = desk.call(make("listInvoices", {}, thing(invoices=brief)), {}).result["invoices"][0]
    said = desk.call(make("getInvoice", {"invoiceId": STRING}, whole), {"invoiceId": listed["invoiceId"]}).result
    assert said["amountDue"] == listed["amountDue"]
    assert sum(x["quantity"] * x["unitPrice"] for x in said["lines"]) == pytest.approx(said["amountDue"])


@pytest.mark.parametrize("seed", SEEDS)
def test_what_remains_is_the_limit_less_what_is_spent(seed: int) -> None:
    """Also where the schema lets nothing remain below nought."""
    most = {"type": "number", "minimum": 0, "maximum": 400}
    budgets = many(budgetId=STRING, monthlyLimit=most, spent=NUMBER, remaining={"type": "number", "minimum": 0})
    for each in world(seed).call(make("listBudgets", {}, thing(budgets=budgets)), {}).result["budgets"]:
        assert each["monthlyLimit"] - each["spent"] == pytest.approx(each["remaining"], abs=0.01)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_new_repository_has_no_issues(seed: int) -> None:
    """Nobody has reported anything yet."""
    create = make("createRepository", {"name": STRING}, thing(repositoryId=STRING, name=STRING))
    issues = make("listIssues", {"repositoryId": STRING}, thing(issues=many(issueId=STRING, title=STRING)))
    desk = world(seed)
    made = desk.call(create, {"name": "grid"}).result
    assert desk.call(issues, {"repositoryId": made["repositoryId"]}).result["issues"] == []


def test_summer_time_is_the_time_ahead_of_winter() -> None:
    """Dublin, whose zone calls its winter time the other one, has summer time in July and not in January."""
    for month, summer in ((1, False), (7, True)):
        assert is_summer_time(datetime(2026, month, 15, 12, tzinfo=ZoneInfo("Europe/Dublin"))) is summer
        assert is_summer_time(datetime(2026, month, 15, 12, tzinfo=ZoneInfo("Europe/Lisbon"))) is summer
        assert not is_summer_time(datetime(2026, month, 15, 12, tzinfo=ZoneInfo("Asia/Tokyo")))


@pytest.mark.parametrize("city", ["London", "Copenhagen"])
def test_a_usual_currency_gives_way_to_that_of_the_account(city: str) -> None:
    """What a spec takes for granted is not so where the account that is named is in another currency."""
    code = {"type": "string", "pattern": "^[A-Z]{3}$"}
    account = thing(accountId=STRING, name=STRING, currency=code)
    accounts = make("listAccounts", {}, thing(accounts={"type": "array", "items": account}))
    asked = {"fromAccountId": STRING, "amount": NUMBER, "currency": {**code, "default": "EUR"}}
    send = make("createTransfer", asked, thing(transferId=STRING, amount=NUMBER, currency=code),
                required=["fromAccountId", "amount"], effect="write")  # fmt: skip
    desk = SimulatedWorld(seed=1, clock=CLOCK, locale="en_GB", person=replace(PERSON, city=city))
    own = desk.call(accounts, {}).result["accounts"][0]
    assert own["currency"] != "EUR"
    told = {"fromAccountId": own["accountId"], "amount": 20.0}
    assert desk.call(send, told).result["currency"] == own["currency"]
    assert desk.call(send, {**told, "currency": "USD"}).result["currency"] == "USD"


def test_rates_are_each_others_inverse_and_lead_from_one_to_the_next() -> None:
    """However little one unit is worth: 1,500 rupiah are nine cents, not fifteen."""
    assert 1500 * exchange_rate("IDR", "EUR") == pytest.approx(0.087, abs=0.01)
    for one, other in itertools.permutations(RATES, 2):
        assert exchange_rate(one, other) * exchange_rate(other, one) == pytest.approx(1, rel=1e-4)
        assert exchange_rate(one, "EUR") * exchange_rate("EUR", other) == pytest.approx(
            exchange_rate(one, other), rel=1e-4
        )
