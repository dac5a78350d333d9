"""Words from a phrase grammar: no network, no model, the same words for the same plan."""

from toolgraph.llm.offline.phraser import OfflinePhraser

__all__ = ["OfflinePhraser"]
