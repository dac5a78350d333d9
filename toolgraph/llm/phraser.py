"""The phraser that lets a language model write, and takes nothing from it unread."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from toolgraph.errors import ModelError
from toolgraph.llm.base import Phrased, TurnWords, Unphrased, Words
from toolgraph.llm.brief import PROMPTS, Problem, Slot, request_for, slots
from toolgraph.llm.caller import Asker
from toolgraph.llm.endpoint import Reply, Trouble
from toolgraph.llm.ladder import parse
from toolgraph.llm.offline import OfflinePhraser
from toolgraph.llm.scenario import SCENARIO_PROMPTS, with_scenario, write_scenario
from toolgraph.llm.verify import Verifier
from toolgraph.models.base import Artefact, JsonObject
from toolgraph.models.dialogue import Generator, Scenario
from toolgraph.models.dialogue_plan import DialoguePlan
from toolgraph.models.tool import Tool
from toolgraph.prompts import prompts_digest

# What a caller of `ChatPhraser` finds wrong with words that passed here; such as the check of the whole dialogue.
Judge = Callable[[DialoguePlan, Mapping[str, Tool], Words], Sequence[Problem]]
_HALTS = ("key", "model", "lost", "budget", "stopped", "waiting")
_ROUND = 1_000  # sample numbers of one round of tries


class Manner(Artefact):
    """How words are asked for.

    Attributes:
        per: A whole dialogue's words in one request, or one utterance a request.
        attempts: Requests for one piece of work until it is given up, 1 or more.
        fallback: What phrases turns that the model did not get right; `none` rejects the dialogue. With `offline` the
            last attempt shows the model the words of templates, to say them in its own.
        scenario: Whose goal the words follow: the plan's, or one that the model writes and rates before the words.
        min_plausible: A chain that the model rates lower is given up before its words, 1 (keeps all) to 5.
    """

    per: Literal["dialogue", "turn"] = "dialogue"
    attempts: int = 3
    fallback: Literal["none", "offline"] = "none"
    scenario: Literal["plan", "model"] = "plan"
    min_plausible: int = 1

    def config(self) -> JsonObject:
        """All that decides which words come out, prompts included."""
        if self.scenario == "plan":
            values = self.model_dump(mode="json", exclude={"scenario", "min_plausible"})
            return {**values, "prompts": prompts_digest(*PROMPTS)}
        return {**self.model_dump(mode="json"), "prompts": prompts_digest(*PROMPTS, *SCENARIO_PROMPTS)}

    def pieces(self, plan: DialoguePlan) -> list[tuple[Slot, ...]]:
        """The utterances of a plan, those of one request together."""
        every = slots(plan)
        return [every] if self.per == "dialogue" else [(slot,) for slot in every]

    def least(self, plan: DialoguePlan) -> int:
        """Requests that a plan takes when every reply passes."""
        return len(self.pieces(plan)) + (self.scenario == "model")


@dataclass
class _Draft:
    """Words on their way."""

    plan: DialoguePlan
    tools: Mapping[str, Tool]
    verifier: Verifier
    round: int
    scenario: Scenario | None = None
    texts: dict[Slot, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    requests: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    repaired: bool = False
    fallen_back: tuple[int, ...] = ()
    templates: dict[Slot, str] = field(default_factory=dict)
    trouble: Trouble | None = None

    def words(self) -> Words:
        turns = (TurnWords(user=self.texts[Slot(t.index, "user")], assistant=self.texts[Slot(t.index, "assistant")])
                 for t in self.plan.turns)  # fmt: skip
        return Words(turns=tuple(turns))


class ChatPhraser:
    """Words from a language model.

    Args:
        judge: Looks at finished words once more; what it finds is mended like any other problem.
    """

    def __init__(self, caller: Asker, manner: Manner, judge: Judge = lambda *_: ()) -> None:
        self.caller, self.manner, self._judge = caller, manner, judge

    def phrase(self, plan: DialoguePlan, tools: Mapping[str, Tool]) -> Phrased:
        """As in Phraser.

        Raises:
            ModelError: The model gave no words that passed.
        """
        outcome = self.attempt(plan, tools)
        if isinstance(outcome, Unphrased):
            raise ModelError(
                f"{self.caller.endpoint.name} gave no words for plan {plan.id}: {outcome.detail}.",
                "Try again, allow more --attempts, or use --fallback offline.",
            )
        return outcome

    def attempt(self, plan: DialoguePlan, tools: Mapping[str, Tool], *, again: int = 0) -> Phrased | Unphrased:
        """Words, or why there are none.

        Args:
            again: How often the plan was given up before; each time the model is asked anew.
        """
        draft = _Draft(plan, tools, Verifier(plan, tools), again)
        if self.manner.scenario == "model" and (weak := self._set_scene(draft)):
            return weak
        for piece in self.manner.pieces(plan):
            self._write(draft, piece)
            if draft.trouble is not None:
                return self._gave_up(draft)
        if not draft.problems:
            self._look_again(draft, slots(plan))
        return self._gave_up(draft) if draft.problems or draft.trouble else Phrased(draft.words(), self._record(draft))

    def _set_scene(self, draft: _Draft) -> Unphrased | None:
        """Let the model write the scenario; why the plan is given up already, None when it is not."""
        scene = write_scenario(self.caller.ask, draft.plan, draft.tools, draft.verifier, self.manner.attempts)
        draft.scenario = scene.scenario
        draft.prompt_tokens += scene.prompt_tokens
        draft.completion_tokens += scene.completion_tokens
        if scene.trouble is not None and scene.trouble.kind in _HALTS:
            draft.trouble = scene.trouble
            return self._gave_up(draft)
        rated = scene.scenario.plausible
        if rated is not None and rated < self.manner.min_plausible:
            detail = f"the model rates it {rated} of 5: {scene.scenario.why or 'without a reason that passed'}"
            return Unphrased(("implausible",), detail, self._record(draft), stage="scenario")
        draft.verifier.hide(scene.scenario.goal, scene.scenario.why)
        return None

    def _write(self, draft: _Draft, piece: Sequence[Slot], problems: tuple[Problem, ...] = ()) -> None:
        """Ask until the utterances of a piece are right, only for those that are not; at last let templates do it."""
        todo = [s for s in piece if s in {p.slot for p in problems}] or list(piece)
        for left in reversed(range(self.manner.attempts)):
            # A weak model that has failed at its own words can often reword right ones.
            drafts = self._templates(draft) if problems and not left and self.manner.fallback == "offline" else {}
            problems = self._try(draft, todo, problems, drafts)
            if not problems or draft.trouble is not None:
                return
            wrong = {p.slot for p in problems}
            todo = [s for s in slots(draft.plan) if s in wrong]
        draft.problems = problems
        if self.manner.fallback == "offline":
            self._fall_back(draft, {p.slot.turn for p in problems})

    def _try(
        self, draft: _Draft, todo: Sequence[Slot], problems: tuple[Problem, ...], drafts: Mapping[Slot, str]
    ) -> tuple[Problem, ...]:
        told = [(p, draft.texts.get(p.slot, "")) for p in problems]
        request = request_for(draft.plan, draft.tools, todo, draft.texts, told, drafts=drafts)
        request = with_scenario(replace(request, sample=draft.round * _ROUND + draft.requests), draft.scenario)
        reply = self.caller.ask(request)
        if isinstance(reply, Trouble):
            draft.trouble = reply
            return problems
        self._count(draft, reply)
        parsed = parse(reply.text, request.schema)
        if parsed is None:
            code = {"length": "cut_off", "content_filter": "filtered"}.get(reply.finish, "not_json")
            return tuple(Problem(slot, code, "answer with the JSON object alone, and be brief") for slot in todo)
        draft.repaired |= parsed.repaired
        draft.texts.update({slot: parsed.value[slot.key].strip() for slot in todo})
        copied = {s.turn for s in todo if s in drafts and draft.texts[s].split() == drafts[s].split()}
        draft.fallen_back = tuple(sorted({*draft.fallen_back, *copied}))
        return draft.verifier.problems(draft.texts)

    def _count(self, draft: _Draft, reply: Reply) -> None:
        draft.requests += 1
        draft.prompt_tokens += reply.prompt_tokens
        draft.completion_tokens += reply.completion_tokens

    def _look_again(self, draft: _Draft, every: Sequence[Slot]) -> None:
        """Let the judge see the whole; mend once what it finds."""
        found = tuple(self._judge(draft.plan, draft.tools, draft.words()))
        if found:
            self._write(draft, every, found)
        if found and not draft.problems and draft.trouble is None:
            draft.problems = tuple(self._judge(draft.plan, draft.tools, draft.words()))

    def _fall_back(self, draft: _Draft, turns: set[int]) -> None:
        draft.texts.update({s: text for s, text in self._templates(draft).items() if s.turn in turns})
        draft.fallen_back = tuple(sorted({*draft.fallen_back, *turns}))
        # Templates are proven by the check of the whole; an order that they pass on from a description is not.
        left = draft.verifier.problems(draft.texts)
        draft.problems = tuple(p for p in left if p.slot.turn not in turns or p.code == "order_followed")

    def _templates(self, draft: _Draft) -> dict[Slot, str]:
        if not draft.templates:
            written = OfflinePhraser().phrase(draft.plan, draft.tools).words.turns
            draft.templates = {s: getattr(written[s.turn], s.who) for s in slots(draft.plan)}
        return draft.templates

    def _gave_up(self, draft: _Draft) -> Unphrased:
        record = self._record(draft)
        if draft.trouble is not None:
            kind, detail = draft.trouble.kind, draft.trouble.detail
            return Unphrased((f"endpoint_{kind}",), detail, record, halt=kind in _HALTS)
        first = draft.problems[0]
        codes = tuple(sorted({p.code for p in draft.problems}))
        return Unphrased(
            codes, f"{first.slot.key}: {first.reason}; it was {draft.texts.get(first.slot, '')[:200]!r}", record
        )

    def _record(self, draft: _Draft) -> Generator:
        return Generator(
            kind="model",
            model=self.caller.endpoint.model,
            attempts=draft.requests,
            prompt_tokens=draft.prompt_tokens,
            completion_tokens=draft.completion_tokens,
            fallback_turns=draft.fallen_back,
            repaired=draft.repaired,
            scenario=draft.scenario,
        )
