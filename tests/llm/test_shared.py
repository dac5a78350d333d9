"""One budget, pace and cache for many workers: what the desk hands out, and what is lost with a worker."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolgraph.llm.endpoint import Reply
from toolgraph.llm.money import Limits, Prices, Spent
from toolgraph.llm.pace import Rates
from toolgraph.llm.shared import Desk, SharedBudget, SharedCache, SharedPace

PRICES = Prices(prompt=1.0, completion=2.0)


class Direct:
    """A line to a desk in the same process."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def ask(self, method: str, *arguments: Any) -> Any:
        return getattr(self.desk, method)(*arguments)

    def tell(self, method: str, *arguments: Any) -> None:
        getattr(self.desk, method)(*arguments)


def desk(tokens: int | None = None, rates: Rates | None = None, cache: Path | None = None) -> Desk:
    return Desk(rates or Rates(), PRICES, Limits(max_tokens_total=tokens), cache, Spent())


def test_workers_share_one_budget() -> None:
    """What one has spent, another cannot; the journal hears of every payment once."""
    shared = desk(100)
    one, two = (SharedBudget(Direct(shared), worker) for worker in (1, 2))
    ticket = one.reserve(40, 20)
    assert ticket is not None
    one.settle(ticket, 50, 20)
    assert two.reserve(20, 20) is None
    assert two.spent == one.spent == Spent(requests=1, prompt_tokens=50, completion_tokens=20, cost=90e-6)
    assert shared.news(0).paid == (one.spent,)
    assert shared.news(0).paid == ()


def test_what_a_lost_worker_had_under_way_counts_in_full() -> None:
    """Nobody can tell whether it was answered; what comes late from it is not counted twice."""
    shared = desk(100)
    gone, left = (SharedBudget(Direct(shared), worker) for worker in (1, 2))
    ticket = gone.reserve(30, 30)
    assert ticket is not None
    shared.lose(1)
    assert left.spent == Spent(requests=1, prompt_tokens=30, completion_tokens=30, cost=90e-6)
    gone.settle(ticket, 10, 10)
    assert left.spent.tokens == 60
    assert left.reserve(30, 20) is None
    assert left.reserve(30, 10) is not None


def test_a_worker_that_is_lost_while_it_waits_gets_nothing() -> None:
    """Its turn goes to the others, and nothing stays set aside for it."""
    shared = desk(100)
    busy, waiting = (SharedBudget(Direct(shared), worker) for worker in (1, 2))
    ticket = busy.reserve(50, 50)
    assert ticket is not None
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(waiting.reserve, 10, 10)
        time.sleep(0.05)
        assert not asked.done()
        shared.lose(2)
        busy.settle(ticket, 10, 0)
        assert asked.result(5) is None
    assert busy.reserve(80, 10) is not None


@given(
    st.lists(st.tuples(st.integers(1, 4), st.integers(1, 60), st.sampled_from(("answer", "fail", "die"))), max_size=30)
)
def test_no_limit_is_passed_whoever_dies(steps: list[tuple[int, int, str]]) -> None:
    """Whatever workers ask for, answer or take with them, what was sent never comes to more than the limit."""
    shared, sent = desk(200), 0
    for number, (worker, tokens, end) in enumerate(steps):
        budget = SharedBudget(Direct(shared), worker + 10 * number)
        ticket = budget.reserve(tokens, tokens)
        if ticket is None:
            continue
        if end == "die":
            sent += 2 * tokens
            shared.lose(worker + 10 * number)
        else:
            sent += tokens if end == "answer" else 0
            budget.settle(ticket, tokens if end == "answer" else 0, 0)
    assert shared.spent().tokens == sent <= 200


def test_workers_take_turns_at_one_pace() -> None:
    """Four workers with two threads each are together no faster than the rate."""
    shared = desk(rates=Rates(rpm=1200))
    paces = [SharedPace(Direct(shared)) for _ in range(4)]
    began = time.monotonic()
    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(lambda at: paces[at % 4].wait(1), range(12)))
    assert time.monotonic() - began >= 10 / 20


def test_a_refusal_of_one_holds_back_all() -> None:
    """What the endpoint tells one worker is heard by the others, whatever their clocks say."""
    shared = desk()
    one, two = SharedPace(Direct(shared)), SharedPace(Direct(shared))
    assert one.wait(1)
    one.limited(time.monotonic(), 0.3)
    began = time.monotonic()
    assert two.wait(1)
    assert time.monotonic() - began >= 0.25
    assert one.failed("why") == "go on"
    assert not one.hopeless()


def test_nobody_waits_at_a_desk_that_is_closed() -> None:
    """The end of a run frees who waits for a turn."""
    shared = desk(rates=Rates(rpm=1))
    pace = SharedPace(Direct(shared))
    assert pace.wait(1)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(pace.wait, 1)
        shared.stop()
        assert waiting.result(5) is False


def test_a_reply_to_one_is_known_to_all(tmp_path: Path) -> None:
    """Nothing is paid for twice by two workers, nor by the next run."""
    one, two = (SharedCache(Direct(desk)) for desk in [desk(cache=tmp_path)] * 2)
    one.put("key", Reply("text", "stop", 3, 4))
    one.teach("rung", "json_object")
    kept = two.get("key")
    assert kept is not None
    assert kept[:4] == ("text", "stop", 3, 4)
    assert two.taught("rung") == "json_object"
    assert SharedCache(Direct(desk(cache=tmp_path))).get("key") == kept


@pytest.mark.parametrize("longest_s", [0.0, 5.0])
def test_news_come_when_they_happen(longest_s: float) -> None:
    """Who waits for news gets them at once, and an empty list when there are none."""
    shared = desk()
    if longest_s:
        threading.Timer(
            0.05, lambda: SharedBudget(Direct(shared), 1).settle(shared.reserve(1, 5, 5) or 0, 5, 5)
        ).start()
    began = time.monotonic()
    assert len(shared.news(longest_s).paid) == bool(longest_s)
    assert time.monotonic() - began < 4


def test_who_asks_first_is_served_first() -> None:
    """A small request does not go past a large one that waits, so that no dialogue is put off to the end."""
    shared = desk(100)
    budget = SharedBudget(Direct(shared), 1)
    ticket = budget.reserve(60, 0)
    assert ticket is not None
    with ThreadPoolExecutor(2) as pool:
        large = pool.submit(budget.reserve, 80, 0)
        time.sleep(0.05)
        small = pool.submit(budget.reserve, 20, 0)
        time.sleep(0.05)
        assert not large.done()
        assert not small.done()
        budget.settle(ticket, 10, 0)
        assert large.result(5) is not None
        budget.settle(large.result(), 75, 0)
        assert small.result(5) is None
