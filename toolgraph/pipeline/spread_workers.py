"""What runs on the machines of a cluster: plain classes, which `spread` makes actors of."""

from __future__ import annotations

import threading
from dataclasses import dataclass

import toolgraph
from toolgraph.errors import ConfigError
from toolgraph.ids import digest
from toolgraph.llm.caller import Caller, Tally
from toolgraph.llm.chat import ChatClient
from toolgraph.llm.endpoint import Endpoint
from toolgraph.llm.phraser import Manner
from toolgraph.llm.shared import Line, SharedBudget, SharedCache, SharedPace
from toolgraph.pipeline.make import Lines, Made
from toolgraph.pipeline.processes import Bench, Piece
from toolgraph.pipeline.wording import Halted, Job, Maker
from toolgraph.plan import Mix


@dataclass(frozen=True)
class Task:
    """What all workers of a run are told.

    Attributes:
        seed: Of the plans.
        version: Of the package in the process that began the run.
    """

    seed: int
    mix: Mix
    version: str


def _same_version(task: Task) -> None:
    if toolgraph.__version__ != task.version:
        raise ConfigError(
            f"A machine of the cluster has toolgraph {toolgraph.__version__}, this one {task.version}.",
            "Install the same version on all of them.",
        )


class OfflineWorker:
    """Makes dialogues with words written offline."""

    def __init__(self, task: Task) -> None:
        self._task = task

    def start(self) -> None:
        """Make sure that this machine makes the same dialogues as the others.

        Raises:
            ConfigError: It has another version of the package.
        """
        _same_version(self._task)

    def work(self, piece: Piece) -> list[Lines]:
        """What becomes of each chain, in order."""
        return Bench().make(piece)


class WordsWorker:
    """Makes dialogues with a language model, within what the desk allows; many at a time.

    Args:
        worker: Number that no other worker of the run has or had.
    """

    def __init__(self, task: Task, words: tuple[Endpoint, Manner], line: Line, worker: int) -> None:
        self._task, self._line, self._worker = task, line, worker
        self._endpoint, self._manner = words
        self._lock = threading.Lock()
        self._asking: tuple[Caller, Maker] | None = None

    def start(self, api_key: str) -> None:
        """As of an `OfflineWorker`, and get ready to ask.

        Args:
            api_key: Not told when the actor is made: Ray keeps a record of that, and may write it to a disk.

        Raises:
            ConfigError: This machine has another version of the package.
            MissingExtra: The `openai` package is not installed there.
        """
        _same_version(self._task)
        self._client = ChatClient(self._endpoint, api_key)

    def _ask(self) -> tuple[Caller, Maker]:
        """Made when there is something to ask: by then the desk knows in which way the endpoint is asked."""
        with self._lock:
            if self._asking is None:
                line = self._line
                caller = Caller(self._client, SharedCache(line), SharedBudget(line, self._worker), SharedPace(line))
                maker = Maker(self._manner, caller, seed=self._task.seed, mix=self._task.mix)
                self._asking = caller, maker
            return self._asking

    def write(self, job: Job) -> tuple[Made | Halted, Tally]:
        """What becomes of one chain, and what the endpoint has done to this worker so far."""
        caller, maker = self._ask()
        return maker.make(job), caller.tally

    def finish(self) -> None:
        """Note for later estimates what was learned."""
        caller, maker = self._ask()
        caller.remember(digest(self._manner.config()), maker.least, maker.requests)
