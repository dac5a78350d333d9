"""Linking in two phases: what a source holds by itself, then what joins it to others.

A rebuild and an ingest take the same path: for a rebuild all sources are touched and nothing is known, for an ingest
the few that changed are touched and the rest is asked for. What comes out is the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from toolgraph.ids import id_in, id_within, source_of, tool_part
from toolgraph.link.alike import ToolText, alike, far_pairs, far_similar, gist_of, lift, near_similar, text_of
from toolgraph.link.by_text import weighed_by_text
from toolgraph.link.embed import TextModel
from toolgraph.link.far import FAR_SOURCES, asks_of, offers_of, portable_keys
from toolgraph.link.fits import SCORE_MIN, Meanings, best_apart, far_fits, near_fits
from toolgraph.link.ring import Ring, Rings, Seen, SourceFacts
from toolgraph.link.side import Side, sides_of
from toolgraph.models.link import Link
from toolgraph.models.tool import Tool


@dataclass(frozen=True, slots=True)
class Near:
    """A source linked by itself.

    Attributes:
        links: FITS, ALIKE, FEEDS, SHARES_INPUT and SIMILAR among its own tools.
        offers: The fields that others see, by portable key.
        asks: The parameters that others may fill, by portable key.
        texts: Its tools as similarity looks at them.
    """

    links: list[Link]
    facts: SourceFacts
    offers: dict[str, list[Side]]
    asks: dict[str, list[Meanings]]
    texts: dict[str, ToolText]


class Known(Protocol):
    """What is asked of the sources that were not touched."""

    def rings(self, ids: Collection[str]) -> Mapping[str, str]:
        """The texts of those circles of sources, of some, that were there before."""

    def parameters(self, ids: Sequence[str]) -> dict[str, Meanings]:
        """The sides of some parameters, by id."""

    def fields(self, ids: Sequence[str]) -> dict[str, Side]:
        """The sides of some fields, by id."""

    def texts(self, ids: Sequence[str]) -> dict[str, ToolText]:
        """Some tools as similarity looks at them, by id."""

    def far_fits_into(self, tools: Sequence[str]) -> list[Link]:
        """The stored FITS from other sources into some tools."""

    def far_fits_into_parameters(self, ids: Sequence[str]) -> list[Link]:
        """The stored FITS from other sources into some parameters."""

    def fed_by(self, sources: Mapping[str, Collection[str]]) -> set[str]:
        """Which parameters have a stored FITS from one of the sources named for each."""


@dataclass(slots=True)
class Far:
    """What joins sources, as far as a touched one has to do with it.

    Attributes:
        fits: All FITS from other sources into `parameters` and into the touched sources.
        parameters: Parameters of untouched sources whose links from other sources may be others than before.
        feeds: All FEEDS from other sources into `consumers` and into the touched sources.
        consumers: The tools of `parameters`.
        similar: SIMILAR links that are to be there ...
        unlike: ... and pairs that are not to be SIMILAR any more, or are only if in `similar`.
        rings: The new text of each circle in which a touched source stands or stood; "" of one without sources.
    """

    fits: list[Link] = field(default_factory=list)
    parameters: list[str] = field(default_factory=list)
    feeds: list[Link] = field(default_factory=list)
    consumers: list[str] = field(default_factory=list)
    similar: list[Link] = field(default_factory=list)
    unlike: list[tuple[str, str]] = field(default_factory=list)
    rings: dict[str, str] = field(default_factory=dict)


def link_near(tools: Sequence[Tool], *, score_min: float = SCORE_MIN, texts: TextModel | None = None) -> Near:
    """Link the tools of one source among themselves.

    Args:
        tools: All tools of the source, in any order.
        score_min: Weakest FITS to keep, 0 to 1.
        texts: Weighs what was found by what leaves say of themselves; None does not.
    """
    ordered = sorted(tools, key=lambda t: t.id)
    sides = [sides_of(t) for t in ordered]
    fits = near_fits(sides, score_min=score_min)
    if texts is not None:
        fits = weighed_by_text(ordered, fits, texts, score_min=score_min)
    leaf_links = [*fits, *alike(sides)]
    offers, asks = offers_of(sides), asks_of(sides)
    gists: dict[str, list[str]] = defaultdict(list)
    for tool in ordered:
        gists[gist_of(tool)].append(tool.id)
    facts = SourceFacts(
        offers={key: tuple(id_within(s.id) for s in found) for key, found in sorted(offers.items())},
        asks={key: tuple(id_within(m[0].id) for m in found) for key, found in sorted(asks.items())},
        gists={gist: tuple(map(id_within, ids)) for gist, ids in sorted(gists.items())},
    )
    links = [*leaf_links, *lift(leaf_links), *near_similar(ordered)]
    return Near(links, facts, offers, asks, {t.id: text_of(t) for t in ordered})


def link_far(
    before: Mapping[str, SourceFacts],
    touched: Mapping[str, Near],
    known: Known,
    *,
    changed: Collection[str],
    settled: bool = True,
    score_min: float = SCORE_MIN,
) -> Far:
    """Join the touched sources with all others, in both directions.

    Args:
        before: Facts before the change of those touched sources that were there.
        touched: The sources that changed, linked by themselves; one that is gone has no facts left.
        known: Answers for the untouched ones.
        changed: Ids of the tools that came, changed or went.
        settled: Whether the stored links are those that the sources before the change give. They are not after an
            ingest that was broken off; then nothing is taken from them.
    """
    rings = Rings(known.rings, before, {name: near.facts for name, near in touched.items()})
    rings.fetch_touched(key for near in touched.values() for key in near.asks)
    out = _Scope(rings, touched, known, score_min).fits(settled)
    gists = {g for name in touched for facts in (before.get(name), touched[name].facts) if facts for g in facts.gists}
    out.similar, out.unlike = _similar(gists, rings, touched, known, frozenset(changed))
    out.rings = rings.texts()
    return out


class _Scope:
    """Which parameters are decided anew, and the sides that deciding takes."""

    def __init__(self, rings: Rings, touched: Mapping[str, Near], known: Known, score_min: float) -> None:
        self.rings, self.touched, self.known, self.score_min = rings, touched, known, score_min
        self.meanings = {m[0].id: m for n in touched.values() for found in n.asks.values() for m in found}
        self.sides = {s.id: s for n in touched.values() for found in n.offers.values() for s in found}
        self._seen: dict[tuple[str, str], Seen] = {}

    def _affected(self) -> list[str]:
        """Parameters of untouched sources that look, or looked, at a touched one."""
        found: set[str] = set()
        for key in self.rings.touched_keys("offers"):
            for source, ids in self.rings.lookers(key, FAR_SOURCES):
                if source not in self.touched:
                    found.update(id_in(source, i) for i in ids)
        return sorted(found)

    def _now(self, key: str, here: str) -> Seen:
        """What a source sees of a key."""
        if (key, here) not in self._seen:
            self._seen[key, here] = self.rings.after("offers", key).after(here, FAR_SOURCES)
        return self._seen[key, here]

    def fits(self, settled: bool) -> Far:
        anew = sorted(self.meanings)
        affected = self._affected()
        self.meanings.update(self.known.parameters(affected))
        self.rings.fetch("offers", {k for p in affected for k in portable_keys(self.meanings[p])})
        fits: list[Link] = []
        if settled and affected:
            fits, grown, others = self._grown(affected)
            affected = sorted((*grown, *others))
            anew += others
        else:
            anew += affected
        fits += self._decided(anew)
        consumers = sorted({tool_part(p) for p in affected})
        decided = set(affected)
        kept = [x for x in self.known.far_fits_into(consumers) if x.end not in decided] if consumers else []
        feeds = [x for x in lift([*fits, *kept]) if x.kind == "FEEDS"]
        return Far(fits=fits, parameters=affected, feeds=feeds, consumers=consumers)

    def _grown(self, affected: list[str]) -> tuple[list[Link], list[str], list[str]]:
        """The parameters that only have more to choose from.

        A parameter that looked at no touched source before, and takes nothing from a source it has lost sight of,
        chooses among what it has and what the touched sources bring: nobody else need be looked at.

        Returns:
            The links of those that chose something new, those parameters, and the parameters to be decided anew.
        """
        others: set[str] = set()
        brought: dict[str, list[Link]] = {}
        lost: dict[str, frozenset[str]] = {}
        for parameter in affected:
            meanings = self.meanings[parameter]
            here, keys = meanings[0].source, portable_keys(meanings)
            old = {key: self.rings.before("offers", key).after(here, FAR_SOURCES).keys() for key in keys}
            if any(old[key] & self.touched.keys() for key in keys):
                others.add(parameter)
                continue
            new = [self.sides[f] for f in self._fields_for(meanings, self.touched.keys())]
            if found := far_fits(meanings, new, score_min=self.score_min):
                brought[parameter] = found
            lost[parameter] = frozenset().union(*(old[key] - self._now(key, here).keys() for key in keys))
        others |= self.known.fed_by({p: sources for p, sources in lost.items() if sources})
        brought = {p: found for p, found in brought.items() if p not in others}
        stored: dict[str, list[Link]] = defaultdict(list)
        for link in self.known.far_fits_into_parameters(list(brought)):
            stored[link.end].append(link)
        chosen = {p: best_apart([*stored[p], *found]) for p, found in brought.items()}
        grown = [p for p, links in chosen.items() if any(source_of(x.start) in self.touched for x in links)]
        return [x for p in grown for x in chosen[p]], grown, sorted(others)

    def _decided(self, parameters: list[str]) -> list[Link]:
        """The links of some parameters, from all that they look at."""
        wanted = {p: self._fields_for(self.meanings[p]) for p in parameters}
        missing = {f for found in wanted.values() for f in found} - self.sides.keys()
        self.sides.update(self.known.fields(sorted(missing)))
        return [
            link
            for p in sorted(wanted)
            for link in far_fits(self.meanings[p], [self.sides[f] for f in wanted[p]], score_min=self.score_min)
        ]

    def _fields_for(self, meanings: Meanings, among: Collection[str] | None = None) -> list[str]:
        here = meanings[0].source
        found: dict[str, None] = {}
        for key in portable_keys(meanings):
            seen = self._now(key, here)
            for source in sorted(seen.keys() if among is None else seen.keys() & among):
                found.update(dict.fromkeys(id_in(source, i) for i in seen[source]))
        return list(found)


def _similar(
    gists: Iterable[str], rings: Rings, touched: Mapping[str, Near], known: Known, changed: frozenset[str]
) -> tuple[list[Link], list[tuple[str, str]]]:
    """SIMILAR links to be there, and pairs whose old link goes, among the gists of the touched sources."""
    put: set[tuple[str, str]] = set()
    cut: set[tuple[str, str]] = set()
    for gist in sorted(gists):
        old = far_pairs(_members(rings.before("gists", gist)))
        new = far_pairs(_members(rings.after("gists", gist)))
        put |= {p for p in new if p not in old or not changed.isdisjoint(p)}
        cut |= {p for p in old if p not in new or not changed.isdisjoint(p)}
    texts = {i: t for near in touched.values() for i, t in near.texts.items()}
    texts.update(known.texts(sorted({i for pair in put for i in pair} - texts.keys())))
    return far_similar(put, texts), sorted(cut)


def _members(ring: Ring) -> Iterator[str]:
    return (id_in(source, i) for source, ids in ring for i in ids)


class _Nothing:
    """Knows nothing, as befits the case in which every source is touched: it is asked for nothing."""

    def rings(self, ids: Collection[str]) -> Mapping[str, str]:
        del ids  # nobody was there before
        return {}

    def parameters(self, ids: Sequence[str]) -> dict[str, Meanings]:
        return _only_nothing(ids)

    def fields(self, ids: Sequence[str]) -> dict[str, Side]:
        return _only_nothing(ids)

    def texts(self, ids: Sequence[str]) -> dict[str, ToolText]:
        return _only_nothing(ids)

    def far_fits_into(self, tools: Sequence[str]) -> list[Link]:
        return [*_only_nothing(tools).values()]

    def far_fits_into_parameters(self, ids: Sequence[str]) -> list[Link]:
        return [*_only_nothing(ids).values()]

    def fed_by(self, sources: Mapping[str, Collection[str]]) -> set[str]:
        return {*_only_nothing(list(sources))}


def _only_nothing(ids: Sequence[str]) -> dict[str, Any]:
    if ids:
        raise KeyError(ids[0])
    return {}


def link(tools: Sequence[Tool], *, score_min: float = SCORE_MIN, texts: TextModel | None = None) -> list[Link]:
    """All links among some tools: FITS and ALIKE between leaves, FEEDS, SHARES_INPUT and SIMILAR between tools.

    Args:
        tools: The whole catalogue, in any order.
        score_min: Weakest FITS to keep, 0 to 1.
        texts: As for `link_near`.

    Returns:
        Sorted by kind, start and end; the same for any order of `tools`.
    """
    by_source: dict[str, list[Tool]] = defaultdict(list)
    for tool in tools:
        by_source[tool.source].append(tool)
    nears = {name: link_near(found, score_min=score_min, texts=texts) for name, found in by_source.items()}
    far = link_far({}, nears, _Nothing(), changed=(), score_min=score_min)
    found = [x for near in nears.values() for x in near.links]
    return sorted([*found, *far.fits, *far.feeds, *far.similar], key=lambda x: (x.kind, x.start, x.end))
