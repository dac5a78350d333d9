"""Tools as keys of caches."""

from __future__ import annotations

from toolgraph.models.tool import Tool


class Keyed:
    """A tool as a key of a cache: equal where id and digest are, so that no schema is hashed."""

    __slots__ = ("_key", "tool")

    def __init__(self, tool: Tool) -> None:
        self.tool = tool
        self._key = (tool.id, tool.whole_digest)

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Keyed) and self._key == other._key
