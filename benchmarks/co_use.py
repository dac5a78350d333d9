"""Claim: what is linked and what is used together tell the next tool. Prints one JSON line a corpus.

A fifth of the traces is held back; hit rate at ten of the next tool among the neighbours by FEEDS and CO_USED, and
among the ten most frequent tools.

usage: python benchmarks/co_use.py [FOLDER ...]     each with tools.jsonl and gold_trajectories.jsonl
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from toolgraph.ids import rng_for
from toolgraph.link import link
from toolgraph.link.co_use import co_use, hit_rate
from toolgraph.link.traces import match_names, read_traces
from toolgraph.models.tool import Tool
from toolgraph.normalise import normalise
from toolgraph.read import read_path

DEFAULT = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "traces"


def followers(
    tools: Sequence[Tool], learnt: Sequence[Sequence[str]], *, feeds: bool, used: bool
) -> dict[str, list[str]]:
    """For each tool its likely followers: those used after it by count, then those it feeds by score."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    if feeds:
        for x in link(tools):
            if x.kind == "FEEDS":
                found[x.start][x.end] = x.score
    for pair in co_use(learnt, "traces") if used else ():
        found[pair.first][pair.second] = found[pair.first].get(pair.second, 0.0) + pair.count
    return {a: sorted(after, key=lambda b: (-after[b], b)) for a, after in found.items()}


def figures(folder: Path) -> dict[str, object]:
    tools = [t for spec in read_path(folder / "tools.jsonl") for t in normalise(spec).tools]
    ordered = [t for t in read_traces(folder / "gold_trajectories.jsonl") if t.ordered]
    matched = match_names(ordered, tools)
    traces = list(matched.traces)
    rng_for(0, "co_use", folder.name).shuffle(traces)
    cut = len(traces) // 5
    held, learnt = traces[:cut], traces[cut:]
    frequent = [t for t, _ in Counter(t for trace in learnt for t in trace).most_common(10)]
    out: dict[str, object] = {"corpus": folder.name, "traces": len(traces), "unknown_names": len(matched.unknown)}
    for name, feeds, used in (("feeds", True, False), ("co_used", False, True), ("both", True, True)):
        after = followers(tools, learnt, feeds=feeds, used=used)
        out[name] = hit_rate(held, lambda a, after=after: after.get(a, []))
    out["frequency"] = hit_rate(held, lambda _: frequent)
    out["top"] = [[c.first, c.second, c.count] for c in co_use(traces, folder.name, count_min=10)[:8]]
    return out


def main() -> None:
    for folder in [Path(a) for a in sys.argv[1:]] or sorted(p for p in DEFAULT.glob("*") if p.is_dir()):
        print(json.dumps(figures(folder), ensure_ascii=False))


if __name__ == "__main__":
    main()
