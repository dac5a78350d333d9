from __future__ import annotations

import re
from random import Random
from zoneinfo import available_timezones

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.world.tools import CLOCK, PERSON, make, many, world
from toolgraph.world import choose, lexicon, people, phrases, places
from toolgraph.world.base import Setting
from toolgraph.world.fitting import bent, check_of, like
from toolgraph.world.memory import Memory, Record, same_thing
from toolgraph.world.numbers import exchange_rate
from toolgraph.world.pattern import write
from toolgraph.world.scene import Scene


def scene(noun: str = "event", seed: int = 1) -> Scene:
    return Scene(Random(seed), Setting(CLOCK, "en_US", PERSON), noun)


def test_the_atlas_is_sound() -> None:
    """Sixty cities or more: real zones, distinct airports, coordinates on the globe, a rate for each currency."""
    assert len(places.PLACES) >= 60
    assert {place.timezone for place in places.PLACES} <= available_timezones()
    assert len({place.iata for place in places.PLACES}) == len(places.PLACES)
    assert all(-90 <= place.latitude <= 90 and -180 <= place.longitude <= 180 for place in places.PLACES)
    assert all(exchange_rate("EUR", place.country.currency) != 1.0 or place.country.currency == "EUR"
               for place in places.PLACES)  # fmt: skip


def test_a_city_is_found_in_an_address_and_near_a_point() -> None:
    """`named` reads addresses, `nearest` coordinates; unknown names become places of their own."""
    address = places.named("Rua Augusta 12, 1100-053 Lisbon, Portugal")
    assert address is not None
    assert address.iata == "LIS"
    assert places.nearest(45.5, -73.6).city == "Montreal"
    assert places.called("Springfield", Random(1)).city == "Springfield"
    assert places.named("Springfield") is None


def test_every_template_can_be_filled() -> None:
    """No title or text has a slot that nobody fills."""
    for table in (lexicon.TITLES, lexicon.ABOUT):
        for texts in table.values():
            for template in phrases.choices(texts):
                filled = phrases.fill(template, scene())
                assert filled
                assert "{" not in filled
    for texts in (lexicon.ABOUT_ANY, lexicon.BODIES, lexicon.NOTES, lexicon.REVIEWS, lexicon.REASONS):
        assert all(phrases.fill(template, scene()) for template in phrases.choices(texts))


@settings(max_examples=100, deadline=None)
@given(
    pattern=st.sampled_from(
        [
            r"^fl_[a-z0-9]{6}$",
            r"^\d{4}-\d{2}$",
            r"^[A-Z]{3}$",
            r"^(ab|cd)+e?$",
            r"[^/]{2,}",
            r"^\w+@\w+\.com$",
            r"^.{3,9}$",
        ]
    ),
    seed=st.integers(0, 10**6),
)
def test_written_texts_match_their_pattern(pattern: str, seed: int) -> None:
    """Whatever the seed, `re.search` finds the pattern in the text."""
    text = write(pattern, Random(seed))
    assert text is not None
    assert re.search(pattern, text)


def test_patterns_that_cannot_be_written_are_refused() -> None:
    """Look-ahead is not guessed at."""
    assert write(r"^(?=x)y$", Random(1)) is None


@given(seed=st.integers(0, 10**6))
def test_identifiers_keep_the_shape_of_their_example(seed: int) -> None:
    """The prefix stays; digits stay digits, letters letters."""
    assert re.fullmatch(r"ord_[1-9][A-Z][1-9][A-Z][1-9][A-Z]", like("ord_8F3K2A", Random(seed)))
    assert re.fullmatch(r"BK-[0-9]{5}", like("BK-20394", Random(seed)))


def test_numbers_of_things_are_not_all_the_greatest_one() -> None:
    """Where examples lead beyond what the schema allows, numbers are still drawn from all that it does."""
    number = {"type": "integer", "minimum": 1, "maximum": 400, "examples": [208, 64, 355]}
    listed = make("list_pull_requests", {}, many(number=number, title={"type": "string"}))
    found = [item["number"] for seed in range(40) for item in world(seed).call(listed, {}).result]
    assert len(found) > 60
    assert found.count(400) < len(found) / 20


def test_numbers_are_bent_into_their_bounds() -> None:
    """Bounds, steps and integers are kept to; checks agree."""
    for schema, value in (
        ({"type": "integer", "minimum": 10, "multipleOf": 7}, 3),
        ({"type": "number", "exclusiveMaximum": 1}, 8.5),
        ({"type": "integer", "maximum": 4}, 99),
        ({"type": "integer", "multipleOf": 7, "minimum": 10}, 1794976665),
        ({"type": "number", "multipleOf": 0.01}, 0.2949),
    ):
        assert check_of(schema)(bent(value, schema)), schema


def test_a_scene_agrees_with_itself() -> None:
    """E-mail follows name, end follows start, the user's own thing has the user as its holder."""
    drawn = scene()
    assert drawn.email("organizer").startswith(people.fold(drawn.person("organizer").first))
    assert drawn.end > drawn.start
    own = scene("account")
    own.own = True
    assert own.person("holder").full == PERSON.name
    assert own.email("holder") == PERSON.email


def test_people_have_names_of_their_country() -> None:
    """Names can be written as an address; the same seed gives the same name."""
    for place in places.PLACES:
        name = people.some_name(Random(3), place.country.locale)
        assert name == people.some_name(Random(3), place.country.locale)
        assert re.fullmatch(r"[a-z0-9]+\.[a-z0-9]+@example\.(com|org|net)", people.email_of(name, Random(1)))


def test_memory_tells_things_of_different_nouns_apart() -> None:
    """One value can name a room offer and a car offer; a lead traveller is a traveller."""
    memory = Memory()
    room, car = (Record("offer", (kind, "offer"), scene()) for kind in ("room", "car"))
    for record in (room, car):
        memory.add("desk", record)
        memory.name("desk", "x1", record)
    assert memory.find("desk", "x1", ("car", "offer")) is car
    assert list(memory.of("desk", ("room", "offer"))) == [room]
    assert memory.find("other", "x1", ("car", "offer")) is None
    assert same_thing(("lead", "traveller"), ("traveller",))


def test_verbs_lead_to_states() -> None:
    """Freezing leads to `frozen`, whatever else there is; a verb without a state leads nowhere."""
    assert choose.after_verb(("freeze", "card"), ["active", "frozen"]) == "frozen"
    assert choose.after_verb(("get", "card"), ["active", "frozen"]) is None
    assert choose.usual(["cancelled", "open"], Random(1), fresh=False) == "open"
