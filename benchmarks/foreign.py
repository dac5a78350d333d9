"""How grounded other people's dialogues are: argument leaves by source, a line a corpus.

    python benchmarks/foreign.py [DATA_FOLDER]

DATA_FOLDER holds `links/*/gold_trajectories.jsonl` with `tools.jsonl`, and `specs/bfcl`.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from time import perf_counter

from toolgraph.check import check_talk, grounding_of, talk_of_foreign
from toolgraph.check.foreign import offered_tool
from toolgraph.check.talk import Talk

DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "data"


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def trajectories(folder: Path) -> list[Talk]:
    tools = {spec["name"]: offered_tool(spec) for spec in lines(folder / "tools.jsonl")}
    rows = lines(folder / "gold_trajectories.jsonl")
    return [talk_of_foreign({k: row[k] for k in ("id", "query", "calls")}, tools) for row in rows]


def bfcl(folder: Path) -> list[Talk]:
    tools = {}
    for doc in sorted((folder / "multi_turn_func_doc").glob("*.json")):
        tools |= {spec["name"]: offered_tool(spec) for spec in lines(doc)}
    truth = {
        row["id"]: row["ground_truth"] for row in lines(folder / "possible_answer" / "BFCL_v4_multi_turn_base.json")
    }
    rows = lines(folder / "BFCL_v4_multi_turn_base.json")
    return [talk_of_foreign({**row, "ground_truth": truth[row["id"]]}, tools) for row in rows]


def measure(name: str, talks: list[Talk]) -> dict:
    sources: Counter[str] = Counter()
    errors: Counter[str] = Counter()
    free = 0
    start = perf_counter()
    for talk in talks:
        counts = grounding_of(talk)
        sources += counts
        free += not counts["invented"]
        errors += Counter(f.code for f in check_talk(talk) if f.severity == "error")
    leaves = sum(sources.values())
    return {
        "corpus": name,
        "dialogues": len(talks),
        "leaves": leaves,
        "grounded": round(1 - sources["invented"] / leaves, 3) if leaves else None,
        "dialogues_free_of_invented": round(free / len(talks), 3),
        "sources": dict(sources.most_common()),
        "errors": dict(errors.most_common()),
        "ms_a_dialogue": round(1000 * (perf_counter() - start) / len(talks), 2),
    }


def main() -> None:
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    if not data.is_dir():
        print(f"foreign.py: there is no {data}; name the folder.", file=sys.stderr)
        return
    for found in sorted((data / "links").glob("*/gold_trajectories.jsonl")):
        print(json.dumps(measure(found.parent.name, trajectories(found.parent))))
    print(json.dumps(measure("bfcl_entries", bfcl(data / "specs" / "bfcl"))))


if __name__ == "__main__":
    main()
