"""What a call is made with was asked for: nothing is guessed, and nobody is told of what they have not seen."""

from __future__ import annotations

import pytest

from tests.plan.audit import calls_of
from tests.plan.test_fitting_values import link, planned
from tests.world.tools import EMAIL, NUMBER, STRING, make, many, thing
from toolgraph.models.dialogue_plan import DialoguePlan

MOMENT = {"type": "string", "format": "date-time"}
TIMES = {"starts_at": MOMENT, "ends_at": MOMENT}
ROOMS = make("find_rooms", TIMES, many(room_id=STRING, name=STRING), description="Find a free meeting room")
EVENTS = make("list_events", {}, many(event_id=STRING, title=STRING, **TIMES), description="List events")
BOOK = make("book_room", {"room_id": STRING, "event_id": STRING}, thing(reservation_id=STRING), effect="write")
FILES = make(
    "search_files", {"query": STRING}, many(file_id=STRING, name=STRING, owner_email=EMAIL), description="Search files"
)
DRAFT = make(
    "draft_mail",
    {"to": {"type": "array", "items": EMAIL}, "attachment_ids": {"type": "array", "items": STRING}, "text": STRING},
    thing(draft_id=STRING),
    description="Save an e-mail as a draft",
    effect="write",
    required=["to", "text"],
)


def _goals(plan: DialoguePlan, tool: str) -> list[str]:
    """The goals of the turns in which a tool is called."""
    return [t.goal for t in plan.turns if any(c.tool == tool and c.ok for step in t.steps for c in step)]


@pytest.mark.parametrize("seed", range(6))
def test_a_room_for_an_event_is_free_from_its_start_to_its_end(seed: int) -> None:
    """Where one end of the time comes from the event, nobody names another hour for the other end."""
    plan = planned([EVENTS, ROOMS], link(1, "ends_at", 0, "[].ends_at"), seed=seed, mix="multistep")
    listed = [e for _, c in calls_of(plan) if c.tool == EVENTS.id and c.ok for e in c.result]
    spans = [(e["starts_at"], e["ends_at"]) for e in listed]
    asked = [c.arguments for _, c in calls_of(plan) if c.tool == ROOMS.id and c.ok]
    assert asked
    assert all((a["starts_at"], a["ends_at"]) in spans for a in asked)


@pytest.mark.parametrize("seed", range(6))
def test_a_room_is_looked_for_at_the_time_of_its_event(seed: int) -> None:
    """A room that is booked for an event of a list was free then, and not at some other time."""
    links = link(2, "room_id", 1, "[].room_id"), link(2, "event_id", 0, "[].event_id")
    plan = planned([EVENTS, ROOMS, BOOK], *links, seed=seed, mix="bfcl")
    listed = [e for _, c in calls_of(plan) if c.tool == EVENTS.id and c.ok for e in c.result]
    asked = [c.arguments for _, c in calls_of(plan) if c.tool == ROOMS.id and c.ok]
    assert asked
    assert all((a["starts_at"], a["ends_at"]) in [(e["starts_at"], e["ends_at"]) for e in listed] for a in asked)


def test_a_mail_with_a_file_says_to_whom_it_goes() -> None:
    """Whoever singles out a file for a mail says that it goes to its owner, each time."""
    links = link(1, "to", 0, "[].owner_email"), link(1, "attachment_ids", 0, "[].file_id")
    goals = [g for s in range(12) for g in _goals(planned([FILES, DRAFT], *links, seed=s, mix="simple"), DRAFT.id)]
    assert goals
    assert all("owner" in goal for goal in goals)


def test_several_files_go_to_their_own_owners() -> None:
    """A mail with the first two files goes to the owners of those two."""
    links = link(1, "to", 0, "[].owner_email"), link(1, "attachment_ids", 0, "[].file_id")
    several = 0
    for seed in range(30):
        calls = [c for _, c in calls_of(planned([FILES, DRAFT], *links, seed=seed, mix="multistep"))]
        owners = {e["file_id"]: e["owner_email"] for c in calls if c.tool == FILES.id and c.ok for e in c.result}
        for call in (c for c in calls if c.tool == DRAFT.id and c.ok):
            sent = call.arguments.get("attachment_ids", [])
            several += len(sent) > 1
            assert not sent or {owners[s] for s in sent} == set(call.arguments["to"])
    assert several


