"""The database as a whole: counts, emptying it, and taking what is in it to another one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from toolgraph.models.base import Artefact
from toolgraph.models.spec import RawSpec, RawTool, SpecFormat
from toolgraph.models.tool import Enrichment, Tool
from toolgraph.pipeline.ingest import IngestReport, ingest
from toolgraph.pipeline.rows import tool_of
from toolgraph.store import GraphStore

_AT_ONCE = 2_000  # Neo4j refuses a transaction that needs more than 70 % of its heap
_SOURCES_AT_ONCE = 20


class SavedSource(Artefact):
    """A source as `db export` writes it, without its tools."""

    id: str
    title: str = ""
    origin: str = ""
    format: SpecFormat = "jsonl"
    licence: str = ""


class SavedTool(Artefact):
    """A tool as `db export` writes it, below its source."""

    source: str
    tool: RawTool


class SavedEnrichment(Artefact):
    """What a model wrote of a tool, as `db export` writes it, with the tool's id."""

    tool: str
    enrichment: Enrichment


class SavedUse(Artefact):
    """A CO_USED edge as `db export` writes it, with the ids of its tools."""

    start: str
    end: str
    count: int
    npmi: float | None = None
    sources: tuple[str, ...] = ()


class Saved(Artefact):
    """One line of an exported graph: one of the four is there."""

    source: SavedSource | None = None
    tool: SavedTool | None = None
    enriched: SavedEnrichment | None = None
    co_used: SavedUse | None = None


def counts(store: GraphStore) -> list[tuple[str, int]]:
    """Nodes by label, then edges by type."""
    nodes = [(str(r["label"]), int(r["count"])) for r in store.read("read/counts")]
    return nodes + [(str(r["type"]), int(r["count"])) for r in store.read("read/edge_counts")]


def node_count(store: GraphStore) -> int:
    """How many nodes there are."""
    return sum(int(r["count"]) for r in store.read("read/counts"))


def clear(store: GraphStore, progress: Callable[[int], None] = lambda _: None) -> int:
    """Remove all nodes with their edges; how many nodes went."""
    gone = 0
    while ids := store.read("read/some_nodes", most=_AT_ONCE)[0]["ids"]:
        gone += store.write("write/cut_nodes", ({"id": i} for i in ids))
        progress(gone)
    return gone


def saved(store: GraphStore) -> Iterator[Saved]:
    """What cannot be computed anew: sources, tools with what models wrote of them, CO_USED; links follow from these."""
    sources = store.read("read/sources")
    for row in sources:
        yield Saved(source=SavedSource(**{name: row[name] for name in SavedSource.model_fields}))
    ids = [row["id"] for row in sources]
    for at in range(0, len(ids), _SOURCES_AT_ONCE):
        for row in store.read("read/tools_of_sources", sources=ids[at : at + _SOURCES_AT_ONCE]):
            tool = tool_of(row)
            yield Saved(tool=SavedTool(source=tool.source, tool=_raw(tool)))
            if tool.enriched is not None:
                yield Saved(enriched=SavedEnrichment(tool=tool.id, enrichment=tool.enriched))
    for row in store.read("read/all_co_used"):
        yield Saved(co_used=SavedUse(**{**row, "sources": row["sources"] or ()}))


def _raw(tool: Tool) -> RawTool:
    shared = RawTool.model_fields.keys() & Tool.model_fields.keys()
    values: dict[str, Any] = {name: getattr(tool, name) for name in shared}
    return RawTool(**{**values, "http": tool.http or None})


def restore(
    store: GraphStore, lines: Iterable[Saved], *, progress: Callable[[str, int, int], None] = lambda *_: None
) -> IngestReport:
    """Ingest what was saved, beside what the database has, link it, and put its CO_USED edges back."""
    sources: dict[str, SavedSource] = {}
    tools: dict[str, list[RawTool]] = {}
    enriched: dict[str, Enrichment | None] = {}
    uses: list[SavedUse] = []
    for line in lines:
        if line.source is not None:
            sources[line.source.id] = line.source
        if line.tool is not None:
            tools.setdefault(line.tool.source, []).append(line.tool.tool)
        if line.enriched is not None:
            enriched[line.enriched.tool] = line.enriched.enrichment
        if line.co_used is not None:
            uses.append(line.co_used)
    specs = (_spec(sources.get(name, SavedSource(id=name)), found) for name, found in tools.items())
    report = ingest(store, specs, enriched=enriched, progress=progress)
    store.write("write/put_co_used", (use.model_dump(mode="json") for use in uses))
    return report


def _spec(source: SavedSource, tools: list[RawTool]) -> RawSpec:
    return RawSpec(
        origin=source.origin,
        source=source.id,
        format=source.format,
        title=source.title,
        licence=source.licence,
        tools=tuple(tools),
    )
