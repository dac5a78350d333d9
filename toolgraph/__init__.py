"""Tool specs as a graph in Neo4j: link, ask in Cypher, sample chains, make checked multi-turn dialogues."""

from __future__ import annotations

from importlib.metadata import version

__version__ = version("toolgraph")
