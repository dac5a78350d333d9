"""How results are reported: what is new, in the words for what it is, and nothing twice."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from tests.llm.plans import catalogue
from tests.llm.test_manner import _call, _ink, _talks
from tests.llm.test_offline import _one, _words
from toolgraph.llm.offline.fields import facts_of
from toolgraph.llm.offline.grammar import Speaker
from toolgraph.llm.offline.held import Held
from toolgraph.llm.offline.report import Reporter
from toolgraph.llm.offline.shape import noun_of, own_kind
from toolgraph.llm.offline.story import DID
from toolgraph.llm.offline.unnamed import nameless
from toolgraph.llm.offline.wishes import Wish
from toolgraph.models.dialogue_plan import SaidValue
from toolgraph.models.provenance import Provenance


def test_a_record_tells_what_its_list_has_not() -> None:
    """Behind a list with ratings, the details of one item do not begin with its rating again."""
    search, get = (catalogue()[f"maps_weather/{n}"] for n in ("search_places_in_city", "get_place_details"))
    place = {"place_id": "plc_1", "name": "Larch Ramen", "rating": 4.4, "address": "Castle utca 63"}
    other = {"place_id": "plc_2", "name": "Sage", "rating": 4.1, "address": "Dob utca 2"}
    reporter, ink = Reporter(Speaker(frozenset(), Random(1)), (), {}), _ink()
    found = _call(1, search.id, {"places": [place, other]})
    seen = _call(2, get.id, {**place, "email": "larch@example.org"})
    first, second = (ink.held.plain(reporter.summary(c, t, ink, wish=None)) for c, t in ((found, search), (seen, get)))
    assert "rated 4.4" in first
    assert "rated" not in second
    assert "larch@example.org" in second
    assert "the place Larch" not in second


def test_people_who_are_asked_are_named() -> None:
    """The report says who was asked to review, not that people were."""
    tool = "code_hosting/request_review"
    call = _call(1, tool, {"number": 9, "author_login": "kim"}, {"reviewer_logins": ["gil99", "pat"]})
    for talk in _talks([{"act": "request", "goal": "ask people to review a pull request", "steps": ((call,),)}], tool):
        assert "asked gil99 and pat to review" in talk[0][1]
        assert "kim" not in talk[0][1]


def test_what_a_deed_names_is_not_told_again() -> None:
    """A booked teacher is named once."""
    tool = "learning/book_tutoring"
    result = {"tutoring_id": "t1", "teacher_name": "Rosa Hidalgo", "price": 37.0, "currency": "USD"}
    turn = {"act": "request", "goal": "book an hour alone with a teacher", "steps": ((_call(1, tool, result),),)}
    for talk in _talks([turn], tool):
        assert talk[0][1].count("Rosa Hidalgo") == 1
        assert "37" in talk[0][1]


def test_a_label_is_not_said_again_behind_it() -> None:
    """Of several cameras each report names its camera once."""
    lister, tool = "smart_home/list_devices", "smart_home/get_camera_snapshot"
    names = ("Front door", "Lake side", "Attic")
    devices = {"devices": [{"device_id": f"d{i}", "name": n} for i, n in enumerate(names)]}
    steps = tuple(
        _call(i + 2, tool, {"device_id": f"d{i}", "taken_at": "2026-03-01T10:00:00Z"}, {"device_id": f"d{i}"})
        for i in range(3)
    )
    turns = [
        {"act": "request", "goal": "list the devices of a home", "steps": ((_call(1, lister, devices),),)},
        {"act": "follow_up", "goal": "take a picture with a camera", "steps": (steps,)},
    ]
    for talk in _talks(turns, lister, tool):
        assert talk[1][1].count("Lake side") == 1


def test_a_place_without_finds_is_not_missing() -> None:
    """Nothing is found for Lagos; nobody says that the city of Lagos does not exist."""
    tool = "maps_weather/search_places_in_city"
    error = {"error": {"code": "not_found", "message": "Nothing was found for city 'Lagos'."}}
    call = _call(1, tool, error, {"city": "Lagos"}, ok=False)
    said = SaidValue(call="call_1", path="city", label="city", value="Lagos")
    turn = {"act": "request", "goal": "find places", "said": (said,), "steps": ((call,),), "reply": "apologise"}
    for talk in _talks([turn], tool):
        assert "Lagos" in talk[0][1]
        assert "city" not in talk[0][1]


def test_a_trip_takes_its_time() -> None:
    """A way does not last, and nobody has arrived before they set out."""
    record = {"distance_km": 7.3, "duration_min": 21, "arrive_at": "2026-02-01T10:00:00Z"}
    told = "; ".join(f.clause for f in facts_of(record, _ink(), thing="route"))
    assert "takes" in told
    assert "arrived" not in told
    assert noun_of(catalogue()["maps_weather/estimate_travel_time"]) == "journey"


def test_how_often_is_no_adjective() -> None:
    """`A weekly one`, but no `instantly one`."""
    reporter, ink = Reporter(Speaker(frozenset(), Random(1)), (), {}), _ink()
    tool = catalogue()["jobs/listJobAlerts"]
    alerts = [{"alertId": "a1", "frequency": "weekly"}, {"alertId": "a2", "frequency": "instantly"}]
    told = ink.held.plain(reporter.summary(_call(1, tool.id, {"alerts": alerts}), tool, ink, wish=None))
    assert "weekly one" in told
    assert "one (instantly)" in told


def test_how_often_money_is_paid_is_told() -> None:
    """Who named no frequency of a standing order hears which one it has."""
    record = {"standing_order_id": "s1", "next_on": "2026-11-29", "frequency": "monthly"}
    ink = _ink()
    told = [ink.held.plain(f.clause) for f in facts_of(record, ink, thing="standing order")]
    assert "repeats monthly" in told


def test_what_was_told_is_not_told_with_every_deed() -> None:
    """A trip's dates are told when it is made, and not again with each booking that is added."""
    tool = catalogue()["travel/createTrip"]
    reporter, ink = Reporter(Speaker(frozenset(), Random(1)), (), {}), _ink()
    trip = {"tripId": "t1", "name": "Hong Kong in May", "startDate": "2026-05-15", "endDate": "2026-05-21"}
    told = [
        ink.held.plain(reporter.summary(_call(i, tool.id, trip), tool, ink, wish=Wish("start", "a new trip")))
        for i in (1, 2)
    ]
    assert "runs from" in told[0]
    assert "runs from" not in told[1]


