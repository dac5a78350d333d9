from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.world import tools
from tests.world.calls import arguments_for
from tests.world.tools import CLOCK, make, world
from toolgraph.meaning.text import words
from toolgraph.models.tool import Field, Tool
from toolgraph.normalise import normalise
from toolgraph.read import read_path
from toolgraph.world.render import STARTS_EMPTY
from toolgraph.world.toolplan import tool_plan
from toolgraph.world.validate import arguments_errors, results_errors


def test_what_a_create_returns_a_get_and_a_list_see() -> None:
    """Read after write: the created thing is the same in every later result."""
    desk = world()
    desk.call(tools.LIST_TASKS, {})
    made = desk.call(tools.CREATE_TASK, {"title": "Call the bank", "labels": ["home"]}).result
    assert made["title"] == "Call the bank"
    assert made["labels"] == ["home"]
    assert desk.call(tools.GET_TASK, {"taskId": made["taskId"]}).result == made
    assert made in desk.call(tools.LIST_TASKS, {}).result["tasks"]


def test_a_new_thing_tells_nothing_that_its_maker_did_not() -> None:
    """An optional place that nobody named is left out, now and later; what is told stands, and so does a default."""
    names = ("event_id", "title", "tone", "place", "company", "company_name")
    result = tools.thing(*names[3:], **dict.fromkeys(names, tools.STRING))
    told = {"title": tools.STRING, "place": tools.STRING, "company": tools.STRING, "company_id": tools.STRING}
    create = make("createEvent", {**told, "tone": {**tools.STRING, "default": "calm"}}, result, required=["title"])
    get, update = (
        make("getEvent", {"event_id": tools.STRING}, result),
        make("updateEvent", {"event_id": tools.STRING, **told}, result, required=["event_id"]),
    )
    desk = world()
    made = desk.call(create, {"title": "Design critique"}).result
    assert made == {"event_id": made["event_id"], "title": "Design critique", "tone": "calm"}
    assert desk.call(get, {"event_id": made["event_id"]}).result == made
    moved = desk.call(update, {"event_id": made["event_id"], "place": "Room 2"}).result
    assert moved == {**made, "place": "Room 2"}
    assert desk.call(create, {"title": "Kick-off", "place": "Room 7"}).result["place"] == "Room 7"


def test_times_that_are_looked_for_last_as_long_as_asked() -> None:
    """Who looks for fifty minutes is offered no half hour."""
    slots = tools.many(starts_at=tools.MOMENT, ends_at=tools.MOMENT)
    find = make("findFreeTime", {"duration_minutes": tools.INTEGER}, tools.thing(slots=slots))
    for seed in range(5):
        for slot in world(seed).call(find, {"duration_minutes": 50}).result["slots"]:
            ends, starts = (datetime.fromisoformat(slot[k]) for k in ("ends_at", "starts_at"))
            assert ends - starts == timedelta(minutes=50)


def test_a_narrower_question_finds_nothing_new() -> None:
    """Whoever has seen all since June sees no other ones since July, and none twice; an earlier June may bring more."""
    report = tools.many(report_id=tools.STRING, title=tools.STRING, taken_on=tools.DATE)
    listed = make("listReports", {"since_date": tools.DATE, "title": tools.STRING}, report, required=[])
    narrowed = 0
    for seed in range(12):
        desk = world(seed)
        wide = desk.call(listed, {"since_date": "2026-06-01"}).result
        narrow = desk.call(listed, {"since_date": "2026-09-01"}).result
        assert [r for r in wide if r["taken_on"] >= "2026-09-01"] == narrow
        narrowed += len(narrow) < len(wide)
        assert {r["report_id"] for r in wide} <= {
            r["report_id"] for r in desk.call(listed, {"since_date": "2026-02-01"}).result
        }
    assert narrowed


def test_an_update_changes_what_it_names_and_nothing_else() -> None:
    """A later get sees the new title; all other fields stay as they were."""
    desk = world()
    made = desk.call(tools.CREATE_TASK, {"title": "Call the bank"}).result
    changed = desk.call(tools.UPDATE_TASK, {"taskId": made["taskId"], "newTitle": "Call the shop"}).result
    assert changed == {**made, "title": "Call the shop"}
    assert desk.call(tools.GET_TASK, {"taskId": made["taskId"]}).result == changed


