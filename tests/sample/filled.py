"""A database with the bundled catalogue, filled once a session; who wants to change it takes a copy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from toolgraph.pipeline.ingest import ingest
from toolgraph.read import read_path
from toolgraph.store import StoreAddress, open_store

CATALOGUE = Path(__file__).resolve().parents[2] / "ingest"
_made: list[Path] = []


def catalogue_folder(factory: pytest.TempPathFactory) -> Path:
    """The folder of a closed embedded database that holds the catalogue."""
    if not _made:
        folder = factory.mktemp("catalogue") / "graph"
        with open_store(StoreAddress(db=str(folder))) as store:
            ingest(store, read_path(CATALOGUE))
        _made.append(folder)
    return _made[0]


def catalogue_copy(factory: pytest.TempPathFactory) -> Path:
    """A database of one's own with the catalogue."""
    return Path(shutil.copytree(catalogue_folder(factory), factory.mktemp("copy") / "graph"))
