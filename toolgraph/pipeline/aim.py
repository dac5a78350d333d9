"""The mix of a run, aimed at some of the chains that the run draws."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from toolgraph.errors import SampleError
from toolgraph.pipeline.catalogue import tool_rows_by_id
from toolgraph.pipeline.make import tools_named
from toolgraph.pipeline.processes import Processes
from toolgraph.plan import Mix, aimed, load_mix, pilot, pilot_size
from toolgraph.sample import GraphView, SampleRequest, load_motif, sample_chains
from toolgraph.store.graph import Row

_CROWDED = 5  # chains for each tool of the graph from which on those that come later are not like the first
_LOOKED_AT = 20_000  # of them, at most; they are drawn in a few seconds


def aimed_mix(
    view: GraphView,
    mix: str,
    sample: SampleRequest,
    motifs: Sequence[str],
    *,
    count: int,
    processes: Processes | None = None,
) -> Mix:
    """A mix whose averages come true on this graph; every part of a run finds the same one.

    Args:
        view: The graph, with links as strong as `sample` wants them.
        mix: Name of a preset, or a `.toml` file.
        motifs: Names or `.cypher` files.
        count: Dialogues of the whole run; a small run takes the mix as it is.
        processes: That plan; None plans in this process.

    Raises:
        ConfigError: There is no such mix or motif.
        StoreUnavailable: The database did not answer.
    """
    plain = load_mix(mix)
    size = pilot_size(count)
    if not size:
        return plain
    # As many as the run asks for, so that what it will read of the graph anyway is read at once, and not twice.
    request = sample.model_copy(update={"count": count})
    drawn = sample_chains(view.store, request, [load_motif(name) for name in motifs], view=view)
    crowded = count > _CROWDED * len(view.facts)
    try:
        chains = list(islice(drawn, min(count, _LOOKED_AT) if crowded else size))
    except SampleError:  # that no chain can be drawn is told by the run itself
        return plain
    chains = pilot(chains, size, seed=sample.seed)
    rows = tool_rows_by_id(view.store, tools_named(chains))
    planners = processes or Processes(1, sample.seed)

    def rows_of(ids: Iterable[str]) -> dict[str, Row]:
        return {i: rows[i] for i in ids}

    return aimed(plain, chains, lambda some, mix: planners.measure(some, rows_of, mix))
