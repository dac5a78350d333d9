"""What a database returns, as values that JSON can hold."""

from __future__ import annotations

from typing import Any

from neo4j.graph import Node, Path, Relationship


def plain_value(value: Any) -> Any:
    """A node as its properties with `_labels`, a relationship with `_type`, `_from`, `_to`; times as ISO text."""
    if isinstance(value, (Node, Relationship, Path)):
        return _plain_entity(value)
    if isinstance(value, dict):
        return {k: plain_value(v) for k, v in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [plain_value(v) for v in value]
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    iso = getattr(value, "iso_format", None) or getattr(value, "isoformat", None)
    return iso() if iso else str(value)


def _plain_entity(value: Node | Relationship | Path) -> Any:
    if isinstance(value, Node):
        return {"_labels": sorted(value.labels), **_properties(value)}
    if isinstance(value, Relationship):
        ends = {"_from": _name(value.start_node), "_to": _name(value.end_node)}
        return {"_type": value.type, **ends, **_properties(value)}
    steps = [part for pair in zip(value.nodes, value.relationships, strict=False) for part in pair]
    return [plain_value(part) for part in (*steps, value.end_node)]


def _properties(entity: Node | Relationship) -> dict[str, Any]:
    return {k: plain_value(v) for k, v in sorted(entity.items())}


def _name(node: Node | None) -> Any:
    return None if node is None else node.get("id", node.element_id)
