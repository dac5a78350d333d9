from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.world.calls import SETTING, arguments_for
from tests.world.tools import make, world
from toolgraph.models.tool import Tool
from toolgraph.normalise import normalise
from toolgraph.read import read_path
from toolgraph.world.validate import arguments_errors, results_errors
from toolgraph.world.values import leaf_value

BIG = Path(__file__).resolve().parents[3] / "shared" / "data" / "scale" / "openapi_12k.tools.jsonl"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> list[Tool]:
    """Five hundred operations of real specs."""
    if not BIG.exists():
        pytest.skip("the development data is not beside the checkout")
    lines = BIG.read_text(encoding="utf-8").splitlines()
    path = tmp_path_factory.mktemp("scale") / "some.tools.jsonl"
    path.write_text("\n".join(Random(12).sample(lines, 500)) + "\n", encoding="utf-8")
    return [tool for spec in read_path(path) for tool in normalise(spec).tools]


def test_real_operations_are_answered_validly(sample: list[Tool]) -> None:
    """Whatever the schema: no exception, and each result valid against it."""
    rng = Random(3)
    answered = 0
    for number, tool in enumerate(sample):
        arguments = arguments_for(tool, rng)
        if arguments_errors(tool, arguments):
            continue  # more than the sum of its leaves: recursive or empty objects
        answer = world(number).call(tool, arguments)
        assert answer.ok
        assert results_errors(tool, answer.result) == [], tool.id
        assert len(json.dumps(answer.result)) < 60_000
        answered += 1
    assert answered > 0.95 * len(sample)


def test_real_parameters_get_values(sample: list[Tool]) -> None:
    """Each leaf gets a value, without an exception."""
    for tool in sample:
        for leaf in tool.inputs:
            assert leaf_value(leaf, tool, Random(1), SETTING) is not None or leaf.type in ("null", "any"), leaf.id


SCALARS = st.sampled_from(
    [
        {"type": "string"},
        {"type": "string", "minLength": 30, "maxLength": 40},
        {"type": "string", "pattern": "^[A-Z]{2}\\d{3,5}(-x)?$"},
        {"type": "string", "enum": ["on", "off"]},
        {"type": "string", "format": "date"},
        {"type": ["integer", "null"], "minimum": 3, "maximum": 4},
        {"type": "integer", "multipleOf": 7, "minimum": 10},
        {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1},
        {"type": "boolean", "const": False},
        {"type": "null"},
        {},
        {"type": "object", "enum": [{"a": 1}, {"a": 2}]},
    ]
)
NAMES = st.sampled_from("id name email city price created_at status count url tags owner_id latitude size x".split())


def _wider(inner: st.SearchStrategy[dict[str, object]]) -> st.SearchStrategy[dict[str, object]]:
    lists = st.builds(
        lambda items, least: {"type": "array", "items": items, "minItems": least}, inner, st.integers(0, 3)
    )
    maps = st.builds(lambda each: {"type": "object", "additionalProperties": each}, inner)
    objects = st.dictionaries(NAMES, inner, max_size=5).flatmap(
        lambda properties: st.builds(
            lambda required: {"type": "object", "properties": properties, "required": sorted(required)},
            st.sets(st.sampled_from(sorted(properties))) if properties else st.just(set()),
        )
    )
    return lists | maps | objects


@settings(max_examples=120, deadline=None)
@given(schema=st.recursive(SCALARS, _wider, max_leaves=12), seed=st.integers(0, 99))
def test_any_result_schema_is_answered_validly(schema: dict[str, object], seed: int) -> None:
    """Results are valid against any schema of the tidy vocabulary."""
    tool = make("getThing", {"thingId": {"type": "string"}}, schema)
    answer = world(seed).call(tool, {"thingId": "th_1"})
    assert answer.ok
    assert results_errors(tool, answer.result) == []
