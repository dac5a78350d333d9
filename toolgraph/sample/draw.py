"""Drawing chains: every draw has its own generator, so that neither batch size nor database changes a chain."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from random import Random

from toolgraph.errors import SampleError
from toolgraph.ids import digest, rng_for
from toolgraph.models.chain import Chain
from toolgraph.sample.bind import Bound, bind, binds_all, complete, drop_idle, drop_needless
from toolgraph.sample.distract import Distractors
from toolgraph.sample.grow import Balance, Grower, Grown
from toolgraph.sample.motif import Motif, load_motif
from toolgraph.sample.request import REASONS, Drawn, SampleRequest
from toolgraph.sample.view import GraphView
from toolgraph.schema import collector_paused
from toolgraph.store import GraphStore

_ATTEMPTS = 12  # tries for one chain before it counts as not to be had
_GIVE_UP_AFTER = 400  # failed draws in a row: the graph has no more of what was asked for
_NEXT_ROUND_AFTER = 60  # hardly any more, and all may be drawn once more
_BATCH = 500
_READ_ALL_FROM = 15  # a run of more than a fifteenth as many chains as there are tools reads the whole graph at once


def sample_chains(
    store: GraphStore,
    request: SampleRequest,
    motifs: Sequence[Motif],
    drawn: Drawn | None = None,
    view: GraphView | None = None,
) -> Iterator[Chain]:
    """Yield chains; each binding is a stored FITS link, and no two chains have the same tools and bindings.

    Args:
        motifs: Drawn in turn, one or more.
        drawn: Receives the counts.
        view: What has been read of the graph already, for links as strong as `request` wants them; None reads anew.

    Raises:
        SampleError: The graph is empty, or the start tool is not in it, or nothing at all can be drawn.
        StoreUnavailable: The database did not answer.

    Source: after chain sampling of ToolFlow (https://arxiv.org/abs/2410.18447), which walks an untyped graph and does
        not end where every neighbour was used; ours follows typed links, binds values and ends always.
    """
    counts = drawn or Drawn()
    view = view or GraphView(store, request.score_min, counts.skipped)
    yield from Sampler(view, request, tuple(motifs), counts).run()


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
        # Around one start the same few neighbours come again and again, as they must.
        balance = Balance(0 if request.start else len(self.starts), drawn.used)
        self.grower = Grower(view, self.allowed, view.hopeless(), balance)
        self._distractors = Distractors(view, request, everything)
        self._lengths = self._line_lengths()
        self._seen: set[str] = set()  # in this round
        self._known: set[str] = set()  # in earlier ones
        self._turn = -1
        self._order: list[str] = []

    def _starts(self, everything: tuple[str, ...]) -> tuple[str, ...]:
        if not self.view.facts:
            raise SampleError("The graph has no tools.", "Run `toolgraph ingest PATH` first.")
        start = self.request.start
        if start is None:
            hopeful = self.allowed & self.view.linked() - self.view.hopeless()
            return tuple(sorted(hopeful)) or everything
        if start not in self.view.facts:
            raise SampleError(f"There is no tool {start!r} in the graph.", "Find its id with `toolgraph tools WORDS`.")
        if start not in self.allowed:
            raise SampleError(
                f"{start} deletes, cancels or pays, and such tools are not drawn.", "Add --allow destructive."
            )
        return (start,)

    def _line_lengths(self) -> Iterator[int]:
        """The lengths of the chains that `line` would draw, for motifs that do not look at the graph."""
        if all(m.shape != "any" for m in self.motifs):
            return
        lines = Sampler(self.view, self.request, (load_motif("line"),), Drawn())
        try:
            yield from (len(chain.tools) for chain in lines.run())
        except SampleError:  # no line at all: any length will do
            return

    def run(self) -> Iterator[Chain]:
        """Chains until there are enough, or no more."""
        index, in_vain = 0, 0
        read_all = self.request.count * _READ_ALL_FROM >= len(self.starts) > 1
        if read_all:
            self.read_all()
        rounds = self.request.rounds
        while self.starts and self.drawn.chains < self.request.count:
            if in_vain >= (_GIVE_UP_AFTER if rounds == 1 else _NEXT_ROUND_AFTER):
                if rounds == 1 or not self._seen:
                    break
                rounds, in_vain = rounds - 1, 0
                self._known |= self._seen
                self._seen.clear()
            if index % _BATCH == 0 and not read_all:
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
        last = min(tried, _GIVE_UP_AFTER)
        self.drawn.reason = (
            f"drew {self.drawn.chains} of {self.request.count} chains; the last {last} of {tried} draws gave none "
            f"(failed tries: {why})"
        )
        if not self.drawn.chains:
            start = self.request.start
            raise SampleError(
                f"No chain could be drawn{f' with {start}' if start else ''}: {self._why_none()}.",
                "Add --allow destructive."
                if not self.starts
                else "Lower --min-score, widen --length, or ingest tools whose outputs fit others' inputs.",
            )

    def _why_none(self) -> str:
        start = self.request.start
        if not self.starts:
            return f"all of the {len(self.view.facts)} tools delete, cancel or pay"
        asked = f"with a score of {self.request.score_min:g} or more"
        if start is not None and start not in self.view.linked():
            return f"no link {asked} leads into it or out of it"
        if start in self.view.hopeless():
            return f"it needs an id, key or token that nobody can say and that no chain of links {asked} gives"
        if not self.view.linked():
            return f"no tool of the {len(self.view.facts)} in the graph feeds another {asked}"
        often = [f"{n} x {reason} ({REASONS[reason]})" for reason, n in self.drawn.refused.most_common()]
        skipped = [f"{n} candidates of the motif left out as {why}" for why, n in self.drawn.skipped.most_common()]
        return "; ".join((*often, *skipped)) or "every tool has had its share"

    def _start_of(self, index: int, attempt: int) -> str:
        """Every tool starts equally often: a fresh order of all tools for each round, further tries from afar."""
        turn, at = divmod(index, len(self.starts))
        if turn != self._turn:
            self._turn, self._order = turn, list(self.starts)
            rng_for(self.request.seed, "sample.order", turn).shuffle(self._order)
        return self._order[(at + attempt * (len(self.starts) // _ATTEMPTS + 1)) % len(self.starts)]

    def read_all(self) -> None:
        """The whole graph in a few queries, two at a time: one is unpacked while the database looks for the next."""
        steps: list[Callable[[], None]] = [
            partial(self.view.read_options, motif, self.starts, back=back)
            for motif in {m.statement: m for m in self.motifs if m.shape != "any"}.values()
            for back in ((False, True) if "back" in motif.params else (False,))
        ]
        if steps:
            steps.insert(0, partial(self.view.read_inputs, self.starts))
        steps.append(partial(self.view.read_similar, self.view.facts))
        with collector_paused(), ThreadPoolExecutor(2) as pool:
            for read in [pool.submit(step) for step in steps]:
                read.result()

    def _prefetch(self, index: int) -> None:
        """A few queries for the first hop of a batch of draws; later hops are read as they are met."""
        last = min(index + _BATCH, index + self.request.count)
        tools = [self._start_of(i, 0) for i in range(index, last)]
        self._read(tools)
        near = (
            t
            for m in self.motifs
            if m.shape in ("walk", "template")
            for s in tools
            for found in self.view.options(m, s).tools[:20]
            for t in found
        )
        self._read(list(dict.fromkeys(near)))

    def _read(self, tools: list[str]) -> None:
        for motif in self.motifs:
            if motif.shape != "any":
                self.view.read_options(motif, tools)
            if motif.shape == "template":
                self.view.read_options(motif, tools, back=True)
        if any(m.shape != "any" for m in self.motifs):
            self.view.read_inputs(tools)

    def _draw(self, index: int) -> Chain | None:
        rng = rng_for(self.request.seed, "sample", index)
        motif = self.motifs[index % len(self.motifs)]
        as_line = next(self._lengths, 0) if motif.shape == "any" else 0
        for attempt in range(_ATTEMPTS):
            length = as_line or rng.randint(self.request.length_min, self.request.length_max)
            start = self._start_of(index, attempt)
            if self.grower.balance.full(start):
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
        identity = digest(bound.identity)
        if identity in self._seen:
            return "repeated"
        self._seen.add(identity)
        self.drawn.again += identity in self._known
        self.drawn.chains += 1
        self.grower.balance.add(bound.tools)
        # As with the bindings: the parts are our own, and validating them again would only cost.
        return Chain.model_construct(
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
            return bind(grown.tools, self.view)
        if len(grown.tools) > self.request.length_max:
            return "too_long"
        return self._executable(motif, grown, rng)

    def _executable(self, motif: Motif, grown: Grown, rng: Random) -> Bound | str:
        if not self.view.hopeless().isdisjoint(grown.tools):
            return "no_producer"
        most, wanted = self.request.length_max, grown.wanted
        bound = complete(grown.tools, self.view, most=most, drawable=self.grower.drawable, rng=rng, wanted=wanted)
        if bound is None:
            return "not_executable"
        if motif.shape != "set":  # the calls of a set are wanted together, each for itself
            bound = drop_needless(drop_idle(bound, wanted.goals), self.view, wanted.goals)
        if motif.shape == "whole" and not set(grown.tools) <= set(bound.tools):
            return "shape_lost"
        return self._fault(bound, grown) or bound

    def _fault(self, bound: Bound, grown: Grown) -> str:
        if not binds_all(bound, grown.wanted):
            return "shape_lost"
        if self.request.start is not None and self.request.start not in bound.tools:
            return "start_idle"
        if len(bound.tools) < self.request.length_min or not any(bound.fits):
            return "too_short"
        return "drawn_often" if any(map(self.grower.balance.full, bound.tools)) else ""
