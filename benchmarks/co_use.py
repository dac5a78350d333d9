"""Claim: what is linked and what is used together tell the next tool. Prints one JSON line a corpus.

A fifth of the traces is held back; hit rate at ten of the next tool, by the ranking that `toolgraph show` prints:

* `feeds`: links alone; `co_used`: recorded use alone; `both`: what the product prints, with what is common as the
  last resort; `neighbours`: the same without those that no edge joins to the tool or to one like it;
* `frequency`: the ten tools that are called most, whatever came before.

usage: python benchmarks/co_use.py [FOLDER ...]     each with tools.jsonl and gold_trajectories.jsonl
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from toolgraph.ids import rng_for
from toolgraph.link import link
from toolgraph.link.co_use import co_use, hit_rate
from toolgraph.link.follow import Habits, likely_next
from toolgraph.link.traces import match_names, read_traces
from toolgraph.models.tool import Tool
from toolgraph.normalise import normalise
from toolgraph.read import read_path

DEFAULT = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "traces"
Edges = dict[str, dict[str, float]]


def edges_of(tools: Sequence[Tool]) -> tuple[Edges, Edges]:
    """FEEDS by giver, and SIMILAR both ways."""
    feeds: Edges = defaultdict(dict)
    alike: Edges = defaultdict(dict)
    for x in link(tools):
        if x.kind == "FEEDS":
            feeds[x.start][x.end] = x.score
        elif x.kind == "SIMILAR":
            alike[x.start][x.end] = alike[x.end][x.start] = x.score
    return feeds, alike


def ranking(habits: Habits, feeds: Edges, alike: Edges, *, common: bool = True) -> Callable[[str], list[str]]:
    @cache
    def ranked(tool: str) -> list[str]:
        found = likely_next(tool, habits, feeds.get(tool, {}), alike.get(tool, {}), most=10 if common else 10_000)
        return [f.tool for f in found if common or f.reasons != ("common",)][:10]

    return ranked


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
    feeds, alike = edges_of(tools)
    used = Habits.of((c.first, c.second, c.count) for c in co_use(learnt, "traces"))
    out["feeds"] = hit_rate(held, ranking(Habits.of(()), feeds, alike))
    out["co_used"] = hit_rate(held, ranking(used, {}, {}))
    out["neighbours"] = hit_rate(held, ranking(used, feeds, alike, common=False))
    out["both"] = hit_rate(held, ranking(used, feeds, alike))
    out["frequency"] = hit_rate(held, lambda _: frequent)
    out["top"] = [[c.first, c.second, c.count] for c in co_use(traces, folder.name, count_min=10)[:8]]
    return out


def main() -> None:
    for folder in [Path(a) for a in sys.argv[1:]] or sorted(p for p in DEFAULT.glob("*") if p.is_dir()):
        print(json.dumps(figures(folder), ensure_ascii=False))


if __name__ == "__main__":
    main()
