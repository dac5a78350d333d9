"""Asking an endpoint: the ladder, the pace, the budget, the cache, and troubles told apart."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.llm.endpoint import Endpoint as Server
from toolgraph.errors import ConfigError
from toolgraph.llm.caller import Caller
from toolgraph.llm.chat import ChatClient
from toolgraph.llm.crew import Crew
from toolgraph.llm.endpoint import Endpoint, Reply, Request, Say, Trouble
from toolgraph.llm.ladder import parse
from toolgraph.llm.money import Budget, Limits, Prices, Spent
from toolgraph.llm.pace import Pace, Rates
from toolgraph.llm.replies import ReplyCache
from toolgraph.llm.tokens import estimate_tokens
from toolgraph.prompts import Prompt, load_prompt, prompt_names

SCHEMA = {
    "type": "object",
    "properties": {"greeting": {"type": "string"}},
    "required": ["greeting"],
    "additionalProperties": False,
}
HELLO = '{"greeting": "hello"}'


OPEN: list[Caller | ChatClient] = []


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    while OPEN:
        OPEN.pop().close()


def caller(server: Server, cache: Path | None = None, **rates: float) -> Caller:
    rates.setdefault("patience_s", 5.0)
    client = ChatClient(Endpoint(model="m", base_url=server.url, timeout_s=2.0), "key")
    OPEN.append(Caller(client, ReplyCache(cache), Budget(Prices(), Limits()), Pace(Rates(**rates))))
    made = OPEN[-1]
    assert isinstance(made, Caller)
    return made


def send(server: Server, timeout_s: float = 5.0) -> Reply | Trouble:
    client = ChatClient(Endpoint(model="m", base_url=server.url, timeout_s=timeout_s), "")
    OPEN.append(client)
    return client.send({"messages": []})


def ask(text: str = "greet", sample: int = 0) -> Request:
    return Request((Say("user", text),), SCHEMA, 50, sample)


# The ladder


@pytest.mark.parametrize(
    ("formats", "answer", "rung"),
    [
        (("json_schema", "json_object"), HELLO, "json_schema"),
        (("json_object",), HELLO, "json_object"),
        ((), HELLO, "plain"),
        (("json_schema", "json_object"), "Hello there!", "plain"),
    ],
)
def test_the_surest_way_is_found(formats: tuple[str, ...], answer: str, rung: str) -> None:
    """An endpoint is asked in the surest way that it follows; one that takes the field and ignores it is noticed."""
    with Server(lambda _: answer, formats=formats) as server:
        assert caller(server).ladder.rung() == rung


def test_the_way_is_found_once(tmp_path: Path) -> None:
    """What was found out of an endpoint is remembered with its replies."""
    with Server(lambda _: HELLO) as server:
        caller(server, tmp_path).ladder.rung()
        asked = server.requests
        assert caller(server, tmp_path).ladder.rung() == "json_schema"
    assert server.requests == asked == 1


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        (HELLO, False),
        (f"```json\n{HELLO}\n```", True),
        (f"Sure, here it is: {HELLO} Anything else?", True),
        ('{"greeting": "hello",}', True),
    ],
)
def test_objects_are_read_out_of_answers(text: str, repaired: bool) -> None:
    """An object is found in fences, in talk and with a loose comma, and that it was mended is said."""
    found = parse(text, SCHEMA)
    assert found is not None
    assert (found.value, found.repaired) == ({"greeting": "hello"}, repaired)


@given(
    st.text()
    | st.recursive(st.none() | st.text() | st.integers(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)).map(
        json.dumps
    )
)
def test_no_text_breaks_the_reader(text: str) -> None:
    """Whatever a model writes is either an object of the schema or nothing."""
    found = parse(text, SCHEMA)
    assert found is None or set(found.value) == {"greeting"}


# Troubles


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ("429", "limited"),
        ("500", "server"),
        ("cut", "lost"),
        ("not_http_json", "garbled"),
        ("no_choices", "garbled"),
        ("no_model", "model"),
        ("expired_key", "key"),
    ],
)
def test_troubles_are_told_apart(fault: str, kind: str) -> None:
    """Each way in which an endpoint fails is its own kind of trouble, and never an exception."""
    with Server(lambda _: HELLO, faults=lambda *_: fault) as server:
        outcome = send(server)
    assert isinstance(outcome, Trouble)
    assert outcome.kind == kind


def test_a_slow_body_is_given_up() -> None:
    """An answer that takes longer than the timeout is lost, not waited for."""
    with Server(lambda _: HELLO, faults=lambda *_: "slow") as server:
        outcome = send(server, 0.1)
    assert isinstance(outcome, Trouble)
    assert outcome.kind == "lost"


def test_retry_after_is_kept_to() -> None:
    """After a 429 that says when to come back, nothing is sent before."""
    moments: list[float] = []

    def faults(number: int, body: object) -> str | None:
        del body
        moments.append(time.monotonic())
        return "429_after" if number == 2 else None

    with Server(lambda _: HELLO, faults=faults) as server:
        assert isinstance(caller(server).ask(ask()), Reply)
    assert moments[2] - moments[1] >= 0.04


def test_one_bad_gateway_key_is_no_end() -> None:
    """A key that has worked and is refused once is tried again; one that never worked is not."""
    with Server(lambda _: HELLO, faults=lambda n, _: "expired_key" if n == 2 else None) as server:
        assert isinstance(caller(server).ask(ask()), Reply)
    with Server(lambda _: HELLO, faults=lambda *_: "expired_key") as server:
        outcome = caller(server).ask(ask())
        assert isinstance(outcome, Trouble)
        assert (outcome.kind, server.requests) == ("key", 1)


def test_an_endpoint_that_served_an_earlier_run_is_tried_again(tmp_path: Path) -> None:
    """One wrong answer about the model as the first of a resumed run does not end it; the same again and again does."""
    with Server(lambda _: HELLO, faults=lambda n, _: "no_model" if n == 3 or n > 4 else None) as server:
        assert isinstance(caller(server, tmp_path).ask(ask()), Reply)
        assert server.requests == 2, "the probe and the request"
        assert isinstance(caller(server, tmp_path).ask(ask("greet again")), Reply)
        outcome = caller(server, tmp_path).ask(ask("greet once more"))
        assert isinstance(outcome, Trouble)
        assert (outcome.kind, server.requests) == ("model", 7)


def test_a_request_that_always_fails_is_itself_at_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """While others succeed, a request that fails eight times is given up and the rest goes on."""
    monkeypatch.setattr("toolgraph.llm.caller._BACKOFF_S", 0.001)
    with Server(lambda _: HELLO, faults=lambda _, b: "500" if "poison" in str(b) else None) as server:
        asking = caller(server, patience_s=60.0)
        asking.ask(ask())
        outcome = asking.ask(ask("poison"))
        assert isinstance(outcome, Trouble)
        assert outcome.kind == "server"
        assert isinstance(asking.ask(ask("greet again")), Reply)


def test_the_breaker_pauses_and_tells() -> None:
    """Failures in a row over all requests pause everything, and a person is told."""
    told: list[str] = []
    pace = Pace(Rates(), told.append)
    for _ in range(12):
        pace.failed("status 500")
    assert len(told) == 1
    assert "status 500" in told[0]
    began = time.monotonic()
    threading.Timer(0.3, pace.stopped.set).start()
    assert not pace.wait(1), "nothing may start within the pause"
    assert time.monotonic() - began < 2


# Pace, budget, cache


def test_requests_a_minute_are_kept_to() -> None:
    """With --rpm no more requests start than allowed, however many threads there are."""
    with Server(lambda _: HELLO) as server:
        asking = caller(server, rpm=1200.0)
        asking.ladder.rung()
        threads = [threading.Thread(target=asking.ask, args=(ask(str(n)),)) for n in range(20)]
        began = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert time.monotonic() - began >= 18 / 20


def test_tokens_a_minute_are_kept_to() -> None:
    """With --tpm requests wait for the tokens of those before them, and what was not used is given back."""
    pace = Pace(Rates(tpm=60_000))
    began = time.monotonic()
    assert pace.wait(500)
    pace.used(500, 100)
    assert pace.wait(100)
    assert 0.05 <= time.monotonic() - began <= 0.45


@given(
    st.lists(st.tuples(st.integers(1, 400), st.integers(1, 400), st.floats(0, 1)), max_size=40), st.integers(0, 5_000)
)
def test_no_budget_is_ever_passed(requests: list[tuple[int, int, float]], limit: int) -> None:
    """Whatever requests take, up to what was set aside for them, the sum stays within the limit."""
    budget = Budget(Prices(prompt=1e6, completion=1e6), Limits(max_tokens_total=limit, max_cost=float(limit)))
    for prompt, completion, share in requests:
        ticket = budget.reserve(prompt, completion)
        if ticket is not None:
            budget.settle(ticket, prompt, round(completion * share))
    assert budget.spent.tokens <= limit
    assert budget.spent.cost <= limit


def test_a_budget_waits_for_what_is_under_way() -> None:
    """A request that would not fit beside those under way waits; they may take less than they could."""
    budget = Budget(Prices(), Limits(max_tokens_total=100))
    first = budget.reserve(60, 20)
    assert first is not None
    threading.Timer(0.1, budget.settle, (first, 10, 10)).start()
    assert budget.reserve(60, 20) is not None
    assert budget.spent == Spent(requests=1, prompt_tokens=10, completion_tokens=10)


def test_replies_are_kept_for_all_that_determines_them(tmp_path: Path) -> None:
    """The same request is answered from disk, also by another process's cache; any difference asks anew."""
    with Server(lambda _: HELLO) as server:
        first = caller(server, tmp_path).ask(ask())
        asked = server.requests
        again = caller(server, tmp_path).ask(ask())
        assert isinstance(first, Reply)
        assert isinstance(again, Reply)
        assert (again.text, again.cached, server.requests) == (first.text, True, asked)
        caller(server, tmp_path).ask(ask("other"))
        caller(server, tmp_path).ask(ask(sample=1))
        assert server.requests == asked + 2
    cache = ReplyCache(tmp_path)
    assert cache.clear() == 4
    assert cache.count() == 0
    cache.close()


