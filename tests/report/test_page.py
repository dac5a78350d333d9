"""The report page holds what its run holds, and says what it leaves out."""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.check.gold import gold
from tests.demo_folder import demo_folder
from toolgraph.errors import ConfigError
from toolgraph.models.dialogue import Dialogue
from toolgraph.pipeline.ingest import ingest
from toolgraph.pipeline.pages import report_run
from toolgraph.read import read_path
from toolgraph.report.page_counts import Counter
from toolgraph.runs import as_line, read_records, write_records
from toolgraph.store import GraphStore, StoreAddress, open_store


@pytest.fixture
def store() -> Iterator[GraphStore]:
    with open_store(StoreAddress(db=str(demo_folder() / "db"))) as opened:
        yield opened


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A run folder made by hand: two gold dialogues and a manifest."""
    folder = tmp_path / "run"
    folder.mkdir()
    write_records(folder / "dialogues.jsonl", gold())
    manifest = {
        "config": {"mix": "bfcl", "seed": 4, "motifs": ["line"]},
        "counts": {"drawn": 3, "kept": 2, "rejected": 1},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder


def data_of(path: Path) -> dict[str, Any]:
    """What is packed in a page."""
    found = re.search(r'<script id="data"[^>]*>([^<]*)</script>', path.read_text(encoding="utf-8"))
    assert found
    return dict(json.loads(gzip.decompress(base64.b64decode(found[1]))))


def test_without_a_database_there_is_no_baseline_and_the_page_says_so(run: Path) -> None:
    """The column is left out, the note names --db, and everything else is there."""
    page = report_run(run)
    data = data_of(page.path)
    assert page.path == run / "report.html"
    assert page.size == page.path.stat().st_size
    assert any("--db" in note for note in data["notes"])
    assert all(row["baseline"] is None for row in data["shape"] + data["quality"])
    assert dict(data["made"])["mix"] == "bfcl"
    assert [d["id"] for d in data["dialogues"]] == [d.id for d in gold()]


def test_shape_stands_beside_the_targets_of_the_mix(run: Path) -> None:
    """Targets are those of the mix in the manifest; without a mix there are none."""
    rows = {row["label"]: row for row in data_of(report_run(run).path)["shape"]}
    assert (rows["turns a dialogue"]["target"], rows["turns a dialogue"]["value"]) == (3.67, 4.0)
    assert rows["dialogues with a clarification"]["value"] == pytest.approx(
        sum(any(t.act == "clarify" for t in d.plan.turns) for d in gold()) / 2
    )
    rows = {row["label"]: row for row in data_of(report_run(run / "dialogues.jsonl").path)["shape"]}
    assert rows["turns a dialogue"]["target"] is None


def test_with_the_graph_of_the_run_there_is_a_baseline(store: GraphStore, tmp_path: Path) -> None:
    """Random tools, one call a turn: hardly any true multi-step, at the size of the run; coverage has a total."""
    page = report_run(demo_folder() / "run", tmp_path / "report.html", store=store)
    data = data_of(page.path)
    assert page.notes == ()
    quality = {row["label"]: row for row in data["quality"]}
    assert quality["truly multi-step turns"]["value"] > 0.1 > quality["truly multi-step turns"]["baseline"]
    assert data["tools"][1] == sum(source["tools"] for source in data["sources"])
    assert data["curve_baseline"][-1][0] == 30
    again = report_run(demo_folder() / "run", tmp_path / "again.html", store=store)
    assert again.path.read_bytes() == page.path.read_bytes()


def test_a_graph_too_small_to_draw_from_gives_no_baseline(run: Path, tmp_path: Path) -> None:
    """One tool alone cannot be drawn at random with another: the page is written all the same, and says so."""
    spec = tmp_path / "one.jsonl"
    spec.write_text('{"name": "alone", "description": "One tool.", "parameters": {"type": "object", "properties": {}}}')
    with open_store(StoreAddress(db=str(tmp_path / "db"))) as small:
        ingest(small, read_path(spec))
        page = report_run(run, store=small)
    assert any("drawn at random" in note for note in page.notes)
    assert data_of(page.path)["tools"][1] == 1


def test_another_graph_gives_no_baseline(run: Path, store: GraphStore) -> None:
    """A comparison with a graph that the run was not drawn from would be false: it is left out, and said."""
    manifest = json.loads((run / "manifest.json").read_text())
    manifest["config"]["graph"] = "somebody else's"
    (run / "manifest.json").write_text(json.dumps(manifest))
    page = report_run(run, store=store)
    assert any("not the graph" in note for note in page.notes)
    assert data_of(page.path)["quality"][0]["baseline"] is None


def test_rejects_are_counted_by_reason_and_can_be_read(run: Path) -> None:
    """Each reason with its count and an example; the rejected dialogue stands in the browser with its findings."""
    finding = {
        "dialogue": "x",
        "code": "value_invented",
        "severity": "error",
        "path": "messages[2]",
        "detail": "why not",
    }
    fallen = gold()[0].model_copy(update={"id": "fallen"})
    lines = [
        {"chain": "a", "index": 0, "stage": "plan", "codes": ["no_calls"], "detail": "nothing"},
        {"chain": "b", "index": 1, "stage": "plan", "codes": ["no_calls"], "detail": "other"},
        {"chain": "c", "index": 2, "stage": "check", "codes": ["value_invented"], "detail": "why not",
         "findings": [finding], "dialogue": json.loads(as_line(fallen))},
    ]  # fmt: skip
    (run / "rejected.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    data = data_of(report_run(run).path)
    assert data["rejects"] == [
        {"stage": "plan", "code": "no_calls", "count": 2, "example": "nothing"},
        {"stage": "check", "code": "value_invented", "count": 1, "example": "why not"},
    ]
    assert data["dialogues"][-1]["id"] == "fallen"
    assert data["dialogues"][-1]["rejected"] == [["value_invented", "messages[2]", "why not"]]


def test_two_hundred_dialogues_at_most_are_shown(tmp_path: Path) -> None:
    """They are spread evenly over the file, first one included; the page says of how many."""
    path = tmp_path / "many.jsonl"
    write_records(path, (gold()[n % 2].model_copy(update={"id": f"d{n}"}) for n in range(450)))
    data = data_of(report_run(path).path)
    ids = [int(d["id"][1:]) for d in data["dialogues"]]
    assert (len(ids), data["total"], ids[0]) == (200, 450, 0)
    assert max(b - a for a, b in pairwise(ids)) <= 3


def test_a_page_asks_nothing_of_the_network(run: Path) -> None:
    """No address to load from, and a policy that would refuse one; the drawing library's licence is shipped."""
    text = report_run(run).path.read_text(encoding="utf-8")
    without_data = re.sub(r'<script id="data".*?</script>', "", text, flags=re.DOTALL)
    assert not re.search(r'(src|href)="(https?:)?//', without_data)
    assert "default-src 'none'" in text
    licence = Path(report_run.__code__.co_filename).parents[1] / "report" / "assets" / "vendor" / "d3.LICENSE.txt"
    assert "Mike Bostock" in licence.read_text(encoding="utf-8")


