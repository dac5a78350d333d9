"""Child processes that plan chains and make dialogues offline; what they do is the same for any number of them."""

from __future__ import annotations

import atexit
import gc
import multiprocessing
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from functools import reduce
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from toolgraph.ids import source_of
from toolgraph.llm.offline import OfflinePhraser
from toolgraph.models.chain import Chain
from toolgraph.models.tool import Tool
from toolgraph.pipeline.make import Lines, lines_of, make_dialogue, tools_named
from toolgraph.pipeline.rows import tool_of
from toolgraph.plan import Measured, Mix, measured
from toolgraph.store.graph import Row

_PIECE = 25  # chains that a process takes at a time
_AHEAD = 3  # pieces that a process has, so that it need not wait for this one
_BEHIND = 25  # chains that a process may have more than another one before it gives some away
_REMEMBERED = 15_000  # tools that a process keeps; each takes some 20 KB
# Chains after which a child looks for what only refers to itself. A dialogue leaves some 10 KB of that, while each look
# goes through all that is known of thousands of tools, which stays for good: Python's own looks took 4 % of the time.
_LOOKED_THROUGH = 5_000

RowsOf = Callable[[Iterable[str]], Mapping[str, Row]]
"""Gives the rows of some tools (`read/tools_by_id`), by id."""

_T = TypeVar("_T")


class Piece(NamedTuple):
    """Some chains that one process deals with.

    Attributes:
        rows: Of the tools that the chains name and the process has not been sent, by id.
        afresh: It forgets the tools that it was sent before.
    """

    chains: tuple[Chain, ...]
    rows: Mapping[str, Row]
    mix: Mix
    seed: int
    afresh: bool = False


class Bench:
    """Where pieces are worked on: the tools that were sent, and the words."""

    def __init__(self) -> None:
        self._tools: dict[str, Tool] = {}
        self._phraser = OfflinePhraser()
        self._dealt_with = 0  # chains since the last look through

    def _take(self, piece: Piece) -> dict[str, Tool]:
        if piece.afresh:
            self._tools.clear()
        self._tools.update((name, tool_of(row)) for name, row in piece.rows.items())
        return self._tools

    def make(self, piece: Piece) -> list[Lines]:
        """What becomes of each chain, in order."""
        tools = self._take(piece)
        return [
            lines_of(make_dialogue(chain, tools, self._phraser, seed=piece.seed, mix=piece.mix))
            for chain in piece.chains
        ]

    def measure(self, piece: Piece) -> Measured:
        """The shape of the chains' plans."""
        return measured(piece.chains, self._take(piece), piece.mix, seed=piece.seed)

    def clean(self, chains: int) -> None:
        """Free what so many more chains have left behind, once it is worth a look."""
        self._dealt_with += chains
        if self._dealt_with >= _LOOKED_THROUGH:
            self._dealt_with = 0
            gc.collect()


_bench: list[Bench] = []  # of this process, made when the first piece comes


def _begin() -> None:
    """Make a child process ready."""
    gc.disable()
    # It has nothing to put in order, and freeing what it has learned of the tools piece by piece takes seconds.
    atexit.register(os._exit, 0)
    _bench.append(Bench())


def _ready() -> None:
    """The first thing that a child process is asked."""


def _work(method: str, piece: Piece) -> Any:
    result = getattr(_bench[0], method)(piece)
    _bench[0].clean(len(piece.chains))
    return result


class _Process:
    """One child, or this process itself, and what it has been sent."""

    def __init__(self, *, child: bool) -> None:
        # Not forked: the embedded database has threads of its own in this process.
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(1, mp_context=context, initializer=_begin) if child else None
        self._bench = Bench()
        self._sent: set[str] = set()
        self._under_way: list[tuple[int, Future[Any]]] = []
        if self._pool is not None:
            self._pool.submit(_ready)  # its modules are loaded while others read the graph

    @property
    def busy(self) -> int:
        """Chains that it has."""
        self._under_way = [(many, future) for many, future in self._under_way if not future.done()]
        return sum(many for many, _ in self._under_way)

    def give(self, method: str, chains: tuple[Chain, ...], rows: RowsOf, mix: Mix, seed: int) -> Future[Any]:
        """Have it deal with some chains."""
        named = tools_named(chains)
        afresh = len(self._sent) > _REMEMBERED
        if afresh:
            self._sent.clear()
        piece = Piece(chains, rows(sorted(named - self._sent)), mix, seed, afresh)
        self._sent |= named
        if self._pool is not None:
            future = self._pool.submit(_work, method, piece)
        else:
            future = Future()
            future.set_result(getattr(self._bench, method)(piece))
        self._under_way.append((len(chains), future))
        return future

    def close(self) -> None:
        """End it."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


class _Share(NamedTuple):
    """What one process has of some chains: their places among them, and what will become of them."""

    places: list[int]
    result: Future[Any]


class Processes:
    """Some child processes, started when there is work; with one, this process works alone.

    What a tool means is worked out where it is first met. So the chains of a source go to one process as long as the
    others have as much to do.

    Args:
        workers: 1 or more.
        seed: Of the plans.
    """

    def __init__(self, workers: int, seed: int) -> None:
        self._workers, self._seed = workers, seed
        # Alone, nothing is gained by working ahead.
        self._size, self._ahead = (_PIECE * workers, _AHEAD) if workers > 1 else (1, 1)
        self._processes: list[_Process] = []
        self._homes: dict[str, int] = {}

    def make(self, chains: Iterable[Chain], rows: RowsOf, mix: Mix) -> Generator[Lines, None, None]:
        """Dialogues with words written offline, in the order of the chains, which are taken as they are needed."""
        for shares in self._each("make", chains, rows, mix):
            lines = {at: each for share in shares for at, each in zip(share.places, share.result.result(), strict=True)}
            yield from (lines[at] for at in sorted(lines))

    def measure(self, chains: Iterable[Chain], rows: RowsOf, mix: Mix) -> Measured:
        """The shape of the plans that a mix makes of some chains."""
        dealt = self._each("measure", chains, rows, mix)
        return reduce(Measured.plus, (share.result.result() for shares in dealt for share in shares), Measured())

    def start(self) -> None:
        """Start them, unless they have been started."""
        if not self._processes:
            self._processes = [_Process(child=self._workers > 1) for _ in range(self._workers)]

    def _each(self, method: str, chains: Iterable[Chain], rows: RowsOf, mix: Mix) -> Iterator[list[_Share]]:
        self.start()
        rest = iter(chains)
        under_way: list[list[_Share]] = []
        while True:
            while len(under_way) < self._ahead and (some := tuple(islice(rest, self._size))):
                under_way.append(
                    [
                        _Share(places, self._processes[at].give(method, mine, rows, mix, self._seed))
                        for at, places in self._dealt(some).items()
                        for mine in [tuple(some[place] for place in places)]
                    ]
                )
            if not under_way:
                return
            yield under_way.pop(0)

    def _dealt(self, chains: tuple[Chain, ...]) -> dict[int, list[int]]:
        """Which process gets which of some chains."""
        out: dict[int, list[int]] = {}
        has = [process.busy for process in self._processes]
        for place, chain in enumerate(chains):
            idle = has.index(min(has))
            at = self._homes.setdefault(source_of(chain.tools[0]), idle)
            if has[at] - has[idle] > _BEHIND:
                at = idle
            out.setdefault(at, []).append(place)
            has[at] += 1
        return out

    def close(self) -> None:
        """End them; what they have under way is not waited for longer than a piece takes."""
        for process in self._processes:
            process.close()
        self._processes = []
