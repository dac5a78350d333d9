"""The graph, or a tool's neighbourhood, out of the database and into a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from toolgraph.errors import ConfigError
from toolgraph.pipeline.catalogue import find_tool
from toolgraph.report.view import Edge, Fit, Node, View, write_view
from toolgraph.store import GraphStore
from toolgraph.store.graph import Row

_AT_ONCE = 500
_QUERIES = {
    "FEEDS": "read/feeds_into_tools",
    "SHARES_INPUT": "read/shares_input_of_tools",
    "SIMILAR": "read/similar_of_tools",
    "CO_USED": "read/co_used_of_tools",
}

Progress = Callable[[str, int, int], None]


def view_graph(
    store: GraphStore, html: Path, *, tool: str | None = None, progress: Progress = lambda *_: None
) -> tuple[int, int]:
    """Write a page of the whole graph, or of one tool with everything next to it and the edges among those.

    Args:
        tool: Id or name; None for the whole graph.

    Returns:
        How many tools the page shows, and its size in bytes.

    Raises:
        ConfigError: There is no such tool, or the graph is empty.
    """
    focus = find_tool(store, tool) if tool else None
    rows = store.read("read/all_tools")
    if not rows:
        raise ConfigError(f"The graph in {store.where} is empty.", "Fill it with `toolgraph ingest PATH`.")
    if focus is not None:
        near = {focus, *(str(row["other"]) for row in store.read("read/next_to_tool", id=focus))}
        rows = [row for row in rows if row["id"] in near]
    nodes = [_node(row) for row in rows]
    ids = [node.id for node in nodes]
    edges = {kind: [_edge(row) for row in _paged(store, query, ids, progress)] for kind, query in _QUERIES.items()}
    view = View(
        title=f"{focus} and its neighbours" if focus else "The tool graph",
        where=store.where,
        focus=focus,
        nodes=nodes,
        edges=edges,
        fits=map(_fit, _paged(store, "read/fits_of_consumers", ids, progress)),
    )
    return len(nodes), write_view(html, view)


def _paged(store: GraphStore, query: str, ids: list[str], progress: Progress) -> Iterator[Row]:
    for at in range(0, len(ids), _AT_ONCE):
        yield from store.read(query, ids=ids[at : at + _AT_ONCE])
        progress(f"reading {query.removeprefix('read/').replace('_', ' ')}", min(at + _AT_ONCE, len(ids)), len(ids))


def _node(row: Row) -> Node:
    return Node(row["id"], row["source"], row["name"], row["title"] or "", row["description"] or "", row["effect"])


def _edge(row: Row) -> Edge:
    return Edge(row["start"], row["end"], max(0.0, row["score"] if "score" in row else row["npmi"]))


def _fit(row: Row) -> Fit:
    start, _, _ = row["source_id"].partition("#out:")
    end, _, _ = row["target_id"].partition("#in:")
    return Fit(start, row["source_field"], end, row["target_param"], row["score"], row["reasons"])
