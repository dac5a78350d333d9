"""From chains to checked dialogues: plan, words, check, for each chain on its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

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
from toolgraph.runs import as_line


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

    @property
    def reasons(self) -> tuple[str, ...]:
        """The codes, each with its stage."""
        return tuple(f"{self.stage}.{code}" for code in self.codes)


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


@dataclass(frozen=True)
class Lines:
    """What became of one chain, as the lines of a run's files.

    Attributes:
        files: By name of the file, in the order in which they are to be written; the deciding one last.
        kept: There is a dialogue to keep.
        reasons: Why there is none, as `stage.code`.
    """

    files: Mapping[str, str]
    kept: bool
    reasons: tuple[str, ...] = ()


def lines_of(made: Made) -> Lines:
    """What is written of a chain."""
    files = {"chains": as_line(made.chain)}
    if made.plan is not None:
        files["plans"] = as_line(made.plan)
    outcome = made.outcome
    if isinstance(outcome, Dialogue):
        return Lines({**files, "dialogues": as_line(outcome)}, kept=True)
    return Lines({**files, "rejected": as_line(outcome)}, kept=False, reasons=outcome.reasons)


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
    try:
        return _make(chain, tools, phraser, seed, mix)
    except Exception as error:
        error.add_note(f"Chain {chain.id} of {', '.join(chain.tools)}, seed {seed}.")
        raise


def _make(chain: Chain, tools: Mapping[str, Tool], phraser: Phraser, seed: int, mix: Mix) -> Made:
    plan = plan_chain(chain, tools, seed=seed, mix=mix)
    if isinstance(plan, Rejection):
        fallen = Rejected(chain=chain.id, index=chain.index, stage="plan", codes=(plan.code,), detail=plan.detail)
        return Made(chain, None, fallen)
    return Made(chain, plan, checked(generate(plan, tools, phraser)))


def make_offline(chains: Iterable[Chain], tools: Mapping[str, Tool], *, seed: int, mix: Mix) -> Iterator[Made]:
    """Make dialogues with words written offline, in the order of the chains.

    Args:
        chains: Taken as they are needed.
        tools: By id, all that the chains and their distractors name.
    """
    phraser = OfflinePhraser()
    for chain in chains:
        yield make_dialogue(chain, tools, phraser, seed=seed, mix=mix)


def tools_named(chains: Iterable[Chain]) -> set[str]:
    """Ids of all tools that some chains offer."""
    return {t for c in chains for t in (*c.tools, *c.distractors)}
