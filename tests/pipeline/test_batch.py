"""Runs whose requests go into Batch files: level by level, the same records, nothing asked or paid twice."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.llm.batch_server import BatchServer, Fault, answered
from tests.llm.endpoint import Body, Good
from tests.llm.endpoint import Endpoint as Server
from tests.pipeline.model_runs import access, good_words, request, texts, whole
from tests.sample.filled import catalogue_copy
from toolgraph.errors import ConfigError, ModelError, RecordError
from toolgraph.llm.endpoint import Endpoint
from toolgraph.llm.money import Limits, Prices
from toolgraph.llm.phraser import Manner
from toolgraph.models.tool import Tool
from toolgraph.pipeline.make import Rejected
from toolgraph.pipeline.merge import merge
from toolgraph.pipeline.synth import SynthReport, synth
from toolgraph.pipeline.wording import Access
from toolgraph.runs import read_records
from toolgraph.store import GraphStore, StoreAddress, open_store

COUNT = 6
PRICES = Prices(prompt=1.0, completion=4.0)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    with open_store(StoreAddress(db=str(catalogue_copy(tmp_path_factory)))) as store:
        yield store


@pytest.fixture(scope="module")
def good(store: GraphStore, catalogue: tuple[Tool, ...], tmp_path_factory: pytest.TempPathFactory) -> Good:
    return good_words(store, {t.id: t for t in catalogue}, COUNT, tmp_path_factory.mktemp("offline") / "run")


@pytest.fixture(scope="module")
def live(store: GraphStore, good: Good, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run whose requests were sent one by one."""
    out = tmp_path_factory.mktemp("live") / "run"
    with Server(good) as server:
        synth(store, request(COUNT), out, access=access(server, prices=PRICES))
    return out


def cost_of(run: Path) -> float:
    """What a run has cost."""
    return float(json.loads((run / "manifest.json").read_text())["counts"]["spent"]["cost"])


def terms(**more: object) -> Access:
    """Terms for nobody in particular: files are answered by the test."""
    manner = {key: more.pop(key) for key in Manner.model_fields if key in more}
    url = str(more.pop("url", "http://127.0.0.1:9/v1"))
    more = {"batch": "files", "cache": None, "prices": PRICES, "poll_s": 0.01, **more}
    return Access(Endpoint(model="scripted", base_url=url), Manner(**manner), **more)


class Half:
    """Right words at every other try of a dialogue; wrong ones at first."""

    def __init__(self, good: Good) -> None:
        self.good = good

    def __call__(self, body: Body) -> str:
        if "An earlier try was wrong" in body["messages"][-1]["content"]:
            return self.good(body)
        return json.dumps(dict.fromkeys(self.good.object(body), "I would like the [thing], please."))


def levels(out: Path) -> list[Path]:
    return sorted((out / "batch").glob("level_???.jsonl"))


def answer(out: Path, upstream: object, fault: Fault = lambda _: None) -> None:
    """Play the Batch API for the last level's file, as a person would who downloads both files."""
    path = levels(out)[-1]
    output, errors = answered(upstream, path.read_text(encoding="utf-8"), fault)
    for name, text in ((f"batch_{path.stem}_output.jsonl", output), (f"batch_{path.stem}_error.jsonl", errors)):
        if text:
            (out / "batch" / name).write_text(text, encoding="utf-8")


def to_the_end(store: GraphStore, out: Path, upstream: object, how: Access, count: int = COUNT) -> SynthReport:
    for _ in range(80):
        report = synth(store, request(count), out, access=how)
        if not report.halted:
            return report
        answer(out, upstream)
    raise AssertionError(report.halted)


def test_batches_write_what_single_requests_write(store: GraphStore, good: Good, live: Path, tmp_path: Path) -> None:
    """With the same replies the records are the same bytes, for half the money, in as few levels as it takes."""
    out = tmp_path / "run"
    first = synth(store, request(COUNT), out, access=terms())
    assert (first.kept, first.spent.requests) == (0, 0)
    assert "level_001.jsonl" in first.halted
    assert not (out / "manifest.json").exists()
    last = to_the_end(store, out, good, terms())
    assert texts(out) == texts(live)
    assert whole(last)
    counts = [json.loads((p / "manifest.json").read_text())["counts"]["spent"] for p in (out, live)]
    probe = 1  # asks in which way answers come with a schema
    assert counts[0]["requests"] == counts[1]["requests"] - probe
    assert counts[0]["cost"] == pytest.approx((counts[1]["cost"] - (1000 + 4 * 6) / 1e6) / 2, rel=1e-3)
    lines = [json.loads(line) for path in levels(out) for line in path.read_text().splitlines()]
    assert len({line["custom_id"] for line in lines}) == len(lines) == counts[0]["requests"]
    assert lines[0]["body"]["response_format"]["type"] == "json_schema"


