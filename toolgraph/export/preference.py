"""TRL preference pairs from wrong-then-right: the correction is chosen, the wrong call rejected.

Columns `prompt`, `chosen`, `rejected` (lists of messages as in the `trl` target) and `tools` (JSON text), without
which a chat template could not show what may be called.

Source: https://huggingface.co/docs/trl/dataset_formats, "Preference".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toolgraph.export.chat import tool_defs
from toolgraph.export.conversation import BrokenRow, Conversation, LeftOut, ToolSpec, to_json, uniform
from toolgraph.export.hub import HubFolder
from toolgraph.export.rules import call_fault, check_tools
from toolgraph.export.target import Row, Target
from toolgraph.export.trl import TrlMessage, check_numbers, read_messages, trl_message
from toolgraph.export.wrong import wrong_calls
from toolgraph.models.base import Artefact, JsonObject
from toolgraph.models.dialogue import Dialogue, Message


class _Row(Artefact):
    prompt: tuple[TrlMessage, ...]
    chosen: tuple[TrlMessage, ...]
    rejected: tuple[TrlMessage, ...]
    tools: str


class _Pair(NamedTuple):
    prompt: Sequence[Message]
    chosen: Message
    rejected: Message


def encode(dialogue: Dialogue) -> Iterator[Row]:
    """One row for each wrong call that is put right before the user speaks again.

    Raises:
        LeftOut: `no_wrong_call`; `not_put_right`: every correction needs what came after the wrong call;
            `number_changed_by_reader`.
    """
    if all(m.weight != 0 for m in dialogue.messages):
        raise LeftOut("no_wrong_call")
    pairs = list(_pairs(dialogue))
    if not pairs:
        raise LeftOut("not_put_right")
    tools = tuple(ToolSpec(name=t.name, description=t.description, parameters=t.parameters) for t in dialogue.tools)
    for pair in pairs:
        prompt = uniform(pair.prompt, tools).messages
        check_numbers([*prompt, pair.chosen, pair.rejected])
        data = {
            "prompt": [trl_message(m) for m in prompt],
            "chosen": [trl_message(pair.chosen)],
            "rejected": [trl_message(pair.rejected)],
            "tools": to_json(tool_defs(tools)),
        }
        yield Row(data, None)


def _pairs(dialogue: Dialogue) -> Iterator[_Pair]:
    gone = wrong_calls(dialogue)
    from_wrong = {p.call for p in dialogue.provenance if p.from_call in gone}
    prompt: list[Message] = []
    rejected: Message | None = None
    for message in dialogue.messages:
        if message.weight == 0:
            rejected = rejected or (message if message.tool_calls else None)
            continue
        if message.role == "user":
            rejected = None
        if rejected and message.role == "assistant":
            # Words instead of another call, or a call that the wrong one's answer made possible, are no correction.
            if message.tool_calls and not any(c.id in from_wrong for c in message.tool_calls):
                yield _Pair(tuple(prompt), message, rejected)
            rejected = None
        if message.tool_call_id not in gone:
            prompt.append(message)


def read(row: JsonObject) -> Conversation | None:
    """Nothing; a pair is no conversation.

    Raises:
        BrokenRow: TRL would reject the row or learn nothing from it.
        ValidationError: A key or type is wrong.
    """
    parsed = _Row.model_validate_json(to_json(row), strict=True)
    conversation = read_messages(parsed.prompt + parsed.chosen, parsed.tools)
    check_tools(conversation.tools)
    if parsed.prompt[-1].role not in ("user", "tool"):
        raise BrokenRow("the prompt does not end with a user's or a tool's message")
    if parsed.chosen == parsed.rejected:
        raise BrokenRow("chosen and rejected are the same")
    for side in (parsed.chosen, parsed.rejected):
        if len(side) != 1 or side[0].role != "assistant" or not side[0].tool_calls:
            raise BrokenRow("chosen and rejected are not one assistant message with calls each")
    for call in conversation.messages[-1].tool_calls:
        fault = call_fault(call, conversation.tools)
        if fault:
            raise BrokenRow(fault)
    return None


_COLUMNS = HubFolder(texts=("tools",), messages=("prompt", "chosen", "rejected"))
TARGET = Target("trl-preference", encode, read, _COLUMNS, picks_wrong=True)
