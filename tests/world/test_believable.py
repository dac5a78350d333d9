"""Results that a person would believe: who wrote what, when things were, what is so of what is new."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from random import Random

from tests.world.tools import CLOCK, DATE, EMAIL, INTEGER, MOMENT, PERSON, STRING, make, many, thing, world
from toolgraph.world.base import Setting
from toolgraph.world.people import fold
from toolgraph.world.values import leaf_value

BOOL = {"type": "boolean"}


def test_a_ticket_is_written_by_who_asks() -> None:
    """The first message has the name that the address of the requester spells, in a new ticket as well."""
    ticket = {"ticket_id": STRING, "subject": STRING, "requester_email": EMAIL, "agent_name": STRING}
    ticket["messages"] = many(author_name=STRING, text=STRING, sent_at=MOMENT)
    get = make("get_ticket", {"ticket_id": STRING}, thing(**ticket))
    create = make(
        "create_ticket", {"requester_email": EMAIL, "subject": STRING, "text": STRING}, thing(**ticket), effect="write"
    )
    for seed in range(6):
        desk = world(seed)
        new = {"requester_email": "frances.moran@example.com", "subject": "No invoices", "text": "The button is dead."}
        for shown in (desk.call(get, {"ticket_id": "t-1"}).result, desk.call(create, new).result):
            spelled = fold(shown["requester_email"].partition("@")[0])
            assert fold(shown["messages"][0]["author_name"]) == spelled


def test_an_address_is_of_whom_it_spells() -> None:
    """A ticket of a contact has their address, and its first message their name."""
    who = {"contact_id": STRING, "full_name": STRING, "email": EMAIL}
    search = make("search_contacts", {"query": STRING}, thing(contacts=many(**who)))
    ticket = {"ticket_id": STRING, "contact_id": STRING, "requester_email": EMAIL}
    tickets = make("search_tickets", {"contact_id": STRING}, thing(tickets=many(**ticket)))
    one = thing(**ticket, messages=many(author_name=STRING, text=STRING))
    get = make("get_ticket", {"ticket_id": STRING}, one)
    for seed in range(6):
        desk = world(seed)
        contact = desk.call(search, {"query": "Voss"}).result["contacts"][0]
        for found in desk.call(tickets, {"contact_id": contact["contact_id"]}).result["tickets"]:
            shown = desk.call(get, {"ticket_id": found["ticket_id"]}).result
            spelled = fold(shown["requester_email"].partition("@")[0])
            assert fold(shown["messages"][0]["author_name"]) == spelled


def test_no_kettle_is_in_copperkettle() -> None:
    """What was looked for is told by whole words, not by the end of a brand's name."""
    brand = {"type": "string", "examples": ["Copperkettle"]}
    search = make(
        "search_products", {"query": STRING}, thing(products=many(product_id=STRING, name=STRING, brand=brand))
    )
    for seed in range(6):
        shop = world(seed)
        packs = {each["product_id"] for each in shop.call(search, {"query": "backpack"}).result["products"]}
        kettles = {each["product_id"] for each in shop.call(search, {"query": "kettle"}).result["products"]}
        assert not packs & kettles


def test_nobody_asks_since_next_week() -> None:
    """A day since when something is asked for lies behind, and so does what is found since then."""
    event = many(alarm_event_id=STRING, kind=STRING, reported_at=MOMENT)
    alarms = make("list_alarm_events", {"since": DATE}, thing(events=event))
    for seed in range(8):
        since = leaf_value(alarms.inputs[0], alarms, Random(seed), Setting(CLOCK))
        assert date.fromisoformat(str(since)) < CLOCK.date()
        shown = [each["reported_at"] for each in world(seed).call(alarms, {"since": since}).result["events"]]
        assert len({*shown}) == len(shown)
        assert all(str(since) <= each[:10] and datetime.fromisoformat(each) <= CLOCK for each in shown)


def test_what_is_completed_lies_behind() -> None:
    """Appointments that are asked for as completed were before today, and all last some five minutes."""
    state = {"type": "string", "enum": ["booked", "completed", "cancelled"]}
    minutes = {**INTEGER, "minimum": 10, "maximum": 60, "examples": [20, 40]}
    listed = thing(appointments=many(appointment_id=STRING, starts_at=MOMENT, duration_minutes=minutes, status=state))
    get = make("list_appointments", {"status": state}, listed)
    for seed in range(6):
        for each in world(seed).call(get, {"status": "completed"}).result["appointments"]:
            assert datetime.fromisoformat(each["starts_at"]) < CLOCK
            assert each["duration_minutes"] % 5 == 0