def test_a_verb_leads_to_its_state() -> None:
    """Completing sets `done`, cancelling sets `cancelled`; a list of open ones shows neither."""
    desk = world()
    one, two = (desk.call(tools.CREATE_TASK, {"title": t}).result["taskId"] for t in ("One", "Two"))
    assert desk.call(tools.COMPLETE_TASK, {"taskId": one}).result["status"] == "done"
    assert desk.call(tools.CANCEL_TASK, {"taskId": two}).result["status"] == "cancelled"
    assert desk.call(tools.GET_TASK, {"taskId": two}).result["status"] == "cancelled"
    shown = desk.call(tools.LIST_TASKS, {"status": "open"}).result["tasks"]
    assert not {one, two} & {task["taskId"] for task in shown}


def test_what_was_deleted_is_not_found() -> None:
    """After a delete, get and list no longer know the thing, and other things are still there."""
    desk = world()
    gone, kept = (desk.call(tools.CREATE_TASK, {"title": t}).result["taskId"] for t in ("Gone", "Kept"))
    assert desk.call(tools.DELETE_TASK, {"taskId": gone}).ok
    answer = desk.call(tools.GET_TASK, {"taskId": gone})
    assert not answer.ok
    assert gone in json.dumps(answer.result)
    assert desk.call(tools.GET_TASK, {"taskId": kept}).ok
    assert gone not in json.dumps(desk.call(tools.LIST_TASKS, {}).result)


def test_an_id_that_nobody_made_is_taken_on_trust() -> None:
    """A get of an unknown id makes the record on demand, under that id, and remembers it."""
    desk = world()
    first = desk.call(tools.GET_TASK, {"taskId": "TSK-77777"}).result
    assert first["taskId"] == "TSK-77777"
    assert desk.call(tools.GET_TASK, {"taskId": "TSK-77777"}).result == first


def test_new_ids_have_the_form_of_the_examples() -> None:
    """An example `TSK-20394` begets ids such as `TSK-61822`, no two alike."""
    desk = world()
    ids = {desk.call(tools.CREATE_TASK, {"title": str(n)}).result["taskId"] for n in range(30)}
    assert len(ids) == 30
    assert all(re.fullmatch(r"TSK-\d{5}", each) for each in ids)


def test_a_search_is_echoed_and_filtered() -> None:
    """City and currency come back as asked, prices and stars keep to their bounds, the count is of all found."""
    asked = {"city": "Lisbon", "minStars": 4, "maxPricePerNight": 90, "currency": "USD", "limit": 3}
    for seed in range(20):
        result = world(seed).call(tools.SEARCH_HOTELS, asked).result
        assert 1 <= len(result["hotels"]) <= 3
        assert result["total"] >= len(result["hotels"])  # of those found, the limit shows some
        for hotel in result["hotels"]:
            assert (hotel["city"], hotel["countryCode"]) == ("Lisbon", "PT")
            assert hotel["stars"] >= 4
            assert hotel["pricePerNight"]["amount"] <= 90
            assert hotel["pricePerNight"]["currency"] == "USD"


def test_a_listed_thing_is_the_same_when_got() -> None:
    """Every value that a search shows of a hotel is the value that the getter shows."""
    desk = world()
    for hotel in desk.call(tools.SEARCH_HOTELS, {"city": "Porto"}).result["hotels"]:
        got = desk.call(tools.GET_HOTEL, {"hotelId": hotel["hotelId"]}).result
        assert hotel.items() <= got.items()


def test_a_filtered_list_is_part_of_the_whole_list() -> None:
    """Once all tasks were shown, a filter only leaves some of them out."""
    for seed in range(10):
        desk = world(seed)
        whole = desk.call(tools.LIST_TASKS, {}).result["tasks"]
        status = whole[0]["status"]
        some = desk.call(tools.LIST_TASKS, {"status": status}).result["tasks"]
        assert some == [task for task in whole if task["status"] == status]


