"""What a thing takes from what it is made of: so many grams of a food, the lines of a cart, the name of a file."""

from __future__ import annotations

import pytest

from tests.world.tools import DATE, INTEGER, NUMBER, STRING, make, many, thing, world
from toolgraph.world import sorts

SEEDS = range(8)
_CART = thing(cartId=STRING, items=many(itemId=STRING, productName=STRING, quantity=INTEGER, unitPrice=NUMBER),
              discount=NUMBER, subtotal=NUMBER, total=NUMBER)  # fmt: skip
_ORDER = thing(orderId=STRING, lines=many(lineId=STRING, name=STRING, quantity=INTEGER, price=NUMBER), total=NUMBER)
_VARIANTS = many(sku=STRING, colour=STRING, price=NUMBER)
CREATE, ADD = (
    make("createCart", {}, _CART),
    make("addToCart", {"cartId": STRING, "sku": STRING, "quantity": INTEGER}, _CART),
)
REDEEM = make("applyVoucher", {"cartId": STRING, "voucherCode": STRING}, _CART)
PLACE = make("placeOrder", {"cartId": STRING}, _ORDER)


def test_a_meal_has_the_energy_of_so_much_food() -> None:
    """Numbers of foods are told for a hundred grams, and a meal has those of all that was eaten."""
    numbers = {"energyKcal": INTEGER, "proteinG": NUMBER, "carbohydratesG": NUMBER, "fatG": NUMBER}
    search = make("searchFoods", {"query": STRING}, thing(foods=many(foodId=STRING, name=STRING, **numbers)))
    items = {"type": "array", "items": thing(foodId=STRING, grams=INTEGER)}
    log = make("logMeal", {"items": items}, thing(mealEntryId=STRING, **numbers))
    for seed in SEEDS:
        here = world(seed)
        foods = here.call(search, {"query": "bread"}).result["foods"][:2]
        eaten = [{"foodId": f["foodId"], "grams": g} for f, g in zip(foods, (250, 80), strict=False)]
        meal = here.call(log, {"items": eaten}).result
        of_all = sum(f["energyKcal"] * e["grams"] / 100 for f, e in zip(foods, eaten, strict=True))
        assert meal["energyKcal"] == round(of_all)


def test_a_day_tells_of_the_meal_that_was_recorded() -> None:
    """What is recorded is in the day's report, and in no other day's."""
    meal = {"mealId": STRING, "energyKcal": INTEGER}
    day = {"type": "string", "format": "date"}
    log = make("logMeal", {"eatenOn": day}, thing(**meal, eatenOn=day))
    show = make("getNutritionSummary", {"date": day}, thing(date=day, meals=many(**meal)))
    for seed in SEEDS:
        here = world(seed)
        made = here.call(log, {"eatenOn": "2026-11-23"}).result["mealId"]
        shown = {
            d: [m["mealId"] for m in here.call(show, {"date": d}).result["meals"]] for d in ("2026-11-23", "2026-11-22")
        }
        assert made in shown["2026-11-23"]
        assert made not in shown["2026-11-22"]


def test_an_order_has_the_lines_of_its_cart() -> None:
    """What was put in is what is ordered, at the price that was shown."""
    get = make("getProduct", {"productId": STRING}, thing(productId=STRING, name=STRING, variants=_VARIANTS))
    for seed in SEEDS:
        here = world(seed)
        product = here.call(get, {"productId": "prd_1"}).result
        variant = product["variants"][0]
        cart = here.call(CREATE, {}).result["cartId"]
        shown = here.call(ADD, {"cartId": cart, "sku": variant["sku"], "quantity": 2}).result
        assert [i["unitPrice"] for i in shown["items"]] == [variant["price"]]
        order = here.call(PLACE, {"cartId": cart}).result
        lines = [(line["name"], line["quantity"], line["price"]) for line in order["lines"]]
        assert lines == [(product["name"], 2, variant["price"])]
        assert order["total"] == shown["total"]


def test_a_voucher_takes_off_what_it_says() -> None:
    """Ten percent of the lines, told in the cart and paid for the order."""
    for seed in SEEDS:
        here = world(seed)
        cart = here.call(CREATE, {}).result["cartId"]
        here.call(ADD, {"cartId": cart, "sku": "ABC-1", "quantity": 3})
        shown = here.call(REDEEM, {"cartId": cart, "voucherCode": "AUTUMN10"}).result
        assert shown["discount"] == pytest.approx(shown["subtotal"] / 10, abs=0.01)
        assert shown["total"] == pytest.approx(shown["subtotal"] - shown["discount"], abs=0.01)
        assert here.call(PLACE, {"cartId": cart}).result["total"] == shown["total"]


