"""What somebody has to note down of a deed is told: a code, an address, a score."""

from __future__ import annotations

from typing import Any

import pytest

from tests.llm.test_manner import _call, _talks

_ROOM_BOOKING = {
    "bookingId": "bk_1",
    "type": "hotel",
    "status": "confirmed",
    "confirmationCode": "V32LD4",
    "title": "Lantern House",
    "totalPrice": {"amount": 2172.39, "currency": "EUR"},
}
_REPOSITORY = {"repository_id": "r1", "slug": "halden/canyon", "web_url": "https://git.example.com/halden/canyon"}
_QUIZ = {"quiz_id": "q1", "score_percent": 40}


@pytest.mark.parametrize(
    ("goal", "tool", "result", "arguments", "wanted"),
    [
        (
            "book a hotel room",
            "travel/bookHotelRoom",
            _ROOM_BOOKING,
            {"roomOfferId": "ro_1"},
            "confirmation code V32LD4",
        ),
        (
            "create a repository",
            "code_hosting/create_repository",
            _REPOSITORY,
            {"name": "canyon"},
            "git.example.com/halden",
        ),
        ("submit a quiz", "learning/submit_quiz", _QUIZ, {"quiz_id": "q1", "answers": []}, "submitted the quiz"),
        (
            "add a stock to a watchlist for that company",
            "finance/add_to_watchlist",
            {},
            {"ticker": "HAL"},
            "the stock HAL",
        ),
    ],
)
def test_what_has_to_be_noted_down_is_told(
    goal: str, tool: str, result: Any, arguments: dict[str, Any], wanted: str
) -> None:
    """`It is confirmed` without the code helps nobody at the desk, and a new page is worth its address."""
    turn = {"act": "request", "goal": goal, "steps": ((_call(1, tool, result, arguments),),)}
    for talk in _talks([turn], tool):
        assert wanted in talk[0][1], talk[0][1]
        assert "for that company" not in talk[0][1]


def test_what_is_made_in_a_place_has_its_name() -> None:
    """A pull request that was opened in a repository is told by its title, and not as just some pull request."""
    made = {"number": 7, "title": "Warm up motors", "state": "open", "repository_id": "r1"}
    arguments = {"title": "Warm up motors", "repository_id": "r1"}
    goal = "open a pull request in the repository of that issue"
    turn = {
        "act": "request",
        "goal": goal,
        "steps": ((_call(1, "code_hosting/create_pull_request", made, arguments),),),
    }
    for talk in _talks([turn], "code_hosting/create_pull_request"):
        assert "the pull request Warm up motors" in talk[0][1].replace("“", "").replace("”", "")


def test_what_somebody_does_and_where_is_one_thing() -> None:
    """`Works as an Architect. Besides, Patrick works for Onyx Studios` is told in one breath."""
    person = {
        "contact_id": "c1",
        "full_name": "Patrick Parry",
        "city": "Seoul",
        "job_title": "Architect",
        "company_name": "Onyx Studios",
        "email": "patrick@example.com",
        "phone": "+82437839134",
    }
    turn = {"act": "request", "goal": "get a contact", "steps": ((_call(1, "crm/get_contact", person),),)}
    for talk in _talks([turn], "crm/get_contact"):
        assert "works as an Architect for Onyx Studios" in talk[0][1]
