from __future__ import annotations

import json

import pytest

from tests.llm.plans import CLOCK, catalogue, plan_of, plans
from toolgraph.generate import generate, system_text
from toolgraph.llm.base import Phrased, TurnWords, Words
from toolgraph.llm.offline import OfflinePhraser
from toolgraph.models.dialogue import Dialogue, Generator
from toolgraph.models.dialogue_plan import DialoguePlan, PlannedCall, PlannedTurn


class _Scripted:
    """A phraser that says which turn it is."""

    def phrase(self, plan: DialoguePlan, tools: object) -> Phrased:
        turns = tuple(TurnWords(user=f"user {t.index}", assistant=f"assistant {t.index}") for t in plan.turns)
        return Phrased(Words(turns=turns), Generator(kind="model", model="m", attempts=2))


def _dialogue() -> Dialogue:
    return generate(plan_of(list(catalogue().values())[:3], 1), catalogue(), OfflinePhraser())


def test_messages_pair_up() -> None:
    """System first; each user message, its calls with their answers in order, then words; ids match."""
    for plan in plans(20):
        dialogue = generate(plan, catalogue(), OfflinePhraser())
        assert dialogue.messages[0].role == "system"
        open_calls: list[str] = []
        for message in dialogue.messages[1:]:
            if message.role == "tool":
                assert message.tool_call_id == open_calls.pop(0)
                json.loads(message.content or "")
            else:
                assert not open_calls
                open_calls = [call.id for call in message.tool_calls]
                assert (message.content is None) == bool(open_calls)
        assert dialogue.messages[-1].role == "assistant"


def test_turn_records_point_at_their_messages() -> None:
    """Each turn's record gives the index of its user message and the ids of its calls."""
    plan = plan_of(list(catalogue().values())[:3], 1)
    dialogue = generate(plan, catalogue(), OfflinePhraser())
    for turn, record in zip(plan.turns, dialogue.plan.turns, strict=True):
        assert dialogue.messages[record.message].role == "user"
        assert record.calls == tuple(c.id for step in turn.steps for c in step)
        assert (record.act, record.goal) == (turn.act, turn.goal)


def _call(number: int, weight: int = 1) -> PlannedCall:
    tool = catalogue()["travel/getBooking"]
    return PlannedCall(
        id=f"call_{number}",
        tool=tool.id,
        name=tool.name,
        arguments={"bookingId": "b"},
        result={"n": "ü"},
        weight=weight,
    )


@pytest.mark.parametrize(
    ("steps", "wanted"),
    [
        (((_call(1), _call(2)),), [(2, 1)]),
        (((_call(1, 0),), (_call(2),)), [(1, 0), (1, 1)]),
        (((_call(1, 0), _call(2)),), [(1, 0), (1, 1)]),
    ],
)
def test_parallel_calls_share_a_message_and_wrong_ones_stand_alone(
    steps: tuple[tuple[PlannedCall, ...], ...], wanted: list[tuple[int, int]]
) -> None:
    """Calls of one step come in one message of weight 1; a wrong call has a message of its own, of weight 0."""
    plan = plan_of([catalogue()["travel/getBooking"]], 1)
    plan = plan.model_copy(update={"turns": (PlannedTurn(index=0, act="request", goal="g", steps=steps),)})
    dialogue = generate(plan, catalogue(), _Scripted())
    calling = [m for m in dialogue.messages if m.tool_calls]
    assert [(len(m.tool_calls), m.weight) for m in calling] == wanted
    assert any("ü" in (m.content or "") for m in dialogue.messages if m.role == "tool")
    assert dialogue.messages[-1].content == "assistant 0"


def test_tools_are_offered_in_the_plans_order_with_distractors_marked() -> None:
    """The offer keeps the plan's order; what is not in the chain is a distractor; calls use the offered names."""
    tools = list(catalogue().values())[:4]
    plan = plan_of(tools[:2], 1).model_copy(update={"tools": tuple(t.id for t in reversed(tools))})
    dialogue = generate(plan, catalogue(), OfflinePhraser())
    assert [t.tool for t in dialogue.tools] == [t.id for t in reversed(tools)]
    assert [t.distractor for t in dialogue.tools] == [True, True, False, False]
    assert {c.name for m in dialogue.messages for c in m.tool_calls} <= {t.name for t in dialogue.tools}


def test_the_system_message_tells_clock_and_context() -> None:
    """The moment in words with its zone, and each fact of the context verbatim."""
    plan = plan_of(list(catalogue().values())[:1], 1)
    facts = {"user_name": "Ana Lopes", "account_id": "AC-1", "timezone": "Europe/Lisbon", "limit": 5}
    text = system_text(plan.model_copy(update={"clock": CLOCK, "context": facts}))
    assert "Tuesday, 3 March 2026, 14:05 (Europe/Lisbon)" in text
    assert "The user is Ana Lopes." in text
    assert "The user's account number is AC-1." in text or "account" in text
    assert "AC-1" in text
    assert "5" in text
    assert "account_id" not in text
    far = system_text(plan.model_copy(update={"clock": "2026-03-03T14:05:00+05:30", "context": {}}))
    assert far.endswith("14:05 (UTC+05:30).")


def test_ids_follow_from_plan_and_words() -> None:
    """The same plan and words give the same id, other words another; the phraser's record is kept."""
    assert _dialogue() == _dialogue()
    plan = plan_of(list(catalogue().values())[:3], 1)
    other = generate(plan, catalogue(), _Scripted())
    assert other.id != _dialogue().id
    assert other.generator.attempts == 2
    assert other.provenance == plan.provenance
