"""What linking asks of the graph."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from toolgraph.ids import source_of
from toolgraph.link import Meanings, Side, SourceFacts, ring_texts, unpack_side
from toolgraph.link.alike import ToolText
from toolgraph.models.link import Link, LinkKind
from toolgraph.store import GraphStore
from toolgraph.store.graph import Row

_T = TypeVar("_T")
_AT_ONCE = 2_000

# Which query gives the stored links of a kind that belong to some tools: those into them, or from them where an edge
# has no direction.
_OF_TOOLS: dict[LinkKind, str] = {
    "FITS": "read/fits_into_tools",
    "ALIKE": "read/alike_of_tools",
    "FEEDS": "read/feeds_into_tools",
    "SHARES_INPUT": "read/shares_input_of_tools",
    "SIMILAR": "read/similar_of_tools",
}


def read_many(store: GraphStore, query: str, ids: Iterable[str]) -> list[Row]:
    """The rows of a query that takes `ids`, asked for in parts."""
    unique = list(dict.fromkeys(ids))
    return [row for at in range(0, len(unique), _AT_ONCE) for row in store.read(query, ids=unique[at : at + _AT_ONCE])]


def as_link(kind: LinkKind, row: Row) -> Link:
    """A stored edge as a link."""
    return Link(
        kind=kind,
        start=row["start"],
        end=row["end"],
        score=row["score"],
        reasons=tuple(row.get("reasons") or ()),
        links=row.get("links") or 0,
    )


class StoredGraph:
    """The stored graph as `toolgraph.link.Known`."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store

    def rings(self, ids: Collection[str]) -> Mapping[str, str]:
        """The texts of those circles of sources, of some, that there are."""
        return {i: lines for row in read_many(self._store, "read/rings", sorted(ids)) for i, lines in row["rings"]}

    def mended(self, rings: Mapping[str, str]) -> Mapping[str, str]:
        """The circles to be written, where those that an ingest has changed are given."""
        return rings

    def parameters(self, ids: Sequence[str]) -> dict[str, Meanings]:
        """The sides of some parameters, by id."""
        return self._unpacked("read/parameter_sides", ids, lambda t: tuple(unpack_side(s) for s in json.loads(t)))

    def fields(self, ids: Sequence[str]) -> dict[str, Side]:
        """The sides of some fields, by id."""
        return self._unpacked("read/field_sides", ids, unpack_side)

    def _unpacked(self, query: str, ids: Sequence[str], unpack: Callable[[str], _T]) -> dict[str, _T]:
        return {i: unpack(side) for row in read_many(self._store, query, ids) for i, side in row["sides"]}

    def texts(self, ids: Sequence[str]) -> dict[str, ToolText]:
        """Some tools as similarity looks at them, by id."""

        def text(row: dict[str, Any]) -> ToolText:
            inputs = frozenset(row["inputs"])
            return ToolText(row["id"], row["source"], row["name"], (row["description"] or "")[:300], inputs)

        return {row["id"]: text(row) for row in read_many(self._store, "read/tool_texts", ids)}

    def far_fits_into(self, tools: Sequence[str]) -> list[Link]:
        """The stored FITS from other sources into some tools."""
        return self._gathered("FITS", "read/far_fits_into_tools", tools)

    def far_feeds_into(self, tools: Sequence[str]) -> list[Link]:
        """The stored FEEDS from other sources into some tools."""
        return self._gathered("FEEDS", "read/far_feeds_into_tools", tools)

    def _gathered(self, kind: LinkKind, query: str, ids: Iterable[str]) -> list[Link]:
        """Links that come as one row for each end: what takes time is the number of rows."""
        more = "links" if kind == "FEEDS" else "reasons"
        return [
            as_link(kind, {"start": start, "end": row["id"], "score": score, more: value})
            for row in read_many(self._store, query, ids)
            for start, score, value in sorted(row["links"])
        ]

    def links_of(self, kind: LinkKind, tools: Iterable[str]) -> list[Link]:
        """Stored links of a kind into some tools (ALIKE, SHARES_INPUT, SIMILAR: from them)."""
        return [as_link(kind, row) for row in read_many(self._store, _OF_TOOLS[kind], tools)]

    def links_within(self, source: str, tools: Iterable[str]) -> list[Link]:
        """Stored links of all kinds but CO_USED among the tools of one source."""
        ids = list(tools)
        found = [x for kind in _OF_TOOLS for x in self.links_of(kind, ids)]
        return [x for x in found if source_of(x.start) == source_of(x.end) == source]

    def far_fits_into_parameters(self, ids: Sequence[str]) -> list[Link]:
        """The stored FITS from other sources into some parameters."""
        return self._gathered("FITS", "read/far_fits_into_parameters", ids)

    def fed_by(self, sources: Mapping[str, Collection[str]]) -> set[str]:
        """Which parameters have a stored FITS from one of the sources named for each."""
        rows = [{"id": i, "sources": sorted(names)} for i, names in sorted(sources.items())]
        parts = (rows[at : at + _AT_ONCE] for at in range(0, len(rows), _AT_ONCE))
        return {row["id"] for part in parts for row in self._store.read("read/fed_by_sources", wanted=part)}


class Unsettled(StoredGraph):
    """A graph in which an ingest was broken off: its circles of sources are worked out anew.

    Args:
        facts: Of all stored sources that have any.
    """

    def __init__(self, store: GraphStore, facts: Mapping[str, SourceFacts]) -> None:
        super().__init__(store)
        self._rings = ring_texts(facts)

    def rings(self, ids: Collection[str]) -> Mapping[str, str]:
        """Some circles as they follow from the sources."""
        return {i: self._rings[i] for i in ids if i in self._rings}

    def mended(self, rings: Mapping[str, str]) -> Mapping[str, str]:
        """Those that an ingest has changed, those that are not as they follow from the sources, and as "" the rest."""
        right = {**self._rings, **rings}
        stored = {row["id"]: row["lines"] for row in self._store.read("read/all_rings")}
        return {
            i: right.get(i, "") for i in sorted(right.keys() | stored.keys()) if right.get(i, "") != stored.get(i, "")
        }
