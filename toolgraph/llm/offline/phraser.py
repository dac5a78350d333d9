"""The phraser that needs nothing but the phrase books."""

from __future__ import annotations

from collections.abc import Mapping

from toolgraph.ids import rng_for
from toolgraph.llm.base import Phrased, TurnWords, Words
from toolgraph.llm.offline.assistant import AssistantWords
from toolgraph.llm.offline.user import UserWords
from toolgraph.models.dialogue import Generator
from toolgraph.models.dialogue_plan import DialoguePlan
from toolgraph.models.tool import Tool


class OfflinePhraser:
    """Writes words from a phrase grammar; the same plan always gets the same words."""

    def phrase(self, plan: DialoguePlan, tools: Mapping[str, Tool]) -> Phrased:  # noqa: D102 (as in Phraser)
        rng = rng_for(plan.seed, "words", plan.id)
        user = UserWords(plan, tools, rng)
        assistant = AssistantWords(plan, tools, rng, user.names)
        turns = tuple(TurnWords(user=user.words(turn), assistant=assistant.words(turn)) for turn in plan.turns)
        return Phrased(Words(turns=turns), Generator(kind="offline"))
