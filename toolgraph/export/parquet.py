"""A Hugging Face folder: Parquet files and a card, which `export` writes beside.

Columns as in the `trl` target, with `id`, `chain` and `motif` beside.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolgraph.export.conversation import Conversation, conversation_of, to_json
from toolgraph.export.hub import HubFolder
from toolgraph.export.rules import check_chat
from toolgraph.export.target import Row, Target
from toolgraph.export.trl import TrlMessage, check_numbers, read_messages, trl_columns
from toolgraph.models.base import Artefact, JsonObject
from toolgraph.models.dialogue import Dialogue


class _Row(Artefact):
    id: str
    chain: str
    motif: str
    messages: tuple[TrlMessage, ...]
    tools: str


def encode(dialogue: Dialogue) -> Iterator[Row]:
    """One row.

    Raises:
        LeftOut: `number_changed_by_reader`.
    """
    holds = conversation_of(dialogue)
    check_numbers(holds.messages)
    about = {"id": dialogue.id, "chain": dialogue.chain.id, "motif": dialogue.chain.motif}
    yield Row(about | trl_columns(holds), holds)


def read(row: JsonObject) -> Conversation:
    """The conversation of a row.

    Raises:
        BrokenRow: TRL or a chat template would reject the row.
        ValidationError: A key or type is wrong.
    """
    parsed = _Row.model_validate_json(to_json(row), strict=True)
    conversation = read_messages(parsed.messages, parsed.tools)
    check_chat(conversation)
    return conversation


TARGET = Target("parquet", encode, read, HubFolder(texts=("id", "chain", "motif", "tools"), messages=("messages",)))
