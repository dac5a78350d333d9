"""A real language model on a real llama.cpp server, weak as it is: that is why its words are verified by code."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import cannot_be_had
from tests.llm.local_server import ModelUnavailable, serving, smollm2
from tests.llm.plans import catalogue, plan_of
from toolgraph.llm.base import Phrased
from toolgraph.llm.brief import Slot
from toolgraph.llm.caller import Caller
from toolgraph.llm.chat import ChatClient
from toolgraph.llm.endpoint import Endpoint
from toolgraph.llm.money import Budget, Limits, Prices
from toolgraph.llm.pace import Pace, Rates
from toolgraph.llm.phraser import ChatPhraser, Manner
from toolgraph.llm.replies import ReplyCache
from toolgraph.llm.verify import Verifier


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    try:
        with serving(smollm2()) as address:
            yield address
    except ModelUnavailable as exc:
        cannot_be_had(str(exc))


def test_a_real_model_is_asked_with_a_schema_and_nothing_wrong_is_taken(url: str) -> None:
    """llama.cpp follows json_schema; words of the model that pass say what they must, the rest are templates."""
    client = ChatClient(Endpoint(model="smollm2", base_url=url, timeout_s=120.0), "")
    whole = plan_of([catalogue()[min(catalogue())]], 2)
    turns = tuple(t.model_copy(update={"index": i}) for i, t in enumerate(whole.turns[-1:]))
    plan = whole.model_copy(update={"turns": turns, "provenance": ()})
    with Caller(client, ReplyCache(None), Budget(Prices(), Limits()), Pace(Rates())) as caller:
        assert caller.ladder.rung() == "json_schema"
        outcome = ChatPhraser(caller, Manner(attempts=1, fallback="offline")).attempt(plan, catalogue())
    assert isinstance(outcome, Phrased)
    assert outcome.generator.attempts == 1
    assert outcome.generator.prompt_tokens > 300
    assert outcome.generator.completion_tokens > 5
    if not outcome.generator.fallback_turns:
        words = {Slot(0, "user"): outcome.words.turns[0].user, Slot(0, "assistant"): outcome.words.turns[0].assistant}
        assert Verifier(plan, catalogue()).problems(words) == ()
