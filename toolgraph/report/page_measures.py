"""Which figures the page compares, how they are called, and which way is better."""

from __future__ import annotations

from typing import Literal, NamedTuple

from toolgraph.models.base import Artefact
from toolgraph.report.figures import Figures
from toolgraph.report.page_side import Side

Unit = Literal["share", "number", "fine", "bits"]


class Targets(Artefact):
    """What the mix asked for.

    Attributes:
        turns: User turns a dialogue.
        calls: Calls a dialogue.
        several: Share of turns with several calls, 0 to 1.
        acts: Share of dialogues with a turn of the act, 0 to 1; `wrong` is a wrong call put right.
    """

    mix: str
    turns: float
    calls: float
    several: float
    acts: dict[str, float]


class Row(Artefact):
    """One figure.

    Attributes:
        better: Which way is better; "" where neither is.
        value: None where it was not measured, as the others.
    """

    label: str
    unit: Unit
    value: float | None
    target: float | None = None
    baseline: float | None = None
    better: Literal["higher", "lower", ""] = ""
    help: str = ""


_ACTS = {
    "clarify": "dialogues with a clarification",
    "correct": "dialogues with a change of mind",
    "error": "dialogues with a failed call",
    "wrong": "dialogues with a wrong call put right",
    "confirm": "dialogues with a confirmation",
    "tool_missing": "dialogues with a wish for no offered tool",
    "out_of_scope": "dialogues with a wish for no tool at all",
    "chitchat": "dialogues with small talk",
    "close": "dialogues with a goodbye",
}


def shape_rows(ours: Side, baseline: Side | None, targets: Targets | None) -> list[Row]:
    """Shape against the targets of the mix and the baseline."""
    at, base = ours.figures, baseline.figures if baseline else None
    rows = [
        Row(label="turns a dialogue", unit="number", value=at.turns, target=targets and targets.turns,
            baseline=base and base.turns),
        Row(label="calls a dialogue", unit="number", value=at.calls, target=targets and targets.calls,
            baseline=base and base.calls, help="Wrong calls that are put right later are left out."),
        Row(label="turns with several calls", unit="share", value=at.several_calls, target=targets and targets.several,
            baseline=base and base.several_calls),
    ]  # fmt: skip
    for act, label in _ACTS.items():
        value, target = ours.counts.with_act.get(act, 0.0), targets.acts.get(act) if targets else None
        if value or target:
            before = baseline.counts.with_act.get(act, 0.0) if baseline else None
            rows.append(Row(label=label, unit="share", value=value, target=target, baseline=before))
    return rows


class _Quality(NamedTuple):
    name: str
    label: str
    unit: Unit
    better: Literal["higher", "lower"]
    help: str
    by_size: bool = False  # depends on how many dialogues there are


_QUALITY = (
    _Quality("true_multi_step", "truly multi-step turns", "share", "higher",
             "Turns with calls in which a value that a result brought first is used by a later call."),
    _Quality("links", "different links", "number", "higher",
             "Pairs of an output and the input that took its value.", by_size=True),
    _Quality("grounded", "dialogues with every value traced", "share", "higher",
             "To the user's words, an earlier result, the context, the clock or a default."),
    _Quality("schema_valid", "dialogues valid by their schemas", "share", "higher", "Arguments and results."),
    _Quality("free_of_errors", "dialogues free of errors", "share", "higher", "By all checks."),
    _Quality("entropy", "word entropy", "bits", "higher", "H of ToolFlow, in bits.", by_size=True),
    _Quality("distinct_2", "distinct-2", "fine", "higher", "Different pairs of words by all pairs.", by_size=True),
    _Quality("distinct_3", "distinct-3", "fine", "higher", "Different triples of words by all triples.", by_size=True),
    _Quality("nearest_rouge_l", "nearest other dialogue", "fine", "lower",
             "Mean of each dialogue's highest ROUGE-L to another; lower is more diverse.", by_size=True),
)  # fmt: skip


def quality_rows(ours: Side, small: Side | None, baseline: Side | None) -> list[Row]:
    """Quality against the baseline.

    Args:
        small: Ours cut to the baseline's size, for figures that depend on the size; None without a baseline.
    """
    return [_quality(what, (small if what.by_size and small else ours).figures, baseline) for what in _QUALITY]


def _quality(what: _Quality, at: Figures, baseline: Side | None) -> Row:
    return Row(
        label=what.label,
        unit=what.unit,
        value=getattr(at, what.name),
        baseline=getattr(baseline.figures, what.name) if baseline else None,
        better=what.better,
        help=what.help,
    )
