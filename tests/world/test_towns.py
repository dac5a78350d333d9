"""What there is only one of: halls stand in one town, tours go through several, what is like a thing is others'."""

from __future__ import annotations

import pytest

from tests.world.tools import DATE, NUMBER, STRING, make, many, thing, world

SEEDS = range(10)
ARTIST = {"type": "string", "examples": ["artist:4KqZ81ma"]}
HALL = {"type": "string", "examples": ["Kawabata Hall", "Pakhus Elleve", "Cais Sala"]}
CITY = {"type": "string", "examples": ["Osaka", "Copenhagen", "Lisbon"]}
SHOWS = thing(concerts=many(concertId=STRING, date=DATE, city=CITY, venueName=HALL))
TOUR = make("listArtistConcerts", {"artistId": ARTIST}, SHOWS)
FIND = make("findConcerts", {"city": STRING}, SHOWS)
NAME = {"type": "string", "examples": ["The Paper Lanterns", "Ines Quarrel"]}
ALBUM = {"type": "string", "examples": ["Tidelines", "After December"]}
SONG = {"trackId": STRING, "title": STRING, "artistName": NAME, "albumTitle": ALBUM}
LIKE = make(
    "getRecommendations", {"seedArtistId": ARTIST}, thing(tracks=many(**SONG)),
    description="Recommend songs that resemble a given artist.",
)  # fmt: skip
ARTISTS = make("searchArtists", {"q": STRING}, thing(artists=many(artistId=ARTIST, name=NAME)))


@pytest.mark.parametrize("seed", SEEDS)
def test_songs_that_resemble_an_artist_are_by_others(seed: int) -> None:
    """Nobody asks for more of the same: none of the songs is by the artist started from."""
    desk = world(seed)
    artist = desk.call(ARTISTS, {"q": "Ines Quarrel"}).result["artists"][0]
    songs = desk.call(LIKE, {"seedArtistId": artist["artistId"]}).result["tracks"]
    assert artist["name"] not in {song["artistName"] for song in songs}
    assert desk.call(LIKE, {"seedArtistId": artist["artistId"]}).result["tracks"] == songs


def test_an_album_is_by_one_artist() -> None:
    """Albums of one title are of one artist, in whichever list they are told."""
    for seed in SEEDS:
        desk, by = world(seed), {}
        for artist in ("artist:4KqZ81ma", "artist:p02LtXe9"):
            for song in desk.call(LIKE, {"seedArtistId": artist}).result["tracks"]:
                assert by.setdefault(song["albumTitle"], song["artistName"]) == song["artistName"]


def test_a_tour_goes_through_several_towns() -> None:
    """No two concerts of a tour are in one city, and the hall of an example stands where the spec says."""
    stands = dict(zip(HALL["examples"], CITY["examples"], strict=True))
    for seed in SEEDS:
        desk = world(seed)
        shows = desk.call(TOUR, {"artistId": "artist:4KqZ81ma"}).result["concerts"]
        assert len({show["city"] for show in shows}) == len(shows)
        there = [show for city in ("Paris", "Osaka") for show in desk.call(FIND, {"city": city}).result["concerts"]]
        towns: dict[str, str] = {}
        for show in (*shows, *there):
            assert towns.setdefault(show["venueName"], show["city"]) == show["city"]
            assert stands.get(show["venueName"], show["city"]) == show["city"]


@pytest.mark.parametrize("seed", SEEDS)
def test_notes_on_several_things_differ(seed: int) -> None:
    """Where a spec shows several, not each of three saved jobs is too far by bus."""
    note = {"type": "string", "description": "Note of your own", "examples": ["Too far by bus?", "Ask Ann", "Soon"]}
    saved = make("listSavedJobs", {}, thing(jobs=many(jobId=STRING, title=STRING, note=note)))
    notes = [job["note"] for job in world(seed).call(saved, {}).result["jobs"]]
    assert len(set(notes)) == min(len(notes), 3)


def test_stations_are_called_after_their_town() -> None:
    """A station is the Central one or that of a side of the town, not one of a street."""
    stations = make(
        "searchStations", {"city": STRING}, thing(stations=many(stationId=STRING, name=STRING, city=STRING))
    )
    for seed in SEEDS:
        for station in world(seed).call(stations, {"city": "Munich"}).result["stations"]:
            assert station["name"].startswith("Munich ")
            assert not station["name"].endswith("Street")


def test_an_airport_lies_out_of_its_city_under_its_own_name() -> None:
    code = {"type": "string", "pattern": "^[A-Z]{3}$", "description": "IATA airport code"}
    airport = many(airportCode=code, name=STRING, cityName=STRING, latitude=NUMBER, longitude=NUMBER)
    search = make("searchAirports", {"q": {"type": "string", "description": "City or airport name"}},
                  thing(airports=airport))  # fmt: skip
    for seed in range(4):
        told = world(seed).call(search, {"q": "Osaka"}).result["airports"][0]
        assert (told["airportCode"], told["name"]) == ("KIX", "Osaka Kansai")
        assert abs(told["latitude"] - 34.43) < 0.01


def test_no_station_of_another_town_stands_in_a_town() -> None:
    """Nor does one whose name tells none, as the spec shows it for its own town."""
    name = {"type": "string", "examples": ["Lisboa Oriente", "Copenhagen Central", "Nairobi Terminus"]}
    search = make("searchStations", {"city": STRING}, thing(stations=many(stationId=STRING, name=name, city=STRING)))
    for seed in range(12):
        for each in world(seed).call(search, {"city": "Istanbul"}).result["stations"]:
            assert "Istanbul" in each["name"]
