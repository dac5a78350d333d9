"""Tools to links: which outputs fit which inputs, which inputs are alike, which tools are easily confused."""

from __future__ import annotations

from toolgraph.link.fits import SCORE_MIN, Meanings
from toolgraph.link.relink import Far, Known, Near, link, link_far, link_near
from toolgraph.link.ring import SourceFacts, ring_texts
from toolgraph.link.side import Side, pack_side, sides_of, unpack_side

__all__ = [
    "SCORE_MIN",
    "Far",
    "Known",
    "Meanings",
    "Near",
    "Side",
    "SourceFacts",
    "link",
    "link_far",
    "link_near",
    "pack_side",
    "ring_texts",
    "sides_of",
    "unpack_side",
]
