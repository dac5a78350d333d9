"""What the checker finds: 200 planted faults of each of twelve kinds, and what it raises on untouched dialogues.

python benchmarks/planted.py [DIALOGUES.jsonl [COUNT]]     2,400 dialogues of our own unless a file is named
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.check.planted import KINDS, plant
from toolgraph.check import check
from toolgraph.models.dialogue import Dialogue
from toolgraph.pipeline.ingest import ingest
from toolgraph.pipeline.synth import SynthRequest, synth
from toolgraph.read import read_path
from toolgraph.runs import read_records
from toolgraph.sample import SampleRequest
from toolgraph.store import StoreAddress, open_store

ROOT = Path(__file__).resolve().parents[1]


def made(count: int) -> list[Dialogue]:
    """Dialogues of our own, to plant in."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with open_store(StoreAddress(db=str(folder / "db"))) as store:
            ingest(store, read_path(ROOT / "ingest"))
            sample = SampleRequest(count=count, seed=1)
            synth(store, SynthRequest(count=count, mix="multistep", sample=sample, workers=2), folder / "run")
        return list(read_records(folder / "run" / "dialogues.jsonl", Dialogue))


def main() -> None:
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    dialogues = list(read_records(Path(sys.argv[1]), Dialogue)) if len(sys.argv) > 1 else made(12 * count)
    seconds, raised = [], Counter()
    for dialogue in dialogues:
        start = perf_counter()
        findings = check(dialogue)
        seconds.append(perf_counter() - start)
        raised.update(f"{f.severity} {f.code}" for f in findings)
    median = round(1000 * statistics.median(seconds), 2)
    told = {"dialogues": len(dialogues), "median_ms": median, "raised": dict(sorted(raised.items()))}
    print(json.dumps({"benchmark": "planted", "kind": "untouched", **told}), flush=True)
    for kind in KINDS:
        planted = plant(dialogues, kind, count, Random(f"1/{kind}"))
        found = own = 0
        missed = []
        for fault in planted:
            codes = {f.code for f in check(fault.dialogue) if f.severity == "error"}
            found += bool(codes)
            own += bool(codes & fault.codes)
            if not codes:
                missed.append(fault.dialogue.id)
        told = {"planted": len(planted), "found": found, "by_its_own_code": own, "missed": missed[:5]}
        print(json.dumps({"benchmark": "planted", "kind": kind, **told}), flush=True)


if __name__ == "__main__":
    main()