def test_nothing_is_asked_again_while_a_file_waits(store: GraphStore, good: Good, tmp_path: Path) -> None:
    """Called again before there are answers, a run writes no new file and says the same."""
    out = tmp_path / "run"
    halts = [synth(store, request(4), out, access=terms()).halted for _ in range(3)]
    assert len(set(halts)) == 1
    assert len(levels(out)) == 1
    assert len(levels(out)[0].read_text().splitlines()) == 4


def test_refused_words_go_into_the_next_level_with_the_reason(
    store: GraphStore, good: Good, live: Path, tmp_path: Path
) -> None:
    """What does not pass is asked again, with what was wrong, in the next file; the end is the same as one by one."""
    out = tmp_path / "run"
    report = to_the_end(store, out, Half(good), terms())
    assert report.kept == COUNT
    second = [json.loads(line)["body"]["messages"][-1]["content"] for line in levels(out)[1].read_text().splitlines()]
    assert len(second) >= COUNT
    assert sum("placeholder" in p or "leave no hole" in p for p in second) >= COUNT
    with Server(Half(good)) as server:
        synth(store, request(COUNT), tmp_path / "live", access=access(server))
    assert texts(out) == texts(tmp_path / "live")
    assert len(levels(out)) <= 6


def test_a_level_for_each_utterance(store: GraphStore, good: Good, tmp_path: Path) -> None:
    """With --per turn each level holds one utterance of every dialogue, as its words depend on those before."""
    out = tmp_path / "run"
    with BatchServer(good) as batches:
        report = synth(store, request(2), out, access=terms(per="turn", url=batches.url, batch="submit"))
    assert report.kept == 2
    with Server(good) as server:
        synth(store, request(2), tmp_path / "live", access=access(server, per="turn"))
    assert texts(out) == texts(tmp_path / "live")
    assert all(len(path.read_text().splitlines()) <= 6 for path in levels(out))
    assert len(levels(out)) > 4


def test_scenarios_are_a_level_of_their_own(store: GraphStore, good: Good, tmp_path: Path) -> None:
    """With --scenario model the first level is scenarios, and weak chains never come to the second."""

    def storied(body: Body) -> str:
        if 'Write now: "goal"' not in body["messages"][-1]["content"]:
            return good(body)
        rating = 1 + len(body["messages"][-1]["content"]) % 5
        goal = "They want to have it all settled before the busy week begins."
        return json.dumps({"goal": goal, "why": "One thing leads to the next.", "plausible": rating})

    out, how = tmp_path / "run", {"scenario": "model", "min_plausible": 3}
    with BatchServer(storied) as batches:
        report = synth(store, request(10), out, access=terms(url=batches.url, batch="submit", **how))
    assert report.kept == 10
    assert report.reasons["scenario.implausible"] > 0
    assert all('\\"plausible\\"' in line for line in levels(out)[0].read_text().splitlines())
    with Server(storied) as server:
        synth(store, request(10), tmp_path / "live", access=access(server, **how))
    assert texts(out) == texts(tmp_path / "live")


def test_lines_that_failed_are_asked_again(store: GraphStore, good: Good, live: Path, tmp_path: Path) -> None:
    """Each way in which a line can fail leads to the next level, and to the same records."""
    out, faults = tmp_path / "run", (None, "expired", "missing", "garbled", 429, 500)
    synth(store, request(COUNT), out, access=terms())
    first = [json.loads(line)["body"] for line in levels(out)[0].read_text().splitlines()]
    answer(out, good, lambda number: faults[number % len(faults)])
    second = synth(store, request(COUNT), out, access=terms())
    again = [json.loads(line)["body"] for line in levels(out)[1].read_text().splitlines()]
    failed = [body for number, body in enumerate(first) if number % len(faults)]
    missing = [number for number in range(len(first)) if number % len(faults) == 2]
    assert again[: len(failed)] == failed
    assert second.failed == len(failed) - len(missing)
    to_the_end(store, out, good, terms())
    assert texts(out) == texts(live)


