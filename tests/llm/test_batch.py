"""Batch files: what is sent, answered and paid follows from the files alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.llm.batch_server import answered
from toolgraph.llm import batch
from toolgraph.llm.batch import BatchFolder
from toolgraph.llm.endpoint import Endpoint, Reply, Request, Say, Trouble
from toolgraph.llm.gather import Gatherer
from toolgraph.llm.money import Budget, Limits, Prices
from toolgraph.llm.replies import ReplyCache
from toolgraph.llm.tokens import estimate_tokens

SCHEMA = {"type": "object", "properties": {"greeting": {"type": "string"}}, "required": ["greeting"]}


def body(text: str) -> dict[str, Any]:
    return {"model": "m", "messages": [{"role": "user", "content": text}], "max_tokens": 50}


def sent(folder: Path, *keys: str) -> BatchFolder:
    """A folder with one level that asks for some keys."""
    made = BatchFolder(folder)
    made.write({key: body(f"Greet {key}.") for key in keys})
    made.read()
    return made


def put(folder: Path, name: str, *lines: dict[str, Any]) -> None:
    (folder / name).write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def good(custom_id: str, text: str = "hello", **usage: int) -> dict[str, Any]:
    answer = {"choices": [{"message": {"content": text}, "finish_reason": "stop"}], "usage": usage}
    return {"custom_id": custom_id, "response": {"status_code": 200, "body": answer}, "error": None}


def bad(custom_id: str, status: int) -> dict[str, Any]:
    return {"custom_id": custom_id, "response": {"status_code": status, "body": {"error": {"message": "no"}}}}


def test_an_order_of_files_changes_nothing(tmp_path: Path) -> None:
    """A reply stays a reply although another file says that the same line failed, and twice in two files is once."""
    for number, names in enumerate((("a.jsonl", "b.jsonl"), ("b.jsonl", "a.jsonl"))):
        folder = tmp_path / str(number)
        made = sent(folder, "one", "two")
        put(folder, names[0], bad("one-001", 500), good("two-001", prompt_tokens=7, completion_tokens=3))
        put(folder, names[1], good("one-001", prompt_tokens=7, completion_tokens=3), good("two-001", prompt_tokens=7))
        made.read()
        assert set(made.replies) == {"one", "two"}
        assert made.failures == 0
        assert made.spent(Prices(prompt=1.0)).requests == 2
        assert made.open_files() == []


def test_tokens_are_estimated_where_the_endpoint_counts_none(tmp_path: Path) -> None:
    """An answer without usage costs what its request and text come to by our own count."""
    made = sent(tmp_path, "one")
    put(tmp_path, "a.jsonl", good("one-001", "good morning to you"))
    made.read()
    prompt, completion = estimate_tokens("Greet one."), estimate_tokens("good morning to you")
    assert made.replies["one"] == Reply("good morning to you", "stop", prompt, completion)
    assert made.spent(Prices(prompt=1e6)).cost == prompt


def test_a_file_waits_as_a_whole(tmp_path: Path) -> None:
    """Until one line is answered all of a file wait; from then on what is not answered is asked again."""
    made = sent(tmp_path, "one", "two")
    assert [made.outcome(key) and getattr(made.outcome(key), "kind", "") for key in ("one", "two")] == ["waiting"] * 2
    put(tmp_path, "a.jsonl", good("one-001"))
    made.read()
    assert isinstance(made.outcome("one"), Reply)
    assert made.outcome("two") is None
    assert made.under_way() == []
    assert [p.name for p in made.write({"two": body("Greet two.")})] == ["level_002.jsonl"]
    made.read()
    assert [s.key for s in made.under_way()] == ["two"]


def test_troubles_come_to_an_end(tmp_path: Path) -> None:
    """A refused request is refused; one that fails is asked three times; one that never ran as often as it takes."""
    made = sent(tmp_path, "refused", "fails", "expired")
    outcomes = []
    for level in range(1, 6):
        lines = [bad(f"refused-{level:03}", 400), bad(f"fails-{level:03}", 500)]
        expired = {"custom_id": f"expired-{level:03}", "response": None, "error": {"code": "batch_expired"}}
        put(tmp_path, f"answers_{level}.jsonl", *lines, expired)
        made.read()
        outcomes.append([getattr(made.outcome(key), "kind", None) for key in ("refused", "fails", "expired")])
        made.write({key: body(key) for key in ("refused", "fails", "expired")})
    assert [o[0] for o in outcomes] == ["refused"] * 5
    assert [o[1] for o in outcomes] == [None, None, "server", "server", "server"]
    assert [o[2] for o in outcomes] == [None] * 5


def test_a_level_too_large_for_the_api_is_several_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file has more requests or bytes than the API takes, and each is answered on its own."""
    monkeypatch.setattr(batch, "_REQUESTS_MAX", 2)
    made = sent(tmp_path, *"abcde")
    assert [p.name for p in made.open_files()] == ["level_001-2.jsonl", "level_001-3.jsonl", "level_001.jsonl"]
    assert [len(p.read_text().splitlines()) for p in made.open_files()] == [2, 1, 2]
    put(tmp_path, "answers.jsonl", good("c-001"))
    made.read()
    assert [p.name for p in made.open_files()] == ["level_001-3.jsonl", "level_001.jsonl"]
    assert made.outcome("d") is None
    monkeypatch.setattr(batch, "_REQUESTS_MAX", 100)
    monkeypatch.setattr(batch, "_BYTES_MAX", 300)
    assert len(made.write({key: body(key) for key in "fghij"})) == 5


@settings(max_examples=15)
@given(st.lists(st.text(min_size=1), min_size=1, max_size=5, unique=True))
def test_what_is_written_is_what_is_asked(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    """Whatever a prompt holds, it comes back out of its file, and its answer finds its request."""
    folder = tmp_path_factory.mktemp("batch")
    made = BatchFolder(folder)
    endpoint, cache = Endpoint(model="m"), ReplyCache(None)
    requests = [Request((Say("user", text),), SCHEMA, 50) for text in texts]
    first = Gatherer(endpoint, cache, Budget(Prices(), Limits()), made)
    assert {getattr(first.ask(r), "kind", "") for r in requests} == {"waiting"}
    (path,) = made.write(first.gathered)
    lines = path.read_text(encoding="utf-8")
    assert [json.loads(line)["body"]["messages"][-1]["content"] for line in lines.splitlines()] == texts
    output, _ = answered(lambda b: b["messages"][-1]["content"].upper(), lines)
    (folder / "out.jsonl").write_text(output, encoding="utf-8")
    made.read()
    second = Gatherer(endpoint, cache, Budget(Prices(), Limits()), made)
    replies = [second.ask(r) for r in requests]
    assert [r.text for r in replies if isinstance(r, Reply)] == [t.upper() for t in texts]
    assert second.gathered == {}
    cache.close()


def test_what_waits_counts_against_the_limit(tmp_path: Path) -> None:
    """Requests under way leave less room for new ones, and a lower limit than they take lets nothing more out."""
    made = sent(tmp_path, "one", "two")
    ask = Request((Say("user", "Greet three."),), SCHEMA, 50)
    cache = ReplyCache(None)
    for limit, kind in ((10_000, "waiting"), (130, "budget"), (1, "budget")):
        budget = Budget(Prices(), Limits(max_tokens_total=limit))
        outcome = Gatherer(Endpoint(model="m"), cache, budget, made).ask(ask)
        assert isinstance(outcome, Trouble)
        assert outcome.kind == kind
    cache.close()
