"""Runs in which the model writes and rates the scenario before the words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.llm.endpoint import Body, Good, wanted_keys
from tests.llm.endpoint import Endpoint as Server
from tests.llm.plans import catalogue
from tests.pipeline.model_runs import access, good_words, request, texts, whole
from tests.sample.filled import catalogue_copy
from toolgraph.errors import ConfigError
from toolgraph.llm.money import Limits, Prices
from toolgraph.llm.scenario import scenario_request
from toolgraph.models.dialogue import Dialogue
from toolgraph.models.dialogue_plan import DialoguePlan
from toolgraph.pipeline.estimate import estimate
from toolgraph.pipeline.make import Rejected
from toolgraph.pipeline.merge import merge
from toolgraph.pipeline.synth import synth
from toolgraph.runs import read_records
from toolgraph.store import GraphStore, StoreAddress, open_store

COUNT = 10
GOAL = "They want to have it all settled before the busy week begins."


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    with open_store(StoreAddress(db=str(catalogue_copy(tmp_path_factory)))) as store:
        yield store


@pytest.fixture(scope="module")
def good(store: GraphStore, tmp_path_factory: pytest.TempPathFactory) -> Good:
    return good_words(store, catalogue(), COUNT, tmp_path_factory.mktemp("offline") / "run")


class Storied:
    """Right words, and scenarios rated 1 to 5 in turn; those rated 5 have a text that never passes."""

    def __init__(self, good: Good) -> None:
        self.good = good
        tools = catalogue()
        asked = (scenario_request(plan, tools).messages[-1].content for plan in good.plans)
        self.ratings = {start_of(prompt): 1 + at % 5 for at, prompt in enumerate(asked)}
        self.words = self.scenarios = self.told = 0

    def __call__(self, body: Body) -> str:
        prompt = body["messages"][-1]["content"]
        if wanted_keys(body) != ["goal", "why", "plausible"]:
            self.words += wanted_keys(body) != ["greeting"]
            self.told += GOAL in prompt
            return self.good(body)
        self.scenarios += 1
        rating = self.ratings[start_of(prompt)]
        goal = GOAL if rating != 5 else "They want to see [city]."
        return json.dumps({"goal": goal, "why": "One thing leads to the next, as it does.", "plausible": rating})


def start_of(prompt: str) -> str:
    """What every request for one scenario begins with."""
    return prompt.partition("\nAn earlier try")[0].partition("\nWrite now")[0].strip()


def dialogues(folder: Path) -> list[Dialogue]:
    return list(read_records(folder / "dialogues.jsonl", Dialogue))


def fallen(folder: Path) -> list[Rejected]:
    return list(read_records(folder / "rejected.jsonl", Rejected))


def test_the_model_s_scenario_goes_into_words_and_record(store: GraphStore, good: Good, tmp_path: Path) -> None:
    """Each dialogue keeps goal, reason and rating; words are asked for with them, and without where none passed."""
    model = Storied(good)
    with Server(model) as server:
        report = synth(store, request(COUNT), tmp_path / "run", access=access(server, scenario="model", attempts=2))
    made = [d.generator.scenario for d in dialogues(tmp_path / "run")]
    texted = [s for s in made if s is not None and s.goal]
    assert report.kept == COUNT == len([s for s in made if s is not None])
    assert {s.goal for s in texted} == {GOAL}
    bare = [s for s in made if s is not None and not s.goal]
    assert bare
    assert {(s.plausible, s.attempts, s.codes) for s in bare} == {(5, 2, ("placeholder",))}
    counts = json.loads((tmp_path / "run" / "manifest.json").read_text())["counts"]["scenarios"]
    assert counts == report.scenarios
    assert counts["no_text"] == counts["rated_5"]
    assert sum(n for k, n in counts.items() if k != "no_text") == report.kept + sum(
        r.generator is not None for r in fallen(tmp_path / "run")
    )
    assert model.words - model.told >= len(bare)
    assert model.told >= len(texted)


def test_weak_chains_are_dropped_before_their_words(store: GraphStore, good: Good, tmp_path: Path) -> None:
    """With --min-plausible 3 no words are asked for what is rated 1 or 2; each is rejected with its code, counted."""
    model, out = Storied(good), tmp_path / "run"
    with Server(model) as server:
        terms = access(server, tmp_path / "cache", scenario="model", min_plausible=3)
        report = synth(store, request(COUNT), out, access=terms)
        again = synth(store, request(COUNT), tmp_path / "twice", access=terms)
    weak = [r for r in fallen(out) if r.stage == "scenario"]
    assert weak
    assert report.reasons["scenario.implausible"] == len(weak)
    assert {r.codes for r in weak} == {("implausible",)}
    assert all(r.generator and r.generator.scenario and (r.generator.scenario.plausible or 9) < 3 for r in weak)
    assert all(d.generator.scenario and (d.generator.scenario.plausible or 0) >= 3 for d in dialogues(out))
    assert all(r.generator and r.generator.attempts == 0 and r.generator.prompt_tokens for r in weak)
    assert (report.kept, whole(report)) == (COUNT, True)
    assert len(list(read_records(out / "plans.jsonl", DialoguePlan))) == report.drawn - sum(
        r.stage == "plan" for r in fallen(out)
    )
    assert again.spent.requests == 0
    assert texts(tmp_path / "twice") == texts(out)


def test_a_run_within_a_budget_goes_on_with_the_same_bytes(store: GraphStore, good: Good, tmp_path: Path) -> None:
    """Stopped by its budget amid scenarios and words, a run ends as one that was not stopped."""
    prices = Prices(prompt=1.0, completion=4.0)
    terms = {"scenario": "model", "min_plausible": 3, "prices": prices}
    with Server(Storied(good)) as server:
        synth(store, request(COUNT), tmp_path / "whole", access=access(server, tmp_path / "a", **terms))
        small = access(server, tmp_path / "b", limits=Limits(max_cost=0.02), **terms)
        first = synth(store, request(COUNT), tmp_path / "run", access=small)
        second = synth(store, request(COUNT), tmp_path / "run", access=access(server, tmp_path / "b", **terms))
    assert first.halted
    assert first.spent.cost <= 0.02
    assert not second.halted
    assert texts(tmp_path / "run") == texts(tmp_path / "whole")
    manifests = [json.loads((tmp_path / n / "manifest.json").read_text())["counts"] for n in ("run", "whole")]
    assert manifests[0]["scenarios"] == manifests[1]["scenarios"]


def test_parts_join_to_the_whole(store: GraphStore, good: Good, tmp_path: Path) -> None:
    """Two parts with scenarios, dropped chains among them, give the single run's bytes and counts."""
    terms = {"scenario": "model", "min_plausible": 2}
    with Server(Storied(good)) as server:
        synth(store, request(COUNT), tmp_path / "one", access=access(server, tmp_path / "cache", **terms))
        for part in (1, 2):
            part_request = request(COUNT, shard=(part, 2))
            out = tmp_path / f"part{part}"
            synth(store, part_request, out, access=access(server, tmp_path / "cache", **terms))
    merge([tmp_path / "part1", tmp_path / "part2"], tmp_path / "joined")
    assert texts(tmp_path / "joined") == texts(tmp_path / "one")
    counts = [json.loads((tmp_path / n / "manifest.json").read_text())["counts"] for n in ("one", "joined")]
    assert counts[0]["scenarios"] == counts[1]["scenarios"]


