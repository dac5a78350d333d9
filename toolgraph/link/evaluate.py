"""How good links are, measured on gold links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from toolgraph.models.base import Artefact
from toolgraph.models.link import Link
from toolgraph.models.tool import Tool


class GoldLink(Artefact):
    """A link that is known to be right, with tools by name and paths as in the spec."""

    source_tool: str
    source_field: str
    target_tool: str
    target_param: str


class LinkQuality(Artefact):
    """Figures over the distinct gold (source tool, target tool, target parameter).

    Attributes:
        gold: Distinct triples.
        pair_recall_at_k: Share whose source tool is among the k best of that parameter, 0 to 1.
        field_recall_at_k: The same, and the best field of that tool is the gold one.
        mrr: Mean reciprocal rank of the source tool; ties count as their middle.
        links_per_param: Links divided by top-level parameters: the price paid.
    """

    gold: int
    pair_recall_at_k: float
    field_recall_at_k: float
    mrr: float
    links_per_param: float


def bare(path: str) -> str:
    """A path without list and map marks: `a[].b{}.c` becomes `a.b.c`."""
    parts = (p.replace("[]", "").replace("{}", "") for p in path.split("."))
    return ".".join(p for p in parts if p)


def measure(links: Iterable[Link], gold: Iterable[GoldLink], tools: Sequence[Tool], *, k: int = 10) -> LinkQuality:
    """Compare FITS links with gold links.

    Args:
        links: FITS links; their ends are leaf ids.
        gold: Right links; what is not listed may still be right.
        tools: The tools of both.
        k: How many source tools of a parameter count, 1 or more.

    Source: the definitions of the project's link benchmark; a parameter is its top-level name.
    """
    names = {t.id: t.name for t in tools}
    ranked, count = _by_parameter(links, names)
    wanted = _wanted(gold)
    hits = field_hits = 0
    reciprocal = 0.0
    for (source, target, parameter), fields in wanted.items():
        best = ranked.get((target, parameter), {})
        if source not in best:
            continue
        rank = _rank(best, source)
        reciprocal += 1 / rank
        if rank <= k:
            hits += 1
            field_hits += best[source][1] in fields
    total = len(wanted) or 1
    parameters = sum(len(t.parameters.get("properties") or {}) for t in tools) or 1
    return LinkQuality(
        gold=len(wanted),
        pair_recall_at_k=round(hits / total, 4),
        field_recall_at_k=round(field_hits / total, 4),
        mrr=round(reciprocal / total, 4),
        links_per_param=round(count / parameters, 2),
    )


_Ranked = dict[tuple[str, str], dict[str, tuple[float, str]]]


def _by_parameter(links: Iterable[Link], names: dict[str, str]) -> tuple[_Ranked, int]:
    """For each (tool, top-level parameter) the best (score, field) of each source tool; the number of links."""
    ranked: _Ranked = defaultdict(dict)
    count = 0
    for link in links:
        start, field = link.start.split("#out:", 1)
        end, path = link.end.split("#in:", 1)
        count += 1
        source, target = names[start], names[end]
        if source == target:
            continue
        best = ranked[target, bare(path).split(".")[0]]
        if source not in best or link.score > best[source][0]:
            best[source] = (link.score, bare(field))
    return ranked, count


def _wanted(gold: Iterable[GoldLink]) -> dict[tuple[str, str, str], set[str]]:
    wanted: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for g in gold:
        if g.source_tool != g.target_tool:
            wanted[g.source_tool, g.target_tool, bare(g.target_param).split(".")[0]].add(bare(g.source_field))
    return wanted


def _rank(best: dict[str, tuple[float, str]], source: str) -> float:
    own = best[source][0]
    better = sum(1 for score, _ in best.values() if score > own)
    equal = sum(1 for score, _ in best.values() if score == own) - 1
    return 1 + better + equal / 2