def test_a_line_that_always_fails_is_rejected_in_the_end(store: GraphStore, good: Good, tmp_path: Path) -> None:
    """A request that is refused is rejected at once, one that fails three times then; both with their code."""
    for fault, code, tries in ((400, "endpoint_refused", 1), (500, "endpoint_server", 3)):
        out = tmp_path / str(fault)
        for _ in range(tries):
            assert synth(store, request(2), out, access=terms()).halted
            answer(out, good, lambda _, fault=fault: fault)
        synth(store, request(2), out, access=terms())
        fallen = [r for r in read_records(out / "rejected.jsonl", Rejected) if r.stage == "generate"]
        assert len(fallen) >= 2
        assert {r.codes for r in fallen} == {(code,)}


def test_the_budget_bounds_what_is_written(store: GraphStore, good: Good, live: Path, tmp_path: Path) -> None:
    """A level holds no more requests than the limit surely pays for; with a larger limit the run goes on."""
    out = tmp_path / "run"
    limit = 0.35 * cost_of(live)
    small = terms(limits=Limits(max_cost=limit))
    first = synth(store, request(COUNT), out, access=small)
    asked = len(levels(out)[0].read_text().splitlines())
    assert 0 < asked < COUNT
    again = synth(store, request(COUNT), out, access=small)
    assert first.halted == again.halted
    assert len(levels(out)) == 1
    for _ in range(20):
        answer(out, good)
        report = synth(store, request(COUNT), out, access=small)
        assert report.spent.cost <= limit
        if "the limit of the budget" in report.halted:
            break
    assert "the limit of the budget" in report.halted
    to_the_end(store, out, good, terms())
    assert texts(out) == texts(live)


def test_a_batch_run_can_be_ended_one_by_one(store: GraphStore, good: Good, live: Path, tmp_path: Path) -> None:
    """Without --batch the same command asks on the wire for what is missing, and for nothing that was answered."""
    out = tmp_path / "run"
    with Server(good) as server:
        url = server.url
        synth(store, request(COUNT), out, access=terms(url=url))
        answer(out, good, lambda number: "expired" if number % 2 else None)
        report = synth(store, request(COUNT), out, access=access(server, prices=PRICES))
        alone = json.loads((live / "manifest.json").read_text())["counts"]["spent"]["requests"]
        assert server.requests == alone - COUNT // 2
    assert (report.halted, report.kept) == ("", COUNT)
    assert report.spent.requests == server.requests + COUNT // 2
    assert texts(out) == texts(live)


def test_replies_that_were_paid_for_are_not_asked_again(
    store: GraphStore, good: Good, live: Path, tmp_path: Path
) -> None:
    """A batch run takes what the cache has, and leaves its answers there."""
    cache, out = tmp_path / "cache", tmp_path / "run"
    alone = json.loads((live / "manifest.json").read_text())["counts"]["spent"]["requests"]
    with Server(good) as server:
        half = access(server, cache, prices=PRICES, limits=Limits(max_cost=0.6 * cost_of(live)), concurrency=1)
        assert synth(store, request(COUNT), tmp_path / "part", access=half).halted
        before = server.requests
        report = to_the_end(store, out, good, terms(url=server.url, cache=cache))
        assert server.requests == before
        again = synth(store, request(COUNT), tmp_path / "again", access=access(server, cache))
        assert server.requests == before
    assert 0 < before < alone
    assert report.spent.requests == alone - before
    assert again.kept == COUNT
    assert texts(out) == texts(tmp_path / "again") == texts(live)


def test_parts_of_a_drawing_join(store: GraphStore, good: Good, live: Path, tmp_path: Path) -> None:
    """Two shards by batches, merged, are the single run, and what they cost adds up."""
    for part in (1, 2):
        out = tmp_path / f"part{part}"
        for _ in range(20):
            report = synth(store, request(COUNT, shard=(part, 2)), out, access=terms())
            if not report.halted:
                break
            answer(out, good)
    joined = merge([tmp_path / "part1", tmp_path / "part2"], tmp_path / "joined")
    assert texts(tmp_path / "joined") == texts(live)
    assert joined.spent.requests >= COUNT


