"""The whole job on the bundled catalogue, in one folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from toolgraph.export import export
from toolgraph.models.dialogue import Dialogue
from toolgraph.pipeline.database import counts
from toolgraph.pipeline.ingest import ingest
from toolgraph.pipeline.pages import report_run
from toolgraph.pipeline.synth import SynthReport, SynthRequest, synth
from toolgraph.read import read_path
from toolgraph.report import Figures, figures
from toolgraph.runs import read_records
from toolgraph.sample import SampleRequest
from toolgraph.store import StoreAddress, open_store

_TARGETS = ("openai", "hermes")  # such as need no extra
_SEED = 7


@dataclass(frozen=True)
class DemoResult:
    """What the demo made.

    Attributes:
        example: One of its dialogues.
        text: A summary for a person.
    """

    example: Dialogue
    text: str


def catalogue_root() -> Path:
    """The folder of the bundled specs: beside the package in a checkout, inside it in a wheel."""
    package = Path(__file__).resolve().parent.parent
    checkout = package.parent / "ingest"
    return checkout if checkout.is_dir() else package / "_ingest"


def demo(out: Path, *, count: int, progress: Callable[[str, int, int], None]) -> DemoResult:
    """Ingest, link, sample, plan, write offline, check and export, all below one folder.

    Args:
        count: Dialogues.

    Raises:
        ConfigError: `out` holds something else.
        StoreLocked: Another process has its database open.
    """
    run = out / "run"
    with open_store(StoreAddress(db=str(out / "db"))) as store:
        ingest(store, read_path(catalogue_root()), progress=progress)
        sizes = dict(counts(store))
        request = SynthRequest(count=count, sample=SampleRequest(seed=_SEED))
        made = synth(store, request, run, progress=progress)
        page = report_run(run, store=store, progress=progress)
    dialogues = run / "dialogues.jsonl"
    exports = [export(read_records(dialogues, Dialogue), t, run / "exports" / t) for t in _TARGETS if made.kept >= 10]
    shape = figures(read_records(dialogues, Dialogue))
    example = min(read_records(dialogues, Dialogue), key=_strangeness)
    files = [str(path) for report in exports for path in report.files]
    return DemoResult(example, _text(sizes, made, shape, [str(dialogues), str(page.path), *files, str(out / "db")]))


_PLAIN_ACTS = frozenset(("request", "follow_up", "clarify", "close"))
_SHOWN_CALLS = range(3, 6)
_USED_MIN = 2  # results that later calls take values from


def _strangeness(dialogue: Dialogue) -> tuple[bool, bool, int]:
    """How little a dialogue is fit to be the first that somebody sees, 0 best: short, calls that build on calls."""
    used = {one.from_call for one in dialogue.provenance if one.from_call is not None}
    calls = sum(len(message.tool_calls) for message in dialogue.messages)
    odd = bool({turn.act for turn in dialogue.plan.turns} - _PLAIN_ACTS) or bool(dialogue.checks.get("warnings"))
    return odd, len(used) < _USED_MIN or calls not in _SHOWN_CALLS, len(dialogue.messages)


def _text(sizes: dict[str, int], made: SynthReport, shape: Figures, files: list[str]) -> str:
    example = "MATCH (a:Tool)-[r:FEEDS]->(b:Tool) RETURN a.id, b.id, r.score ORDER BY r.score DESC, a.id, b.id LIMIT 10"
    facts = (
        (
            "Graph",
            f"{sizes['Tool']} tools of {sizes['Source']} services, {sizes['FITS']:,} links from outputs to inputs",
        ),
        (
            "Dialogues",
            f"{made.kept} kept of {made.drawn} drawn, with {shape.turns:.1f} turns and {shape.calls:.1f} calls each",
        ),
        ("", f"{shape.true_multi_step:.0%} of turns with calls pass a value from one call to the next"),
        ("Checked", f"{shape.schema_valid or 0:.0%} valid against their schemas"),
        ("", f"{shape.grounded or 0:.0%} with every argument traced to its origin"),
        *(("Files" * (at == 0), name) for at, name in enumerate(files)),
        ("Next", f'toolgraph --db {files[-1]} cypher "{example}"'),
    )
    return "\n".join(f"{label:<11}{text}" for label, text in facts)