def test_what_was_made_just_now_is_not_protected() -> None:
    """Of the branches that were there, those from which is released are; a new automation runs."""
    branch = {"name": STRING, "head_sha": STRING, "is_protected": BOOL}
    create = make("create_branch", {"repository_id": STRING, "name": STRING}, thing(**branch), effect="write")
    rule = thing(automation_id=STRING, name=STRING, is_enabled=BOOL)
    automate = make("create_automation", {"name": STRING}, rule, effect="write")
    for seed in range(8):
        assert not world(seed).call(create, {"repository_id": "r", "name": "fix-tax"}).result["is_protected"]
        assert world(seed).call(automate, {"name": "Lights out"}).result["is_enabled"]


def test_statements_are_of_one_month_after_another() -> None:
    """They do not overlap, each opens with what the one before closed with, and the account is older than they."""
    row = {"statement_id": STRING, "period_start": DATE, "period_end": DATE}
    row |= {"opening_balance": {"type": "number"}, "closing_balance": {"type": "number"}}
    listed = make("list_statements", {"account_id": STRING}, thing(statements=many(**row)))
    accounts = make("list_accounts", {}, thing(accounts=many(account_id=STRING, name=STRING, opened_on=DATE)))
    for seed in range(6):
        bank = world(seed)
        account = bank.call(accounts, {}).result["accounts"][0]
        shown = bank.call(listed, {"account_id": account["account_id"]}).result["statements"]
        assert bank.call(listed, {"account_id": account["account_id"]}).result["statements"] == shown
        shown = sorted(shown, key=lambda each: each["period_start"])
        assert account["opened_on"] < shown[0]["period_start"]
        for one, other in pairwise(shown):
            assert one["period_end"] < other["period_start"]
            next_day = date.fromisoformat(one["period_end"]) + timedelta(days=1)
            if next_day.isoformat() == other["period_start"]:
                assert one["closing_balance"] == other["opening_balance"]


def test_a_mail_in_ones_box_was_sent_to_oneself() -> None:
    """The user is among the recipients of what they have received."""
    mail = thing(message_id=STRING, sender_email=EMAIL, recipient_emails={"type": "array", "items": EMAIL})
    get = make("get_mail", {"message_id": STRING}, mail)
    for seed in range(6):
        assert PERSON.email in world(seed).call(get, {"message_id": "m-1"}).result["recipient_emails"]


def test_what_is_booked_in_a_room_takes_place_there() -> None:
    """The reservation of the room Cedar is in Cedar, on its floor."""
    room = {"room_id": STRING, "name": STRING, "floor": {**INTEGER, "minimum": 0, "maximum": 3}}
    rooms = make("find_rooms", {}, thing(rooms=many(**room)))
    done = thing(reservation_id=STRING, room_id=STRING, location=STRING)
    book = make("book_room", {"room_id": STRING}, done, effect="write")
    for seed in range(6):
        office = world(seed)
        one = office.call(rooms, {}).result["rooms"][0]
        shown = office.call(book, {"room_id": one["room_id"]}).result["location"]
        assert one["name"] in shown
        assert shown.endswith(f"{('ground', '1st', '2nd', '3rd')[one['floor']]} floor")


def test_what_was_delivered_came_before_today() -> None:
    """... and after it was ordered."""
    state = {"type": "string", "enum": ["delivered"]}
    order = thing(order_id=STRING, status=state, placed_on=DATE, delivery_date=DATE)
    get = make("get_order", {"order_id": STRING}, order)
    for seed in range(8):
        shown = world(seed).call(get, {"order_id": "o-1"}).result
        assert shown["placed_on"] <= shown["delivery_date"] <= CLOCK.date().isoformat()


def test_what_one_makes_is_of_one_owner() -> None:
    """Whoever makes two repositories owns both."""
    slug = {"type": "string", "examples": ["alderfen/ledger-api", "halden/firmware", "brightwater/grid"]}
    create = make("create_repository", {"name": STRING}, thing(repository_id=STRING, slug=slug), effect="write")
    for seed in range(6):
        host = world(seed)
        made = [host.call(create, {"name": name}).result["slug"] for name in ("charts", "parser", "tokens")]
        assert len({each.partition("/")[0] for each in made}) == 1


