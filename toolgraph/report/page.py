"""The report of a run as one page: what was made from what, its shape and quality, and the dialogues themselves."""

from __future__ import annotations

from pathlib import Path

from toolgraph.models.base import Artefact, JsonObject
from toolgraph.report.html import build_page
from toolgraph.report.page_counts import Counts
from toolgraph.report.page_measures import Targets, quality_rows, shape_rows
from toolgraph.report.page_side import Side


class Reject(Artefact):
    """Chains that gave no dialogue, for one reason.

    Attributes:
        stage: Where they fell: `plan`, `generate` or `check`.
        example: What the first of them was rejected for, in words; "" when it says nothing.
    """

    stage: str
    code: str
    count: int
    example: str = ""


class Source(Artefact):
    """How much of one source stands in chains.

    Attributes:
        tools: How many it has in the graph; None when the graph was not at hand.
    """

    name: str
    used: int
    tools: int | None = None


class Report(Artefact):
    """Everything that a report page shows.

    Attributes:
        made: What was made from what, label and value.
        notes: What the page leaves out and why, a sentence each.
        ours: The dialogues of the run.
        ours_small: The same, cut to as many as the baseline has, since diversity falls as a set grows; None
            without one.
        baseline: Dialogues made from the same graph without looking at its links; None when there are none.
        targets: Of the mix; None when it is not known.
        all_tools: In the graph; None when it was not at hand. So `all_links`.
        dialogues: As `page_dialogue.shown` gives them.
        total: Of dialogues, shown or not.
    """

    title: str
    made: tuple[tuple[str, str], ...]
    notes: tuple[str, ...] = ()
    ours: Side
    ours_small: Side | None = None
    baseline: Side | None = None
    targets: Targets | None = None
    sources: tuple[Source, ...] = ()
    all_tools: int | None = None
    all_links: int | None = None
    rejects: tuple[Reject, ...] = ()
    dialogues: tuple[JsonObject, ...] = ()
    total: int


def write_report(path: Path, report: Report) -> int:
    """Write the page; returns its size in bytes."""
    text = build_page("report", title=report.title, data=_data(report))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return len(text.encode())


def _data(report: Report) -> JsonObject:
    sides = [report.ours, *([report.baseline] if report.baseline else [])]
    return {
        "title": report.title,
        "made": report.made,
        "notes": report.notes,
        "key": _key_figures(report),
        "shape": [row.model_dump() for row in shape_rows(report.ours, report.baseline, report.targets)],
        "quality": [row.model_dump() for row in quality_rows(report.ours, report.ours_small, report.baseline)],
        "acts": [side.figures.acts for side in sides],
        "provenance": [side.figures.provenance for side in sides],
        "histograms": [_histograms(side.counts) for side in sides],
        "curve": report.ours.counts.curve,
        "curve_baseline": report.baseline.counts.curve if report.baseline else [],
        "sources": [source.model_dump() for source in report.sources],
        "tools": [report.ours.figures.tools, report.all_tools],
        "links": [report.ours.figures.links, report.all_links],
        "rejects": [reject.model_dump() for reject in report.rejects],
        "warnings": report.ours.counts.warnings,
        "dialogues": report.dialogues,
        "total": report.total,
    }


def _key_figures(report: Report) -> list[tuple[str, str]]:
    shape = report.ours.figures
    grounded = "not checked" if shape.grounded is None else f"{shape.grounded:.0%}"
    return [
        (f"{shape.dialogues:,}", "dialogues kept" if shape.dialogues != 1 else "dialogue kept"),
        (f"{shape.turns:.1f}", "turns each"),
        (f"{shape.calls:.1f}", "calls each"),
        (f"{shape.true_multi_step:.0%}", "of turns with calls truly multi-step"),
        (grounded, "with every value traced"),
    ]


def _histograms(counts: Counts) -> dict[str, dict[int, int]]:
    return {"turns": counts.turns, "calls": counts.calls, "chain": counts.chain}
