"""One budget, one pace and one cache of replies for workers in many processes or on many machines.

The `Desk` has the real ones, in one process. Each worker asks it through a `Line` with the three classes below, which
look to a `Caller` like its own::

    worker: Caller -> SharedBudget, SharedPace, SharedCache -> Line ~~~> Desk -> Budget, Pace, ReplyCache

So a limit is one limit: nothing is handed out in shares, and nothing can be lost with a worker but what it had under
way. That counts as spent in full, since nobody can tell whether it was answered.
"""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any, Literal, NamedTuple, Protocol

from toolgraph.llm.endpoint import Reply
from toolgraph.llm.money import Budget, Limits, Prices, Spent
from toolgraph.llm.pace import Pace, Rates
from toolgraph.llm.replies import ReplyCache


class Line(Protocol):
    """How a worker speaks to the desk: over Ray, or in tests by calling it."""

    def ask(self, method: str, *arguments: Any) -> Any:
        """What the desk's method returns."""
        ...

    def tell(self, method: str, *arguments: Any) -> None:
        """Call the desk's method without waiting for it."""
        ...


class News(NamedTuple):
    """What has happened at a desk since it was asked last.

    Attributes:
        paid: Payments, for the journal of the run.
        said: Sentences for the person who watches.
    """

    paid: tuple[Spent, ...]
    said: tuple[str, ...]


class Desk:
    """Hands out budget and turns to all workers, and keeps their replies; for any number of threads.

    Args:
        cache: Folder of earlier replies; None keeps them for this run alone.
        spent: By earlier parts of the same run.
    """

    def __init__(self, rates: Rates, prices: Prices, limits: Limits, cache: Path | None, spent: Spent) -> None:
        self.budget = Budget(prices, limits, spent=spent, note=self._note)
        self.pace = Pace(rates, self._say)
        self.cache = ReplyCache(cache)
        self._lock = threading.Lock()
        self._tickets: dict[int, int] = {}  # whose each is
        self._gone: set[int] = set()
        self._news = threading.Condition()
        self._paid: list[Spent] = []
        self._said: list[str] = []

    # Budget

    def reserve(self, worker: int, prompt_tokens: int, completion_tokens: int) -> int | None:
        """As `Budget.reserve`, for one of the workers; a lost one gets nothing any more."""
        ticket = self.budget.reserve(prompt_tokens, completion_tokens)
        if ticket is None:
            return None
        with self._lock:
            if worker not in self._gone:
                self._tickets[ticket] = worker
                return ticket
        self.budget.settle(ticket, 0, 0)  # it was lost while it waited, and has sent nothing
        return None

    def settle(self, ticket: int, prompt_tokens: int, completion_tokens: int) -> None:
        """As `Budget.settle`; what comes late from a worker that was given up has been counted already."""
        with self._lock:
            known = self._tickets.pop(ticket, None)
        if known is not None:
            self.budget.settle(ticket, prompt_tokens, completion_tokens)

    def lose(self, worker: int) -> None:
        """A worker is gone: what it had under way counts as spent in full."""
        with self._lock:
            self._gone.add(worker)
            tickets = [t for t, whose in self._tickets.items() if whose == worker]
            for ticket in tickets:
                del self._tickets[ticket]
        for ticket in tickets:
            self.budget.forfeit(ticket)

    def spent(self) -> Spent:
        """By all, so far."""
        return self.budget.spent

    # Pace

    def wait(self, tokens: int) -> bool:
        """As `Pace.wait`."""
        return self.pace.wait(tokens)

    def succeeded(self, reserved: int, tokens: int) -> None:
        """As `Pace.succeeded` and `Pace.used`."""
        self.pace.succeeded()
        self.pace.used(reserved, tokens)

    def limited(self, age_s: float, retry_after_s: float | None) -> None:
        """As `Pace.limited`, of a request that started so long ago: clocks of machines differ."""
        self.pace.limited(time.monotonic() - age_s, retry_after_s)

    def failed(self, why: str) -> Literal["go on", "give up"]:
        """As `Pace.failed`."""
        return self.pace.failed(why)

    def hopeless(self) -> bool:
        """As `Pace.hopeless`."""
        return self.pace.hopeless()

    def stop(self) -> None:
        """Let nobody wait any longer."""
        self.pace.stopped.set()

    # Replies

    def get(self, key: str) -> Reply | None:
        """As `ReplyCache.get`."""
        return self.cache.get(key)

    def put(self, key: str, reply: Reply) -> None:
        """As `ReplyCache.put`."""
        self.cache.put(key, reply)

    def taught(self, about: str) -> Any:
        """As `ReplyCache.taught`."""
        return self.cache.taught(about)

    def teach(self, about: str, value: Any) -> None:
        """As `ReplyCache.teach`."""
        self.cache.teach(about, value)

    # News

    def _note(self, paid: Spent) -> None:
        with self._news:
            self._paid.append(paid)
            self._news.notify_all()

    def _say(self, sentence: str) -> None:
        with self._news:
            self._said.append(sentence)
            self._news.notify_all()

    def news(self, longest_s: float) -> News:
        """What is new; waits for something, at most so long. Each thing is told once."""
        with self._news:
            if not self._paid and not self._said:
                self._news.wait(longest_s)
            told = News(tuple(self._paid), tuple(self._said))
            self._paid, self._said = [], []
        return told


