"""Dialogues to files of one target: written under temporary names, read back, then put in place."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from toolgraph.errors import ConfigError, ExportError
from toolgraph.export.card import Facts, card
from toolgraph.export.conversation import BrokenRow, Conversation, LeftOut, to_json
from toolgraph.export.layout import read_lines
from toolgraph.export.split import validation_chains
from toolgraph.export.target import Split, Target, WrongCalls
from toolgraph.export.targets import TARGETS
from toolgraph.export.wrong import without_wrong
from toolgraph.ids import digest
from toolgraph.models.base import Artefact, JsonObject
from toolgraph.models.dialogue import Dialogue


class ExportReport(Artefact):
    """What was written.

    Attributes:
        files: Paths, main files first.
        rows: In all files together; `trl-preference` may have several a dialogue.
        dialogues: How many were given; each is in a row or in `left_out`.
        left_out: Dialogues that the target cannot hold, counted by reason.
        splits: Rows a split.
        masked: Dialogues whose wrong calls are written and not trained on.
        dropped: Dialogues whose wrong calls were left out.
    """

    target: str
    files: tuple[Path, ...]
    rows: int
    dialogues: int
    left_out: dict[str, int] = {}
    splits: dict[str, int] = {}
    masked: int = 0
    dropped: int = 0


class _Entry(NamedTuple):
    dialogue: str
    chain: str
    digest: str


@dataclass(slots=True)
class _Tally:
    entries: list[_Entry] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    facts: Facts = field(default_factory=Facts)
    dialogues: int = 0
    masked: int = 0
    dropped: int = 0


def export(
    dialogues: Iterable[Dialogue],
    target: str,
    out: Path,
    *,
    wrong_calls: WrongCalls = "mask",
    split: float = 0.0,
    seed: int = 0,
) -> ExportReport:
    """Write dialogues for a trainer, after reading every row back under the trainer's own rules.

    Args:
        target: A name of `TARGETS`.
        out: Folder for the files; made when absent. Files of the same names are replaced, all or none.
        wrong_calls: `mask` keeps wrong calls and marks them as not trained on where the target can, else leaves
            them out with their answers; `drop` always leaves them out. `trl-preference` is made of them.
        split: Share of rows for validation, 0 to below 1; no chain stands on both sides. 0 makes no validation.
        seed: Of the choice of chains for validation.

    Raises:
        ExportError: A row that the target would reject or corrupt, with its dialogue's id and the rule;
            or too few rows. Nothing is written then.
        ConfigError: Unknown target, a split that cannot be, a folder that cannot be made, or one that holds the
            validation file of an earlier export, whose chains would now stand on both sides.
        MissingExtra: The target needs a package that is not installed.
    """
    chosen = find_target(target)
    _make(out)
    with tempfile.TemporaryDirectory(dir=out, prefix=".export-") as name:
        spool, ready = Path(name) / "rows.jsonl", Path(name) / "ready"
        ready.mkdir()
        tally = _spool(dialogues, chosen, spool, mask=wrong_calls == "mask")
        aside = validation_chains((e.chain for e in tally.entries), split, seed)
        splits = _splits(chosen, tally, aside)
        files = chosen.layout.write({s: _rows(spool, tally.entries, aside, s) for s in splits}, ready)
        for part, entries in splits.items():
            _verify(chosen, ready, part, entries)
        counts: dict[str, int] = {part: len(entries) for part, entries in splits.items()}
        if chosen.name == "parquet":
            (ready / "README.md").write_text(card(tally.facts, counts), encoding="utf-8")
            files.append(Path("README.md"))
        _refuse_stale(out, files)
        for file in files:
            (out / file).parent.mkdir(parents=True, exist_ok=True)
            (ready / file).replace(out / file)
    return ExportReport(
        target=target,
        files=tuple(out / file for file in files),
        rows=len(tally.entries),
        dialogues=tally.dialogues,
        left_out=dict(sorted(tally.left_out.items())),
        splits=counts,
        masked=tally.masked,
        dropped=tally.dropped,
    )


def read_back(target: str, path: Path, *, split: Split = "train") -> list[Conversation]:
    """The conversations in exported files, as far as the target can hold them.

    Args:
        path: The folder that was given to `export`.

    Raises:
        ExportError: A row breaks the target's rules.
        ConfigError: The target is unknown or holds no conversations (tau2, trl-preference).
    """
    chosen = find_target(target)
    found = [_read(chosen, row, f"row {i}") for i, row in enumerate(chosen.layout.read(path, split), 1)]
    conversations = [c for c in found if c is not None]
    if len(conversations) != len(found):
        raise ConfigError(f"Target {target} holds no conversations.", "Read its files as they are.")
    return conversations


def find_target(name: str) -> Target:
    """The target of that name.

    Raises:
        ConfigError: There is none.
    """
    if name not in TARGETS:
        raise ConfigError(f"Unknown export target {name!r}.", f"Use one of: {', '.join(TARGETS)}.")
    return TARGETS[name]


def _make(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise ConfigError(f"{out} cannot be made: {exc.strerror}.", "Give the path of a folder, new or not.") from exc


def _refuse_stale(out: Path, files: list[Path]) -> None:
    for file in files:
        other = Path(str(file).replace("train", "validation", 1))
        if other not in files and (out / other).exists():
            raise ConfigError(
                f"{out / other} is from an earlier export with --split; chains in it would be trained on now.",
                "Remove it, choose another folder, or give --split again.",
            )


def _spool(dialogues: Iterable[Dialogue], target: Target, path: Path, *, mask: bool) -> _Tally:
    """Encode all dialogues into one file, so that the split can be chosen when all chains are known."""
    tally = _Tally()
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for dialogue in dialogues:
            tally.dialogues += 1
            try:
                rows = _encode(dialogue, target, tally, mask=mask)
            except LeftOut as exc:
                tally.left_out[exc.reason] += 1
                continue
            except BrokenRow as exc:
                raise _refusal(target, dialogue.id, str(exc)) from exc
            for text, holds in rows:
                file.write(text + "\n")
                tally.entries.append(_Entry(dialogue.id, dialogue.chain.id, holds))
    return tally


def _encode(dialogue: Dialogue, target: Target, tally: _Tally, *, mask: bool) -> list[tuple[str, str]]:
    """The JSON text of each row, and the digest of what reading it must give."""
    wrong = any(m.weight == 0 for m in dialogue.messages)
    keeps = target.picks_wrong or (mask and target.masks)
    kept = dialogue if keeps else without_wrong(dialogue)
    # The text first: it refuses what no digest can be made of.
    rows = [(to_json(row.data), _digest(row.holds, row.data)) for row in target.encode(kept)]
    tally.facts.add(kept)
    tally.masked += wrong and keeps
    tally.dropped += wrong and not keeps
    return rows


def _splits(target: Target, tally: _Tally, aside: frozenset[str]) -> dict[Split, list[_Entry]]:
    parts: dict[Split, list[_Entry]] = {"train": [e for e in tally.entries if e.chain not in aside]}
    if aside:
        parts["validation"] = [e for e in tally.entries if e.chain in aside]
    least = max(1, target.min_rows)
    if len(parts["train"]) < least:
        why = ", ".join(f"{n} {reason}" for reason, n in sorted(tally.left_out.items())) or "none"
        raise ExportError(
            f"{target.name}: {len(parts['train'])} training rows from {tally.dialogues} dialogues, and the target "
            f"takes {least} or more; left out: {why}.",
            "Export more dialogues, put fewer aside for validation, or choose another target.",
        )
    return parts


def _rows(spool: Path, entries: list[_Entry], aside: frozenset[str], split: Split) -> Iterator[JsonObject]:
    for entry, row in zip(entries, read_lines(spool), strict=True):
        if (entry.chain in aside) == (split == "validation"):
            yield row


def _verify(target: Target, folder: Path, split: Split, entries: list[_Entry]) -> None:
    rows = iter(target.layout.read(folder, split))
    for entry in entries:
        row = next(rows, None)
        if row is None:
            raise _refusal(target, entry.dialogue, "its row is missing when the file is read back")
        conversation = _read(target, row, entry.dialogue)
        if _digest(conversation, row) != entry.digest:
            raise _refusal(target, entry.dialogue, "reading the row back gives something else than was written")
    if next(rows, None) is not None:
        raise _refusal(target, entries[-1].dialogue, "the file holds more rows than were written")


def _digest(conversation: Conversation | None, row: JsonObject) -> str:
    return conversation.digest if conversation else digest(row, length=32)


def _read(target: Target, row: JsonObject, record: str) -> Conversation | None:
    try:
        return target.read(row)
    except ValidationError as exc:
        first = exc.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise _refusal(target, record, f"{place}: {first['msg']}") from exc
    except BrokenRow as exc:
        raise _refusal(target, record, str(exc)) from exc


def _refusal(target: Target, record: str, rule: str) -> ExportError:
    return ExportError(
        f"{target.name}: record {record} would be rejected or corrupted: {rule}.",
        "Leave this dialogue out (`toolgraph check` may say more), or choose another target; nothing was written.",
    )
