"""The graph database: one seam over the Neo4j driver, for a server or for the embedded database."""

from __future__ import annotations

from toolgraph.store.graph import Answer, GraphStore
from toolgraph.store.open import StoreAddress, open_store

__all__ = ["Answer", "GraphStore", "StoreAddress", "open_store"]
