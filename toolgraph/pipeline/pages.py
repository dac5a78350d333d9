"""A run, or the graph, as one HTML page."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from toolgraph.errors import ConfigError
from toolgraph.models.base import JsonObject
from toolgraph.models.dialogue import Dialogue
from toolgraph.pipeline.catalogue import graph_digest, tools_by_id
from toolgraph.pipeline.database import counts
from toolgraph.pipeline.make import Rejected, make_offline, tools_named
from toolgraph.plan import load_mix
from toolgraph.report.page import Reject, Report, Source, write_report
from toolgraph.report.page_dialogue import shown
from toolgraph.report.page_measures import Targets
from toolgraph.report.page_side import Side, measure
from toolgraph.runs import CONFIG, MANIFEST, read_records
from toolgraph.sample import SampleRequest, load_motif, sample_chains
from toolgraph.store import GraphStore

SHOWN = 200  # dialogues in a page; the file stays small enough to be mailed
_BASELINE = 200
_REJECTED_SHOWN = 20
_ACTS = ("clarify", "correct", "error", "wrong", "tool_missing", "out_of_scope", "chitchat", "close")

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
    files = _RunFiles(run)
    ours = measure(files.dialogues())
    if not ours.figures.dialogues:
        raise ConfigError(f"There are no dialogues in {files.path}.", "Make some with `toolgraph synth`.")
    notes = files.notes()
    if store is not None and files.config.get("graph") not in (None, graph_digest(store)):
        notes.append(f"{store.where} is not the graph that this run was drawn from, so there is no baseline here.")
        store = None
    elif store is None:
        notes.append("No database was given (--db), so there is no baseline here, and coverage has no total.")
    baseline = _baseline(store, min(ours.figures.dialogues, _BASELINE), files.seed, progress) if store else None
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


def _baseline(store: GraphStore, count: int, seed: int, progress: Progress) -> Side:
    """Dialogues over tools drawn at random, one call a turn, from the same graph: what the graph and plan are for."""
    request = SampleRequest(count=count * 2, seed=seed)
    chains = list(islice(sample_chains(store, request, [load_motif("random")]), count * 2))
    made = make_offline(chains, tools_by_id(store, tools_named(chains)), seed=seed, mix=load_mix("simple"))

    def kept() -> Iterator[Dialogue]:
        for done, one in enumerate((m.outcome for m in made if isinstance(m.outcome, Dialogue)), 1):
            progress("making the baseline", done, count)
            yield one

    return measure(islice(kept(), count))


def _sources(store: GraphStore | None, ours: Side) -> tuple[Source, ...]:
    used = ours.counts.by_source
    if store is None:
        return tuple(Source(name=name, used=n) for name, n in used.items())
    all_of = Counter(str(row["source"]) for row in store.read("read/all_tools"))
    return tuple(Source(name=name, used=used.get(name, 0), tools=n) for name, n in sorted(all_of.items()))


class _RunFiles:
    """What a run folder (or one file of dialogues) holds."""

    def __init__(self, run: Path) -> None:
        self.is_run = run.is_dir()
        self.path = run / "dialogues.jsonl" if self.is_run else run
        self.folder = self.path.parent
        if not self.path.is_file():
            raise ConfigError(f"There is no {self.path}.", "Name a run folder of `toolgraph synth`, or a JSONL file.")
        self.page = self.folder / "report.html" if self.is_run else self.path.with_suffix(".html")
        self.manifest = self._json(MANIFEST)
        self.config: dict[str, Any] = self.manifest.get("config") or self._json(CONFIG)
        self.seed = int(self.config.get("seed") or 0)

    def _json(self, name: str) -> dict[str, Any]:
        path = self.folder / name
        if not (self.is_run and path.is_file()):
            return {}
        try:
            return dict(json.loads(path.read_text(encoding="utf-8")))
        except (ValueError, UnicodeDecodeError) as exc:
            raise ConfigError(f"{path} is not JSON: {exc}.", "Make the run again, or take the file away.") from exc

    def dialogues(self) -> Iterator[Dialogue]:
        return read_records(self.path, Dialogue)

    def _rejected(self) -> Iterator[Rejected]:
        path = self.folder / "rejected.jsonl"
        return read_records(path, Rejected) if self.is_run and path.is_file() else iter(())

    def notes(self) -> list[str]:
        if not self.is_run:
            return ["A file of dialogues, not a run folder: what it was made from and its rejects are not known."]
        return [] if self.manifest else ["The run is not finished: it has no manifest yet."]

    def targets(self) -> Targets | None:
        """What the mix asked for; None when the run names none, or a file that is not there any more."""
        name = self.config.get("mix")
        try:
            mix = load_mix(str(name)) if name else None
        except ConfigError:
            mix = None
        if mix is None:
            return None
        acts = {act: float(getattr(mix, act)) for act in _ACTS}
        return Targets(mix=mix.name, turns=mix.turns, calls=mix.calls, several=mix.several, acts=acts)

    def made(self, sizes: dict[str, int]) -> tuple[tuple[str, str], ...]:
        """Label and value of everything that decided what the run made."""
        facts: dict[str, Any] = {
            ("run" if self.is_run else "file"): (self.folder.resolve() if self.is_run else self.path).name
        }
        for label in ("Source", "Tool", "FITS"):
            if label in sizes:
                facts[{"Source": "sources", "Tool": "tools", "FITS": "links"}[label]] = f"{sizes[label]:,}"
        counts = {k: v for k, v in self.manifest.get("counts", {}).items() if k != "reasons"}
        others = {k: v for k, v in self.manifest.items() if k not in ("config", "counts")}
        facts |= {**_flat(self.config), **_flat(counts), **_flat(others)}
        return tuple((_label(key), _text(value)) for key, value in facts.items())

    def rejects(self) -> tuple[Reject, ...]:
        """Rejects by stage and code, most frequent first."""
        found: dict[tuple[str, str], list[Any]] = {}
        for one in self._rejected():
            for code in one.codes:
                found.setdefault((one.stage, code), [0, one.detail])[0] += 1
        ordered = sorted(found.items(), key=lambda item: (-item[1][0], item[0]))
        return tuple(Reject(stage=s, code=c, count=n, example=text) for (s, c), (n, text) in ordered)

    def shown(self, total: int) -> Iterator[JsonObject]:
        """At most 200 dialogues spread over the file, then some that were rejected."""
        wanted = {at * total // min(total, SHOWN) for at in range(min(total, SHOWN))}
        with self.path.open(encoding="utf-8") as lines:
            # Only those that are shown are parsed again; all were found sound when they were measured.
            for at, line in enumerate(line for line in lines if line.strip()):
                if at in wanted:
                    yield shown(Dialogue.model_validate_json(line))
        fallen = ((r.dialogue, r.findings) for r in self._rejected() if r.dialogue is not None)
        yield from (shown(dialogue, findings) for dialogue, findings in islice(fallen, _REJECTED_SHOWN))


_LABELS = {
    "graph": "digest of the graph",
    "toolgraph": "version",
    "count": "dialogues wanted",
    "length_min": "fewest calls",
    "length_max": "most calls",
    "score_min": "weakest link",
    "drawn": "chains drawn",
}


def _flat(facts: dict[str, Any], before: str = "") -> dict[str, Any]:
    """Facts one by one, those of a group with its name in front (`words model`); what is empty is left out."""
    made: dict[str, Any] = {}
    for key, value in facts.items():
        if isinstance(value, dict):
            made |= _flat(value, f"{before}{key} ")
        elif value not in (None, "", [], {}) and not (before and value == 0):
            made[f"{before}{key}"] = value
    return made


def _label(key: str) -> str:
    return _LABELS.get(key, key.replace("_", " "))


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(str(v).replace("_", " ") for v in value)
    return f"{value:,}" if isinstance(value, int) else str(value)
