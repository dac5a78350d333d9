"""What a run spends, and the limits that it may not pass."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable

from toolgraph.models.base import Artefact

_MILLION = 1_000_000


class Prices(Artefact):
    """Money for a million tokens, in any one currency.

    Attributes:
        batch_share: What of it requests in a batch cost, 0 to 1.
            Source: https://platform.openai.com/docs/guides/batch: half.
    """

    prompt: float = 0.0
    completion: float = 0.0
    batch_share: float = 0.5

    def batched(self) -> Prices:
        """The prices of requests in a batch."""
        share = self.batch_share
        return Prices(prompt=self.prompt * share, completion=self.completion * share, batch_share=1.0)

    def cost(self, prompt_tokens: float, completion_tokens: float) -> float:
        """What some tokens cost."""
        return (prompt_tokens * self.prompt + completion_tokens * self.completion) / _MILLION


class Spent(Artefact):
    """Requests that were answered and paid for; one line of a run's journal, or the sum of many.

    Attributes:
        cost: By the prices of the time.
    """

    requests: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float = 0.0

    @property
    def tokens(self) -> int:
        """Prompt and completion together."""
        return self.prompt_tokens + self.completion_tokens

    def plus(self, other: Spent) -> Spent:
        """Both together."""
        return Spent(
            requests=self.requests + other.requests,
            prompt_tokens=self.prompt_tokens + other.prompt_tokens,
            completion_tokens=self.completion_tokens + other.completion_tokens,
            cost=self.cost + other.cost,
        )


class Limits(Artefact):
    """The most that a run may spend; None for no limit."""

    max_cost: float | None = None
    max_tokens_total: int | None = None


class Budget:
    """Lets a request go only when the most that it can cost still fits.

    Args:
        spent: By earlier parts of the same run.
        note: Called with each payment, at once and by one thread at a time; a run writes it down.
    """

    def __init__(
        self, prices: Prices, limits: Limits, *, spent: Spent | None = None, note: Callable[[Spent], None] | None = None
    ) -> None:
        self.prices, self.limits = prices, limits
        self._spent = spent or Spent()
        self._note = note or (lambda _: None)
        self._open: dict[int, Spent] = {}
        self._aside = Spent()
        self._ticket = 0
        self._waiting: deque[int] = deque()
        self._change = threading.Condition()

    @property
    def spent(self) -> Spent:
        """So far, by earlier parts of the run too."""
        return self._spent

    def reserve(self, prompt_tokens: int, completion_tokens: int) -> int | None:
        """A ticket for a request of at most so many tokens; None when the limit is reached.

        Waits while only requests under way, which may cost less than they could, stand in between. Who asks first is
        served first: the first dialogues of a run are those that its last money goes to.
        """
        need = self._one(prompt_tokens, completion_tokens)
        with self._change:
            self._ticket += 1
            ticket = self._ticket
            self._waiting.append(ticket)
            while self._waiting[0] != ticket or (self._open and not self._fits(need)):
                self._change.wait()
            self._waiting.popleft()
            fits = self._fits(need)
            if fits:
                self._open[ticket] = need
            self._change.notify_all()
        return ticket if fits else None

    def _one(self, prompt_tokens: int, completion_tokens: int) -> Spent:
        cost = self.prices.cost(prompt_tokens, completion_tokens)
        return Spent(requests=1, prompt_tokens=prompt_tokens, completion_tokens=completion_tokens, cost=cost)

    def set_aside(self, prompt_tokens: int, completion_tokens: int, *, sent: bool) -> bool:
        """Count in a request that will be answered much later; whether it fits.

        Args:
            sent: It is on its way, and is counted in although it does not fit.
        """
        need = self._one(prompt_tokens, completion_tokens)
        with self._change:
            if fits := sent or self._fits(need):
                self._aside = self._aside.plus(need)
            return fits

    def _fits(self, need: Spent) -> bool:
        sure = self._spent.plus(self._aside).plus(need)
        tokens = sure.tokens + sum(o.tokens for o in self._open.values())
        cost = sure.cost + sum(o.cost for o in self._open.values())
        limits = self.limits
        return (limits.max_tokens_total is None or tokens <= limits.max_tokens_total) and (
            limits.max_cost is None or cost <= limits.max_cost
        )

    def settle(self, ticket: int, prompt_tokens: int, completion_tokens: int) -> None:
        """What a request really took; 0 and 0 when it was never answered."""
        with self._change:
            del self._open[ticket]
            if prompt_tokens or completion_tokens:
                self._pay(self._one(prompt_tokens, completion_tokens))
            self._change.notify_all()

    def forfeit(self, ticket: int) -> None:
        """Count a request in full: who sent it is gone, and nobody can tell whether it was answered."""
        with self._change:
            self._pay(self._open.pop(ticket))
            self._change.notify_all()

    def _pay(self, paid: Spent) -> None:
        self._spent = self._spent.plus(paid)
        self._note(paid)
