"""RawSpec to Tools: one schema dialect, unique ids, inputs and outputs as leaves, and what a call does."""

from __future__ import annotations

from toolgraph.normalise.enriched import merged, told_digest, with_enrichment
from toolgraph.normalise.tools import Normalised, normalise

__all__ = ["Normalised", "merged", "normalise", "told_digest", "with_enrichment"]
