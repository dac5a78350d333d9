"""Files and folders: what is read together, and what its source is called."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.schema.nasty import JSON, SCHEMAS
from toolgraph.errors import SpecError
from toolgraph.normalise import normalise
from toolgraph.read import read_path

TOOL = {"name": "f", "parameters": {"type": "object"}}
QUIET = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def put(path: Path, content: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_a_folder_gives_its_sources_in_order(tmp_path: Path) -> None:
    """Each spec file is a source; what is no spec is told at the end, with its reason; hidden files are left alone."""
    put(tmp_path / "b.json", [TOOL])
    put(tmp_path / "a" / "openapi.json", {"openapi": "3.0.0", "paths": {}})
    put(tmp_path / "broken.json", "{")
    put(tmp_path / "notes.txt", "hello")
    put(tmp_path / ".hidden.json", "{")
    specs = list(read_path(tmp_path))
    assert [(spec.source, spec.format) for spec in specs] == [("b", "openai"), ("a", "openapi"), ("", "none")]
    assert [Path(one.place).name for one in specs[-1].skipped] == ["broken.json", "notes.txt"]
    assert {one.code for one in specs[-1].skipped} == {"not_a_spec"}


def test_source_toml_names_a_folder(tmp_path: Path) -> None:
    """Its name holds for all files of the folder, read together or one alone; `files` says which."""
    put(tmp_path / "s" / "source.toml", 'name = "shop"\nlicence = "MIT"\nfiles = ["two.json", "in/one.json"]\n')
    put(tmp_path / "s" / "in" / "one.json", [TOOL])
    put(tmp_path / "s" / "two.json", [{**TOOL, "name": "g"}])
    put(tmp_path / "s" / "ignored.json", [TOOL])
    (spec,) = read_path(tmp_path)
    assert (spec.source, spec.licence, [tool.name for tool in spec.tools]) == ("shop", "MIT", ["g", "f"])
    assert spec.tools[0].place == "two.json: [0]"
    (alone,) = read_path(tmp_path / "s" / "two.json")
    assert alone.source == "shop"
    put(tmp_path / "s" / "source.toml", 'name = "shop"\n')
    assert next(read_path(tmp_path / "s" / "ignored.json")).source == "shop"


@pytest.mark.parametrize(
    ("text", "says"), [("name = ", "not TOML"), ("nane = 'x'", "nane"), ("files = ['gone.json']", "gone.json")]
)
def test_a_wrong_source_toml_is_refused(tmp_path: Path, text: str, says: str) -> None:
    """The message names the file and the key."""
    put(tmp_path / "source.toml", text)
    put(tmp_path / "a.json", [TOOL])
    with pytest.raises(SpecError, match=says) as caught:
        list(read_path(tmp_path))
    assert "source.toml" in caught.value.problem


def test_the_name_that_is_given_counts(tmp_path: Path) -> None:
    """`source` replaces the names of files and of records; nameless files take the name of their folder."""
    put(tmp_path / "x.jsonl", json.dumps({**TOOL, "source": "own"}))
    assert next(read_path(tmp_path / "x.jsonl")).tools[0].provider == "own"
    given_name = next(read_path(tmp_path / "x.jsonl", source="mine"))
    assert (given_name.source, given_name.tools[0].provider) == ("mine", None)
    assert next(read_path(put(tmp_path / "pets" / "swagger.json", [TOOL]))).source == "pets"


def test_a_folder_without_specs_and_a_path_that_is_not_there(tmp_path: Path) -> None:
    """Both are refused by name."""
    put(tmp_path / "notes.txt", "hello")
    with pytest.raises(SpecError, match="holds no tool spec"):
        list(read_path(tmp_path))
    with pytest.raises(SpecError, match=r"gone\.json does not exist"):
        list(read_path(tmp_path / "gone.json"))


def _survives(path: Path) -> None:
    try:
        for spec in read_path(path):
            normalise(spec)
            assert all(one.code and one.reason for one in spec.skipped)
    except SpecError as exc:
        refused = exc
    else:
        return
    assert str(path) in refused.problem
    assert refused.fix


@QUIET
@given(
    content=st.one_of(st.binary(max_size=80), st.text(max_size=80).map(lambda t: t.encode(errors="replace"))),
    suffix=st.sampled_from([".json", ".jsonl", ".yaml", ""]),
)
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes, suffix: str) -> None:
    """Nothing but SpecError comes out of bytes, whatever the file is called."""
    path = tmp_path / f"f{suffix}"
    path.write_bytes(content)
    _survives(path)


KEYS = st.sampled_from(
    "name parameters inputSchema input_schema tools result functions function functionDeclarations type description "
    "openapi swagger paths returns response question nextCursor annotations tags examples http error".split()
)
TOOLISH = st.recursive(
    st.one_of(JSON, SCHEMAS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=5)),
    max_leaves=6,
)


@QUIET
@given(TOOLISH)
def test_any_json_is_read_or_refused(tmp_path: Path, content: Any) -> None:
    """Values built from the keys that readers look for never break a reader."""
    path = tmp_path / "f.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    _survives(path)


PARAMETER = st.fixed_dictionaries(
    {},
    optional={
        "name": st.one_of(JSON, st.just("id")),
        "in": st.one_of(JSON, st.sampled_from("path query header cookie body formData".split())),
        "schema": SCHEMAS,
        "required": JSON,
        "content": JSON,
        "$ref": st.just("#/components/p"),
    },
)
ANSWER = st.fixed_dictionaries(
    {},
    optional={
        "description": JSON,
        "schema": SCHEMAS,
        "examples": JSON,
        "content": st.one_of(
            JSON,
            st.fixed_dictionaries(
                {
                    "application/json": st.fixed_dictionaries(
                        {}, optional={"schema": SCHEMAS, "example": JSON, "examples": JSON}
                    )
                }
            ),
        ),
    },
)
OPERATION = st.fixed_dictionaries(
    {},
    optional={
        "operationId": JSON,
        "parameters": st.one_of(JSON, st.lists(st.one_of(PARAMETER, JSON), max_size=3)),
        "requestBody": st.one_of(JSON, ANSWER),
        "responses": st.one_of(
            JSON,
            st.dictionaries(
                st.sampled_from(["200", "2XX", "default", "404", "5xx", "4", ""]), st.one_of(ANSWER, JSON), max_size=3
            ),
        ),
        "tags": JSON,
    },
)
PATHS = st.dictionaries(
    st.sampled_from(["/a", "/a/{id}", "{", "", "x-y"]),
    st.one_of(
        JSON,
        st.dictionaries(
            st.sampled_from(["get", "post", "parameters", "options", "$ref"]), st.one_of(OPERATION, JSON), max_size=3
        ),
    ),
    max_size=3,
)


@QUIET
@given(PATHS, st.sampled_from(["openapi", "swagger"]), JSON)
def test_any_document_with_paths_is_read(tmp_path: Path, paths: Any, kind: str, components: Any) -> None:
    """A document of broken operations gives the sound ones, and a reason for each other."""
    path = tmp_path / "f.json"
    text = json.dumps({kind: "3.0.0", "paths": paths, "components": components})
    path.write_text(re.sub(r"-?Infinity|NaN", "0.5", text), encoding="utf-8")
    (spec,) = read_path(path)
    normalise(spec)
    assert spec.format == "openapi"
