"""What is no link, each by a general rule, beside what is one."""

from __future__ import annotations

from typing import Any

import pytest

from tests.link.tools import tool
from toolgraph.link import link
from toolgraph.models.tool import Tool

DATE = {"format": "date"}
MAIL = {"format": "email"}


def starts(tools: list[Tool], end: str) -> list[str]:
    found = [x for x in link(tools) if x.kind == "FITS" and x.end == end]
    return [x.start for x in sorted(found, key=lambda x: -x.score)]


def joined(producer: Tool, consumer: Tool) -> bool:
    return any(x.kind == "FITS" for x in link([producer, consumer]))


def ids(*examples: str) -> dict[str, Any]:
    return {"examples": examples}


@pytest.mark.parametrize(
    ("gives", "takes", "fits"),
    [
        ({"address_id": ids("Rua 14, Lisbon")}, {"address_id": {"pattern": "^adr-[0-9]{4}$"}}, False),
        ({"address_id": ids("adr-1027")}, {"address_id": {"pattern": "^adr-[0-9]{4}$"}}, True),
        ({"cabin": ids("sofa")}, {"cabin": {"enum": ("first", "economy")}}, False),
        ({"cabin": ids("first")}, {"cabin": {"enum": ("first", "economy")}}, True),
        ({"room_id": ids("dev-4a91")}, {"room_id": ids("room-k1t7")}, False),
        ({"due_on": ids("soon")}, {"due_on": DATE}, False),
        ({"address_id": ids("x")}, {"address_id": {"pattern": "(unclosed"}}, True),
    ],
)
def test_values_that_cannot_fit(gives: dict[str, Any], takes: dict[str, Any], *, fits: bool) -> None:
    """Examples that no pattern, enum, format or mark lets in rule a link out; a bad pattern does not."""
    assert joined(tool("list_things", gives=gives), tool("find_places", takes=takes)) is fits


@pytest.mark.parametrize(
    ("gives", "takes"),
    [
        ({"guest_rating": "integer"}, {"guests": "integer"}),
        ({"device_count": "integer"}, {"device_id": "integer"}),
        ({"price": "number"}, {"max_price": "number"}),
        ({"distance_m": "number"}, {"radius_m": "number"}),
        ({"max_guests": "integer"}, {"guests": "integer"}),
        ({"sort_order": "string"}, {"sort_order": "string"}),
        ({"next": {"format": "uri"}}, {"next": {"format": "uri"}}),
        ({"card_id": "string"}, {"api_key": "string"}),
    ],
)
def test_measures_bounds_and_controls(gives: dict[str, Any], takes: dict[str, Any]) -> None:
    """What measures a thing never names it; bounds, layout and keys are the asker's."""
    assert not joined(tool("list_rooms", gives=gives), tool("search_hotels", takes=takes))


def test_a_new_name_is_new() -> None:
    """What a thing shall be called from now on is no name that exists."""
    lister = tool("list_devices", gives={"devices[].device_id": "string", "devices[].name": "string"})
    renamer = tool("rename_device", takes={"device_id": "string", "new_name": "string"})
    assert starts([lister, renamer], "s/rename_device#in:device_id")
    assert not starts([lister, renamer], "s/rename_device#in:new_name")


def test_a_role_alone_is_the_thing() -> None:
    """`home_id` is the id of a home."""
    lister = tool("list_homes", gives={"homes[].home_id": "string"})
    assert starts([lister, tool("list_rooms", takes={"home_id": "string"})], "s/list_rooms#in:home_id")


@pytest.mark.parametrize(
    ("producer", "consumer", "fits"),
    [
        (tool("get_doctor", gives={"email": MAIL}), tool("book_appointment", takes={"patient_email": MAIL}), False),
        (tool("get_patient", gives={"email": MAIL}), tool("book_appointment", takes={"patient_email": MAIL}), True),
        (tool("get_job", gives={"recruiter_email": MAIL}), tool("apply_for_job", takes={"email": MAIL}), False),
        (tool("get_job", gives={"recruiter_email": MAIL}), tool("send_mail", takes={"to": MAIL}), True),
    ],
)
def test_whose_address(producer: Tool, consumer: Tool, *, fits: bool) -> None:
    """A counterpart's address does not stand for the caller's own, but may be written to."""
    assert joined(producer, consumer) is fits


