"""The graph for notebooks written with py2neo (extra `py2neo`): chains, neighbourhoods, and object classes.

py2neo is at the end of its life upstream; its last release, 2021.2.4, was run against the embedded database (kept up
by `toolgraph db serve`), Neo4j 5.26 and Neo4j 2026.08. What writes schema there (`graph.schema.create_index` and its
like) speaks a Cypher that Neo4j 5 dropped; toolgraph has made its indexes already.

>>> graph = py2neo.Graph("bolt://localhost:7687", auth=("neo4j", password))  # doctest: +SKIP
>>> Tool.match(graph, "shop/get_order").first().fed_by  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from py2neo import Graph, Node, NodeMatcher, Relationship, RelationshipMatcher, Subgraph
from py2neo.matching import IN
from py2neo.ogm import Label, Model, Property, RelatedFrom, RelatedTo

from toolgraph.errors import ConfigError
from toolgraph.models.chain import Chain

# `Label` is py2neo's way to say which label an object has; ours follows from the class.
__all__ = ["Field", "Label", "Parameter", "Source", "Tool", "chain_subgraph", "neighbourhood"]

EDGES = ("FEEDS", "SHARES_INPUT", "SIMILAR", "CO_USED")


class Source(Model):  # type: ignore[misc]
    """Where specs came from."""

    __primarykey__ = "id"

    id = Property()
    title = Property()
    origin = Property()
    licence = Property()
    provides = RelatedTo("Tool", "PROVIDES")


class Tool(Model):  # type: ignore[misc]
    """One callable, with its parameters, fields and neighbours.

    `parameters` and `returns` are JSON Schemas as JSON text, as they are stored.
    """

    __primarykey__ = "id"

    id = Property()
    source = Property()
    name = Property()
    title = Property()
    description = Property()
    effect = Property()
    http = Property()
    parameters = Property()
    returns = Property()
    takes = RelatedTo("Parameter", "TAKES")
    gives = RelatedTo("Field", "RETURNS")
    feeds = RelatedTo("Tool", "FEEDS")
    fed_by = RelatedFrom("Tool", "FEEDS")
    similar = RelatedTo("Tool", "SIMILAR")
    provided_by = RelatedFrom("Source", "PROVIDES")


class Parameter(Model):  # type: ignore[misc]
    """One input of a tool."""

    __primarykey__ = "id"

    id = Property()
    path = Property()
    name = Property()
    type = Property()
    required = Property()
    description = Property()
    concept = Property()
    taken_by = RelatedFrom("Tool", "TAKES")
    filled_by = RelatedFrom("Field", "FITS")


class Field(Model):  # type: ignore[misc]
    """One leaf of a tool's result."""

    __primarykey__ = "id"

    id = Property()
    path = Property()
    name = Property()
    type = Property()
    description = Property()
    concept = Property()
    returned_by = RelatedFrom("Tool", "RETURNS")
    fits = RelatedTo("Parameter", "FITS")


def chain_subgraph(graph: Graph, chain: Chain) -> Subgraph:
    """The tools of a chain, the fields and parameters that its bindings join, and the stored edges between them.

    Raises:
        ConfigError: The graph does not hold a tool or link of the chain: it was drawn from another one.
    """
    tools = _nodes(graph, "Tool", chain.tools)
    edges: list[Relationship] = []
    for binding in chain.bindings:
        giver, taker = chain.tools[binding.source_call], chain.tools[binding.call]
        field_id, parameter_id = f"{giver}#out:{binding.field}", f"{taker}#in:{binding.parameter}"
        field = _nodes(graph, "Field", [field_id])[field_id]
        parameter = _nodes(graph, "Parameter", [parameter_id])[parameter_id]
        for start, kind, end in (
            (tools[giver], "RETURNS", field),
            (field, "FITS", parameter),
            (tools[taker], "TAKES", parameter),
        ):
            edges.append(_edge(graph, start, kind, end))
    return Subgraph(tools.values(), edges)


def neighbourhood(graph: Graph, tool: str, *, kinds: Sequence[str] = EDGES) -> Subgraph:
    """A tool, all tools with an edge to or from it, and those edges.

    Args:
        tool: Id.
        kinds: Edge types to follow.

    Raises:
        ConfigError: There is no such tool.
    """
    centre = _nodes(graph, "Tool", [tool])[tool]
    match = RelationshipMatcher(graph).match
    both_ways = ((centre, None), (None, centre))
    return Subgraph([centre], [edge for kind in kinds for ends in both_ways for edge in match(ends, r_type=kind)])


def _nodes(graph: Graph, label: str, ids: Iterable[str]) -> dict[str, Node]:
    wanted = list(dict.fromkeys(ids))
    found = {node["id"]: node for node in NodeMatcher(graph).match(label).where(id=IN(wanted))}
    missing = [name for name in wanted if name not in found]
    if missing:
        raise ConfigError(
            f"The graph has no {label} {missing[0]!r}.", "Connect to the database that the chain was drawn from."
        )
    return found


def _edge(graph: Graph, start: Node, kind: str, end: Node) -> Relationship:
    edge = RelationshipMatcher(graph).match((start, end), r_type=kind).first()
    if edge is None:
        raise ConfigError(
            f"The graph has no {kind} from {start['id']} to {end['id']}.",
            "Connect to the database that the chain was drawn from.",
        )
    return edge
