"""Real specs, where a developer has them: every file gives its tools, and every tool is sound."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from toolgraph.models.spec import RawSpec
from toolgraph.normalise import Normalised, normalise
from toolgraph.read import read_path

# At least so many tools a source; a little below what was read on the day of writing.
OPENAPI = {
    "asana.com": 160, "bitbucket.org": 300, "circleci.com": 22, "discourse.local": 80, "gitlab.com": 350,
    "lufthansa.com~public": 15, "nasa.gov~apod": 1, "sendgrid.com": 330, "squareup.com": 200, "trello.com": 320,
    "vercel.com": 110, "weatherbit.io": 45, "wikimedia.org": 35,
}  # fmt: skip
MCP = {"everything": 13, "filesystem": 14, "memory": 9, "sequential-thinking": 1}
BFCL = {
    "gorilla_file_system": 18, "math_api": 17, "message_api": 10, "posting_api": 14, "ticket_api": 9, "trading_bot": 20,
    "travel_booking": 18, "vehicle_control": 22, "BFCL_v4_multiple": 400, "BFCL_v4_live_multiple": 1000,
}  # fmt: skip


@pytest.fixture(scope="module")
def specs(development_data: Path) -> dict[str, tuple[RawSpec, Normalised]]:
    return {spec.source: (spec, normalise(spec)) for spec in read_path(development_data / "specs")}


@pytest.mark.parametrize(("kind", "expected"), [("openapi", OPENAPI), ("mcp", MCP), ("bfcl", BFCL)])
def test_every_real_file_gives_its_tools(
    specs: dict[str, tuple[RawSpec, Normalised]], kind: str, expected: dict[str, int]
) -> None:
    """All 13 OpenAPI files, 4 MCP listings and the BFCL documents are read, each as what it is."""
    assert {source for source, (spec, _) in specs.items() if spec.format == kind} == expected.keys()
    for source, least in expected.items():
        assert len(specs[source][1].tools) >= least, source


def test_nothing_of_them_is_lost_without_a_word(specs: dict[str, tuple[RawSpec, Normalised]]) -> None:
    """Files that are no specs, and tools that come again, are reported with place, code and reason."""
    for spec, made in specs.values():
        duplicates = sum(one.code == "duplicate" for one in made.skipped)
        assert len(made.tools) + duplicates == len(spec.tools)
        assert all(one.place and one.code and one.reason for one in made.skipped)
    assert len(specs[""][0].skipped) >= 5


def test_results_of_real_specs(specs: dict[str, tuple[RawSpec, Normalised]]) -> None:
    """BFCL's `response` and the answers of OpenAPI files become fields; schemas are valid."""
    assert all(tool.outputs for tool in specs["travel_booking"][1].tools)
    for source in ("circleci.com", "memory", "travel_booking"):
        for tool in specs[source][1].tools:
            Draft202012Validator.check_schema(tool.parameters)
            Draft202012Validator.check_schema(tool.returns or {})


def test_many_tools_are_read_soon(development_data: Path, tmp_path: Path) -> None:
    """A thousand of the 12,354 tools of the large file take a few seconds, on a busy machine too."""
    lines = (development_data / "scale" / "openapi_12k.tools.jsonl").read_bytes().splitlines(keepends=True)
    assert len(lines) == 12_354
    path = tmp_path / "some.jsonl"
    path.write_bytes(b"".join(lines[:1000]))
    began = time.process_time()
    made = normalise(next(read_path(path)))
    assert len(made.tools) + len(made.skipped) >= 1000
    assert time.process_time() - began < 4
