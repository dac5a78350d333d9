"""Drawing chains: every draw has its own generator, so that neither batch size nor database changes a chain."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from pydantic import Field as PydanticField

from toolgraph.errors import SampleError
from toolgraph.ids import digest, rng_for
from toolgraph.models.base import Artefact
from toolgraph.models.chain import Chain
from toolgraph.sample.bind import Bound, bind, complete, drop_idle
from toolgraph.sample.motif import Motif
from toolgraph.sample.view import GraphView, Option
from toolgraph.store import GraphStore

_ATTEMPTS = 12  # tries for one chain before it counts as not to be had
_GIVE_UP_AFTER = 400  # failed draws in a row: the graph has no more of what was asked for
_BATCH = 500


class SampleRequest(Artefact):
    """What to draw.

    Attributes:
        count: Chains wanted.
        length_min: Fewest calls, 2 or more.
        length_max: Most calls.
        seed: The same graph and seed give the same chains.
        distractors: Tools offered beside a chain's own: half of them easily confused with it, the rest of its sources
            or any.
        start: Draw only chains that contain this tool; None for any.
        score_min: Weakest link to follow, 0 to 1.
        allow_destructive: Also draw tools that delete, cancel or pay.
    """

    count: int = PydanticField(default=100, ge=1)
    length_min: int = PydanticField(default=2, ge=2, le=12)
    length_max: int = PydanticField(default=5, ge=2, le=12)
    seed: int = 0
    distractors: int = PydanticField(default=4, ge=0, le=60)
    start: str | None = None
    score_min: float = PydanticField(default=0.5, ge=0.0, le=1.0)
    allow_destructive: bool = False


@dataclass
class Drawn:
    """Counts of a run, filled in while it goes on.

    Attributes:
        refused: Draws that gave no chain, by reason: `dead_end`, `not_executable`, `too_short`,
            `start_idle` (nobody uses the start tool's result), `repeated`.
        reason: Why fewer chains than asked for were drawn; "" when all were.
    """

    chains: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    reason: str = ""


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
    sampler = _Sampler(GraphView(store, request.score_min), request, tuple(motifs), drawn or Drawn())
    yield from sampler.run()


class _Sampler:
    def __init__(self, view: GraphView, request: SampleRequest, motifs: tuple[Motif, ...], drawn: Drawn) -> None:
        self.view, self.request, self.motifs, self.drawn = view, request, motifs, drawn
        destructive = () if request.allow_destructive else ("destructive",)
        self.allowed = frozenset(t for t, f in view.facts.items() if f.effect not in destructive)
        self.everything = tuple(sorted(self.allowed))
        self.by_source: dict[str, list[str]] = defaultdict(list)
        for tool, facts in view.facts.items():
            self.by_source[facts.source].append(tool)
        self.starts = self._starts()
        self.seen: set[str] = set()
        self._turn = -1
        self._order: list[str] = []

    def _starts(self) -> tuple[str, ...]:
        if not self.view.facts:
            raise SampleError("The graph has no tools.", "Run `toolgraph ingest PATH` first.")
        start = self.request.start
        if start is None:
            return self.everything
        if start not in self.view.facts:
            raise SampleError(f"There is no tool {start!r} in the graph.", "Find its id with `toolgraph tools WORDS`.")
        return (start,)

    def run(self) -> Iterator[Chain]:
        index, in_vain = 0, 0
        while self.drawn.chains < self.request.count and in_vain < _GIVE_UP_AFTER:
            if index % _BATCH == 0:
                self._prefetch(index)
            chain = self._draw(index)
            index += 1
            if chain is None:
                in_vain += 1
                continue
            in_vain = 0
            self.drawn.chains += 1
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
                "Lower --score-min or --length, allow more motifs, or ingest tools whose outputs fit others' inputs.",
            )

    def _start_of(self, index: int, attempt: int) -> str:
        """Every tool starts equally often: a fresh order of all tools for each round."""
        turn, at = divmod(index * _ATTEMPTS + attempt, len(self.starts))
        if turn != self._turn:
            self._turn, self._order = turn, list(self.starts)
            rng_for(self.request.seed, "sample.order", turn).shuffle(self._order)
        return self._order[at]

    def _prefetch(self, index: int) -> None:
        """One query for the first hop of a batch of draws; later hops are read as they are met."""
        last = min(index + _BATCH, index + self.request.count)
        tools = [self._start_of(i, 0) for i in range(index, last)]
        for motif in self.motifs:
            self.view.read_options(motif, tools)
            near = [t for s in dict.fromkeys(tools) for o in self.view.options(motif, s)[:20] for t in o.tools]
            if motif.name != "random":
                self.view.read_options(motif, near if motif.shape != "whole" else [])
                self.view.read_fits([*tools, *near])

    def _draw(self, index: int) -> Chain | None:
        rng = rng_for(self.request.seed, "sample", index)
        motif = self.motifs[index % len(self.motifs)]
        for attempt in range(_ATTEMPTS):
            length = rng.randint(self.request.length_min, self.request.length_max)
            tools = self._grow(motif, self._start_of(index, attempt), length, rng)
            bound = self._bound(motif, tools, rng)
            if isinstance(bound, str):
                self.drawn.refused[bound] += 1
                continue
            identity = digest([bound.tools, [b.model_dump() for b in bound.bindings]])
            if identity in self.seen:
                self.drawn.refused["repeated"] += 1
                continue
            self.seen.add(identity)
            return Chain(
                id=identity,
                motif=motif.name,
                seed=self.request.seed,
                index=index,
                tools=bound.tools,
                bindings=bound.bindings,
                distractors=self._distractors(bound.tools, rng),
            )
        return None

    def _grow(self, motif: Motif, start: str, length: int, rng: Random) -> list[str]:
        if motif.shape == "whole":
            options = [o for o in self.view.options(motif, start) if self.allowed.issuperset(o.tools)]
            return list(_pick(options, rng).tools) if options else []
        chain = [start]
        while len(chain) < length:
            at = chain[-1] if motif.shape == "step" else rng.choice(chain)
            options = self._next(motif, at, chain, rng)
            if not options:
                break
            chain.append(_pick(options, rng).tools[0])
        return chain

    def _next(self, motif: Motif, at: str, chain: list[str], rng: Random) -> Sequence[Option]:
        if motif.name == "random":
            return [Option((t,), 1.0) for t in _some(self.everything, 1, set(chain), rng)]
        return [o for o in self.view.options(motif, at) if o.tools[0] not in chain and o.tools[0] in self.allowed]

    def _bound(self, motif: Motif, tools: list[str], rng: Random) -> Bound | str:
        """The chain with its bindings, or why there is none."""
        if len(tools) < 2:
            return "dead_end"
        if motif.name == "random":
            return Bound(tuple(tools), bind(tools, self.view))
        most = self.request.length_max
        bound = complete(tools, self.view, most=most, allowed=self.allowed, rng=rng)
        if bound is None:
            return "not_executable"
        if motif.shape == "step":
            bound = drop_idle(bound, self.view)
        if self.request.start is not None and self.request.start not in bound.tools:
            return "start_idle"
        if len(bound.tools) < self.request.length_min or not bound.bindings:
            return "too_short"
        return bound

    def _distractors(self, tools: tuple[str, ...], rng: Random) -> tuple[str, ...]:
        """Half easily confused with the chain's tools, a quarter of its sources, the rest any."""
        wanted = self.request.distractors
        out = set(tools)
        picked = [t for t in dict.fromkeys(self.view.similar_to(tools)) if t not in out][: (wanted + 1) // 2]
        out.update(picked)
        for source in dict.fromkeys(self.view.facts[t].source for t in tools):
            picked += _some(self.by_source[source], (wanted - len(picked) + 1) // 2, out, rng)
        picked += _some(self.everything, wanted - len(picked), out, rng)
        return tuple(sorted(picked))


def _some(pool: Sequence[str], wanted: int, out: set[str], rng: Random) -> list[str]:
    """Up to `wanted` members of a pool that are not out yet; they are out then."""
    if wanted <= 0:
        return []
    picked = [t for t in rng.sample(pool, min(len(pool), wanted + len(out))) if t not in out][:wanted]
    out.update(picked)
    return picked


def _pick(options: Sequence[Option], rng: Random) -> Option:
    return rng.choices(options, [o.score**2 for o in options])[0]
