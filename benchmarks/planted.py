"""What the checker finds: 200 planted faults of each of twelve kinds, and what it raises on untouched dialogues.

python benchmarks/planted.py DIALOGUES.jsonl [COUNT]
"""

from __future__ import annotations

import json
import statistics
import sys
from collections import Counter
from pathlib import Path
from random import Random
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.check.planted import KINDS, plant
from toolgraph.check import check
from toolgraph.models.dialogue import Dialogue


def main() -> None:
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    dialogues = [Dialogue.model_validate_json(line) for line in lines if line.strip()]
    seconds, raised = [], Counter()
    for dialogue in dialogues:
        start = perf_counter()
        findings = check(dialogue)
        seconds.append(perf_counter() - start)
        raised.update((f.severity, f.code) for f in findings)
    print(f"untouched: {len(dialogues)} dialogues, median {1000 * statistics.median(seconds):.2f} ms, raised:")
    for (severity, code), n in sorted(raised.items()):
        print(f"  {severity:8} {code:24} {n}")
    print(f"\n{'kind':16} {'planted':>8} {'found':>6} {'as its own code':>16}")
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
        print(f"{kind:16} {len(planted):8} {found:6} {own:16}  {json.dumps(missed[:5]) if missed else ''}")


if __name__ == "__main__":
    main()
