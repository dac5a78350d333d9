"""Tools and links as rows of the graph, and back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from toolgraph.ids import digest
from toolgraph.link import pack_side
from toolgraph.link.side import Side
from toolgraph.meaning.concept import concept_of
from toolgraph.models.link import Link
from toolgraph.models.tool import Enrichment, Field, Leaf, Parameter, Tool
from toolgraph.normalise import with_enrichment
from toolgraph.normalise.leaves import fields_of, parameters_of
from toolgraph.store.graph import Row

_TEXT = ("source", "name", "title", "description", "category", "http", "effect")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def tool_row(tool: Tool) -> Row:
    """A tool as a row of `write/put_tools`; what has no place in a property is JSON text."""
    inferred = inferred_of(tool)
    values: Row = {name: getattr(tool, name) for name in _TEXT}
    values.update(
        digest=stored_digest(tool),
        tags=list(tool.tags),
        parameters=_json(tool.parameters),
        returns=None if tool.returns is None else _json(tool.returns),
        inferred=_json([f.model_dump(mode="json") for f in inferred]) if inferred else None,
        errors=_json([e.model_dump(mode="json") for e in tool.errors]) if tool.errors else None,
        examples=_json(tool.examples) if tool.examples else None,
        enriched=tool.enriched.model_dump_json() if tool.enriched else None,
    )
    return {"id": tool.id, "source": tool.source, "set": values}


def inferred_of(tool: Tool) -> tuple[Field, ...]:
    """The fields of a tool that its source does not declare."""
    return tuple(f for f in tool.outputs if f.inferred)


def spec_digest(stored: str) -> str:
    """The part of a stored digest that follows from the spec alone."""
    return stored.partition("+")[0]


def stored_digest(tool: Tool) -> str:
    """The digest of what the spec says, and after a `+` of what was inferred beside it."""
    beside = [f.model_dump(mode="json") for f in inferred_of(tool)]
    beside += [tool.enriched.model_dump(mode="json")] if tool.enriched else []
    return f"{tool.digest}+{digest(beside)}" if beside else tool.digest


def enrichment_of(row: Mapping[str, Any]) -> Enrichment | None:
    """What a model wrote of a stored tool."""
    return Enrichment.model_validate_json(row["enriched"]) if row["enriched"] else None


def tool_of(row: Mapping[str, Any]) -> Tool:
    """The tool that `tool_row` wrote, with its leaves."""
    parameters = json.loads(row["parameters"])
    returns = json.loads(row["returns"]) if row["returns"] else None
    tool = Tool(
        id=row["id"],
        **{name: row[name] or "" for name in _TEXT},
        tags=tuple(row["tags"] or ()),
        parameters=parameters,
        returns=returns,
        errors=json.loads(row["errors"]) if row["errors"] else (),
        examples=tuple(json.loads(row["examples"])) if row["examples"] else (),
        inputs=parameters_of(row["id"], parameters),
        outputs=json.loads(row["inferred"]) if row["inferred"] else fields_of(row["id"], returns),
    )
    if row.get("digest"):  # worked out when it was written; doing so again takes as long as reading it
        tool.__dict__["digest"] = spec_digest(row["digest"])
    enrichment = enrichment_of(row)
    return tool if enrichment is None else with_enrichment(tool, enrichment)


def parameter_rows(tool: Tool) -> Iterator[Row]:
    """The parameters of a tool as rows of `write/add_parameters`."""
    for position, leaf in enumerate(tool.inputs):
        values = _leaf_values(leaf, tool, position)
        if leaf.has_default:
            values["default"] = _json(leaf.default)
        values["has_default"] = leaf.has_default
        yield {"tool": tool.id, "set": values}


def field_rows(tool: Tool) -> Iterator[Row]:
    """The fields of a tool as rows of `write/add_fields`."""
    for position, leaf in enumerate(tool.outputs):
        yield {"tool": tool.id, "set": {**_leaf_values(leaf, tool, position), "inferred": leaf.inferred}}


def _leaf_values(leaf: Parameter | Field, tool: Tool, position: int) -> Row:
    concept = concept_of(leaf, tool)
    values: Row = {
        "id": leaf.id,
        "path": leaf.path,
        "name": leaf.name,
        "type": leaf.type,
        "position": position,
        "required": leaf.required,
        "concept": concept.kind or concept.key,
    }
    values.update({k: v for k, v in _extras(leaf) if v})
    return values


def _extras(leaf: Leaf) -> Iterator[tuple[str, Any]]:
    yield "item_type", leaf.item_type
    yield "format", leaf.format
    yield "description", leaf.description
    yield "pattern", leaf.pattern
    yield "enum", [v if isinstance(v, str) else _json(v) for v in leaf.enum]
    yield "examples", [v if isinstance(v, str) else _json(v) for v in leaf.examples]
    yield "inferred_parts", list(leaf.inferred_parts)


def link_row(link: Link) -> Row:
    """A link as a row of `write/add_...`."""
    row: Row = {"start": link.start, "end": link.end, "score": link.score}
    if link.kind in ("FITS", "SIMILAR"):
        row["reasons"] = list(link.reasons)
    elif link.kind in ("FEEDS", "SHARES_INPUT"):
        row["links"] = link.links
    return row


def parameter_pack(meanings: tuple[Side, ...]) -> str:
    """All that a parameter may stand for, as text kept with it."""
    return _json([pack_side(m) for m in meanings])
