"""Parquet files as the Hugging Face Hub lays them out.

Messages are `Json()` values whose text we write ourselves (`toolgraph.export.numbers` says why), and columns are
declared, not inferred: from JSON lines `datasets` would write numbers with ten decimals, take dates in arguments for
timestamps where all rows call tools of one schema, and fill in nulls where they do not.

Source: https://huggingface.co/docs/hub/datasets-adding; https://huggingface.co/docs/datasets/about_dataset_features
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolgraph.errors import MissingExtra
from toolgraph.export.numbers import exact_json
from toolgraph.export.target import Split
from toolgraph.models.base import JsonObject

if TYPE_CHECKING:
    from types import ModuleType

_BATCH = 1000  # rows in memory at a time, and in a row group


def _load() -> tuple[ModuleType, ModuleType]:
    try:
        # Not at the top of the module: an extra, and a second or two to import.
        return import_module("datasets"), import_module("pyarrow.parquet")
    except ImportError as exc:
        raise MissingExtra(
            f"Writing Parquet needs the package {exc.name}, which is not installed.",
            "Install it with: pip install 'toolgraph[datasets]'",
        ) from exc


@dataclass(frozen=True, slots=True)
class HubFolder:
    """`data/<split>-00000-of-00001.parquet`.

    Attributes:
        texts: Columns of text.
        messages: Columns of lists of messages.
    """

    texts: tuple[str, ...]
    messages: tuple[str, ...]

    def write(self, rows: Mapping[Split, Iterable[JsonObject]], folder: Path) -> list[Path]:
        """Write the files of all splits."""
        datasets, parquet = _load()
        features = self._features(datasets)
        (folder / "data").mkdir(parents=True)
        for split, some in rows.items():
            with parquet.ParquetWriter(folder / _name(split), features.arrow_schema) as writer:
                left = iter(some)
                while batch := [self._stored(row) for row in islice(left, _BATCH)]:
                    writer.write_table(datasets.Dataset.from_list(batch, features=features).data.table)
        return [_name(split) for split in rows]

    def read(self, folder: Path, split: Split) -> Iterator[JsonObject]:
        """Rows of one split."""
        datasets, parquet = _load()
        with parquet.ParquetFile(folder / _name(split)) as file:
            for group in range(file.num_row_groups):
                yield from datasets.Dataset(file.read_row_group(group))

    def _features(self, datasets: ModuleType) -> Any:
        text, messages = datasets.Value("string"), datasets.List(datasets.Json())
        return datasets.Features(dict.fromkeys(self.texts, text) | dict.fromkeys(self.messages, messages))

    def _stored(self, row: JsonObject) -> JsonObject:
        # In the order of the features, which the file's schema has.
        lists = {k: [exact_json(m) for m in row[k]] for k in self.messages}
        return {k: row[k] for k in self.texts} | lists


def _name(split: Split) -> Path:
    return Path("data") / f"{split}-00000-of-00001.parquet"
