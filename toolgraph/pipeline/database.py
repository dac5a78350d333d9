"""The database as a whole: counts, and emptying it."""

from __future__ import annotations

from collections.abc import Callable

from toolgraph.store import GraphStore

_AT_ONCE = 2_000  # Neo4j refuses a transaction that needs more than 70 % of its heap


def counts(store: GraphStore) -> list[tuple[str, int]]:
    """Nodes by label, then edges by type."""
    nodes = [(str(r["label"]), int(r["count"])) for r in store.read("read/counts")]
    return nodes + [(str(r["type"]), int(r["count"])) for r in store.read("read/edge_counts")]


def clear(store: GraphStore, progress: Callable[[int], None] = lambda _: None) -> int:
    """Remove all nodes with their edges; how many nodes went."""
    gone = 0
    while ids := store.read("read/some_nodes", most=_AT_ONCE)[0]["ids"]:
        gone += store.write("write/cut_nodes", ({"id": i} for i in ids))
        progress(gone)
    return gone
