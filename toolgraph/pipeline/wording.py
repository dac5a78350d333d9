"""Words from a language model: what is needed to ask it, and dialogues made with it, many at a time, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, NamedTuple

from toolgraph.check import check
from toolgraph.errors import ModelError
from toolgraph.generate import generate
from toolgraph.ids import digest
from toolgraph.llm.base import Phrased, Unphrased, Words
from toolgraph.llm.brief import Problem, Slot
from toolgraph.llm.caller import Asker, Caller, Client
from toolgraph.llm.chat import ChatClient
from toolgraph.llm.crew import Crew, Interrupts
from toolgraph.llm.endpoint import Endpoint
from toolgraph.llm.money import Budget, Limits, Prices, Spent
from toolgraph.llm.pace import Pace, Rates
from toolgraph.llm.phraser import ChatPhraser, Manner
from toolgraph.llm.replies import ReplyCache, default_folder
from toolgraph.models.base import JsonObject
from toolgraph.models.chain import Chain
from toolgraph.models.dialogue import Dialogue, Generator
from toolgraph.models.dialogue_plan import DialoguePlan
from toolgraph.models.tool import Tool
from toolgraph.pipeline.make import Made, Rejected, checked
from toolgraph.plan import Mix, Rejection, load_mix, plan_chain

_NO_END = 10**9


@dataclass(frozen=True)
class Access:
    """A language model, and on which terms it is asked.

    Attributes:
        api_key: Never written anywhere; "" for endpoints that want none.
        concurrency: Requests under way at the same time.
        cache: Folder of earlier replies; None keeps them for this run alone.
        tell: Called with what a person should know meanwhile.
        retry_rejected: A run asks anew for dialogues whose words were rejected, before it goes on.
        batch: Requests go into Batch files, which a person sends or which are sent, instead of one by one; None for
            the latter.
        poll_s: Seconds between two looks at a batch that was sent, above 0.
    """

    endpoint: Endpoint
    manner: Manner = field(default_factory=Manner)
    api_key: str = field(default="", repr=False)
    concurrency: int = 8
    rates: Rates = field(default_factory=Rates)
    prices: Prices = field(default_factory=Prices)
    limits: Limits = field(default_factory=Limits)
    cache: Path | None = field(default_factory=default_folder)
    tell: Callable[[str], None] = lambda _: None
    retry_rejected: bool = False
    batch: Literal["files", "submit"] | None = None
    poll_s: float = 30.0

    @property
    def charged(self) -> Prices:
        """The prices of this way of asking."""
        return self.prices.batched() if self.batch else self.prices

    def config(self) -> JsonObject:
        """All that decides which words come out."""
        words = self.endpoint.model_dump(mode="json", exclude={"timeout_s"})
        return {"words": {**words, **self.manner.config()}}

    def part(self, parts: int) -> Access:
        """The terms of one of some parts, which together keep to the limits of the whole."""
        rates = self.rates._replace(
            rpm=self.rates.rpm and self.rates.rpm / parts, tpm=self.rates.tpm and self.rates.tpm / parts
        )
        limits = Limits(
            max_cost=None if self.limits.max_cost is None else self.limits.max_cost / parts,
            max_tokens_total=None if self.limits.max_tokens_total is None else self.limits.max_tokens_total // parts,
        )
        return replace(self, rates=rates, limits=limits)

    def client(self) -> Client:
        """What sends requests.

        Raises:
            MissingExtra: The `openai` package is not installed.
        """
        return ChatClient(self.endpoint, self.api_key)

    def caller(self, *, spent: Spent | None = None, note: Callable[[Spent], None] | None = None) -> Caller:
        """What asks within the terms.

        Args:
            spent: By earlier parts of the same run.
            note: Called with each payment.
        """
        budget = Budget(self.prices, self.limits, spent=spent, note=note)
        return Caller(self.client(), ReplyCache(self.cache), budget, Pace(self.rates, self.tell))


@dataclass(frozen=True)
class Halted:
    """A dialogue that was not dealt with, since the run cannot go on."""

    codes: tuple[str, ...]
    detail: str

    @property
    def fatal(self) -> bool:
        """Whether something must be mended first: neither the user nor the budget has ended the run."""
        return not {"interrupted", "endpoint_stopped", "endpoint_budget", "endpoint_waiting"} & set(self.codes)

    def error(self, access: Access) -> ModelError:
        """The halt as an error."""
        return ModelError(
            f"{access.endpoint.name}: {self.detail}.",
            "See to the endpoint, the key, the model's name and the limits; the same command then goes on, "
            "with what was paid for.",
        )


class Ready(NamedTuple):
    """Words that are there already, as a phraser."""

    phrased: Phrased

    def phrase(self, plan: DialoguePlan, tools: Mapping[str, Tool]) -> Phrased:  # noqa: D102 (as in Phraser)
        del plan, tools
        return self.phrased


class Job(NamedTuple):
    """A chain to be made into a dialogue.

    Attributes:
        tools: By id, all that the chain and its distractors name.
        again: How often it was given up before.
        plan: None when it is still to be made.
    """

    chain: Chain
    tools: Mapping[str, Tool]
    again: int = 0
    plan: DialoguePlan | None = None


class Maker:
    """Makes one dialogue at a time with a language model.

    Args:
        seed: Of plans that are still to be made.

    Attributes:
        least: Requests that the kept dialogues take when every reply passes.
        requests: That were made, for kept and fallen dialogues.
    """

    def __init__(self, manner: Manner, caller: Asker, *, seed: int = 0, mix: Mix | None = None) -> None:
        self.manner = manner
        self._seed, self._mix = seed, mix or load_mix("default")
        self._phraser = ChatPhraser(caller, manner, fault_in_words)
        self.least = self.requests = 0

    def make(self, job: Job) -> Made | Halted:
        """What becomes of a job; safe to be called from many threads."""
        plan = job.plan or plan_chain(job.chain, job.tools, seed=self._seed, mix=self._mix)
        if isinstance(plan, Rejection):
            return Made(job.chain, None, _fallen(job, "plan", (plan.code,), plan.detail))
        outcome = self._phraser.attempt(plan, job.tools, again=job.again)
        if isinstance(outcome, Unphrased) and outcome.halt:
            return Halted(outcome.codes, outcome.detail)
        made = self._made(job, plan, outcome)
        self.requests += outcome.generator.requests
        self.least += self.manner.least(plan) if isinstance(made, Dialogue) else 0
        return Made(job.chain, plan, made)

    @staticmethod
    def _made(job: Job, plan: DialoguePlan, outcome: Phrased | Unphrased) -> Dialogue | Rejected:
        if isinstance(outcome, Unphrased):
            return _fallen(job, outcome.stage, outcome.codes, outcome.detail, outcome.generator)
        made = checked(generate(plan, job.tools, Ready(outcome)))
        if isinstance(made, Rejected):
            made = made.model_copy(update={"generator": outcome.generator, "again": job.again})
        return made


class Writer:
    """Makes dialogues with a language model, many at a time.

    Args:
        seed: Of plans that are still to be made.
    """

    def __init__(self, access: Access, caller: Caller, *, seed: int = 0, mix: Mix | None = None) -> None:
        self.access, self.caller = access, caller
        self._maker = Maker(access.manner, caller, seed=seed, mix=mix)
        self._crew: Crew[Job, Made | Halted] = Crew(self._maker.make, access.concurrency)

    def stop(self) -> None:
        """Begin nothing more; what is under way is finished."""
        self._crew.stopping.set()

    def make(self, jobs: Iterable[Job], wanted: Callable[[], int]) -> Iterator[Made | Halted]:
        """What becomes of each job, in order, many at the same time.

        Args:
            wanted: How many dialogues can still be used.
        """
        try:
            for made in self._crew.ordered(iter(jobs), wanted):
                if isinstance(made, Halted):
                    self.stop()
                yield made
        finally:
            self.caller.remember(digest(self.access.manner.config()), self._maker.least, self._maker.requests)


def _fallen(job: Job, stage: str, codes: tuple[str, ...], detail: str, generator: Generator | None = None) -> Rejected:
    chain = job.chain
    again = job.again if generator is not None else 0
    return Rejected(
        chain=chain.id, index=chain.index, stage=stage, codes=codes, detail=detail, generator=generator, again=again
    )


def word_plans(
    access: Access, plans: Iterable[DialoguePlan], tools: Mapping[str, Tool]
) -> Iterator[Dialogue | Rejected]:
    """A checked dialogue, or why there is none, for each plan, in order.

    Raises:
        ModelError: The endpoint does not answer, refuses key or model, or the budget is spent.
    """
    jobs = (Job(p.chain, {t: tools[t] for t in p.tools}, plan=p) for p in plans)
    with access.caller() as caller:
        yield from _worded(access, Writer(access, caller), jobs)


def _worded(access: Access, writer: Writer, jobs: Iterable[Job]) -> Iterator[Dialogue | Rejected]:
    with Interrupts(writer.stop) as interrupts:
        for made in writer.make(jobs, lambda: _NO_END):
            if isinstance(made, Halted):
                raise made.error(access)
            yield made.outcome
    if interrupts.count:
        raise KeyboardInterrupt


def fault_in_words(plan: DialoguePlan, tools: Mapping[str, Tool], words: Words) -> list[Problem]:
    """What the check of the whole dialogue finds wrong with the words, so that the model can mend it."""
    dialogue = generate(plan, tools, Ready(Phrased(words, Generator(kind="model"))))
    places = _places(dialogue)
    return [
        Problem(places[f.path], f.code, f.detail) for f in check(dialogue) if f.severity == "error" and f.path in places
    ]


def _places(dialogue: Dialogue) -> dict[str, Slot]:
    """Whose words stand at which path of the record."""
    starts = [turn.message for turn in dialogue.plan.turns]
    ends = [*(s - 1 for s in starts[1:]), len(dialogue.messages) - 1]
    out: dict[str, Slot] = {}
    for turn, (start, end) in enumerate(zip(starts, ends, strict=True)):
        out[f"messages[{start}].content"] = Slot(turn, "user")
        out[f"messages[{end}].content"] = Slot(turn, "assistant")
    return out
