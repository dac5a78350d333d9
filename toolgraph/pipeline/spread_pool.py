"""The actors of a run on a Ray cluster, and what becomes of work when one is lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from toolgraph.errors import ConfigError, MissingExtra, ModelError, ToolgraphError

_LOSSES = 3  # workers that one piece of work may take with it; then it is at fault
_FALSE_STARTS = 5  # workers in a row that are lost before they are ready
_TICK_S = 0.1
_PATIENCE_S = 30.0  # until a person is told that the cluster has no room


def ray_package() -> Any:
    """The package.

    Raises:
        MissingExtra: It is not installed.
    """
    try:
        import ray  # noqa: PLC0415 - an extra
    except ImportError as exc:
        raise MissingExtra(
            "--engine ray needs the `ray` package.",
            "Install it, here and on every machine: pip install 'toolgraph[ray]'.",
        ) from exc
    return ray


@dataclass
class Worker:
    """One actor.

    Attributes:
        starting: Reference to the end of its start.
        busy: Pieces of work that it has.
    """

    number: int
    actor: Any
    starting: Any
    ready: bool = False
    busy: int = 0


class Pool:
    """Actors of one kind; each that is lost is replaced.

    Args:
        start: Starts the actor of a number, and gives it with the reference to the end of its start; numbers are
            never used twice.
        at_once: Pieces of work that one has at the same time.
        lost: Told the number of each that is lost.
        tell: Called with what a person should know.
    """

    def __init__(
        self,
        ray: Any,
        start: Callable[[int], tuple[Any, Any]],
        *,
        count: int,
        at_once: int,
        lost: Callable[[int], None] = lambda _: None,
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._ray, self._start, self._at_once, self._lost, self._tell = ray, start, at_once, lost, tell
        self._lock = threading.Lock()
        self._number = self._false_starts = 0
        self._look_at = 0.0
        self._told = self._closed = False
        self.workers = [self._new() for _ in range(count)]

    def _new(self) -> Worker:
        self._number += 1
        return Worker(self._number, *self._start(self._number))

    def work(self, method: str, item: Any) -> tuple[int, Any]:
        """The number of a worker, and what its method made of something; of another one where it is lost.

        Raises:
            ToolgraphError: What the method raised.
            ConfigError: It takes one worker after the other with it, or none starts.
        """
        why = ""
        for _ in range(_LOSSES):
            worker = self._take()
            try:
                return worker.number, self._ray.get(getattr(worker.actor, method).remote(item))
            except self._ray.exceptions.RayTaskError as exc:
                raise cause(exc) from exc
            except self._ray.exceptions.RayError as exc:
                why = first_line(exc)
                self._replace(worker)
            finally:
                with self._lock:
                    worker.busy -= 1
        raise ConfigError(
            f"{_LOSSES} workers were lost one after the other with the same work ({why}).",
            "See to the memory of the machines and to Ray's logs; the same command then goes on.",
        )

    def _take(self) -> Worker:
        """The least busy of those that are ready; waits for one."""
        began = time.monotonic()
        while True:
            with self._lock:
                if self._closed:  # and no more of Ray, which would start anew
                    raise ModelError("The run has ended.", "Run the same command again to go on.")
                self._look()
                ready = [w for w in self.workers if w.ready and w.busy < self._at_once]
                if ready:
                    worker = min(ready, key=lambda w: w.busy)
                    worker.busy += 1
                    return worker
                if not self._told and time.monotonic() - began > _PATIENCE_S and not any(w.ready for w in self.workers):
                    self._told = True
                    self._tell("The Ray cluster has no room for a worker yet (each wants a CPU); waiting.")
            time.sleep(_TICK_S)

    def _look(self) -> None:
        """See which have started, now and then; replace those that did not."""
        if time.monotonic() < self._look_at:
            return
        self._look_at = time.monotonic() + _TICK_S
        for at, worker in enumerate(self.workers):
            if worker.ready or not self._ray.wait([worker.starting], timeout=0)[0]:
                continue
            try:
                self._ray.get(worker.starting)
                worker.ready, self._false_starts = True, 0
            except self._ray.exceptions.RayTaskError as exc:
                raise cause(exc) if isinstance(exc.cause, ToolgraphError) else _no_start(last_line(exc)) from exc
            except self._ray.exceptions.RayError as exc:
                self._false_starts += 1
                if self._false_starts >= _FALSE_STARTS:
                    raise _no_start(first_line(exc)) from exc
                self.workers[at] = self._new()

    def _replace(self, lost: Worker) -> None:
        with self._lock:
            if self._closed or lost not in self.workers:
                return
            with suppress(self._ray.exceptions.RayError):
                self._ray.kill(lost.actor)  # one that is only out of reach must not go on
            self.workers[self.workers.index(lost)] = self._new()
        self._tell("A worker of the Ray cluster was lost; what it had under way is done again.")
        self._lost(lost.number)

    def finish(self) -> None:
        """Let the workers note what they have learned."""
        ending = [w.actor.finish.remote() for w in self.workers if w.ready]
        if ending:
            self._ray.wait(ending, num_returns=len(ending), timeout=_PATIENCE_S)

    def close(self) -> None:
        """End all workers."""
        with self._lock:
            self._closed = True
            for worker in self.workers:
                with suppress(self._ray.exceptions.RayError):
                    self._ray.kill(worker.actor)


def _no_start(why: str) -> ConfigError:
    return ConfigError(
        f"No worker starts on the Ray cluster ({why.rstrip('.')}).",
        "Install toolgraph, with the extras in use, on every machine; Ray's logs say more.",
    )


def cause(exc: Any) -> BaseException:
    """What a method raised: our own errors without Ray's wrapping, since they say what to do."""
    return exc.cause if isinstance(exc.cause, ToolgraphError) else exc


def first_line(exc: Exception) -> str:
    """What Ray says, without its traces."""
    return _lines(exc)[0]


def last_line(exc: Exception) -> str:
    """What a method raised, without its trace."""
    return _lines(exc)[-1]


def _lines(exc: Exception) -> list[str]:
    return [line.strip() for line in str(exc).splitlines() if line.strip()] or [type(exc).__name__]