def test_a_saved_file_is_called_as_its_link() -> None:
    """Name and ending are those of the link, where no other name is told."""
    file = thing(fileId=STRING, name=STRING, mimeType=STRING)
    save = make("saveFileFromUrl", {"url": {"type": "string", "format": "uri"}, "name": STRING}, file, required=["url"])
    for seed in SEEDS:
        link = {"url": "https://reports.example.org/2026/202609-01.pdf?raw=1"}
        saved = world(seed).call(save, link).result
        assert (saved["name"], saved["mimeType"]) == ("202609-01.pdf", "application/pdf")
        assert world(seed).call(save, {**link, "name": "outlook.pdf"}).result["name"] == "outlook.pdf"


def test_a_change_in_percent_is_that_of_the_price() -> None:
    """By how many percent a price has changed follows from its change, or from the first and the last."""
    price, change = NUMBER | {"minimum": 20}, NUMBER | {"minimum": -2, "maximum": 2}
    quote = make("get_quote", {"ticker": STRING}, thing(price=price, change=change, change_percent=NUMBER))
    bars = many(date=DATE, close=NUMBER) | {"description": "Prices by day, oldest first"}
    history = make("get_price_history", {"ticker": STRING}, thing(bars=bars, change_percent=NUMBER), effect="read")
    for seed in range(8):
        now = world(seed).call(quote, {"ticker": "ABC"}).result
        assert now["change_percent"] == pytest.approx(100 * now["change"] / (now["price"] - now["change"]), abs=0.01)
        past = world(seed).call(history, {"ticker": "ABC"}).result
        first, last = past["bars"][0], past["bars"][-1]
        assert first["date"] < last["date"] <= "2026-11-24"
        assert past["change_percent"] == pytest.approx(100 * (last["close"] / first["close"] - 1), abs=0.06)


def test_lines_cost_what_their_order_was_listed_with() -> None:
    """Also where lines have identifiers: the total that a list told stays, and the lines come to it."""
    lines = many(lineId=STRING, name=STRING, quantity={"type": "integer", "minimum": 1}, unitPrice=NUMBER)
    listed = make("listOrders", {}, thing(orders=many(orderId=STRING, total=NUMBER)))
    get = make("getOrder", {"orderId": STRING}, thing(orderId=STRING, total=NUMBER, lines=lines))
    for seed in SEEDS:
        here = world(seed)
        for order in here.call(listed, {}).result["orders"]:
            shown = here.call(get, {"orderId": order["orderId"]}).result
            assert shown["total"] == order["total"]
            assert sum(x["quantity"] * x["unitPrice"] for x in shown["lines"]) == pytest.approx(order["total"])
            assert here.call(get, {"orderId": order["orderId"]}).result == shown


def test_what_is_recommended_is_not_all_of_one_employer() -> None:
    """What a list was asked for by is not what its things belong to."""
    rows = many(jobId=STRING, title=STRING, employerName=STRING)
    tool = make("recommendJobs", {"cvId": STRING}, thing(jobs=rows))
    names = [{j["employerName"] for j in world(seed).call(tool, {"cvId": "cv-1"}).result["jobs"]} for seed in SEEDS]
    assert any(len(each) > 1 for each in names)


def test_a_word_within_a_word_tells_no_sort() -> None:
    """A `Solvane Compact` is no van."""
    assert sorts.stands_for("Solvane Compact", "van") is False
    assert sorts.stands_for("Riverside Bookshop", "shop") is True


def test_a_room_costs_what_its_hotel_does_for_each_night() -> None:
    """Two nights in a hotel that costs 200 a night cost 400 or somewhat more, not 75."""
    money = thing(amount=NUMBER, currency=STRING)
    hotels = make(
        "searchHotels", {"city": STRING}, thing(hotels=many(hotelId=STRING, name=STRING, pricePerNight=money))
    )
    rooms = many(roomOfferId=STRING, roomType=STRING, totalPrice=money)
    asks = {"hotelId": STRING, "checkIn": DATE, "checkOut": DATE}
    offers = make("getHotelRooms", asks, thing(hotelId=STRING, nights=INTEGER, rooms=rooms))
    for seed in range(5):
        desk = world(seed)
        hotel = desk.call(hotels, {"city": "Oslo"}).result["hotels"][0]
        asked = {"hotelId": hotel["hotelId"], "checkIn": "2026-12-01", "checkOut": "2026-12-03"}
        for room in desk.call(offers, asked).result["rooms"]:
            assert 2 <= room["totalPrice"]["amount"] / hotel["pricePerNight"]["amount"] < 3


