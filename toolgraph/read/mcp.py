"""Tools as an MCP server lists them (`tools/list`)."""

from __future__ import annotations

from toolgraph.models.base import JsonObject
from toolgraph.models.spec import Effect, RawTool
from toolgraph.read.api import object_of, text_of
from toolgraph.read.functions import EMPTY, named, schema_of


def read_mcp_tool(item: JsonObject) -> RawTool:
    """One entry of a `tools/list` answer."""
    annotations = object_of(item.get("annotations"))
    return RawTool(
        name=named(item),
        title=text_of(item.get("title")) or text_of(annotations.get("title")),
        description=text_of(item.get("description")),
        parameters=schema_of(item, "inputSchema") or EMPTY,
        returns=schema_of(item, "outputSchema"),
        effect=effect_of(annotations),
    )


def effect_of(annotations: JsonObject) -> Effect | None:
    """What the hints say; None when they say nothing.

    The protocol's default for `destructiveHint` is true, but servers leave it out for everything that writes:
    only an explicit true counts.
    """
    if annotations.get("readOnlyHint") is True:
        return "read"
    if annotations.get("destructiveHint") is True:
        return "destructive"
    if annotations.get("readOnlyHint") is False or annotations.get("destructiveHint") is False:
        return "write"
    return None
