"""Where links lead: to what is called by its number under that number."""

from __future__ import annotations

from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record


def to_number(record: Record, leaf: LeafPlan, url: str) -> str:
    """A link to what has a number, as its spec shows such links: `/issues/214`."""
    number, shown = record.facts.get("number"), leaf.schema.get("examples", ())
    ends = str(shown[0]).rstrip("/").rpartition("/")[2] if shown else ""
    if not isinstance(number, int) or not ends.isdigit():
        return url
    return f"{url.rpartition('/')[0]}/{number}"
