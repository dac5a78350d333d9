"""The bundled catalogue is what `demo` runs on: it must be whole, readable and composable."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker
from pydantic import TypeAdapter

from toolgraph.link import link
from toolgraph.meaning.text import words
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.link import Link
from toolgraph.models.spec import RawSpec, Skipped
from toolgraph.models.tool import Leaf, Tool
from toolgraph.normalise import normalise
from toolgraph.read import read_path

INGEST = Path(__file__).resolve().parents[2] / "ingest"
SOURCES = sorted(folder.name for folder in INGEST.iterdir() if folder.is_dir())
FORMATS = {folder: (INGEST / folder / "source.toml").read_text(encoding="utf-8") for folder in SOURCES}
# Last words of names that nobody can guess: a person reads such a value from an earlier result.
OPAQUE = frozenset(("id", "sku"))
# Words that tell a draft from a finished text.
DRAFT = re.compile(r"lorem|ipsum|\bfoo(bar)?\b|\btodo\b|\btbd\b|string value", re.IGNORECASE)


@cache
def specs() -> tuple[RawSpec, ...]:
    return tuple(read_path(INGEST))


@cache
def normalised() -> tuple[tuple[Tool, ...], tuple[Skipped, ...]]:
    outcomes = [normalise(spec) for spec in specs()]
    return tuple(t for one in outcomes for t in one.tools), tuple(s for one in outcomes for s in one.skipped)


def tools() -> tuple[Tool, ...]:
    return normalised()[0]


@cache
def links() -> tuple[Link, ...]:
    return tuple(link(tools()))


def leaves() -> Iterator[Leaf]:
    for tool in tools():
        yield from tool.inputs
        yield from tool.outputs


def schemas(node: JsonValue) -> Iterator[JsonObject]:
    """All schemas inside a tidy schema."""
    if isinstance(node, dict):
        if "type" in node and not isinstance(node["type"], dict):
            yield node
        for value in node.values():
            yield from schemas(value)
    elif isinstance(node, list):
        for value in node:
            yield from schemas(value)


def files(wanted: str) -> list[Path]:
    """The spec files of the sources whose settings name a format."""
    return [
        path
        for folder in SOURCES
        if f'format = "{wanted}"' in FORMATS[folder]
        for path in sorted((INGEST / folder).iterdir())
        if path.suffix != ".toml"
    ]


def load(path: Path) -> JsonValue:
    text = path.read_text(encoding="utf-8")
    loaded: JsonValue = yaml.safe_load(text) if path.suffix == ".yaml" else json.loads(text)
    return loaded


def test_is_large_enough() -> None:
    """At least 8 domains and 150 tools, and no domain is a mere handful."""
    counts = Counter(tool.source for tool in tools())
    assert len(counts) >= 8
    assert sum(counts.values()) >= 150
    assert min(counts.values()) >= 15, counts


def test_comes_in_the_formats_people_have() -> None:
    """OpenAPI as YAML and JSON, MCP, OpenAI, Anthropic, Gemini and our own records: the demo reads each."""
    assert {spec.format for spec in specs()} == {"openapi", "mcp", "openai", "anthropic", "gemini", "jsonl"}
    assert {path.suffix for path in files("openapi")} == {".yaml", ".json"}


def test_nothing_is_skipped() -> None:
    """The readers take every entry without a remark."""
    assert normalised()[1] == ()


def test_every_source_says_where_it_comes_from() -> None:
    """Each folder names title, origin and licence, and holds nothing but its settings and its specs."""
    assert len(specs()) == len(SOURCES)
    for spec in specs():
        assert spec.title, spec.source
        assert spec.licence == "MIT", spec.source
    for folder in SOURCES:
        assert 'origin = "written for toolgraph"' in FORMATS[folder]
        assert {path.suffix for path in (INGEST / folder).iterdir()} <= {".toml", ".yaml", ".json", ".jsonl"}


def test_every_tool_is_described() -> None:
    """Each description says in a first sentence what to use the tool for, in a second what comes back."""
    short = [tool.id for tool in tools() if len(tool.description) < 40 or tool.description.count(". ") < 1]
    assert short == []
    assert [tool.id for tool in tools() if not tool.description[0].isupper()] == []


def test_every_tool_says_what_it_returns() -> None:
    """Each tool has a result schema with at least one leaf."""
    assert [tool.id for tool in tools() if tool.returns is None or not tool.outputs] == []


def test_every_leaf_is_described() -> None:
    """Parameters and fields all have a description of more than one letter."""
    assert [leaf.id for leaf in leaves() if len(leaf.description) < 3] == []


def test_texts_are_finished() -> None:
    """No description or example is filler."""
    said = [(tool.id, tool.description) for tool in tools()]
    said += [(leaf.id, f"{leaf.description} {leaf.examples}") for leaf in leaves()]
    assert [where for where, text in said if DRAFT.search(text)] == []


def test_every_string_has_examples() -> None:
    """A string without an enum shows at least two different values."""
    bare = [
        leaf.id
        for leaf in leaves()
        if leaf.type == "string" and not leaf.enum and len(set(map(str, leaf.examples))) < 2
    ]
    assert bare == []


def test_examples_and_defaults_are_valid() -> None:
    """What a schema gives as example or default is itself valid for that schema."""
    wrong = []
    for tool in tools():
        for schema in (*schemas(tool.parameters), *schemas(tool.returns)):
            validator = Draft202012Validator(schema, format_checker=FormatChecker())
            shown = [*schema.get("examples", []), *([schema["default"]] if "default" in schema else [])]
            wrong += [(tool.id, value) for value in shown if not validator.is_valid(value)]
    assert wrong == []


def test_no_tool_comes_twice() -> None:
    """Ids are unique without a counter behind the name, and no two tools say the same."""
    assert [tool.id for tool in tools() if re.search(r"-\d+$", tool.id)] == []
    twice = Counter(tool.description for tool in tools()).most_common(1)[0]
    assert twice[1] == 1, twice


def test_names_differ_between_sources_unless_they_mean_the_same_to_people() -> None:
    """Few names are shared by sources: enough to confuse a model now and then, not enough to be a mess."""
    shared = [name for name, count in Counter(tool.name for tool in tools()).items() if count > 1]
    assert 1 <= len(shared) <= 0.05 * len(tools()), shared


def test_every_opaque_input_has_a_producer() -> None:
    """Every required identifier can be had from another tool of the same source.

    Only what nobody lists is told by the person where something must be in it already: a cart of which an item goes,
    or that is ordered.
    """
    fed = {one.end for one in links() if one.kind == "FITS" and _source(one.start) == _source(one.end)}
    opaque = [p for tool in tools() for p in tool.inputs if p.required and words(p.name)[-1] in OPAQUE]
    assert len(opaque) > 100
    unfed = [p for p in opaque if p.id not in fed]
    assert [p.id for p in unfed if _listed(p.name, _source(p.id))] == []
    assert len(unfed) <= 3


def _listed(name: str, source: str) -> bool:
    """Whether a tool gives an identifier without asking for it, other than for what it has just made."""
    return any(
        any(f.name == name for f in tool.outputs) and all(p.name != name for p in tool.inputs)
        for tool in tools()
        if tool.source == source and not tool.name.lower().startswith("create")
    )


def _source(leaf_id: str) -> str:
    return leaf_id.split("/", 1)[0]


def test_identifiers_fit_their_own_kind_best() -> None:
    """The surest producer of an identifier shows values of the same form as the parameter asks for."""
    patterns = {leaf.id: leaf.pattern for leaf in leaves()}
    best: dict[str, Link] = {}
    for one in links():
        if one.kind == "FITS" and (one.end not in best or one.score > best[one.end].score):
            best[one.end] = one
    wrong = [
        (end, one.start)
        for end, one in best.items()
        if end.lower().endswith("id") and patterns[end] and patterns[one.start] != patterns[end]
    ]
    assert wrong == []


def test_nearly_every_tool_feeds_or_is_fed() -> None:
    """At least 95 % of the tools take part in a FEEDS link, most of them within and many across sources."""
    feeds = [one for one in links() if one.kind == "FEEDS"]
    joined = {end for one in feeds for end in (one.start, one.end)}
    assert len(joined) >= 0.95 * len(tools())
    assert len({(_source(f.start), _source(f.end)) for f in feeds if _source(f.start) != _source(f.end)}) >= len(
        SOURCES
    )


@pytest.mark.parametrize(
    ("giver", "taker"),
    [
        ("travel", "maps_weather"),
        ("health_fitness", "office"),
        ("code_hosting", "office"),
        ("crm", "office"),
        ("media", "office"),
        ("smart_home", "maps_weather"),
        ("shop", "maps_weather"),
        ("crm", "finance"),
        ("office", "crm"),
    ],
)
def test_domains_meet(giver: str, taker: str) -> None:
    """What one domain brings, another can use: an address, a point, a date, a mail address or a sum of money."""
    feeds = [one for one in links() if one.kind == "FEEDS"]
    assert any(_source(one.start) == giver and _source(one.end) == taker for one in feeds)


def test_schemas_are_schemas() -> None:
    """Inputs and results are valid JSON Schemas, and names are such as every endpoint takes."""
    for tool in tools():
        Draft202012Validator.check_schema(tool.parameters)
        assert tool.returns is not None
        Draft202012Validator.check_schema(tool.returns)
        assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]{1,63}", tool.name), tool.id


def test_links_carry_values_that_can_fit() -> None:
    """Of all links into inputs with a pattern, format or enum, at most one in a hundred brings only unfit examples."""
    fields = {f.id: f for tool in tools() for f in tool.outputs}
    forms = {p.id: _form(p) for tool in tools() for p in tool.inputs}
    asked = [one for one in links() if one.kind == "FITS" and forms[one.end] and _shown(fields[one.start])]
    unfit = [
        (one.start, one.end)
        for one in asked
        if not any(
            Draft202012Validator(forms[one.end], format_checker=FormatChecker()).is_valid(value)
            for value in _shown(fields[one.start])
        )
    ]
    assert len(unfit) <= 0.01 * len(asked), unfit


def _form(leaf: Leaf) -> JsonObject:
    """What a value of the leaf must look like, as a schema."""
    form: JsonObject = {key: value for key in ("pattern", "format") if (value := getattr(leaf, key))}
    return {**form, "enum": list(leaf.enum)} if leaf.enum else form


def _shown(leaf: Leaf) -> tuple[JsonValue, ...]:
    return leaf.examples or leaf.enum


@pytest.mark.parametrize("path", files("openapi"), ids=lambda p: p.parent.name)
def test_openapi_documents_are_valid(path: Path) -> None:
    """The OpenAPI files pass the specification's own validator."""
    module = pytest.importorskip("openapi_spec_validator", reason="openapi-spec-validator is not installed")
    module.validate(load(path))


