"""A thing that is looked at shows as many parts as it counts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.world.tools import INTEGER, STRING, make, many, thing, world

COUNT = {**INTEGER, "minimum": 1, "examples": [12, 24, 36]}


@pytest.mark.parametrize("part", [{"track_id": STRING, "title": STRING}, {"title": STRING, "seconds": INTEGER}])
def test_an_album_of_ten_tracks_lists_ten(part: dict[str, Any]) -> None:
    """What was counted before it was looked at is few enough to be listed."""
    found = thing(albums=many(album_id=STRING, title=STRING, track_count=COUNT))
    search = make("search_albums", {"query": STRING}, found)
    get = make("get_album", {"album_id": STRING}, thing(album_id=STRING, title=STRING, tracks=many(**part)))
    for seed in range(6):
        here = world(seed)
        album = here.call(search, {"query": "rain"}).result["albums"][0]
        shown = here.call(get, {"album_id": album["album_id"]}).result["tracks"]
        assert len(shown) == album["track_count"] <= 12
        assert here.call(get, {"album_id": album["album_id"]}).result["tracks"] == shown


def test_a_course_of_twelve_lessons_lists_twelve() -> None:
    """Each of them has a name of its own."""
    search = make(
        "search_courses", {"query": STRING}, thing(courses=many(course_id=STRING, title=STRING, lesson_count=COUNT))
    )
    lessons = make("list_lessons", {"course_id": STRING}, thing(lessons=many(lesson_id=STRING, title=STRING)))
    for seed in range(6):
        here = world(seed)
        course = here.call(search, {"query": "piano"}).result["courses"][0]
        shown = here.call(lessons, {"course_id": course["course_id"]}).result["lessons"]
        assert len({each["title"] for each in shown}) == course["lesson_count"]