def test_coordinates_are_told_of_an_address() -> None:
    """Who asks where an address is does not get the address back."""
    tool = catalogue()["maps_weather/geocode_address"]
    reporter, ink = Reporter(Speaker(frozenset(), Random(1)), (), {}), _ink()
    record = {"formatted_address": "5 Hill Road, Cork", "lat": 51.9, "lng": -8.5, "postal_code": "T12"}
    call = _call(1, tool.id, record, {"address": "5 Hill Road, Cork"})
    told = ink.held.plain(reporter.summary(call, tool, ink, wish=None))
    assert "latitude 51.9" in told
    assert "Hill Road" not in told


def test_a_room_without_a_name_is_of_its_kind() -> None:
    """A double room for so much, and not only so much."""
    tool = catalogue()["travel/getRoomAvailability"]
    reporter, ink = Reporter(Speaker(frozenset(), Random(1)), (), {}), _ink()
    rooms = [
        {"roomOfferId": f"r{i}", "roomType": k, "totalPrice": {"amount": 40.0 + i, "currency": "CAD"}}
        for i, k in enumerate(("double", "twin"))
    ]
    told = ink.held.plain(reporter.summary(_call(1, tool.id, {"rooms": rooms}), tool, ink, wish=None))
    assert "a double room (40.00 CAD)" in told or "a double room (40 CAD)" in told


@pytest.mark.parametrize(
    ("record", "wanted", "unwanted"),
    [
        ({"author_name": "Kathy Holden", "author_email": "kathy@example.com"}, "is by Kathy Holden", "kathy@"),
        ({"nextFreeDate": "2026-03-20"}, "is next free on", "due"),
        ({"sunrise": "2026-03-04T06:40:00Z", "day_length_min": 680}, "rises", "lasts"),
        ({"day_length_min": 680}, "gives 680 minutes of daylight", "lasts"),
        ({"energy_kcal": 283}, "comes to 283 kcal", "has 283"),
        ({"pdf_size": 3867813, "year": 2020}, "2020", "3,867"),
        ({"address": {"first_name": "Sara", "city": "Faro"}}, "is in Faro", "Sara"),
    ],
)
def test_fields_read_as_people_say_them(record: dict[str, Any], wanted: str, unwanted: str) -> None:
    """Who is named beside their address, when somebody is free, what the sun does, and how much energy it took."""
    ink = _ink()
    told = "; ".join(ink.held.plain(f.clause) for f in facts_of(record, ink) if f.clause)
    assert wanted in told
    assert unwanted not in told


def test_a_booked_flight_is_a_booking() -> None:
    """The title of the booking is not the name of the flight."""
    tool = "travel/bookFlight"
    result = {
        "bookingId": "b1",
        "title": "Trip to Lyon",
        "status": "confirmed",
        "totalPrice": {"amount": 611.0, "currency": "USD"},
    }
    turn = {"act": "request", "goal": "book a flight", "steps": ((_call(1, tool, result),),)}
    for talk in _talks([turn], tool):
        assert "flight Trip" not in talk[0][1]
        assert "611" in talk[0][1]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("org_Files_GetFile", "file"), ("acme_com_custom_vitals_read", "custom vital"), ("shop_list_orders", "order")],
)
def test_a_tool_is_about_what_stands_beside_its_verb(name: str, wanted: str) -> None:
    """Names with a path in front and the verb in the middle or at the end are read by their verb."""
    tool = catalogue()["shop/get_order"].model_copy(update={"name": name, "title": "", "description": "", "http": ""})
    assert noun_of(tool).endswith(wanted)


