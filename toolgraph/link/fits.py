"""FITS: which output field fills which parameter. An index by concept gives candidates; each is scored with reasons.

The score of a pair depends on nothing but the two tools, so that it never changes when others come or go. What is kept
of the candidates is chosen apart for those of the parameter's own source and for those of others, from the candidates
of that parameter alone. Together that makes relinking what an ingest touched equal to relinking everything.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from toolgraph.ids import source_of
from toolgraph.link.home import Homes, homes_of, lives_elsewhere
from toolgraph.link.part import BARRED
from toolgraph.link.score import score_pair
from toolgraph.link.side import Side, ToolSides
from toolgraph.meaning.concept import Concept, keys_wanted
from toolgraph.models.link import Link

SCORE_MIN = 0.4  # below it fewer than half of the links that were read made sense
SAME_SOURCE_MAX = 10  # source tools a parameter takes from its own source
CROSS_SOURCE_MAX = 6  # and from all others together ...
_ONE_SOURCE_MAX = 2  # ... of them from any one
_BUCKET_MAX = 60  # candidates looked at in one bucket, surest producers first
RELATIVE_MIN = 0.7  # of the best link of the same parameter

# The concepts that one parameter may stand for: one, or several for the value of a generic filter.
Meanings = tuple[Side, ...]


class FieldIndex:
    """The fields of one source by concept key."""

    def __init__(self, tools: Iterable[ToolSides]) -> None:
        self._by_key: dict[str, list[Side]] = defaultdict(list)
        for side in (s for tool in tools for s in tool.outputs if s.part != BARRED and s.type != "boolean"):
            for key in index_keys(side.concept):
                self._by_key[key].append(side)
        for bucket in self._by_key.values():
            bucket.sort(key=by_prior)

    def candidates(self, parameter: Side) -> Iterator[Side]:
        """Fields that might fill a parameter, surest producers of each key first."""
        for key in keys_wanted(parameter.concept):
            yield from self._by_key.get(key, ())[:_BUCKET_MAX]


def by_prior(side: Side) -> tuple[float, str]:
    """Sort key: the surest producer first."""
    return -side.prior, side.id


def index_keys(concept: Concept) -> tuple[str, ...]:
    """Keys under which a field is filed: at most four."""
    keys = (concept.key, concept.alias, concept.kind, concept.same)
    return tuple(dict.fromkeys(k for k in keys if k))


def _order(score: float, field: Side) -> tuple[float, int, str]:
    """Surest first; of equals the one nearest to the top of its result."""
    return -score, field.id.count("."), field.id


class _Fit(NamedTuple):
    score: float
    field: Side
    parameter: Side
    reasons: tuple[str, ...]

    def link(self) -> Link:
        return Link.model_construct(
            kind="FITS", start=self.field.id, end=self.parameter.id, score=self.score, reasons=self.reasons, links=0
        )


def _ranked(
    pairs: Iterable[tuple[Side, Side]], *, weight: float, score_min: float, relative: float, homes: Homes | None = None
) -> list[_Fit]:
    """The best (field, parameter) pair of each source tool, surest first.

    Args:
        weight: Factor on every score; below 1 for parameters that may stand for several things.
        relative: Weakest to keep, as a share of the best.
        homes: What the source of both keeps; None for two sources.
    """
    best: dict[str, _Fit] = {}
    floor = score_min
    for field, parameter in pairs:
        if field.tool == parameter.tool:
            continue
        score, reasons = score_pair(field, parameter, floor / weight)
        if weight < 1.0:
            score, reasons = round(score * weight, 4), tuple(sorted((*reasons, "filter")))
        old = best.get(field.tool)
        if score < floor or (old is not None and _order(score, field) >= _order(old.score, old.field)):
            continue
        if homes is None or not lives_elsewhere(field, parameter, homes):
            best[field.tool] = _Fit(score, field, parameter, reasons)
            floor = max(floor, relative * score)
    kept = [b for b in best.values() if b.score >= floor]
    # Where a number is asked for and there are such, text is another id.
    if homes is not None and any(_is_number_of(b) for b in kept):
        kept = [b for b in kept if "type_from_string" not in b.reasons]
    return sorted(kept, key=lambda b: (-b.score, b.field.id))


def _is_number_of(fit: _Fit) -> bool:
    return fit.parameter.concept.what == "id" and fit.field.type == "integer" and fit.parameter.type != "string"


def near_fits(tools: Sequence[ToolSides], *, score_min: float = SCORE_MIN) -> list[Link]:
    """The FITS links among the tools of one source, sorted by parameter, then score.

    Source: concepts, roles and value kinds are ours; type factors follow DiGiT-TC (https://arxiv.org/abs/2601.19914);
        hubs and echoes are held down as graph-tool-call does.
    """
    index, homes = FieldIndex(tools), homes_of(tools)
    found: list[Link] = []
    for meanings in (p for tool in tools for p in tool.inputs if p[0].part != BARRED and p[0].type != "boolean"):
        pairs = ((f, p) for p in meanings for f in index.candidates(p))
        ranked = _ranked(pairs, weight=_weight(meanings), score_min=score_min, relative=RELATIVE_MIN, homes=homes)
        found += [fit.link() for fit in ranked[:SAME_SOURCE_MAX]]
    return found


def far_fits(meanings: Meanings, fields: Iterable[Side], *, score_min: float = SCORE_MIN) -> list[Link]:
    """The FITS links into one parameter from fields of other sources, in any order; surest first."""
    known = list(fields)
    pairs = ((f, p) for p in meanings for f in known)
    return best_apart(fit.link() for fit in _ranked(pairs, weight=_weight(meanings), score_min=score_min, relative=0.0))


def best_apart(links: Iterable[Link]) -> list[Link]:
    """The links from other sources that one parameter keeps, surest first, few of any one source.

    Who was not kept among some is not kept among more. So what was kept of some sources stands for all that they have,
    as long as none of them goes: the best of it and of what others bring is the best of all.
    """
    # Of equals, none is preferred for its name: sorted by name, one source would win every tie.
    ordered = sorted(links, key=lambda x: (-x.score, place_of(f"{x.start} {x.end}")))
    taken: Counter[str] = Counter()
    kept: list[Link] = []
    for link in ordered:
        source = source_of(link.start)
        if taken[source] < _ONE_SOURCE_MAX and len(kept) < CROSS_SOURCE_MAX:
            taken[source] += 1
            kept.append(link)
    return kept


def _weight(meanings: Meanings) -> float:
    return 1.0 if len(meanings) == 1 else 0.7


@lru_cache(maxsize=200_000)
def place_of(name: str) -> bytes:
    """Where a name stands in an order that favours nobody."""
    return blake2b(name.encode(), digest_size=8).digest()
