"""Where dialogues of a run are made: in this process and its children, or on a Ray cluster."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from typing import NamedTuple, Protocol

from toolgraph.llm.caller import Caller
from toolgraph.llm.money import Spent
from toolgraph.models.chain import Chain
from toolgraph.pipeline.make import Lines
from toolgraph.pipeline.processes import Processes, RowsOf
from toolgraph.pipeline.wording import Access, Writer
from toolgraph.plan import Mix


class Engine(Protocol):
    """What makes the dialogues of one run; which one it is changes nothing but the time that it takes."""

    def offline(self, chains: Iterable[Chain], rows: RowsOf) -> Generator[Lines, None, None]:
        """Dialogues with words written offline, in the order of the chains.

        Args:
            rows: Gives the tools that the chains and their distractors name; asked in the thread that takes the lines.
        """
        ...

    def caller(self, access: Access, *, spent: Spent, note: Callable[[Spent], None]) -> Caller:
        """What asks a language model within the terms; to be closed.

        Args:
            spent: By earlier parts of the same run.
            note: Called with each payment.
        """
        ...

    def writer(self, access: Access, caller: Caller) -> Writer:
        """What makes dialogues with a language model."""
        ...


class Here(NamedTuple):
    """One machine: words offline by child processes, a language model asked by threads of this process.

    Attributes:
        seed: Of the plans.
        processes: Make the dialogues.
    """

    seed: int
    mix: Mix
    processes: Processes

    def offline(self, chains: Iterable[Chain], rows: RowsOf) -> Generator[Lines, None, None]:  # noqa: D102 (as in Engine)
        return self.processes.make(chains, rows, self.mix)

    def caller(self, access: Access, *, spent: Spent, note: Callable[[Spent], None]) -> Caller:  # noqa: D102 (as in Engine)
        return access.caller(spent=spent, note=note)

    def writer(self, access: Access, caller: Caller) -> Writer:  # noqa: D102 (as in Engine)
        return Writer(access, caller, seed=self.seed, mix=self.mix)
