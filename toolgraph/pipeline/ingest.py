"""Specs into the graph: write what changed, link what that touched, and nothing else.

Crash safety: a source is marked `linking` before anything of it changes, and the mark goes when all its links are in
place. A source that still has the mark was interrupted; the next ingest takes everything of it as changed.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor

from toolgraph.ids import id_in, source_of, tool_part
from toolgraph.link import Near, SourceFacts, link_far, link_near, pack_side
from toolgraph.models.base import Artefact
from toolgraph.models.spec import RawSpec, Skipped
from toolgraph.models.tool import Enrichment, Tool
from toolgraph.normalise import normalise
from toolgraph.pipeline.changes import GraphChanges
from toolgraph.pipeline.known import StoredGraph, Unsettled
from toolgraph.pipeline.rows import (
    enrichment_of,
    field_rows,
    parameter_pack,
    parameter_rows,
    tool_of,
    tool_row,
)
from toolgraph.pipeline.rules import rules_for
from toolgraph.pipeline.source import Source, compare
from toolgraph.store import GraphStore
from toolgraph.store.graph import Row

_GROUP_TOOLS = 1_500  # tools written in one go

Progress = Callable[[str, int, int], None]


class SpecReport(Artefact):
    """What became of one spec.

    Attributes:
        kept: Tools of the source that the spec does not have and that were left in the graph.
        skipped: Items that were left out, each with its reason.
    """

    origin: str
    source: str
    format: str
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    kept: int = 0
    skipped: tuple[Skipped, ...] = ()


class IngestReport(Artefact):
    """What an ingest did.

    Attributes:
        links: Edges written, by type; empty when nothing changed.
        unlinked: Edges taken away, by type, besides those that went with their ends.
        resumed: Sources linked anew though their specs did not change: an earlier ingest was interrupted, or the rules
            of linking were others.
        seconds: Where the time went, by step; writing goes on while the next sources are linked.
    """

    specs: tuple[SpecReport, ...]
    links: dict[str, int] = {}
    unlinked: dict[str, int] = {}
    resumed: tuple[str, ...] = ()
    seconds: dict[str, float] = {}

    def total(self, what: str) -> int:
        """Sum of one of the counts over all specs."""
        return sum(getattr(spec, what) for spec in self.specs)


def ingest(
    store: GraphStore,
    specs: Iterable[RawSpec],
    *,
    prune: bool = False,
    embed: bool | None = None,
    enriched: Mapping[str, Enrichment | None] | None = None,
    progress: Progress | None = None,
) -> IngestReport:
    """Take specs into the graph.

    What a model wrote of a tool stays as long as the tool's name, texts and schemas are what the model was told of.

    Args:
        specs: As `toolgraph.read` gives them; read one by one.
        prune: Remove tools of a source that its spec does not have any more.
        enriched: What models wrote of tools, by id, to be there in the place of what is stored; None takes it away.
            Tools that are neither in the graph nor in the specs are passed over.
        embed: Weigh links by the texts of their ends as well, in the whole graph; None does as the graph was linked
            before, so that one graph is never linked in two ways.
        progress: Called with a step's name, how much of it is done, and how much there is (0: not known).

    Raises:
        SpecError: A spec that was named is none; raised by `specs` before anything is written.
        MissingExtra: Texts are to be weighed, and the model's packages are not installed.
        StoreError: The database failed; the next ingest of the same specs finishes the work.
    """
    doing = _Ingest(store, prune=prune, embed=embed, progress=progress or (lambda *_: None))
    return doing.run(specs, enriched or {})


class _Ingest:
    def __init__(self, store: GraphStore, *, prune: bool, embed: bool | None, progress: Progress) -> None:
        self.store, self.prune, self.progress = store, prune, progress
        self.known = StoredGraph(store)
        linked = store.read("read/linked_by")
        self.rules = rules_for((row["rules"] for row in linked), embed)
        self.is_new = not linked
        self.stored: dict[str, Row | None] = {}
        if any(map(self._is_stale, linked)):
            self.stored.update((row["id"], row) for row in store.read("read/sources"))
            self.known = Unsettled(store, self._facts(self.stored))
        self.sources: dict[str, Source] = {}
        self.taken = 0
        self.written: Counter[str] = Counter()
        self.cut: Counter[str] = Counter()
        self.seconds: dict[str, float] = defaultdict(float)

    def run(self, specs: Iterable[RawSpec], enriched: Mapping[str, Enrichment | None]) -> IngestReport:
        reports = [self._take(spec) for spec in self._timed("read", specs)]
        reports = self._with_gone(reports)
        resumed = tuple(sorted(name for name, row in self.stored.items() if row and self._is_stale(row)))
        for name in resumed:
            self._load_rest(self._source(name))
        self._enrich(enriched)
        self._rename()
        touched = {n: s for n, s in sorted(self.sources.items()) if s.touched}
        if touched:
            self._write(touched)
        return IngestReport(
            specs=tuple(reports),
            links=dict(sorted(self.written.items())),
            unlinked=dict(sorted(self.cut.items())),
            resumed=resumed,
            seconds={k: round(v, 2) for k, v in self.seconds.items()},
        )

    def _timed(self, step: str, items: Iterable[RawSpec]) -> Iterator[RawSpec]:
        iterator = iter(items)
        while True:
            began = time.perf_counter()
            item = next(iterator, None)
            self.seconds[step] += time.perf_counter() - began
            if item is None:
                return
            yield item

    def _stored(self, name: str) -> Row | None:
        """A source as it is stored; None if it is not."""
        if name not in self.stored:
            rows = [] if self.is_new else self.store.read("read/some_sources", ids=[name])
            self.stored[name] = next(iter(rows), None)
        return self.stored[name]

    def _source(self, name: str) -> Source:
        if name not in self.sources:
            row = self._stored(name)
            found = self.store.read("read/tool_digests", sources=[name]) if row else []
            source = Source(name, {r["id"]: r["digest"] for r in found}, row is not None and self._is_stale(row))
            source.enriched = {r["id"]: e for r in found if (e := enrichment_of(r)) is not None}
            self.sources[name] = source
        return self.sources[name]

    def _is_stale(self, row: Row) -> bool:
        """Whether a source was left half done, or linked by rules that are not today's."""
        return bool(row["linking"]) or row["rules"] != self.rules.version

    def _facts(self, names: Iterable[str]) -> dict[str, SourceFacts]:
        """What was known of some sources, those that were linked."""
        rows = ((name, self._stored(name)) for name in names)
        return {name: SourceFacts.model_validate_json(row["facts"]) for name, row in rows if row and row["facts"]}

    def _take(self, spec: RawSpec) -> SpecReport:
        """Hold a spec against what is stored."""
        began = time.perf_counter()
        found = normalise(spec)
        by_source: dict[str, list[Tool]] = defaultdict(list)
        if self._stored(spec.source):
            by_source[spec.source] = []  # it may have lost all its tools
        for tool in found.tools:
            by_source[tool.source].append(tool)
        counts: Counter[str] = Counter()
        for name, tools in by_source.items():
            source = self._source(name)
            source.props = {"title": spec.title, "origin": spec.origin, "format": spec.format, "licence": spec.licence}
            counts += compare(source, tools)
            source.tools.update({t.id: t for t in tools})
            source.last_spec = self.taken
        self.taken += 1
        self.seconds["normalise"] += time.perf_counter() - began
        self.progress("reading", 0, 0)
        return SpecReport(
            origin=spec.origin, source=spec.source, format=spec.format, skipped=found.skipped, **dict(counts)
        )

    def _with_gone(self, reports: list[SpecReport]) -> list[SpecReport]:
        """Say with the last spec of each source what no spec of it has any more: two files may share a source."""
        gone: Counter[int] = Counter()
        for source in self.sources.values():
            missing = source.before.keys() - source.tools.keys()
            source.removed = set(missing) if self.prune else set()
            gone[source.last_spec] += len(missing)
        what = "removed" if self.prune else "kept"
        return [report.model_copy(update={what: gone[i]}) for i, report in enumerate(reports)]

    def _enrich(self, enriched: Mapping[str, Enrichment | None]) -> None:
        for tool_id, enrichment in enriched.items():
            name = source_of(tool_id)
            if name not in self.sources and not self._stored(name):
                continue
            source = self._source(name)
            if tool_id in source.before or tool_id in source.tools:
                source.enrich(tool_id, enrichment)

    def _rename(self) -> None:
        """Write title, origin and licence of sources where nothing else changed."""
        rows = [
            {"id": name, "set": source.props}
            for name, source in sorted(self.sources.items())
            if source.props
            and not source.touched
            and any((self._stored(name) or {})[k] != v for k, v in source.props.items())
        ]
        self.store.write("write/put_sources", rows)

    def _load_rest(self, source: Source) -> None:
        """The stored tools of a source that the specs of this ingest do not have."""
        if source.before.keys() <= source.tools.keys() | source.removed:
            return
        for row in self.store.read("read/tools_of_sources", sources=[source.name]):
            if row["id"] not in source.tools and row["id"] not in source.removed:
                source.tools[row["id"]] = tool_of(row)

    def _write(self, touched: dict[str, Source]) -> None:
        self.store.prepare()
        nears: dict[str, Near] = {}
        changed: set[str] = set()
        # While one group is linked the one before it is written: both take about as long, and one thread each.
        with ThreadPoolExecutor(1, thread_name_prefix="toolgraph-write") as writer:
            writing: Future[None] | None = None
            for group in _groups(touched.values()):
                changes = GraphChanges(self.known)
                for source in group:
                    self.progress("linking", len(nears), len(touched))
                    nears[source.name] = self._near(source, changes)
                    changed.update(t.id for t in source.changed)
                    changed.update(source.removed)
                    source.tools = {}
                if writing:
                    writing.result()
                writing = writer.submit(self._flush, changes)
            if writing:
                writing.result()
        self.progress("linking", len(touched), len(touched))
        self._far(nears, changed)
        self._finish(touched, nears)

    def _near(self, source: Source, changes: GraphChanges) -> Near:
        began = time.perf_counter()
        self._load_rest(source)
        source.infer()
        changed = source.changed
        fresh = {t.id for t in changed}
        changes.put("put_sources", {"id": source.name, "set": {**source.props, "linking": "yes"}})
        if source.before:
            changes.replace_tools([i for i in fresh if i in source.before], sorted(source.removed))
        for tool in changed:
            changes.put("put_tools", tool_row(tool))
            changes.put_all("add_parameters", parameter_rows(tool))
            changes.put_all("add_fields", field_rows(tool))
            changes.put_all("put_tags", ({"tool": tool.id, "tag": tag} for tag in tool.tags))
        self.seconds["prepare rows"] += time.perf_counter() - began
        began = time.perf_counter()
        near = link_near(list(source.tools.values()), texts=self.rules.texts)
        self.seconds["link"] += time.perf_counter() - began
        stored = self.known.links_within(source.name, source.before) if source.before else []
        changes.settle(near.links, stored, fresh=fresh, removed=source.removed)
        return near

    def _far(self, nears: dict[str, Near], changed: set[str]) -> None:
        began = time.perf_counter()
        before = self._facts(nears)
        settled = not isinstance(self.known, Unsettled)
        far = link_far(before, nears, self.known, changed=changed, settled=settled)
        self.seconds["link across sources"] += time.perf_counter() - began
        changes = GraphChanges(self.known)
        changes.settle_far(far, nears, changed, [i for n in nears for i in self.sources[n].before])
        for name, near in nears.items():
            self._pack(name, near, before.get(name), changed, changes)
        changes.put_rings(self.known.mended(far.rings))
        self._flush(changes)

    def _pack(
        self, name: str, near: Near, before: SourceFacts | None, changed: set[str], changes: GraphChanges
    ) -> None:
        """Keep with the leaves that other sources may look at what linking must know of them, and with no others."""
        asked = {m[0].id: parameter_pack(m) for found in near.asks.values() for m in found}
        offered = {s.id: pack_side(s) for found in near.offers.values() for s in found}
        had = [before.asks, before.offers] if before else [{}, {}]
        for query, now, old in zip(("pack_parameters", "pack_fields"), (asked, offered), had, strict=True):
            ids = {id_in(name, i) for found in old.values() for i in found}
            was = {i for i in ids if tool_part(i) not in changed}
            changes.put_all(query, ({"id": i, "side": s} for i, s in now.items() if i not in was))
            changes.put_all(query, ({"id": i, "side": None} for i in sorted(was - now.keys())))

    def _finish(self, touched: dict[str, Source], nears: dict[str, Near]) -> None:
        changes = GraphChanges(self.known)
        for name, source in touched.items():
            facts = nears[name].facts
            if not facts.gists:
                changes.put("cut_sources", {"id": name})
                continue
            values = {"facts": facts.model_dump_json(), "rules": self.rules.version, "linking": ""}
            changes.put("put_sources", {"id": name, "set": values})
            source.redo = False
        self._flush(changes)
        self.store.write("write/cut_idle_tags", self.store.read("read/idle_tags"))

    def _flush(self, changes: GraphChanges) -> None:
        began = time.perf_counter()
        changes.flush(self.store, lambda done, total: self.progress("writing", done, total))
        self.written.update(changes.added)
        self.cut.update(changes.cut)
        self.seconds["write"] += time.perf_counter() - began


def _groups(sources: Iterable[Source]) -> Iterator[list[Source]]:
    group: list[Source] = []
    size = 0
    for source in sources:
        group.append(source)
        size += len(source.tools)
        if size >= _GROUP_TOOLS:
            yield group
            group, size = [], 0
    if group:
        yield group
