"""Claim: 12,000 tools are ingested and linked within two minutes and 2 GB, in time that grows with their number.

Prints one JSON line a size and database: seconds by step, CPU seconds, peak memory, then the seconds that one more
source of 20 tools takes, of which `own_s` is our own CPU time: the median of five such sources, one after another.

usage: python benchmarks/ingest.py [--tools FILE.jsonl] [--sizes 1000,3000] [--server bolt://HOST:PORT --password P]
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any

from toolgraph.pipeline.database import clear
from toolgraph.pipeline.ingest import ingest
from toolgraph.read import read_path
from toolgraph.store import GraphStore, StoreAddress, open_store

DEFAULT = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "scale" / "openapi_12k.tools.jsonl"
SIZES = "1000,3000,6000,12354"
MORE = 20  # tools of a source that comes last
TIMES = 5  # such sources
FIRST = 1_000  # tools among which they are taken


@contextmanager
def timed_writes(into: Counter[str]) -> Iterator[None]:
    """Add up the seconds of each write query."""
    write = GraphStore.write

    def timed(self: GraphStore, name: str, rows: Any, **params: Any) -> int:
        began = time.perf_counter()
        count = write(self, name, rows, **params)
        into[name.removeprefix("write/")] += time.perf_counter() - began  # type: ignore[assignment]
        return count

    GraphStore.write = timed  # type: ignore[method-assign]
    try:
        yield
    finally:
        GraphStore.write = write  # type: ignore[method-assign]


def measured(store: GraphStore, path: Path) -> dict[str, Any]:
    writes: Counter[str] = Counter()
    wall, cpu, own = time.perf_counter(), time.process_time(), time.thread_time()
    with timed_writes(writes):
        report = ingest(store, read_path(path))
    return {
        "added": report.total("added"),
        "wall_s": round(time.perf_counter() - wall, 2),
        "cpu_s": round(time.process_time() - cpu, 2),
        "own_s": round(time.thread_time() - own, 2),
        "steps_s": report.seconds,
        "writes_s": {name: round(s, 2) for name, s in writes.most_common()},
        "links": report.links,
    }


def one_more(lines: list[str], folder: Path, turn: int) -> Path:
    """Twenty of the tools again, as a source of their own; the same ones of a turn for every size."""
    lines = lines[:FIRST]
    folder.mkdir()
    step = max(len(lines) // MORE, TIMES)
    records = [json.loads(line) for line in lines[turn::step][:MORE]]
    path = folder / f"more{turn}.jsonl"
    text = ""
    for record in records:
        name = str(record["name"])
        text += json.dumps({**record, "name": name, "category": path.stem, "source": path.stem}) + "\n"
    path.write_text(text, encoding="utf-8")
    return path


def middle(measures: list[dict[str, Any]]) -> dict[str, Any]:
    """The median of each figure; of the steps, each for itself."""
    first = measures[0]
    return {
        key: middle([m[key] for m in measures])
        if isinstance(first[key], dict)
        else round(median(m.get(key, 0) for m in measures), 3)
        for key in first
    }


def run(tools: Path, size: int, address: StoreAddress | None) -> None:
    """One size in a process of its own, so that memory and caches are its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = tools.read_text(encoding="utf-8").splitlines(keepends=True)[:size]
        (folder / "some.jsonl").write_text("".join(lines), encoding="utf-8")
        with open_store(address or StoreAddress(db=str(folder / "graph"))) as store:
            if address:
                clear(store)
            first = measured(store, folder / "some.jsonl")
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            gc.collect()
            gc.freeze()  # what the first ingest left is not for the small one to go through
            more = [measured(store, one_more(lines, folder / f"more{i}", i)) for i in range(TIMES)]
    figures = {"database": address.db if address else "embedded", "tools": size, **first}
    kept = ("added", "wall_s", "own_s", "steps_s", "links")
    figures.update(peak_mb=peak // 1024, one_more_source=middle([{k: m[k] for k in kept} for m in more]))
    print(json.dumps(figures), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tools", type=Path, default=DEFAULT)
    parser.add_argument("--sizes", default=SIZES)
    parser.add_argument("--server", help="a Neo4j server to measure too; what it holds is removed")
    parser.add_argument("--user", default="neo4j")
    parser.add_argument("--password", default="")
    args = parser.parse_args()
    if not args.tools.is_file():
        print(f"ingest.py: there is no {args.tools}; name a JSONL file of tools with --tools.", file=sys.stderr)
        return
    addresses: list[StoreAddress | None] = [None]
    if args.server:
        addresses.append(StoreAddress(db=args.server, user=args.user, password=args.password))
    for size in map(int, args.sizes.split(",")):
        for address in addresses:
            process = get_context("spawn").Process(target=run, args=(args.tools, size, address))
            process.start()
            process.join()
            if process.exitcode:
                sys.exit(process.exitcode)


if __name__ == "__main__":
    main()
