"""Parts of one drawing, made anywhere, joined into what one process would have written."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from toolgraph.errors import ConfigError
from toolgraph.llm.money import Spent
from toolgraph.models.base import Artefact, JsonObject
from toolgraph.pipeline.scenarios import scenario_counts
from toolgraph.runs import CONFIG, MANIFEST, Run

_NAMES = ("dialogues", "rejected", "chains", "plans")


class Merged(Artefact):
    """What was joined.

    Attributes:
        parts: How many.
        reason: Why there are fewer dialogues than wanted; "" when there are all.
        spent: By all parts together.
    """

    folder: Path
    parts: int
    drawn: int
    kept: int
    rejected: int
    reason: str = ""
    spent: Spent = Spent()


class _Part:
    """One part's records, chain by chain; lines are copied as they are."""

    def __init__(self, folder: Path, manifest: JsonObject) -> None:
        self.folder, self.manifest = folder, manifest
        self.number, self.parts = manifest["config"]["shard"]
        self._lines = {name: _lines(folder / f"{name}.jsonl") for name in _NAMES}
        self._next = {name: next(self._lines[name], "") for name in ("dialogues", "rejected")}

    def take(self) -> dict[str, str] | None:
        """The lines of the part's next chain by file; None when it has no more."""
        chain = next(self._lines["chains"], "")
        if not chain:
            return None
        index = json.loads(chain)["index"]
        out = {"chains": chain}
        kept = self._next["dialogues"] and json.loads(self._next["dialogues"])["chain"]["index"] == index
        name = "dialogues" if kept else "rejected"
        out[name] = self._next[name]
        self._next[name] = next(self._lines[name], "")
        if kept or json.loads(out[name])["stage"] != "plan":
            out["plans"] = next(self._lines["plans"], "")
        return out


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as lines:
        yield from lines


def merge(folders: Sequence[Path], out: Path) -> Merged:
    """Join finished parts of one drawing (`synth --shard I/N`) into one run folder.

    Args:
        folders: In any order.
        out: A new folder.

    Raises:
        ConfigError: Parts are missing, unfinished or of different runs, or one ends too early.
    """
    parts = _parts(folders)
    config = {**parts[0].manifest["config"], "shard": None}
    reason = next((p.manifest["counts"]["reason"] for p in parts if p.manifest["counts"]["reason"]), "")
    counts: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    with Run(out, config, _NAMES, resume=False) as run:
        run.mend()  # each file is there, also one without records
        for lines in _in_turn(parts, reason):
            run.append_lines(lines)
            counts.update(lines.keys())
            if "rejected" in lines:
                fallen = json.loads(lines["rejected"])
                reasons.update(f"{fallen['stage']}.{code}" for code in fallen["codes"])
            if counts["dialogues"] == config["count"]:
                break
        spent = _spent(parts)
        merged = Merged(
            folder=out,
            parts=len(parts),
            drawn=counts["chains"],
            kept=counts["dialogues"],
            rejected=counts["rejected"],
            reason="" if counts["dialogues"] == config["count"] else reason,
            spent=spent,
        )
        told: dict[str, Any] = merged.model_dump(mode="json", exclude={"folder", "parts"})
        told["reasons"] = dict(sorted(reasons.items()))
        if "scenario" in config.get("words", {}):
            run.close()
            told["scenarios"] = scenario_counts(out)
        run.finish({"config": config, "counts": told, "words": config.get("words", "offline"), "parts": len(parts)})
    return merged


def _in_turn(parts: Sequence[_Part], reason: str) -> Iterator[dict[str, str]]:
    """Chains in the order of the drawing: each part has every Nth."""
    while True:
        for part in parts:
            lines = part.take()
            if lines is None:
                if reason:
                    return
                raise ConfigError(
                    f"Part {part.number}/{part.parts} in {part.folder} ends before the whole has all its dialogues.",
                    "Too many of its chains were rejected: draw the parts anew with a larger --count.",
                )
            yield lines


def _parts(folders: Iterable[Path]) -> list[_Part]:
    """The parts in order, after making sure that they are all there and belong together."""
    found: dict[int, _Part] = {}
    for folder in folders:
        part = _Part(folder, _manifest(folder))
        if part.number in found:
            raise ConfigError(
                f"{folder} and {found[part.number].folder} are both part {part.number}/{part.parts}.",
                "Name each part once.",
            )
        found[part.number] = part
    first = next(iter(found.values()), None)
    if first is None:
        raise ConfigError("There is nothing to merge.", "Name the folders of all parts.")
    _agree(list(found.values()))
    missing = [str(n) for n in range(1, first.parts + 1) if n not in found]
    if missing:
        raise ConfigError(
            f"Of {first.parts} parts, {', '.join(missing)} are missing.", "Name the folders of all parts."
        )
    return [found[n] for n in sorted(found)]


def _manifest(folder: Path) -> JsonObject:
    path = folder / MANIFEST
    if not path.is_file():
        state = "is not finished" if (folder / CONFIG).is_file() else "is no run folder"
        raise ConfigError(f"{folder} {state}.", "Run its `synth --shard` again; it goes on where it stopped.")
    manifest: JsonObject = json.loads(path.read_text(encoding="utf-8"))
    if not manifest.get("config", {}).get("shard"):
        raise ConfigError(f"{folder} is no part of a run, but a whole one.", "Merge what `synth --shard I/N` made.")
    return manifest


def _agree(parts: Sequence[_Part]) -> None:
    """Raise when parts were not made by the same request."""
    first = parts[0]
    for part in parts[1:]:
        one = {**first.manifest["config"], "shard": first.parts}
        other = {**part.manifest["config"], "shard": part.parts}
        differing = sorted(k for k in one.keys() | other.keys() if one.get(k) != other.get(k))
        if differing:
            shown = "; ".join(f"{k}: {one.get(k)!r} and {other.get(k)!r}" for k in differing[:5])
            raise ConfigError(
                f"{first.folder} and {part.folder} disagree ({shown}).", "Make all parts with the same settings."
            )


def _spent(parts: Sequence[_Part]) -> Spent:
    spent = Spent()
    for part in parts:
        spent = spent.plus(Spent.model_validate(part.manifest["counts"].get("spent") or {}))
    return spent
