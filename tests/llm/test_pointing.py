"""What wishes point to: chosen things in their place, alternatives settled, people by name; and facts by the clock."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest

from tests.llm.plans import catalogue, pick_of
from tests.llm.test_offline import _one, _words
from toolgraph.llm.offline.either import addressed, named_in, own, settled
from toolgraph.llm.offline.fields import facts_of
from toolgraph.llm.offline.held import Held
from toolgraph.llm.offline.picks import put_near
from toolgraph.llm.offline.refer import Aim
from toolgraph.llm.offline.steady import Steady
from toolgraph.llm.offline.wishes import Wish, wishes_in
from toolgraph.llm.offline.written import Ink
from toolgraph.meaning.said import spoken
from toolgraph.models.dialogue_plan import PlannedCall, SaidValue
from toolgraph.models.provenance import Provenance

_CLOCK = datetime(2026, 3, 3, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wish", "told", "wanted"),
    [
        (
            Wish("change", "plan or seats of a subscription"),
            {"seat", "id"},
            [("change", "the seats of a subscription")],
        ),
        (Wish("change", "the time, place or title of an event"), {"duration"}, [("change", "an event")]),
        (Wish("rename", "a lamp or move it to another room"), {"name"}, [("rename", "a lamp")]),
        (Wish("rename", "a lamp or move it to another room"), {"room"}, [("move", "a lamp to another room")]),
        (
            Wish("rename", "a lamp or move it to another room"),
            {"name", "room"},
            [("rename", "a lamp"), ("move", "it to another room")],
        ),
        (
            Wish("rename", "a lamp or move it to another room for the first device"),
            {"name", "device"},
            [("rename", "the first device")],
        ),
        (
            Wish("rename", "a lamp or move it to another room for the second room"),
            {"room", "device"},
            [("move", "a lamp to the second room")],
        ),
        (Wish("open or close", "a blind"), {"opening"}, [("open", "a blind")]),
        (Wish("find", "a hotel"), {"city"}, [("find", "a hotel")]),
    ],
)
def test_alternatives_are_settled_by_what_is_told(wish: Wish, told: set[str], wanted: list[tuple[str, str]]) -> None:
    """Of `plan or seats` only what the call changes is spoken of; both halves of an either-or only when both are."""
    assert [(w.verb, w.rest) for w in settled(wish, told)] == wanted


@pytest.mark.parametrize(
    ("rest", "aim", "wanted"),
    [
        ("a teacher", Aim("c", "teacher", alone=True, among=False, role=""), "the teacher of X"),
        ("the devices of a home", Aim("c", "house", alone=True, among=False, role=""), "the devices of X"),
        ("what a home has used", Aim("c", "house", alone=True, among=False, role=""), "what X has used"),
        ("what a job pays", Aim("c", "title", alone=True, among=False, role=""), "what a job pays for X"),
        ("an e-mail", Aim("c", "to", alone=False, among=True, role="organizer"), "an e-mail to the organizer of X"),
        ("a refill", Aim("c", "pharmacy", alone=False, among=False, role=""), "a refill at X"),
    ],
)  # fmt: skip
def test_a_chosen_thing_stands_in_the_wish(rest: str, aim: Aim, wanted: str) -> None:
    """What was chosen takes the place of what stood for it, or stands behind with the word that fits."""
    placed = put_near(Wish("send", rest), aim, "X", (), making=False)
    assert placed is not None
    assert placed.rest == wanted


def test_a_chosen_thing_is_no_sentence_of_its_own() -> None:
    """The user works the house into the wish, though the wish calls it a home."""
    tools = {t: catalogue()[t] for t in ("smart_home/list_houses", "smart_home/list_devices")}
    houses = {"houses": [{"house_id": f"h{i}", "name": n} for i, n in enumerate(("Lake house", "City flat", "Barn"))]}
    first = PlannedCall(
        id="call_1", tool="smart_home/list_houses", name="list_houses", arguments={}, result=houses, chain_call=0
    )
    second = PlannedCall(
        id="call_2", tool="smart_home/list_devices", name="list_devices", arguments={"house_id": "h2"}, result={}
    )
    turns: list[dict[str, Any]] = [
        {"act": "request", "goal": "list my houses and flats", "steps": ((first,),)},
        {
            "act": "follow_up",
            "goal": "list the devices of a home",
            "steps": ((second,),),
            "picks": (pick_of("call_1", "houses[2]", "house", "Barn", "name"),),
        },
    ]
    proof = Provenance(
        call="call_2", path="house_id", source="result", value="h2", from_call="call_1", field="houses[2].house_id"
    )
    for number in range(6):
        plan = _one(turns, tools, number, plan_id=f"h{number}").model_copy(update={"provenance": (proof,)})
        user = _words(plan)[1][1]
        assert "Barn" in user
        assert "a home" not in user


def test_people_and_own_things_are_named() -> None:
    """`Somebody` is told by name or left out, `a file of mine` is mine, and a thing's name stands behind its kind."""
    assert addressed("a certificate to somebody", "Ana Diaz") == "a certificate to Ana Diaz"
    assert addressed("a certificate to somebody", "") == "a certificate"
    assert own("a file of mine") == "my file"
    assert named_in("a guest's door code", "code", "C-1") == "the guest's door code C-1"
    assert named_in("a deal to another stage", "stage", "Won") == "a deal to the stage Won"
    assert named_in("a comment", "issue", "12") == ""


