"""Claim: chains of the graph give truly multi-step dialogues, random ones do not, whatever the plan.

usage: python benchmarks/shape.py [--count N] [--db DB]      2,000 dialogues each, of the bundled catalogue

One JSON line for random tools in a single turn, random tools planned as several turns (`multistep`), and chains of the
graph planned in the same two ways: the figures of `toolgraph stats`.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from toolgraph.models.dialogue import Dialogue
from toolgraph.pipeline.ingest import ingest
from toolgraph.pipeline.synth import SynthRequest, synth
from toolgraph.read import read_path
from toolgraph.report import figures
from toolgraph.runs import read_records
from toolgraph.sample import SampleRequest
from toolgraph.store import GraphStore, StoreAddress, open_store

ROOT = Path(__file__).resolve().parents[1]
SINGLE = "turns = 1.0\ncalls = 3.0\nseveral = 1.0\nlinked = 1.0\nseen = 0.0\noptional = 0.4\n"
GRAPH = SynthRequest().motifs
TOLD = (
    "dialogues", "turns", "calls", "several_calls", "chain_length", "true_multi_step", "false_multi_step", "parallel",
    "tools", "links", "entropy", "distinct_3", "nearest_rouge_l",
)  # fmt: skip


def shape(store: GraphStore, motifs: tuple[str, ...], mix: str, count: int, folder: Path) -> dict[str, float]:
    request = SynthRequest(count=count, motifs=motifs, mix=mix, sample=SampleRequest(count=count, seed=1), workers=2)
    synth(store, request, folder)
    made = figures(read_records(folder / "dialogues.jsonl", Dialogue)).model_dump(include=set(TOLD))
    return {name: round(made[name], 4) for name in TOLD}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--db", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        single = Path(folder) / "single.toml"
        single.write_text(SINGLE, encoding="utf-8")
        with open_store(StoreAddress(db=str(given.db or Path(folder) / "db"))) as store:
            if given.db is None:
                ingest(store, read_path(ROOT / "ingest"))
            for tools, motifs in (("random", ("random",)), ("graph", GRAPH)):
                for plan, mix in (("single", str(single)), ("multistep", "multistep")):
                    made = shape(store, motifs, mix, given.count, Path(folder) / f"{tools}-{plan}")
                    print(json.dumps({"benchmark": "shape", "chains": tools, "plan": plan, **made}), flush=True)


if __name__ == "__main__":
    main()
