"""Sentences that dialogues share with benchmark files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from toolgraph.errors import RecordError
from toolgraph.models.base import Artefact, JsonValue
from toolgraph.models.dialogue import Dialogue

NGRAM = 11  # words; longer than 10, as published work counts it
_WORD = re.compile(r"\w+")


class Overlap(Artefact):
    """One run of words that stands in both.

    Attributes:
        message: Index in the dialogue's messages.
        words: The first shared run of the message, in lower case without punctuation.
        place: Where it stands in the benchmark: `file.json line 12`.
    """

    dialogue: str
    message: int
    words: str
    place: str


class Leakage(Artefact):
    """What was compared, and what was found.

    Attributes:
        texts: Texts of the benchmark that were long enough to compare.
        dialogues: Dialogues that were compared.
        overlaps: One for each message that shares a run of words, in order.
    """

    against: str
    texts: int
    dialogues: int
    overlaps: tuple[Overlap, ...]

    @property
    def leaked(self) -> int:
        """How many dialogues share a run of words."""
        return len({o.dialogue for o in self.overlaps})


def leakage(dialogues: Iterable[Dialogue], against: Path) -> Leakage:
    """Find runs of more than ten words that users or the assistant share with a benchmark.

    Args:
        against: A JSON or JSONL file, or a folder of them; every text in it counts, at any depth.

    Raises:
        RecordError: The file is absent, is neither JSON nor JSONL, or holds no text of that length.
    """
    known: dict[int, str] = {}  # hash of a run of words, and the first place it was seen
    texts = 0
    for path in _files(against):
        for place, text in _texts(path):
            runs = list(_runs(text))
            texts += bool(runs)
            for run in runs:
                known.setdefault(hash(run), place)
    if not texts:
        raise RecordError(f"{against} holds no text of {NGRAM} words or more.", "Give a benchmark's question file.")
    count = 0
    overlaps: list[Overlap] = []
    for dialogue in dialogues:
        count += 1
        overlaps += _overlaps(dialogue, known)
    return Leakage(against=str(against), texts=texts, dialogues=count, overlaps=tuple(overlaps))


def _overlaps(dialogue: Dialogue, known: dict[int, str]) -> Iterator[Overlap]:
    for place, message in enumerate(dialogue.messages):
        if message.role in ("user", "assistant") and message.content:
            shared = next((run for run in _runs(message.content) if hash(run) in known), None)
            if shared:
                yield Overlap(dialogue=dialogue.id, message=place, words=shared, place=known[hash(shared)])


def _runs(text: str) -> Iterator[str]:
    words = _WORD.findall(text.lower())
    for start in range(len(words) - NGRAM + 1):
        yield " ".join(words[start : start + NGRAM])


def _files(against: Path) -> list[Path]:
    if not against.exists():
        raise RecordError(f"{against} does not exist.", "Give a benchmark's JSON or JSONL file, or a folder of them.")
    if against.is_dir():
        return sorted(p for p in against.rglob("*") if p.suffix in (".json", ".jsonl"))
    return [against]


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    # Many benchmarks keep JSON lines in files called .json, so the content decides, not the name.
    for place, value in _values(path, path.read_text(encoding="utf-8-sig")):
        yield from ((place, text) for text in _strings(value))


def _values(path: Path, raw: str) -> Iterator[tuple[str, JsonValue]]:
    try:
        whole = json.loads(raw)
    except ValueError:
        for number, line in enumerate(raw.split("\n"), 1):
            if line.strip():
                yield f"{path.name} line {number}", _value(path, number, line)
    else:
        yield path.name, whole


def _value(path: Path, number: int, line: str) -> JsonValue:
    try:
        return json.loads(line)
    except ValueError as exc:
        raise RecordError(
            f"{path} line {number} is not JSON: {exc}", "Give a file of one JSON value, or of one value a line."
        ) from exc


def _strings(value: JsonValue) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
