"""Linking what an ingest touched equals linking everything anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from random import Random

import pytest

from tests.link.tools import tool
from toolgraph.link import (
    Meanings,
    Near,
    Side,
    SourceFacts,
    link,
    link_far,
    link_near,
    pack_side,
    sides_of,
    unpack_side,
)
from toolgraph.link.alike import ToolText
from toolgraph.link.far import FAR_SOURCES
from toolgraph.link.ring import ring_texts
from toolgraph.models.link import Link
from toolgraph.models.tool import Tool

LEAVES: tuple[str, ...] = ("city", "email", "booking_id", "artist_name", "starts_at", "country", "pdf_url", "currency")


class State:
    """What a graph would hold: tools, links, and what each source told the others."""

    def __init__(self) -> None:
        self.tools: dict[str, dict[str, Tool]] = defaultdict(dict)
        self.facts: dict[str, SourceFacts] = {}
        self.kept: dict[str, str] = {}
        self.nears: dict[str, Near] = {}
        self.far: dict[tuple[str, str, str], Link] = {}

    def rings(self, ids: Collection[str]) -> dict[str, str]:
        return {i: self.kept[i] for i in ids if i in self.kept}

    def parameters(self, ids: Sequence[str]) -> dict[str, Meanings]:
        known = {m[0].id: m for n in self.nears.values() for found in n.asks.values() for m in found}
        return {i: tuple(unpack_side(pack_side(s)) for s in known[i]) for i in ids}

    def fields(self, ids: Sequence[str]) -> dict[str, Side]:
        known = {s.id: s for n in self.nears.values() for found in n.offers.values() for s in found}
        return {i: unpack_side(pack_side(known[i])) for i in ids}

    def texts(self, ids: Sequence[str]) -> dict[str, ToolText]:
        known = {i: t for n in self.nears.values() for i, t in n.texts.items()}
        return {i: known[i] for i in ids}

    def far_fits_into(self, tools: Sequence[str]) -> list[Link]:
        return [x for x in self.far.values() if x.kind == "FITS" and x.end.split("#")[0] in tools]

    def far_fits_into_parameters(self, ids: Sequence[str]) -> list[Link]:
        return [x for x in self.far.values() if x.kind == "FITS" and x.end in ids]

    def fed_by(self, sources: Mapping[str, Collection[str]]) -> set[str]:
        found = self.far_fits_into_parameters(list(sources))
        return {x.end for x in found if x.start.split("/")[0] in sources[x.end]}

    def ingest(self, source: str, tools: list[Tool]) -> None:
        old, new = self.tools[source], {t.id: t for t in tools}
        changed = {i for i in old.keys() | new.keys() if old.get(i) != new.get(i)}
        touched = {source: link_near(tools)}
        before = {source: self.facts[source]} if source in self.facts else {}
        far = link_far(before, touched, self, changed=changed)
        self.kept = {i: text for i, text in {**self.kept, **far.rings}.items() if text}
        decided, consumers = set(far.parameters), set(far.consumers)
        self.far = {k: x for k, x in self.far.items() if not self._outdated(x, source, decided, consumers)}
        for a, b in far.unlike:
            self.far.pop(("SIMILAR", a, b), None)
        self.far.update({(x.kind, x.start, x.end): x for x in (*far.fits, *far.feeds, *far.similar)})
        self.tools[source], self.nears[source] = new, touched[source]
        self.facts[source] = touched[source].facts

    def _outdated(self, x: Link, source: str, decided: set[str], consumers: set[str]) -> bool:
        here = source in (x.start.split("/")[0], x.end.split("/")[0])
        if x.kind == "FITS":
            return here or x.end in decided
        return (here or x.end in consumers) if x.kind == "FEEDS" else False

    def links(self) -> list[Link]:
        near = [x for n in self.nears.values() for x in n.links]
        return sorted([*near, *self.far.values()], key=lambda x: (x.kind, x.start, x.end))


def some_tool(rng: Random, source: str, name: str) -> Tool:
    def some() -> dict[str, dict[str, str]]:
        chosen = rng.sample(LEAVES, rng.randint(0, 3))
        return {leaf: {"type": "string", "format": "date-time" if leaf == "starts_at" else ""} for leaf in chosen}

    gives = {f"bookings[].{leaf}": spec for leaf, spec in some().items()}
    return tool(name, some(), gives, source=source)


@pytest.mark.parametrize("seed", range(6))
def test_any_history_equals_a_rebuild(seed: int) -> None:
    """After adds, changes and removals in any order: the same links, scores and reasons as from scratch."""
    rng = Random(seed)
    state = State()
    sources = [f"s{i}" for i in range(FAR_SOURCES + 4)]  # more than a source looks at
    for step in range(40):
        source = rng.choice(sources)
        names = rng.sample(
            ("search_flights", "get_weather", "book_room", "list_events", "send_mail"), rng.randint(0, 3)
        )
        state.ingest(source, [some_tool(rng, source, name) for name in names])
        if step % 8 == 7:
            everything = [t for found in state.tools.values() for t in found.values()]
            assert state.links() == link(everything)
            assert state.kept == ring_texts(state.facts)


def test_packed_sides_come_back() -> None:
    """A side that was kept as text is the same side."""
    made = some_tool(Random(3), "a", "book_room")
    for side in (*sides_of(made).outputs, *(s for p in sides_of(made).inputs for s in p)):
        assert unpack_side(pack_side(side)) == side
