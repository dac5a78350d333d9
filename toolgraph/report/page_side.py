"""One column of the report: a set of dialogues, measured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toolgraph.models.base import Artefact
from toolgraph.models.dialogue import Dialogue
from toolgraph.report.figures import Figures, figures
from toolgraph.report.page_counts import Counter, Counts


class Side(Artefact):
    """What was measured of a set of dialogues."""

    figures: Figures
    counts: Counts


def measure(dialogues: Iterable[Dialogue]) -> Side:
    """The figures and counts of a set of dialogues, read once and not kept."""
    counter = Counter()

    def counted() -> Iterator[Dialogue]:
        for dialogue in dialogues:
            counter.add(dialogue)
            yield dialogue

    shape = figures(counted())
    return Side(figures=shape, counts=counter.counts())
