"""From chains to checked dialogues: plan, words, check, for each chain on its own."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice

from toolgraph.check import check, summary
from toolgraph.generate import generate
from toolgraph.llm.base import Phraser
from toolgraph.llm.offline import OfflinePhraser
from toolgraph.models.base import Artefact
from toolgraph.models.chain import Chain
from toolgraph.models.dialogue import Dialogue, Generator
from toolgraph.models.dialogue_plan import DialoguePlan
from toolgraph.models.finding import Finding
from toolgraph.models.tool import Tool
from toolgraph.plan import Mix, Rejection, plan_chain

_CHUNK = 25  # chains that a worker takes at a time


class Rejected(Artefact):
    """A chain that gave no dialogue to keep.

    Attributes:
        stage: Where it fell: `plan`, `scenario` (a language model finds it unlikely), `generate` or `check`.
        codes: Why, as stable words.
        findings: What the check found, when it fell there.
        dialogue: The dialogue that fell in the check, to be looked at.
        generator: What a language model was asked for it in vain; None when none was.
        again: How often it was tried anew after it had fallen.
    """

    chain: str
    index: int
    stage: str
    codes: tuple[str, ...]
    detail: str = ""
    findings: tuple[Finding, ...] = ()
    dialogue: Dialogue | None = None
    generator: Generator | None = None
    again: int = 0


@dataclass(frozen=True)
class Made:
    """What became of one chain.

    Attributes:
        plan: None when the planner gave none.
        outcome: The checked dialogue, or why there is none.
    """

    chain: Chain
    plan: DialoguePlan | None
    outcome: Dialogue | Rejected


def checked(dialogue: Dialogue) -> Dialogue | Rejected:
    """The dialogue with what the check says of it, or its rejection when it has errors."""
    findings = check(dialogue)
    errors = tuple(f for f in findings if f.severity == "error")
    if not errors:
        return dialogue.model_copy(update={"checks": summary(findings)})
    return Rejected(
        chain=dialogue.chain.id,
        index=dialogue.chain.index,
        stage="check",
        codes=tuple(sorted({f.code for f in errors})),
        detail=errors[0].detail,
        findings=findings,
        dialogue=dialogue,
    )


def make_dialogue(chain: Chain, tools: Mapping[str, Tool], phraser: Phraser, *, seed: int, mix: Mix) -> Made:
    """Plan, phrase and check one dialogue."""
    plan = plan_chain(chain, tools, seed=seed, mix=mix)
    if isinstance(plan, Rejection):
        fallen = Rejected(chain=chain.id, index=chain.index, stage="plan", codes=(plan.code,), detail=plan.detail)
        return Made(chain, None, fallen)
    return Made(chain, plan, checked(generate(plan, tools, phraser)))


@dataclass(frozen=True)
class _Job:
    """What a worker process knows."""

    tools: dict[str, Tool]
    seed: int
    mix: Mix


_jobs: list[_Job] = []  # of this worker process, set once when it starts


def _start(job: _Job) -> None:
    _jobs[:] = [job]


def _work(chain: Chain) -> Made:
    job = _jobs[0]
    return make_dialogue(chain, job.tools, OfflinePhraser(), seed=job.seed, mix=job.mix)


def make_offline(
    chains: Iterable[Chain], tools: Mapping[str, Tool], *, seed: int, mix: Mix, workers: int = 1
) -> Iterator[Made]:
    """Make dialogues with words written offline, in the order of the chains.

    Args:
        chains: Taken as they are needed.
        tools: By id, all that the chains and their distractors name.
        workers: Processes; the outcome is the same for any number.
    """
    if workers <= 1:
        phraser = OfflinePhraser()
        for chain in chains:
            yield make_dialogue(chain, tools, phraser, seed=seed, mix=mix)
        return
    # Not forked: the embedded database has threads of its own in this process.
    context = multiprocessing.get_context("spawn")
    job = _Job(dict(tools), seed, mix)
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=(job,)) as pool:
        iterator = iter(chains)
        while batch := list(islice(iterator, 40 * _CHUNK)):
            yield from pool.map(_work, batch, chunksize=_CHUNK)


def tools_named(chains: Iterable[Chain]) -> set[str]:
    """Ids of all tools that some chains offer."""
    return {t for c in chains for t in (*c.tools, *c.distractors)}
