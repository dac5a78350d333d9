"""Many questions put to a model within one run: at the same time, within its terms, each outcome written at once."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple, TypeVar

from toolgraph.errors import ConfigError
from toolgraph.ids import digest
from toolgraph.llm.answers import Ask, Asked
from toolgraph.llm.caller import Caller, learned
from toolgraph.llm.crew import Crew, Interrupts
from toolgraph.llm.endpoint import Request
from toolgraph.llm.money import Spent
from toolgraph.llm.replies import ReplyCache
from toolgraph.llm.tokens import Learned, estimate_tokens
from toolgraph.models.base import Artefact, JsonObject
from toolgraph.pipeline.wording import Access, Halted
from toolgraph.runs import Run, read_records

SPEND = "spend"  # journal of payments in a run folder
_NO_END = 10**9
Job = TypeVar("Job")


class Answered(NamedTuple):
    """What came of one job.

    Attributes:
        least: Requests that it takes when every answer passes.
        record: To be written; None when the run was halted before it was done.
        name: Of the file it goes to.
    """

    asked: Asked
    least: int
    record: Artefact | None = None
    name: str = ""


class Took(NamedTuple):
    """What a run took, all parts of it together; the three counts are of this part."""

    spent: Spent
    limited: int
    failed: int
    cached: int
    halted: Halted | None


class AskReport(Artefact):
    """What a run of questions did, whatever they were about.

    Attributes:
        asked: Jobs dealt with; `kept` and `rejected` together.
        reasons: Rejected ones by code.
        halted: Why the run ended before it was done; "" when it is done.
        resumed: Records that an earlier part had left.
    """

    folder: Path
    asked: int
    kept: int
    rejected: int
    reasons: dict[str, int] = {}
    halted: str = ""
    resumed: int = 0
    seconds: float = 0.0
    spent: Spent = Spent()
    limited: int = 0
    failed: int = 0
    cached: int = 0


class Estimate(Artefact):
    """What a run will take, more or less.

    Attributes:
        cost: By the prices given; 0 without any.
        learned: Whether counts of earlier runs with this model went into it.
    """

    jobs: int
    requests: int
    prompt_tokens: int
    completion_tokens: int
    cost: float
    learned: bool


def terms_of(access: Access, **more: object) -> JsonObject:
    """All of the terms that decides which answers come."""
    if access.batch or access.retry_rejected:
        raise ConfigError("--batch and --retry-rejected are about words of dialogues.", "Leave them out.")
    endpoint = access.endpoint.model_dump(mode="json", exclude={"timeout_s"})
    return {"asked": {**endpoint, "attempts": access.manner.attempts, **more}}


def ask_all(
    run: Run,
    access: Access,
    jobs: Iterable[Job],
    work: Callable[[Ask, Job], Answered],
    *,
    about: JsonObject,
    written: Callable[[], None] = lambda: None,
) -> Took:
    """Do all jobs that can be done, and write what comes of each.

    The first Ctrl-C, and what ends the whole run, let all that is under way finish; it is written too.

    Args:
        jobs: Taken when there is room for one.
        about: What the run's own estimates depend on, besides the endpoint.
        written: Called after each record.
    """
    spent = Spent()
    for paid in read_records(run.path(SPEND), Spent):
        spent = spent.plus(paid)
    with access.caller(spent=spent, note=lambda paid: run.append(SPEND, paid)) as caller:
        crew: Crew[Job, Answered] = Crew(lambda job: work(caller.ask, job), access.concurrency)
        halted: Halted | None = None
        least = requests = 0
        with Interrupts(crew.stopping.set) as interrupts, closing(_ordered(crew, jobs, caller)) as outcomes:
            for one in outcomes:
                if one.asked.halts and halted is None:
                    halted = Halted(one.asked.codes, one.asked.detail)
                    crew.stopping.set()
                if one.record is not None:
                    run.append(one.name, one.record)
                    requests += one.asked.attempts
                    least += one.least
                    written()
        if interrupts.count and halted is None:
            halted = Halted(("interrupted",), "stopped by Ctrl-C")
        caller.remember(digest(about), least, requests)
        return Took(caller.budget.spent, *caller.tally, halted)


def _ordered(crew: Crew[Job, Answered], jobs: Iterable[Job], caller: Caller) -> Generator[Answered]:
    try:
        yield from crew.ordered(iter(jobs), lambda: _NO_END)
    finally:
        caller.pace.stopped.set()


def estimated(access: Access, questions: Sequence[tuple[Request, int]], *, jobs: int, about: JsonObject) -> Estimate:
    """What asking once takes, more where earlier runs have shown that this model is asked twice; asks no model.

    Args:
        questions: Requests, and about how many tokens a good answer to each has.
    """
    with closing(ReplyCache(access.cache)) as cache:
        known = learned(cache, access.endpoint, digest(about))
    ratio = known or Learned()
    more = max(1.0, ratio.requests)
    prompt = sum(estimate_tokens(r.text) for r, _ in questions) * ratio.prompt * more
    completion = sum(tokens for _, tokens in questions) * ratio.completion * more
    return Estimate(
        jobs=jobs,
        requests=round(len(questions) * more),
        prompt_tokens=round(prompt),
        completion_tokens=round(completion),
        cost=access.prices.cost(prompt, completion),
        learned=known is not None,
    )
