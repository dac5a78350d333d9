"""The shape of a set of dialogues in numbers, without a model.

Words are runs of letters and digits, lower case, of what users and assistants say; calls and results are not words.
Wrong calls (weight 0) are counted apart, since nobody learns from them.
"""

from __future__ import annotations

from collections.abc import Iterable

from toolgraph.models.base import Artefact
from toolgraph.models.dialogue import Dialogue
from toolgraph.report.tally import Tally


class Figures(Artefact):
    """The shape of a set of dialogues. Means are per dialogue; shares are 0 to 1; 0 where there is nothing to share.

    Attributes:
        dialogues: How many there are.
        turns: Mean of user messages.
        calls: Mean of calls, wrong ones left out.
        calls_a_turn: Calls by turns.
        several_calls: Share of turns with two calls or more (BFCL v4 multi-turn base: 0.352, with 3.67 turns and 5.71
            calls a dialogue).
        true_multi_step: Share of turns with calls in which a value first brought in the turn is used in the turn
            (`meaning.multi_step`, after ToolWeave, https://arxiv.org/abs/2605.12521).
        false_multi_step: Share of turns with calls whose calls follow one another without such a value.
        parallel: Share of turns with calls whose two or more calls are all made at once.
        wrong_calls: Mean of calls that are put right later.
        clarifications: Mean of turns in which the user answers a question of the assistant.
        acts: Share of turns by act.
        provenance: Share of argument values by source.
        chain_length: Mean of calls in the chain.
        tools: Distinct tools in chains.
        links: Distinct bindings in chains, as (giving tool, field, taking tool, parameter).
        entropy: Of words over the set, in bits: H of ToolFlow (https://arxiv.org/abs/2410.18447; 10.36 there).
        distinct_1: Distinct words by all words; it falls as a set grows, so compare sets of one size.
        distinct_2: The same for pairs of words that follow each other in an utterance.
        distinct_3: The same for triples (ToolFlow: 0.4865 of 8,000).
        nearest_rouge_l: Mean of each dialogue's highest ROUGE-L F1 (https://aclanthology.org/W04-1013) to any other,
            in a seeded sample; lower is more diverse; 0 for fewer than two.
        grounded: Share of dialogues without a value that is invented, early or from elsewhere; None when some dialogue
            was not checked.
        schema_valid: Share of dialogues whose arguments and results fit their schemas; None as above.
        free_of_errors: Share of dialogues without any finding of severity error; None as above.
        words: Mean of words.
        tokens: Estimate for a dialogue with its tools and calls: characters of its JSON by four. Tokenisers differ by
            a fifth either way.
    """

    dialogues: int
    turns: float
    calls: float
    calls_a_turn: float
    several_calls: float
    true_multi_step: float
    false_multi_step: float
    parallel: float
    wrong_calls: float
    clarifications: float
    acts: dict[str, float]
    provenance: dict[str, float]
    chain_length: float
    tools: int
    links: int
    entropy: float
    distinct_1: float
    distinct_2: float
    distinct_3: float
    nearest_rouge_l: float
    grounded: float | None
    schema_valid: float | None
    free_of_errors: float | None
    words: float
    tokens: float


def figures(dialogues: Iterable[Dialogue], *, sample: int = 200, seed: int = 1) -> Figures:
    """The figures of a set of dialogues, read once and not kept.

    Args:
        sample: How many dialogues are compared with each other for ROUGE-L; 0 leaves it out.
        seed: Of that sample; the same dialogues in the same order give the same figures.
    """
    tally = Tally(sample=sample, seed=seed)
    for dialogue in dialogues:
        tally.add(dialogue)
    n = max(1, tally.dialogues)
    with_calls = max(1, tally.runs["with_calls"])
    turns = max(1, tally.turns)
    return Figures(
        dialogues=tally.dialogues,
        turns=tally.turns / n,
        calls=tally.calls / n,
        calls_a_turn=tally.calls / turns,
        several_calls=tally.turns_with_several / turns,
        true_multi_step=tally.runs["true"] / with_calls,
        false_multi_step=tally.runs["false"] / with_calls,
        parallel=tally.runs["parallel"] / with_calls,
        wrong_calls=tally.wrong_calls / n,
        clarifications=tally.acts["clarify"] / n,
        acts=tally.shares(tally.acts),
        provenance=tally.shares(tally.provenance),
        chain_length=tally.chain_calls / n,
        tools=len(tally.tools),
        links=len(tally.links),
        entropy=tally.words.entropy(),
        distinct_1=tally.words.distinct(1),
        distinct_2=tally.words.distinct(2),
        distinct_3=tally.words.distinct(3),
        nearest_rouge_l=tally.nearest(),
        grounded=tally.share_without("value_"),
        schema_valid=tally.share_without("argument_", "result_invalid", "tool_unknown"),
        free_of_errors=None if tally.unchecked else tally.free_of_errors / n,
        words=tally.words.total / n,
        tokens=tally.characters / 4 / n,
    )


def rows(shape: Figures) -> tuple[tuple[str, str], ...]:
    """Label and value of each figure, for a table; shares in per cent, mixes one row an entry."""
    made: list[tuple[str, str]] = []
    for name, value in shape.model_dump().items():
        label = name.replace("_", " ")
        if isinstance(value, dict):
            made += [(f"{label}: {key}", f"{share:.1%}") for key, share in value.items()]
        else:
            made.append((label, _shown(name, value)))
    return tuple(made)


_SHARES = frozenset(
    "several_calls true_multi_step false_multi_step parallel grounded schema_valid free_of_errors".split()
)


def _shown(name: str, value: float | None) -> str:
    if value is None:
        return "not checked"
    if isinstance(value, int):
        return f"{value:,}"
    if name in _SHARES:
        return f"{value:.1%}"
    return f"{value:.4f}" if name.startswith(("distinct", "nearest")) else f"{value:,.2f}"
