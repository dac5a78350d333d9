"""Tools made uniform: ids, leaves, effects."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.schema.nasty import SCHEMAS
from toolgraph.ids import canonical_json
from toolgraph.models.spec import ErrorResponse, RawSpec, RawTool, Skipped
from toolgraph.models.tool import Tool
from toolgraph.normalise import normalise
from toolgraph.normalise.effect import effect_of
from toolgraph.normalise.leaves import fields_of, parameters_of

OBJECTS = SCHEMAS.filter(lambda schema: isinstance(schema, dict))
MANY = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
RAW = st.builds(
    RawTool,
    name=st.one_of(TEXT, st.sampled_from(["f", "f 1", "f-1", "a/b"])),
    description=TEXT,
    parameters=OBJECTS,
    returns=st.one_of(st.none(), OBJECTS),
    tags=st.lists(TEXT, max_size=2).map(tuple),
    http=st.sampled_from([None, "GET /a/{b}", "DELETE /a"]),
    errors=st.lists(st.builds(ErrorResponse, status=st.just(404), schema_=OBJECTS), max_size=1).map(tuple),
)


def spec(*tools: RawTool, source: str = "s") -> RawSpec:
    return RawSpec(origin="o", source=source, format="jsonl", tools=tools)


def raw(name: str = "f", parameters: dict[str, Any] | None = None, **more: Any) -> RawTool:
    return RawTool(name=name, parameters=parameters or {"type": "object", "properties": {}}, **more)


def again(tool: Tool) -> RawTool:
    return RawTool(
        **{key: getattr(tool, key) for key in RawTool.model_fields if key not in {"http", "provider", "place"}},
        http=tool.http or None,
    )


@MANY
@given(st.lists(RAW, max_size=4))
def test_normalising_twice_changes_nothing(tools: list[RawTool]) -> None:
    """The tools of a normalised spec, read as a spec again, say the same."""
    once = normalise(spec(*tools)).tools
    twice = {tool.name: tool for tool in normalise(spec(*map(again, once))).tools}
    for tool in once:
        if [other.name for other in once].count(tool.name) == 1:
            second = twice[tool.name]
            schemas = [[each.parameters, each.returns] for each in (second, tool)]
            assert canonical_json(schemas[0]) == canonical_json(schemas[1])
            assert [leaf.path for leaf in second.inputs] == [leaf.path for leaf in tool.inputs]
            assert (second.effect, second.tags, second.errors) == (tool.effect, tool.tags, tool.errors)


@MANY
@given(st.lists(RAW, max_size=5))
def test_ids_are_unique_and_nothing_is_lost(tools: list[RawTool]) -> None:
    """Each tool that came in goes out, or is named among the skipped ones as a duplicate."""
    made = normalise(spec(*tools))
    ids = [tool.id for tool in made.tools]
    assert len(set(ids)) == len(ids)
    assert len(ids) + sum(one.code == "duplicate" for one in made.skipped) == len(tools)
    for tool in made.tools:
        Draft202012Validator.check_schema(tool.parameters)
        assert tool.parameters["type"] == "object"
        leaves = [leaf.id for leaf in (*tool.inputs, *tool.outputs)]
        assert len(set(leaves)) == len(leaves)
        assert all(leaf.startswith(f"{tool.id}#") for leaf in leaves)


def resolve(schema: Any, path: str) -> list[Any]:
    """All schemas that a leaf's path may mean; names may hold dots and brackets themselves."""
    if path == "":
        return [schema]
    found = [{"type": "string"}] if path == "{key}" and schema.get("additionalProperties") else []
    for sign, key in (("[]", "items"), ("{}", "additionalProperties")):
        if path.startswith(sign) and (key in schema or key == "items"):
            found += resolve(schema.get(key, {}), path[len(sign) :])
    for name, inner in schema.get("properties", {}).items():
        rest = path.removeprefix(".")
        if rest.startswith(name) and (rest[len(name) :][:1] in {"", ".", "[", "{"}):
            found += resolve(inner, rest[len(name) :])
    return found


@MANY
@given(OBJECTS)
def test_paths_of_leaves_resolve_in_the_schema(schema: dict[str, Any]) -> None:
    """Each leaf's path, walked through the tidy schema, ends at a schema of the leaf's type."""
    tool = normalise(spec(raw(parameters=schema, returns=schema))).tools[0]
    for leaf, whole in [*((leaf, tool.parameters) for leaf in tool.inputs), *((f, tool.returns) for f in tool.outputs)]:
        kinds = [found.get("type", "any") for found in resolve(whole, leaf.path)]
        assert any(leaf.type in ([kind] if isinstance(kind, str) else kind) for kind in kinds), (leaf.path, whole)


SEARCH = {
    "type": "object",
    "properties": {
        "where": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
        "tags": {"type": "array", "items": {"type": "string", "enum": ["a", "b"]}, "description": "Tags"},
        "parts": {"type": "array", "items": {"type": "object", "properties": {"sku": {"type": "string"}}}},
        "labels": {"type": "object", "additionalProperties": {"type": "string"}},
        "page": {"type": "integer", "default": None, "nullable": True},
    },
    "required": ["where"],
}


