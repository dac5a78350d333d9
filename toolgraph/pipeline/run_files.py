"""What a finished, unfinished or merged run left in its folder, as its report tells it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from toolgraph.errors import ConfigError
from toolgraph.models.base import JsonObject
from toolgraph.models.dialogue import Dialogue
from toolgraph.pipeline.make import Rejected
from toolgraph.plan import load_mix
from toolgraph.report.page import Reject
from toolgraph.report.page_dialogue import shown
from toolgraph.report.page_measures import Targets
from toolgraph.runs import CONFIG, MANIFEST, read_records

SHOWN = 200  # dialogues in a page; the file stays small enough to be mailed
_REJECTED_SHOWN = 20
_ACTS = ("clarify", "correct", "error", "wrong", "tool_missing", "out_of_scope", "chitchat", "close")


class RunFiles:
    """A run folder, or one file of dialogues.

    Attributes:
        page: Where its report goes.
        config: What decided what it made; empty for a file.

    Raises:
        ConfigError: There are no dialogues, or a manifest that cannot be read.
    """

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
        """The kept dialogues, one by one."""
        return read_records(self.path, Dialogue)

    def _rejected(self) -> Iterator[Rejected]:
        path = self.folder / "rejected.jsonl"
        return read_records(path, Rejected) if self.is_run and path.is_file() else iter(())

    def notes(self) -> list[str]:
        """What is not known of it, a sentence each."""
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
        ordered = {k: facts[k] for k in (*(k for k in _ORDER if k in facts), *facts)}
        return tuple((_label(k), _text(v)) for k, v in ordered.items() if v != 0 or k not in _TOLD_WHEN_ANY)

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


# What it was made from, how, and what came of it; what stands in neither list comes last.
_ORDER = (
    *("run", "file", "sources", "tools", "links", "graph", "toolgraph", "seed", "mix", "words"),
    *("motifs", "length_min", "length_max", "score_min", "tool_set", "distractors", "allow_destructive"),
    *("count", "drawn", "kept", "rejected"),
)
_TOLD_WHEN_ANY = ("cached", "failed", "limited")

_LABELS = {
    "graph": "digest of the graph",
    "toolgraph": "toolgraph version",
    "words": "words by",
    "allow_destructive": "destructive calls allowed",
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
