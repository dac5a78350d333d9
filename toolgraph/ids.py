"""Stable names: digests of canonical JSON, seeds derived per stage and item, readable slugs."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
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


def source_of(node_id: str) -> str:
    """The source of a tool or leaf, by its id.

    >>> source_of("shop/get_order#in:id")
    'shop'
    """
    return node_id.split("/", 1)[0]


def id_within(node_id: str) -> str:
    """The id of a tool or leaf within its source.

    >>> id_within("shop/get_order#in:id")
    'get_order#in:id'
    """
    return node_id.split("/", 1)[1]


def id_in(source: str, within: str) -> str:
    """The whole id of a tool or leaf, by its id within its source.

    >>> id_in("shop", "get_order#in:id")
    'shop/get_order#in:id'
    """
    return f"{source}/{within}"


def tool_part(leaf_id: str) -> str:
    """The id of the tool of a leaf.

    >>> tool_part("shop/get_order#in:id")
    'shop/get_order'
    """
    return leaf_id.split("#", 1)[0]


_NOT_IN_CALL_NAME = re.compile(r"[^A-Za-z0-9_-]+")
_CALL_NAME_MAX = 64  # what OpenAI's and Anthropic's endpoints take


def call_names(tools: Mapping[str, str]) -> dict[str, str]:
    """Names under which some tools are offered together: letters, digits, `_`, `-`, at most 64, each unique.

    Args:
        tools: Names by tool id. Two tools of one name get their source in front (`shop_get_order`), then a number.

    Returns:
        Call names by tool id, in the order of the ids, which alone decides between equal names.
    """
    plain = {i: _NOT_IN_CALL_NAME.sub("_", tools[i]).strip("_")[:_CALL_NAME_MAX] or "tool" for i in sorted(tools)}
    often = list(plain.values())
    taken: set[str] = set()
    out: dict[str, str] = {}
    for tool_id, name in plain.items():
        wanted = name
        if often.count(name) > 1:
            source = _NOT_IN_CALL_NAME.sub("_", source_of(tool_id)).strip("_")
            wanted = f"{source}_{name}"[:_CALL_NAME_MAX]
        number = 2
        made = wanted
        while made in taken:
            tail = f"_{number}"
            made = wanted[: _CALL_NAME_MAX - len(tail)] + tail
            number += 1
        taken.add(made)
        out[tool_id] = made
    return out
