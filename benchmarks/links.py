"""Claim: links are found by meaning. Prints JSON lines a corpus: ours and equal names, on gold links.

With --embed also ours weighed by sentence embeddings, and ToolFlow's rule where a corpus has few enough leaves for all
pairs.

usage: python benchmarks/links.py [--embed] [FOLDER ...]     each with tools.jsonl and gold_edges.jsonl
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from toolgraph.link import link
from toolgraph.link.baseline import by_name, toolflow
from toolgraph.link.embed import minilm, text_model
from toolgraph.link.evaluate import GoldLink, measure
from toolgraph.models.tool import Tool
from toolgraph.normalise import normalise
from toolgraph.read import read_path

DEFAULT = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "links"
USABLE = ("explicit", "value-match", "nestful-auto-reference")
_ALL_PAIRS = 300  # tools
WEAK = ("value-match-weak", "value-match-alt", "silver")


def tools_of(path: Path) -> list[Tool]:
    return [tool for spec in read_path(path) for tool in normalise(spec).tools]


def gold_of(path: Path) -> list[GoldLink]:
    out = []
    for line in path.read_text(encoding="utf-8").splitlines():
        edge = json.loads(line)
        evidence = edge.get("evidence") or ""
        field, parameter = edge.get("source_field"), edge.get("target_param")
        if evidence.startswith(WEAK) or not evidence.startswith(USABLE) or not parameter or field is None:
            continue
        if not str(field).startswith("REQUEST:"):
            out.append(
                GoldLink(
                    source_tool=edge["source_tool"],
                    source_field=field,
                    target_tool=edge["target_tool"],
                    target_param=parameter,
                )
            )
    return out


def main() -> None:
    given = [a for a in sys.argv[1:] if a != "--embed"]
    embed = minilm() if "--embed" in sys.argv else None
    folders = [Path(a) for a in given] or sorted(p for p in DEFAULT.glob("*") if p.is_dir())
    if not folders:
        print(f"no corpora in {DEFAULT}; name folders with tools.jsonl and gold_edges.jsonl", file=sys.stderr)
    for folder in folders:
        tools, gold = tools_of(folder / "tools.jsonl"), gold_of(folder / "gold_edges.jsonl")
        began = time.perf_counter()
        ours = [x for x in link(tools) if x.kind == "FITS"]
        seconds = round(time.perf_counter() - began, 2)
        methods = {"toolgraph": ours, "names": by_name(tools)}
        if embed is not None:
            methods["toolgraph+embed"] = [x for x in link(tools, texts=text_model()) if x.kind == "FITS"]
        if embed is not None and len(tools) < _ALL_PAIRS:
            methods["toolflow"] = [x for x in toolflow(tools, embed) if x.kind == "FITS"]
        for method, links in methods.items():
            figures = measure(links, gold, tools, k=10).model_dump()
            print(json.dumps({"corpus": folder.name, "method": method, **figures, "link_s": seconds}))


if __name__ == "__main__":
    main()
