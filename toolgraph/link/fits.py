"""FITS: which output field fills which parameter. An index by concept gives candidates; each is scored with reasons.

The score of a pair depends on nothing but the two tools, so that it never changes when others come or go; what is kept
of the candidates (the best of each tool, then the best few tools a parameter) depends only on the candidates of that
parameter. Together that makes relinking what an ingest touched equal to relinking everything.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b

from toolgraph.link.concept import PORTABLE, Concept, keys_wanted
from toolgraph.link.score import score_pair
from toolgraph.link.side import Side, ToolSides
from toolgraph.models.link import Link

SCORE_MIN = 0.4  # below it fewer than half of the links that were read made sense
SAME_SOURCE_MAX = 10  # source tools a parameter takes from its own source
CROSS_SOURCE_MAX = 3  # and from all others together
_BUCKET_MAX = 60  # candidates looked at in one bucket, surest producers first
_RELATIVE_MIN = 0.65  # of the best link of the same parameter
_CROSS_SOURCES = 12  # other sources looked at for a portable kind

# Candidates of one key in one source, surest producers first.
Bucket = Sequence[Side]


class FieldIndex:
    """All fields by concept key; what `fits` asks for candidates."""

    def __init__(self, tools: Iterable[ToolSides]) -> None:
        filed: dict[str, dict[str, list[Side]]] = defaultdict(lambda: defaultdict(list))
        for tool in tools:
            for side in tool.outputs:
                for key in index_keys(side.concept):
                    filed[key][side.source].append(side)
        self._filed = filed
        for sources in filed.values():
            for bucket in sources.values():
                bucket.sort(key=lambda s: (-s.prior, s.id))

    def sources(self, key: str) -> dict[str, list[Side]]:
        """The fields filed under a key, by source."""
        return self._filed.get(key, {})


def index_keys(concept: Concept) -> tuple[str, ...]:
    """Keys under which a field is filed: at most four."""
    keys = (concept.key, concept.alias, concept.kind, concept.same)
    return tuple(dict.fromkeys(k for k in keys if k))


def _far_rank(key: str, here: str) -> Callable[[str], bytes]:
    """An order of other sources that differs from source to source, so that no one feeds all."""
    return lambda there: blake2b(f"{key}\x1f{here}\x1f{there}".encode(), digest_size=8).digest()


def _candidates(parameter: Side, index: FieldIndex) -> Iterator[Side]:
    for key in keys_wanted(parameter.concept):
        by_source = index.sources(key)
        yield from by_source.get(parameter.source, ())[:_BUCKET_MAX]
        if key in PORTABLE or key.endswith((".name", ".title")):
            others = (s for s in by_source if s != parameter.source)
            for source in heapq.nsmallest(_CROSS_SOURCES, others, key=_far_rank(key, parameter.source)):
                yield from by_source[source][:3]


def _order(score: float, field: Side) -> tuple[float, int, str]:
    """Surest first; of equals the one nearest to the top of its result."""
    return -score, field.id.count("."), field.id


def links_into(meanings: Sequence[Side], index: FieldIndex, *, score_min: float = SCORE_MIN) -> list[Link]:
    """The FITS links into one parameter: the best field of each of the best tools, surest first."""
    best: dict[str, tuple[float, Side, tuple[str, ...]]] = {}
    for parameter in meanings:
        for field in _candidates(parameter, index):
            if field.tool == parameter.tool:
                continue
            score, reasons = score_pair(field, parameter)
            if len(meanings) > 1:
                score, reasons = round(score * 0.7, 4), tuple(sorted((*reasons, "filter")))
            old = best.get(field.tool)
            if score >= score_min and (old is None or _order(score, field) < _order(old[0], old[1])):
                best[field.tool] = (score, field, reasons)
    ranked = sorted(best.values(), key=lambda b: (-b[0], b[1].id))
    here = meanings[0].source
    near = [b for b in ranked if b[1].source == here and b[0] >= _RELATIVE_MIN * ranked[0][0]][:SAME_SOURCE_MAX]
    far = [b for b in ranked if b[1].source != here][:CROSS_SOURCE_MAX]
    return [Link(kind="FITS", start=f.id, end=meanings[0].id, score=s, reasons=r) for s, f, r in near + far]


def fits(tools: Sequence[ToolSides], *, score_min: float = SCORE_MIN) -> list[Link]:
    """All FITS links among some tools, sorted by parameter, then score.

    Source: concepts, roles and value kinds are ours; type factors follow DiGiT-TC (https://arxiv.org/abs/2601.19914);
        hubs and echoes are held down as graph-tool-call does.
    """
    index = FieldIndex(tools)
    return [link for tool in tools for p in tool.inputs for link in links_into(p, index, score_min=score_min)]
