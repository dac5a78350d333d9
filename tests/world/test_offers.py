"""What things cost by what one gets for it: rooms, ways of delivery, seats of a plan."""

from __future__ import annotations

from tests.world.tools import HOTEL, INTEGER, NUMBER, STRING, make, many, thing, world

PLAN = {"type": "string", "examples": ["Starter", "Team", "Business"]}
SUBSCRIPTION = {
    "subscription_id": STRING, "plan_name": PLAN, "seats": {**INTEGER, "minimum": 1, "maximum": 900},
    "monthly_price": {**NUMBER, "minimum": 1, "examples": [95.0, 760.0]}, "currency": STRING,
}  # fmt: skip


def test_more_seats_cost_more() -> None:
    """Each seat of one plan costs the same, and with other seats the price is another one."""
    listed = make("list_subscriptions", {}, thing(subscriptions=many(**SUBSCRIPTION)))
    change = make("change_subscription", {"subscription_id": STRING, "seats": INTEGER}, thing(**SUBSCRIPTION))
    for seed in range(6):
        crm, each = world(seed), {}
        for one in crm.call(listed, {}).result["subscriptions"]:
            each.setdefault((one["plan_name"], one["currency"]), []).append(one["monthly_price"] / one["seats"])
            asked = {"subscription_id": one["subscription_id"], "seats": 2 * one["seats"]}
            assert crm.call(change, asked).result["monthly_price"] == 2 * one["monthly_price"]
        assert all(max(prices) - min(prices) < 0.05 * max(prices) for prices in each.values())


def test_a_room_costs_by_what_it_is_and_holds_who_asks() -> None:
    """A suite with half board is dearer than a single room without, and nobody puts three people in that."""
    kind = {"type": "string", "enum": ["single", "double", "suite", "family"]}
    board = {"type": "string", "enum": ["none", "breakfast", "half_board"]}
    total = thing(amount=NUMBER, currency=STRING)
    offer = many(roomOfferId=STRING, roomType=kind, board=board, maxGuests=INTEGER, totalPrice=total)
    rooms = thing(hotelId=STRING, rooms={**offer, "description": "Rooms, cheapest first"})
    day = {"type": "string", "format": "date"}
    free = make("getRoomAvailability", {"hotelId": STRING, "checkIn": day, "checkOut": day, "guests": INTEGER}, rooms)
    search = make("searchHotels", {"city": STRING}, thing(hotels={"type": "array", "items": HOTEL}))
    for seed in range(6):
        travel = world(seed)
        hotel = travel.call(search, {"city": "Lisbon"}).result["hotels"][0]["hotelId"]
        asked = {"hotelId": hotel, "checkIn": "2026-12-01", "checkOut": "2026-12-04", "guests": 3}
        shown = travel.call(free, asked).result["rooms"]
        costs: dict[tuple[str, str], set[float]] = {}
        for room in shown:
            costs.setdefault((room["roomType"], room["board"]), set()).add(room["totalPrice"]["amount"])
        assert {room["roomType"] for room in shown} <= {"suite", "family"}
        assert all(room["maxGuests"] >= 3 for room in shown)
        assert all(len(prices) == 1 for prices in costs.values())
        assert len({price for prices in costs.values() for price in prices}) == len(costs)


def test_what_comes_by_express_costs_more() -> None:
    """To collect it in a shop is the cheapest way, and express the dearest."""
    kind = {"type": "string", "enum": ["standard", "express", "store"]}
    price = {**NUMBER, "minimum": 0, "maximum": 30, "examples": [4.9, 12.5], "description": "Price of delivery"}
    options = many(delivery_option_id=STRING, kind=kind, price=price)
    ways = make("list_delivery_options", {"cart_id": STRING}, thing(options=options))
    for seed in range(8):
        shown = world(seed).call(ways, {"cart_id": "crt-1"}).result["options"]
        order = [kind["enum"].index(one["kind"]) for one in sorted(shown, key=lambda one: -one["price"])]
        assert order == sorted(order, key=[1, 0, 2].index)


def test_a_seat_of_a_larger_plan_costs_more() -> None:
    """... and what is subscribed to costs what its plan tells, a single seat as well."""
    plan = many(plan_id=STRING, plan_name=PLAN, price_per_seat={**NUMBER, "minimum": 5, "examples": [19.0, 39.0]})
    listed = make("list_plans", {}, thing(plans={**plan, "description": "Plans, cheapest first"}))
    started = {**SUBSCRIPTION, "plan_id": STRING, "monthly_price": {**NUMBER, "minimum": 1}}
    start = make("start_subscription", {"plan_id": STRING, "seats": INTEGER}, thing(**started), effect="write")
    for seed in range(6):
        crm = world(seed)
        plans = crm.call(listed, {}).result["plans"]
        prices = {each["plan_name"]: each["price_per_seat"] for each in plans}
        told = [prices[name] for name in PLAN["examples"] if name in prices]
        assert told == sorted(told)
        new = crm.call(start, {"plan_id": plans[0]["plan_id"], "seats": 1}).result
        assert new["monthly_price"] == plans[0]["price_per_seat"]
