"""Small random sources that share what means the same everywhere: e-mail addresses, cities, dates, names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from toolgraph.models.spec import RawSpec, RawTool

SOURCES = ("alpha", "beta", "gamma", "delta")
_VERBS = ("get", "list", "create", "update")
_NOUNS = ("Pet", "Order", "User")
_INPUTS: dict[str, Any] = {
    "petId": {"type": "string"},
    "order_id": {"type": "integer"},
    "email": {"type": "string", "format": "email"},
    "to": {"type": "string", "description": "E-mail address of the receiver"},
    "city": {"type": "string", "description": "Name of a city", "enum": ["Rome", "Oslo"]},
    "date": {"type": "string", "format": "date", "default": "2026-01-01"},
    "limit": {"type": "integer", "default": None},
}
_OUTPUTS: dict[str, Any] = {
    "id": {"type": "string"},
    "name": {"type": "string"},
    "email": {"type": "string", "format": "email"},
    "owner": {"type": "object", "properties": {"email": {"type": "string"}, "city": {"type": "string"}}},
    "pets": {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"}}}},
    "date": {"type": "string", "format": "date"},
}


def _schema(properties: Mapping[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": dict(properties), "required": required}


def _tool(name: str, inputs: list[str], outputs: list[str], described: int) -> RawTool:
    return RawTool(
        name=name,
        description=("", "Does it.", "Does it well, for all.")[described],
        parameters=_schema({k: _INPUTS[k] for k in inputs}, inputs[:1]),
        returns=_schema({k: _OUTPUTS[k] for k in outputs}, []) if outputs else None,
        tags=("even",) if len(inputs) % 2 == 0 else (),
    )


def spec(source: str, tools: Mapping[str, RawTool]) -> RawSpec:
    """A source as a reader gives it."""
    return RawSpec(
        origin=f"{source}.json", source=source, format="jsonl", title=source.title(), tools=tuple(tools.values())
    )


_names = st.builds("{}{}".format, st.sampled_from(_VERBS), st.sampled_from(_NOUNS))


@st.composite
def tool_sets(draw: st.DrawFn) -> dict[str, RawTool]:
    """The tools of a source by name; at times none."""
    names = draw(st.lists(_names, max_size=5, unique=True))
    some_inputs = st.lists(st.sampled_from(sorted(_INPUTS)), max_size=3, unique=True)
    some_outputs = st.lists(st.sampled_from(sorted(_OUTPUTS)), max_size=4, unique=True)
    return {n: _tool(n, draw(some_inputs), draw(some_outputs), draw(st.integers(0, 2))) for n in names}


@st.composite
def steps(draw: st.DrawFn) -> list[tuple[dict[str, dict[str, RawTool]], bool]]:
    """A sequence of ingests: which sources come with which tools, and whether what is missing is removed."""
    some = st.dictionaries(st.sampled_from(SOURCES), tool_sets(), min_size=1, max_size=3)
    return draw(st.lists(st.tuples(some, st.booleans()), min_size=2, max_size=4))


_CITY = {"type": "string", "description": "Name of a city"}
_DAY = {"type": "string", "format": "date-time"}


def row_of_sources(count: int) -> dict[str, dict[str, RawTool]]:
    """Sources of which each gives what the others ask for, some more surely than others."""

    def booking(i: int) -> dict[str, Any]:
        leaves = {"city": _CITY, "email": _OUTPUTS["email"], "starts_at": _DAY}
        some = {name: leaf for at, (name, leaf) in enumerate(leaves.items()) if (i + at) % 3}
        return _schema({"bookings": {"type": "array", "items": {"type": "object", "properties": some}}}, [])

    def tools(i: int) -> list[RawTool]:
        verb = ("search", "list", "get")[i % 3]
        asked: dict[str, Any] = {"city": _CITY, "starts_at": _DAY} if i % 2 else {"city": _CITY}
        return [
            RawTool(name=f"{verb}_flights", parameters=_schema({}, []), returns=booking(i)),
            RawTool(name="get_weather", parameters=_schema(asked, list(asked))),
        ]

    return {f"s{i:02}": {tool.name: tool for tool in tools(i)} for i in range(count)}