def test_needed_fields_are_there() -> None:
    """A needed optional field deep in a list is shown, not null, and its lists are not empty."""
    deep = {"type": "object", "properties": {f"p{n}": {"type": "string"} for n in range(40)}}
    deep["properties"]["owner"] = {
        "type": "object", "properties": {"address": {"type": "object", "properties": {"postcode": {"type": "string"}}}}
    }  # fmt: skip
    tool = make("listParcels", {}, {"type": "object", "properties": {"parcels": {"type": "array", "items": deep}}})
    need = ["parcels[].owner.address.postcode"]
    for seed in range(10):
        parcels = world(seed).call(tool, {}, need=need).result["parcels"]
        assert parcels
        assert all(parcel["owner"]["address"]["postcode"] for parcel in parcels)
        assert all(len(parcel) < 30 for parcel in parcels)


def test_bad_arguments_are_answered_with_an_error() -> None:
    """A missing or wrong argument never reaches the simulation; the message names it."""
    desk = world()
    missing = desk.call(tools.GET_TASK, {})
    assert not missing.ok
    assert "taskId" in missing.result["error"]["message"]
    wrong = desk.call(tools.LIST_TASKS, {"status": "lost"})
    assert not wrong.ok
    assert "lost" in wrong.result["error"]["message"]


def test_times_stand_around_the_clock() -> None:
    """A thing just made was made now; its due date lies ahead."""
    made = world().call(tools.CREATE_TASK, {"title": "Call the bank"}).result
    assert made["createdAt"] == "2026-11-24T09:15:00Z"
    assert made["dueDate"] > CLOCK.date().isoformat()


def test_unknown_results_are_answered_honestly() -> None:
    """A tool of which no result is known says that it went well, and to what."""
    assert world().call(tools.DELETE_TASK, {"taskId": "TSK-11111"}).result == {"status": "ok", "taskId": "TSK-11111"}


def test_inferred_fields_make_a_result() -> None:
    """A tool without a declared result, but with inferred fields, answers with an object of those fields."""
    tool = make("getParcel", {"parcelId": {"type": "string"}}, None)
    fields = [Field(id=f"x#out:{p}", path=p, name=p, type="string", inferred=True) for p in ("parcelId", "items[].sku")]
    result = world().call(tool.model_copy(update={"outputs": tuple(fields)}), {"parcelId": "par_1"}).result
    assert result["parcelId"] == "par_1"
    assert all(isinstance(item["sku"], str) for item in result["items"])


def test_a_booking_follows_what_is_booked() -> None:
    """A booked flight's booking has the flight's day and its price for each traveller, and says that it is a flight."""
    flight = {"type": "object", "properties": {
        "flightId": {"type": "string"}, "departureTime": {"type": "string", "format": "date-time"},
        "price": {"type": "object", "properties": {"amount": {"type": "number"}, "currency": {"type": "string"}},
                  "required": ["amount", "currency"]}}, "required": ["flightId", "departureTime", "price"]}  # fmt: skip
    search = make("searchFlights", {"origin": {"type": "string", "description": "IATA code"}, "date": tools.DATE},
                  {"type": "object", "properties": {"flights": {"type": "array", "items": flight}}})  # fmt: skip
    book = make("bookFlight", {"flightId": tools.STRING, "travellerIds": {"type": "array", "items": tools.STRING}},
                {"type": "object", "properties": {
                    "bookingId": {"type": "string"}, "type": {"type": "string", "enum": ["hotel", "flight", "car"]},
                    "startDate": tools.DATE, "totalPrice": flight["properties"]["price"]},
                 "required": ["bookingId", "type", "startDate", "totalPrice"]})  # fmt: skip
    desk = world()
    found = desk.call(search, {"origin": "LIS", "date": "2026-12-10"}).result["flights"][0]
    booked = desk.call(book, {"flightId": found["flightId"], "travellerIds": ["tv_1", "tv_2"]}).result
    assert booked["type"] == "flight"
    assert booked["startDate"] == "2026-12-10"
    assert booked["totalPrice"]["amount"] == pytest.approx(2 * found["price"]["amount"])
    assert booked["totalPrice"]["currency"] == found["price"]["currency"]


