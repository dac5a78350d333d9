"""The mix of a run, aimed at the chains that the run draws first."""

from __future__ import annotations

from collections.abc import Sequence

from toolgraph.errors import SampleError
from toolgraph.pipeline.catalogue import tools_by_id
from toolgraph.pipeline.make import tools_named
from toolgraph.plan import Mix, aimed, load_mix, pilot_size
from toolgraph.sample import SampleRequest, load_motif, sample_chains
from toolgraph.store import GraphStore


def aimed_mix(store: GraphStore, mix: str, sample: SampleRequest, motifs: Sequence[str], *, count: int) -> Mix:
    """A mix whose averages come true on this graph; every part of a run finds the same one.

    Args:
        mix: Name of a preset, or a `.toml` file.
        motifs: Names or `.cypher` files.
        count: Dialogues of the whole run; a small run takes the mix as it is.

    Raises:
        ConfigError: There is no such mix or motif.
        StoreUnavailable: The database did not answer.
    """
    plain = load_mix(mix)
    size = pilot_size(count)
    if not size:
        return plain
    request = sample.model_copy(update={"count": size})
    try:
        chains = list(sample_chains(store, request, [load_motif(name) for name in motifs]))
    except SampleError:  # that no chain can be drawn is told by the run itself
        return plain
    return aimed(plain, chains, tools_by_id(store, tools_named(chains)), seed=sample.seed)