def test_files_that_are_none_are_named(store: GraphStore, good: Good, tmp_path: Path) -> None:
    """Half a download is refused with file and line; answers of another run are told and left alone."""
    told: list[str] = []
    out = tmp_path / "run"
    synth(store, request(2), out, access=terms())
    text = answered(good, levels(out)[0].read_text())[0]
    (out / "batch" / "other.jsonl").write_text(text[: len(text) - 20])
    with pytest.raises(RecordError, match=r"other\.jsonl, line 2"):
        synth(store, request(2), out, access=terms())
    (out / "batch" / "other.jsonl").write_text(
        '{"custom_id": "nobody-001", "response": null, "error": {"code": "x"}}\n'
    )
    report = synth(store, request(2), out, access=terms(tell=told.append))
    assert report.halted
    assert "1 answers" in told[0]


def test_terms_that_do_not_go_together_are_refused(store: GraphStore, tmp_path: Path) -> None:
    """Nobody is asked anew, and no cluster works, by batches."""
    with pytest.raises(ConfigError, match="--batch"):
        synth(store, request(2), tmp_path / "run", access=terms(retry_rejected=True))


# Sent and fetched over HTTP


def test_submitted_batches_write_what_single_requests_write(
    store: GraphStore, good: Good, live: Path, tmp_path: Path
) -> None:
    """One command uploads, waits, downloads and goes on until all are done, over a real HTTP server."""
    told: list[str] = []
    faults = {2: "expired", 4: 500}
    with BatchServer(Half(good), fault=faults.get) as server:
        report = synth(
            store, request(COUNT), tmp_path / "run", access=terms(url=server.url, batch="submit", tell=told.append)
        )
        assert len(server.batches) == len(levels(tmp_path / "run"))
    assert (report.kept, report.halted, report.failed) == (COUNT, "", 2)
    with Server(Half(good)) as plain:
        synth(store, request(COUNT), tmp_path / "live", access=access(plain))
    assert texts(tmp_path / "run") == texts(tmp_path / "live")
    assert any("sent as batch_1" in t for t in told)


def test_no_batch_is_started_twice(store: GraphStore, good: Good, live: Path, tmp_path: Path) -> None:
    """A run that was killed after it had started a batch finds it again, with its note of it and without."""
    out = tmp_path / "run"
    with BatchServer(good) as server:
        how = terms(url=server.url)
        synth(store, request(COUNT), out, access=how)
        level = levels(out)[0]
        submit = terms(url=server.url, batch="submit")
        shutil.copytree(out, tmp_path / "copy")
        synth(store, request(COUNT), tmp_path / "copy", access=submit)
        started = len(server.batches)
        report = synth(store, request(COUNT), out, access=submit)
        assert level.with_suffix(".batch.json").is_file()
        assert len(server.batches) == started
    assert report.kept == COUNT
    assert texts(out) == texts(live) == texts(tmp_path / "copy")


def test_a_batch_that_fails_ends_the_run_and_can_be_sent_again(
    store: GraphStore, good: Good, live: Path, tmp_path: Path
) -> None:
    """What the API will not take is told with its reason; the same command sends the same file once more."""
    out = tmp_path / "run"
    with BatchServer(good, ends=("failed", "completed")) as server:
        how = terms(url=server.url, batch="submit")
        with pytest.raises(ModelError, match="Too many"):
            synth(store, request(COUNT), out, access=how)
        report = synth(store, request(COUNT), out, access=how)
    assert report.kept == COUNT
    assert texts(out) == texts(live)


def test_a_wrong_key_and_answers_without_a_reply_end_the_run(store: GraphStore, good: Good, tmp_path: Path) -> None:
    """An endpoint that refuses is not asked on and on, and neither is one that answers nothing."""
    with BatchServer(good) as server:
        server.refuses = 401
        with pytest.raises(ModelError, match="no"):
            synth(store, request(2), tmp_path / "key", access=terms(url=server.url, batch="submit"))
    with BatchServer(good, fault=lambda _: "expired") as server, pytest.raises(ModelError, match="no reply at all"):
        synth(store, request(2), tmp_path / "none", access=terms(url=server.url, batch="submit"))
    assert len(server.batches) == 1