def test_inputs_are_what_a_call_fills() -> None:
    """Objects are opened, lists of scalars are one leaf with the choices of their items, maps stay whole."""
    tool = normalise(spec(raw(parameters=SEARCH))).tools[0]
    leaves = {leaf.path: leaf for leaf in tool.inputs}
    assert list(leaves) == ["where.city", "tags", "parts[].sku", "labels", "page"]
    assert (leaves["tags"].type, leaves["tags"].item_type, leaves["tags"].enum) == ("array", "string", ("a", "b"))
    assert [path for path, leaf in leaves.items() if leaf.required] == ["where.city"]
    assert (leaves["page"].has_default, leaves["page"].default) == (True, None)


def test_outputs_are_what_can_be_taken() -> None:
    """Lists and maps of a result are opened, with `[]` and `{}` in the path."""
    assert [leaf.path for leaf in fields_of("t", SEARCH)] == ["where.city", "tags[]", "parts[].sku", "labels{}", "page"]
    assert [leaf.path for leaf in fields_of("t", {"type": "array", "items": {"type": "string"}})] == ["[]"]
    assert [leaf.path for leaf in fields_of("t", {"type": "string"})] == [""]
    assert fields_of("t", None) == ()


def test_things_in_a_map_have_keys() -> None:
    """The keys of a map of objects are a leaf of their own, those of plain values are only labels."""
    item = {"type": "object", "properties": {"size": {"type": "string"}}}
    whole = {"type": "object", "properties": {"variants": {"type": "object", "additionalProperties": item}}}
    assert [leaf.path for leaf in fields_of("t", whole)] == ["variants{}.size", "variants{key}"]
    assert [leaf.path for leaf in fields_of("t", whole["properties"]["variants"])] == ["{}.size", "{key}"]


def test_too_many_leaves_keep_what_is_required_and_near() -> None:
    """Of a thousand inputs, 300 stay: the required ones first, in the order of the schema."""
    properties = {f"p{number}": {"type": "string"} for number in range(1000)}
    leaves = parameters_of("t", {"type": "object", "properties": properties, "required": ["p999"]})
    assert len(leaves) == 300
    assert [leaf.name for leaf in leaves[:2]] == ["p0", "p1"]
    assert leaves[-1].name == "p999"


def test_same_name_gets_a_number() -> None:
    """Different tools of one name are told apart in the order of the document; equal ones are one."""
    made = normalise(
        spec(raw(description="a"), raw(description="b", place="line 2"), raw(description="a", place="line 3"))
    )
    assert [(tool.id, tool.description) for tool in made.tools] == [("s/f", "a"), ("s/f-2", "b")]
    assert made.skipped == (Skipped(place="line 3", code="duplicate", reason="f again, exactly as in f"),)


def test_records_may_name_their_own_source() -> None:
    """The provider of a record is the source of its tool, and part of its id."""
    made = normalise(spec(raw(provider="Pet Shop"), raw()))
    assert [tool.id for tool in made.tools] == ["Pet-Shop/f", "s/f"]


def test_a_bare_map_of_parameters_is_meant_as_properties() -> None:
    """`{"city": {"type": "str"}}` takes a city; a schema that is no object takes nothing."""
    tools = normalise(spec(raw("a", {"city": {"type": "str"}}), raw("b", {"type": "string"}))).tools
    assert tools[0].parameters == {"type": "object", "properties": {"city": {"type": "string"}}}
    assert tools[1].parameters == {"type": "object", "properties": {}}


@pytest.mark.parametrize(
    ("name", "http", "effect"),
    [
        ("list_orders", "", "read"),
        ("orders.cancel", "", "destructive"),
        ("list_deleted_items", "", "read"),
        ("createIssue", "", "write"),
        ("weather", "", "read"),
        ("anything", "GET /x", "read"),
        ("anything", "DELETE /x", "destructive"),
        ("searchPets", "POST /pets/search", "read"),
        ("pay", "POST /invoices/{id}/pay", "destructive"),
        ("createPet", "POST /pets", "write"),
    ],
)
def test_what_a_call_does(name: str, http: str, effect: str) -> None:
    """The HTTP method counts first, then the first verb of the name."""
    assert effect_of(name, http, None) == effect


def test_what_the_source_says_counts_most() -> None:
    """A source that says what a call does is believed."""
    assert effect_of("delete_all", "", "read") == "read"


@pytest.mark.parametrize("name", ["Größe ändern", "../../etc", "a/b#c", "   ", "🙂"])
def test_ids_hold_no_sign_that_means_something(name: str) -> None:
    """Any name gives an id with one slash and no `#`, and stays as it was written."""
    tool = normalise(spec(raw(name))).tools[0]
    assert re.fullmatch(r"s/[\w.-]+", tool.id)
    assert tool.name == (name.strip() or "unnamed")
