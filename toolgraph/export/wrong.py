"""Leaving out wrong calls, for targets that cannot mask them."""

from __future__ import annotations

from itertools import pairwise

from toolgraph.export.conversation import LeftOut
from toolgraph.models.dialogue import Dialogue, Message, TurnRecord


def wrong_calls(dialogue: Dialogue) -> set[str]:
    """Ids of calls in assistant messages of weight 0."""
    return {c.id for m in dialogue.messages if m.weight == 0 for c in m.tool_calls}


def without_wrong(dialogue: Dialogue) -> Dialogue:
    """The dialogue without assistant messages of weight 0, their answers, and what is recorded of their calls.

    Raises:
        LeftOut: `wrong_call_alone`: a turn keeps no call, so that its last words would report what nobody did;
            `value_from_wrong_call`: a later argument takes its value from the answer of a wrong call.
    """
    if all(m.weight != 0 for m in dialogue.messages):
        return dialogue
    gone = wrong_calls(dialogue)
    if any(p.from_call in gone and p.call not in gone for p in dialogue.provenance):
        raise LeftOut("value_from_wrong_call")
    kept = [i for i, m in enumerate(dialogue.messages) if m.weight != 0 and m.tool_call_id not in gone]
    turns = tuple(_turn(t, kept, gone) for t in dialogue.plan.turns)
    if any(old.calls and not new.calls for old, new in zip(dialogue.plan.turns, turns, strict=True)):
        raise LeftOut("wrong_call_alone")
    messages = tuple(dialogue.messages[i] for i in kept)
    if _speaks_twice(messages):
        raise LeftOut("wrong_call_alone")
    return dialogue.model_copy(
        update={
            "messages": messages,
            "plan": dialogue.plan.model_copy(update={"turns": turns}),
            "provenance": tuple(p for p in dialogue.provenance if p.call not in gone),
        }
    )


def _turn(turn: TurnRecord, kept: list[int], gone: set[str]) -> TurnRecord:
    calls = tuple(c for c in turn.calls if c not in gone)
    return turn.model_copy(update={"message": kept.index(turn.message), "calls": calls})


def _speaks_twice(messages: tuple[Message, ...]) -> bool:
    """Whether two user messages follow each other: the answer between them was a wrong one."""
    roles = [m.role for m in messages]
    return any(a == b == "user" for a, b in pairwise(roles))
