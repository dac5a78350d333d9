"""The two degrees of a point are of one thing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.check.gold import Builder, offered, schema
from toolgraph.check import check

PLACES = offered("maps/search_places", schema(""), None)
_END = schema("lat lng", lat="number", lng="number")
HEIGHT = offered("maps/get_height", _END, None)
WAY = offered("maps/get_way", schema("from to", **{"from": _END, "to": _END}), None)
_FOUND = [{"name": "Inn", "lat": 49.29, "lng": -123.1}, {"name": "Casa", "lat": 49.27, "lng": -123.14}]


def _codes(text: str, tool: str, arguments: dict[str, Any], origins: dict[str, Any]) -> set[str]:
    b = Builder("points", PLACES, HEIGHT, WAY).user("Find places.").step(("search_places", {}, _FOUND, {}))
    b.say("There are two.").user(text, "follow_up").step((tool, arguments, {}, origins))
    return {f.code for f in check(b.say("Done.").done())}


@pytest.mark.parametrize(("other", "torn"), [(0, False), (1, True)])
def test_both_degrees_are_of_one_place(other: int, torn: bool) -> None:
    """The latitude of an inn and the longitude of a house are no point of either."""
    at = {"lat": _FOUND[0]["lat"], "lng": _FOUND[other]["lng"]}
    found = _codes(
        "How high is that?", "get_height", at, {k: ("call_1", f"[{i}].{k}") for k, i in (("lat", 0), ("lng", other))}
    )
    assert ("point_torn" in found) is torn


def test_each_end_of_a_way_is_a_point_of_its_own() -> None:
    """From one place to the other is right; from half of one and half of the other is not."""
    ends = [{k: place[k] for k in ("lat", "lng")} for place in _FOUND]
    origins = {f"{end}.{k}": ("call_1", f"[{i}].{k}") for i, end in enumerate(("from", "to")) for k in ("lat", "lng")}
    assert "point_torn" not in _codes(
        "How far is it?", "get_way", dict(zip(("from", "to"), ends, strict=True)), origins
    )
    torn = {
        "from": {"lat": ends[1]["lat"], "lng": ends[0]["lng"]},
        "to": {"lat": ends[0]["lat"], "lng": ends[1]["lng"]},
    }
    assert "point_torn" in _codes("How far is it?", "get_way", torn, {})


def test_a_point_that_the_user_says_is_theirs() -> None:
    """Somebody may want to know of a point between two places."""
    said = _codes(
        "How high is latitude 49.29, longitude -123.14?", "get_height", {"lat": 49.29, "lng": -123.14}, {"": 1}
    )
    assert "point_torn" not in said
