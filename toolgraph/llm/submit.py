"""Sends request files to a Batch API, waits, and puts what comes back beside them."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from toolgraph.llm.batch import put
from toolgraph.llm.chat import BatchClient
from toolgraph.llm.endpoint import Trouble

_ENDED = ("completed", "expired", "cancelled")
_LASTING = ("key", "model", "refused")  # troubles that no waiting mends
_PATIENCE = 20  # looks in a row that may fail


class Post(NamedTuple):
    """How batches are sent and waited for.

    Attributes:
        poll_s: Seconds between two looks, above 0.
        stopped: Set to end the waiting; the batches go on, and are found again.
        tell: Called with what a person should know meanwhile.
    """

    client: BatchClient
    poll_s: float
    stopped: threading.Event
    tell: Callable[[str], None]

    def deliver(self, paths: list[Path]) -> Trouble | None:
        """Send request files that are not sent yet, and wait until all are answered.

        Returns:
            Why not; what has come until then is kept, and no batch is started twice.
        """
        batches: dict[Path, str] = {}
        for path in paths:
            batch = self._sent(path)
            if isinstance(batch, Trouble):
                return batch
            batches[path] = batch
        for path, batch in batches.items():
            if (trouble := self._collect(path, batch)) is not None:
                return trouble
        return None

    def _sent(self, path: Path) -> str | Trouble:
        """Id of the batch of a request file, started unless it was."""
        note = _note(path)
        if note.is_file():
            return str(json.loads(note.read_text(encoding="utf-8"))["batch"])
        # Killed between the start of a batch and the note of it, a run finds it by its mark: nothing is paid twice.
        mark = hashlib.sha256(path.read_bytes()).hexdigest()
        batch = self.client.find(mark)
        if batch == "":
            batch = self.client.start(path, mark)
            self.tell(f"{path.name}: {'not taken' if isinstance(batch, Trouble) else f'sent as {batch}'}.")
        if not isinstance(batch, Trouble):
            put(note, json.dumps({"batch": batch}).encode())
        return batch

    def _collect(self, path: Path, batch: str) -> Trouble | None:
        told, failures = "", 0
        while not self.stopped.is_set():
            state = self.client.look(batch)
            if isinstance(state, Trouble):
                failures += 1
                if state.kind in _LASTING or failures > _PATIENCE:
                    return state
            else:
                failures = 0
                if state.status == "failed" or (state.status == "cancelled" and not state.files):
                    _note(path).unlink()
                    return Trouble("refused", f"{batch} {state.status}: {state.told or 'no reason given'}")
                if state.status in _ENDED:
                    return self._fetch(path, state.files)
                if state.status != told:
                    told = state.status
                    self.tell(f"{path.name}: {batch} is {told} ({state.told}).")
            self.stopped.wait(self.poll_s)
        return Trouble("stopped", "stopped by Ctrl-C while a batch is under way")

    def _fetch(self, path: Path, files: tuple[str, ...]) -> Trouble | None:
        """Put output and error file beside the request file, all or none, so that half an answer is never read."""
        contents = []
        for file in files:
            content = self.client.fetch(file)
            if isinstance(content, Trouble):
                return content
            contents.append(content)
        put(path.with_suffix(".answers.jsonl"), b"".join(c if c.endswith(b"\n") else c + b"\n" for c in contents if c))
        return None


def _note(path: Path) -> Path:
    """Where the id of a request file's batch is kept."""
    return path.with_suffix(".batch.json")
