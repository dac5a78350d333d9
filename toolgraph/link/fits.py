"""FITS: which output field fills which parameter. An index by concept gives candidates; each is scored with reasons.

The score of a pair depends on nothing but the two tools, so that it never changes when others come or go; what is kept
of the candidates (the best of each tool, then the best few tools a parameter) depends only on the candidates of that
parameter. Together that makes relinking what an ingest touched equal to relinking everything.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

from toolgraph.link.score import score_pair
from toolgraph.link.side import Side, ToolSides
from toolgraph.meaning.concept import PORTABLE, Concept, keys_wanted
from toolgraph.models.link import Link

SCORE_MIN = 0.4  # below it fewer than half of the links that were read made sense
SAME_SOURCE_MAX = 10  # source tools a parameter takes from its own source
CROSS_SOURCE_MAX = 3  # and from all others together
_BUCKET_MAX = 60  # candidates looked at in one bucket, surest producers first
_RELATIVE_MIN = 0.7  # of the best link of the same parameter
FAR_FIELDS = 3  # fields of each other source that are looked at, surest producers first
_CROSS_SOURCES = 12  # other sources looked at for a portable kind


class FieldIndex:
    """All fields by concept key; what `fits` asks for candidates."""

    def __init__(self, tools: Iterable[ToolSides]) -> None:
        self._near: dict[tuple[str, str], list[Side]] = defaultdict(list)
        self._far: dict[str, dict[str, list[Side]]] = defaultdict(lambda: defaultdict(list))
        for side in (s for tool in tools for s in tool.outputs):
            for key in index_keys(side.concept):
                self._near[side.source, key].append(side)
            if portable := portable_key(side.concept):
                self._far[portable][side.source].append(side)
        for bucket in (*self._near.values(), *(b for by in self._far.values() for b in by.values())):
            bucket.sort(key=by_prior)

    def near(self, source: str, key: str) -> Sequence[Side]:
        """Fields of one source that are filed under a key, surest producers first."""
        return self._near.get((source, key), ())

    def offers(self, key: str) -> dict[str, list[Side]]:
        """Fields of all sources with a portable key, by source."""
        return self._far.get(key, {})


def by_prior(side: Side) -> tuple[float, str]:
    """Sort key: the surest producer first."""
    return -side.prior, side.id


def index_keys(concept: Concept) -> tuple[str, ...]:
    """Keys under which a field is filed: at most four."""
    keys = (concept.key, concept.alias, concept.kind, concept.same)
    return tuple(dict.fromkeys(k for k in keys if k))


def portable_key(concept: Concept) -> str:
    """The key that means the same in other sources: a value kind, or a thing's name or title; "" when none does."""
    if concept.kind in PORTABLE:
        return concept.kind
    return concept.key if concept.what in ("name", "title") and concept.whose else ""


def far_sources(key: str, here: str, offering: Iterable[str]) -> list[str]:
    """The few other sources that a source looks at for a key.

    Which ones differs from source to source, so that no one feeds all, and one more source moves few of them
    (rendezvous hashing).
    """

    def place(there: str) -> bytes:
        return blake2b(f"{key}\x1f{here}\x1f{there}".encode(), digest_size=8).digest()

    return heapq.nsmallest(_CROSS_SOURCES, (s for s in offering if s != here), key=place)


def _candidates(parameter: Side, index: FieldIndex) -> Iterator[Side]:
    for key in keys_wanted(parameter.concept):
        yield from index.near(parameter.source, key)[:_BUCKET_MAX]
    key = portable_key(parameter.concept)
    if key:
        offering = index.offers(key)
        for source in far_sources(key, parameter.source, offering):
            yield from offering[source][:FAR_FIELDS]


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
    near = [b for b in ranked if b[1].source == here]
    near = [b for b in near if b[0] >= _RELATIVE_MIN * near[0][0]][:SAME_SOURCE_MAX]
    far = [b for b in ranked if b[1].source != here][:CROSS_SOURCE_MAX]
    return [Link(kind="FITS", start=f.id, end=meanings[0].id, score=s, reasons=r) for s, f, r in near + far]


def fits(tools: Sequence[ToolSides], *, score_min: float = SCORE_MIN) -> list[Link]:
    """All FITS links among some tools, sorted by parameter, then score.

    Source: concepts, roles and value kinds are ours; type factors follow DiGiT-TC (https://arxiv.org/abs/2601.19914);
        hubs and echoes are held down as graph-tool-call does.
    """
    index = FieldIndex(tools)
    return [link for tool in tools for p in tool.inputs for link in links_into(p, index, score_min=score_min)]
