"""Who is known by name alone is the same whenever a call names them."""

from __future__ import annotations

from tests.world.tools import DATE, PERSON, STRING, make, thing, world

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


FILE = {**STRING, "description": "The name of the file"}
LINES = {"type": "array", "items": STRING, "description": "The matching lines of the file"}
TEXT = {**STRING, "description": "The content of the file"}
READ = {
    "cat": make("cat", {"file_name": FILE}, thing(file_content=TEXT)),
    "sort": make("sort", {"file_name": FILE}, thing(sorted_content=TEXT)),
    "wc": make("wc", {"file_name": FILE, "mode": STRING}, thing(count={"type": "integer"})),
    "echo": make("echo", {"file_name": FILE, "content": STRING}, thing(terminal_output=TEXT), effect="write"),
}


def test_a_file_holds_the_same_for_everybody() -> None:
    """What a file holds is what is sorted and counted of it, and what was written into it."""
    one = world()
    held = one.call(READ["cat"], {"file_name": "notes.txt"}).result["file_content"]
    assert one.call(READ["sort"], {"file_name": "notes.txt"}).result["sorted_content"] == "\n".join(
        sorted(held.split("\n"))
    )
    counts = {mode: one.call(READ["wc"], {"file_name": "notes.txt", "mode": mode}).result["count"] for mode in "lwc"}
    assert counts == {"l": len(held.split("\n")), "w": len(held.split()), "c": len(held)}
    one.call(READ["echo"], {"file_name": "notes.txt", "content": "Buy rice"})
    assert one.call(READ["cat"], {"file_name": "notes.txt"}).result["file_content"] == "Buy rice"


def test_an_account_is_that_of_who_is_logged_in() -> None:
    """What a token alone opens is the account of whoever gave a password for it."""
    login = make("login", {"username": STRING, "password": STRING}, thing(session_token=STRING))
    account = thing(username=STRING, email=STRING, name=STRING)
    show = make("get_account", {"session_token": STRING}, thing(user=account))
    one = world()
    token = one.call(login, {"username": "mtorres", "password": "larch-4Tq8mBzx"}).result["session_token"]
    assert one.call(show, {"session_token": token}).result["user"] == {
        "username": "mtorres",
        "email": PERSON.email,
        "name": PERSON.name,
    }


def test_what_somebody_has_is_theirs() -> None:
    """A reservation that a user's list names is shown as that user's."""
    ids = {"type": "array", "items": STRING, "description": "IDs of the user's reservations"}
    user = make("get_user", {"user_id": STRING}, thing(user_id=STRING, reservations=ids))
    show = make("get_reservation", {"reservation_id": STRING}, thing(reservation_id=STRING, user_id=STRING))
    one = world(2)
    for number in one.call(user, {"user_id": "U-7781"}).result["reservations"]:
        assert one.call(show, {"reservation_id": number}).result["user_id"] == "U-7781"


def test_a_song_has_one_text() -> None:
    """What is told of a thing that only the call names is told again by another tool."""
    song = {"title": STRING, "artist": STRING}
    tools = [make(name, song, thing(lyrics=STRING)) for name in ("find_lyrics", "get_song_lyrics")]
    one = world()
    told = [one.call(tool, {"title": "June Rain", "artist": "The Sparrow Club"}).result for tool in tools]
    assert told[0] == told[1]


def test_a_new_thing_is_not_what_has_its_name_already() -> None:
    """Two issues of one title are two: the new one has a page of its own."""
    url = {"type": "string", "format": "uri"}
    issue = thing(issueId=STRING, title=STRING, webUrl=url)
    tool = make("createIssue", {"title": STRING}, issue)
    for seed in range(5):
        desk = world(seed)
        one, two = (desk.call(tool, {"title": "Motor stalls"}).result for _ in range(2))
        assert one["issueId"] != two["issueId"]
        assert one["webUrl"] != two["webUrl"]