@pytest.mark.parametrize("path", files("openapi"), ids=lambda p: p.parent.name)
def test_openapi_errors_have_bodies(path: Path) -> None:
    """Every operation names at least one error, and every error shows a body."""
    document = load(path)
    for route in document["paths"].values():
        for operation in route.values():
            errors = [answer for status, answer in operation["responses"].items() if status >= "400"]
            assert errors, operation["operationId"]
            for answer in errors:
                name = answer.get("$ref", "").rpartition("/")[2]
                body = document["components"]["responses"][name] if name else answer
                assert body["content"]["application/json"]["example"], operation["operationId"]


@pytest.mark.parametrize("path", files("mcp"), ids=lambda p: p.parent.name)
def test_mcp_lists_are_what_a_server_may_answer(path: Path) -> None:
    """The MCP files are `tools/list` results by the protocol's own types, with hints on every tool."""
    types = pytest.importorskip("mcp.types", reason="mcp is not installed")
    listed = types.ListToolsResult.model_validate(load(path)).tools
    assert [tool.name for tool in listed if tool.annotations is None] == []


@pytest.mark.parametrize("path", files("openai"), ids=lambda p: p.parent.name)
def test_openai_functions_are_what_the_endpoint_takes(path: Path) -> None:
    """The function lists pass the types of the `openai` package, chat and Responses alike."""
    chat = pytest.importorskip("openai.types.chat", reason="openai is not installed")
    responses = pytest.importorskip("openai.types.responses", reason="openai is not installed")
    for item in load(path):
        wanted = chat.ChatCompletionFunctionToolParam if "function" in item else responses.FunctionToolParam
        TypeAdapter(wanted).validate_python(item)
