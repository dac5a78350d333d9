"""What is written goes with the heading above it, and speaks of no file that does not come with it."""

from __future__ import annotations

import pytest

from tests.plan.test_fitting_values import planned, thing
from tests.world.tools import STRING, TEXTS, make

SUBJECT = {"type": "string", "examples": ["Agenda for Monday", "Your trip to Lisbon", "Need a copy of the bill"]}
BODY = {
    "type": "string",
    "description": "Text of the message",
    "examples": [
        "Hi, here is what I would like to cover on Monday.",
        "Attached you find the itinerary. See you there!",
        "Please send the signed version again.",
    ],
}


@pytest.mark.parametrize("seed", range(12))
def test_a_text_is_on_the_matter_of_its_subject(seed: int) -> None:
    """A mail about a trip does not bring the points of an agenda, nor an itinerary that is not attached."""
    send = make("send_mail", {"to": STRING, "subject": SUBJECT, "body": BODY}, thing(mail_id=STRING))
    call = planned([send], seed=seed).turns[0].steps[0][0]
    subject, body = str(call.arguments["subject"]), str(call.arguments["body"])
    assert "ttached" not in body
    if "trip" in subject:
        assert "cover" not in body
        assert "signed" not in body
    if "copy" in subject:
        assert body == "Please send the signed version again."


def test_a_file_may_be_attached() -> None:
    """What comes with a file may say so."""
    files = {"type": "array", "items": STRING, "examples": [["fil_1"]]}
    send = make("send_mail", {"to": STRING, "body": BODY, "attachment_ids": files}, thing(mail_id=STRING))
    bodies = {str(planned([send], seed=s).turns[0].steps[0][0].arguments["body"]) for s in range(6)}
    assert all("file" in body or "ttached" in body for body in bodies)


@pytest.mark.parametrize("seed", range(6))
def test_the_subject_of_a_ticket_is_none_of_a_mail(seed: int) -> None:
    """Nobody opens a ticket about photos from Manchester."""
    create = make("create_ticket", {"subject": STRING, "text": STRING}, thing(ticket_id=STRING, tags=TEXTS))
    subject = str(planned([create], seed=seed).turns[0].steps[0][0].arguments["subject"])
    assert not subject.startswith(("Photos", "Agenda", "Minutes", "Offer", "Your trip"))