def test_a_folder_that_cannot_be_a_cache_is_said(tmp_path: Path) -> None:
    """A cache in the place of a file is a mistake with a way out."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(ConfigError, match="cache"):
        ReplyCache(tmp_path / "file")


# The crew and the prompts


def test_results_come_in_order_and_no_more_than_wanted() -> None:
    """Whatever thread is quickest, results are in the order of the items, and nothing is begun in vain."""
    begun: list[int] = []
    left = {"count": 25}

    def work(item: int) -> int:
        begun.append(item)
        time.sleep(0.002 * (item % 5))
        return item

    crew: Crew[int, int] = Crew(work, 8)
    got = []
    for result in crew.ordered(iter(range(1_000)), lambda: left["count"]):
        got.append(result)
        left["count"] -= 1
    assert got == list(range(25))
    assert sorted(begun) == got


def test_a_fault_in_work_is_raised_in_its_place() -> None:
    """An error of one item comes up when its turn has come, after the results before it."""
    crew: Crew[int, float] = Crew(lambda n: 1 / (n - 3), 4)
    results = crew.ordered(iter(range(10)), lambda: 10)
    assert [next(results) for _ in range(3)] == [1 / -3, 1 / -2, -1.0]
    with pytest.raises(ZeroDivisionError):
        next(results)


def test_stopping_finishes_what_is_under_way() -> None:
    """After a stop nothing is begun, and every item that was begun gives its result."""
    begun: list[int] = []

    def work(item: int) -> int:
        begun.append(item)
        time.sleep(0.02)
        return item

    crew: Crew[int, int] = Crew(work, 4)
    got = []
    for result in crew.ordered(iter(range(1_000)), lambda: 1_000):
        got.append(result)
        if result == 5:
            crew.stopping.set()
    assert got == sorted(begun)
    assert len(got) < 40


def test_prompts_take_exactly_their_variables() -> None:
    """A variable without a value, and a value without a variable, are mistakes; so is a stray `$`."""
    prompt = Prompt("p", "Dear $name, it costs $$5.")
    assert prompt.fill(name="Ana") == "Dear Ana, it costs $5."
    for values in ({}, {"name": "Ana", "other": "x"}):
        with pytest.raises(ConfigError, match="name"):
            prompt.fill(**values)
    with pytest.raises(ConfigError):
        Prompt("p", "costs $5")
    with pytest.raises(ConfigError, match="words"):
        load_prompt("nothing")
    assert [load_prompt(name).name for name in prompt_names()] == list(prompt_names())


def test_tokens_are_estimated() -> None:
    """The estimate grows with the text and is near what byte-pair vocabularies give for plain English."""
    text = "The assistant is kind, clear and short. It speaks of what the results hold, and of nothing else. "
    assert 20 <= estimate_tokens(text) <= 32
    assert estimate_tokens(text * 10) > 9 * (estimate_tokens(text) - 5)
