"""Airlines by their letters, flights by their stops, models by their sort, and amounts by their currency."""

from __future__ import annotations

from collections import defaultdict

from tests.world.tools import INTEGER, MOMENT, NUMBER, STRING, make, many, thing, world

SEEDS = range(30)
FLIGHT = {
    "flightId": STRING,
    "flightNumber": {"type": "string", "pattern": "^[A-Z]{2}[0-9]{2,4}$", "examples": ["NV412", "KW9026"]},
    "airline": {"type": "string", "examples": ["Nordvik Air", "Kestrel Airways", "Coral Jet"]},
    "departureTime": MOMENT, "arrivalTime": MOMENT, "durationMinutes": INTEGER,
    "stops": {"type": "integer", "minimum": 0, "maximum": 2},
}  # fmt: skip
AIRPORT = {"type": "string", "pattern": "^[A-Z]{3}$", "description": "IATA code of the airport"}
SEARCH = make(
    "searchFlights", {"origin": AIRPORT, "destination": AIRPORT, "maxStops": INTEGER},
    thing(flights=many(**FLIGHT)), required=["origin", "destination"],
)  # fmt: skip
STATUS = make("getFlightStatus", {"flightNumber": STRING},
              thing(flightNumber=FLIGHT["flightNumber"], airline=FLIGHT["airline"]))  # fmt: skip
WAY = {"origin": "LIS", "destination": "CPH"}


def test_flights_of_an_airline_begin_with_its_letters() -> None:
    """Found, or named by their number."""
    letters, names = defaultdict(set), defaultdict(set)
    for seed in SEEDS:
        here = world(seed)
        found = here.call(SEARCH, WAY).result["flights"]
        found.append(here.call(STATUS, {"flightNumber": "NV77"}).result)
        for flight in found:
            letters[flight["airline"]].add(flight["flightNumber"][:2])
            names[flight["flightNumber"][:2]].add(flight["airline"])
    assert letters == {"Nordvik Air": {"NV"}, "Kestrel Airways": {"KW"}, "Coral Jet": {"CJ"}}
    assert all(len(each) == 1 for each in names.values())


def test_a_stop_takes_an_hour_or_more() -> None:
    """The way is the same, and whoever asks for no stop is shown none."""
    took, far = defaultdict(list), {**WAY, "destination": "KIX"}
    for seed in SEEDS:
        for flight in world(seed).call(SEARCH, far).result["flights"]:
            took[flight["stops"]].append(flight["durationMinutes"])
        straight = world(seed).call(SEARCH, {**far, "maxStops": 0}).result["flights"]
        assert {flight["stops"] for flight in straight} == {0}
        took[0] += [flight["durationMinutes"] for flight in straight]
    assert min(took[1]) - min(took[0]) >= 50
    assert max(took[0]) - min(took[0]) <= 60 < min(took[2]) - min(took[0])


def test_a_short_flight_is_direct() -> None:
    """Nobody changes twice between Lisbon and Madrid."""
    for seed in SEEDS:
        flights = world(seed).call(SEARCH, {**WAY, "origin": "LIS", "destination": "MAD"}).result["flights"]
        assert {flight["stops"] for flight in flights} == {0}


def test_a_model_is_of_one_sort_and_costs_what_its_neighbours_cost() -> None:
    """A compact car is no small one, and none costs a thousandth of another, whatever a spec allows at most."""
    car = {
        "carId": STRING, "model": {"type": "string", "examples": ["Solvane Compact", "Halden 4", "Tundra 7"]},
        "category": {"type": "string", "enum": ["small", "compact", "estate", "van"]},
        "totalPrice": {"type": "number", "minimum": 5, "maximum": 900_000}, "currency": STRING,
    }  # fmt: skip
    search = make("searchCars", {"city": STRING, "currency": STRING}, thing(cars=many(**car)))
    for seed in SEEDS:
        here, sorts = world(seed), defaultdict(set)
        for city in ("Berlin", "Osaka"):
            for each in here.call(search, {"city": city, "currency": "COP"}).result["cars"]:
                sorts[each["model"]].add(each["category"])
                assert each["totalPrice"] > 20_000
        assert all(len(each) == 1 for each in sorts.values())
        assert sorts.get("Solvane Compact", {"compact"}) == {"compact"}


def test_numbers_alone_are_as_before() -> None:
    """Of a flight whose airline nobody tells."""
    flight = thing(flightNumber=FLIGHT["flightNumber"], price=NUMBER)
    found = world().call(make("searchFlights", {"origin": STRING}, thing(flights={"type": "array", "items": flight})),
                         {"origin": "LIS"}).result["flights"]  # fmt: skip
    assert all(each["flightNumber"][:2].isalpha() for each in found)
