"""ALIKE: two inputs mean the same. SIMILAR: two tools are easily confused. And what follows from leaf edges for tools.

Neighbours are looked for among those with the same concept or noun. Where these are many, each looks at a window of a
ring ordered by digest, so that the work grows with the number of tools and not with its square, and the outcome depends
on nothing but who is there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b

from rapidfuzz.fuzz import token_sort_ratio

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
_SIMILAR_FAR_MAX = 2
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
    """ALIKE links among the parameters of each source; the smaller id comes first."""
    sides = {s[0].id: s[0] for t in tools for s in t.inputs if _worth_sharing(s[0])}
    near: dict[str, list[str]] = defaultdict(list)
    for side in sides.values():
        near[f"{side.source}\x1f{side.concept.key}"].append(side.id)
    found: dict[tuple[str, str], float] = {}
    _choose(found, _rings(near), sides, _ALIKE_MAX)
    return [Link(kind="ALIKE", start=a, end=b, score=s) for (a, b), s in sorted(found.items())]


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


def _similarity(a: Tool, b: Tool) -> tuple[float, tuple[str, ...]]:
    names = token_sort_ratio(" ".join(words(a.name)), " ".join(words(b.name))) / 100
    inputs = _overlap({p.name for p in a.inputs}, {p.name for p in b.inputs})
    texts = _overlap(plain_words(a.description[:300]), plain_words(b.description[:300]))
    parts = {"name": names, "inputs": inputs, "description": texts}
    score = 0.5 * names + 0.25 * inputs + 0.25 * texts
    return round(score, 4), tuple(sorted(k for k, v in parts.items() if v >= 0.6))


def _overlap(a: set[str] | frozenset[str], b: set[str] | frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a or b else 1.0


def gist_of(tool: Tool) -> str:
    """What a tool does to what, in two words (`list pet`)."""
    verb, nouns = tool_words(tool.name, tool.http)
    return f"{verb or 'do'} {nouns[-1] if nouns else verb or tool.name}"


def similar(tools: Sequence[Tool]) -> list[Link]:
    """SIMILAR links among some tools; the smaller id comes first."""
    by_id = {t.id: t for t in tools}
    near: dict[str, list[str]] = defaultdict(list)
    far: dict[str, list[str]] = defaultdict(list)
    for tool in tools:
        gist = gist_of(tool)
        near[f"{tool.source}\x1f{gist.rsplit(' ', 1)[-1]}"].append(tool.id)
        far[gist].append(tool.id)
    found: dict[tuple[str, str], tuple[float, tuple[str, ...]]] = {}
    for rings, most, same_source in ((_rings(near), _SIMILAR_MAX, True), (_rings(far), _SIMILAR_FAR_MAX, False)):
        for name, others in rings:
            fit = [o for o in others if (by_id[o].source == by_id[name].source) is same_source]
            for score, other, why in sorted(((-s, o, w) for o in fit for s, w in [_similarity(by_id[name], by_id[o])]))[
                :most
            ]:
                if -score >= _SIMILAR_MIN:
                    found[min(name, other), max(name, other)] = (-score, why)
    return [Link(kind="SIMILAR", start=a, end=b, score=s, reasons=w) for (a, b), (s, w) in sorted(found.items())]


def lift(links: Iterable[Link]) -> list[Link]:
    """Edges between tools that follow from edges between their leaves: FEEDS from FITS, SHARES_INPUT from ALIKE.

    The score is the best of the leaf edges; `links` counts them.
    """
    kind_of: dict[str, LinkKind] = {"FITS": "FEEDS", "ALIKE": "SHARES_INPUT"}
    found: dict[tuple[LinkKind, str, str], tuple[float, int]] = {}
    for link in links:
        start, end = link.start.split("#", 1)[0], link.end.split("#", 1)[0]
        kind = kind_of[link.kind]
        if kind == "SHARES_INPUT" and end < start:
            start, end = end, start
        score, count = found.get((kind, start, end), (0.0, 0))
        found[kind, start, end] = (max(score, link.score), count + 1)
    return [Link(kind=k, start=a, end=b, score=s, links=n) for (k, a, b), (s, n) in sorted(found.items())]
