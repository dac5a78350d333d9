"""Where things are that the user names: addresses, points and postcodes of one call are in one place."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.plan.audit import calls_of
from tests.plan.test_fitting_values import link, planned
from tests.world.tools import NUMBER, STRING, make, many, thing
from toolgraph.plan.paths import Match
from toolgraph.plan.wants import wants_of
from toolgraph.plan.whereto import at_hand
from toolgraph.world.places import named, nearest

ADDRESS = {"type": "string", "description": "Address", "examples": ["Havnegade 52, 1058 Copenhagen, Denmark"]}
PLACES = make(
    "search_places", {"query": STRING, "city": STRING}, many(name=STRING, address=ADDRESS, lat=NUMBER, lng=NUMBER)
)


@pytest.mark.parametrize("seed", range(6))
def test_the_other_end_of_a_way_is_in_the_same_town(seed: int) -> None:
    """From a place that a search found nobody walks to an address on another continent."""
    way = make("get_directions", {"origin": ADDRESS, "destination": ADDRESS}, thing(minutes=NUMBER))
    plan = planned([PLACES, way], link(1, "origin", 0, "[].address"), seed=seed)
    for _, call in calls_of(plan):
        if call.tool == way.id and call.ok:
            origin, destination = (named(str(call.arguments[end])) for end in ("origin", "destination"))
            assert origin is not None
            assert destination is not None
            assert origin.city == destination.city


@pytest.mark.parametrize("seed", range(6))
def test_a_point_that_is_said_is_near_the_one_that_is_known(seed: int) -> None:
    """The same for ends that are told in degrees."""
    point = thing(lat=NUMBER, lng=NUMBER)
    way = make("estimate_travel_time", {"from": point, "to": point}, thing(minutes=NUMBER))
    links = [link(1, f"from.{axis}", 0, f"[].{axis}") for axis in ("lat", "lng")]
    plan = planned([PLACES, way], *links, seed=seed)
    for _, call in calls_of(plan):
        if call.tool == way.id and call.ok:
            ends = [call.arguments[end] for end in ("from", "to")]
            cities = {nearest(end["lat"], end["lng"]).city for end in ends}
            assert len(cities) == 1


@pytest.mark.parametrize("seed", range(6))
def test_a_postcode_is_of_the_country_that_the_talk_is_about(seed: int) -> None:
    """What goes to Belgium has no postcode of Osaka, whatever the spec shows."""
    code = {"type": "string", "description": "Postcode", "examples": ["550-0015", "H2Y 2A4"]}
    country = {"type": "string", "description": "Country. ISO 3166-1 alpha-2.", "pattern": "^[A-Z]{2}$"}
    begin = make("create_parcel", {"country_code": country}, thing(parcel_id=STRING))
    options = make("list_delivery_options", {"parcel_id": STRING, "postcode": code}, many(price=NUMBER))
    plan = planned([begin, options], link(1, "parcel_id", 0, "parcel_id"), seed=seed)
    said = [call.arguments for _, call in calls_of(plan) if call.ok]
    assert not {"550-0015", "H2Y 2A4"} & {str(arguments.get("postcode")) for arguments in said}


def test_of_the_places_one_has_those_in_town_come_first() -> None:
    """From a restaurant in Lyon one goes to the saved place in Lyon, and not to that in Cape Town."""
    way = make("get_directions", {"origin": ADDRESS, "destination": ADDRESS}, None)
    wants = wants_of(way)
    lyon, far = "55 rue des Lilas, 69009 Lyon, France", "96 Bridge Road, 8002 Cape Town, South Africa"
    origin: Any = SimpleNamespace(want=wants["origin"], value="38 rue du Moulin, 69006 Lyon, France")
    found = [Match(far, "[0].address", ()), Match(lyon, "[1].address", ())]
    assert [m.value for m in at_hand(wants["destination"], {"origin": origin}, found)] == [lyon]
    assert at_hand(wants["destination"], {"origin": origin}, found[:1]) == found[:1]


@pytest.mark.parametrize("seed", range(6))
def test_both_degrees_come_from_one_place(seed: int) -> None:
    """Links that take the latitude from one result and the longitude from another are made to agree."""
    details = make("get_place", {"name": STRING}, thing(name=STRING, lat=NUMBER, lng=NUMBER))
    height = make("get_elevation", {"lat": NUMBER, "lng": NUMBER}, thing(metres=NUMBER))
    links = [link(1, "name", 0, "[].name"), link(2, "lat", 1, "lat"), link(2, "lng", 0, "[].lng")]
    plan = planned([PLACES, details, height], *links, seed=seed)
    asked = [call for _, call in calls_of(plan) if call.tool == height.id and call.ok]
    assert asked
    for call in asked:
        lat, lng = (next(p for p in plan.provenance if (p.call, p.path) == (call.id, name)) for name in ("lat", "lng"))
        assert lat.from_call == lng.from_call
        assert str(lat.field).removesuffix("lat") == str(lng.field).removesuffix("lng")


@pytest.mark.parametrize("seed", range(6))
def test_nobody_goes_to_pharmacies_in_three_towns(seed: int) -> None:
    """What one goes to near home is not looked for in one town after another."""
    medicine = make("list_medicines", {}, many(medicine_id=STRING, name=STRING))
    find = make("find_pharmacies", {"city": STRING}, many(text=STRING))
    calls = (c for _, c in calls_of(planned([medicine, find], seed=seed, mix="multistep")) if c.ok)
    assert len({c.arguments["city"] for c in calls if c.tool == find.id}) == 1