def test_the_estimate_counts_scenarios(store: GraphStore, good: Good, tmp_path: Path) -> None:
    """--dry-run adds a request a chain, and after a small run in the same manner it knows those that are dropped."""
    with Server(Storied(good)) as server:
        plain = estimate(store, request(COUNT), access(server, tmp_path / "cache"))
        terms = access(server, tmp_path / "cache", scenario="model", min_plausible=2, attempts=1)
        new = estimate(store, request(COUNT), terms)
        assert server.requests == 0
        synth(store, request(COUNT // 2), tmp_path / "small", access=terms)
        guess = estimate(store, request(COUNT), terms)
        other = access(server, None, scenario="model", min_plausible=2, attempts=1)
        report = synth(store, request(COUNT), tmp_path / "large", access=other)
    assert new.requests == 2 * plain.requests == 2 * COUNT
    assert new.prompt_tokens > plain.prompt_tokens
    assert not new.learned
    assert guess.learned
    assert guess.requests > new.requests
    assert abs(guess.requests - report.spent.requests) <= 0.3 * report.spent.requests


def test_what_was_unlikely_is_not_tried_again(store: GraphStore, good: Good, tmp_path: Path) -> None:
    """--retry-rejected asks anew for words, not for ratings."""
    model, out = Storied(good), tmp_path / "run"
    with Server(model) as server:
        terms = {"scenario": "model", "min_plausible": 3}
        first = synth(store, request(6), out, access=access(server, tmp_path / "cache", **terms))
        asked = model.scenarios
        again = access(server, tmp_path / "cache", retry_rejected=True, **terms)
        second = synth(store, request(6), out, access=again)
    assert first.reasons["scenario.implausible"] == second.reasons["scenario.implausible"]
    assert model.scenarios == asked
    assert second.scenarios == first.scenarios


def test_another_scenario_is_another_run(store: GraphStore, good: Good, tmp_path: Path) -> None:
    """A folder without scenarios is not gone on with, and a run without them says nothing of them."""
    with Server(Storied(good)) as server:
        synth(store, request(2), tmp_path / "run", access=access(server))
        with pytest.raises(ConfigError, match="scenario"):
            synth(store, request(2), tmp_path / "run", access=access(server, scenario="model"))
    manifest = (tmp_path / "run" / "manifest.json").read_text()
    assert "scenario" not in manifest
    assert "min_plausible" not in manifest
    assert "scenario" not in (tmp_path / "run" / "dialogues.jsonl").read_text().replace("scenario_", "")
