"""A Hugging Face folder: Parquet files and a card.

Columns as in the `trl` target, with `id`, `chain` and `motif` beside. Each message is an Arrow `Json()` value whose
text we write ourselves, since `datasets` would write numbers with ten decimals; `tools` is JSON text. For numbers
that its reader still changes see `toolgraph.export.numbers`.

Source: https://huggingface.co/docs/hub/datasets-adding; features: https://huggingface.co/docs/datasets/about_dataset_features
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolgraph.errors import MissingExtra
from toolgraph.export.conversation import Conversation, conversation_of, to_json
from toolgraph.export.rules import check_chat
from toolgraph.export.target import Row, Split, Target
from toolgraph.export.trl import TrlMessage, check_numbers, read_messages, trl_columns
from toolgraph.models.base import Artefact, JsonObject
from toolgraph.models.dialogue import Dialogue

if TYPE_CHECKING:
    from types import ModuleType

_BATCH = 1000  # rows in memory at a time, and in a row group


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
    check_numbers(holds.messages, rewritten=False)
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


def _load() -> tuple[ModuleType, ModuleType]:
    try:
        # Not at the top of the module: an extra, and a second or two to import.
        return import_module("datasets"), import_module("pyarrow.parquet")
    except ImportError as exc:
        raise MissingExtra(
            f"The parquet target needs the package {exc.name}, which is not installed.",
            "Install it with: pip install 'toolgraph[datasets]'",
        ) from exc


class _Folder:
    """`data/<split>-00000-of-00001.parquet`; the card is written beside by `export`, which knows the facts."""

    def write(self, rows: Mapping[Split, Iterable[JsonObject]], folder: Path) -> list[Path]:
        """Write the files of all splits."""
        datasets, parquet = _load()
        features = _features(datasets)
        (folder / "data").mkdir(parents=True)
        for split, some in rows.items():
            with parquet.ParquetWriter(folder / _name(split), features.arrow_schema) as writer:
                left = iter(some)
                while batch := [_stored(row) for row in islice(left, _BATCH)]:
                    writer.write_table(datasets.Dataset.from_list(batch, features=features).data.table)
        return [_name(split) for split in rows]

    def read(self, folder: Path, split: Split) -> Iterator[JsonObject]:
        """Rows of one split."""
        datasets, parquet = _load()
        with parquet.ParquetFile(folder / _name(split)) as file:
            for group in range(file.num_row_groups):
                yield from datasets.Dataset(file.read_row_group(group))


def _name(split: Split) -> Path:
    return Path("data") / f"{split}-00000-of-00001.parquet"


def _features(datasets: ModuleType) -> Any:
    text = datasets.Value("string")
    messages = datasets.List(datasets.Json())
    return datasets.Features({"id": text, "chain": text, "motif": text, "messages": messages, "tools": text})


def _stored(row: JsonObject) -> JsonObject:
    return {**row, "messages": [json.dumps(m, ensure_ascii=False) for m in row["messages"]]}


TARGET = Target("parquet", encode, read, _Folder())