def test_ways_behind_one_another_are_told_each() -> None:
    """The delay on a route does not tell how long the route is."""
    tools = ("maps_weather/get_directions", "maps_weather/get_traffic")
    steps = (
        (_call(1, tools[0], {"route_id": "r1", "distance_km": 7.3, "duration_min": 21}),),
        (_call(2, tools[1], {"route_id": "r1", "delay_min": 9}),),
    )
    goal = "get directions from one place to another and check the traffic on a route"
    for talk in _talks([{"act": "request", "goal": goal, "steps": steps}], *tools):
        assert "7.3" in talk[0][1]


def test_a_look_behind_a_look_is_no_deed() -> None:
    """`I have it here` is not told as something also done."""
    for text in ("I have it open now: the report was ordered.", "I have the log here.", "I have Larch here."):
        assert DID.match(text.replace("Larch", Held().hold("Larch"))) is None
    assert DID.match("I've just booked the room. It costs 20.") is not None


def test_what_is_saved_is_named() -> None:
    """The place takes the place of `a place`, though it goes to a list."""
    tool = "maps_weather/save_place"
    call = _call(1, tool, {"place_id": "p1", "name": "Harbour Café", "label": "favourites"}, {"place_id": "p1"})
    for talk in _talks([{"act": "request", "goal": "save a place to my list", "steps": ((call,),)}], tool):
        assert "saved Harbour Café to your list" in talk[0][1]


def test_what_is_inside_is_told_when_it_is_asked_for() -> None:
    """A playlist and its tracks has its tracks told; a playlist alone only where there is little else to tell."""
    tool = catalogue()["media/getPlaylist"]
    reporter, ink = Reporter(Speaker(frozenset(), Random(1)), (), {}), _ink()
    tracks = [
        {"trackId": f"t{i}", "title": n} for i, n in enumerate(("Low Tide", "Salt", "November", "Rain", "Sea", "Ash"))
    ]
    call = _call(1, tool.id, {"playlistId": "p", "name": "Focus", "tracks": tracks, "isPublic": True})
    told = ink.held.plain(reporter.summary(call, tool, ink, wish=Wish("show", "a playlist and its tracks")))
    assert "Low Tide, Salt and November" in told
    for more, unasked in (({}, True), ({"trackCount": 4, "totalMinutes": 12}, False)):
        full = call.model_copy(update={"result": {**call.result, **more}})
        reporter = Reporter(Speaker(frozenset(), Random(1)), (), {})
        alone = ink.held.plain(reporter.summary(full, tool, ink, wish=Wish("show", "a playlist")))
        assert ("Low Tide" in alone) is unasked


def test_nothing_goes_by_the_day_on_which_it_ends() -> None:
    """Of cards, the kind is told, and when they end as such."""
    tool = catalogue()["finance/list_cards"]
    reporter, ink = Reporter(Speaker(frozenset(), Random(1)), (), {}), _ink()
    cards = [
        {"card_id": f"c{i}", "kind": k, "expires_on": f"2026-0{i + 5}-09"} for i, k in enumerate(("debit", "credit"))
    ]
    told = ink.held.plain(reporter.summary(_call(1, tool.id, {"cards": cards}), tool, ink, wish=None))
    assert "a debit card (valid until" in told


@pytest.mark.parametrize(
    ("record", "thing", "wanted"),
    [
        ({"expectedReplyBy": "2026-04-01"}, "", "should be answered by"),
        ({"expected_close_date": "2026-04-01"}, "", "is expected to close on"),
        ({"timezone": "Europe/Lisbon"}, "time zone", "is Europe/Lisbon"),
        ({"timeout_secs": 18}, "", ""),
        ({"year": 2020}, "", "is from 2020"),
    ],
)
def test_what_is_expected_is_said(record: dict[str, Any], thing: str, wanted: str) -> None:
    """An answer, a close, a time zone by its name, and a year without a comma."""
    ink = _ink()
    told = "; ".join(ink.held.plain(f.clause or f.brief) for f in facts_of(record, ink, thing=thing))
    assert wanted in told
    assert "secs" not in told


def test_a_kind_that_all_of_them_are_says_nothing() -> None:
    """A deployment is no `deployment one`."""
    for kind, wanted in (("deployment", ""), ("virtual", "a virtual one")):
        assert ("one" in nameless({"type": kind}, "deployment", (), (), _ink())) is bool(wanted)


