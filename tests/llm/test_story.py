"""What a turn is told as: the wishes as deeds, no look-up on the way, nothing twice; and names in place of ids."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest

from tests.llm.plans import CLOCK, catalogue, circumstances, persona
from toolgraph.llm.offline import OfflinePhraser
from toolgraph.llm.offline.deeds import deed, past
from toolgraph.llm.offline.grouped import grouped
from toolgraph.llm.offline.names import names_in
from toolgraph.llm.offline.slots import Spoken, speak
from toolgraph.llm.offline.wishes import Wish
from toolgraph.meaning.said import says
from toolgraph.models.chain import Chain
from toolgraph.models.dialogue_plan import DialoguePlan, PlannedCall, PlannedTurn, SaidValue
from toolgraph.models.provenance import Provenance


def _call(number: int, name: str, result: Any, **arguments: Any) -> PlannedCall:
    return PlannedCall(id=f"call_{number}", tool=f"travel/{name}", name=name, arguments=arguments, result=result)


def _plan(turns: list[PlannedTurn], provenance: tuple[Provenance, ...] = (), plan_id: str = "p") -> DialoguePlan:
    tools = tuple(dict.fromkeys(c.tool for t in turns for step in t.steps for c in step))
    return DialoguePlan(
        id=plan_id,
        seed=1,
        chain=Chain(id="c", motif="line", seed=1, index=0, tools=tools),
        persona=persona(Random(2)),
        circumstances=circumstances(2),
        subtopic="travel, for work",
        goal="g",
        clock=CLOCK,
        locale="en_GB",
        tools=tools,
        turns=tuple(turns),
        provenance=provenance,
    )


def _reply(plan: DialoguePlan, turn: int = 0) -> str:
    return OfflinePhraser().phrase(plan, catalogue()).words.turns[turn].assistant


@pytest.mark.parametrize(
    ("verb", "wanted"),
    [("book", "booked"), ("apply", "applied"), ("cancel", "cancelled"), ("write", "written"), ("set up", "set up")],
)
def test_verbs_in_the_past(verb: str, wanted: str) -> None:
    """Verbs take their participle by the rules of English spelling, or by the list of exceptions."""
    assert past(verb) == wanted


@pytest.mark.parametrize(
    ("wish", "thing", "name", "wanted"),
    [
        (Wish("open", "a deal"), "deal", "Grid", "opened the deal Grid"),
        (Wish("add", "a person to my contacts"), "contact", "Ana Diaz", "added Ana Diaz to your contacts"),
        (Wish("move", "a deal to another stage"), "deal", "", "moved the deal to another stage"),
        (Wish("save", "an e-mail as a draft"), "draft", "", "saved an e-mail as a draft"),
        (Wish("apply", "for a job"), "application", "Chef", "applied for the job"),
    ],
)
def test_wishes_become_deeds(wish: Wish, thing: str, name: str, wanted: str) -> None:
    """What was wanted is told as done, with the name of what came of it where its kind is spoken of."""
    assert deed(wish, thing, name)[0] == wanted


def _lookup_and_booking() -> DialoguePlan:
    search = _call(1, "searchFlights", {"flights": [{"flightId": "fl_1", "airline": "Solvane"}], "total": 1})
    book = _call(
        2, "bookFlight", {"bookingId": "bk_1", "bookingReference": "QX7PL2", "status": "confirmed"}, flightId="fl_1"
    )
    turn = PlannedTurn(index=0, act="request", goal="book a flight", steps=((search,), (book,)))
    taken = Provenance(
        call="call_2", path="flightId", source="result", value="fl_1", from_call="call_1", field="flights[0].flightId"
    )
    return _plan([turn], (taken,))


def test_what_was_looked_up_on_the_way_is_left_out() -> None:
    """A search that only fed the booking is not reported; the booking and its reference are."""
    reply = _reply(_lookup_and_booking())
    assert "Solvane" not in reply
    assert "booked" in reply


def test_names_stand_for_ids_once_a_result_has_shown_both() -> None:
    """The first id of a record goes with its own name, another id with the name of its thing."""
    call = _call(
        1, "searchFlights", {"items": [{"item_id": "i1", "name": "Lamp", "room_id": "r2", "room_name": "Hall"}]}
    )
    plan = _plan([PlannedTurn(index=0, act="request", goal="g", steps=((call,),))])
    assert names_in(plan) == {"i1": "Lamp", "r2": "Hall"}


def _spoken(**values: Any) -> list[Spoken]:
    clock = datetime(2026, 3, 3, tzinfo=UTC)
    labels = {k: k.replace("_", " ").replace("e mail", "e-mail") for k in values}
    return [
        speak(SaidValue(call="call_1", path=k, label=labels[k], value=v), rng=Random(1), clock=clock)
        for k, v in values.items()
    ]


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({"full_name": "Ana Diaz", "e_mail_address": "ana@example.org"}, "Ana Diaz (ana@example.org)"),
        ({"first_name": "Ana", "last_name": "Diaz"}, "Ana Diaz"),
        ({"street": "Rua Alta 3", "postcode": "1200", "city": "Porto"}, "Rua Alta 3, 1200 Porto"),
        ({"latitude": 41.12, "longitude": -8.65}, "41.12, -8.65"),
    ],
)
def test_values_of_one_breath_are_said_as_one(values: dict[str, Any], wanted: str) -> None:
    """Parts that people say together become one phrase, in which each is still recognised."""
    together = grouped(_spoken(**values))
    assert [v.text for v in together] == [wanted]
    assert all(says(wanted, value) for value in values.values())


def test_codes_are_said_by_name_and_recognised() -> None:
    """A country, a language and a currency are named, with the code behind."""
    texts = [v.text for v in _spoken(country_code="MA", language="es", currency="CLP")]
    assert texts == ["Morocco (MA)", "Spanish (es)", "Chilean pesos (CLP)"]
    assert says(texts[0], "MA")
