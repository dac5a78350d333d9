"""All stages in one resumable run folder."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from functools import cached_property
from itertools import islice
from math import ceil, sqrt
from pathlib import Path
from typing import Any, Literal

import toolgraph
from toolgraph.errors import ConfigError, SampleError
from toolgraph.llm.batch import BatchFolder
from toolgraph.llm.caller import Tally
from toolgraph.llm.crew import Interrupts
from toolgraph.llm.gather import keep_replies
from toolgraph.llm.money import Spent
from toolgraph.models.base import Artefact, JsonObject
from toolgraph.models.chain import Chain
from toolgraph.models.dialogue import Dialogue
from toolgraph.models.tool import Tool
from toolgraph.pipeline.aim import aimed_mix
from toolgraph.pipeline.batching import Batching
from toolgraph.pipeline.catalogue import graph_digest, tool_rows_by_id, tools_by_id
from toolgraph.pipeline.engine import Engine, Here
from toolgraph.pipeline.make import Lines, Made, Rejected, lines_of, tools_named
from toolgraph.pipeline.processes import Processes
from toolgraph.pipeline.scenarios import scenario_counts
from toolgraph.pipeline.spread import ray_cluster
from toolgraph.pipeline.wording import Access, Halted, Job, Writer
from toolgraph.plan import Mix
from toolgraph.runs import Run, read_records
from toolgraph.sample import Drawn, GraphView, SampleRequest, load_motif, sample_chains
from toolgraph.schema import collector_paused, set_aside
from toolgraph.store import GraphStore

Progress = Callable[[str, int, int], None]

_NAMES = ("dialogues", "rejected", "chains", "plans")
_RETRYING = "retrying"  # mark of a run whose rejected are being tried once more
_BATCH = "batch"  # folder of request and answer files in a run folder
_SPARE = 1.25  # chains drawn for each dialogue still wanted, since some are rejected
_BLOCK = 200  # chains whose tools are read together
# A part makes so many standard deviations more than its share, since chains are rejected unevenly: with half of all
# rejected, one in 400 runs of 8 parts finds itself short. What is too many is left out when parts are joined.
_SHARD_SPARE = 2.0


class SynthRequest(Artefact):
    """What a run makes.

    Attributes:
        count: Dialogues wanted, of all parts together.
        motifs: Names or `.cypher` files, drawn in turn.
        mix: Name of a preset, or a `.toml` file.
        shard: Which part of how many, from 1; None for the whole.
        workers: Processes that write words offline; changes nothing but the time it takes.
        engine: `ray` makes the dialogues on a Ray cluster, with so many workers; changes nothing but the time either.
    """

    count: int = 100
    motifs: tuple[str, ...] = ("line", "fan_in", "fan_out")
    mix: str = "default"
    sample: SampleRequest = SampleRequest()
    shard: tuple[int, int] | None = None
    workers: int = 1
    engine: Literal["local", "ray"] = "local"

    def config(self) -> JsonObject:
        """All that decides what the run makes."""
        values = self.model_dump(mode="json", exclude={"workers", "engine", "sample"})
        return {**values, **self.sample.model_dump(mode="json", exclude={"count"})}

    @property
    def own_count(self) -> int:
        """Dialogues that this part makes."""
        if self.shard is None:
            return self.count
        share = self.count / self.shard[1]
        return min(self.count, ceil(share + _SHARD_SPARE * sqrt(share)) + 2)


class SynthReport(Artefact):
    """What a run made; also its manifest.

    Attributes:
        drawn: Chains; `kept` and `rejected` together.
        again: Of them, such as were drawn before (`rounds` of the sample).
        reasons: Rejected chains by stage and code (`plan.no_calls`).
        reason: Why fewer dialogues than wanted were made; "" when all were.
        halted: Why the run ended before it was done; the same command goes on with it. "" when it is done.
        resumed: Records that an interrupted run had left.
        spent: On a language model, by all parts of the run.
        scenarios: With `--scenario model`, chains by rating and without a text; see `scenario_counts`.
        limited: Requests refused as too many; `failed`: that failed otherwise; `cached`: that were paid for earlier.
            All three of this part of the run.
    """

    folder: Path
    drawn: int
    kept: int
    rejected: int
    again: int = 0
    reasons: dict[str, int] = {}
    reason: str = ""
    halted: str = ""
    resumed: int = 0
    seconds: float = 0.0
    spent: Spent = Spent()
    scenarios: dict[str, int] = {}
    limited: int = 0
    failed: int = 0
    cached: int = 0


def synth(
    store: GraphStore,
    request: SynthRequest,
    folder: Path,
    *,
    resume: bool = True,
    access: Access | None = None,
    progress: Progress = lambda *_: None,
) -> SynthReport:
    """Draw chains, plan, phrase and check, into a run folder.

    The same graph and request give the same bytes, whether the run was interrupted or not, with any number of workers;
    with a language model, when its replies come from the cache.

    Args:
        resume: Go on with an interrupted run in the folder; a finished one of the same request is left as it is.
        access: Language model that writes the words; None writes them offline.

    Raises:
        ConfigError: The folder holds another run, or the terms do not go together.
        SampleError: No chain can be drawn.
        StoreUnavailable: The database did not answer.
        ModelError: The endpoint does not answer, or refuses key or model; what was finished is kept.
        MissingExtra: A model is wanted, and the `openai` package is not installed.
    """
    config = {**request.config(), "graph": graph_digest(store), "toolgraph": toolgraph.__version__}
    if access is not None:
        if access.batch and (access.retry_rejected or request.engine != "local"):
            raise ConfigError("--batch goes with neither --retry-rejected nor --engine ray.", "Leave --batch out.")
        config |= access.config()
    names = _NAMES if access is None else (*_NAMES, "spend")
    with Run(folder, config, names, resume=resume) as run:
        if run.manifest is not None and not (access and access.retry_rejected):
            return SynthReport.model_validate({**run.manifest["counts"], "folder": folder})
        return _Synth(store, request, run, access, progress).run()


class _Synth:
    def __init__(
        self, store: GraphStore, request: SynthRequest, run: Run, access: Access | None, progress: Progress
    ) -> None:
        self.store, self.request, self.folder, self.access = store, request, run, access
        self.progress = progress
        self.drawn = Drawn()
        self.kept = self.rejected = 0
        self.reasons: Counter[str] = Counter()
        self.halted: Halted | None = None
        self._tools: dict[str, Tool] = {}
        here = min(request.workers, os.cpu_count() or 1) if request.engine != "local" else request.workers
        self._processes = Processes(here, request.sample.seed)

    def run(self) -> SynthReport:
        began = time.perf_counter()
        done = self._resume()
        if self.access is None and self.request.engine == "local":
            self._processes.start()  # they will have work for sure
        with closing(self._processes), self._engine() as engine, set_aside():
            if self.access is None:
                self._offline(engine, done)
            made = {} if self.access is None else self._with_model(self.access, engine, done)
        report = SynthReport(
            folder=self.folder.folder,
            drawn=self.kept + self.rejected,
            kept=self.kept,
            rejected=self.rejected,
            again=self._again() if self.drawn.again else 0,
            reasons=dict(sorted(self.reasons.items())),
            reason=self.drawn.reason if self.kept < self.request.own_count else "",
            halted=self.halted.detail if self.halted else "",
            resumed=done,
            seconds=round(time.perf_counter() - began, 2),
            **made,
        )
        if self.halted is None:
            self._finish(report)
        return report

    def _again(self) -> int:
        ids = Counter(chain.id for chain in read_records(self.folder.path("chains"), Chain))
        return ids.total() - len(ids)

    def _engine(self) -> AbstractContextManager[Engine]:
        seed, workers = self.request.sample.seed, self.request.workers
        mix, local = self._mix, self.request.engine == "local"
        if not local or self.access is not None:
            self._processes.close()  # they have planned what the mix is aimed by, and make nothing
        if local:
            return nullcontext(Here(seed, mix, self._processes))
        self.progress("joining the Ray cluster", 0, 0)
        tell = self.access.tell if self.access else lambda what: self.progress(what, self.kept, self.request.own_count)
        return ray_cluster(seed=seed, mix=mix, workers=workers, tell=tell)

    def _finish(self, report: SynthReport) -> None:
        counts = report.model_dump(mode="json", exclude={"folder", "seconds", "resumed", "halted"})
        if not report.scenarios:
            del counts["scenarios"]
        words = self.folder.config.get("words", "offline")
        self.folder.finish({"config": self.folder.config, "counts": counts, "words": words})

    def _chains(self, done: int) -> Iterator[Chain]:
        """Chains without end, as far as the graph gives them: those of this part that are not dealt with."""
        # More than can be needed: how many are rejected is not known yet, and each chain depends on its index alone.
        asked = self.request.sample.model_copy(update={"count": self.request.count * 20})
        motifs = [load_motif(name) for name in self.request.motifs]
        part, parts = self.request.shard or (1, 1)
        try:
            yield from islice(
                sample_chains(self.store, asked, motifs, self.drawn, self._view), part - 1 + done * parts, None, parts
            )
        except SampleError as exc:
            if not self.drawn.chains:
                raise
            self.drawn.reason = exc.problem

    def _resume(self) -> int:
        """How many chains an interrupted run has dealt with; what it left half done is cut off."""
        counts = self.folder.mend()
        if self.folder.marked(_RETRYING):
            self._forget_retried()
            counts = self.folder.mend()
        self.kept, self.rejected = counts["dialogues"], counts["rejected"]
        planned = 0
        for fallen in read_records(self.folder.path("rejected"), Rejected):
            self.reasons.update(fallen.reasons)
            planned += fallen.stage != "plan"
        done = self.kept + self.rejected
        self.folder.keep("chains", done)
        self.folder.keep("plans", self.kept + planned)
        return done

    @cached_property
    def _view(self) -> GraphView:
        """What aiming the mix reads of the graph, drawing need not read again."""
        return GraphView(self.store, self.request.sample.score_min, self.drawn.skipped)

    @cached_property
    def _mix(self) -> Mix:
        """The mix as this graph needs it; all parts of the run find the same."""
        request = self.request
        self.progress("aiming the mix", 0, 0)
        with collector_paused():
            return aimed_mix(
                self._view, request.mix, request.sample, request.motifs, count=request.count, processes=self._processes
            )

    # Words offline

    def _offline(self, engine: Engine, done: int) -> None:
        chains = self._chains(done)
        while self.kept < self.request.own_count:
            wanted = int((self.request.own_count - self.kept) * _SPARE) + 1
            if not self._make(engine, islice(chains, wanted)):
                break

    def _make(self, engine: Engine, chains: Iterator[Chain]) -> bool:
        """Make dialogues of some chains until there are enough; False where there are no chains any more."""
        any_made = False
        with closing(engine.offline(chains, lambda ids: tool_rows_by_id(self.store, ids))) as made:
            for lines in made:
                any_made = True
                if self.kept >= self.request.own_count:
                    break
                self._put(lines)
        return any_made

    def _write(self, one: Made) -> None:
        self._put(lines_of(one))

    def _put(self, lines: Lines) -> None:
        self.folder.append_lines(lines.files)
        self.kept += lines.kept
        self.rejected += not lines.kept
        self.reasons.update(lines.reasons)
        self.progress("making dialogues", self.kept, self.request.own_count)

    # Words of a model

    def _with_model(self, access: Access, engine: Engine, done: int) -> dict[str, Any]:
        """Make what is missing with a language model; what it took."""
        if self.request.shard is not None:
            access = access.part(self.request.shard[1])
        spent = Spent()
        for paid in read_records(self.folder.path("spend"), Spent):
            spent = spent.plus(paid)
        files = BatchFolder(self.folder.folder / _BATCH)
        if access.batch is not None:
            return self._in_batches(access, files, spent, done)
        files.read()
        spent = spent.plus(files.spent(access.prices.batched()))
        with engine.caller(access, spent=spent, note=lambda paid: self.folder.append("spend", paid)) as caller:
            keep_replies(caller.cache, files)
            if access.retry_rejected:
                self._retry(engine.writer(access, caller))
            if self.halted is None and self.kept < self.request.own_count:
                writer = engine.writer(access, caller)
                for made in self._made(writer, self._jobs(done), lambda: self.request.own_count - self.kept):
                    self._write(made)
            return self._took(access, caller.budget.spent, caller.tally)

    def _in_batches(self, access: Access, files: BatchFolder, spent: Spent, done: int) -> dict[str, Any]:
        """As far as the answers go that are there."""
        batching = Batching(access, files, spent=spent, seed=self.request.sample.seed, mix=self._mix)
        for made in batching.make(self._jobs(done), lambda: self.request.own_count - self.kept):
            self._write(made)
        self.halted = batching.halted
        return self._took(access, batching.spent, batching.tally)

    def _took(self, access: Access, spent: Spent, tally: Tally) -> dict[str, Any]:
        if self.halted is not None and self.halted.fatal:
            raise self.halted.error(access)
        told = {} if access.manner.scenario == "plan" else scenario_counts(self.folder.folder)
        return {"spent": spent, "scenarios": told, **tally._asdict()}

    def _jobs(self, done: int) -> Iterator[Job]:
        chains = self._chains(done)
        while block := list(islice(chains, _BLOCK)):
            yield from self._jobs_of(block)

    def _jobs_of(self, chains: list[Chain], again: dict[int, int] | None = None) -> Iterator[Job]:
        missing = tools_named(chains) - self._tools.keys()
        self._tools |= tools_by_id(self.store, missing) if missing else {}
        for chain in chains:
            tools = {t: self._tools[t] for t in (*chain.tools, *chain.distractors)}
            yield Job(chain, tools, (again or {}).get(chain.index, 0))

    def _made(self, writer: Writer, jobs: Iterable[Job], wanted: Callable[[], int]) -> Iterator[Made]:
        """What becomes of the jobs, until the run is halted; then this says so."""
        with Interrupts(writer.stop) as interrupts:
            for made in writer.make(jobs, wanted):
                if not isinstance(made, Halted):
                    if self.halted is None:
                        yield made
                    continue
                self.halted = self.halted or made
                if made.fatal:
                    return
                # Nothing more is begun; what is under way costs money, so it is waited for, and its replies are kept.
        if interrupts.count:
            self.halted = Halted(("interrupted",), "stopped by Ctrl-C")

    # Once more

    def _retry(self, writer: Writer) -> None:
        """Ask anew for what fell in words; what is kept now goes behind what was kept before."""
        fallen = {r.index: r for r in read_records(self.folder.path("rejected"), Rejected)}
        again = {i: r.again + 1 for i, r in fallen.items() if r.stage not in ("plan", "scenario")}
        chains = [c for c in read_records(self.folder.path("chains"), Chain) if c.index in again]
        self.folder.mark(_RETRYING)
        self.folder.unfinish()
        for made in self._made(writer, self._jobs_of(chains, again), lambda: len(chains)):
            if isinstance(made.outcome, Dialogue):
                self.folder.append("dialogues", made.outcome)
                del fallen[made.chain.index]
            else:
                fallen[made.chain.index] = made.outcome
        self.folder.replace("rejected", fallen.values())
        self.folder.unmark(_RETRYING)
        self.rejected, self.kept = len(fallen), self.kept + self.rejected - len(fallen)
        self.reasons.clear()
        for one in fallen.values():
            self.reasons.update(one.reasons)

    def _forget_retried(self) -> None:
        """Take out of the rejected what an interrupted retry has kept since."""
        fallen = read_records(self.folder.path("rejected"), Rejected)
        kept = {d.chain.index for d in read_records(self.folder.path("dialogues"), Dialogue)}
        self.folder.replace("rejected", [r for r in fallen if r.index not in kept])
        self.folder.unmark(_RETRYING)
