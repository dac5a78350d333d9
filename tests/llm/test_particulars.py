"""What strangers missed in answers: all of a short list, whom a deed is for, and by what nothing was found."""

from __future__ import annotations

import random
import re
from datetime import datetime
from typing import Any

import pytest

from tests.llm.test_deeds import _deed, _said
from tests.llm.test_listing import _plans, _seen
from tests.llm.test_manner import _call, _ink
from toolgraph.llm.offline.narrowed import narrowed
from toolgraph.llm.offline.steady import Steady
from toolgraph.meaning.said import spoken
from toolgraph.models.dialogue_plan import SaidValue
from toolgraph.plan.banks import MISSING, OUT_OF_SCOPE


def test_reviews_alike_are_each_told() -> None:
    """Of reviews of 5, 5, 4 and 4 stars four are told, and not three."""
    reviews = [{"review_id": f"rev_{i}", "stars": s} for i, s in enumerate((5, 5, 4, 4))]
    for reply in _seen("read the reviews", _call(1, "shop/list_product_reviews", {"reviews": reviews})):
        assert len(re.findall(r"[45] stars", reply)) == 4


def test_a_list_told_in_part_says_how_many_come_first_and_offers_the_rest() -> None:
    """Four of seven plans are the first four, and the others can be had."""
    for reply in _seen("list my training plans", _call(1, "health_fitness/listTrainingPlans", _plans(7))):
        assert re.search(r"first (?:four|two)", reply)
        assert re.search(r"rest|others|go on", reply)


def test_who_enrols_is_enrolled() -> None:
    """Nobody but the user is enrolled in their course."""
    result = {"enrolment_id": "enr-1", "course_title": "SQL in ten evenings"}
    for reply in _deed("learning/enrol_in_course", "enrol in a course", [], result):
        assert "enrolled you in" in reply


def test_a_code_is_told_with_whom_it_is_for() -> None:
    """A door code is for a guest, and ends at some time."""
    said = [
        _said("guest_name", "guest name", "Ana Lopes"),
        _said("valid_until", "end of validity", "2026-03-17T18:00:00+00:00"),
    ]
    result = {"code_id": "cod-1", "door_code": "269869"}
    for reply in _deed("smart_home/create_door_code", "make a door code", said, result):
        assert "for Ana Lopes" in reply
        assert re.search(r"17|March", reply)


def test_a_cleaner_is_sent_out_somewhere() -> None:
    """Where the vacuum cleaner goes is told by the room's name."""
    rooms = {"rooms": [{"room_id": "room-1", "name": "Kitchen"}, {"room_id": "room-2", "name": "Hall"}]}
    seen = {"act": "request", "goal": "list rooms", "steps": ((_call(1, "smart_home/list_rooms", rooms),),)}
    more: dict[str, Any] = {"seen": seen, "arguments": {"room_ids": ["room-1"]}}
    result = {"started_at": "2026-03-17T18:00:00Z", "estimated_minutes": 14}
    for reply in _deed("smart_home/start_vacuum", "send the vacuum cleaner out", [], result, **more):
        assert "Kitchen" in reply


def test_a_watched_route_has_both_ends() -> None:
    """The price of a route is that of a way from somewhere to somewhere."""
    said = [_said("origin", "origin", "NAP"), _said("maxPrice", "maximum price", 150.0)]
    more: dict[str, Any] = {"arguments": {"destination": "LYS"}}
    for reply in _deed("travel/createPriceAlert", "watch the price of a flight route", said, {"alertId": "a"}, **more):
        assert "from NAP to LYS" in reply


@pytest.mark.parametrize(
    ("path", "label", "value", "told"),
    [
        ("max_price", "maximum price", 110, " up to 110"),
        ("level", "level", "beginner", " with the level beginner"),
        ("city", "city", "Lagos", " in Lagos"),
        ("limit", "limit", 5, ""),
    ],
)
def test_what_a_search_was_narrowed_by(path: str, label: str, value: Any, told: str) -> None:
    """Nothing was found on SQL up to 110, which is not to say that there is nothing on it."""
    ink, said = _ink(), SaidValue(call="call_1", path=path, label=label, value=value)
    assert ink.held.plain(narrowed([said], {path: value}, ink)) == told


def test_dates_of_two_years_are_written_alike() -> None:
    """Who writes 22 November writes 2 January 2027."""
    clock = datetime.fromisoformat("2026-11-01T10:00:00+00:00")
    for seed in range(40):
        manner = Steady(random.Random(seed))
        near, far = (spoken(d, rng=manner, clock=clock) for d in ("2026-11-22", "2027-01-02"))
        if "2026" not in near:
            assert _form(near) == _form(re.sub(r",? 2027", "", far))


def _form(text: str) -> str:
    """How a date is written: `the Dth of M`."""
    bare = re.sub(r"^\w+day, ", "", text)
    return re.sub(r"November|January", "M", re.sub(r"\d+", "D", bare), count=1)


def test_wishes_that_nobody_can_fulfil_are_many() -> None:
    """Of twenty dialogues no two decline the same."""
    assert len(set(OUT_OF_SCOPE)) >= 40
    assert len({wish for wish, _ in MISSING}) >= 40
