"""What every phraser gives, templates and language models alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, Protocol

from toolgraph.models.base import Artefact
from toolgraph.models.dialogue import Generator
from toolgraph.models.dialogue_plan import DialoguePlan
from toolgraph.models.tool import Tool


class TurnWords(Artefact):
    """The words of one planned turn.

    Attributes:
        user: What the user says.
        assistant: What the assistant says last in the turn, after its calls.
    """

    user: str
    assistant: str


class Words(Artefact):
    """The words of a whole dialogue, one entry a planned turn, in order."""

    turns: tuple[TurnWords, ...]


class Phrased(NamedTuple):
    """Words, and the record of what wrote them."""

    words: Words
    generator: Generator


class Phraser(Protocol):
    """Writes the words of a plan; changes nothing in it."""

    def phrase(self, plan: DialoguePlan, tools: Mapping[str, Tool]) -> Phrased:
        """The words of every turn of `plan`.

        Args:
            tools: By tool id; holds at least every tool of `plan.tools`.
        """
        ...


class Unphrased(NamedTuple):
    """No words for a plan, and why.

    Attributes:
        codes: Stable words: what was wrong with the last reply (`unsaid`, `not_json`, ...), or with the endpoint.
        halt: The endpoint, the budget or the user ends the run; the plan itself is not to blame and not done with.
        stage: Where the plan fell: at its words, or at the scenario before them.
    """

    codes: tuple[str, ...]
    detail: str
    generator: Generator
    halt: bool = False
    stage: Literal["generate", "scenario"] = "generate"
