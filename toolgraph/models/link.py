"""Scored edges of the graph."""

from __future__ import annotations

from typing import Literal

from toolgraph.models.base import Artefact

LinkKind = Literal["FITS", "ALIKE", "FEEDS", "SHARES_INPUT", "CO_USED", "SIMILAR"]


class Link(Artefact):
    """A scored edge between two leaves or two tools.

    Attributes:
        kind: Edge type in the graph.
        start: Id of the node the edge leaves: a Field for FITS, a Parameter for ALIKE, else a Tool.
        end: Id of the node it enters: a Parameter for FITS and ALIKE, else a Tool.
        score: 0 to 1; higher is surer.
        reasons: Stable words that say why (FITS, SIMILAR), sorted; empty for derived edges.
        links: How many leaf edges stand behind a FEEDS or SHARES_INPUT edge; 0 for others.
    """

    kind: LinkKind
    start: str
    end: str
    score: float
    reasons: tuple[str, ...] = ()
    links: int = 0
