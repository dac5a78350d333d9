"""Drawing until every tool, or every link, was drawn that can be."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from random import Random

from toolgraph.ids import rng_for
from toolgraph.models.chain import Chain
from toolgraph.sample.bind import Wanted
from toolgraph.sample.draw import Sampler
from toolgraph.sample.grow import Balance, Grown
from toolgraph.sample.inputs import Fit
from toolgraph.sample.motif import Motif, load_motif
from toolgraph.sample.request import Cover, Drawn, SampleRequest
from toolgraph.sample.view import GraphView
from toolgraph.store import GraphStore

_TRIES = 8  # for one tool or link

Link = tuple[str, str, str, str]  # giver, field, taker, parameter


def cover_chains(store: GraphStore, request: SampleRequest, what: Cover, drawn: Drawn | None = None) -> Iterator[Chain]:
    """Yield chains until every tool or FITS link was in one, as far as the graph lets it be.

    Args:
        request: Its `count` and `start` do not matter.
        what: `tools` or `links`.
        drawn: Receives the counts, and what could not be covered with the reason.

    Raises:
        SampleError: The graph is empty.
        StoreUnavailable: The database did not answer.
    """
    counts = drawn or Drawn()
    whole = request.model_copy(update={"start": None, "count": 1_000_000})
    line = load_motif("line")
    sampler = Sampler(GraphView(store, request.score_min), whole, (line,), counts)
    # Rare tools may need a hub more often than its share: what is to be covered counts more here.
    sampler.grower.balance = Balance(0, counts.used)
    sampler.read_all()
    chains = _Cover(sampler, line, request, counts)
    yield from chains.tools() if what == "tools" else chains.links()


class _Cover:
    def __init__(self, sampler: Sampler, line: Motif, request: SampleRequest, drawn: Drawn) -> None:
        self.sampler, self.line, self.request, self.drawn = sampler, line, request, drawn
        self._index = count()
        self._links: set[Link] = set()

    def tools(self) -> Iterator[Chain]:
        """Chains until each tool was in one."""
        order = sorted(self.sampler.view.facts)
        rng_for(self.request.seed, "cover.tools").shuffle(order)
        for tool in order:
            if not self.drawn.used[tool]:
                yield from self._try(tool, tool, frozenset((tool,)))
        for tool in [t for t in self.drawn.uncovered if self.drawn.used[t]]:  # another one's chain needed it later
            del self.drawn.uncovered[tool]
        self.drawn.covered = sum(1 for tool in order if self.drawn.used[tool])

    def links(self) -> Iterator[Chain]:
        """Chains until each link was in one."""
        for taker in sorted(self.sampler.view.facts):
            for fit in self.sampler.view.inputs(taker).fits:
                if (fit.producer, fit.field, taker, fit.parameter) not in self._links:
                    yield from self._try(
                        _name((fit.producer, fit.field, taker, fit.parameter)),
                        (taker, fit),
                        frozenset((taker, fit.producer)),
                    )
        for link in self._links:
            self.drawn.uncovered.pop(_name(link), None)
        self.drawn.covered = len(self._links)

    def _try(self, name: str, wish: str | tuple[str, Fit], tools: frozenset[str]) -> Iterator[Chain]:
        if not tools <= self.sampler.allowed:
            self.drawn.uncovered[name] = "destructive"
            return
        reason = ""
        for attempt in range(_TRIES):
            rng = rng_for(self.request.seed, "cover", f"{name}/{attempt}")
            grown = self._grow(wish, attempt, rng)
            found = self.sampler.chain(self.line, grown, next(self._index), rng)
            if isinstance(found, Chain) and tools <= set(found.tools):
                self._note(found)
                yield found
                return
            if isinstance(found, Chain):  # a good chain, from which the wish was dropped as idle
                self._note(found)
                yield found
                found = "start_idle"
            reason = found
        self.drawn.uncovered[name] = reason

    def _grow(self, wish: str | tuple[str, Fit], attempt: int, rng: Random) -> Grown:
        """A tool leads or is led to in turn; a link stands alone, and what it needs is put in front of it."""
        if not isinstance(wish, str):
            taker, fit = wish
            return Grown((fit.producer, taker), Wanted(links=((taker, fit),)))
        length = rng.randint(self.request.length_min, self.request.length_max)
        grow = self.sampler.grower.grow if attempt % 2 == 0 else self.sampler.grower.to
        return grow(self.line, wish, length, rng)

    def _note(self, chain: Chain) -> None:
        tools = chain.tools
        self._links.update((tools[b.source_call], b.field, tools[b.call], b.parameter) for b in chain.bindings)


def _name(link: Link) -> str:
    giver, field, taker, parameter = link
    return f"{giver}#out:{field} -> {taker}#in:{parameter}"
