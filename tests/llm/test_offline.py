from __future__ import annotations

import json
import re
from datetime import datetime
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.llm.plans import CLOCK, catalogue, circumstances, persona, pick_of, plan_of, plans
from toolgraph.llm.offline import OfflinePhraser
from toolgraph.llm.offline.grammar import phrase_rules
from toolgraph.meaning.said import says
from toolgraph.models.chain import Chain
from toolgraph.models.dialogue_plan import DialoguePlan, PlannedCall, PlannedTurn, SaidValue
from toolgraph.models.tool import Tool

_PLANS = plans(90)
_LEAK = re.compile(r"\b(None|null|True|False)\b|items\[|\{\"|[\ue000-\uf8ff]|\{[a-z_]+\}|<[a-z_]+>|\[[a-z ]+\|")
_BLOCK = re.compile(r"\n```\n.*?\n```", re.DOTALL)  # a file as it stands
_PUNCTUATION = re.compile(r" [,.;!?]|,,|\?\.|!\.|[,;]\.| {2}|(?<!\.)\.\.(?!\.)")


def _words(plan: DialoguePlan) -> list[tuple[PlannedTurn, str, str]]:
    spoken = OfflinePhraser().phrase(plan, catalogue()).words.turns
    return [(turn, words.user, words.assistant) for turn, words in zip(plan.turns, spoken, strict=True)]


def _one(turns: list[dict[str, Any]], tools: dict[str, Tool], number: int = 3, plan_id: str = "p") -> DialoguePlan:
    return DialoguePlan(
        id=plan_id,
        seed=1,
        chain=Chain(id="c", motif="line", seed=1, index=0, tools=tuple(tools)),
        persona=persona(Random(number)),
        circumstances=circumstances(number),
        subtopic="travel, for work",
        goal="g",
        clock=CLOCK,
        locale="en_GB",
        tools=tuple(tools),
        turns=tuple(PlannedTurn(index=i, **t) for i, t in enumerate(turns)),
    )


def _tool(name: str = "searchFlights") -> Tool:
    return catalogue()[f"travel/{name}"]


def test_every_said_value_is_recognised_in_the_users_words() -> None:
    """Whatever the voice and the label, the checker finds each value in the utterance that must bring it."""
    for plan in _PLANS:
        for turn, user, _ in _words(plan):
            for value in turn.said:
                assert says(user, value.value, label=value.label), (user, value)


def test_no_text_is_empty_and_none_leaks_the_machinery() -> None:
    """Every turn has words on both sides, without raw JSON, unfilled slots, null or broken punctuation."""
    for plan in _PLANS:
        for _, user, assistant in _words(plan):
            for text in (user, _BLOCK.sub("", assistant)):
                assert text.strip()
                assert not _LEAK.search(text), text
                assert not _PUNCTUATION.search(text), text


def test_the_user_never_speaks_a_tool_or_parameter_name() -> None:
    """Names in code style stay out of the user's mouth: `search_flights`, `departureDate`, `from_account_id`."""
    for plan in _PLANS:
        tools = [catalogue()[t] for t in plan.tools]
        coded = {n for t in tools for n in (t.name, *(p.name for p in t.inputs)) if "_" in n or n != n.lower()}
        for turn, user, _ in _words(plan):
            values = " ".join(str(s.value) for s in turn.said)
            spoken = {name for name in coded if re.search(rf"\b{re.escape(name)}\b", user) and name not in values}
            assert not spoken, (user, spoken)


def test_the_assistant_invents_no_number() -> None:
    """Each longer number in the assistant's words stands in a result, the user's words or the clock."""
    for plan in _PLANS[:40]:
        known = CLOCK
        for turn, user, assistant in _words(plan):
            known += re.sub(r"(?<=\d),(?=\d{3})", "", user) + json.dumps(
                [c.result for step in turn.steps for c in step], ensure_ascii=False
            )
            digits = re.sub(r"(?<=\d),(?=\d{3})", "", assistant)
            for found in re.findall(r"(?<![\w.:-])\d{3,}(?:\.\d+)?(?![\w:-])", digits):
                assert found.rstrip("0").rstrip(".") in known, (found, assistant)


def test_the_same_plan_gets_the_same_words_and_another_id_gets_others() -> None:
    """Words depend on the plan alone: not on the phraser, nor on what it has written before."""
    plan = _PLANS[4]
    first = OfflinePhraser().phrase(plan, catalogue())
    phraser = OfflinePhraser()
    phraser.phrase(_PLANS[5], catalogue())
    assert phraser.phrase(plan, catalogue()) == first
    assert OfflinePhraser().phrase(plan.model_copy(update={"id": "other"}), catalogue()).words != first.words
    assert first.generator.kind == "offline"
    assert first.generator.attempts == 0


