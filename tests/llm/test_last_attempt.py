"""What a model that fails is given in the end: right words to reword, and the record of what it made of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.llm.endpoint import Body, wanted_keys
from tests.llm.endpoint import Endpoint as Server
from tests.llm.plans import catalogue, plan_of
from toolgraph.llm.base import Phrased, Unphrased
from toolgraph.llm.brief import Slot, slots
from toolgraph.llm.caller import Caller
from toolgraph.llm.chat import ChatClient
from toolgraph.llm.endpoint import Endpoint
from toolgraph.llm.money import Budget, Limits, Prices
from toolgraph.llm.offline import OfflinePhraser
from toolgraph.llm.pace import Pace, Rates
from toolgraph.llm.phraser import ChatPhraser, Manner
from toolgraph.llm.replies import ReplyCache
from toolgraph.prompts import load_prompt

PLAN = plan_of([catalogue()[i] for i in sorted(catalogue())[:2]], 0)
SHOWN = load_prompt("words_draft").text.partition("\n")[0]


def words() -> dict[Slot, str]:
    turns = OfflinePhraser().phrase(PLAN, catalogue()).words.turns
    return {s: getattr(turns[s.turn], s.who) for s in slots(PLAN)}


@contextmanager
def phraser(manner: Manner, answer: Callable[[str], str]) -> Iterator[tuple[ChatPhraser, list[str]]]:
    """A phraser over a server that has nothing to say unless it is shown words, and then says what is made of them."""
    prompts: list[str] = []

    def upstream(body: Body) -> str:
        keys, prompt = wanted_keys(body), body["messages"][-1]["content"]
        if keys == ["greeting"]:
            return '{"greeting": "Good morning."}'
        prompts.append(prompt)
        drafts = prompt.partition(SHOWN)[2]
        shown = dict(re.findall(r"^(\w+): <data>(.*)</data>$", drafts, re.MULTILINE))
        return json.dumps({key: answer(shown[key]) if key in shown else "" for key in keys})

    with Server(upstream) as server:
        client = ChatClient(Endpoint(model="m", base_url=server.url, timeout_s=5.0), "key")
        caller = Caller(client, ReplyCache(None), Budget(Prices(), Limits()), Pace(Rates()))
        try:
            yield ChatPhraser(caller, manner), prompts
        finally:
            caller.close()


@pytest.mark.parametrize("per", ["turn", "dialogue"])
def test_the_last_attempt_may_reword_templates(per: str) -> None:
    """Where templates may serve, the last attempt shows them; what the model makes of them is its own words."""
    manner = Manner.model_validate({"per": per, "attempts": 3, "fallback": "offline"})
    with phraser(manner, lambda text: f"Well, {text}") as (asked, prompts):
        outcome = asked.attempt(PLAN, catalogue())
    assert isinstance(outcome, Phrased)
    assert all(p.count(SHOWN) == ((i + 1) % 3 == 0) for i, p in enumerate(prompts))
    assert outcome.generator.fallback_turns == ()
    assert outcome.words.turns[0].user == f"Well, {words()[Slot(0, 'user')]}"


def test_what_is_copied_is_the_templates() -> None:
    """A model that gives the templates' words back word for word has written nothing, and the record says so."""
    with phraser(Manner(attempts=2, fallback="offline"), lambda text: text) as (asked, _):
        outcome = asked.attempt(PLAN, catalogue())
    assert isinstance(outcome, Phrased)
    assert outcome.generator.fallback_turns == tuple(range(len(PLAN.turns)))


def test_without_fallback_no_template_is_shown() -> None:
    """Who wants no words of templates gets none, not even to reword."""
    with phraser(Manner(attempts=3, fallback="none"), lambda text: text) as (asked, prompts):
        outcome = asked.attempt(PLAN, catalogue())
    assert isinstance(outcome, Unphrased)
    assert "empty" in outcome.codes
    assert len(prompts) == 3
    assert not any(SHOWN in p for p in prompts)