def test_rather_less_of_each_than_nothing() -> None:
    """Of four things asked for in one turn each is told of, though shortly."""
    tools = ("travel/searchHotels", "media/searchArtists", "jobs/searchEmployers", "learning/search_courses")
    kinds = (("hotel", "hotels"), ("artist", "artists"), ("employer", "employers"), ("course", "courses"))
    where = "Rua do Conselheiro Bernardino 12, 2578-887 Lisbon, Portugal"

    def found(one: str) -> list[dict[str, Any]]:
        return [
            {f"{one}Id": f"x{k}", "name": f"{one.title()} {k}", "address": where, "rating": 4 + k} for k in range(4)
        ]

    steps = tuple(
        (_call(i, tool, {many: found(one)}),) for i, (tool, (one, many)) in enumerate(zip(tools, kinds, strict=True), 1)
    )
    goal = "find hotels, search for music artists, find employers and search for courses"
    for talk in _talks([{"act": "request", "goal": goal, "steps": steps}], *tools):
        for name in ("Hotel 0", "Artist 0", "Employer 0", "Course 0"):
            assert name in talk[0][1]
        assert len(talk[0][1].split()) < 110


def test_a_look_at_what_is_not_deleted_is_no_failure() -> None:
    """`Deleted: false` is the state of a thing that was looked at, not a deed that failed."""
    tool = catalogue()["shop/get_order"]
    reporter, ink = Reporter(Speaker(frozenset(), Random(1)), (), {}), _ink()
    record = {"order_id": "o1", "order_number": "CK-1", "deleted": False, "total": 20.0, "currency": "CAD"}
    assert "deleted" not in ink.held.plain(reporter.summary(_call(1, tool.id, record), tool, ink, wish=None))


def test_what_was_asked_for_beside_the_goal_is_told() -> None:
    """Who asks for cars in Tokyo and to book one hears of the cars too."""
    tools = ("travel/searchRentalCars", "travel/bookRentalCar")
    cars = {"cars": [{"carOfferId": f"c{i}", "model": m} for i, m in enumerate(("Halden Estate", "Solvane"))]}
    steps = (
        (_call(1, tools[0], cars, {"city": "Tokyo"}),),
        (_call(2, tools[1], {"bookingId": "b1", "status": "confirmed"}, {"carOfferId": "c0"}),),
    )
    taken = Provenance(
        call="call_2", path="carOfferId", source="result", value="c0", from_call="call_1", field="cars[0].carOfferId"
    )
    said = (SaidValue(call="call_1", path="city", label="city", value="Tokyo"),)
    turn = {"act": "request", "goal": "book a rental car", "said": said, "steps": steps}
    chosen = {t: catalogue()[t] for t in tools}
    for number in range(6):
        plan = _one([turn], chosen, number, plan_id=f"u{number}").model_copy(update={"provenance": (taken,)})
        _, user, reply = _words(plan)[0]
        assert "cars" in user
        assert "Solvane" in reply


def test_one_of_something_left_is_singular() -> None:
    """One room left is no `rooms`."""
    ink = _ink()
    told = "; ".join(ink.held.plain(f.brief) for f in facts_of({"roomsLeft": 1}, ink))
    assert told == "1 room left"


def test_words_run_together_are_no_noun() -> None:
    """Neither `gets` nor `repossesionsbycreateddates` are found."""
    tool = catalogue()["shop/get_order"]
    for name in ("x_get_repossesionsbycreateddates", "x_y_z_w_get"):
        assert noun_of(tool.model_copy(update={"name": name, "title": "", "description": "", "http": ""})) in (
            "result",
            "w",
        )


def test_a_hash_makes_no_kind() -> None:
    """A pull request with a `head_sha` is not `the head`."""
    record = {"number": 7, "title": "Add CSV export", "head_sha": "ab12", "state": "merged"}
    assert own_kind(record, "review") == "review"
    assert own_kind({"booking_id": "b1", "title": "Trip"}, "flight") == "booking"
    assert own_kind({"number": 7, "title": "Motor stalls", "milestone_id": "m1"}, "issue") == "issue"


def test_an_empty_itinerary_lacks_bookings_and_no_itineraries() -> None:
    """A plan that is asked for is there; what it does not have yet is what it is made of."""
    tool = catalogue()["travel/getTripItinerary"]
    reporter, ink = Reporter(Speaker(frozenset(), Random(1)), (), {}), _ink()
    result = {"tripId": "t1", "name": "Work trip to Prague", "items": [], "totalCost": {"amount": 0, "currency": "EUR"}}
    told = ink.held.plain(reporter.summary(_call(1, tool.id, result), tool, ink, wish=None))
    assert "booking" in told
    assert "itinerar" not in told
