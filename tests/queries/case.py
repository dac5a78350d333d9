"""What a query is given, and what it must answer on the graph of `graph.cypher`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, NamedTuple

from toolgraph.store import GraphStore

GRAPH = Path(__file__).with_name("graph.cypher").read_text(encoding="utf-8")


class Reads(NamedTuple):
    """A read query: parameters in, rows out, in the order of the `returns` line.

    Attributes:
        lists: How lists are compared: `ordered` as they are; `together` when those after the first column belong to
            each other item by item, `alone` when each stands for itself, both in any order.
    """

    query: str
    params: dict[str, Any]
    rows: list[tuple[Any, ...]]
    lists: Literal["ordered", "together", "alone"] = "ordered"

    def comparable(self, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """Rows in a form that is equal for equal answers."""
        if self.lists == "together":
            return [(row[0], sorted(zip(*row[1:], strict=True))) for row in rows]
        if self.lists == "alone":
            return [tuple(sorted(v) if isinstance(v, list) else v for v in row) for row in rows]
        return rows


class Writes(NamedTuple):
    """A write query: rows in, and the answers to a question before and after."""

    query: str
    given: list[dict[str, Any]]
    ask: str
    before: list[tuple[Any, ...]]
    after: list[tuple[Any, ...]]


class Makes(NamedTuple):
    """A schema query: a statement that the database refuses, or answers, once the schema is there."""

    query: str
    label: str
    unique: bool


def fill(store: GraphStore) -> None:
    """Put the small graph into an empty database."""
    store.ask(GRAPH, write=True)
