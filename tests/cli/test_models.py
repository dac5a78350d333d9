"""What the command line says of terms that do not go together, and of runs by batches."""

from __future__ import annotations

import json
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.cli.conftest import Run

NAMED = ("--model", "m", "--base-url", "http://127.0.0.1:9/v1")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--scenario", "model"), "--scenario model lets a language model write the scenario, and there is none."),
        (("--scenario", "model", "--min-plausible", "3"), "and there is none.\n  Give --model."),
        (("--min-plausible", "3"), "--min-plausible goes by ratings, and nobody rates.\n  Give --scenario model"),
        ((*NAMED, "--min-plausible", "3"), "--min-plausible goes by ratings, and nobody rates."),
        (("--batch", "files"), "--batch are about a language model's words.\n  Give --model."),
        ((*NAMED, "--batch", "files", "--retry-rejected"), "--batch goes with neither --retry-rejected nor"),
    ],
)
def test_terms_that_lack_something_are_refused(run: Run, full: Path, options: tuple[str, ...], message: str) -> None:
    """The message says what is missing, and nothing is made."""
    said = run("--db", full, "synth", "--count", "2", *options, "--out", "RUN")
    assert message in said.err
    assert said.code == 1
    assert not list(Path().rglob("dialogues.jsonl"))


def test_a_batch_run_says_where_its_requests_are(run: Run, full: Path) -> None:
    """`--batch files` writes requests, ends with the code for partly done, and --dry-run tells half the cost."""
    prices = (*NAMED, "--price-in", "1000", "--price-out", "1000")
    said = run("--db", full, "synth", "--count", "3", *NAMED, "--batch", "files", "--cache", "off", "--out", "RUN")
    assert said.code == 3
    assert "Not done: 3 requests are in level_001.jsonl in RUN/batch" in said.err
    lines = Path("RUN/batch/level_001.jsonl").read_text().splitlines()
    assert [json.loads(line)["body"]["model"] for line in lines] == ["m"] * 3
    costs = []
    for more in ((), ("--batch", "files"), ("--batch", "files", "--batch-price", "0.25")):
        said = run("--db", full, "synth", "--count", "3", *prices, *more, "--dry-run", "--cache", "off", "--out", "X")
        costs.append(float(said.out.partition("cost ")[2].split(".\n")[0].replace(",", "")))
    assert costs[0] == pytest.approx(2 * costs[1], rel=1e-3)
    assert costs[0] == pytest.approx(4 * costs[2], rel=1e-3)


def test_an_engine_that_is_not_there_is_told(run: Run, full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--engine ray` without the package names the extra; with a wrong RAY_ADDRESS, the address."""
    words = ("--db", full, "synth", "--count", "2", "--engine", "ray", "--out", "RUN")
    if find_spec("ray") is not None:
        monkeypatch.setenv("RAY_ADDRESS", "127.0.0.1:1")
        said = run(*words)
        assert "The Ray cluster does not answer: 127.0.0.1:1" in said.err
        assert said.code == 1
    monkeypatch.setitem(sys.modules, "ray", None)
    said = run(*words)
    assert "--engine ray needs the `ray` package." in said.err
    assert said.code == 1
    assert Path("RUN/chains.jsonl").read_text() == ""
