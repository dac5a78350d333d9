"""The graph, or a part of it, as one page: a map of all tools, and for each what feeds it and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from toolgraph.models.base import JsonObject
from toolgraph.report.html import build_page

EDGES = ("FEEDS", "SHARES_INPUT", "SIMILAR", "CO_USED")
_TEXT = 160  # characters of a description that are kept


class Node(NamedTuple):
    """One tool as the page knows it."""

    id: str
    source: str
    name: str
    title: str
    description: str
    effect: str


class Edge(NamedTuple):
    """One edge between two tools by id.

    Attributes:
        score: 0 to 1; for `CO_USED` its npmi, never below 0.
    """

    start: str
    end: str
    score: float


class Fit(NamedTuple):
    """One link behind a FEEDS edge: a field that can fill a parameter, and why."""

    start: str
    field: str
    end: str
    parameter: str
    score: float
    reasons: Sequence[str]


class View(NamedTuple):
    """What a page shows.

    Attributes:
        title: Of the window.
        where: The database, as its user named it.
        focus: Id of the tool to open with; None for the map.
        nodes: Sorted by id; edges and fits of other tools are left out.
        edges: By type.
    """

    title: str
    where: str
    focus: str | None
    nodes: Sequence[Node]
    edges: Mapping[str, Sequence[Edge]]
    fits: Iterable[Fit]


def write_view(path: Path, view: View) -> int:
    """Write the page; returns its size in bytes."""
    text = build_page("view", title=view.title, data=_data(view))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return len(text.encode())


class _Words:
    """Texts as numbers: a path stands in thousands of links, and once in the page."""

    def __init__(self) -> None:
        self.at: dict[str, int] = {}

    def __getitem__(self, text: str) -> int:
        return self.at.setdefault(text, len(self.at))


def _data(view: View) -> JsonObject:
    place = {node.id: at for at, node in enumerate(view.nodes)}
    sources = sorted({node.source for node in view.nodes})
    source_at = {name: at for at, name in enumerate(sources)}
    paths, reasons = _Words(), _Words()
    fits = [
        number
        for fit in view.fits
        if fit.start in place and fit.end in place
        for number in (
            place[fit.start],
            place[fit.end],
            paths[fit.field],
            paths[fit.parameter],
            _score(fit.score),
            reasons[" ".join(fit.reasons)],
        )
    ]
    return {
        "title": view.title,
        "where": view.where,
        "focus": place.get(view.focus or "", -1),
        "sources": sources,
        "id": [node.id for node in view.nodes],
        "name": [node.name for node in view.nodes],
        "source": [source_at[node.source] for node in view.nodes],
        "effect": [node.effect for node in view.nodes],
        "text": [_first_words(node) for node in view.nodes],
        # Flat numbers, three an edge: packing and reading a hundred thousand small lists takes seconds.
        "edges": {kind: _flat(view.edges.get(kind, ()), place) for kind in EDGES},
        "fits": fits,
        "paths": list(paths.at),
        "reasons": list(reasons.at),
    }


def _flat(edges: Iterable[Edge], place: dict[str, int]) -> list[int]:
    inside = (e for e in edges if e.start in place and e.end in place)
    return [n for e in inside for n in (place[e.start], place[e.end], _score(e.score))]


def _score(score: float) -> int:
    return round(100 * score)


def _first_words(node: Node) -> str:
    text = " ".join((node.description or node.title).split())
    return text if len(text) <= _TEXT else text[: _TEXT - 1].rsplit(" ", 1)[0] + "…"
