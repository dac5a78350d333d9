"""All stages in one resumable run folder."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import toolgraph
from toolgraph.errors import SampleError
from toolgraph.models.base import Artefact
from toolgraph.models.chain import Chain
from toolgraph.models.dialogue import Dialogue
from toolgraph.pipeline.catalogue import graph_digest, tools_by_id
from toolgraph.pipeline.make import Made, Rejected, make_offline, tools_named
from toolgraph.plan import load_mix
from toolgraph.runs import Run
from toolgraph.sample import Drawn, SampleRequest, load_motif, sample_chains
from toolgraph.store import GraphStore

_NAMES = ("dialogues", "rejected", "chains", "plans")
_SPARE = 1.25  # chains drawn for each dialogue still wanted, since some are rejected
_AT_ONCE = 2_000


class SynthRequest(Artefact):
    """What a run makes.

    Attributes:
        count: Dialogues wanted.
        motifs: Names or `.cypher` files, drawn in turn.
        mix: Name of a preset, or a `.toml` file.
        workers: Processes; changes nothing but the time it takes.
    """

    count: int = 100
    motifs: tuple[str, ...] = ("line", "fan_in", "fan_out")
    mix: str = "default"
    sample: SampleRequest = SampleRequest()
    workers: int = 1

    def config(self) -> dict[str, Any]:
        """All that decides what the run makes."""
        values = self.model_dump(mode="json", exclude={"workers", "sample"})
        return {**values, **self.sample.model_dump(mode="json", exclude={"count"})}


class SynthReport(Artefact):
    """What a run made; also its manifest.

    Attributes:
        drawn: Chains; `kept` and `rejected` together.
        reasons: Rejected chains by stage and code (`plan.no_calls`).
        reason: Why fewer dialogues than wanted were made; "" when all were.
        resumed: Records that an interrupted run had left.
    """

    folder: Path
    drawn: int
    kept: int
    rejected: int
    reasons: dict[str, int] = {}
    reason: str = ""
    resumed: int = 0
    seconds: float = 0.0


def synth(
    store: GraphStore,
    request: SynthRequest,
    folder: Path,
    *,
    resume: bool = True,
    progress: Callable[[str, int, int], None] = lambda *_: None,
) -> SynthReport:
    """Draw chains, plan, phrase and check, into a run folder.

    The same graph and request give the same bytes, whether the run was interrupted or not, with any number of workers.

    Args:
        resume: Go on with an interrupted run in the folder; a finished one of the same request is left as it is.

    Raises:
        ConfigError: The folder holds another run.
        SampleError: No chain can be drawn.
        StoreUnavailable: The database did not answer.
    """
    config = {**request.config(), "graph": graph_digest(store), "toolgraph": toolgraph.__version__}
    with Run(folder, config, _NAMES, resume=resume) as run:
        if run.manifest is not None:
            return SynthReport.model_validate({**run.manifest["counts"], "folder": folder})
        return _Synth(store, request, run, progress).run()


class _Synth:
    def __init__(
        self, store: GraphStore, request: SynthRequest, run: Run, progress: Callable[[str, int, int], None]
    ) -> None:
        self.store, self.request, self.folder, self.progress = store, request, run, progress
        self.drawn = Drawn()
        self.kept = 0
        self.rejected = 0
        self.reasons: Counter[str] = Counter()

    def run(self) -> SynthReport:
        began = time.perf_counter()
        done = self._resume()
        chains = self._chains()
        for _ in islice(chains, done):
            pass
        while self.kept < self.request.count:
            wanted = min(_AT_ONCE, int((self.request.count - self.kept) * _SPARE) + 1)
            batch = list(islice(chains, wanted))
            if not batch:
                break
            self._make(batch)
        report = SynthReport(
            folder=self.folder.folder,
            drawn=self.kept + self.rejected,
            kept=self.kept,
            rejected=self.rejected,
            reasons=dict(sorted(self.reasons.items())),
            reason=self.drawn.reason if self.kept < self.request.count else "",
            resumed=done,
            seconds=round(time.perf_counter() - began, 2),
        )
        counts = report.model_dump(mode="json", exclude={"folder", "seconds", "resumed"})
        self.folder.finish({"config": self.folder.config, "counts": counts, "words": "offline"})
        return report

    def _chains(self) -> Iterator[Chain]:
        """Chains without end, as far as the graph gives them."""
        # More than can be needed: how many are rejected is not known yet, and each chain depends on its index alone.
        asked = self.request.sample.model_copy(update={"count": self.request.count * 20})
        motifs = [load_motif(name) for name in self.request.motifs]
        try:
            yield from sample_chains(self.store, asked, motifs, self.drawn)
        except SampleError as exc:
            if not self.drawn.chains:
                raise
            self.drawn.reason = exc.problem

    def _resume(self) -> int:
        """How many chains an interrupted run has dealt with; what it left half done is cut off."""
        counts = self.folder.mend()
        self.kept, self.rejected = counts["dialogues"], counts["rejected"]
        for line in self.folder.path("rejected").read_text(encoding="utf-8").splitlines():
            self._count_reasons(line)
        done = self.kept + self.rejected
        self.folder.keep("chains", done)
        planned = sum('"stage":"plan"' not in line for line in self._lines("rejected"))
        self.folder.keep("plans", self.kept + planned)
        return done

    def _lines(self, name: str) -> list[str]:
        return self.folder.path(name).read_text(encoding="utf-8").splitlines()

    def _make(self, batch: list[Chain]) -> None:
        tools = tools_by_id(self.store, tools_named(batch))
        made = make_offline(
            batch, tools, seed=self.request.sample.seed, mix=load_mix(self.request.mix), workers=self.request.workers
        )
        for one in made:
            if self.kept >= self.request.count:
                break
            self._write(one)
            self.progress("making dialogues", self.kept, self.request.count)

    def _write(self, one: Made) -> None:
        self.folder.append("chains", one.chain)
        if one.plan is not None:
            self.folder.append("plans", one.plan)
        if isinstance(one.outcome, Dialogue):
            self.folder.append("dialogues", one.outcome)
            self.kept += 1
        else:
            self.folder.append("rejected", one.outcome)
            self._count_reasons(one.outcome.model_dump_json())
            self.rejected += 1

    def _count_reasons(self, line: str) -> None:
        rejected = Rejected.model_validate_json(line)
        self.reasons.update(f"{rejected.stage}.{code}" for code in rejected.codes)
