"""What is on screen is not looked up again: by what results tell."""

from __future__ import annotations

from toolgraph.sample.inputs import Fit
from toolgraph.sample.shown import without_shown

_TOLD = {
    "travel/listTravellers": frozenset(("travellers[].travellerId", "travellers[].email", "total")),
    "travel/getTraveller": frozenset(("travellerId", "email")),
    "home/list_homes": frozenset(("homes[].address", "homes[].lat", "homes[].lng")),
    "crm/list_contacts": frozenset(("contacts[].address", "contacts[].name")),
    "travel/getHotel": frozenset(("hotelId", "phone")),
    "travel/searchHotels": frozenset(("hotels[].hotelId", "hotels[].name")),
}


def _fit(giver: str, field: str, parameter: str, *, optional: bool = False) -> Fit:
    return Fit(optional, -0.9, parameter, giver, field)


def _left(taker: str, *fits: Fit) -> list[str]:
    told = without_shown({taker: fits}, lambda tools: {t: _TOLD[t] for t in tools if t in _TOLD})
    return [f.producer for f in told[taker]]


def test_an_item_of_which_the_list_shows_all_is_not_opened_where_another_result_leads_to_it() -> None:
    listed = _fit("travel/listTravellers", "travellers[].travellerId", "travellerId")
    booked = _fit("travel/getBooking", "leadTravellerId", "travellerId")
    assert _left("travel/getTraveller", listed, booked) == ["travel/getBooking"]
    assert _left("travel/getTraveller", listed) == ["travel/listTravellers"]


def test_an_item_of_which_the_list_shows_a_part_is_opened() -> None:
    listed = _fit("travel/searchHotels", "hotels[].hotelId", "hotelId")
    assert _left("travel/getHotel", listed, _fit("travel/getBooking", "hotelId", "hotelId"))[:1] == [listed.producer]


def test_what_comes_with_coordinates_is_not_located() -> None:
    house = _fit("home/list_homes", "homes[].address", "address")
    contact = _fit("crm/list_contacts", "contacts[].address", "address")
    assert _left("maps/geocode_address", house, contact) == ["crm/list_contacts"]


def test_the_same_things_are_not_listed_by_what_one_of_them_tells() -> None:
    found = _fit("host/search_issues", "issues[].repository_id", "repository_id", optional=True)
    assert _left("host/list_issues", found) == []