def test_what_is_asked_for_somebody_goes_to_them() -> None:
    """The ticket of a contact was asked for by the contact, not by whoever writes it down."""
    email = {"type": "string", "format": "email"}
    contact = make("createContact", {"email": email}, thing(contactId=STRING, email=email))
    asks = {"contactId": STRING, "subject": STRING}
    ticket = make("createTicket", asks, thing(ticketId=STRING, subject=STRING, requesterEmail=email))
    desk = world()
    made = desk.call(contact, {"email": "carla@example.net"}).result["contactId"]
    out = desk.call(ticket, {"contactId": made, "subject": "Sensor offline"}).result
    assert out["requesterEmail"] == "carla@example.net"


def test_the_requester_of_a_ticket_is_its_contact() -> None:
    """A ticket that names a contact was asked for by that contact."""
    email = {"type": "string", "format": "email"}
    contact_id = {"type": "string", "pattern": "^con_[a-z0-9]{6}$"}
    tickets = many(ticketId=STRING, contactId=contact_id, requesterEmail=email)
    listed = make("listTickets", {}, thing(tickets=tickets))
    show = make("getContact", {"contactId": contact_id}, thing(contactId=contact_id, email=email))
    desk = world()
    for each in desk.call(listed, {}).result["tickets"]:
        assert desk.call(show, {"contactId": each["contactId"]}).result["email"] == each["requesterEmail"]


def test_what_a_quantity_costs_is_by_one_price_a_unit() -> None:
    """Kilowatt-hours of two houses cost the same each in one dialogue, kilometres what is said of one."""
    spent = {"totalKwh": {**NUMBER, "examples": [212.4, 64.8]}, "cost": {**NUMBER, "examples": [58.1, 17.9]}}
    usage = make("getEnergyUsage", {"houseId": STRING}, thing(**spent, currency={"type": "string", "enum": ["EUR"]}))
    ride = make("getRide", {"rideId": STRING}, thing(rideId=STRING, distanceKm=NUMBER, pricePerKm=NUMBER, fare=NUMBER))
    for seed in SEEDS:
        here = world(seed)
        used = [here.call(usage, {"houseId": house}).result for house in ("hse-1", "hse-2")]
        prices = [each["cost"] / each["totalKwh"] for each in used]
        assert prices[0] == pytest.approx(prices[1], rel=0.01)
        assert 0.2 < prices[0] < 0.35
        out = here.call(ride, {"rideId": "r-1"}).result
        assert out["fare"] == pytest.approx(out["distanceKm"] * out["pricePerKm"], abs=0.01)


def test_what_used_most_used_no_more_than_all() -> None:
    """The appliances of a day's electricity come to no more than its days."""
    used = {"type": "number", "examples": [30.5, 12.6]}
    day, device = thing(date=DATE, kwh={"type": "number", "maximum": 12}), thing(deviceId=STRING, name=STRING, kwh=used)
    lists = {"days": {"type": "array", "items": day}, "topDevices": {"type": "array", "items": device}}
    tool = make("getEnergyUsage", {"fromDate": DATE, "toDate": DATE}, thing(totalKwh=NUMBER, **lists))
    for seed in SEEDS:
        out = world(seed).call(tool, {"fromDate": "2026-11-02", "toDate": "2026-11-04"}).result
        assert out["totalKwh"] == pytest.approx(sum(each["kwh"] for each in out["days"]), abs=0.01)
        assert out["topDevices"]
        assert sum(each["kwh"] for each in out["topDevices"]) <= out["totalKwh"]


@pytest.mark.parametrize("seed", range(6))
def test_what_is_done_in_several_rooms_takes_longer_than_in_one(seed: int) -> None:
    """Each room takes its time, alone or among others."""
    rooms = {"type": "array", "items": {"type": "string", "description": "Room identifier"}}
    minutes = {"type": "integer", "minimum": 1, "maximum": 240, "examples": [42, 55]}
    start = make("startVacuum", {"roomIds": rooms}, thing(estimatedMinutes=minutes), effect="write")
    desk = world(seed)
    each = [desk.call(start, {"roomIds": [room]}).result["estimatedMinutes"] for room in ("room-a1", "room-b2")]
    both = desk.call(start, {"roomIds": ["room-a1", "room-b2"]}).result["estimatedMinutes"]
    assert abs(both - sum(each)) <= 1
