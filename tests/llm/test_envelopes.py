"""What an answer is wrapped in is not told: codes of the answer, pages, and second sentences of a spec."""

from __future__ import annotations

from typing import Any

import pytest

from tests.llm.plans import catalogue
from tests.llm.test_listing import _seen
from tests.llm.test_manner import _call, _ink
from toolgraph.llm.offline.clauses import chosen
from toolgraph.llm.offline.fields import facts_of
from toolgraph.llm.offline.held import tidy
from toolgraph.llm.offline.shape import noun_of
from toolgraph.llm.offline.wishes import gerund, wishes_in

_TRACKS = [{"trackId": f"t{i}", "title": t} for i, t in enumerate(("Low Tide", "High Noon"))]


@pytest.mark.parametrize(
    "result",
    [
        {"return_code": 0, "return_message": "Done.", "result": {"tracks": _TRACKS}},
        {"page_number": 1, "total_pages": 1, "total_count": 2, "self": "x", "tracks": _TRACKS},
        {"_links": {"self": {}}, "current_page": 1, "_embedded": {"items": _TRACKS}},
        {"startAt": 0, "maxResults": 50, "isLast": True, "values": _TRACKS},
    ],
)
def test_what_stands_around_things_is_not_told(result: Any) -> None:
    """`The track 0 says “Done.”` tells of the answer and nothing of the tracks."""
    for reply in _seen("search tracks", _call(1, "media/getRecommendations", result)):
        assert "Low Tide" in reply
        assert "High Noon" in reply
        assert not any(w in reply for w in ("Done.", "total page", "last ", "the track 0"))


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("private_authors_search", "private author"), ("teamSearch", "team"), ("adminSearchUsers", "user")],
)
def test_a_search_is_about_what_it_finds(name: str, wanted: str) -> None:
    """Nobody finds two authors searches."""
    assert noun_of(catalogue()["media/searchTracks"].model_copy(update={"name": name})) == wanted


def test_nothing_is_said_twice_of_one_thing() -> None:
    """A ticket is not open and open, and costs no two prices."""
    ink = _ink()
    record = {"status": "open", "state": "open", "price": 30.9, "old_price": 58.99, "currency": "EUR"}
    told = [ink.held.plain(f.clause) for f in chosen(facts_of(record, ink), 5, "unit")]
    assert sum("open" in t for t in told) == 1
    assert sum(t.startswith("costs") for t in told) == 1


@pytest.mark.parametrize(
    ("goal", "wanted"),
    [
        ("get me all my systems", "all my systems"),
        ("look up the advisor given their", "the advisor"),
        ("get related cases for a case ID. Retrieve cases", "related cases for a case ID"),
    ],
)
def test_a_wish_ends_where_a_person_ends_it(goal: str, wanted: str) -> None:
    """What a spec says of itself in a second sentence, nobody asks for."""
    assert [w.rest for w in wishes_in(goal)] == [wanted]


def test_digging_has_two_gs() -> None:
    """`Would you mind diging out` is misspelt."""
    assert gerund("dig out") == "digging out"


@pytest.mark.parametrize(
    ("record", "wanted"),
    [
        ({"num_children": 10}, "10 children"),
        ({"price": 59}, "price 59"),
        ({"sim_code": "HESNQJ"}, "sim code HESNQJ"),
        ({"date_time": "2026-03-04T10:50:00Z"}, "on Wednesday, March 4 at 10:50"),
        ({"create_date": "2026-03-04"}, "created on Wednesday, March 4"),
    ],
)
def test_a_note_says_what_its_value_is(record: dict[str, Any], wanted: str) -> None:
    """A bare 59 behind a name says nothing, and of a code every letter counts."""
    ink = _ink()
    told = [ink.held.plain(f.brief) for f in facts_of(record, ink)]
    assert wanted in told


def test_no_little_word_is_said_twice_in_a_row() -> None:
    """`The profile of of the user` is a slip of the pen."""
    assert tidy("show the profile of of the the user") == "show the profile of the user"
