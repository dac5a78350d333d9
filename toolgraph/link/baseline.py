"""Simple rules to compare with: computed on demand, never stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from toolgraph.models.link import Link
from toolgraph.models.tool import Tool


def by_name(tools: Sequence[Tool]) -> list[Link]:
    """FITS between every output and input of the same name (case ignored), score 1."""
    outputs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for tool in tools:
        for field in tool.outputs:
            outputs[field.name.lower()].append((tool.id, field.id))
    return [
        Link(kind="FITS", start=field, end=p.id, score=1.0, reasons=("same_name",))
        for tool in tools
        for p in tool.inputs
        for owner, field in outputs.get(p.name.lower(), ())
        if owner != tool.id
    ]