def test_what_failed_is_asked_for_alone() -> None:
    """Before there is anything to open, nobody asks to open `a message` of it in the same breath."""
    mails = make("search_mail", {"query": STRING}, many(mail_id=STRING, subject=STRING), description="Search my mail")
    read = make("get_mail", {"mail_id": STRING}, thing(text=STRING), description="Read a message")
    failed = 0
    for seed in range(60):
        for turn in planned([mails, read], link(1, "mail_id", 0, "[].mail_id"), seed=seed, mix="default").turns:
            if turn.reply == "apologise":
                failed += 1
                assert "read" not in turn.goal
    assert failed


def test_the_town_of_an_earlier_wish_is_said_again() -> None:
    """Who looked for cars in a town says of the hotels, some turns later, that they are to be there too."""
    cars = make("search_cars", {"city": STRING}, many(car_id=STRING, name=STRING), description="Search rental cars")
    hotels = make("search_hotels", {"city": STRING}, many(hotel_id=STRING, name=STRING), description="Search hotels")
    for seed in range(8):
        plan = planned([cars, hotels], seed=seed, mix="simple")
        for turn in plan.turns:
            new = [c for step in turn.steps for c in step if c.tool == hotels.id and c.ok]
            said = {s.value for s in turn.said} | {s.value for t in plan.turns for s in t.asks}
            assert all(c.arguments["city"] in said for c in new)


def test_what_a_search_brings_is_seen_before_something_is_done_to_it() -> None:
    """Nobody can name a contact that a search is still to bring, nor changes one sight unseen."""
    search = make("search_contacts", {"query": STRING}, many(contact_id=STRING, name=STRING), description="Search them")
    change = make("update_contact", {"contact_id": STRING, "title": STRING}, thing(name=STRING), effect="write")
    for seed in range(12):
        plan = planned([search, change], link(1, "contact_id", 0, "[].contact_id"), seed=seed, mix="bfcl")
        for turn in plan.turns:
            tools = {c.tool for step in turn.steps for c in step}
            assert not {search.id, change.id} <= tools


def test_whose_contact_is_meant_where_only_tickets_were_shown() -> None:
    """The one contact of all tickets of a list is the contact of those tickets, and not `that contact`."""
    tickets = make(
        "list_tickets", {}, many(ticket_id=STRING, contact_id=STRING, size=NUMBER), description="List tickets"
    )
    show = make("get_contact", {"contact_id": STRING}, thing(name=STRING), description="Show a contact")
    shared = 0
    for seed in range(60):
        plan = planned([tickets, show], link(1, "contact_id", 0, "[].contact_id"), seed=seed, mix="simple")
        results = [c.result for _, c in calls_of(plan) if c.tool == tickets.id and c.ok]
        if all(len(r) > 1 and len({e["contact_id"] for e in r}) == 1 for r in results):
            shared += 1
            assert all(goal == "show the contact of those tickets" for goal in _goals(plan, show.id))
    assert shared


def test_no_address_is_taken_from_what_was_asked_by_addresses() -> None:
    """Who has asked how far it is to a house tells its address anew: no distance has one."""
    far = make("get_distances", {"origin": STRING, "destination": STRING}, many(destination=STRING, km=NUMBER))
    where = make("geocode_address", {"address": STRING}, thing(latitude=NUMBER), description="Find an address")
    plan = planned([far, where], link(1, "address", 0, "[].destination"), mix="simple")
    asked = [c.id for _, c in calls_of(plan) if c.tool == where.id]
    assert not [e for e in plan.provenance if e.call in asked and e.source == "result"]


def test_a_wrong_call_is_a_likely_one() -> None:
    """What is forgotten at first is something that the user said, and never which thing is meant."""
    items = make("list_items", {}, many(item_id=STRING, name=STRING))
    rate = make("rate_item", {"item_id": STRING, "text": STRING, "stars": NUMBER}, thing(ok=STRING), effect="write")
    wrong = 0
    for seed in range(60):
        plan = planned([items, rate], link(1, "item_id", 0, "[].item_id"), seed=seed, mix="default")
        for call in (c for _, c in calls_of(plan) if not c.weight):
            wrong += 1
            assert call.tool == rate.id
            assert "item_id" in call.arguments
    assert wrong
