"""What all tests share: no network but loopback, hypothesis' settings, the catalogue, and real Neo4j servers."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests import neo4j_server
from tests.neo4j_server import Line, Server, ServerUnavailable
from toolgraph.models.tool import Tool
from toolgraph.normalise import normalise
from toolgraph.read import read_path

ROOT = Path(__file__).resolve().parents[1]
IN_CI = bool(os.environ.get("CI"))  # noqa: TID251  # a test run is not the program
Address = Any  # a pair, a path or bytes: as `socket.connect` takes it
GIVEN = "TOOLGRAPH_TEST_NEO4J_URI"

settings.register_profile("person", deadline=None, max_examples=50)
settings.register_profile("ci", deadline=None, max_examples=50, derandomize=True, print_blob=True)
settings.load_profile("ci" if IN_CI else "person")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes half a minute or more; `-m 'not slow'` leaves it out")


def cannot_be_had(reason: str) -> None:
    """Skip on a person's machine; fail where CI is set, since there a test that vanishes is a fault."""
    if IN_CI:
        pytest.fail(reason)
    pytest.skip(reason)


class NetworkBlocked(RuntimeError):
    """A test spoke to another machine. No OSError: the program maps those to its own errors, and a test would pass."""


def _is_local(family: int, address: object) -> bool:
    if family not in {socket.AF_INET, socket.AF_INET6} or not isinstance(address, tuple):
        return family == getattr(socket, "AF_UNIX", None)
    host = str(address[0]).partition("%")[0]
    if host == "localhost":
        return True
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return (mapped or ip).is_loopback


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Let the sockets of this process reach this machine alone; child processes (pip, jgo, servers) are free."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def refuse_others(sock: socket.socket, address: Address) -> None:
        if not _is_local(sock.family, address):
            raise NetworkBlocked(f"a test tried to connect to {address!r}; tests reach only this machine")

    def guarded_connect(sock: socket.socket, address: Address) -> None:
        refuse_others(sock, address)
        connect(sock, address)

    def guarded_connect_ex(sock: socket.socket, address: Address) -> int:
        refuse_others(sock, address)
        return connect_ex(sock, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
        yield


@pytest.fixture(scope="session")
def catalogue() -> tuple[Tool, ...]:
    """The tools of `ingest/`, read and normalised once."""
    return tuple(tool for spec in read_path(ROOT / "ingest") for tool in normalise(spec).tools)


@pytest.fixture(scope="session")
def development_data() -> Path:
    """The public specs, links and traces that developers have beside the checkout."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"no development data in {folder}")
    return folder


@pytest.fixture(scope="session")
def neo4j_5() -> Iterator[Server]:
    """A real Neo4j of the 5.26 LTS line, started when the first test asks for it."""
    yield from _server("5")


@pytest.fixture(scope="session")
def neo4j_2026() -> Iterator[Server]:
    """A real Neo4j of the 2026 calendar line, started when the first test asks for it."""
    yield from _server("2026")


def _server(line: Line) -> Iterator[Server]:
    given = _given_server(line)
    try:
        server = given or neo4j_server.start(line)
    except ServerUnavailable as exc:
        cannot_be_had(str(exc))
        raise
    yield server
    server.stop()


def _given_server(line: Line) -> Server | None:
    """Return the server that the environment names, when there is one and it is of this line."""
    uri = os.environ.get(GIVEN)  # noqa: TID251
    if not uri:
        return None
    user = os.environ.get("TOOLGRAPH_TEST_NEO4J_USERNAME", "neo4j")  # noqa: TID251
    server = Server(uri, user, os.environ.get("TOOLGRAPH_TEST_NEO4J_PASSWORD", ""))  # noqa: TID251
    refusal = neo4j_server.refusal(server)
    if refusal is not None:
        cannot_be_had(f"{GIVEN}={uri} does not answer: {refusal}")
    version = neo4j_server.version_of(server)
    if version.partition(".")[0] != line:
        cannot_be_had(f"{GIVEN}={uri} is Neo4j {version}; this test wants {line}")
    return server
