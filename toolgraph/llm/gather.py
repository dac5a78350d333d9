"""What stands in for a `Caller` when requests go into batches: answers what is answered, and gathers the rest."""

from __future__ import annotations

from toolgraph.llm.batch import BatchFolder
from toolgraph.llm.caller import Tally, learned
from toolgraph.llm.endpoint import Endpoint, Reply, Request, Trouble
from toolgraph.llm.ladder import RUNGS, remembered_rung, shaped
from toolgraph.llm.money import Budget
from toolgraph.llm.replies import ReplyCache
from toolgraph.llm.tokens import Learned, estimate_tokens
from toolgraph.models.base import JsonObject


class Gatherer:
    """One look over all dialogues of a run; make a new one when answers have come.

    Args:
        folder: Read already.
        cache: Is given the answers, so that whoever asks on the wire later need not.
        budget: Has what was spent before.

    Attributes:
        gathered: Bodies of requests for the next level, by key.
    """

    def __init__(self, endpoint: Endpoint, cache: ReplyCache, budget: Budget, folder: BatchFolder) -> None:
        self.endpoint, self.budget = endpoint, budget
        self._cache, self._folder = cache, folder
        # Nobody can be asked what the endpoint follows; all that have batches take a schema.
        self._rung = folder.rung or remembered_rung(endpoint, cache) or RUNGS[0]
        self._ratio = max(1.1, (learned(cache, endpoint) or Learned()).prompt * 1.1)
        self._cached: set[str] = set()
        self.gathered: dict[str, JsonObject] = {}
        keep_replies(cache, folder)
        for sent in folder.under_way():
            budget.set_aside(round(sent.prompt * self._ratio), sent.answer, sent=True)

    @property
    def tally(self) -> Tally:
        """What has happened so far."""
        return Tally(0, self._folder.failures, len(self._cached))

    def ask(self, request: Request) -> Reply | Trouble:
        """The answer when it is there.

        Returns:
            A trouble only of kind `refused` or `server` (this request is at fault), `waiting`, or `budget`.
        """
        body = shaped(request, self._rung, self.endpoint)
        key = ReplyCache.key(self.endpoint, body, request.sample)
        if (kept := self._cache.get(key)) is not None:
            if key not in self._folder.replies:
                self._cached.add(key)
            return kept
        if (known := self._folder.outcome(key)) is not None:
            return known
        if key not in self.gathered:
            prompt = round(estimate_tokens(request.text) * self._ratio)
            if not self.budget.set_aside(prompt, request.max_tokens, sent=False):
                return Trouble("budget", "the limit of the budget is reached")
            self.gathered[key] = {"model": self.endpoint.model, **body}
        return Trouble("waiting", "to be asked in the next batch")


def keep_replies(cache: ReplyCache, folder: BatchFolder) -> None:
    """Put the answers of batches to the other replies; one that is there already stays."""
    for key, reply in folder.replies.items():
        if cache.get(key) is None:
            cache.put(key, reply)
