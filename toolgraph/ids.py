"""Stable names: digests of canonical JSON, seeds derived per stage and item, readable slugs."""

from __future__ import annotations

import hashlib
import json
import re
from random import Random
from typing import Any


def canonical_json(value: Any) -> str:
    """JSON text that is the same for equal values: sorted keys, no spaces, not escaped to ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(value: Any, *, length: int = 16) -> str:
    """The first `length` hex digits of the SHA-256 of a value's canonical JSON."""
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()[:length]


def rng_for(seed: int, stage: str, item: str | int = "") -> Random:
    """A generator of its own for one item of one stage, so that order and threads change nothing."""
    text = f"{seed}\x1f{stage}\x1f{item}".encode()
    return Random(int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big"))


def slug(text: str, *, fallback: str = "unnamed") -> str:
    """`text` as a part of an id: letters, digits, `.`, `_`, `-`; runs of anything else become one `-`.

    >>> slug("Pet Store (v2)")
    'Pet-Store-v2'
    """
    return re.sub(r"[^\w.-]+", "-", text.strip()).strip("-.") or fallback