class SharedBudget(Budget):
    """The desk's budget, for one worker.

    Args:
        worker: Number that no other worker of the run has or had.
    """

    def __init__(self, line: Line, worker: int) -> None:
        super().__init__(Prices(), Limits())
        self._line, self._worker = line, worker

    @property
    def spent(self) -> Spent:  # noqa: D102 (as in Budget)
        told: Spent = self._line.ask("spent")
        return told

    def reserve(self, prompt_tokens: int, completion_tokens: int) -> int | None:  # noqa: D102 (as in Budget)
        ticket: int | None = self._line.ask("reserve", self._worker, prompt_tokens, completion_tokens)
        return ticket

    def settle(self, ticket: int, prompt_tokens: int, completion_tokens: int) -> None:  # noqa: D102 (as in Budget)
        # Waited for: a run that has all its dialogues has all its payments.
        self._line.ask("settle", ticket, prompt_tokens, completion_tokens)


class SharedPace(Pace):
    """The desk's pace; `stopped` is the worker's own."""

    def __init__(self, line: Line) -> None:
        super().__init__(Rates())
        self._line = line

    def wait(self, tokens: int) -> bool:  # noqa: D102 (as in Pace)
        return not self.stopped.is_set() and bool(self._line.ask("wait", tokens))

    def succeeded(self) -> None:
        """Said together with what it took, in `used`."""

    def used(self, reserved: int, tokens: int) -> None:  # noqa: D102 (as in Pace)
        self._line.tell("succeeded", reserved, tokens)

    def limited(self, started_at: float, retry_after_s: float | None) -> None:  # noqa: D102 (as in Pace)
        # Waited for: the next turn must know of it.
        self._line.ask("limited", time.monotonic() - started_at, retry_after_s)

    def failed(self, why: str) -> Literal["go on", "give up"]:  # noqa: D102 (as in Pace)
        hope: Literal["go on", "give up"] = self._line.ask("failed", why)
        return hope

    def hopeless(self) -> bool:  # noqa: D102 (as in Pace)
        return bool(self._line.ask("hopeless"))


class SharedCache(ReplyCache):
    """The desk's replies: a worker on any machine knows what was asked before, and what is paid for outlives it."""

    def __init__(self, line: Line) -> None:
        super().__init__(None)
        self._line = line

    def get(self, key: str) -> Reply | None:  # noqa: D102 (as in ReplyCache)
        kept: Reply | None = self._line.ask("get", key)
        return kept

    def put(self, key: str, reply: Reply) -> None:  # noqa: D102 (as in ReplyCache)
        self._line.ask("put", key, reply)  # waited for: what was paid for is kept, whatever happens next

    def taught(self, about: str) -> Any:  # noqa: D102 (as in ReplyCache)
        return self._line.ask("taught", about)

    def teach(self, about: str, value: Any) -> None:  # noqa: D102 (as in ReplyCache)
        self._line.ask("teach", about, value)
