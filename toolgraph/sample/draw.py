"""Drawing chains: every draw has its own generator, so that neither batch size nor database changes a chain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from random import Random

from toolgraph.errors import SampleError
from toolgraph.ids import digest, rng_for
from toolgraph.models.chain import Chain
from toolgraph.sample.bind import Bound, bind, binds_all, complete, drop_idle
from toolgraph.sample.distract import Distractors
from toolgraph.sample.grow import Balance, Grower, Grown
from toolgraph.sample.motif import Motif
from toolgraph.sample.request import Drawn, SampleRequest
from toolgraph.sample.view import GraphView
from toolgraph.store import GraphStore

_ATTEMPTS = 12  # tries for one chain before it counts as not to be had
_GIVE_UP_AFTER = 400  # failed draws in a row: the graph has no more of what was asked for
_BATCH = 500
_READ_ALL_FROM = 4  # a run of more than a quarter as many chains as there are tools reads the whole graph at once


def sample_chains(
    store: GraphStore, request: SampleRequest, motifs: Sequence[Motif], drawn: Drawn | None = None
) -> Iterator[Chain]:
    """Yield chains; each binding is a stored FITS link, and no two chains have the same tools and bindings.

    Args:
        motifs: Drawn in turn, one or more.
        drawn: Receives the counts.

    Raises:
        SampleError: The graph is empty, or the start tool is not in it, or nothing at all can be drawn.
        StoreUnavailable: The database did not answer.

    Source: after chain sampling of ToolFlow (https://arxiv.org/abs/2410.18447), which walks an untyped graph and does
        not end where every neighbour was used; ours follows typed links, binds values and ends always.
    """
    yield from Sampler(GraphView(store, request.score_min), request, tuple(motifs), drawn or Drawn()).run()


class Sampler:
    """One run of drawing.

    Args:
        view: The graph.
        drawn: Receives the counts.
    """

    def __init__(self, view: GraphView, request: SampleRequest, motifs: tuple[Motif, ...], drawn: Drawn) -> None:
        self.view, self.request, self.motifs, self.drawn = view, request, motifs, drawn
        destructive = () if request.allow_destructive else ("destructive",)
        self.allowed = frozenset(t for t, f in view.facts.items() if f.effect not in destructive)
        everything = tuple(sorted(self.allowed))
        self.starts = self._starts(everything)
        balance = Balance(len(self.starts) if request.start is None else len(everything), drawn.used)
        self.grower = Grower(view, self.allowed, everything, balance)
        self._distractors = Distractors(view, request, everything)
        self._seen: set[str] = set()
        self._turn = -1
        self._order: list[str] = []

    def _starts(self, everything: tuple[str, ...]) -> tuple[str, ...]:
        if not self.view.facts:
            raise SampleError("The graph has no tools.", "Run `toolgraph ingest PATH` first.")
        start = self.request.start
        if start is not None and start not in self.view.facts:
            raise SampleError(f"There is no tool {start!r} in the graph.", "Find its id with `toolgraph tools WORDS`.")
        if start is not None and start not in self.allowed:
            raise SampleError(
                f"{start} deletes, cancels or pays, and such tools are not drawn.", "Add --allow destructive."
            )
        if start is not None:
            return (start,)
        linked = self.allowed & self.view.linked()
        return tuple(sorted(linked)) or everything

    def run(self) -> Iterator[Chain]:
        """Chains until there are enough, or no more."""
        index, in_vain = 0, 0
        self._read_ahead()
        while self.drawn.chains < self.request.count and in_vain < _GIVE_UP_AFTER:
            if index % _BATCH == 0:
                self._prefetch(index)
            chain = self._draw(index)
            index += 1
            in_vain = in_vain + 1 if chain is None else 0
            if chain is not None:
                yield chain
        if self.drawn.chains < self.request.count:
            self._explain(index)

    def _explain(self, tried: int) -> None:
        why = ", ".join(f"{reason} {n}" for reason, n in sorted(self.drawn.refused.items())) or "no links"
        self.drawn.reason = (
            f"drew {self.drawn.chains} of {self.request.count} chains; the last {_GIVE_UP_AFTER} of {tried} draws gave "
            f"none (failed tries: {why})"
        )
        if not self.drawn.chains:
            raise SampleError(
                f"No chain could be drawn: {self.drawn.reason}.",
                "Lower --min-score or --length, allow more motifs, or ingest tools whose outputs fit others' inputs.",
            )

    def _start_of(self, index: int, attempt: int) -> str:
        """Every tool starts equally often: a fresh order of all tools for each round."""
        turn, at = divmod(index * _ATTEMPTS + attempt, len(self.starts))
        if turn != self._turn:
            self._turn, self._order = turn, list(self.starts)
            rng_for(self.request.seed, "sample.order", turn).shuffle(self._order)
        return self._order[at]

    def _read_ahead(self) -> None:
        """The whole graph in a few queries, when the run will see most of it anyway."""
        if self.request.count * _READ_ALL_FROM >= len(self.starts) > 1:
            self.read_all()

    def read_all(self) -> None:
        """The whole graph in a few queries."""
        self._read(self.starts, back=True)
        self.view.read_similar(self.view.facts)

    def _prefetch(self, index: int) -> None:
        """A few queries for the first hop of a batch of draws; later hops are read as they are met."""
        last = min(index + _BATCH, index + self.request.count)
        tools = [self._start_of(i, 0) for i in range(index, last)]
        self._read(tools, back=False)
        near = (
            t
            for m in self.motifs
            if m.shape in ("walk", "template")
            for s in tools
            for found in self.view.options(m, s).tools[:20]
            for t in found
        )
        self._read(list(dict.fromkeys(near)), back=False)

    def _read(self, tools: Iterable[str], *, back: bool) -> None:
        listed = list(tools)
        for motif in self.motifs:
            if motif.shape == "any":
                continue
            self.view.read_options(motif, listed)
            if back and "back" in motif.params:
                self.view.read_options(motif, listed, back=True)
        if any(m.shape != "any" for m in self.motifs):
            self.view.read_fits(listed)

    def _draw(self, index: int) -> Chain | None:
        rng = rng_for(self.request.seed, "sample", index)
        motif = self.motifs[index % len(self.motifs)]
        for attempt in range(_ATTEMPTS):
            length = rng.randint(self.request.length_min, self.request.length_max)
            start = self._start_of(index, attempt)
            if self.grower.balance.full(start) and self.request.start is None:
                continue
            chain = self.chain(motif, self.grower.grow(motif, start, length, rng), index, rng)
            if isinstance(chain, Chain):
                return chain
            self.drawn.refused[chain] += 1
        return None

    def chain(self, motif: Motif, grown: Grown, index: int, rng: Random) -> Chain | str:
        """The chain of some tools, counted; or why there is none."""
        bound = self._bound(motif, grown, rng)
        if isinstance(bound, str):
            return bound
        identity = digest([bound.tools, [(b.call, b.parameter, b.source_call, b.field) for b in bound.bindings]])
        if identity in self._seen:
            return "repeated"
        self._seen.add(identity)
        self.drawn.chains += 1
        self.grower.balance.add(bound.tools)
        return Chain(
            id=identity,
            motif=motif.name,
            seed=self.request.seed,
            index=index,
            tools=bound.tools,
            bindings=bound.bindings,
            distractors=self._distractors.choose(bound.tools, rng),
        )

    def _bound(self, motif: Motif, grown: Grown, rng: Random) -> Bound | str:
        if len(grown.tools) < 2:
            return "dead_end"
        if motif.shape == "any":
            return Bound(grown.tools, bind(grown.tools, self.view))
        most = max(self.request.length_max, len(grown.tools))
        bound = complete(grown.tools, self.view, most=most, allowed=self.allowed, rng=rng, wanted=grown.wanted)
        if bound is None:
            return "not_executable"
        if motif.shape in ("walk", "template"):
            bound = drop_idle(bound, self.view, wanted=grown.wanted)
        return self._fault(bound, grown) or bound

    def _fault(self, bound: Bound, grown: Grown) -> str:
        if self.request.start is not None and self.request.start not in bound.tools:
            return "start_idle"
        if len(bound.tools) < self.request.length_min or not bound.bindings:
            return "too_short"
        if any(map(self.grower.balance.full, bound.tools)) and self.request.start is None:
            return "drawn_often"
        return "" if binds_all(bound, grown.wanted) else "shape_lost"
