"""True multi-step told from calls that merely follow each other, and from parallel ones."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from toolgraph.meaning.values import key_of, leaves
from toolgraph.models.base import JsonValue
from toolgraph.models.dialogue import Dialogue, Message

_TRIVIAL_BELOW = 10


class MultiStep(NamedTuple):
    """How the runs of a dialogue are made. A run is the calls of one turn.

    Attributes:
        true: Runs in which a value flows from an earlier result of the run into a later call.
        false: Runs of two or more calls one after another without such a value.
        parallel: Runs of two or more calls, all made at once.
        turns_with_calls: All runs, those of one call among them.
    """

    true: int
    false: int
    parallel: int
    turns_with_calls: int


class _Call(NamedTuple):
    """A call that is to be learned from, and where it and its answer (-1: none) stand."""

    turn: int
    message: int
    answer: int
    arguments: frozenset[Hashable]
    result: frozenset[Hashable]


def multi_step_runs(dialogue: Dialogue) -> MultiStep:
    """How many runs of a dialogue are truly multi-step; the share is `true / turns_with_calls`.

    A run counts only if some argument equals a value that an earlier result of that run brought, and that value stood
    in no earlier argument and no result before the run.

    Source: ToolWeave (https://arxiv.org/abs/2605.12521). Ours leaves out wrong calls (weight 0), which would make two
        calls of each, and values too common to show a flow: booleans, nulls, empty texts, numbers from -9 to 9.
    """
    return multi_step_of(dialogue.messages)


def multi_step_of(messages: Sequence[Message]) -> MultiStep:
    """As `multi_step_runs`, for the messages of anybody's dialogue."""
    old: set[Hashable] = set()  # values of results and arguments before the run
    counts = {"true": 0, "false": 0, "parallel": 0, "single": 0}
    for _, group in groupby(_calls(messages), key=lambda call: call.turn):
        run = list(group)
        counts[_kind(run, old)] += 1
        for call in run:
            old |= call.arguments | call.result
    return MultiStep(counts["true"], counts["false"], counts["parallel"], sum(counts.values()))


def _calls(messages: Sequence[Message]) -> Iterable[_Call]:
    answers = {m.tool_call_id: i for i, m in reversed(list(enumerate(messages))) if m.role == "tool"}
    turn = -1
    for i, message in enumerate(messages):
        turn += message.role == "user"
        for call in message.tool_calls if message.weight != 0 else ():
            answer = answers.get(call.id, -1)
            result = _parsed(messages[answer].content or "") if answer >= 0 else None
            yield _Call(turn, i, answer, _keys(call.arguments), _keys(result))


def _parsed(content: str) -> JsonValue:
    try:
        return json.loads(content)
    except ValueError:
        return content


def _kind(run: list[_Call], old: set[Hashable]) -> str:
    if len(run) == 1:
        return "single"
    if len({call.message for call in run}) == 1:
        return "parallel"
    used = set(old)
    for i, call in enumerate(run):
        brought = [earlier.result for earlier in run[:i] if 0 <= earlier.answer < call.message]
        if call.arguments & (frozenset[Hashable]().union(*brought) - used):
            return "true"
        used |= call.arguments
    return "false"


def _keys(value: JsonValue) -> frozenset[Hashable]:
    return frozenset(_telling(leaf for _, leaf in leaves(value)))


def _telling(values: Iterable[JsonValue]) -> Iterable[Hashable]:
    for value in values:
        trivial = isinstance(value, bool) or (isinstance(value, int | float) and abs(value) < _TRIVIAL_BELOW)
        if not trivial and (key := key_of(value)) is not None:
            yield key
