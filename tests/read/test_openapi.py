"""OpenAPI and Swagger documents: one tool an operation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from toolgraph.models.spec import RawSpec, RawTool
from toolgraph.read import read_path
from toolgraph.read.openapi import made_name

PET = {"type": "object", "properties": {"id": {"type": "integer"}, "name": {"type": "string"}}, "required": ["id"]}
ID = {"name": "petId", "in": "path", "required": True, "schema": {"type": "integer"}}


def read(folder: Path, paths: Any, **more: Any) -> RawSpec:
    path = folder / "pets.json"
    path.write_text(
        json.dumps({"openapi": "3.1.0", "info": {"title": "Pets"}, "paths": paths, **more}), encoding="utf-8"
    )
    (spec,) = read_path(path)
    return spec


def one(folder: Path, operation: dict[str, Any], path: str = "/pets", method: str = "get", **more: Any) -> RawTool:
    (tool,) = read(folder, {path: {method: operation}}, **more).tools
    return tool


def answers(schema: Any, status: str = "200", **media: Any) -> dict[str, Any]:
    return {status: {"description": "ok", "content": {"application/json": {"schema": schema, **media}}}}


def test_an_operation_is_a_tool(tmp_path: Path) -> None:
    """Name, title, description, tags, HTTP and place come from the operation; shared parameters from its path."""
    document = {
        "/pets/{petId}": {
            "parameters": [{"$ref": "#/components/parameters/Id"}],
            "get": {
                "operationId": "getPet", "summary": "Get a pet", "description": "One pet by its id.", "tags": ["pets"],
                "responses": answers({"$ref": "#/components/schemas/Pet"}),
            },
        }
    }  # fmt: skip
    spec = read(tmp_path, document, components={"parameters": {"Id": ID}, "schemas": {"Pet": PET}})
    (tool,) = spec.tools
    assert (spec.title, tool.name, tool.title, tool.description) == (
        "Pets",
        "getPet",
        "Get a pet",
        "One pet by its id.",
    )
    assert (tool.http, tool.tags, tool.category, tool.effect) == ("GET /pets/{petId}", ("pets",), "pets", "read")
    assert tool.place == "paths./pets/{petId}.get"
    assert tool.parameters == {"type": "object", "properties": {"petId": {"type": "integer"}}, "required": ["petId"]}
    assert tool.returns == PET


def test_swagger_2_in_yaml(tmp_path: Path) -> None:
    """Body, form fields, types in the parameter itself, `definitions` and `type: file` are read as they were meant."""
    path = tmp_path / "old.yaml"
    path.write_text(
        """
swagger: "2.0"
paths:
  /pets:
    post:
      operationId: addPet
      parameters:
        - {name: dry, in: query, type: boolean, default: false}
        - {name: pet, in: body, required: true, schema: {$ref: "#/definitions/Pet"}}
      responses:
        201: {description: made, schema: {$ref: "#/definitions/Pet"}, examples: {application/json: {id: 7}}}
        404: {description: gone}
  /photos:
    post:
      operationId: addPhoto
      parameters:
        - {name: photo, in: formData, type: file, required: true}
      responses: {204: {description: done}}
definitions:
  Pet: {type: object, required: [id], properties: {id: {type: integer}, self: {$ref: "#/definitions/Pet"}}}
""",
        encoding="utf-8",
    )
    (spec,) = read_path(path)
    pet, photo = spec.tools
    assert list(pet.parameters["properties"]) == ["dry", "id", "self"]
    assert pet.parameters["required"] == ["id"]
    assert pet.returns is not None
    assert pet.returns["properties"]["id"]["examples"] == [7]
    assert [error.status for error in pet.errors] == [404]
    assert photo.parameters["properties"]["photo"] == {"type": "string", "format": "binary"}
    assert photo.returns is None


def test_all_inputs_are_one_object(tmp_path: Path) -> None:
    """Path, query, header, cookie and body become properties; a name that is taken says where it comes from."""
    operation = {
        "parameters": [
            {"name": "id", "in": "query", "schema": {"type": "string"}},
            {"name": "X-Region", "in": "header", "required": True, "schema": {"type": "string"}},
            {"name": "theme", "in": "cookie", "schema": {"type": "string"}},
        ],
        "requestBody": {"required": True, "content": {"application/json; charset=utf-8": {"schema": PET}}},
    }
    tool = one(tmp_path, operation, "/pets/{id}", "put")
    assert list(tool.parameters["properties"]) == ["id", "query_id", "X-Region", "theme", "body_id", "name"]
    assert tool.parameters["required"] == ["id", "X-Region", "body_id"]


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("Authorization", "header"),
        ("X-Request-Id", "header"),
        ("api_key", "query"),
        ("k", "query"),
        ("PHPSESSID", "cookie"),
    ],
)
def test_what_the_client_sets_is_no_input(tmp_path: Path, name: str, where: str) -> None:
    """Headers of the protocol, keys and session cookies are not a caller's choice."""
    keys = {"securitySchemes": {"key": {"type": "apiKey", "name": "k", "in": "query"}}}
    operation = {"parameters": [{"name": name, "in": where, "schema": {"type": "string"}}]}
    assert one(tmp_path, operation, components=keys).parameters["properties"] == {}


