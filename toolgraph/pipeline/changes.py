"""Changes to the graph, gathered and then written in an order in which each finds what it needs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import get_args

from toolgraph.ids import source_of, tool_part
from toolgraph.link import Far, Near
from toolgraph.models.link import Link, LinkKind
from toolgraph.pipeline.known import StoredGraph
from toolgraph.pipeline.rows import link_row
from toolgraph.store import GraphStore
from toolgraph.store.graph import Row

_KINDS: tuple[LinkKind, ...] = tuple(k for k in get_args(LinkKind) if k != "CO_USED")
_ORDER = (
    "put_sources",
    *(f"cut_{kind.lower()}" for kind in _KINDS),
    "cut_leaves",
    "cut_tags",
    "cut_tools",
    "put_tools",
    "add_parameters",
    "add_fields",
    "put_tags",
    *(f"add_{kind.lower()}" for kind in _KINDS),
    "pack_parameters",
    "pack_fields",
    "put_rings",
    "cut_rings",
    "cut_sources",
)
_LEAF_KINDS = ("FITS", "ALIKE")


class GraphChanges:
    """Rows by write query.

    Attributes:
        added: Edges to be written, by type.
        cut: Edges to be taken away, by type.
    """

    def __init__(self, known: StoredGraph) -> None:
        self._known = known
        self._rows: dict[str, list[Row]] = defaultdict(list)
        self.added: Counter[str] = Counter()
        self.cut: Counter[str] = Counter()

    def put(self, query: str, row: Row) -> None:
        """Add a row for a query in `cypher/write/`."""
        self._rows[query].append(row)

    def put_all(self, query: str, rows: Iterable[Row]) -> None:
        """Add rows for a query in `cypher/write/`."""
        self._rows[query].extend(rows)

    def replace_tools(self, changed: Iterable[str], removed: Iterable[str]) -> None:
        """Take away what hangs on some stored tools, and the removed ones with it."""
        gone = [{"id": i} for i in removed]
        both = [*({"id": i} for i in sorted(changed)), *gone]
        self.put_all("cut_leaves", both)
        self.put_all("cut_tags", both)
        self.put_all("cut_tools", gone)

    def settle(
        self, wanted: Iterable[Link], stored: Iterable[Link], *, fresh: Collection[str], removed: Collection[str]
    ) -> None:
        """Make the stored links the wanted ones.

        Args:
            fresh: Tools whose leaves are written anew: links on those leaves go with the old ones by themselves.
            removed: Tools that go, with all their links.
        """
        there = {_key(x): x for x in stored if not _goes(x, fresh, removed)}
        for link in wanted:
            old = there.pop(_key(link), None)
            if old == link:
                continue
            if old is not None:
                self._cut(old)
            self._add(link)
        for link in there.values():
            self._cut(link)

    def settle_far(self, far: Far, nears: Mapping[str, Near], changed: Collection[str], before: list[str]) -> None:
        """Make the stored links between sources the wanted ones, after those within sources were written.

        Args:
            before: Tools that the touched sources had.
        """
        removed = {i for i in changed if source_of(i) in nears and i not in nears[source_of(i)].texts}
        into = [i for i in before if i not in removed]
        fits = [*self._known.far_fits_into(into), *self._known.far_fits_into_parameters(far.parameters)]
        feeds = self._known.far_feeds_into([*into, *far.consumers])
        # The leaves of changed tools are new by now, so what is stored is stored.
        self.settle([*far.fits, *far.feeds], {_key(x): x for x in (*fits, *feeds)}.values(), fresh=(), removed=())
        pairs = [(a, b) for a, b in far.unlike if a not in removed and b not in removed]
        self.put_all("cut_similar", ({"start": a, "end": b} for a, b in pairs))
        for link in far.similar:
            self._add(link)

    def put_rings(self, texts: Mapping[str, str]) -> None:
        """Write circles of sources, and take those away that have no text."""
        self.put_all("put_rings", ({"id": i, "lines": text} for i, text in texts.items() if text))
        self.put_all("cut_rings", ({"id": i} for i, text in texts.items() if not text))

    def _add(self, link: Link) -> None:
        self.put(f"add_{link.kind.lower()}", link_row(link))
        self.added[link.kind] += 1

    def _cut(self, link: Link) -> None:
        self.put(f"cut_{link.kind.lower()}", {"start": link.start, "end": link.end})
        self.cut[link.kind] += 1

    def flush(self, store: GraphStore, progress: Callable[[int, int], None]) -> None:
        """Write everything."""
        total = sum(map(len, self._rows.values()))
        done = 0
        for query in _ORDER:
            rows = self._rows.pop(query, [])
            if rows:
                progress(done, total)
                done += store.write(f"write/{query}", rows)
        progress(total, total)


def _key(link: Link) -> tuple[str, str, str]:
    return link.kind, link.start, link.end


def _goes(link: Link, fresh: Collection[str], removed: Collection[str]) -> bool:
    ends = (tool_part(link.start), tool_part(link.end))
    gone = removed if link.kind not in _LEAF_KINDS else {*removed, *fresh}
    return any(end in gone for end in ends)
