"""Films, songs, podcasts and shows: what they are called, when they came out, what seats for them cost."""

from __future__ import annotations

from tests.world.tools import CLOCK, DATE, INTEGER, NUMBER, STRING, make, many, thing, world

ARTIST = {"type": "string", "examples": ["Night Ferry Choir", "Ines Quarrel"]}
TITLE = {"type": "string", "examples": ["Low Tide", "Fennel Street"]}


def test_seats_cost_what_the_showing_says() -> None:
    """Two seats at 12.40 are 24.80, and not what two seats of a plan cost."""
    shown = many(showtimeId=STRING, price={"type": "number", "minimum": 8, "maximum": 16}, currency=STRING)
    find = make("findShowtimes", {"filmId": STRING}, thing(showtimes=shown))
    order = thing(orderId=STRING, totalAmount=NUMBER, currency=STRING)
    book = make("bookCinemaSeats", {"showtimeId": STRING, "seats": INTEGER}, order, effect="write")
    for seed in range(8):
        here = world(seed)
        showing = here.call(find, {"filmId": "f-1"}).result["showtimes"][0]
        told = here.call(book, {"showtimeId": showing["showtimeId"], "seats": 2}).result
        assert told["totalAmount"] == round(2 * showing["price"], 2)


def test_tickets_are_for_who_plays_and_where() -> None:
    """An order of tickets for a concert is called neither a desk lamp nor another concert."""
    concerts = many(concertId=STRING, artistName=ARTIST, venueName=STRING, ticketPrice=NUMBER)
    find = make("findConcerts", {"city": STRING}, thing(concerts=concerts))
    order = thing(orderId=STRING, title={"type": "string", "description": "What the tickets are for"}, quantity=INTEGER)
    buy = make("buyConcertTickets", {"concertId": STRING, "quantity": INTEGER}, order, effect="write")
    for seed in range(8):
        here = world(seed)
        concert = here.call(find, {"city": "Osaka"}).result["concerts"][0]
        title = here.call(buy, {"concertId": concert["concertId"], "quantity": 2}).result["title"]
        assert title == f"{concert['artistName']} at {concert['venueName']}"


def test_works_came_out_over_the_years() -> None:
    """Not all albums of an artist are of this autumn, and no film that can be reviewed is of next year."""
    albums = make("listArtistAlbums", {"artistId": STRING}, thing(albums=many(albumId=STRING, title=STRING,
                  releaseDate=DATE)))  # fmt: skip
    year = {"type": "integer", "description": "Year of release", "examples": [2027, 2019]}
    films = make("searchFilms", {"query": STRING}, thing(films=many(filmId=STRING, title=STRING, year=year)))
    days, years = [], []
    for seed in range(10):
        days += [a["releaseDate"] for a in world(seed).call(albums, {"artistId": "a-1"}).result["albums"]]
        years += [f["year"] for f in world(seed).call(films, {"query": "heist"}).result["films"]]
    assert min(days) < "2022" < max(days) <= CLOCK.date().isoformat()
    assert max(years) <= CLOCK.year


def test_songs_of_somebody_are_found_by_their_name() -> None:
    """Who looks for a choir finds its songs, and not one that is called like it by somebody else."""
    track = many(trackId=STRING, title=TITLE, artistName=ARTIST)
    find = make("searchTracks", {"q": {"type": "string", "description": "Words of title, artist or mood"}},
                thing(tracks=track))  # fmt: skip
    for seed in range(6):
        shown = world(seed).call(find, {"q": "Night Ferry Choir"}).result["tracks"]
        assert len(shown) > 1
        assert {t["artistName"] for t in shown} == {"Night Ferry Choir"}
        assert "Night Ferry Choir" not in {t["title"] for t in shown}


