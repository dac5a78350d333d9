"""What to draw, and what became of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from pydantic import Field as PydanticField

from toolgraph.models.base import Artefact

REASONS = {
    "dead_end": "no link leads on from its tools",
    "no_producer": "it needs an id, key or token that nobody can say and that no links as sure as asked for give",
    "not_executable": "the producers of an id, key or token that only a call knows do not fit into the length",
    "too_short": "fewer calls than asked for are left when idle ones go",
    "too_long": "the motif has more calls than --length allows",
    "shape_lost": "the values do not flow as the motif wants",
    "drawn_often": "a tool of it has had five times its share",
    "start_idle": "nobody uses the start tool's result, or another call gives the same",
    "repeated": "the same chain was drawn before",
    "destructive": "it deletes, cancels or pays, and --allow destructive was not given",
}

Cover = Literal["tools", "links"]
ToolSet = Literal["small", "large", "whole-source"]
LARGE = 20  # distractors of a large tool set
WHOLE_SOURCE_MAX = 60  # distractors of a whole source at the most: more than any endpoint takes well


class SampleRequest(Artefact):
    """What to draw.

    Attributes:
        count: Chains wanted.
        length_min: Fewest calls, 2 or more.
        length_max: Most calls.
        seed: The same graph and seed give the same chains.
        distractors: Tools offered beside a chain's own, when `tool_set` is `small`: half of them easily confused with
            it, the rest of its sources or any.
        tool_set: `small`; `large` for 20 distractors; `whole-source` for all tools of the chain's sources.
        start: Draw only chains that contain this tool; None for any.
        score_min: Weakest link to follow, 0 to 1.
        allow_destructive: Also draw tools that delete, cancel or pay.
        rounds: How often the same chain may be drawn, once there are hardly any others: each time it is another person
            who asks, in another world.
    """

    count: int = PydanticField(default=100, ge=1)
    length_min: int = PydanticField(default=2, ge=2, le=12)
    length_max: int = PydanticField(default=5, ge=2, le=12)
    seed: int = 0
    distractors: int = PydanticField(default=4, ge=0, le=60)
    tool_set: ToolSet = "small"
    start: str | None = None
    score_min: float = PydanticField(default=0.5, ge=0.0, le=1.0)
    allow_destructive: bool = False
    rounds: int = PydanticField(default=1, ge=1, le=1000)


@dataclass
class Drawn:
    """Counts of a run, filled in while it goes on.

    Attributes:
        refused: Tries that gave no chain, by a word of `REASONS`.
        skipped: Candidates of a user's motif that were left out: `unknown_tool`, `same_tool_twice`.
        used: How often each tool was drawn.
        again: Chains that were drawn before.
        covered: With `cover`: how many of what was to be covered was drawn.
        uncovered: With `cover`: what could not be drawn, and the reason word of the last try.
        reason: Why fewer chains than asked for were drawn; "" when all were.
    """

    chains: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    used: Counter[str] = field(default_factory=Counter)
    again: int = 0
    covered: int = 0
    uncovered: dict[str, str] = field(default_factory=dict)
    reason: str = ""
