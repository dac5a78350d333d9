"""Small graphs as plain values, put into a real database, and what a chain of one must be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from hypothesis import strategies as st

from toolgraph.models.chain import Chain
from toolgraph.pipeline.database import clear
from toolgraph.store import GraphStore

FIELDS = ("id", "items[].id", "owner.email")
PARAMETERS = ("pet_id", "email", "note")
_FILL = (
    """UNWIND $tools AS t
    CREATE (:Tool {id: t.id, source: t.source, name: t.id, effect: t.effect})""",
    """UNWIND $parameters AS p MATCH (t:Tool {id: p.tool})
    CREATE (t)-[:TAKES]->(:Parameter {id: p.id, path: p.path, required: p.required, has_default: false,
      concept: p.concept})""",
    """UNWIND $fields AS f MATCH (t:Tool {id: f.tool})
    CREATE (t)-[:RETURNS]->(:Field {id: f.id, path: f.path})""",
    """UNWIND $fits AS x MATCH (f:Field {id: x.start}), (p:Parameter {id: x.end})
    CREATE (f)-[:FITS {score: x.score, reasons: ['made']}]->(p)""",
    """UNWIND $feeds AS x MATCH (a:Tool {id: x.start}), (b:Tool {id: x.end})
    CREATE (a)-[:FEEDS {score: x.score, links: 1}]->(b)""",
)


class Fits(NamedTuple):
    """A link from a field of one tool to a parameter of another, or of the same."""

    giver: int
    field: str
    taker: int
    parameter: str
    score: float


class Graph(NamedTuple):
    """Tools by number, the ids that they need, which of them destroy, and the links between them."""

    tools: int
    opaque: frozenset[tuple[int, str]] = frozenset()
    destructive: frozenset[int] = frozenset()
    fits: tuple[Fits, ...] = ()

    @property
    def links(self) -> set[tuple[str, str, str, str]]:
        return {(tool(f.giver), f.field, tool(f.taker), f.parameter) for f in self.fits}

    @property
    def told(self) -> set[tuple[int, str]]:
        """The ids that no order of calls gives, whatever the scores: found by trying call after call."""
        gifts = {(f.giver, (f.taker, f.parameter)) for f in self.fits if f.giver not in {f.taker, *self.destructive}}
        given = {one for _, one in gifts}
        known = {one for one in self.opaque if one not in given}
        while True:
            able = {n for n in range(self.tools) if all(one in known for one in self.opaque if one[0] == n)}
            more = {one for giver, one in gifts if giver in able and one in self.opaque}
            if more <= known:
                # All ids of these graphs are of pets: whoever opens a circle, opens all of it.
                return {one for one in self.opaque if one not in given or one not in known}
            known |= more

    @property
    def needed(self) -> set[tuple[str, str]]:
        """The ids that a chain must take from a call, with tools by id."""
        return {(tool(n), p) for n, p in self.opaque - self.told}


def tool(number: int) -> str:
    return f"s{number % 2}/t{number}"


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Up to seven tools with links in any direction: circles, self-links, isolated tools, one tool alone."""
    count = draw(st.integers(1, 7))
    number = st.integers(0, count - 1)
    scores = st.sampled_from((0.4, 0.5, 0.7, 0.9, 1.0))
    one = st.builds(Fits, number, st.sampled_from(FIELDS), number, st.sampled_from(PARAMETERS), scores)
    fits = draw(st.lists(one, max_size=14, unique_by=lambda f: f[:4]))
    opaque = draw(st.frozensets(st.tuples(number, st.sampled_from(PARAMETERS)), max_size=4))
    return Graph(count, opaque, draw(st.frozensets(number, max_size=1)), tuple(fits))


def line(count: int, *, score: float = 0.9) -> Graph:
    """Tools each of which feeds the next."""
    return Graph(count, fits=tuple(Fits(i, "id", i + 1, "pet_id", score) for i in range(count - 1)))


def fill(store: GraphStore, graph: Graph) -> GraphStore:
    """Make the database this graph and nothing else."""
    clear(store)
    rows = _rows(graph)
    for text in _FILL:
        name = text.split("$", 1)[1].split(" ", 1)[0]
        if rows[name]:
            store.ask(text, {name: rows[name]}, write=True)
    return store


def _rows(graph: Graph) -> dict[str, list[dict[str, Any]]]:
    numbers = range(graph.tools)
    feeds: dict[tuple[int, int], float] = {}
    for f in graph.fits:
        feeds[f.giver, f.taker] = max(f.score, feeds.get((f.giver, f.taker), 0.0))
    return {
        "tools": [
            {"id": tool(n), "source": tool(n)[:2], "effect": "destructive" if n in graph.destructive else "read"}
            for n in numbers
        ],
        "parameters": [
            {"tool": tool(n), "id": f"{tool(n)}#in:{p}", "path": p, "required": (n, p) in graph.opaque,
             "concept": "pet.id" if (n, p) in graph.opaque else "note"}
            for n in numbers for p in PARAMETERS
        ],
        "fields": [{"tool": tool(n), "id": f"{tool(n)}#out:{f}", "path": f} for n in numbers for f in FIELDS],
        "fits": [
            {"start": f"{tool(f.giver)}#out:{f.field}", "end": f"{tool(f.taker)}#in:{f.parameter}", "score": f.score}
            for f in graph.fits
        ],
        "feeds": [{"start": tool(a), "end": tool(b), "score": s} for (a, b), s in feeds.items()],
    }  # fmt: skip


def idle_calls(chain: Chain) -> list[str]:
    """Calls before the last whose results nobody uses."""
    used = {b.source_call for b in chain.bindings}
    return [t for at, t in enumerate(chain.tools[:-1]) if at not in used]


def unbound(chain: Chain, opaque: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """(Tool, parameter) of the chain that must be given and no earlier call gives."""
    bound = {(chain.tools[b.call], b.parameter) for b in chain.bindings}
    return [(t, p) for t, p in opaque if t in chain.tools and (t, p) not in bound]


def double_givers(
    chain: Chain, links: set[tuple[str, str, str, str]], scores: dict[tuple[str, str, str, str], float]
) -> list[str]:
    """Calls all whose gifts another earlier call could give as surely, with a field that the taker does not use yet."""
    found = []
    for at, giver in enumerate(chain.tools[:-1]):
        gifts = [b for b in chain.bindings if b.source_call == at]
        if gifts and all(_replaceable(b, chain, links, scores) for b in gifts):
            found.append(giver)
    return found


def _replaceable(b: Any, chain: Chain, links: set[tuple[str, str, str, str]], scores: Any) -> bool:
    taker = chain.tools[b.call]
    used = {(chain.tools[o.source_call], o.field) for o in chain.bindings if o.call == b.call}
    return any(
        (other, field, taker, b.parameter) in links
        and (other, field) not in used
        and scores[other, field, taker, b.parameter] >= b.score
        for other in chain.tools[: b.call] if other != chain.tools[b.source_call]
        for field in {f for o, f, t, p in links if (o, t, p) == (other, taker, b.parameter)}
    )  # fmt: skip
