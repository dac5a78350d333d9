"""Dialogues through a real local model server, start to finish: accepted, rejected by code, retries, tokens, time.

Usage: local_model.py [COUNT] [MODEL.gguf] [OUT]; the model is SmolLM2-135M unless a file is named.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.llm.local_server import serving, smollm2
from tests.pipeline.model_runs import fill
from toolgraph.llm.endpoint import Endpoint
from toolgraph.llm.pace import Rates
from toolgraph.llm.phraser import Manner
from toolgraph.models.dialogue import Dialogue
from toolgraph.pipeline.make import Rejected
from toolgraph.pipeline.synth import SynthRequest, synth
from toolgraph.pipeline.wording import Access
from toolgraph.runs import read_records
from toolgraph.sample import SampleRequest
from toolgraph.store import StoreAddress, open_store


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    model = Path(sys.argv[2]) if len(sys.argv) > 2 else smollm2()
    folder = Path(sys.argv[3]) if len(sys.argv) > 3 else Path(tempfile.mkdtemp())
    with open_store(StoreAddress(db=str(folder / "db"))) as store, serving(model) as url:
        fill(store)
        for fallback in ("none", "offline"):
            endpoint = Endpoint(model=model.stem, base_url=url, timeout_s=600)
            terms = Access(
                endpoint,
                Manner(per="turn", attempts=4, fallback=fallback),  # type: ignore[arg-type]
                concurrency=4,
                cache=folder / "cache",
                rates=Rates(patience_s=900),
            )
            # As many chains as dialogues are asked for: how many of them fall is the point.
            sample = SampleRequest(count=count, seed=7, length_min=2, length_max=3, distractors=2)
            request = SynthRequest(count=count, mix="simple", sample=sample)
            began = time.perf_counter()
            report = synth(store, request, folder / fallback, access=terms)
            kept = list(read_records(folder / fallback / "dialogues.jsonl", Dialogue))
            fallen = list(read_records(folder / fallback / "rejected.jsonl", Rejected))
            print(
                json.dumps(
                    {
                        "benchmark": "local_model",
                        "model": model.stem,
                        "fallback": fallback,
                        "drawn": report.drawn,
                        "kept": report.kept,
                        "rejected_by_code": dict(Counter(c for r in fallen for c in r.codes)),
                        "requests_a_dialogue": round(sum(d.generator.attempts for d in kept) / max(1, len(kept)), 2),
                        "turns": sum(len(d.plan.turns) for d in kept),
                        "turns_by_templates": sum(len(d.generator.fallback_turns) for d in kept),
                        "spent": report.spent.model_dump(),
                        "cached": report.cached,
                        "seconds": round(time.perf_counter() - began, 1),
                        "out": str(folder / fallback),
                    }
                ),
                flush=True,
            )


if __name__ == "__main__":
    main()
