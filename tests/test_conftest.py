"""The fence around the tests holds."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import pytest
from _pytest.outcomes import Failed, Skipped

from tests import conftest
from tests.conftest import NetworkBlocked, cannot_be_had
from toolgraph.models.tool import Tool


@pytest.mark.parametrize(
    ("family", "address"),
    [
        (socket.AF_INET, ("192.0.2.1", 80)),
        (socket.AF_INET, ("10.0.0.1", 7687)),
        (socket.AF_INET, ("example.com", 443)),
        (socket.AF_INET6, ("2001:db8::1", 443, 0, 0)),
        (socket.AF_INET6, ("::ffff:192.0.2.1", 443, 0, 0)),
    ],
)
def test_other_machines_are_out_of_reach(family: int, address: tuple[str, int]) -> None:
    """A connection to another machine fails before a packet leaves, and the error names the address."""
    with socket.socket(family) as sock, pytest.raises(NetworkBlocked, match=address[0]):
        sock.connect(address)
    with socket.socket(family) as sock, pytest.raises(NetworkBlocked, match=address[0]):
        sock.connect_ex(address)


def test_an_event_loop_is_fenced_too() -> None:
    """asyncio's connections go through the same gate."""

    async def visit() -> None:
        await asyncio.open_connection("192.0.2.1", 80)

    with pytest.raises(NetworkBlocked, match=r"192\.0\.2\.1"):
        asyncio.run(visit())


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_this_machine_is_reachable(host: str) -> None:
    """Loopback works: the embedded database and the Neo4j servers answer there."""
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as client:
        client.connect((host, server.getsockname()[1]))
        assert client.getpeername()[0] == "127.0.0.1"


def test_unix_sockets_are_allowed(tmp_path: Path) -> None:
    """Child processes are spoken to over them."""
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(str(tmp_path / "s"))
        server.listen()
        client.connect(str(tmp_path / "s"))


def test_what_cannot_be_had_is_a_skip_for_people_and_a_failure_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    """CI never goes green because a server was missing."""
    monkeypatch.setattr(conftest, "IN_CI", False)
    with pytest.raises(Skipped, match="no server"):
        cannot_be_had("no server")
    monkeypatch.setattr(conftest, "IN_CI", True)
    with pytest.raises(Failed, match="no server"):
        cannot_be_had("no server")


def test_the_catalogue_is_the_bundled_one(catalogue: tuple[Tool, ...]) -> None:
    """The fixture gives the tools of `ingest/`, each id once."""
    assert len({tool.id for tool in catalogue}) == len(catalogue)
    assert len({tool.source for tool in catalogue}) == len(list((conftest.ROOT / "ingest").glob("*/source.toml")))