def test_texts_stay_short() -> None:
    """Nobody reads a screen of text: at most 110 words a text, and few above 90."""
    lengths = [len(text.split()) for plan in _PLANS for _, user, said in _words(plan) for text in (user, said)]
    assert max(lengths) <= 110
    assert sum(n > 90 for n in lengths) <= len(lengths) / 100


def test_no_opener_comes_twice_in_a_dialogue() -> None:
    """A person does not begin two wishes of one talk with the same words."""
    plan = plan_of(list(catalogue().values())[:6], number=4)
    starts = [" ".join(user.split()[:4]) for turn, user, _ in _words(plan) if turn.act == "follow_up"]
    assert len(set(starts)) == len(starts)


def test_voices_differ() -> None:
    """The formal talk in full words and the casual do not; the careless of a chat leave capitals out."""
    tools = list(catalogue().values())[:8]
    texts = {n: " ".join(u for _, u, _ in _words(plan_of(tools, number=n))) for n in range(6)}
    assert "I'm" not in texts[1]
    assert "I'd" not in texts[1]
    assert len({t[:200] for t in texts.values()}) == len(texts)


@pytest.mark.parametrize("act", ["request", "follow_up", "clarify", "correct", "error", "tool_missing", "out_of_scope"])
@pytest.mark.parametrize("number", range(6))
def test_every_act_is_phrased_with_and_without_values(act: str, number: int) -> None:
    """Each act has words even when the plan gives it no goal and no value, and brings the value when there is one."""
    tool = _tool()
    said = SaidValue(call="call_1", path="destination", label="destination", value="Porto")
    for goal in ("find a flight", ""):
        for values in ((), (said,)):
            plan = _one([{"act": act, "goal": goal, "said": values}], {tool.id: tool}, number)
            _, user, assistant = _words(plan)[0]
            assert user.strip()
            assert assistant.strip()
            assert not values or says(user, "Porto")


@pytest.mark.parametrize("act", ["confirm", "chitchat", "close"])
def test_talk_without_calls_has_words(act: str) -> None:
    """Agreeing, small talk and leave-taking need neither goal nor calls."""
    reply = {"confirm": "report", "chitchat": "chat", "close": "farewell"}[act]
    plan = _one([{"act": act, "reply": reply}], {}, 2)
    assert all(user and assistant for _, user, assistant in _words(plan))


def test_a_relative_date_is_said_relatively() -> None:
    """A date whose provenance is the clock is said as `tomorrow`, not as a date."""
    tool = _tool()
    said = SaidValue(call="call_1", path="departureDate", label="departure date", value="2026-03-04", relative=True)
    for number in range(12):
        turn = {"act": "request", "goal": "find a flight", "said": (said,)}
        plan = _one([turn], {tool.id: tool}, number, plan_id=f"p{number}")
        user = _words(plan)[0][1]
        assert "tomorrow" in user.lower()
        assert "on tomorrow" not in user.lower()


def test_a_picked_thing_is_told_before_it_is_picked() -> None:
    """The assistant names the value by which the user then tells one item from the others."""
    search, get = _tool("searchFlights"), _tool("getFlight")
    names = ("Zephyr Pacific", "Solvane", "Halden Air", "Corvina", "Nordlys Wings")
    flights = [
        {"flightId": f"fl_{i}", "airline": n, "price": {"amount": 90.5 + i, "currency": "EUR"}}
        for i, n in enumerate(names)
    ]
    result = {"flights": flights, "total": 5}
    call = PlannedCall(id="call_1", tool=search.id, name="searchFlights", arguments={}, result=result)
    pick = pick_of("call_1", "flights[4]", "flight", "Nordlys Wings", "airline", count=5)
    turns = [
        {"act": "request", "goal": "find a flight", "steps": ((call,),)},
        {"act": "follow_up", "goal": "show a flight", "picks": (pick,)},
    ]
    for number in range(6):
        told = _words(_one(turns, {search.id: search, get.id: get}, number, plan_id=f"q{number}"))
        assert "Nordlys Wings" in told[0][2]
        assert "Nordlys Wings" in told[1][1]


