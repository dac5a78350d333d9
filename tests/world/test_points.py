"""An address is at one point and is one place, on the map as in a list of hotels."""

from __future__ import annotations

import pytest

from tests.world.tools import NUMBER, STRING, make, many, thing, world

LATITUDE, LONGITUDE = {**NUMBER, "description": "Latitude"}, {**NUMBER, "description": "Longitude"}
POINT = {"lat": LATITUDE, "lng": LONGITUDE}
HOTELS = make("search_hotels", {"city": STRING}, thing(hotels=many(
    hotel_id=STRING, name=STRING, address=STRING, latitude=LATITUDE, longitude=LONGITUDE)))  # fmt: skip
ADDRESS = {"place_id": STRING, "formatted_address": STRING, "city": STRING}
GEOCODE = make("geocode_address", {"address": STRING}, thing(**ADDRESS, **POINT))
REVERSE = make("reverse_geocode", POINT, thing(**ADDRESS))
DETAILS = make("get_place", {"place_id": STRING}, thing(place_id=STRING, name=STRING, address=STRING))
ALL = make("geocode", {"address": STRING}, thing(results=many(formatted_address=STRING, **POINT)))
PAIR = make("get_coordinates", {"address": STRING}, thing(coordinates={"type": "array", "items": NUMBER}))


@pytest.mark.parametrize("seed", range(8))
def test_the_point_of_a_hotel_is_at_its_address(seed: int) -> None:
    """What is at a point that was listed is what was listed there, and the address leads back to it."""
    here = world(seed)
    for hotel in here.call(HOTELS, {"city": "Lisbon"}).result["hotels"]:
        point = {"lat": hotel["latitude"], "lng": hotel["longitude"]}
        found = here.call(REVERSE, point).result
        assert found["formatted_address"] == hotel["address"]
        back = here.call(GEOCODE, {"address": hotel["address"]}).result
        assert {k: back[k] for k in point} == point
        assert back["place_id"] == found["place_id"]


@pytest.mark.parametrize("seed", range(8))
def test_an_address_that_was_found_leads_back(seed: int) -> None:
    """The address next to a point that nobody has named is at that point, and is one place."""
    here, point = world(seed), {"lat": 48.2124, "lng": 16.3816}
    found = here.call(REVERSE, point).result
    back = here.call(GEOCODE, {"address": found["formatted_address"]}).result
    assert back == {**found, **point}
    assert here.call(DETAILS, {"place_id": found["place_id"]}).result["address"] == found["formatted_address"]


@pytest.mark.parametrize("seed", range(8))
def test_an_address_has_one_point(seed: int) -> None:
    """A list of the points of an address holds one, and a pair of coordinates is that one."""
    here, asked = world(seed), {"address": "Torsgata 133, 0328 Oslo, Norway"}
    (found,) = here.call(ALL, asked).result["results"]
    assert found["formatted_address"] == asked["address"]
    assert here.call(PAIR, asked).result["coordinates"] == [found["lng"], found["lat"]]


@pytest.mark.parametrize("seed", range(8))
def test_a_place_found_by_its_address_has_no_name_of_a_shop(seed: int) -> None:
    """What is at a point is called as its address and no way off; who saves a home has none that is a café."""
    here, point = world(seed), {"lat": 48.2124, "lng": 16.3816}
    metres = {"type": "integer", "description": "Distance in metres", "minimum": 0, "maximum": 200}
    near = make("reverse_geocode", POINT, thing(**ADDRESS, distance_m=metres))
    found = here.call(near, point).result
    assert found["distance_m"] == 0
    name = here.call(DETAILS, {"place_id": found["place_id"]}).result["name"]
    assert name == found["formatted_address"].split(", ")[0]
    label = {"type": "string", "enum": ["home", "work", "favourites"]}
    shops = {"type": "string", "examples": ["Café North", "Gaivota Bookshop"]}
    saved = make("list_saved_places", {}, thing(places=many(place_id=STRING, name=shops, label=label)))
    for each in here.call(saved, {}).result["places"]:
        assert each["label"] == "favourites" or each["name"] not in shops["examples"]


def test_no_place_is_named_after_a_street_that_it_is_not_in() -> None:
    """A gallery that is looked for is named after nothing that its address contradicts."""
    search = make("search_places", {"query": STRING, "city": STRING}, thing(places=many(name=STRING, address=STRING)))
    for seed in range(8):
        shown = world(seed).call(search, {"query": "art gallery", "city": "Berlin"}).result["places"]
        assert not any("Street" in each["name"] for each in shown)