def test_two_verbs_with_one_object_are_one_wish() -> None:
    """`Order and pay for` is not taken apart; two deeds of their own are."""
    assert [w.verb for w in wishes_in("compare options and order and pay for a cart")] == ["compare", "order and pay"]
    assert [w.verb for w in wishes_in("find a room and book it")] == ["find", "book"]


def _told(record: dict[str, Any]) -> str:
    ink = Ink(Held(), Random(1), _CLOCK)
    return "; ".join(ink.held.plain(f.clause) for f in facts_of(record, ink) if f.clause)


@pytest.mark.parametrize(
    ("record", "wanted", "unwanted"),
    [
        ({"starts_at": "2026-03-01T10:00:00Z"}, "started on", "starts on"),
        ({"starts_at": "2026-03-09T10:00:00Z"}, "starts on", "started on"),
        ({"due_date": "2026-02-01"}, "was due on", "is due"),
        ({"status": "completed", "starts_at": "2026-03-09T10:00:00Z"}, "is completed", "starts"),
        ({"status": "ok", "city": "Porto"}, "is in Porto", "ok"),
    ],
)
def test_facts_are_told_at_the_clock(record: dict[str, Any], wanted: str, unwanted: str) -> None:
    """What lies behind is told as gone, and nothing that is over is still to come."""
    assert wanted in _told(record)
    assert unwanted not in _told(record)


def test_dates_of_a_dialogue_are_written_in_one_way() -> None:
    """Whatever was drawn, two dates of one dialogue have the same form, and the same is drawn for the same seed."""
    forms = set()
    for seed in range(30):
        manner = Steady(Random(seed))
        shown = [
            spoken(d, rng=manner, clock=_CLOCK).replace(d[-2:].lstrip("0"), "N") for d in ("2026-07-14", "2026-07-24")
        ]
        assert shown[0].replace("Nth", "N") == shown[1].replace("Nth", "N")
        forms.add(shown[0])
    assert len(forms) > 3


def test_what_is_asked_for_again_says_what_it_is() -> None:
    """A bare choice is told with what it is: `the ones marked as paused`, not `And paused?`."""
    tool = catalogue()["crm/list_subscriptions"]
    said = SaidValue(call="call_2", path="status", label="status", value="paused")
    calls = [
        PlannedCall(id=f"call_{i}", tool=tool.id, name="list_subscriptions", arguments={}, result={"subscriptions": []})
        for i in (1, 2)
    ]
    turns: list[dict[str, Any]] = [
        {"act": "request", "goal": "list the subscriptions", "steps": ((calls[0],),)},
        {"act": "follow_up", "goal": "list the subscriptions", "steps": ((calls[1],),), "said": (said,)},
    ]
    for number in range(6):
        text = _words(_one(turns, {tool.id: tool}, number, plan_id=f"g{number}"))[1][1].lower()
        assert re.search(r"(?:ones|those) (?:with the status|marked as|that are|whose status is) paused", text)
