"""Dialogues through a faulty endpoint, killed again and again: nothing wrong, lost, doubled or paid twice.

Usage: faults_model.py [COUNT] [KILLS] [SHARE]; 1,000 dialogues, 20 kills and a fifth of faulty requests unless said
otherwise. Replies are scripted and right where no fault spoils them. Needs no model.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.llm.endpoint import Endpoint as Server
from tests.llm.endpoint import random_faults
from tests.pipeline.model_runs import access, fill, good_words, request, texts
from toolgraph.check import check
from toolgraph.llm.pace import Rates
from toolgraph.models.dialogue import Dialogue
from toolgraph.normalise import normalise
from toolgraph.pipeline.synth import synth
from toolgraph.read import read_path
from toolgraph.runs import read_records
from toolgraph.store import StoreAddress, open_store

ROOT = Path(__file__).resolve().parents[1]
_RUN = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from tests.pipeline.model_runs import request
from toolgraph.llm.endpoint import Endpoint
from toolgraph.llm.phraser import Manner
from toolgraph.pipeline.synth import synth
from toolgraph.pipeline.wording import Access
from toolgraph.store import StoreAddress, open_store
endpoint = Endpoint(model="scripted", base_url=sys.argv[3], timeout_s=5.0)
with open_store(StoreAddress(db=sys.argv[2])) as store:
    terms = Access(endpoint, Manner(attempts=6), concurrency=16, cache=Path(sys.argv[5]))
    synth(store, request(int(sys.argv[6])), Path(sys.argv[4]), access=terms)
"""


def lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    share = float(sys.argv[3]) if len(sys.argv) > 3 else 0.2
    folder = Path(tempfile.mkdtemp())
    tools = {t.id: t for spec in read_path(ROOT / "ingest") for t in normalise(spec).tools}
    with open_store(StoreAddress(db=str(folder / "db"))) as store:
        fill(store)
        good = good_words(store, tools, count, folder / "offline")
        with Server(good) as server:
            calm = access(server, attempts=6, concurrency=16, rates=Rates())
            synth(store, request(count), folder / "calm", access=calm)
    began, rng, done = time.perf_counter(), Random(1), 0
    out = folder / "run"
    moments = sorted(rng.randrange(1, count) for _ in range(kills))
    with Server(good, faults=random_faults(7, share)) as server:
        for moment in [*moments, None]:
            arguments = [str(ROOT), str(folder / "db"), server.url, str(out), str(folder / "cache"), str(count)]
            process = subprocess.Popen([sys.executable, "-c", _RUN, *arguments], start_new_session=True)
            while process.poll() is None and (moment is None or lines(out / "chains.jsonl") < moment):
                time.sleep(0.01)
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                done += 1
            process.wait()
    kept = list(read_records(out / "dialogues.jsonl", Dialogue))
    plain = [d.model_dump(exclude={"generator"}) for d in kept]
    undisturbed = [d.model_dump(exclude={"generator"}) for d in read_records(folder / "calm/dialogues.jsonl", Dialogue)]
    told = {
        "dialogues": count,
        "killed": done,
        "kept": len(kept),
        "rejected": lines(out / "rejected.jsonl"),
        "drawn": lines(out / "chains.jsonl"),
        "wrong_accepted": sum(any(f.severity == "error" for f in check(d)) for d in kept),
        "equals_undisturbed": plain == undisturbed,
        "chains_equal": texts(out)["chains"] == texts(folder / "calm")["chains"],
        "requests": server.requests,
        "paid": lines(out / "spend.jsonl"),
        "answers": dict(sorted(server.statuses.items())),
        "seconds": round(time.perf_counter() - began, 1),
    }
    print(json.dumps({"benchmark": "faults_model", **told}))


if __name__ == "__main__":
    main()