def test_what_is_no_run_is_refused(tmp_path: Path) -> None:
    """An empty folder, and a file without dialogues, say what to do."""
    with pytest.raises(ConfigError, match=r"dialogues\.jsonl"):
        report_run(tmp_path)
    (tmp_path / "dialogues.jsonl").touch()
    with pytest.raises(ConfigError, match="no dialogues"):
        report_run(tmp_path)


def test_an_unfinished_run_can_be_looked_at(run: Path) -> None:
    """Without its manifest, the config that the run wrote first tells what is being made."""
    (run / "manifest.json").rename(run / "config.json")
    (run / "config.json").write_text(json.dumps({"mix": "simple", "seed": 1}))
    page = report_run(run)
    assert any("not finished" in note for note in page.notes)
    assert dict(data_of(page.path)["made"])["mix"] == "simple"


def test_what_a_model_was_asked_and_cost_is_told(run: Path) -> None:
    """Groups of the manifest are told one by one, with the name of the group; what is nought of them is not."""
    manifest = json.loads((run / "manifest.json").read_text())
    manifest["config"]["words"] = {"model": "some-model", "temperature": 0.7, "seed": None}
    manifest["counts"]["spent"] = {"prompt_tokens": 12345, "requests": 0}
    (run / "manifest.json").write_text(json.dumps(manifest))
    made = dict(data_of(report_run(run).path)["made"])
    assert (made["words model"], made["words temperature"], made["spent prompt tokens"]) == (
        "some-model",
        "0.7",
        "12,345",
    )
    assert not {"words seed", "spent requests", "reasons"} & made.keys()


def test_the_coverage_curve_ends_at_all_tools() -> None:
    """The curve counts different tools, never falls, and has at most 61 points however long the run."""
    counter = Counter()
    dialogues = list(read_records(demo_folder() / "run" / "dialogues.jsonl", Dialogue)) * 20
    for dialogue in dialogues:
        counter.add(dialogue)
    curve = counter.counts().curve
    assert curve[-1] == (len(dialogues), len({t for d in dialogues for t in d.chain.tools}))
    assert [y for _, y in curve] == sorted(y for _, y in curve)
    assert len(curve) <= 61