def test_a_cart_keeps_what_is_put_in() -> None:
    """A new cart is empty; adding joins an item, removing takes out that one only; the total is the sum."""
    item = {"type": "object", "properties": {
        "itemId": tools.STRING, "sku": tools.STRING, "quantity": {"type": "integer"}, "unitPrice": {"type": "number"}},
        "required": ["itemId", "sku", "quantity", "unitPrice"]}  # fmt: skip
    cart = {"type": "object", "properties": {
        "cartId": tools.STRING, "items": {"type": "array", "items": item}, "total": {"type": "number"}},
        "required": ["cartId", "items", "total"]}  # fmt: skip
    desk = world()
    cart_id = desk.call(make("createCart", {}, cart), {}).result["cartId"]
    add = make("addToCart", {"cartId": tools.STRING, "quantity": {"type": "integer"}}, cart)
    for quantity in (2, 5):
        answer = desk.call(add, {"cartId": cart_id, "quantity": quantity}).result
    assert sorted(each["quantity"] for each in answer["items"]) == [2, 5]
    assert answer["total"] == pytest.approx(sum(each["quantity"] * each["unitPrice"] for each in answer["items"]))
    gone = answer["items"][0]
    remove = make("removeCartItem", {"cartId": tools.STRING, "itemId": tools.STRING}, cart, effect="destructive")
    left = desk.call(remove, {"cartId": cart_id, "itemId": gone["itemId"]}).result
    assert left["items"] == answer["items"][1:]
    assert desk.call(make("getCart", {"cartId": tools.STRING}, cart), {"cartId": cart_id}).result == left


def test_numbers_name_things_too() -> None:
    """An issue is got by its number, alone or within the answer, and is the same each time."""
    issue = {"type": "object", "properties": {"number": {"type": "integer"}, "title": tools.STRING}}
    inner = {"type": "object", "properties": {"issue": issue, "note": tools.STRING}}
    asks = {"issue_number": {"type": "integer"}}
    desk = world()
    whole = desk.call(make("get_issue", asks, issue), {"issue_number": 7}).result
    assert whole["number"] == 7
    assert desk.call(make("show_issue", asks, inner), {"issue_number": 7}).result["issue"] == whole


def _run(catalogue: list[Tool], seed: int, length: int) -> list[str]:
    """A random conversation with the catalogue; each call may take an id that an earlier result brought."""
    rng, desk, seen, log = Random(seed), world(seed), {}, []
    made: set[str] = set()
    new: set[str] = set()
    listed: set[str] = set()
    source = rng.choice(sorted({tool.source for tool in catalogue}))
    mine = [tool for tool in catalogue if tool.source == source]
    for _ in range(length):
        tool = rng.choice(mine)
        arguments = arguments_for(tool, rng)
        arguments |= {name: seen[name] for name in arguments if name in seen and rng.random() < 0.8}
        assert arguments_errors(tool, arguments) == []
        before = [*seen.values()]
        need = [field.path for field in rng.sample(tool.outputs, min(2, len(tool.outputs)))]
        answer = desk.call(tool, arguments, need=need)
        if tool.effect == "write":
            made |= STARTS_EMPTY.intersection(words(tool.name))
        if answer.ok:
            assert results_errors(tool, answer.result) == [], tool.id
            # A new cart or repository is empty, and so may be a part of a list seen before.
            known = made or tool.id in listed or any(v in new for v in arguments.values() if isinstance(v, str))
            # Of a run that was shown as failed no job waits any more.
            known = known or ("status" in arguments and any(v in before for v in arguments.values()))
            for path in need:
                assert _there(answer.result, path) or (known and _is_empty(answer.result, path)), (tool.id, path)
            _remember(answer.result, seen)
            if tool.effect == "write":
                _remember(answer.result, ids := {})
                new |= set(ids.values())
            listed.add(tool.id)
        log.append(json.dumps([tool.id, arguments, answer.ok, answer.result]))
    return log


def _is_empty(value: object, path: str) -> bool:
    """Whether a field is missing only because a list on the way to it is there and empty, as in a new cart."""
    for segment in path.split("."):
        name = segment.replace("[]", "").replace("{}", "")
        if name:
            value = value.get(name) if isinstance(value, dict) else None
        for _ in range(segment.count("[]")):
            if value == []:
                return True
            value = value[0] if isinstance(value, list) and value else None
    return False


