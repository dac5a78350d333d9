"""Runs in which a model rates a sample of dialogues twice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

from tests.export.dialogues import Turn, book, dialogue, search
from tests.llm.endpoint import FAULTS, Body, random_faults, wanted_keys
from tests.llm.endpoint import Endpoint as Server
from tests.pipeline.model_runs import access
from toolgraph.errors import ConfigError, RecordError
from toolgraph.llm.judge import CRITERIA
from toolgraph.llm.money import Limits, Prices
from toolgraph.models.dialogue import Dialogue
from toolgraph.pipeline.judge import Judgement, JudgeReport, JudgeRequest, Unjudged, judge, judge_estimate
from toolgraph.runs import read_records, write_records


def many(count: int) -> list[Dialogue]:
    """Dialogues of which no two are alike: equal ones would share a cached reply."""
    return [
        dialogue(
            [Turn(f"Flights for trip {i}?", [[search()]], "LH-7 and AF-1."), Turn("The first.", [[book()]], "Done.")],
            name=f"d{i}",
        )
        for i in range(count)
    ]


def rate(body: Body) -> str:
    """Ratings that follow from the dialogue alone, and a helpfulness that is higher when it is asked for first."""
    keys = wanted_keys(body)
    if keys == ["greeting"]:
        return json.dumps({"greeting": "Good morning."})
    seed = crc32(body["messages"][-1]["content"].partition("</data>")[0].encode())
    first = keys.index("helpfulness") == 1
    made = {"naturalness": 1 + seed % 5, "coherence": 1 + seed // 7 % 5, "helpfulness": 4 if first else 3}
    return json.dumps({"reason": "What is asked for is answered in the second turn.", **made})


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dialogues") / "dialogues.jsonl"
    write_records(path, many(40))
    return path


def run(file: Path, server: Server, out: Path, sample: int = 12, **more: Any) -> JudgeReport:
    return judge(file, JudgeRequest(sample=sample), out, access=access(server, **more))


def test_a_line_a_dialogue_and_the_agreement_of_the_passes(file: Path, tmp_path: Path) -> None:
    """Both ratings are kept with the dialogue's id and line; the manifest has shares and kappa by criterion."""
    with Server(rate) as server:
        report = run(file, server, tmp_path / "run")
    made = list(read_records(tmp_path / "run" / "judgements.jsonl", Judgement))
    assert (report.asked, report.kept, report.rejected, len(made)) == (12, 12, 0, 12)
    ids = [json.loads(line)["id"] for line in file.read_text().splitlines()]
    assert [ids[j.line - 1] for j in made] == [j.dialogue for j in made]
    assert list(report.criteria) == list(CRITERIA)
    natural, helpful = report.criteria["naturalness"], report.criteria["helpfulness"]
    assert (natural.count, natural.exact, natural.kappa) == (12, 1.0, 1.0)
    assert (helpful.exact, helpful.within_one, helpful.means) == (0.0, 1.0, (3.0, 4.0))
    assert helpful.kappa == 0.0
    counts = json.loads((tmp_path / "run" / "manifest.json").read_text())["counts"]
    assert counts["criteria"]["naturalness"]["kappa"] == 1.0
    assert counts["spent"]["requests"] == 25


def test_the_dialogues_are_left_as_they_are(file: Path, tmp_path: Path) -> None:
    """Judging reads; no file of dialogues is written or changed."""
    before = file.read_bytes()
    with Server(rate) as server:
        run(file, server, tmp_path / "run")
    assert file.read_bytes() == before
    assert {p.name for p in (tmp_path / "run").iterdir()} == {
        "config.json", "judgements.jsonl", "manifest.json", "rejected.jsonl", "spend.jsonl",
    }  # fmt: skip


def test_the_sample_is_the_seed_s(file: Path, tmp_path: Path) -> None:
    """Same seed, same dialogues; another seed, others; all of them where there are no more."""
    lines = []
    with Server(rate) as server:
        for name, seed, sample in (("a", 1, 9), ("b", 1, 9), ("c", 2, 9), ("d", 1, 99)):
            judge(file, JudgeRequest(sample=sample, seed=seed), tmp_path / name, access=access(server))
            lines.append([j.line for j in read_records(tmp_path / name / "judgements.jsonl", Judgement)])
    assert lines[0] == lines[1] != lines[2]
    assert lines[3] == list(range(1, 41))


def test_answers_that_never_pass_are_counted(file: Path, tmp_path: Path) -> None:
    """A model that rates 7 is asked as often as allowed, then the dialogue is without a rating, and says why."""

    def seven(body: Body) -> str:
        made = json.loads(rate(body))
        return json.dumps({**made, "coherence": 7} if "coherence" in made else made)

    with Server(seven) as server:
        report = run(file, server, tmp_path / "run", sample=3, attempts=2)
    assert (report.kept, report.rejected, report.reasons) == (0, 3, {"not_json": 3})
    assert report.criteria == {}
    assert {r.attempts for r in read_records(tmp_path / "run" / "rejected.jsonl", Unjudged)} == {2}


def test_faults_and_budget_change_nothing_in_the_end(file: Path, tmp_path: Path) -> None:
    """Through faults and stopped by its budget, gone on with: the same ratings as an undisturbed run's."""
    kinds = tuple(k for k in FAULTS if k not in ("expired_key", "no_model", "wrong_values"))
    prices = Prices(prompt=1.0, completion=4.0)
    with Server(rate) as server:
        calm = run(file, server, tmp_path / "calm")
    with Server(rate, faults=random_faults(4, 0.2, kinds)) as server:
        terms: dict[str, Any] = {"attempts": 8, "prices": prices, "concurrency": 2, "cache": tmp_path / "cache"}
        first = run(file, server, tmp_path / "run", limits=Limits(max_cost=0.015), **terms)
        second = run(file, server, tmp_path / "run", **terms)
        third = run(file, server, tmp_path / "run", **terms)
    assert "budget" in first.halted
    assert 0 < first.kept < 12
    assert second.resumed == first.kept
    assert (second.kept, second.halted, third.kept) == (12, "", 12)
    assert second.criteria == calm.criteria == third.criteria
    ratings = [
        sorted((j.line, j.first, j.second) for j in read_records(tmp_path / n / "judgements.jsonl", Judgement))
        for n in ("run", "calm")
    ]
    assert ratings[0] == ratings[1]


def test_the_estimate_counts_both_passes(file: Path, tmp_path: Path) -> None:
    """--dry-run asks nothing; its requests are those of the run, the ladder's probe aside."""
    with Server(rate) as server:
        guess = judge_estimate(file, JudgeRequest(sample=12), access(server))
        assert server.requests == 0
        report = run(file, server, tmp_path / "run")
    assert (guess.jobs, guess.requests) == (12, report.spent.requests - 1)


def test_what_is_no_file_of_dialogues_is_told(file: Path, tmp_path: Path) -> None:
    """A missing file, another record, another file under the same run."""
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": "x"}\n')
    with Server(rate) as server:
        with pytest.raises(ConfigError, match=r"no .*nothing\.jsonl"):
            run(tmp_path / "nothing.jsonl", server, tmp_path / "a")
        with pytest.raises(RecordError, match=r"bad\.jsonl, line 1: seed"):
            run(bad, server, tmp_path / "b")
        run(file, server, tmp_path / "run", sample=1)
        other = tmp_path / "other.jsonl"
        write_records(other, many(3))
        with pytest.raises(ConfigError, match="dialogues"):
            run(other, server, tmp_path / "run", sample=1)
