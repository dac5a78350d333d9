"""What was made without something has none of it when it is read."""

from __future__ import annotations

from tests.world.tools import EMAIL, MOMENT, STRING, TEXTS, make, many, thing, world

SEEDS = range(8)
GUESTS = many(name=STRING, email=EMAIL, response={"type": "string", "enum": ["accepted", "declined", "none"]})
CREATE = make(
    "createEvent",
    {"title": STRING, "startsAt": MOMENT, "guestEmails": TEXTS, "location": STRING, "notes": STRING},
    thing(eventId=STRING, title=STRING),
    required=["title", "startsAt"],
)
GET = make(
    "getEvent",
    {"eventId": STRING},
    thing(eventId=STRING, title=STRING, location=STRING, notes=STRING, guests=GUESTS),
)
TOLD = {"title": "Budget review", "startsAt": "2026-12-01T09:00:00+01:00"}


def test_an_event_without_guests_place_and_notes_has_none_when_read() -> None:
    """Each that was told is there, and who was invited just now has not answered."""
    for seed in SEEDS:
        here = world(seed)
        event = here.call(CREATE, TOLD).result["eventId"]
        out = here.call(GET, {"eventId": event}).result
        assert (out["location"], out["notes"], out["guests"]) == ("", "", [])
        mails = ["jo.fisher@example.com", "ana.lopez@example.org"]
        event = here.call(CREATE, {**TOLD, "guestEmails": mails, "location": "Room 4"}).result["eventId"]
        out = here.call(GET, {"eventId": event}).result
        assert (out["location"], out["notes"]) == ("Room 4", "")
        assert [(g["name"], g["email"], g["response"]) for g in out["guests"]] == [
            ("Jo Fisher", mails[0], "none"),
            ("Ana Lopez", mails[1], "none"),
        ]


def test_what_a_later_call_takes_is_there() -> None:
    """A text that a later call takes is not empty, nor is a list of who comes to an event that was there before."""
    here = world()
    event = here.call(CREATE, TOLD).result["eventId"]
    assert here.call(GET, {"eventId": event}, need=["guests[].email", "location"]).result["location"]
    assert here.call(GET, {"eventId": "evt-old"}, need=["guests[].email"]).result["guests"]


def test_who_was_entered_by_name_has_no_town_and_no_telephone() -> None:
    """Nobody told them; a contact that was there before has both."""
    contact = thing("phone", "city", contactId=STRING, fullName=STRING, email=EMAIL, phone=STRING, city=STRING)
    add = make("createContact", {"fullName": STRING, "email": EMAIL}, contact)
    show = make("getContact", {"contactId": STRING}, contact)
    listed = make("listContacts", {}, {"type": "array", "items": contact})
    for seed in SEEDS:
        here = world(seed)
        made = here.call(add, {"fullName": "Ana Diaz", "email": "ana@example.org"}).result
        seen = here.call(show, {"contactId": made["contactId"]}).result
        assert not {"phone", "city"} & {k for k, v in seen.items() if v}, seen
        others = [c for c in here.call(listed, {}).result if c["contactId"] != made["contactId"]]
        assert any(c.get("city") for c in others)
