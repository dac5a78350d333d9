"""One request to a language model, whatever it takes: cache, budget, pace, retries."""

from __future__ import annotations

import os
import threading
import time
from random import Random
from typing import NamedTuple, Protocol

from toolgraph.llm.endpoint import Endpoint, Reply, Request, Trouble
from toolgraph.llm.ladder import Ladder, remembered_rung, shaped
from toolgraph.llm.money import Budget
from toolgraph.llm.pace import Pace
from toolgraph.llm.replies import ReplyCache
from toolgraph.llm.tokens import Learned, estimate_tokens
from toolgraph.models.base import JsonObject

_FAILURES_MAX = 8  # of one request while others succeed; then the request itself is at fault
_KEY_TRIES = 3  # a key that has worked may be refused by a flaky gateway; one that has not is wrong
_BACKOFF_S, _BACKOFF_MAX_S = 0.1, 20.0


class Client(Protocol):
    """What sends a request's body: `ChatClient`, or a test's own."""

    endpoint: Endpoint

    def send(self, body: JsonObject) -> Reply | Trouble:
        """The answer, or why there is none."""
        ...

    def close(self) -> None:
        """Close all connections."""
        ...


class Asker(Protocol):
    """What a request is put to: `Caller`, or what gathers requests to be sent together."""

    endpoint: Endpoint

    def ask(self, request: Request) -> Reply | Trouble:
        """The answer, or why there is none."""
        ...


def _about(endpoint: Endpoint) -> str:
    return f"learned {endpoint.name}"


def _about_requests(endpoint: Endpoint, manner: str) -> str:
    return f"requests {endpoint.name} {manner}"


def learned(cache: ReplyCache, endpoint: Endpoint, manner: str = "") -> Learned | None:
    """What earlier runs have taught of an endpoint; None when there were none.

    Args:
        manner: Digest of how words are asked for; how many requests that takes is known for each.
    """
    taught = cache.taught(_about(endpoint))
    if not taught:
        return None
    return Learned(taught[0], taught[1], cache.taught(_about_requests(endpoint, manner)) or 1.0)


class Tally(NamedTuple):
    """What the endpoint did beside answering: refused as too many, failed otherwise, was asked in vain."""

    limited: int
    failed: int
    cached: int


class Caller:
    """Asks one endpoint, from any number of threads.

    Args:
        cache: Where replies are kept, and what is learned of the endpoint.
    """

    def __init__(self, client: Client, cache: ReplyCache, budget: Budget, pace: Pace) -> None:
        self.client, self.cache, self.budget, self.pace = client, cache, budget, pace
        self.endpoint = client.endpoint
        self.ladder = Ladder(self.endpoint, cache, self.ask_as)
        self._lock = threading.Lock()
        self._rng = Random(os.getpid())
        self._limited = self._failed = self._cached = 0
        self._worked = remembered_rung(self.endpoint, cache) is not None
        self.learned = learned(cache, self.endpoint) or Learned()
        self._sums = [0, 0, 0, 0]  # estimated and counted tokens of prompts, the same of completions

    def __enter__(self) -> Caller:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close connections and cache; what is under way fails."""
        self.pace.stopped.set()
        self.client.close()
        self.cache.close()

    @property
    def tally(self) -> Tally:
        """What has happened so far."""
        return Tally(self._limited, self._failed, self._cached)

    def ask(self, request: Request) -> Reply | Trouble:
        """The model's answer, from the cache when it was given before.

        Returns:
            A trouble only of kind `refused` or `server` (this request is at fault), `key`, `model` or `lost` (the
            endpoint does not work at all), `budget`, or `stopped`.
        """
        rung = self.ladder.rung()
        return rung if isinstance(rung, Trouble) else self.ask_as(request, rung)

    def ask_as(self, request: Request, rung: str) -> Reply | Trouble:
        """As `ask`, with the structure of the answer asked for in a given way."""
        body = shaped(request, rung, self.endpoint)
        key = self.cache.key(self.endpoint, body, request.sample)
        if (kept := self.cache.get(key)) is not None:
            with self._lock:
                self._cached += 1
            return kept
        estimated = estimate_tokens(request.text)
        prompt = round(estimated * max(1.1, self.learned.prompt * 1.1))
        ticket = self.budget.reserve(prompt, request.max_tokens)
        if ticket is None:
            return Trouble("budget", "the limit of the budget is reached")
        paid = (0, 0)
        try:
            outcome = self._until_done(body, prompt + request.max_tokens)
            if isinstance(outcome, Reply):
                outcome = self._counted(outcome, estimated)
                paid = outcome.prompt_tokens, outcome.completion_tokens
                self.cache.put(key, outcome)
        finally:
            self.budget.settle(ticket, *paid)
        return outcome

    def _counted(self, reply: Reply, estimated: int) -> Reply:
        """The reply with token counts, ours where the endpoint gives none, and what they teach."""
        completion = estimate_tokens(reply.text)
        if not reply.prompt_tokens:
            return reply._replace(prompt_tokens=estimated, completion_tokens=completion)
        with self._lock:
            new = (estimated, reply.prompt_tokens, completion, reply.completion_tokens)
            self._sums = [a + b for a, b in zip(self._sums, new, strict=True)]
        return reply

    def remember(self, manner: str, least: int, requests: int) -> None:
        """Note for later estimates what this run has taught.

        Args:
            manner: Digest of how words were asked for.
            least: Requests that the kept dialogues take when every reply passes.
            requests: That all dialogues took, cached ones too.
        """
        estimated_in, counted_in, estimated_out, counted_out = self._sums
        if estimated_in and estimated_out and least:
            self.cache.teach(_about(self.endpoint), [counted_in / estimated_in, counted_out / estimated_out])
            self.cache.teach(_about_requests(self.endpoint, manner), requests / least)

    def _until_done(self, body: JsonObject, tokens: int) -> Reply | Trouble:
        failures = tries = 0
        while True:
            if not self.pace.wait(tokens):
                return Trouble("stopped", "the run was stopped")
            began = time.monotonic()
            outcome = self.client.send(body)
            if isinstance(outcome, Reply):
                self._worked = True
                self.pace.succeeded()
                self.pace.used(tokens, outcome.prompt_tokens + outcome.completion_tokens)
                return outcome
            tries += 1
            failures += outcome.kind != "limited"
            if (end := self._after(outcome, failures, began)) is not None:
                return end
            if outcome.retry_after_s is None:
                self._rest(tries)

    def _after(self, trouble: Trouble, failures: int, began: float) -> Trouble | None:
        """What a trouble comes to; None to try again."""
        with self._lock:
            self._limited += trouble.kind == "limited"
            self._failed += trouble.kind != "limited"
        if trouble.kind == "refused":
            return trouble
        if trouble.kind == "limited":
            self.pace.limited(began, trouble.retry_after_s)
            hopeless = self.pace.hopeless()
        else:
            if trouble.kind in ("key", "model") and (not self._worked or failures >= _KEY_TRIES):
                return trouble
            hopeless = self.pace.failed(trouble.detail) == "give up"
        if hopeless:
            return trouble._replace(kind="lost")
        return trouble._replace(kind="server") if failures >= _FAILURES_MAX else None

    def _rest(self, tries: int) -> None:
        """A pause of this request alone; the pace holds back all."""
        longest = min(_BACKOFF_MAX_S, _BACKOFF_S * 2 ** min(tries, 20))
        self.pace.stopped.wait(longest * self._rng.uniform(0.5, 1.0))
