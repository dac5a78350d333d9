"""A run on a Ray cluster.

This process draws the chains, deals them out with their tools, and writes what comes back, in the order of the
drawing: no worker reads the graph or needs a disk of its own. The journal is the one of a run on one machine, so that
either engine goes on with what the other has left. A worker that is lost is replaced, and what it had under way is
done again.
"""

from __future__ import annotations

import logging
import signal
import socket
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from typing import Any, NamedTuple

import toolgraph
from toolgraph.config import ray_address
from toolgraph.errors import ConfigError, ModelError
from toolgraph.llm.caller import Caller, Tally
from toolgraph.llm.crew import Crew
from toolgraph.llm.money import Spent
from toolgraph.llm.replies import ReplyCache
from toolgraph.llm.shared import Desk, SharedBudget, SharedCache, SharedPace
from toolgraph.models.chain import Chain
from toolgraph.pipeline.make import Lines, Made, tools_named
from toolgraph.pipeline.processes import Piece, RowsOf
from toolgraph.pipeline.spread_pool import Pool, cause, first_line, ray_package
from toolgraph.pipeline.spread_workers import OfflineWorker, Task, WordsWorker
from toolgraph.pipeline.wording import Access, Halted, Job, Writer
from toolgraph.plan import Mix

_PIECE = 10  # chains that a worker makes offline at a time
_AHEAD = 2  # pieces that wait at a worker, so that it need not wait for this process
_NEWS_S = 0.5
_REACH_S = 10.0
_CONTROL = "control"  # threads of the desk that no waiting worker takes: what ends a wait always comes through
_WAITING = ("reserve", "wait")
_HERE = 0  # this process, as a worker of the desk
_NO_END = 10**9


@contextmanager
def ray_cluster(
    *, seed: int, mix: Mix, workers: int, tell: Callable[[str], None] = lambda _: None
) -> Iterator[Cluster]:
    """The cluster that `RAY_ADDRESS` names, or one that runs on this machine, or a new one for this run alone.

    Args:
        seed: Of the plans.
        workers: At most; fewer work as long as the cluster has no room for all.
        tell: Called with what a person should know meanwhile.

    Raises:
        MissingExtra: The `ray` package is not installed.
        ConfigError: The cluster does not answer.
    """
    ray = ray_package()
    own = not ray.is_initialized()
    with _signals():
        if own:
            _join(ray, workers)
        cluster = Cluster(ray, Task(seed, mix, toolgraph.__version__), workers, tell)
        try:
            yield cluster
        finally:
            cluster.close()
            if own:
                ray.shutdown()


