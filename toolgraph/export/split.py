"""Which chains go to validation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from toolgraph.errors import ConfigError
from toolgraph.ids import rng_for


def validation_chains(chains: Iterable[str], share: float, seed: int) -> frozenset[str]:
    """Ids of the chains whose rows are for validation, so that no chain stands on both sides.

    Args:
        chains: Chain id of each row.
        share: Part of the rows to put aside, 0 to below 1; whole chains come as near to it as they can, with at
            least one chain on each side. 0 puts nothing aside.

    Raises:
        ConfigError: The share is out of range, or there are fewer than two chains to share out.
    """
    if not 0 <= share < 1:
        raise ConfigError(f"--split is {share}.", "Give a share from 0 (no validation) to below 1, such as 0.05.")
    counts = Counter(chains)
    if share == 0:
        return frozenset()
    if len(counts) < 2:
        raise ConfigError(
            f"The rows come from {len(counts)} chain(s), and no chain may stand on both sides of a split.",
            "Export without --split, or draw more chains.",
        )
    order = sorted(counts)
    rng_for(seed, "export-split").shuffle(order)
    wanted = max(1, round(share * counts.total()))
    chosen: set[str] = set()
    for chain in order[:-1]:
        if sum(counts[c] for c in chosen) >= wanted:
            break
        chosen.add(chain)
    return frozenset(chosen)
