"""Looking around in the graph: tools, links, neighbourhoods."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toolgraph.models.tool import Tool
from toolgraph.pipeline.catalogue import find_tool, tools_by_id
from toolgraph.store import GraphStore
from toolgraph.store.graph import Row

_PAGE = 500
_LONGEST = 110


@dataclass(frozen=True)
class ToolCard:
    """A tool and its neighbours by id, surest first."""

    tool: Tool
    fed_by: list[str]
    feeds: list[str]
    similar: list[str]


def search_tools(store: GraphStore, words: str, *, source: str | None = None) -> list[tuple[str, str, str]]:
    """Tools that have all words in id, name, title, description or category: (id, effect, description), by id."""
    wanted = words.lower().split()
    found = []
    for row in store.read("read/all_tools"):
        text = " ".join(str(row[k] or "") for k in ("id", "title", "description", "category")).lower()
        if all(word in text for word in wanted) and source in (None, row["source"]):
            found.append((row["id"], row["effect"], _first_line(row["description"] or row["title"] or "")))
    return found


def _first_line(text: str) -> str:
    line = text.strip().split("\n", 1)[0]
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"


def tool_card(store: GraphStore, name: str) -> ToolCard:
    """One tool with its neighbours.

    Raises:
        ConfigError: There is no such tool, or several of that name.
    """
    tool_id = find_tool(store, name)
    near = store.read("read/neighbours", id=tool_id)

    def of(kind: str) -> list[str]:
        return [f"{r['other']} ({r['score']:.2f})" for r in near if r["kind"] == kind]

    return ToolCard(tools_by_id(store, [tool_id])[tool_id], of("fed by"), of("feeds"), of("similar"))


def tool_links(store: GraphStore, name: str) -> Iterator[Row]:
    """The FITS links into one tool and then those out of it, by the leaf, surest first."""
    ids = [find_tool(store, name)]
    yield from store.read("read/fits_of_consumers", ids=ids)
    yield from store.read("read/fits_of_producers", ids=ids)


def all_links(store: GraphStore) -> Iterator[Row]:
    """Every FITS link, consumer by consumer, read in pages."""
    ids = [row["id"] for row in store.read("read/all_tools")]
    for at in range(0, len(ids), _PAGE):
        yield from store.read("read/fits_of_consumers", ids=ids[at : at + _PAGE])
