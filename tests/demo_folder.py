"""One run of the demo for all tests that want a real graph and real dialogues; made once a test session."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path

from toolgraph.pipeline.demo import demo


@lru_cache(maxsize=1)
def demo_folder() -> Path:
    """A folder with `db` (the bundled catalogue, linked) and `run` (30 dialogues)."""
    folder = Path(tempfile.mkdtemp(prefix="toolgraph-demo-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    demo(folder, count=30, progress=lambda *_: None)
    return folder
