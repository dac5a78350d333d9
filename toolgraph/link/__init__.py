"""Tools to links: which outputs fit which inputs, which inputs are alike, which tools are easily confused."""

from __future__ import annotations

from collections.abc import Sequence

from toolgraph.link.alike import alike, lift, similar
from toolgraph.link.fits import SCORE_MIN, fits
from toolgraph.link.side import sides_of
from toolgraph.models.link import Link
from toolgraph.models.tool import Tool

__all__ = ["SCORE_MIN", "fits", "lift", "link", "sides_of"]


def link(tools: Sequence[Tool], *, score_min: float = SCORE_MIN) -> list[Link]:
    """All links among some tools: FITS and ALIKE between leaves, FEEDS, SHARES_INPUT and SIMILAR between tools.

    Args:
        tools: The whole catalogue, in any order.
        score_min: Weakest FITS to keep, 0 to 1.

    Returns:
        FITS, ALIKE, FEEDS, SHARES_INPUT, SIMILAR, in this order; the same for any order of `tools`.
    """
    ordered = sorted(tools, key=lambda t: t.id)
    sides = [sides_of(t) for t in ordered]
    leaf_links = [*fits(sides, score_min=score_min), *alike(sides)]
    return [*leaf_links, *lift(leaf_links), *similar(ordered)]
