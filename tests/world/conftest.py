from __future__ import annotations

from pathlib import Path

import pytest

from toolgraph.models.tool import Tool
from toolgraph.normalise import normalise
from toolgraph.read import read_path

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def catalogue() -> list[Tool]:
    """All tools of the bundled catalogue."""
    return [tool for spec in read_path(ROOT / "ingest") for tool in normalise(spec).tools]
