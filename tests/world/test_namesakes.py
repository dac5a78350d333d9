"""Who is known by name alone is the same whenever a call names them."""

from __future__ import annotations

from tests.world.tools import DATE, STRING, make, thing, world

DOCTOR = {"doctor_name": STRING, "phone_number": STRING, "street_address": STRING, "type": STRING}
FIND = make("find_doctor", {"city": STRING}, thing(**DOCTOR, city=STRING))
BOOK = make(
    "book_appointment", {"doctor_name": STRING, "date": DATE}, thing(**DOCTOR, appointment_date=DATE), effect="write"
)
FILM = {"movie_name": STRING, "genre": STRING, "theater_name": STRING, "street_address": STRING}
FILMS = make("find_films", {"city": STRING}, thing(**FILM))
TICKET = make(
    "buy_tickets",
    {"movie_name": STRING, "theater_name": STRING},
    thing(**FILM, number_of_tickets=STRING),
    effect="write",
)


def test_a_doctor_is_where_they_were_found() -> None:
    """Booked by name, a doctor has the address, the number and the speciality that the search told."""
    for seed in range(5):
        one = world(seed)
        found = one.call(FIND, {"city": "Bogotá"}).result
        booked = one.call(BOOK, {"doctor_name": found["doctor_name"], "date": "2026-12-01"}).result
        assert {k: booked[k] for k in DOCTOR} == {k: found[k] for k in DOCTOR}


def test_two_bookings_by_name_tell_the_same() -> None:
    """Somebody whom no search has shown is the same in two calls that name them."""
    one = world()
    first, second = (one.call(BOOK, {"doctor_name": "Ana Silva", "date": f"2026-12-0{n}"}).result for n in (1, 2))
    assert {k: first[k] for k in DOCTOR} == {k: second[k] for k in DOCTOR}


def test_a_film_keeps_its_genre_and_its_cinema_the_address() -> None:
    """Of several names in one result each has what is its own."""
    one = world(3)
    shown = one.call(FILMS, {"city": "Lisbon"}).result
    ticket = one.call(TICKET, {"movie_name": shown["movie_name"], "theater_name": "Kino Porto"}).result
    assert ticket["genre"] == shown["genre"]
    assert ticket["street_address"] != shown["street_address"]
    other = one.call(TICKET, {"movie_name": "Some other", "theater_name": shown["theater_name"]}).result
    assert other["street_address"] == shown["street_address"]


def test_the_same_name_in_another_city_is_somebody_else() -> None:
    """What a call asks for goes before what was told of a namesake."""
    one = world(4)
    found = one.call(FIND, {"city": "Bogotá"}).result
    tool = make("show_doctor", {"doctor_name": STRING, "city": STRING}, thing(**DOCTOR, city=STRING))
    shown = one.call(tool, {"doctor_name": found["doctor_name"], "city": "Paris"}).result
    assert shown["city"] == "Paris"
    assert shown["street_address"] != found["street_address"]