def test_those_most_listened_to_come_first() -> None:
    """As the spec says of its list; what matches best is in front however it is rated."""
    artists = {**many(artistId=STRING, name=ARTIST, monthlyListeners=INTEGER)}
    find = make("searchArtists", {"q": STRING}, thing(artists=artists),
                description="Search artists by name. Returns bands, most listened to first.")  # fmt: skip
    for seed in range(6):
        counts = [a["monthlyListeners"] for a in world(seed).call(find, {"q": "folk"}).result["artists"]]
        assert counts == sorted(counts, reverse=True)
    films = many(filmId=STRING, title=STRING, averageRating={"type": "number", "maximum": 10})
    search = make("searchFilms", {"query": STRING}, thing(films=films),
                  description="Search films. Returns films, best match first.")  # fmt: skip
    assert all(world(s).call(search, {"query": "heist"}).result["films"][0]["title"] == "Heist" for s in range(6))


def test_episodes_are_on_what_their_podcast_is_on() -> None:
    """No show on cycling has an episode on investing."""
    find = make("searchPodcasts", {"query": STRING}, thing(podcasts=many(podcastId=STRING, title=STRING, topic=STRING)))
    episodes = make("listPodcastEpisodes", {"podcastId": STRING}, thing(episodes=many(episodeId=STRING, title=STRING)))
    for seed in range(6):
        here = world(seed)
        show = here.call(find, {"query": "beekeeping"}).result["podcasts"][0]
        titles = [e["title"] for e in here.call(episodes, {"podcastId": show["podcastId"]}).result["episodes"]]
        assert sum("eekeeping" in title for title in titles) * 2 >= len(titles) - 1
        assert not any("investing" in title for title in titles)


def test_a_review_goes_with_its_rating() -> None:
    """No film is loved with five of ten, and no two viewers write the same."""
    text = {"type": "string", "examples": ["Loved the ending.", "Ten minutes too long."]}
    row = many(author=STRING, rating={"type": "integer", "minimum": 1, "maximum": 10}, text=text)
    mean = {"type": "number", "minimum": 1, "maximum": 10}
    tool = make("listFilmReviews", {"filmId": STRING}, thing(averageRating=mean, reviews=row))
    for seed in range(12):
        shown = world(seed).call(tool, {"filmId": "f-1"}).result["reviews"]
        assert len({r["text"] for r in shown}) == len(shown)
        assert all(r["rating"] >= 7 for r in shown if r["text"] == "Loved the ending.")
        assert all(r["rating"] < 9 for r in shown if r["text"] == "Ten minutes too long.")


def test_the_library_holds_one_more_with_each_that_is_saved() -> None:
    """It does not have twelve episodes, then four, then twelve."""
    count = {"type": "integer", "description": "Number of saved episodes"}
    save = make("saveEpisodeToLibrary", {"episodeId": STRING}, thing(episodeId=STRING, libraryCount=count),
                effect="write")  # fmt: skip
    for seed in range(5):
        here = world(seed)
        told = [here.call(save, {"episodeId": f"e-{n}"}).result["libraryCount"] for n in range(3)]
        assert told == [told[0], told[0] + 1, told[0] + 2]


def test_nobody_on_tour_plays_in_two_towns_on_one_evening() -> None:
    """The concerts of one artist are on days of their own."""
    artist = make("getArtist", {"artistId": STRING}, thing(artistId=STRING, name=ARTIST))
    concerts = make("listArtistConcerts", {"artistId": STRING}, thing(concerts=many(concertId=STRING, date=DATE,
                    city=STRING)))  # fmt: skip
    for seed in range(60):
        here = world(seed)
        here.call(artist, {"artistId": "a-1"})
        days = [c["date"] for c in here.call(concerts, {"artistId": "a-1"}).result["concerts"]]
        assert len(set(days)) == len(days)


def test_concerts_of_a_town_are_of_several_artists() -> None:
    """Nobody plays twice in one town whose concerts were all listed before."""
    concerts = many(concertId=STRING, artistName={**STRING, "examples": ["Night Ferry Choir", "Ines Quarrel"]})
    find = make("findConcerts", {"city": STRING}, thing(concerts=concerts))
    for seed in range(10):
        names = [c["artistName"] for c in world(seed).call(find, {"city": "Osaka"}).result["concerts"]]
        assert len(set(names)) == len(names)
