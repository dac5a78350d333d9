"""What is played and shown: genres by the names of artists, films that are in cinemas, prices in money of the town."""

from __future__ import annotations

import pytest

from tests.world.tools import CLOCK, INTEGER, MOMENT, NUMBER, STRING, make, many, thing, world
from toolgraph.world.base import Person
from toolgraph.world.matters import closest
from toolgraph.world.simulated import SimulatedWorld

GENRE = {"type": "string", "enum": ["indie", "jazz", "folk", "electronic", "classical", "hiphop"]}
ARTISTS = make("search_artists", {"q": STRING}, thing(artists=many(artist_id=STRING, name=STRING, genre=GENRE)))


@pytest.mark.parametrize(
    ("name", "fitting"),
    [("Night Ferry Choir", {"folk", "classical"}), ("Odo Vasquez Trio", {"jazz", "classical"}),
     ("Glasshouse Radio", {"electronic", "indie"}), ("The Paper Lanterns", {"folk", "indie"})],
)  # fmt: skip
def test_a_choir_sings_no_hiphop(name: str, fitting: set[str]) -> None:
    """The genre of who is looked for by name is one that the name speaks of."""
    for seed in range(8):
        shown = world(seed).call(ARTISTS, {"q": name}).result["artists"]
        assert {each["genre"] for each in shown if each["name"] == name} <= fitting


def test_a_text_is_of_the_name_that_ends_as_it_says() -> None:
    """A trio that plays at night is that trio, and no choir with a night in its name."""
    assert closest("A trio that records only at night.", ("Night Ferry Choir", "Odo Vasquez Trio")) == 1


def test_most_films_are_of_these_years() -> None:
    """What is on in cinemas came out not long ago."""
    year = {**INTEGER, "minimum": 1950, "maximum": 2027, "examples": [2026, 2019]}
    search = make("search_films", {"query": STRING}, thing(films=many(film_id=STRING, title=STRING, year=year)))
    years = [f["year"] for seed in range(12) for f in world(seed).call(search, {"query": "heist"}).result["films"]]
    assert sum(each >= CLOCK.year - 1 for each in years) > 0.75 * len(years)
    assert max(years) <= CLOCK.year


def test_an_hour_of_power_is_priced_in_the_money_beside_it() -> None:
    """A kilowatt-hour is not had for a third of a rupee."""
    price = {**NUMBER, "minimum": 0, "maximum": 2000000, "examples": [0.24, 0.11]}
    currency = {"type": "string", "pattern": "^[A-Z]{3}$"}
    told = thing(currency=currency, hours=many(starts_at=MOMENT, price_per_kwh=price))
    tool = make("get_electricity_price", {"house_id": STRING}, told)
    houses = make("list_houses", {}, thing(houses=many(house_id=STRING, city=STRING)))
    for seed in range(4):
        here = SimulatedWorld(
            seed=seed, clock=CLOCK, locale="en_IN", person=Person("A B", "a@example.com", "1", "Delhi")
        )
        house = here.call(houses, {}).result["houses"][0]
        shown = here.call(tool, {"house_id": house["house_id"]}).result
        assert shown["currency"] == "INR"
        assert all(8 < each["price_per_kwh"] < 60 for each in shown["hours"])