@pytest.mark.parametrize(
    ("gives", "fits"),
    [
        ({"pdf_url": {"format": "uri", "description": "Link to the PDF"}}, True),
        ({"website_url": {"format": "uri", "description": "Web page"}}, False),
        ({"put_url": {"format": "uri", "description": "Address to upload the file to"}}, False),
    ],
)
def test_documents_on_the_web(gives: dict[str, Any], *, fits: bool) -> None:
    """The address of a document fits where a file is asked for, in any source; other pages do not."""
    saver = tool("save_file_from_url", takes={"url": {"format": "uri", "description": "Link of the file"}}, source="b")
    assert joined(tool("get_order", gives=gives), saver) is fits


@pytest.mark.parametrize(
    ("gives", "takes", "fits"),
    [
        ({"due_date": DATE}, {"date": DATE}, False),
        ({"departure_date": DATE}, {"departure_date": DATE}, True),
    ],
)
def test_dates_across_sources(gives: dict[str, Any], takes: dict[str, Any], *, fits: bool) -> None:
    """Only when something begins or ends goes on to other sources."""
    flights = tool("search_flights", gives=gives)
    assert joined(flights, tool("get_forecast", takes=takes, source="b")) is fits


def test_no_source_wins_every_tie() -> None:
    """At most two producers a source, six in all; bookings come before master data, whatever the sources are called."""
    keepers = [tool(f"list_shops_{i}", gives={"shops[].city": "string"}, source=s) for s in "abcde" for i in range(4)]
    trip = tool("list_trips", gives={"trips[].city": "string"}, source="zz")
    weather = tool("get_forecast", takes={"city": "string"}, source="w")
    found = starts([*keepers, trip, weather], "w/get_forecast#in:city")
    assert found[0].startswith("zz/")
    assert len(found) == 6
    assert max(sum(f.startswith(f"{s}/") for f in found) for s in "abcde") <= 2


def test_bodies_are_not_copied() -> None:
    """What a REST call writes is the asker's: copies, deep parts and server-made ids are no links, references are."""
    gives = {
        "orders[].order_id": "string",
        "orders[].note": "string",
        "orders[].customer_id": "string",
        "orders[].id": "string",
    }
    takes = {"note": "string", "customer_id": "string", "id": "string", "lines.item.owner.id": "string"}
    made = tool("create_order", takes=takes, http="POST /orders", required=False)
    found = {x.end.split(":")[1] for x in link([tool("list_orders", gives=gives), made]) if x.kind == "FITS"}
    assert found == {"customer_id"}


def test_lists_of_values_of_a_kind() -> None:
    """A bare list of cities does not make a tool one that is about cities."""
    alert = tool("get_weather_alert", gives={"cities[]": "string"})
    city = tool("find_city", gives={"city": "string"})
    assert starts([alert, city, tool("get_forecast", takes={"city": "string"})], "s/get_forecast#in:city")


CARDS = {"cards{key}": "string", "cards{}.id": "string"}


@pytest.mark.parametrize(
    ("takes", "start"),
    [
        ("cards[].card_id", "s/get_user#out:cards{key}"),  # a list named as the map: its entries go by their keys
        ("card_id", "s/get_user#out:cards{}.id"),
        ("fees[].card_id", "s/get_user#out:cards{}.id"),
    ],
)
def test_what_a_map_of_things_gives(takes: str, start: str) -> None:
    """Of what identifies a thing in a map, its own id comes first, unless the call has the map's entries in a list."""
    end = f"s/pay#in:{takes}"
    assert starts([tool("get_user", gives=CARDS), tool("pay", takes={takes: "string"})], end) == [start]


def test_things_without_ids_go_by_their_keys() -> None:
    """Where the things in a map have no id of their own, the key is all that points at one."""
    metrics = tool("list_metrics", gives={"{key}": "string", "{}.description": "string"})
    assert starts([metrics, tool("get_series", takes={"metric": "string"})], "s/get_series#in:metric") == [
        "s/list_metrics#out:{key}"
    ]


def test_the_birthday_of_one_in_a_list_is_not_that_of_whoever_has_the_list() -> None:
    """Of two fields of one name, the one whose container is named as the parameter's is taken."""
    gives = {"birthday": "string", "saved_guests[].birthday": "string"}
    book = tool("book_room", takes={"guests[].birthday": "string"})
    assert starts([tool("get_user", gives=gives), book], "s/book_room#in:guests[].birthday") == [
        "s/get_user#out:saved_guests[].birthday"
    ]
