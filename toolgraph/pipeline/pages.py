"""A run as one HTML page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from toolgraph.errors import ConfigError, SampleError
from toolgraph.models.dialogue import Dialogue
from toolgraph.pipeline.catalogue import graph_digest, tools_by_id
from toolgraph.pipeline.database import counts
from toolgraph.pipeline.make import make_offline, tools_named
from toolgraph.pipeline.run_files import RunFiles
from toolgraph.plan import load_mix
from toolgraph.report.page import Report, Source, write_report
from toolgraph.report.page_side import Side, measure
from toolgraph.sample import SampleRequest, load_motif, sample_chains
from toolgraph.store import GraphStore

_BASELINE = 200

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Page:
    """A page that was written.

    Attributes:
        size: In bytes.
        notes: What it leaves out and why.
    """

    path: Path
    size: int
    notes: tuple[str, ...]


def report_run(
    run: Path, html: Path | None = None, *, store: GraphStore | None = None, progress: Progress = lambda *_: None
) -> Page:
    """Write the report page of a run folder, or of a file of dialogues.

    Args:
        html: Where to; None is `report.html` in the run folder, or beside the file.
        store: The graph that the run was drawn from, for the baseline and the coverage; None leaves both out.

    Raises:
        ConfigError: There are no dialogues.
        RecordError: A record is not one of ours.
    """
    files = RunFiles(run)
    ours = measure(files.dialogues())
    if not ours.figures.dialogues:
        raise ConfigError(f"There are no dialogues in {files.path}.", "Make some with `toolgraph synth`.")
    notes = files.notes()
    if store is not None and files.config.get("graph") not in (None, graph_digest(store)):
        notes.append(f"{store.where} is not the graph that this run was drawn from, so there is no baseline here.")
        store = None
    elif store is None:
        notes.append("No database was given (--db), so there is no baseline here, and coverage has no total.")
    baseline = _baseline(store, files, min(ours.figures.dialogues, _BASELINE), progress) if store else None
    if store is not None and baseline is None:
        notes.append("No dialogue could be made over tools drawn at random from this graph, so there is no baseline.")
    small = measure(islice(files.dialogues(), baseline.figures.dialogues)) if baseline else None
    sizes = dict(counts(store)) if store else {}
    report = Report(
        title=f"{ours.figures.dialogues:,} dialogues from {_subject(sizes, ours)}",
        made=files.made(sizes),
        notes=tuple(notes),
        ours=ours,
        ours_small=small,
        baseline=baseline,
        targets=files.targets(),
        sources=_sources(store, ours),
        all_tools=sizes.get("Tool"),
        all_links=sizes.get("FITS"),
        rejects=files.rejects(),
        dialogues=tuple(files.shown(ours.figures.dialogues)),
        total=ours.figures.dialogues,
    )
    path = html or files.page
    return Page(path, write_report(path, report), report.notes)


def _subject(sizes: dict[str, int], ours: Side) -> str:
    return f"{sizes['Tool']:,} tools" if sizes else f"chains of {ours.figures.tools:,} tools"


def _baseline(store: GraphStore, files: RunFiles, count: int, progress: Progress) -> Side | None:
    """Dialogues over tools drawn at random, one call a turn, from the same graph: what the graph and plan are for."""
    seed = files.seed
    allowed = bool(files.config.get("allow_destructive"))
    request = SampleRequest(count=count * 2, seed=seed, allow_destructive=allowed)
    try:
        chains = list(islice(sample_chains(store, request, [load_motif("random")]), count * 2))
    except SampleError:
        return None  # told in the page's notes
    made = make_offline(chains, tools_by_id(store, tools_named(chains)), seed=seed, mix=load_mix("simple"))

    def kept() -> Iterator[Dialogue]:
        for done, one in enumerate((m.outcome for m in made if isinstance(m.outcome, Dialogue)), 1):
            progress("making the baseline", done, count)
            yield one

    side = measure(islice(kept(), count))
    return side if side.figures.dialogues else None


def _sources(store: GraphStore | None, ours: Side) -> tuple[Source, ...]:
    used = ours.counts.by_source
    if store is None:
        return tuple(Source(name=name, used=n) for name, n in used.items())
    all_of = Counter(str(row["source"]) for row in store.read("read/all_tools"))
    return tuple(Source(name=name, used=used.get(name, 0), tools=n) for name, n in sorted(all_of.items()))
