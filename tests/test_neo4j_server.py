"""The server that tests and `make neo4j` start is real, private, and gone afterwards."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from tests import neo4j_server
from tests.neo4j_server import Line, Server, ServerUnavailable


@pytest.fixture(params=["5", "2026"])
def line(request: pytest.FixtureRequest) -> Line:
    line: Line = request.param
    return line


@pytest.fixture
def server(line: Line, request: pytest.FixtureRequest) -> Server:
    server: Server = request.getfixturevalue(f"neo4j_{line}")
    return server


def test_the_right_password_gets_an_answer_from_the_line_that_was_asked_for(line: Line, server: Server) -> None:
    """`start` returns a server that answers at once, and it is of the line that its name says."""
    assert neo4j_server.refusal(server) is None
    assert neo4j_server.version_of(server).startswith(f"{line}.")


def test_a_wrong_password_is_refused(server: Server) -> None:
    """The server is not open to whoever finds its port."""
    stranger = Server(server.uri, server.user, f"{server.password}-not")
    assert "AuthError" in (neo4j_server.refusal(stranger) or "")


def test_it_listens_on_loopback_only(server: Server) -> None:
    """The address is one that no other machine reaches, and the HTTP port is off."""
    if server.home is None:
        pytest.skip("a server that somebody else runs listens where they said")
    assert server.uri.startswith("bolt://127.0.0.1:")
    assert "server.http.enabled=false" in (server.home / "conf" / "neo4j.conf").read_text(encoding="utf-8")


def test_the_password_is_not_printed(server: Server) -> None:
    """A failing test that shows its fixtures does not show the password."""
    assert server.password not in repr(server)


def test_stop_ends_the_process_and_removes_the_home(neo4j_5: Server) -> None:
    """Nothing is left of a stopped server: no process, no folder, no answer; stopping twice is harmless."""
    assert neo4j_5.uri  # only where a server can be had
    server = neo4j_server.start("5")
    assert server.process is not None
    assert server.home is not None
    assert server.home.is_dir()
    server.stop()
    server.stop()
    assert server.process.returncode is not None
    assert not server.home.exists()
    assert "ServiceUnavailable" in (neo4j_server.refusal(server) or "")


FAKE_JAVA = """#!/bin/sh
case "$*" in *AdminTool*) exit 0;; esac
echo "Address already in use"
exit 1
"""


def test_a_server_that_dies_says_why_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: Line
) -> None:
    """A failed start ends at once, with the end of the server's log, and without its home."""
    java = tmp_path / "java"
    java.write_text(FAKE_JAVA, encoding="utf-8")
    java.chmod(0o755)
    jars = tmp_path / neo4j_server.VERSIONS[line]
    jars.mkdir()
    monkeypatch.setattr(neo4j_server, "CACHE", tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(ServerUnavailable, match="ended; its log ends:\nAddress already in use"):
        neo4j_server.start(line, java=java)
    assert sorted(tmp_path.iterdir()) == sorted([java, jars])


def test_jars_are_resolved_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: Line) -> None:
    """A folder that is there is complete, and is taken without asking Maven Central."""
    monkeypatch.setattr(neo4j_server, "CACHE", tmp_path)
    monkeypatch.setattr(neo4j_server, "_download", lambda *_: pytest.fail("downloaded again"))
    folder = tmp_path / neo4j_server.VERSIONS[line]
    folder.mkdir()
    assert neo4j_server.resolve(line) == folder


def test_a_download_that_breaks_off_leaves_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: Line
) -> None:
    """Only a whole set of jars gets the final name: the next run downloads again."""

    def broken(version: str, scratch: Path) -> list[Path]:
        (scratch / "half.jar").touch()
        raise ServerUnavailable(f"neo4j {version}: the line went dead")

    monkeypatch.setattr(neo4j_server, "CACHE", tmp_path)
    monkeypatch.setattr(neo4j_server, "_download", broken)
    with pytest.raises(ServerUnavailable, match="went dead"):
        neo4j_server.resolve(line)
    assert list(tmp_path.iterdir()) == []
