"""Dialogues whose words come in batches: one look over all of them for each level, and kept in order."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from toolgraph.llm.batch import BatchFolder
from toolgraph.llm.caller import Tally
from toolgraph.llm.chat import BatchClient
from toolgraph.llm.crew import Interrupts
from toolgraph.llm.gather import Gatherer
from toolgraph.llm.money import Budget, Spent
from toolgraph.llm.replies import ReplyCache
from toolgraph.llm.submit import Post
from toolgraph.models.dialogue import Dialogue
from toolgraph.pipeline.make import Made
from toolgraph.pipeline.wording import Access, Halted, Job, Maker
from toolgraph.plan import Mix


class Batching:
    """The words of one run, level by level.

    Args:
        files: Of the run.
        spent: One request at a time, by earlier parts of the run.

    Attributes:
        halted: Why it ended before all was done; None when all is.
        tally: What the endpoint did beside answering.
    """

    def __init__(self, access: Access, files: BatchFolder, *, spent: Spent, seed: int, mix: Mix) -> None:
        self.access, self.files = access, files
        self.halted: Halted | None = None
        self.tally = Tally(0, 0, 0)
        self._spent, self._seed, self._mix = spent, seed, mix
        self._waiting: list[Job] = []

    @property
    def spent(self) -> Spent:
        """By this run so far."""
        return self._spent.plus(self.files.spent(self.access.charged))

    def make(self, jobs: Iterator[Job], wanted: Callable[[], int]) -> Iterator[Made]:
        """What becomes of the jobs, in order, until all that are wanted are there or `halted` says why not.

        Args:
            wanted: How many dialogues can still be used.
        """
        with closing(ReplyCache(self.access.cache)) as cache:
            while self.halted is None:
                gatherer = self._gatherer(cache)
                yield from self._look(gatherer, jobs, wanted)
                self.tally = gatherer.tally
                if gatherer.gathered:
                    self.files.write(gatherer.gathered)
                    self.files.read()
                if not self._waiting:
                    return
                self.halted = self._wait()

    def _gatherer(self, cache: ReplyCache) -> Gatherer:
        self.files.read()
        if self.files.strange:
            self.access.tell(f"{self.files.strange} answers in {self.files.folder} are to no request of this run.")
        budget = Budget(self.access.charged, self.access.limits, spent=self.spent)
        return Gatherer(self.access.endpoint, cache, budget, self.files)

    def _look(self, gatherer: Gatherer, jobs: Iterator[Job], wanted: Callable[[], int]) -> Iterator[Made]:
        """Make what can be made; behind the first that waits all others do, and only gather their requests."""
        maker = Maker(self.access.manner, gatherer, seed=self._seed, mix=self._mix)
        held, self._waiting = deque(self._waiting), []
        hopeful, poor = 0, False
        while hopeful < wanted():
            job = held.popleft() if held else None if poor else next(jobs, None)
            if job is None:
                break
            made = maker.make(job)
            if isinstance(made, Made) and not self._waiting:
                yield made
                continue
            # Made anew at the next look: to keep it until then would take the memory of a whole run.
            self._waiting.append(job)
            hopeful += isinstance(made, Halted) or isinstance(made.outcome, Dialogue)
            poor = poor or (isinstance(made, Halted) and "endpoint_budget" in made.codes)
        self._waiting += held

    # Between two looks

    def _wait(self) -> Halted | None:
        """Get the open files answered; why that cannot be done now."""
        paths = self.files.open_files()
        if not paths:
            return Halted(("endpoint_budget",), "the limit of the budget is reached")
        if self.access.batch == "submit":
            return self._submit(paths)
        names = ", ".join(path.name for path in paths)
        return Halted(
            ("endpoint_waiting",),
            f"{len(self.files.under_way()):,} requests are in {names} in {self.files.folder}; have them answered by "
            "the Batch API, and put its output and error files into the same folder, under names of their own",
        )

    def _submit(self, paths: list[Path]) -> Halted | None:
        before, stopped = len(self.files.replies), threading.Event()
        client = BatchClient(self.access.endpoint, self.access.api_key)
        with closing(client), Interrupts(stopped.set):
            trouble = Post(client, self.access.poll_s, stopped, self.access.tell).deliver(paths)
        if trouble is not None:
            code = "interrupted" if trouble.kind == "stopped" else f"endpoint_{trouble.kind}"
            return Halted((code,), trouble.detail)
        self.files.read()
        if len(self.files.replies) == before:
            return Halted(
                ("endpoint_lost",), f"a batch brought no reply at all; see its answers in {self.files.folder}"
            )
        return None