def test_a_body_that_is_no_object_is_called_body(tmp_path: Path) -> None:
    """A list goes in as one input, with the description of the body."""
    body = {
        "description": "Ids",
        "content": {"application/json": {"schema": {"type": "array", "items": {"type": "string"}}}},
    }
    tool = one(tmp_path, {"requestBody": body}, method="post")
    assert tool.parameters["properties"] == {
        "body": {"type": "array", "items": {"type": "string"}, "description": "Ids"}
    }


@pytest.mark.parametrize(
    ("responses", "returns"),
    [
        ({**answers({"type": "string"}, "201"), **answers(PET, "404")}, {"type": "string"}),
        (answers(PET, "2XX"), PET),
        (answers(PET, "default"), PET),
        ({"200": {"description": "ok", "content": {"text/csv": {"schema": PET}}}}, None),
        ({"200": {"description": "ok", "content": {"application/hal+json": {"schema": PET}}}}, PET),
        ({"200": {"description": "ok"}}, None),
        ({"200": {"$ref": "#/nowhere"}, "default": {"description": "x"}}, None),
    ],
)
def test_the_first_good_json_answer_is_the_result(tmp_path: Path, responses: Any, returns: Any) -> None:
    """2xx before default; JSON of any kind; nothing is claimed where nothing is declared."""
    assert one(tmp_path, {"responses": responses}).returns == returns


def test_examples_reach_the_leaves(tmp_path: Path) -> None:
    """An example of a whole answer gives each leaf its example, also through `examples` and `$ref`."""
    tool = one(
        tmp_path,
        {"responses": answers({"type": "array", "items": PET}, examples={"a": {"$ref": "#/components/examples/A"}})},
        components={"examples": {"A": {"value": [{"id": 1, "name": "Rex"}]}}},
    )
    assert tool.returns is not None
    assert tool.returns["items"]["properties"]["name"]["examples"] == ["Rex"]


def test_errors_are_declared_answers(tmp_path: Path) -> None:
    """4xx and 5xx are read with schema and example, by status; ranges stand for their first."""
    responses = {**answers(PET), **answers(PET, "4XX", example={"id": 1}), "503": {"description": "busy"}}
    errors = one(tmp_path, {"responses": responses}).errors
    assert [(error.status, error.description) for error in errors] == [(400, "ok"), (503, "busy")]
    assert errors[0].example == {"id": 1}


def test_one_way_properties(tmp_path: Path) -> None:
    """What is read-only is not asked for, what is write-only does not come back."""
    schema = {
        "type": "object",
        "properties": {"id": {"type": "string", "readOnly": True}, "pin": {"type": "string", "writeOnly": True}},
    }
    operation = {"requestBody": {"content": {"application/json": {"schema": schema}}}, "responses": answers(schema)}
    tool = one(tmp_path, operation, method="post")
    assert list(tool.parameters["properties"]) == ["pin"]
    assert tool.returns is not None
    assert list(tool.returns["properties"]) == ["id"]


def test_broken_operations_are_left_out_one_by_one(tmp_path: Path) -> None:
    """Each says its place in the document and why; the sound ones beside them are read."""
    spec = read(
        tmp_path,
        {
            "/a": {"get": {"operationId": "a"}, "post": None, "options": {}},
            "/b": {"$ref": "#/nowhere"},
            "/c": 5,
            "/d": {"post": {"requestBody": {"$ref": "#/gone"}}},
            "/e": {"get": {"operationId": "e", "parameters": [{"$ref": "#/gone"}, {"in": "query"}]}},
            "x-note": {},
        },
    )
    assert [tool.name for tool in spec.tools] == ["a", "e"]
    assert {(skip.place, skip.code) for skip in spec.skipped} >= {
        ("paths./a.post", "bad_item"),
        ("paths./a.options", "not_a_tool"),
        ("paths./b", "bad_ref"),
        ("paths./c", "bad_item"),
        ("paths./d.post", "bad_ref"),
        ("paths./e.get", "bad_item"),
    }


@pytest.mark.parametrize(
    ("method", "path", "name"),
    [
        ("get", "/pets/{petId}/photos", "get_pets_by_pet_id_photos"),
        ("post", "/", "post"),
        ("get", "/v1/a.b/{x}.json", "get_v1_a_b_by_x_json"),
    ],
)
def test_operations_without_a_name_get_one(method: str, path: str, name: str) -> None:
    """From the method and the words of the path."""
    assert made_name(method, path) == name


def test_a_circle_of_references_is_left(tmp_path: Path) -> None:
    """A parameter whose `$ref` leads back to itself is reported, not followed for ever."""
    operation = {"operationId": "a", "parameters": [{"$ref": "#/components/parameters/A"}]}
    spec = read(
        tmp_path, {"/a": {"get": operation}}, components={"parameters": {"A": {"$ref": "#/components/parameters/A"}}}
    )
    assert [skip.code for skip in spec.skipped] == ["bad_ref"]


def test_schemas_that_all_refer_to_each_other(tmp_path: Path) -> None:
    """A hundred operations over sixty entangled schemas are read within seconds, each with a result of bounded size."""
    schemas = {
        f"S{n}": {
            "type": "object",
            "properties": {f"p{m}": {"$ref": f"#/components/schemas/S{(n * 7 + m) % 60}"} for m in range(15)},
        }
        for n in range(60)
    }
    paths = {f"/a{n}": {"get": {"responses": answers({"$ref": f"#/components/schemas/S{n % 60}"})}} for n in range(100)}
    spec = read(tmp_path, paths, components={"schemas": schemas})
    assert len(spec.tools) == 100
    assert all(len(json.dumps(tool.returns)) < 100_000 for tool in spec.tools)
