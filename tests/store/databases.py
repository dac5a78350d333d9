"""The databases that the store is held against, and what a test needs to look at one as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from toolgraph.pipeline.database import clear
from toolgraph.store import GraphStore, StoreAddress

DATABASES = ("embedded", "neo4j_5", "neo4j_2026")
NEO4J = ("neo4j_5", "neo4j_2026")


class Database(NamedTuple):
    """An open store with the address that leads to it."""

    address: StoreAddress
    store: GraphStore


class Snapshot(NamedTuple):
    """All that a graph holds, in an order that does not depend on how it was made."""

    nodes: dict[tuple[str, str], dict[str, Any]]
    edges: dict[tuple[str, str, str], list[dict[str, Any]]]


def emptied(store: GraphStore) -> GraphStore:
    clear(store)
    return store


def snapshot(store: GraphStore) -> Snapshot:
    """Every node with its labels and properties by id, every edge with its properties by type and ends."""
    nodes: dict[tuple[str, str], dict[str, Any]] = {}
    for (node,) in store.ask("MATCH (n) RETURN n").rows:
        key = (":".join(node["_labels"]), node["id"])
        assert key not in nodes, f"there are two of {key}"
        nodes[key] = node
    edges: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for kind, start, end, properties in store.ask("MATCH (a)-[r]->(b) RETURN type(r), a.id, b.id, properties(r)").rows:
        edges.setdefault((kind, start, end), []).append(properties)
    return Snapshot(dict(sorted(nodes.items())), dict(sorted(edges.items())))


def different(found: Mapping[Any, Any], wanted: Mapping[Any, Any]) -> dict[Any, tuple[Any, Any]]:
    """What is not the same in two graphs, side by side."""
    keys = sorted(found.keys() | wanted.keys())
    return {k: (found.get(k), wanted.get(k)) for k in keys if found.get(k) != wanted.get(k)}
