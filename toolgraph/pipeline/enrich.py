"""What tools lack, asked of a model in a resumable run, then put into the graph and linked as an ingest would.

The run folder is the journal: `enriched.jsonl` has what passed, one line a tool and kind, `rejected.jsonl` what did
not. The graph is changed at the end of each part of a run, from that journal alone; doing it twice changes nothing, and
a finished run can be put into another graph that has the same tools.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import toolgraph
from toolgraph.errors import ConfigError
from toolgraph.llm.answers import Ask, Asked, ask_until
from toolgraph.llm.endpoint import Request
from toolgraph.llm.enrich import LeavesQuestion, What, lacking, place_of, prompts_of, questions, typical_answer
from toolgraph.models.base import Artefact, JsonObject, JsonValue
from toolgraph.models.tool import Enrichment, Tool
from toolgraph.normalise import merged, told_digest
from toolgraph.pipeline.asking import SPEND, Answered, AskReport, Estimate, ask_all, estimated, terms_of
from toolgraph.pipeline.catalogue import tools_by_id
from toolgraph.pipeline.ingest import ingest
from toolgraph.pipeline.rows import tool_of
from toolgraph.pipeline.wording import Access
from toolgraph.runs import Run, read_records
from toolgraph.store import GraphStore
from toolgraph.world.asked import item_schema, schema_at

Progress = Callable[[str, int, int], None]
_DONE, _FALLEN = "enriched", "rejected"
_SOURCES_AT_ONCE = 20


class EnrichRequest(Artefact):
    """What is asked for.

    Attributes:
        source: Only tools of this source; None for all.
        limit: Most tools to ask about; None for all that lack something.
    """

    what: tuple[What, ...]
    source: str | None = None
    limit: int | None = None


class Enriched(Artefact):
    """One line of the journal: what passed of one tool and kind.

    Attributes:
        codes: What was wrong with the rest, in stable words; empty when all passed.
    """

    tool: str
    what: What
    enrichment: Enrichment
    attempts: int
    prompt_tokens: int
    completion_tokens: int
    repaired: bool = False
    codes: tuple[str, ...] = ()


class Unenriched(Artefact):
    """One line of `rejected.jsonl`: a tool and kind of which nothing passed."""

    tool: str
    what: What
    spec: str
    codes: tuple[str, ...]
    detail: str = ""
    attempts: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0


class EnrichReport(AskReport):
    """What a run did; also its manifest.

    Attributes:
        asked: Tools and kinds dealt with; `kept` and `rejected` together.
        kinds: Kept ones by kind.
        reasons: Rejected ones by kind and code (`returns.not_json`).
        outdated: Kept ones whose tool is not in the graph any more as the model was told of it; not put into it.
        renewed: Tools that were written to the graph now.
        links: Edges written now, by type.
        unlinked: Edges taken away now, by type.
    """

    kinds: dict[str, int] = {}
    outdated: int = 0
    renewed: int = 0
    links: dict[str, int] = {}
    unlinked: dict[str, int] = {}


class _Job(NamedTuple):
    tool: Tool
    what: What


class _Applied(NamedTuple):
    outdated: int = 0
    renewed: int = 0
    links: dict[str, int] = {}
    unlinked: dict[str, int] = {}


def enrich(
    store: GraphStore,
    request: EnrichRequest,
    folder: Path,
    *,
    access: Access,
    resume: bool = True,
    progress: Progress = lambda *_: None,
) -> EnrichReport:
    """Ask for what tools lack, write what passes into the graph, and link it.

    Args:
        resume: Go on with an interrupted run in the folder; a finished one is only put into the graph again.

    Raises:
        ConfigError: The folder holds another run, or there is no such source.
        StoreError: The database failed; the same command puts what was paid for into it.
        ModelError: The endpoint does not answer, or refuses key or model; what had passed is in the graph.
        MissingExtra: The `openai` package is not installed.
    """
    config = {**request.model_dump(mode="json"), "toolgraph": toolgraph.__version__}
    config |= terms_of(access, prompts=prompts_of(request.what))
    _check_source(store, request.source)
    with Run(folder, config, (_DONE, _FALLEN, SPEND), resume=resume) as run:
        if run.manifest is not None:
            counts = run.manifest["counts"]
            return EnrichReport.model_validate(
                {**counts, "folder": folder, **_apply(store, run, progress)._asdict(), "resumed": counts["asked"]}
            )
        return _Enrich(store, request, run, access, progress).run()


def _check_source(store: GraphStore, source: str | None) -> None:
    names = [str(row["id"]) for row in store.read("read/sources")]
    if source is not None and source not in names:
        shown = ", ".join(names[:12]) or "none"
        raise ConfigError(f"There is no source {source!r} in the graph.", f"Name one of: {shown}.")


class _Enrich:
    def __init__(self, store: GraphStore, request: EnrichRequest, run: Run, access: Access, progress: Progress) -> None:
        self.store, self.request, self.folder, self.access, self.progress = store, request, run, access, progress
        self.names = _tool_names(store)

    def run(self) -> EnrichReport:
        began = time.perf_counter()
        counts = self.folder.mend()
        resumed = counts[_DONE] + counts[_FALLEN]
        jobs = _jobs(self.store, self.request, _dealt_with(self.folder))
        done = [resumed]

        def written() -> None:
            done[0] += 1
            self.progress("asking about tools", done[0], 0)

        about = about_of(self.request, self.access)
        took = ask_all(self.folder, self.access, jobs, self._ask, about=about, written=written)
        applied = _apply(self.store, self.folder, self.progress)
        if took.halted is not None and took.halted.fatal:
            raise took.halted.error(self.access)
        report = EnrichReport(
            folder=self.folder.folder,
            **_counted(self.folder),
            **applied._asdict(),
            halted=took.halted.detail if took.halted else "",
            resumed=resumed,
            seconds=round(time.perf_counter() - began, 2),
            spent=took.spent,
            limited=took.limited,
            failed=took.failed,
            cached=took.cached,
        )
        if took.halted is None:
            counts = report.model_dump(mode="json", exclude={"folder", "seconds", "resumed", "halted"})
            self.folder.finish({"config": self.folder.config, "counts": counts})
        return report

    def _ask(self, ask: Ask, job: _Job) -> Answered:
        asked_of = questions(job.tool, job.what, self.names, _schemas(job.tool))
        asked, wrote = Asked(), Enrichment(spec=told_digest(job.tool), models={job.what: self.access.endpoint.model})
        for question in asked_of:
            one = ask_until(ask, question, self.access.manner.attempts)
            if one.halts:
                return Answered(one, 0)
            asked = asked.plus(one)
            if isinstance(question, LeavesQuestion):
                wrote = merged(wrote, wrote.model_copy(update={job.what: question.found}))
            else:
                wrote = wrote.model_copy(update={"returns": question.returns})
        name, record = _record(job, wrote, asked)
        return Answered(asked, len(asked_of), record, name)


def _record(job: _Job, wrote: Enrichment, asked: Asked) -> tuple[str, Artefact]:
    paid = {"attempts": asked.attempts, "prompt_tokens": asked.prompt_tokens}
    paid["completion_tokens"] = asked.completion_tokens
    if getattr(wrote, job.what):
        made = Enriched(
            tool=job.tool.id, what=job.what, enrichment=wrote, codes=asked.codes, repaired=asked.repaired, **paid
        )
        return _DONE, made
    codes, detail = asked.codes, asked.detail
    return _FALLEN, Unenriched(tool=job.tool.id, what=job.what, spec=wrote.spec, codes=codes, detail=detail, **paid)


def about_of(request: EnrichRequest, access: Access) -> JsonObject:
    """What an estimate depends on, besides the endpoint."""
    return {"enrich": sorted(request.what), "attempts": access.manner.attempts, "prompts": prompts_of(request.what)}


def enrich_estimate(store: GraphStore, request: EnrichRequest, access: Access) -> Estimate:
    """Requests, tokens and cost of a run that has not begun, from its own prompts; asks no model.

    Raises:
        ConfigError: There is no such source.
    """
    _check_source(store, request.source)
    names, jobs = _tool_names(store), 0
    sizes: list[tuple[Request, int]] = []
    for job in _jobs(store, request, {}):
        jobs += 1
        wanted = questions(job.tool, job.what, names, {})
        sizes.extend((q.request((), 0), typical_answer(q)) for q in wanted)
    return estimated(access, sizes, jobs=jobs, about=about_of(request, access))


def remove_enrichment(
    store: GraphStore, what: Iterable[What], source: str | None = None, progress: Progress = lambda *_: None
) -> int:
    """Take what models wrote out of the graph again, and link what is left; of how many tools it was taken.

    Raises:
        ConfigError: There is no such source.
    """
    _check_source(store, source)
    changed: dict[str, Enrichment | None] = {}
    for tool in _tools(store, source):
        if tool.enriched is None:
            continue
        left = tool.enriched
        for kind in what:
            models = {k: m for k, m in left.models.items() if k != kind}
            left = left.model_copy(update={kind: None if kind == "returns" else {}, "models": models})
        if left != tool.enriched:
            changed[tool.id] = left if left.models else None
    if changed:
        ingest(store, (), enriched=changed, progress=progress)
    return len(changed)


def _tool_names(store: GraphStore) -> frozenset[str]:
    return frozenset(str(row["name"]) for row in store.read("read/all_tools"))


def _tools(store: GraphStore, source: str | None) -> Iterator[Tool]:
    """Tools in the order of their ids, source by source."""
    names = [str(row["id"]) for row in store.read("read/sources") if source in (None, row["id"])]
    for at in range(0, len(names), _SOURCES_AT_ONCE):
        for row in store.read("read/tools_of_sources", sources=names[at : at + _SOURCES_AT_ONCE]):
            yield tool_of(row)


def _jobs(store: GraphStore, request: EnrichRequest, done: dict[tuple[str, What], str]) -> Iterator[_Job]:
    """What is to be asked.

    Args:
        done: Spec digests of what was dealt with, by tool and kind; a tool that changed since is asked about anew.
    """
    counted = {tool for tool, _ in done}
    for tool in _tools(store, request.source):
        spec = told_digest(tool)
        todo = [w for w in request.what if lacking(tool, w) is not None and done.get((tool.id, w)) != spec]
        if not todo:
            continue
        if request.limit is not None and tool.id not in counted and len(counted) >= request.limit:
            continue
        counted.add(tool.id)
        yield from (_Job(tool, w) for w in todo)


def _schemas(tool: Tool) -> dict[str, JsonObject]:
    return {place_of(p): item_schema(schema_at(tool.parameters, p.path)) for p in tool.inputs}


def _dealt_with(run: Run) -> dict[tuple[str, What], str]:
    done = {(r.tool, r.what): r.spec for r in read_records(run.path(_FALLEN), Unenriched)}
    return done | {(r.tool, r.what): r.enrichment.spec for r in read_records(run.path(_DONE), Enriched)}


def _counted(run: Run) -> dict[str, JsonValue]:
    kinds: Counter[str] = Counter(r.what for r in read_records(run.path(_DONE), Enriched))
    reasons: Counter[str] = Counter()
    rejected = 0
    for fallen in read_records(run.path(_FALLEN), Unenriched):
        rejected += 1
        reasons.update(f"{fallen.what}.{code}" for code in fallen.codes)
    counts = {"asked": kinds.total() + rejected, "kept": kinds.total(), "rejected": rejected}
    return {**counts, "kinds": dict(sorted(kinds.items())), "reasons": dict(sorted(reasons.items()))}


def _apply(store: GraphStore, run: Run, progress: Progress) -> _Applied:
    """Put what passed into the graph, where nothing stands yet, and link what that touches."""
    wrote: dict[str, Enrichment] = {}
    for record in read_records(run.path(_DONE), Enriched):
        wrote[record.tool] = merged(wrote.get(record.tool), record.enrichment)
    tools = tools_by_id(store, wrote)
    changed: dict[str, Enrichment | None] = {}
    outdated = 0
    for tool_id, enrichment in wrote.items():
        tool = tools.get(tool_id)
        if tool is None or told_digest(tool) != enrichment.spec:
            outdated += 1
            continue
        whole = enrichment if tool.enriched is None else merged(enrichment, tool.enriched)
        if whole != tool.enriched:
            changed[tool_id] = whole
    if not changed:
        return _Applied(outdated)
    report = ingest(store, (), enriched=changed, progress=progress)
    return _Applied(outdated, len(changed), report.links, report.unlinked)
