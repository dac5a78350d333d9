"""The databases of `tests/store`, for what is written through the pipeline."""

from __future__ import annotations

from tests.store.conftest import database, open_database, store

__all__ = ["database", "open_database", "store"]
