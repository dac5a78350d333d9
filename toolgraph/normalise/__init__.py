"""RawSpec to Tools: one schema dialect, unique ids, inputs and outputs as leaves, and what a call does."""

from __future__ import annotations

from toolgraph.normalise.tools import Normalised, normalise

__all__ = ["Normalised", "normalise"]
