"""ALIKE: two inputs mean the same. SIMILAR: two tools are easily confused. And what follows from leaf edges for tools.

Neighbours are looked for among those with the same concept or noun. Where these are many, each looks at a window of a
ring ordered by digest, so that the work grows with the number of tools and not with its square, and the outcome depends
on nothing but who is there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from rapidfuzz.fuzz import token_sort_ratio

from toolgraph.ids import source_of, tool_part
from toolgraph.link.score import same_entity
from toolgraph.link.side import Side, ToolSides
from toolgraph.meaning.concept import BROAD, COMMONPLACE, tool_words
from toolgraph.meaning.text import plain_words, words
from toolgraph.models.link import Link, LinkKind
from toolgraph.models.tool import Tool

_ALIKE_MIN = 0.6
_ALIKE_MAX = 3  # partners a parameter chooses
_SIMILAR_MIN = 0.5
_SIMILAR_MAX = 5
_FAR_WINDOW = 3  # neighbours on either side that a tool is compared with in other sources
_TEXT_MAX = 300  # characters of a description
_WINDOW = 12


@lru_cache(maxsize=400_000)
def _place(name: str) -> bytes:
    return blake2b(name.encode(), digest_size=8).digest()


def _window(ring: Sequence[str], at: int) -> list[str]:
    """Up to `_WINDOW` neighbours after and before a place of a ring."""
    if len(ring) <= 2 * _WINDOW:
        return [x for i, x in enumerate(ring) if i != at]
    around = range(at - _WINDOW, at + _WINDOW + 1)
    return [ring[i % len(ring)] for i in around if i != at]


def _rings(filed: dict[str, list[str]]) -> Iterable[tuple[str, list[str]]]:
    for members in filed.values():
        ring = sorted(set(members), key=lambda m: (_place(m), m))
        for at, member in enumerate(ring):
            yield member, _window(ring, at)


def _alike_score(a: Side, b: Side) -> float:
    same = 1.0 if a.concept.kind and a.concept.kind == b.concept.kind else same_entity(a.concept.whose, b.concept.whose)
    if a.concept.what != b.concept.what and not a.concept.kind:
        return 0.0
    kinds = {a.type, b.type}
    if len(kinds) > 1 and not kinds <= {"integer", "number"} and "array" not in kinds:
        return 0.0
    role = 1.0 if a.concept.role == b.concept.role else 0.9
    named = 1.0 if a.name_words == b.name_words else 0.9
    return round(same * role * named * (1.0 if len(kinds) == 1 else 0.95), 4)


def _worth_sharing(side: Side) -> bool:
    """Paging and the like is shared by everybody and ties nothing together."""
    concept = side.concept
    vague = concept.what in COMMONPLACE or (not concept.what and set(side.name_words) <= COMMONPLACE)
    return bool(concept.kind and concept.kind not in BROAD) or (not vague and side.type != "boolean")


def alike(tools: Sequence[ToolSides]) -> list[Link]:
    """ALIKE links among the parameters of one source; the smaller id comes first."""
    sides = {s[0].id: s[0] for t in tools for s in t.inputs if _worth_sharing(s[0])}
    near: dict[str, list[str]] = defaultdict(list)
    for side in sides.values():
        near[side.concept.key].append(side.id)
    found: dict[tuple[str, str], float] = {}
    _choose(found, _rings(near), sides, _ALIKE_MAX)
    return [_edge("ALIKE", a, b, s) for (a, b), s in sorted(found.items())]


def _choose(
    found: dict[tuple[str, str], float],
    rings: Iterable[tuple[str, list[str]]],
    sides: dict[str, Side],
    most: int,
) -> None:
    for name, others in rings:
        own = sides[name]
        scored = [(-_alike_score(own, sides[o]), o) for o in others if sides[o].tool != own.tool]
        for score, other in sorted(scored)[:most]:
            if -score >= _ALIKE_MIN:
                found[min(name, other), max(name, other)] = -score


def _similarity(a: ToolText, b: ToolText) -> tuple[float, tuple[str, ...]]:
    names = token_sort_ratio(" ".join(words(a.name)), " ".join(words(b.name))) / 100
    inputs = _overlap(a.inputs, b.inputs)
    texts = _overlap(plain_words(a.description), plain_words(b.description))
    parts = {"name": names, "inputs": inputs, "description": texts}
    score = 0.5 * names + 0.25 * inputs + 0.25 * texts
    return round(score, 4), tuple(sorted(k for k, v in parts.items() if v >= 0.6))


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a or b else 1.0


def gist_of(tool: Tool) -> str:
    """What a tool does to what, in two words (`list pet`)."""
    verb, nouns = tool_words(tool.name, tool.http)
    return f"{verb or 'do'} {nouns[-1] if nouns else verb or tool.name}"


class ToolText(NamedTuple):
    """What similarity looks at."""

    id: str
    source: str
    name: str
    description: str
    inputs: frozenset[str]


def text_of(tool: Tool) -> ToolText:
    """The part of a tool that similarity looks at."""
    names = frozenset(p.name for p in tool.inputs)
    return ToolText(tool.id, tool.source, tool.name, tool.description[:_TEXT_MAX], names)


def near_similar(tools: Sequence[Tool]) -> list[Link]:
    """SIMILAR links among the tools of one source; the smaller id comes first."""
    texts = {t.id: text_of(t) for t in tools}
    near: dict[str, list[str]] = defaultdict(list)
    for tool in tools:
        near[gist_of(tool).rsplit(" ", 1)[-1]].append(tool.id)
    found: dict[tuple[str, str], tuple[float, tuple[str, ...]]] = {}
    for name, others in _rings(near):
        scored = [(*_similarity(texts[name], texts[o]), o) for o in others]
        for score, why, other in sorted(scored, key=lambda x: (-x[0], x[2]))[:_SIMILAR_MAX]:
            if score >= _SIMILAR_MIN:
                found[min(name, other), max(name, other)] = (score, why)
    return [_similar(a, b, s, w) for (a, b), (s, w) in sorted(found.items())]


def _similar(start: str, end: str, score: float, reasons: tuple[str, ...]) -> Link:
    return Link.model_construct(kind="SIMILAR", start=start, end=end, score=score, reasons=reasons, links=0)


def _edge(kind: LinkKind, start: str, end: str, score: float, links: int = 0) -> Link:
    """Not validated again: linking makes these by the hundred thousand."""
    return Link.model_construct(kind=kind, start=start, end=end, score=score, reasons=(), links=links)


def far_pairs(members: Iterable[str]) -> set[tuple[str, str]]:
    """Pairs of tools of one gist and different sources that stand near each other on its ring, the smaller id first."""
    ring = sorted(set(members), key=lambda m: (_place(m), m))
    size = len(ring)
    pairs = {(ring[i], ring[(i + d) % size]) for i in range(size) for d in range(1, _FAR_WINDOW + 1)}
    return {(min(a, b), max(a, b)) for a, b in pairs if source_of(a) != source_of(b)}


def far_similar(pairs: Iterable[tuple[str, str]], texts: Mapping[str, ToolText]) -> list[Link]:
    """SIMILAR links of those pairs that are alike enough."""
    scored = ((a, b, *_similarity(texts[a], texts[b])) for a, b in sorted(pairs))
    return [_similar(a, b, score, why) for a, b, score, why in scored if score >= _SIMILAR_MIN]


def lift(links: Iterable[Link]) -> list[Link]:
    """Edges between tools that follow from edges between their leaves: FEEDS from FITS, SHARES_INPUT from ALIKE.

    The score is the best of the leaf edges; `links` counts them.
    """
    kind_of: dict[str, LinkKind] = {"FITS": "FEEDS", "ALIKE": "SHARES_INPUT"}
    found: dict[tuple[LinkKind, str, str], tuple[float, int]] = {}
    for link in links:
        start, end = tool_part(link.start), tool_part(link.end)
        kind = kind_of[link.kind]
        if kind == "SHARES_INPUT" and end < start:
            start, end = end, start
        score, count = found.get((kind, start, end), (0.0, 0))
        found[kind, start, end] = (max(score, link.score), count + 1)
    return [_edge(k, a, b, s, n) for (k, a, b), (s, n) in sorted(found.items())]
