"""Aiming a mix at a graph: what it reads of the graph, the run need not read again."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.demo_folder import demo_folder
from toolgraph.pipeline.aim import aimed_mix
from toolgraph.pipeline.processes import Processes
from toolgraph.plan import Measured
from toolgraph.sample import GraphView, SampleRequest
from toolgraph.sample import draw as module
from toolgraph.store import GraphStore, StoreAddress, open_store


def test_reads_the_graph_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the run will read the whole graph, its first chains do so, and not piece by piece."""
    address = StoreAddress(db=str(Path(demo_folder()) / "db"))
    monkeypatch.setattr(module, "_READ_ALL_FROM", 0.1)  # the run's chains are enough for that, the first 400 are not
    monkeypatch.setattr(Processes, "measure", lambda *_: Measured())
    reads: Counter[str] = Counter()
    read = GraphStore.read

    def counted(store: GraphStore, name: str, **params: Any) -> list[dict[str, Any]]:
        reads[name] += 1
        return read(store, name, **params)

    monkeypatch.setattr(GraphStore, "read", counted)
    with open_store(address) as store:
        aimed_mix(GraphView(store, 0.5), "multistep", SampleRequest(seed=5), ("line",), count=20_000)
    assert (reads["sample/similar_to"], reads["sample/fits_into"]) == (1, 1)
