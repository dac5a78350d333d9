"""Schemas made uniform."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from tests.schema.nasty import SCHEMAS
from toolgraph.ids import canonical_json
from toolgraph.schema import Limits, Scope, Tidier, tidy

WORDS = frozenset(
    "type description format enum const default examples pattern minimum maximum exclusiveMinimum exclusiveMaximum "
    "multipleOf minLength maxLength minItems maxItems minProperties maxProperties uniqueItems properties required "
    "additionalProperties items deprecated".split()
)
MANY = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


def _inside(schema: Any) -> Any:
    yield schema
    for inner in schema.get("properties", {}).values():
        yield from _inside(inner)
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            yield from _inside(schema[key])


@MANY
@given(SCHEMAS)
def test_every_tidy_schema_is_valid(schema: Any) -> None:
    """Whatever comes in, what goes out is draft 2020-12, of the small vocabulary, JSON, and without references."""
    before = copy.deepcopy(schema)
    tidied, _ = tidy(schema)
    Draft202012Validator.check_schema(tidied)
    assert all(part.keys() <= WORDS for part in _inside(tidied))
    json.dumps(tidied, allow_nan=False)
    assert repr(schema) == repr(before), "the argument was changed"


@MANY
@given(SCHEMAS)
def test_tidying_twice_changes_nothing(schema: Any) -> None:
    """A tidy schema is its own tidy form, down to the spelling of its numbers."""
    once, _ = tidy(schema)
    twice, notes = tidy(once)
    assert canonical_json(twice) == canonical_json(once)
    assert notes == ()


@MANY
@given(SCHEMAS)
def test_every_value_it_shows_is_valid(schema: Any) -> None:
    """Choices, defaults, constants and examples are valid under the schema they stand in."""
    tidied, _ = tidy(schema)
    for part in _inside(tidied):
        check = Draft202012Validator(part)
        shown = [*part.get("examples", ()), *([part["default"]] if "default" in part else [])]
        assert all(check.is_valid(value) for value in shown)


@pytest.mark.parametrize(
    ("written", "tidied"),
    [
        (
            {"type": "dict", "properties": {"a": {"type": "float"}}},
            {"type": "object", "properties": {"a": {"type": "number"}}},
        ),
        ({"type": "tuple", "items": {"type": "STRING"}}, {"type": "array", "items": {"type": "string"}}),
        ({"type": "any"}, {}),
        ({"type": "integer", "default": "10"}, {"type": "integer", "default": 10}),
        ({"type": "integer", "default": "ten"}, {"type": "integer"}),
        ({"type": "string", "nullable": True}, {"type": ["string", "null"]}),
        ({"type": "number", "minimum": 0, "exclusiveMinimum": True}, {"type": "number", "exclusiveMinimum": 0}),
        ({"enum": ["a", "b"]}, {"enum": ["a", "b"], "type": "string"}),
        ({"type": "array", "enum": ["a"]}, {"type": "array", "items": {"enum": ["a"], "type": "string"}}),
        ({"type": ["null", "array"], "enum": [None]}, {"type": ["null", "array"], "enum": [None]}),
        ({"type": ["boolean", "array"], "enum": [False]}, {"type": ["boolean", "array"], "enum": [False]}),
        ({"type": "string", "pattern": "[unclosed"}, {"type": "string"}),
        (
            {"type": "string", "title": "Name", "example": "Ada"},
            {"type": "string", "description": "Name", "examples": ["Ada"]},
        ),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, {"type": ["string", "null"]}),
        ({"oneOf": [{"type": "string"}, {"type": "integer"}]}, {"type": ["string", "integer"]}),
        (
            {"type": "object", "properties": {"a": {"type": "string", "required": True}}, "required": ["gone"]},
            {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]},
        ),
        (
            {"properties": [{"name": "a", "type": "string"}]},
            {"type": "object", "properties": {"a": {"type": "string"}}},
        ),
    ],
)
def test_what_people_write(written: Any, tidied: Any) -> None:
    """Odd but common spellings are read as they were meant."""
    assert tidy(written)[0] == tidied


def test_parts_of_all_of_are_one() -> None:
    """`allOf` is merged, across references, and what stands beside it counts most."""
    document = {
        "allOf": [{"$ref": "#/$defs/Base"}, {"properties": {"b": {"type": "integer"}}, "required": ["b"]}],
        "description": "both",
        "$defs": {"Base": {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}},
    }
    assert tidy(document)[0] == {
        "type": "object",
        "description": "both",
        "properties": {"a": {"type": "string"}, "b": {"type": "integer"}},
        "required": ["a", "b"],
    }


def test_a_schema_that_contains_itself_ends() -> None:
    """A cycle is cut where it closes; what is known of the schema there stays."""
    node = {"type": "object", "description": "A node", "properties": {"next": {"$ref": "#"}, "id": {"type": "string"}}}
    tidied, notes = tidy({"$defs": {}, **node})
    inner = tidied["properties"]["next"]
    assert inner["properties"]["id"] == {"type": "string"}
    assert inner["properties"]["next"] == {"type": "object", "description": "A node"}
    assert notes == ()


def test_references_that_multiply_stay_small() -> None:
    """Forty types that all refer to each other come out at most as large as the limit, and not empty."""
    names = [f"T{number}" for number in range(40)]
    document = {
        "$defs": {
            name: {"type": "object", "properties": {other: {"$ref": f"#/$defs/{other}"} for other in names}}
            for name in names
        }
    }
    tidier = Tidier(Scope(document), Limits(nodes=1000))
    tidied = tidier.tidy({"$ref": "#/$defs/T0"})
    assert 41 <= sum(1 for _ in _inside(tidied)) <= 1000
    assert tidier.tidy({"$ref": "#/$defs/T0"}) == tidied


def test_a_tree_of_the_right_depth_is_kept_whole() -> None:
    """Of the depths that fit the limit, the deepest is taken."""
    schema: dict[str, Any] = {"type": "string"}
    for _ in range(4):
        schema = {"type": "object", "properties": dict.fromkeys("abc", schema)}
    sizes = {
        limit: sum(1 for _ in _inside(Tidier(Scope(schema), Limits(nodes=limit)).tidy(schema)))
        for limit in (5, 40, 121)
    }
    assert sizes == {5: 4, 40: 40, 121: 121}


@pytest.mark.parametrize(
    ("ref", "code"),
    [("#/nowhere", "bad_ref"), ("other.json", "remote_ref"), ("https://example.com/a", "remote_ref"), (5, "bad_ref")],
)
def test_a_reference_that_leads_nowhere_is_noted(ref: Any, code: str) -> None:
    """The rest of the schema is kept, and the note says why a part is open."""
    tidied, notes = tidy({"type": "object", "properties": {"a": {"$ref": ref}, "b": {"type": "string"}}})
    assert tidied["properties"] == {"a": {}, "b": {"type": "string"}}
    assert [note.code for note in notes] == [code]
    assert notes[0].reason


@pytest.mark.parametrize(("hide", "left"), [("readOnly", ["b", "c", "e"]), ("writeOnly", ["a", "c", "d"])])
def test_what_only_goes_one_way_is_hidden(hide: str, left: list[str]) -> None:
    """What is sent has no read-only properties, what comes back no write-only ones; nor are they required."""
    schema = {
        "properties": {
            "a": {"type": "string", "readOnly": True},
            "b": {"type": "string", "writeOnly": True},
            "c": {},
            "d": {"x-readOnly": True},
            "e": {"x-write-only": True},
        },
        "required": ["a", "b"],
    }
    tidied = Tidier(Scope(schema), Limits(hide=hide)).tidy(schema)
    assert list(tidied["properties"]) == left
    assert set(tidied["required"]) <= set(left)
