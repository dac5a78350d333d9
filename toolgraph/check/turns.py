"""Whether the dialogue follows its plan, turn by turn."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolgraph.check.talk import Called, Talk
from toolgraph.meaning.said import dates_in, says
from toolgraph.meaning.values import leaves
from toolgraph.models.dialogue import TurnRecord
from toolgraph.models.finding import Finding

_WITHOUT_CALLS = frozenset(("chitchat", "close", "out_of_scope"))
_ASKS = re.compile(
    r"\?|\b(please|could you|can you|tell me|let me know|which|what|need|missing|share|give me|provide|confirm|"
    r"first)\b",
    re.IGNORECASE,
)


def check_turns(talk: Talk) -> Iterator[Finding]:
    """Findings `plan_turns`, `plan_calls`, `act_broken`, `wrong_call_uncorrected`, `clock_unshown`, `fact_unshown`."""
    yield from _wrong(talk)
    if not talk.own:
        return
    yield from _given(talk)
    wanted = [turn.message for turn in talk.turns]
    got = [i for i, _ in talk.users]
    if wanted != got:
        yield talk.finding("plan_turns", "plan.turns", f"user messages stand at {got}, planned at {wanted}")
        return
    for index, turn in enumerate(talk.turns):
        calls = [call for call in talk.calls if call.turn == index]
        ids = tuple(call.id for call in calls)
        if ids != turn.calls:
            detail = f"calls {', '.join(ids) or 'none'}, planned {', '.join(turn.calls) or 'none'}"
            yield talk.finding("plan_calls", f"plan.turns[{index}].calls", detail)
        yield from _act(talk, index, turn, calls)


def _given(talk: Talk) -> Iterator[Finding]:
    """The assistant knows the date and the facts of the plan only from the system message."""
    if talk.clock is not None and talk.clock.date() not in dates_in(talk.given, talk.clock):
        yield talk.finding("clock_unshown", "plan.clock", f"the system message does not name {talk.clock.date()}")
    for path, fact in leaves(talk.context):
        if fact not in (True, False, None, "", [], {}) and not says(talk.given, fact):
            yield talk.finding("fact_unshown", f"plan.context.{path}", f"the system message does not give {fact!r}")


def _act(talk: Talk, index: int, turn: TurnRecord, calls: list[Called]) -> Iterator[Finding]:
    path = f"plan.turns[{index}]"
    if turn.act in _WITHOUT_CALLS and calls:
        yield talk.finding("act_broken", path, f"a turn of {turn.act} makes a call")
    if turn.act == "clarify" and not _ASKS.search(_words_before(talk, turn.message)):
        yield talk.finding("act_broken", path, "the user clarifies, and the assistant has not asked")
    if turn.act == "close" and index + 1 < len(talk.turns):
        yield talk.finding("act_broken", path, "the user takes leave before the last turn")


def _words_before(talk: Talk, message: int) -> str:
    """The assistant's words that a user's message answers; "" when there are none."""
    before = talk.messages[message - 1] if message else None
    return before.content or "" if before is not None and before.role == "assistant" else ""


def _wrong(talk: Talk) -> Iterator[Finding]:
    for call in talk.calls:
        if call.wrong and not any(later.message > call.message and not later.wrong for later in talk.calls):
            yield talk.finding("wrong_call_uncorrected", call.path, "a wrong call that no later call puts right")
