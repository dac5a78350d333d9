"""Co-use from traces, and how good links are on gold."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from toolgraph.errors import RecordError
from toolgraph.link import link
from toolgraph.link.baseline import by_name, toolflow
from toolgraph.link.co_use import CoUse, co_use_of
from toolgraph.link.embed import minilm, text_model
from toolgraph.link.evaluate import GoldLink, LinkQuality, measure
from toolgraph.link.traces import match_names, read_traces
from toolgraph.models.base import Artefact
from toolgraph.models.link import Link
from toolgraph.models.tool import Tool
from toolgraph.normalise import normalise
from toolgraph.pipeline.rows import tool_of
from toolgraph.read import read_path
from toolgraph.store import GraphStore
from toolgraph.store.graph import Row

Method = Literal["toolgraph", "toolgraph+embed", "toolflow", "names"]
METHODS: tuple[Method, ...] = ("toolgraph", "toolgraph+embed", "toolflow", "names")
# Evidence that says nothing for or against a link.
_VAGUE = ("value-match-weak", "value-match-alt", "silver")
_GOLD_KEYS = ("source_tool", "source_field", "target_tool", "target_param")


class LearnReport(Artefact):
    """What was learnt.

    Attributes:
        traces: Read, with two or more tools of the graph in them.
        pairs: Written as CO_USED, surest first.
        unknown: How often each tool that is not in the graph was called.
    """

    traces: int
    pairs: tuple[CoUse, ...]
    unknown: dict[str, int] = {}


def learn(store: GraphStore, paths: Iterable[Path], *, count_min: int = 2) -> LearnReport:
    """Mine traces for tools that are used together, and write CO_USED edges.

    Edges of pairs that these traces do not have stay; those of pairs that they have are set anew.

    Args:
        paths: JSON Lines of conversations or calls.
        count_min: Pairs seen in fewer traces are left out.

    Raises:
        RecordError: A file cannot be read, or a line has none of the known layouts.
    """
    tools = stored_tools(store)
    by_source: dict[str, list[tuple[str, ...]]] = {}
    unknown: Counter[str] = Counter()
    for path in paths:
        try:
            matched = match_names(read_traces(path), tools)
        except OSError as exc:
            raise RecordError(f"{path} cannot be read: {exc.strerror}.", "Give a JSON Lines file of traces.") from exc
        by_source.setdefault(path.stem, []).extend(matched.traces)
        unknown.update(matched.unknown)
    pairs = tuple(co_use_of(by_source, count_min=count_min))
    store.write("write/put_co_used", map(_row, pairs))
    return LearnReport(traces=sum(map(len, by_source.values())), pairs=pairs, unknown=dict(unknown.most_common()))


def _row(pair: CoUse) -> Row:
    facts = {"count": pair.count, "npmi": pair.npmi, "sources": list(pair.sources)}
    return {"start": pair.first, "end": pair.second, **facts}


def stored_tools(store: GraphStore) -> list[Tool]:
    """All tools of the graph, by id."""
    names = [row["id"] for row in store.read("read/sources")]
    return [tool_of(row) for row in store.read("read/tools_of_sources", sources=names)]


def links_by(method: Method, tools: list[Tool]) -> list[Link]:
    """FITS links among some tools by our rules, ToolFlow's or equal names, computed now and stored nowhere.

    Args:
        method: `toolgraph+embed` are our rules with links weighed by texts, as `ingest --embed` does.

    Raises:
        MissingExtra: ToolFlow's rule and texts need the extra `embed`.
    """
    if method == "names":
        return by_name(tools)
    if method == "toolflow":
        found = toolflow(tools, minilm())
    else:
        found = link(tools, texts=text_model() if method == "toolgraph+embed" else None)
    return [x for x in found if x.kind == "FITS"]


def link_rows(links: Iterable[Link], tools: Iterable[Tool]) -> Iterator[Row]:
    """Links in the form of `toolgraph links --all`, by parameter, surest first."""
    names = {t.id: t.name for t in tools}
    for one in sorted(links, key=lambda x: (x.end, -x.score, x.start)):
        source, field = one.start.split("#out:", 1)
        target, parameter = one.end.split("#in:", 1)
        yield {
            "source_tool": names[source],
            "source_field": field,
            "target_tool": names[target],
            "target_param": parameter,
            "source_id": one.start,
            "target_id": one.end,
            "score": one.score,
            "reasons": list(one.reasons),
        }


def eval_links(
    gold: Path, specs: Path, methods: Iterable[Method], *, k: int = 10
) -> Iterator[tuple[Method, LinkQuality]]:
    """Figures of link quality for each method.

    Args:
        gold: JSON Lines of right links: `source_tool, source_field, target_tool, target_param`, tools by name.
        specs: Where the tools are read from, in any format.
        k: How many source tools of a parameter count, 1 or more.

    Raises:
        RecordError: `gold` is not what it should be.
        SpecError: `specs` is no tool spec.
    """
    right = list(_gold(gold))
    tools = [tool for spec in read_path(specs) for tool in normalise(spec).tools]
    for method in methods:
        yield method, measure(links_by(method, tools), right, tools, k=k)


def _gold(path: Path) -> Iterator[GoldLink]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines if line.strip()]
    except (OSError, ValueError) as exc:
        raise RecordError(f"{path} cannot be read: {exc}.", "Give JSON Lines of gold links.") from exc
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict) or not all(isinstance(row.get(k), (str, type(None))) for k in _GOLD_KEYS):
            raise RecordError(f"{path}, line {number}: no gold link.", f"Give objects with {', '.join(_GOLD_KEYS)}.")
        whole = all(row.get(k) is not None for k in _GOLD_KEYS) and row["target_param"]
        told = str(row.get("evidence") or "explicit")
        if whole and not told.startswith(_VAGUE) and not row["source_field"].startswith("REQUEST:"):
            yield GoldLink(**{k: row[k] for k in _GOLD_KEYS})
