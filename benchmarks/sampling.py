"""Claim: chains are drawn fast, in flat memory, without a repeat, and along links that people use.

usage: python benchmarks/sampling.py [--count N] [--many N] [DB...]   databases that are filled; else our catalogue
       python benchmarks/sampling.py --gold [FOLDER ...]              corpora with gold_trajectories.jsonl

For each DB one JSON line: median of five runs of `--count` chains (20,000) with bindings, reading included; then
`--many` chains (100,000) with the number of repeats and the growth of memory after the first half.

--gold prints a line a corpus: of the adjacent pairs of tools that are drawn, the share that are gold pairs (an explicit
or value-matched link, or two calls that follow each other in a recorded trajectory): our lines, the `random` baseline,
and ToolFlow's walk (https://arxiv.org/abs/2410.18447: a random walk on an undirected graph whose edges are pairs with a
cosine above 0.82 of sentence embeddings; where a walk has no unused neighbour it ends, which theirs does not).
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from toolgraph.ids import rng_for
from toolgraph.link.baseline import toolflow
from toolgraph.link.embed import minilm
from toolgraph.models.tool import Tool
from toolgraph.normalise import normalise
from toolgraph.pipeline.ingest import ingest
from toolgraph.read import read_path
from toolgraph.sample import SampleRequest, load_motif, sample_chains
from toolgraph.store import GraphStore, StoreAddress, open_store

CATALOGUE = Path(__file__).resolve().parents[1] / "ingest"
CORPORA = Path(__file__).resolve().parents[2] / "shared" / "data" / "links"
MOTIFS = ("line", "fan_in", "fan_out")
LENGTHS = (2, 3)
WALKS = 500
UNSURE = ("value-match-weak", "value-match-alt", "silver")
Pair = tuple[str, str]


def memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def speed(store: GraphStore, count: int) -> dict[str, float]:
    walls, works = [], []
    for run in range(5):
        wall, work = time.perf_counter(), time.process_time()
        request = SampleRequest(count=count, seed=run)
        drawn = sum(1 for _ in sample_chains(store, request, [load_motif(m) for m in MOTIFS]))
        walls.append(time.perf_counter() - wall)
        works.append(time.process_time() - work)
        assert drawn == count, f"only {drawn} chains"
    wall, work = statistics.median(walls), statistics.median(works)
    return {"chains": count, "median_s": round(wall, 2), "cpu_s": round(work, 2), "a_second": round(count / wall)}


def repeats(store: GraphStore, count: int) -> dict[str, float]:
    seen: set[tuple[object, ...]] = set()
    half = 0.0
    drawn = 0
    for chain in sample_chains(store, SampleRequest(count=count, seed=11), [load_motif(m) for m in MOTIFS]):
        links = sorted((chain.tools[b.source_call], b.field, chain.tools[b.call], b.parameter) for b in chain.bindings)
        seen.add((hash(tuple(sorted(chain.tools))), hash(tuple(links))))
        drawn += 1
        if drawn == count // 2:
            half = memory_mb()
    return {
        "chains": drawn,
        "repeats": drawn - len(seen),
        "peak_mb": round(memory_mb()),
        "second_half_grew_mb": round(memory_mb() - half),
    }


def rows(path: Path) -> Iterator[dict[str, object]]:
    yield from map(json.loads, filter(str.strip, path.read_text(encoding="utf-8").splitlines()))


def gold_pairs(folder: Path) -> set[Pair]:
    edges = rows(folder / "gold_edges.jsonl")
    pairs = {
        (str(e["source_tool"]), str(e["target_tool"]))
        for e in edges
        if not str(e.get("evidence", "")).startswith(UNSURE)
    }
    for trajectory in rows(folder / "gold_trajectories.jsonl"):
        pairs.update(pairwise(str(c["name"]) for c in trajectory["calls"]))  # type: ignore[attr-defined]
    return {(a, b) for a, b in pairs if a != b}


def share(walks: Iterable[Sequence[str]], gold: set[Pair]) -> dict[str, float]:
    pairs = [pair for walk in walks for pair in pairwise(walk)]
    hits = sum(pair in gold for pair in pairs)
    return {"pairs": len(pairs), "gold": round(hits / len(pairs), 3) if pairs else 0.0}


def our_walks(store: GraphStore, motif: str, names: dict[str, str]) -> Iterator[list[str]]:
    low, high = LENGTHS
    request = SampleRequest(count=WALKS, length_min=low, length_max=high, seed=5, distractors=0, allow_destructive=True)
    for chain in sample_chains(store, request, [load_motif(motif)]):
        yield [names[t] for t in chain.tools]


def toolflow_walks(tools: Sequence[Tool], names: dict[str, str]) -> Iterator[list[str]]:
    """Undirected random walks, each neighbour as likely as any other, no tool twice."""
    near: dict[str, set[str]] = defaultdict(set)
    for link in toolflow(tools, minilm()):
        a, b = link.start.split("#", 1)[0], link.end.split("#", 1)[0]
        if a != b:
            near[a].add(b)
            near[b].add(a)
    starts = sorted(near)
    for walk in range(WALKS if starts else 0):
        rng = rng_for(5, "toolflow", walk)
        length, path = rng.randint(*LENGTHS), [rng.choice(starts)]
        while len(path) < length and (left := sorted(near[path[-1]] - set(path))):
            path.append(rng.choice(left))
        yield [names[t] for t in path]


def gold_table(folders: Iterable[Path]) -> None:
    for folder in folders:
        tools = [tool for spec in read_path(folder / "tools.jsonl") for tool in normalise(spec).tools]
        names = {tool.id: tool.name for tool in tools}
        gold = gold_pairs(folder)
        with tempfile.TemporaryDirectory() as scratch, open_store(StoreAddress(db=f"{scratch}/db")) as store:
            ingest(store, read_path(folder / "tools.jsonl"))
            ours = share(our_walks(store, "line", names), gold)
            baseline = share(our_walks(store, "random", names), gold)
        theirs = share(toolflow_walks(tools, names), gold)
        print(json.dumps({"corpus": folder.name, "tools": len(tools), "gold_pairs": len(gold), "line": ours,
                          "random": baseline, "toolflow": theirs}), flush=True)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("places", nargs="*", type=str)
    parser.add_argument("--gold", action="store_true")
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--many", type=int, default=100_000)
    given = parser.parse_args()
    if given.gold:
        folders = map(Path, given.places) if given.places else sorted(CORPORA.iterdir())
        gold_table(f for f in folders if (f / "gold_trajectories.jsonl").is_file())
        return
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder) / "catalogue"
        for db in given.places or [str(own)]:
            with open_store(StoreAddress(db=db)) as store:
                if not given.places:
                    ingest(store, read_path(CATALOGUE))
                print(json.dumps({"db": db, **speed(store, given.count)}), flush=True)
                if given.many:
                    print(json.dumps({"db": db, **repeats(store, given.many)}), flush=True)


if __name__ == "__main__":
    main()
