"""Looking around in the graph: tools, links, neighbourhoods."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toolgraph.link.follow import Follower, Habits, likely_next
from toolgraph.models.tool import Tool
from toolgraph.pipeline.catalogue import find_tool, tools_by_id
from toolgraph.store import GraphStore
from toolgraph.store.graph import Row

_PAGE = 500
_LONGEST = 110


@dataclass(frozen=True)
class ToolCard:
    """A tool and its neighbours by id, surest first.

    Attributes:
        followers: What likely comes next; empty where `learn` has seen nothing.
    """

    tool: Tool
    fed_by: list[str]
    feeds: list[str]
    similar: list[str]
    followers: list[str]


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
    near = _near(store, tool_id)

    def of(kind: str) -> list[str]:
        return [f"{other} ({score:.2f})" for other, score in near[kind].items()]

    followers = [f"{f.tool} ({f.share:.0%} {' '.join(f.reasons)})" for f in tool_followers(store, tool_id)]
    return ToolCard(tools_by_id(store, [tool_id])[tool_id], of("fed by"), of("feeds"), of("similar"), followers)


def _near(store: GraphStore, tool_id: str) -> dict[str, dict[str, float]]:
    """The neighbours of a tool with their scores, by `fed by`, `feeds` and `similar`, surest first."""
    found: dict[str, dict[str, float]] = {"fed by": {}, "feeds": {}, "similar": {}}
    for row in store.read("read/neighbours", id=tool_id):
        found[row["kind"]][row["other"]] = row["score"]
    return found


def tool_followers(store: GraphStore, name: str, *, most: int = 10) -> list[Follower]:
    """What likely comes after a tool, by recorded use (`learn`) and links; empty where nothing was recorded.

    Raises:
        ConfigError: There is no such tool, or several of that name.
    """
    total = {row["tool"]: row["count"] for row in store.read("read/co_used_totals")}
    if not total:
        return []
    tool_id = find_tool(store, name)
    near = _near(store, tool_id)
    after: dict[str, dict[str, int]] = {}
    for row in store.read("read/co_used_of_tools", ids=[tool_id, *near["similar"]]):
        after.setdefault(row["start"], {})[row["end"]] = row["count"]
    return likely_next(tool_id, Habits(after, total), near["feeds"], near["similar"], most=most)


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
