"""Whole tools out of the graph."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from toolgraph.errors import ConfigError
from toolgraph.ids import digest
from toolgraph.models.tool import Tool
from toolgraph.pipeline.known import read_many
from toolgraph.pipeline.rows import tool_of
from toolgraph.store import GraphStore
from toolgraph.store.graph import Row


def tools_by_id(store: GraphStore, ids: Iterable[str]) -> dict[str, Tool]:
    """Some tools by id; those that are not in the graph are left out."""
    return {name: tool_of(row) for name, row in tool_rows_by_id(store, ids).items()}


def tool_rows_by_id(store: GraphStore, ids: Iterable[str]) -> dict[str, Row]:
    """The rows of some tools, by id, for `toolgraph.pipeline.rows.tool_of`."""
    return {row["id"]: row for row in read_many(store, "read/tools_by_id", sorted(set(ids)))}


def find_tool(store: GraphStore, name: str) -> str:
    """The id of a tool that a user names by its id or, where that is enough, by its name.

    Raises:
        ConfigError: There is no such tool, or several; the message names what was probably meant.
    """
    rows = store.read("read/all_tools")
    found = [r["id"] for r in rows if name in (r["id"], r["name"])]
    if name in found:
        return name
    if len(found) == 1:
        return str(found[0])
    if found:
        raise ConfigError(f"{len(found)} tools are called {name!r}.", f"Use the id of one: {', '.join(found[:8])}.")
    near = get_close_matches(name, [str(r["id"]) for r in rows] + [str(r["name"]) for r in rows], n=3, cutoff=0.5)
    hint = f"Did you mean {', '.join(dict.fromkeys(near))}?" if near else "Look with `toolgraph tools WORDS`."
    raise ConfigError(f"There is no tool {name!r} in the graph.", hint)


def graph_digest(store: GraphStore) -> str:
    """A digest of all specs in the graph and the rules they were linked by: equal graphs draw equal chains."""
    rows = store.read("read/sources")
    tools = store.read("read/tool_digests", sources=[r["id"] for r in rows])
    return digest([[r["id"], r["rules"], r["facts"]] for r in rows] + [[r["id"], r["digest"]] for r in tools])
