"""The garbage collector, out of the way while much JSON is made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Make no search for cycles inside: parsed and tidied JSON has none, and is all kept.

    Each search walks everything made so far. Measured on 12,354 tools: normalising takes 2.4 s without, 5.2 s with it.
    """
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


@contextmanager
def set_aside() -> Iterator[None]:
    """Let searches for cycles inside leave out all that was made before: the graph that a run draws from stays.

    Measured on 1,500 dialogues from 12,354 tools: 41.5 and 37.6 s with all searches, 39.5 and 34.5 s without any.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