@contextmanager
def _signals() -> Iterator[None]:
    """Put back what Ray does to the signals of this process."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    old = signal.getsignal(signal.SIGTERM)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, old if old is not None else signal.SIG_DFL)


def _join(ray: Any, workers: int) -> None:
    _reach(ray_address())
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR, "include_dashboard": False}
    try:
        try:
            # Only a new cluster takes a number of CPUs, and refuses workers beyond it.
            ray.init(num_cpus=workers, **quiet)
        except ValueError:
            ray.init(**quiet)
    except (RuntimeError, ValueError, OSError, ImportError) as exc:
        raise _unreachable(str(exc).rstrip(".")) from exc


def _reach(address: str) -> None:
    """Raise when nobody listens at an address; Ray itself would try for minutes."""
    host, _, port = address.rpartition(":")
    if not host or "/" in host or not port.isdigit():
        return
    try:
        socket.create_connection((host, int(port)), timeout=_REACH_S).close()
    except OSError as exc:
        raise _unreachable(f"{address}: {exc}") from exc


def _unreachable(why: str) -> ConfigError:
    return ConfigError(
        f"The Ray cluster does not answer: {why}.",
        "See to RAY_ADDRESS (HOST:6379 of its head), or take it away to start a Ray on this machine.",
    )


class Cluster:
    """Ray, and the workers of one run; see `Engine`.

    Args:
        ray: The package, connected.
    """

    def __init__(self, ray: Any, task: Task, workers: int, tell: Callable[[str], None]) -> None:
        self._ray, self._task, self._count, self._tell = ray, task, workers, tell
        self._pools: list[Pool] = []

    def close(self) -> None:
        """End all workers."""
        for pool in self._pools:
            pool.close()

    def _pool(self, start: Callable[[int], tuple[Any, Any]], **more: Any) -> Pool:
        pool = Pool(self._ray, start, count=self._count, tell=self._tell, **more)
        self._pools.append(pool)
        return pool

    # Words offline

    def offline(self, chains: Iterable[Chain], rows: RowsOf) -> Generator[Lines, None, None]:  # noqa: D102 (as in Engine)
        if not self._pools:
            self._pool(self._start_offline, at_once=_AHEAD)
        crew: Crew[Piece, list[Lines]] = Crew(self._made, self._count * _AHEAD)
        for lines in crew.ordered(self._pieces(chains, rows), lambda: _NO_END):
            yield from lines

    def _start_offline(self, number: int) -> tuple[Any, Any]:
        del number
        actor = self._ray.remote(num_cpus=1)(OfflineWorker).remote(self._task)
        return actor, actor.start.remote()

    def _made(self, piece: Piece) -> list[Lines]:
        lines: list[Lines] = self._pools[0].work("work", piece)[1]
        return lines

    def _pieces(self, chains: Iterable[Chain], rows: RowsOf) -> Iterator[Piece]:
        rest = iter(chains)
        while some := tuple(islice(rest, _PIECE)):  # whole ones: another worker may have to do them again
            yield Piece(some, rows(sorted(tools_named(some))), self._task.mix, self._task.seed)

    # Words of a model

    def caller(self, access: Access, *, spent: Spent, note: Callable[[Spent], None]) -> SpreadCaller:  # noqa: D102 (as in Engine)
        cache = access.cache and access.cache.resolve()  # actors have a working folder of their own
        ReplyCache(cache).close()  # what is wrong with the folder is told here, not in an actor's grave
        where = self._ray.util.scheduling_strategies.NodeAffinitySchedulingStrategy(
            self._ray.get_runtime_context().get_node_id(), soft=False
        )
        # Beside this process, where the cache is; with a thread for each request that may wait for its turn.
        desk = self._ray.remote(
            num_cpus=0,
            scheduling_strategy=where,
            max_concurrency=access.concurrency + 1,
            concurrency_groups={_CONTROL: 8},
        )(Desk).remote(access.rates, access.prices, access.limits, cache, spent)
        return SpreadCaller(access, RayLine(desk), note)

    def writer(self, access: Access, caller: Caller) -> SpreadWriter:  # noqa: D102 (as in Engine)
        if not isinstance(caller, SpreadCaller):
            raise TypeError(caller)
        kind = self._ray.remote(num_cpus=1, max_concurrency=access.concurrency)(WordsWorker)

        def start(number: int) -> tuple[Any, Any]:
            actor = kind.remote(self._task, (access.endpoint, access.manner), caller.line, number)
            return actor, actor.start.remote(access.api_key)

        return SpreadWriter(access, caller, self._pool(start, at_once=access.concurrency, lost=caller.lose))


class RayLine(NamedTuple):
    """Calls to the desk over Ray, as `Line` says."""

    desk: Any

    def ask(self, method: str, *arguments: Any) -> Any:  # noqa: D102 (as in Line)
        return self._get(self._call(method, arguments))

    def tell(self, method: str, *arguments: Any) -> None:  # noqa: D102 (as in Line)
        self._call(method, arguments)

    def _call(self, method: str, arguments: tuple[Any, ...]) -> Any:
        called = getattr(self.desk, method)
        if method not in _WAITING:
            called = called.options(concurrency_group=_CONTROL)
        return called.remote(*arguments)

    @staticmethod
    def _get(answer: Any) -> Any:
        ray = ray_package()
        try:
            return ray.get(answer)
        except ray.exceptions.RayTaskError as exc:
            raise cause(exc) from exc
        except ray.exceptions.RayError as exc:
            raise ModelError(
                f"The actor that keeps the limits of the run was lost ({first_line(exc).rstrip('.')}).",
                "Run the same command again: it goes on, with what was paid for.",
            ) from exc


class SpreadCaller(Caller):
    """What stands for all workers' callers in the process that began the run.

    Args:
        note: Called with each payment of any worker.
    """

    def __init__(self, access: Access, line: RayLine, note: Callable[[Spent], None]) -> None:
        super().__init__(access.client(), SharedCache(line), SharedBudget(line, _HERE), SharedPace(line))
        self.line, self._note, self._tell = line, note, access.tell
        self._tallies: dict[int, Tally] = {}
        self._fault: ModelError | OSError | None = None
        self._ended = threading.Event()
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()

    def _listen(self) -> None:
        try:
            while not self._ended.is_set():
                self.hear(_NEWS_S)
        except (ModelError, OSError) as exc:
            self._fault = exc

    def hear(self, longest_s: float = 0.0) -> None:
        """Pass on what is new at the desk."""
        news = self.line.ask("news", longest_s)
        for paid in news.paid:
            self._note(paid)
        for sentence in news.said:
            self._tell(sentence)

    def lose(self, worker: int) -> None:
        """A worker is gone."""
        self.line.ask("lose", worker)

    def count(self, worker: int, tally: Tally) -> None:
        """What the endpoint has done to a worker so far; raises what has kept a payment from being written down."""
        if self._fault is not None:
            raise self._fault
        with self._lock:
            old = self._tallies.get(worker, Tally(0, 0, 0))
            self._tallies[worker] = Tally(*map(max, old, tally))

    @property
    def tally(self) -> Tally:  # noqa: D102 (as in Caller)
        each = [super().tally, *self._tallies.values()]
        return Tally(*(sum(column) for column in zip(*each, strict=True)))

    def close(self) -> None:
        """Hear the last of the desk, and end it."""
        self._ended.set()
        self._listening.join()
        with suppress(ModelError):
            self.line.ask("stop")
            self.hear()
        super().close()


class SpreadWriter(Writer):
    """A writer whose dialogues are made by workers of the cluster."""

    def __init__(self, access: Access, caller: SpreadCaller, pool: Pool) -> None:
        # No thread of this process asks for anything itself; so many wait for workers that do.
        super().__init__(access, caller)
        self._spread, self._pool = caller, pool
        self._crew = Crew(self._write, access.concurrency)

    def _write(self, job: Job) -> Made | Halted:
        rung = self.caller.ladder.rung()  # found out here, once, for all
        if not isinstance(rung, str):
            return Halted((f"endpoint_{rung.kind}",), rung.detail)
        made: Made | Halted
        worker, (made, tally) = self._pool.work("write", job)
        self._spread.count(worker, tally)
        return made

    def make(self, jobs: Iterable[Job], wanted: Callable[[], int]) -> Iterator[Made | Halted]:  # noqa: D102 (as in Writer)
        try:
            yield from super().make(jobs, wanted)
            self._pool.finish()
        finally:
            self._pool.close()
