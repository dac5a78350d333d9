"""What `check` found wrong with a dialogue."""

from __future__ import annotations

from typing import Literal

from toolgraph.models.base import Artefact


class Finding(Artefact):
    """One fault.

    Attributes:
        code: Stable word (`argument_invalid`, `value_invented`, ...); the README lists all.
        severity: An `error` makes the dialogue unfit for training; a `warning` is a matter of taste.
        path: Where in the record: `messages[4].tool_calls[0].arguments.date`.
        detail: One sentence with got and expected.
    """

    dialogue: str
    code: str
    severity: Literal["error", "warning"]
    path: str
    detail: str