def test_errors_are_explained_and_not_dumped() -> None:
    """A failed call is told in plain words that name the value to blame, without the error's body."""
    tool = _tool("getBooking")
    error = {"error": {"code": "not_found", "message": "Nothing was found for bookingId 'bk_9'."}}
    call = PlannedCall(
        id="call_1", tool=tool.id, name="getBooking", arguments={"bookingId": "bk_9"}, result=error, ok=False
    )
    said = SaidValue(call="call_1", path="bookingId", label="booking reference", value="bk_9")
    turn = {"act": "request", "goal": "show a booking", "said": (said,), "steps": ((call,),), "reply": "apologise"}
    for number in range(6):
        reply = _words(_one([turn], {tool.id: tool}, number, plan_id=f"e{number}"))[0][2]
        assert "bk_9" in reply
        assert "not_found" not in reply
        assert "bookingId" not in reply


def test_a_confirmation_names_what_will_happen() -> None:
    """Before something final the assistant restates the deed and the thing it is done to."""
    tool = _tool("cancelBooking")
    call = PlannedCall(
        id="call_1",
        tool=tool.id,
        name="cancelBooking",
        arguments={"bookingId": "bk_7"},
        result={"bookingId": "bk_7", "status": "cancelled"},
    )
    turns = [
        {"act": "request", "goal": "cancel a booking", "reply": "confirm"},
        {"act": "confirm", "goal": "cancel a booking", "steps": ((call,),)},
    ]
    for number in range(6):
        told = _words(_one(turns, {tool.id: tool}, number, plan_id=f"k{number}"))
        assert "cancel" in told[0][2].lower()
        assert "bk_7" in told[0][2]
        assert "?" in told[0][2] or "confirm" in told[0][2].lower()


def test_a_deed_that_was_not_done_is_told_as_such() -> None:
    """`confirmed: false` in a result is not reported as done."""
    tool = _tool("bookTrain")
    call = PlannedCall(
        id="call_1", tool=tool.id, name="bookTrain", arguments={}, result={"confirmed": False, "id": "x"}
    )
    plan = _one([{"act": "request", "goal": "book a train", "steps": ((call,),)}], {tool.id: tool})
    assert re.search(r"\bnot\b", _words(plan)[0][2])


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=5),
    max_leaves=20,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(result=_JSON, name=st.sampled_from(["searchFlights", "bookTrain", "getBooking", "cancelBooking"]))
def test_any_result_at_all_gives_a_true_short_sentence(result: Any, name: str) -> None:
    """Whatever JSON a tool answers with, the assistant says something, and never shows the machinery."""
    tool = _tool(name)
    call = PlannedCall(id="call_1", tool=tool.id, name=name, arguments={}, result=result)
    plan = _one([{"act": "request", "goal": "do a thing", "steps": ((call,),)}], {tool.id: tool})
    reply = _words(plan)[0][2]
    assert reply.strip()
    assert not re.search(r"\{\"|\[\{", reply)


@settings(max_examples=150, deadline=None)
@given(
    value=st.text(st.characters(codec="ascii", categories=["L", "N", "P", "Zs"]), min_size=1, max_size=60)
    .map(str.strip)
    .filter(bool)
    | st.integers(-(10**6), 10**6)
    | st.booleans()
    | st.lists(st.text("abcxyz", min_size=1, max_size=8), min_size=1, max_size=3),
    label=st.sampled_from(
        ["city", "subject", "booking reference", "search words", "highest price", "include breakfast"]
    ),
)
def test_any_value_can_be_said_under_any_label(value: Any, label: str) -> None:
    """Values of any kind are recognised in the words, or said plainly as a last resort."""
    tool = _tool()
    said = SaidValue(call="call_1", path="q", label=label, value=value)
    user = _words(_one([{"act": "request", "goal": "find a thing", "said": (said,)}], {tool.id: tool}))[0][1]
    assert says(user, value, label=label)


def test_the_phrase_books_hold_enough_forms() -> None:
    """The acts that come up most have at least twenty forms each before anything in them is varied."""
    for rule in ("ask_first", "ask_more", "correct", "confirm", "close", "chitchat", "retry", "lead_look", "ask_one"):
        assert sum(len(forms) for forms in phrase_rules()[rule].values()) >= 20, rule


def test_the_clock_of_a_plan_decides_how_dates_read() -> None:
    """The clock is read with its offset; a plan with another one is phrased without fault."""
    plan = _PLANS[0].model_copy(update={"clock": "2024-12-31T23:30:00-05:00"})
    assert datetime.fromisoformat(plan.clock).utcoffset() is not None
    assert all(user and assistant for _, user, assistant in _words(plan))
