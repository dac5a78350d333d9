"""What a target is: how a dialogue becomes rows, how rows stand in files, and how a row is read under its rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

from toolgraph.export.conversation import Conversation
from toolgraph.models.base import JsonObject
from toolgraph.models.dialogue import Dialogue

WrongCalls = Literal["mask", "drop"]
Split = Literal["train", "validation"]


class Row(NamedTuple):
    """One row for a file.

    Attributes:
        data: As the target wants it.
        holds: The conversation that reading the row must give; None for targets that hold no conversation.
    """

    data: JsonObject
    holds: Conversation | None


class Layout(Protocol):
    """How rows stand in files."""

    def write(self, rows: Mapping[Split, Iterable[JsonObject]], folder: Path) -> list[Path]:
        """Write all files under an empty folder; give their paths within it, main files first."""
        ...

    def read(self, folder: Path, split: Split) -> Iterator[JsonObject]:
        """Rows of one split, in the order in which they were written, as the target's own reader sees them."""
        ...


@dataclass(frozen=True, slots=True)
class Target:
    """One format.

    Attributes:
        encode: Rows of a dialogue; raises LeftOut when the format cannot hold it by nature.
        read: What a row says, or None for formats without a conversation; raises BrokenRow (or pydantic's
            ValidationError) with the target's rule.
        masks: Whether it can hold a message that is not trained on.
        picks_wrong: Whether wrong calls are what it is made of, so that nothing is left out beforehand.
        min_rows: Fewest training rows that the target takes.
    """

    name: str
    encode: Callable[[Dialogue], Iterator[Row]]
    read: Callable[[JsonObject], Conversation | None]
    layout: Layout
    masks: bool = False
    picks_wrong: bool = False
    min_rows: int = 0
