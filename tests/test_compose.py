"""`docker-compose.yml` starts a pinned, private Neo4j that is healthy only when it answers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.neo4j_server import VERSIONS

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def service(compose: dict[str, Any]) -> dict[str, Any]:
    assert list(compose["services"]) == ["neo4j"]
    found: dict[str, Any] = compose["services"]["neo4j"]
    return found


def test_it_is_the_community_server_that_the_tests_run_against(service: dict[str, Any]) -> None:
    """The tag is the exact version of the conformance suite, so that what was tested is what people start."""
    assert service["image"] == f"neo4j:{VERSIONS['2026']}-community"


def test_other_machines_cannot_reach_it(service: dict[str, Any]) -> None:
    """Each port is published on the loopback address alone."""
    ports = service["ports"]
    assert {port.rsplit(":", 1)[1] for port in ports} == {"7474", "7687"}
    assert [port for port in ports if not port.startswith("127.0.0.1:")] == []


def test_there_is_no_password_but_the_users(service: dict[str, Any]) -> None:
    """The password comes from the environment; without one compose stops and says which variable to set."""
    assert re.fullmatch(r"neo4j/\$\{NEO4J_PASSWORD:\?[^}]*NEO4J_PASSWORD[^}]*\}", service["environment"]["NEO4J_AUTH"])


def test_no_setting_is_passed_that_the_server_would_refuse(service: dict[str, Any]) -> None:
    """The image makes a setting of each NEO4J_* variable but AUTH; all of ours are settings of the server."""
    variables = set(service["environment"]) - {"NEO4J_AUTH"}
    settings = {name[6:].replace("__", "~").replace("_", ".").replace("~", "_") for name in variables}
    assert settings == {
        "server.memory.heap.initial_size",
        "server.memory.heap.max_size",
        "server.memory.pagecache.size",
        "dbms.usage_report.enabled",
    }


def test_the_data_outlives_the_container(compose: dict[str, Any], service: dict[str, Any]) -> None:
    """`/data` is on a named volume."""
    (volume,) = service["volumes"]
    name, target = volume.split(":")
    assert target == "/data"
    assert name in compose["volumes"]


def test_healthy_means_that_the_right_password_gets_an_answer(service: dict[str, Any]) -> None:
    """The check runs a query over Bolt with the password, and keeps it off the command line."""
    kind, command = service["healthcheck"]["test"]
    assert kind == "CMD-SHELL"
    shell, arguments = command.split("cypher-shell")
    assert "RETURN 1" in arguments
    assert "bolt://localhost:7687" in arguments
    assert 'NEO4J_PASSWORD="$${NEO4J_AUTH#*/}"' in shell
    assert "-p" not in arguments.split()
