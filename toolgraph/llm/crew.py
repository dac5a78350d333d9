"""The one thread pool: many dialogues at the same time, results in order, and an end that loses nothing."""

from __future__ import annotations

import queue
import signal
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD = 4  # finished results may wait for a slow one, so many for each thread
_TICK_S = 0.2  # a wait without end would not let Ctrl-C through on every system


class Crew(Generic[Item, Result]):
    """Threads that work on items; ends with the process, so that a second Ctrl-C need not wait for them."""

    def __init__(self, work: Callable[[Item], Result], threads: int) -> None:
        self._work, self._threads = work, threads
        self._todo: queue.SimpleQueue[tuple[int, Item] | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[tuple[int, Result | BaseException]] = queue.SimpleQueue()
        self.stopping = threading.Event()

    def _run(self) -> None:
        while (job := self._todo.get()) is not None:
            at, item = job
            try:
                self._done.put((at, self._work(item)))
            except BaseException as exc:  # noqa: BLE001 - raised again by whoever waits for the result
                self._done.put((at, exc))

    def ordered(self, items: Iterator[Item], wanted: Callable[[], int]) -> Iterator[Result]:
        """Results in the order of the items.

        Args:
            items: Taken when a thread is free for one, not sooner.
            wanted: How many results can still be used, beside those already yielded; never more are under way.

        After `stopping` is set no item is taken, and what is under way is finished and yielded.
        """
        threads = [threading.Thread(target=self._run, daemon=True) for _ in range(self._threads)]
        for thread in threads:
            thread.start()
        try:
            yield from self._ordered(items, wanted)
        finally:
            for _ in threads:
                self._todo.put(None)

    def _ordered(self, items: Iterator[Item], wanted: Callable[[], int]) -> Iterator[Result]:
        ready: dict[int, Result | BaseException] = {}
        given = taken = running = 0
        ended = False
        while True:
            room = min(self._threads - running, self._threads * _AHEAD - (given - taken), wanted() - (given - taken))
            while room > 0 and not ended and not self.stopping.is_set():
                try:
                    self._todo.put((given, next(items)))
                except StopIteration:
                    ended = True
                    break
                given, running, room = given + 1, running + 1, room - 1
            if given == taken:
                return
            running -= self._collect(ready)
            while taken in ready:
                result = ready.pop(taken)
                taken += 1
                if isinstance(result, BaseException):
                    raise result
                yield result

    def _collect(self, ready: dict[int, Result | BaseException]) -> int:
        """Wait for a result, and take all that are there."""
        count = 0
        while True:
            try:
                at, result = self._done.get(timeout=0 if count else _TICK_S)
            except queue.Empty:
                if count:
                    return count
                continue
            ready[at] = result
            count += 1


class Interrupts:
    """The first Ctrl-C finishes what is under way, the second stops now; only in the main thread.

    Args:
        first: Called at the first.
    """

    def __init__(self, first: Callable[[], None]) -> None:
        self._first = first
        self.count = 0
        self._old: Any = None

    def _handle(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self.count += 1
        if self.count > 1:
            raise KeyboardInterrupt
        self._first()

    def __enter__(self) -> Interrupts:
        if threading.current_thread() is threading.main_thread():
            self._old = signal.signal(signal.SIGINT, self._handle)
        return self

    def __exit__(self, *_: object) -> None:
        if self._old is not None:
            signal.signal(signal.SIGINT, self._old)