def test_what_is_found_by_a_thing_says_by_which() -> None:
    """Recommendations tell the name of the artist from whom they start."""
    search = make("search_artists", {"query": STRING}, thing(artists=many(artist_id=STRING, name=STRING)))
    based = {"type": "string", "examples": ["The Paper Lanterns"]}
    found = thing(tracks=many(track_id=STRING, title=STRING), based_on=based)
    like = make("get_recommendations", {"artist_id": STRING}, found)
    for seed in range(4):
        radio = world(seed)
        for artist in radio.call(search, {"query": "piano"}).result["artists"]:
            assert radio.call(like, {"artist_id": artist["artist_id"]}).result["based_on"] == artist["name"]


def test_a_farther_stage_is_likelier_and_a_single_short() -> None:
    """Who has a contract out buys more likely than who was qualified; a single has no ten tracks."""
    stage = {"stage_id": STRING, "name": {"type": "string", "examples": ["Contract out", "Qualified"]}}
    percent = {**INTEGER, "minimum": 0, "maximum": 100}
    stages = make("list_deal_stages", {}, thing(stages=many(**stage, usual_probability_percent=percent)))
    album = {"album_id": STRING, "title": STRING, "kind": {"type": "string", "enum": ["single"]}}
    albums = make("list_albums", {"artist_id": STRING}, thing(albums=many(**album, track_count=INTEGER)))
    for seed in range(4):
        shown = world(seed).call(stages, {}).result["stages"]
        chances = {each["name"]: each["usual_probability_percent"] for each in shown}
        assert chances.get("Qualified", 0) < chances.get("Contract out", 100)
        for each in world(seed).call(albums, {"artist_id": "a"}).result["albums"]:
            assert each["track_count"] <= 3


def test_a_parcel_is_of_the_order_that_tells_its_number() -> None:
    """No two parcels of two numbers are of an order that tells one of them."""
    number = {"type": "string", "pattern": "^CKX[0-9]{9}$"}
    order = {"type": "string", "pattern": "^CK-[0-9]{7}$"}
    get = make("get_order", {"order_id": order}, thing(order_id=order, tracking_number=number))
    track = make("track_shipment", {"tracking_number": number}, thing(tracking_number=number, order_id=order))
    for seed in range(8):
        shop = world(seed)
        told = {}
        for known in ("CK-1000001", "CK-1000002"):
            told[shop.call(get, {"order_id": known}).result["tracking_number"]] = known
        for each in (*told, "CKX000000001", "CKX000000002"):
            found = shop.call(track, {"tracking_number": each}).result["order_id"]
            assert found == told.get(each, found)
            assert (found in told.values()) == (each in told)


def test_a_longer_stay_costs_more_and_is_called_by_its_day() -> None:
    """A hotel for twice as many nights costs twice as much; a booking is called by the day to which it was moved."""
    kind = {"type": "string", "enum": ["hotel"]}
    title = {"type": "string", "examples": ["Nice, November 21"]}
    price = thing(amount={"type": "number"}, currency=STRING)
    booking = thing(bookingId=STRING, type=kind, title=title, startDate=DATE, endDate=DATE, totalPrice=price)
    get = make("getBooking", {"bookingId": STRING}, booking)
    change = make("changeBooking", {"bookingId": STRING, "newStartDate": DATE, "newEndDate": DATE}, booking)
    for seed in range(4):
        travel = world(seed)
        old = travel.call(get, {"bookingId": "b-1"}).result
        nights = (date.fromisoformat(old["endDate"]) - date.fromisoformat(old["startDate"])).days
        day = date(2026, 12, 3)
        asked = {"newStartDate": day.isoformat(), "newEndDate": (day + timedelta(days=2 * nights)).isoformat()}
        new = travel.call(change, {"bookingId": "b-1", **asked}).result
        assert abs(new["totalPrice"]["amount"] - 2 * old["totalPrice"]["amount"]) < 0.02
        assert new["title"] == old["title"] or new["title"].endswith(", December 3")
        assert "December 3" in new["title"] or ", " not in old["title"]
