"""Tool specs as a graph in Neo4j: link, ask in Cypher, sample chains, make checked multi-turn dialogues."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toolgraph.errors import ToolgraphError
    from toolgraph.models.dialogue import Dialogue
    from toolgraph.pipeline.ingest import ingest
    from toolgraph.pipeline.pages import report_run
    from toolgraph.pipeline.synth import SynthRequest, synth
    from toolgraph.read import read_path
    from toolgraph.sample import SampleRequest, load_motif, sample_chains
    from toolgraph.store import StoreAddress, open_store

__version__ = version("toolgraph")
__all__ = [
    "Dialogue",
    "SampleRequest",
    "StoreAddress",
    "SynthRequest",
    "ToolgraphError",
    "ingest",
    "load_motif",
    "open_store",
    "read_path",
    "report_run",
    "sample_chains",
    "synth",
]

# Looked up when they are asked for: `toolgraph --help` need not load the database, the planner and the word lists.
_HOMES = {
    "Dialogue": "models.dialogue",
    "SampleRequest": "sample",
    "StoreAddress": "store",
    "SynthRequest": "pipeline.synth",
    "ToolgraphError": "errors",
    "ingest": "pipeline.ingest",
    "load_motif": "sample",
    "open_store": "store",
    "read_path": "read",
    "report_run": "pipeline.pages",
    "sample_chains": "sample",
    "synth": "pipeline.synth",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"toolgraph.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'toolgraph' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