def _there(value: object, path: str) -> bool:
    """Whether a field is there, not null, and its lists not empty."""
    for segment in path.split("."):
        name = segment.replace("[]", "").replace("{}", "")
        if name:
            value = value.get(name) if isinstance(value, dict) else None
        for _ in range(segment.count("[]")):
            value = value[0] if isinstance(value, list) and value else None
    return value is not None


def _remember(value: object, seen: dict[str, str]) -> None:
    if isinstance(value, list):
        for each in value:
            _remember(each, seen)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if isinstance(inner, str) and name.lower().endswith("id"):
                seen[name] = inner
            else:
                _remember(inner, seen)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_any_sequence_of_calls_is_valid_and_repeatable(seed: int) -> None:
    """Results are valid, needed fields are there, and the same seed and calls give the same answers."""
    assert _run(_bundled(), seed, 6) == _run(_bundled(), seed, 6)


@lru_cache(maxsize=1)
def _bundled() -> list[Tool]:
    """The bundled catalogue; not a fixture, which hypothesis would print whole when an example fails."""
    root = Path(__file__).resolve().parents[2] / "ingest"
    return [tool for spec in read_path(root) for tool in normalise(spec).tools]


def test_another_seed_is_another_world() -> None:
    """Two seeds do not show the same hotels."""
    one, two = (world(seed).call(tools.SEARCH_HOTELS, {"city": "Lisbon"}).result for seed in (1, 2))
    assert one != two


def test_every_catalogue_getter_gives_back_its_id(catalogue: list[Tool]) -> None:
    """A result never shows another value for a required id that the call gave and the result has by the same name.

    What answers a message is another one.
    """
    rng = Random(4)
    for tool in (tool for tool in catalogue if not tool_plan(tool).replies):
        arguments = arguments_for(tool, rng, optional=0.0)
        answer = world(3).call(tool, arguments)
        result = answer.result if isinstance(answer.result, dict) else {}
        for name, value in arguments.items():
            if name.lower().endswith(("id", "_number")) and isinstance(value, (str, int)) and name in result:
                assert result[name] == value, (tool.id, name)


def test_no_placeholder_is_ever_shown(catalogue: list[Tool]) -> None:
    """Results read like a service's: no `string`, no filler Latin, no empty names."""
    rng = Random(8)
    bad = re.compile(r"\b(lorem|ipsum|dolor|string\d*|foo|foobar|placeholder|todo)\b", re.IGNORECASE)
    for tool in catalogue:
        text = json.dumps(world(5).call(tool, arguments_for(tool, rng)).result)
        assert not bad.search(text), (tool.id, text[:200])


def test_what_is_new_and_empty_costs_nothing() -> None:
    """A trip that was begun just now has no bookings, and so no total cost."""
    cost = {"type": "object", "properties": {"amount": {"type": "number"}, "currency": tools.STRING}}
    item = {"type": "object", "properties": {"bookingId": tools.STRING, "title": tools.STRING}}
    shown = tools.thing(tripId=tools.STRING, items={"type": "array", "items": item}, totalCost=cost)
    desk = world()
    made = desk.call(make("createTrip", {"name": tools.STRING}, tools.thing(tripId=tools.STRING)), {"name": "Rome"})
    look = make("getTripItinerary", {"tripId": tools.STRING}, shown)
    answer = desk.call(look, {"tripId": made.result["tripId"]}).result
    assert answer["items"] == []
    assert answer["totalCost"]["amount"] == 0


def test_a_trip_has_one_booking_more_once_one_is_added() -> None:
    """What is put into something counts in it."""
    trip = tools.thing(tripId=tools.STRING, bookingCount={"type": "integer"})
    desk = world()
    made = desk.call(make("createTrip", {"name": tools.STRING}, trip), {"name": "Rome"}).result
    assert made["bookingCount"] == 0
    add = make("addTripItem", {"tripId": tools.STRING, "bookingId": tools.STRING}, trip, effect="write")
    for many in (1, 2):
        answer = desk.call(add, {"tripId": made["tripId"], "bookingId": f"bk_{many}"}).result
        assert answer["bookingCount"] == many
