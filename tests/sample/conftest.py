"""Graphs to draw from: the catalogue, and small ones made row by row."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sample.filled import catalogue_copy
from tests.store.conftest import open_database
from toolgraph.store import GraphStore, StoreAddress, open_store

__all__ = ["open_database"]


@pytest.fixture(scope="session")
def catalogue_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """The bundled catalogue in the embedded database, for tests that only read."""
    with open_store(StoreAddress(db=str(catalogue_copy(tmp_path_factory)))) as store:
        yield store


@pytest.fixture(scope="session")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """An embedded database that each test fills anew."""
    with open_store(StoreAddress(db=str(tmp_path_factory.mktemp("small") / "graph"))) as store:
        yield store
