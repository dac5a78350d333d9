"""How many links above the default threshold are right; the aim is at least 85 in 100. Prints one JSON line.

The catalogue is the OpenAPI specs of the development data and `ingest/`, linked together. Of its FITS links (all that
`link` gives are above the default threshold) the 200 with the smallest BLAKE2b digest of (seed 0, start id, end id) are
drawn. Each link's digest depends on the link alone, so the draw is as good as random and yet stable: a link that
comes or goes changes the draw by at most one, and labels stay of use when the linker changes. The labels are those
given after reading both specs: `right` (a call with that value makes sense), `doubtful` (fits, but hardly ever what one
would do) or `wrong` (does not mean that).

usage: python benchmarks/precision.py [--seed N] [--count N] [--show] [PATH ...]
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b
from heapq import nsmallest
from pathlib import Path

from toolgraph.link import link
from toolgraph.models.link import Link
from toolgraph.models.tool import Tool
from toolgraph.normalise import normalise
from toolgraph.read import read_path

ROOT = Path(__file__).resolve().parent.parent
DEFAULT = (ROOT.parent / "shared" / "data" / "specs" / "openapi", ROOT / "ingest")
LABELS = Path(__file__).with_name("precision_labels.jsonl")


def tools_in(paths: Sequence[Path]) -> list[Tool]:
    return [tool for path in paths for spec in read_path(path) for tool in normalise(spec).tools]


def rank(x: Link, *, seed: int) -> bytes:
    """Place of a link in the draw: a digest of the seed and the ids of its two ends, and of nothing else."""
    return blake2b("\0".join((str(seed), x.start, x.end)).encode()).digest()


def draw(tools: Sequence[Tool], *, seed: int, count: int) -> list[Link]:
    """The `count` FITS links with the smallest digests, sorted by what they fill."""
    links = (x for x in link(tools) if x.kind == "FITS")
    return sorted(nsmallest(count, links, key=lambda x: rank(x, seed=seed)), key=lambda x: (x.end, x.start))


def labels_of(path: Path) -> dict[tuple[str, str], str]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {(row["start"], row["end"]): row["label"] for row in rows}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("paths", nargs="*", type=Path)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--count", type=int, default=200)
    options.add_argument("--show", action="store_true", help="print the drawn links that have no label yet")
    given = options.parse_args()
    drawn = draw(tools_in(given.paths or DEFAULT), seed=given.seed, count=given.count)
    labels = labels_of(LABELS)
    found = [(x, labels.get((x.start, x.end), "unlabelled")) for x in drawn]
    if given.show:
        for x, _ in (f for f in found if f[1] == "unlabelled"):
            print(json.dumps({"start": x.start, "end": x.end, "score": x.score, "reasons": x.reasons}))
    counts = Counter(label for _, label in found)
    judged = sum(n for label, n in counts.items() if label != "unlabelled")
    print(json.dumps({"drawn": len(drawn), **counts, "right_share": round(counts["right"] / (judged or 1), 3)}))


if __name__ == "__main__":
    main()
