"""Formats are told apart by what a file holds, and broken items are left out one by one."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from toolgraph.errors import SpecError
from toolgraph.models.spec import RawSpec
from toolgraph.read import read_path

CITY = {"type": "object", "properties": {"city": {"type": "string"}}}
RESULT = {"type": "object", "properties": {"celsius": {"type": "number"}}}
LOOSE = {"type": "dict", "properties": {"city": {"type": "string"}}}
LOUD = {"type": "OBJECT", "properties": {"city": {"type": "STRING"}}}


def read(folder: Path, content: Any, name: str = "weather.json", **options: Any) -> RawSpec:
    """The one spec of a file with this content."""
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    (spec,) = read_path(path, **options)
    return spec


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ({"tools": [{"name": "f", "inputSchema": CITY, "outputSchema": RESULT}]}, "mcp"),
        (
            {
                "jsonrpc": "2.0",
                "id": 1,
                "result": {"tools": [{"name": "f", "inputSchema": CITY, "outputSchema": RESULT}]},
            },
            "mcp",
        ),
        ([{"type": "function", "function": {"name": "f", "parameters": CITY, "returns": RESULT}}], "openai"),
        ({"tools": [{"type": "function", "name": "f", "parameters": CITY, "output_schema": RESULT}]}, "openai"),
        ([{"name": "f", "input_schema": CITY, "output_schema": RESULT}], "anthropic"),
        ({"functionDeclarations": [{"name": "f", "parameters": LOUD, "response": RESULT}]}, "gemini"),
        ({"tools": [{"function_declarations": [{"name": "f", "parameters": LOUD, "response": RESULT}]}]}, "gemini"),
        ([{"name": "f", "parameters_json_schema": CITY, "response_json_schema": RESULT}], "gemini"),
        ([{"name": "f", "parameters": LOOSE, "response": RESULT}], "bfcl"),
        ({"id": "q", "question": [], "function": [{"name": "f", "parameters": LOOSE, "response": RESULT}]}, "bfcl"),
        ({"id": "q", "question": [], "function": {"name": "f", "parameters": LOOSE, "response": RESULT}}, "bfcl"),
        ([{"name": "f", "parameters": CITY, "returns": RESULT, "category": "c"}], "jsonl"),
    ],
)
def test_each_format_is_known_by_its_content(tmp_path: Path, content: Any, kind: str) -> None:
    """The same function in each format gives a tool with its parameters and its result."""
    spec = read(tmp_path, content)
    assert (spec.format, spec.source) == (kind, "weather")
    (tool,) = spec.tools
    assert tool.name == "f"
    assert list(tool.parameters["properties"]) == ["city"]
    assert tool.returns == RESULT


def test_a_file_may_mix_formats(tmp_path: Path) -> None:
    """Each item of a list is judged alone; the spec bears the name of the commonest format."""
    mixed = [
        {"name": "a", "input_schema": CITY},
        {"type": "function", "function": {"name": "b", "parameters": CITY}},
        {"name": "c", "inputSchema": CITY},
        {"type": "function", "name": "d", "parameters": CITY},
    ]
    spec = read(tmp_path, mixed)
    assert [tool.name for tool in spec.tools] == ["a", "b", "c", "d"]
    assert spec.format == "openai"
    assert [tool.place for tool in spec.tools] == ["[0]", "[1]", "[2]", "[3]"]


def test_broken_items_are_left_out_with_place_code_and_reason(tmp_path: Path) -> None:
    """One good tool among five bad items is read; each of the others says where it stands and what is wrong."""
    items = [
        {"name": "good", "parameters": CITY},
        {"name": "", "parameters": CITY},
        {"name": "x", "parameters": "oops"},
        {"type": "web_search"},
        7,
        {"name": "nothing else"},
    ]
    spec = read(tmp_path, items)
    assert [tool.name for tool in spec.tools] == ["good"]
    assert {one.place: one.code for one in spec.skipped} == {
        "[1]": "no_name",
        "[2]": "bad_schema",
        "[3]": "not_a_tool",
        "[4]": "not_a_tool",
        "[5]": "not_a_tool",
    }
    assert all(one.reason for one in spec.skipped)


def test_broken_lines_are_left_out(tmp_path: Path) -> None:
    """A line that is no JSON costs that line only, and its number is told."""
    good = json.dumps({"name": "f", "parameters": CITY, "returns": None})
    spec = read(tmp_path, f"{good}\n\n{{broken\n{good}\n", "t.jsonl")
    assert [tool.place for tool in spec.tools] == ["line 1", "line 4"]
    assert [(one.place, one.code) for one in spec.skipped] == [("line 3", "bad_json")]


def test_functions_that_take_nothing(tmp_path: Path) -> None:
    """In a list of declarations, one without parameters is a function that takes nothing."""
    spec = read(tmp_path, {"functionDeclarations": [{"name": "now", "description": "The time"}]})
    assert [(tool.name, tool.parameters["properties"]) for tool in spec.tools] == [("now", {})]


def test_a_listing_that_goes_on_says_so(tmp_path: Path) -> None:
    """The last page of a tools/list answer with a `nextCursor` is read, and the missing pages are reported."""
    pages = [{"result": {"tools": [{"name": f"t{n}", "inputSchema": CITY}], "nextCursor": "more"}} for n in range(2)]
    spec = read(tmp_path, "\n".join(map(json.dumps, pages)), "p.jsonl")
    assert [tool.name for tool in spec.tools] == ["t0", "t1"]
    assert [one.code for one in spec.skipped] == ["more_pages"]


def test_records_keep_all_they_say(tmp_path: Path) -> None:
    """Our own records bring category, tags, examples, HTTP method, effect and source."""
    record = {
        "name": "f", "description": " d ", "parameters": CITY, "returns": RESULT, "category": "c", "tags": ["t"],
        "examples": [{"city": "Rome"}], "http": "DELETE /f", "source": "shop",
    }  # fmt: skip
    (tool,) = read(tmp_path, json.dumps(record), "r.jsonl").tools
    assert (tool.description, tool.category, tool.tags, tool.examples) == ("d", "c", ("t",), ({"city": "Rome"},))
    assert (tool.http, tool.effect, tool.provider) == ("DELETE /f", "destructive", "shop")


@pytest.mark.parametrize(
    ("hints", "effect"),
    [
        ({"readOnlyHint": True}, "read"),
        ({"readOnlyHint": False, "destructiveHint": True}, "destructive"),
        ({"readOnlyHint": False}, "write"),
        ({}, None),
    ],
)
def test_hints_of_mcp_servers(tmp_path: Path, hints: dict[str, bool], effect: str | None) -> None:
    """Annotations say what a call does; without them nothing is claimed."""
    (tool,) = read(tmp_path, {"tools": [{"name": "f", "inputSchema": CITY, "annotations": hints}]}).tools
    assert tool.effect == effect


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.json", "[]", "nothing in it"),
        ("a.json", "{}", "an object with nothing"),
        ("a.json", '{"a": 1,}', "line 1, column 9"),
        ("a.json", "<html>", "not JSON"),
        ("a.json", "  \n", "is empty"),
        ("a.json", "\0\0", "binary"),
        ("a.json", '{"a": ' + "1" * 5000 + "}", "too many digits"),
        ("a.json", "[" * 100_000, "nested too deeply"),
        ("a.yaml", "[" * 100_000, "nested too deeply"),
        ("a.yaml", "a: b: c", "line 1, column 5"),
        ("a.yaml", "a: &a [*a]", "anchor contains itself"),
        ("a.yaml", "a: !!python/name:os.system", "not YAML"),
        ("a.md", "# Words\n\nhello: there\n", "not a tool spec"),
        ("a.json", '{"openapi": "3.1.0", "components": {}}', "without paths"),
        ("a.json", '{"swaggerVersion": "1.2", "apis": []}', "Swagger 1"),
        ("a.yaml", "asyncapi: 2.0.0", "AsyncAPI"),
        ("a.json", '{"jsonrpc": "2.0", "id": 1, "error": {"code": -32601, "message": "no tools"}}', "no tools"),
        ("a.json", '[{"involved_classes": []}]', "multi_turn_func_doc"),
        ("a.jsonl", "{\n{", "line 1"),
    ],
)
def test_what_is_no_spec_is_refused(tmp_path: Path, name: str, content: str, says: str) -> None:
    """The message names the file and what is wrong there, and tells what to do."""
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SpecError) as caught:
        list(read_path(path))
    assert str(path) in caught.value.problem
    assert says in caught.value.problem
    assert caught.value.fix


def test_yaml_that_multiplies_ends_soon(tmp_path: Path) -> None:
    """Anchors and merge keys that grow ninefold a line are refused before they fill the memory."""
    names = "abcdefghij"
    lists = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in pairwise(names))
    merges = "a: &a {k: 1}\n" + "".join(
        f"{b}: &{b} {{<<: [{', '.join([f'*{a}'] * 9)}], {b}: 1}}\n" for a, b in pairwise(names)
    )
    for text in (lists, merges):
        with pytest.raises(SpecError):
            read(tmp_path, text, "bomb.yaml")


def test_a_format_that_was_asked_for_is_kept_to(tmp_path: Path) -> None:
    """`format` leaves out items of others with a reason; a file without any of it is refused; so is an unknown one."""
    items = [{"name": "a", "input_schema": CITY}, {"name": "b", "inputSchema": CITY}]
    spec = read(tmp_path, items, format="mcp")
    assert [tool.name for tool in spec.tools] == ["b"]
    assert [(one.place, one.code) for one in spec.skipped] == [("[0]", "wrong_format")]
    with pytest.raises(SpecError, match="a file of format openapi"):
        read(tmp_path, items, format="openapi")
    with pytest.raises(SpecError, match="no format 'soap'"):
        read(tmp_path, items, format="soap")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    """UTF-8 with or without mark and UTF-16 with mark are read alike; Latin-1 is refused with its line."""
    path = tmp_path / "a.json"
    path.write_bytes(json.dumps([{"name": "größe", "parameters": CITY}], ensure_ascii=False).encode(encoding))
    assert next(read_path(path)).tools[0].name == "größe"
    path.write_bytes(b'[\n"\xe9"]')
    with pytest.raises(SpecError, match="line 2: byte 0xe9 is not UTF-8"):
        list(read_path(path))


def test_yaml_words_stay_words(tmp_path: Path) -> None:
    """`no`, `12:30` and dates are text in YAML as they would be in JSON."""
    text = "- name: f\n  parameters:\n    properties:\n      a: {enum: [no, 12:30, 2024-01-01, 0x1f, 1]}\n"
    (tool,) = read(tmp_path, text, "a.yaml").tools
    assert tool.parameters["properties"]["a"]["enum"] == ["no", "12:30", "2024-01-01", "0x1f", 1]
