"""Every way in which a database cannot be had ends in its own error, with what to do, within five seconds."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.conftest import ROOT
from tests.neo4j_server import Server
from tests.store.databases import NEO4J
from toolgraph.errors import (
    ConfigError,
    StoreAuthError,
    StoreError,
    StoreLocked,
    StoreUnavailable,
    StoreVersionError,
    ToolgraphError,
)
from toolgraph.store import StoreAddress, embedded, open_store
from toolgraph.store import open as opening
from toolgraph.store.embedded import DATABASE, WRITER, EmbeddedDatabase, free_port
from toolgraph.store.graph import GraphStore
from toolgraph.store.open import _connect


@contextmanager
def refused(kind: type[ToolgraphError], match: str | None = None) -> Iterator[None]:
    """The block raises exactly this class, with a fix, within five seconds."""
    began = time.perf_counter()
    with pytest.raises(kind, match=match) as raised:
        yield
    assert time.perf_counter() - began < 5.0
    assert type(raised.value) is kind
    assert raised.value.fix.strip()


@pytest.fixture(params=NEO4J)
def server(request: pytest.FixtureRequest) -> Server:
    found: Server = request.getfixturevalue(request.param)
    return found


def address_of(server: Server, **changes: object) -> StoreAddress:
    return StoreAddress(db=server.uri, user=server.user, password=server.password).model_copy(update=changes)


def test_nobody_listens() -> None:
    """A server that is not up: told at once, with how to start one."""
    for scheme in ("bolt", "neo4j"):
        with refused(StoreUnavailable, "does not answer"):
            open_store(StoreAddress(db=f"{scheme}://127.0.0.1:{free_port()}"))


def test_somebody_listens_who_never_answers() -> None:
    """A port that takes the connection and says nothing is given up."""
    with socket.create_server(("127.0.0.1", 0)) as silent, refused(StoreUnavailable):
        open_store(StoreAddress(db=f"bolt://127.0.0.1:{silent.getsockname()[1]}"))


def test_a_web_server_is_no_database(httpd: int) -> None:
    """A port that answers in another protocol ends in a database error, not in a traceback."""
    began = time.perf_counter()
    with pytest.raises(StoreError) as raised:
        open_store(StoreAddress(db=f"bolt://127.0.0.1:{httpd}"))
    assert raised.value.fix
    assert time.perf_counter() - began < 5.0


@pytest.fixture
def httpd() -> Iterator[int]:
    """The port of a server that speaks HTTP."""

    class Quiet(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has there
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    "db",
    [
        "bolt://",
        "bolt://127.0.0.1:port",
        "neo4j://[::1",
        "neo4j://127.0.0.1:99999",
        "http://localhost:7474",
        "mysql://x",
    ],
)
def test_what_is_no_address(db: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A typing error in the address is a mistake of the user's, and makes no folder of that name."""
    monkeypatch.chdir(tmp_path)
    began = time.perf_counter()
    # The last where a server of somebody else's is on the usual port.
    with pytest.raises((ConfigError, StoreUnavailable, StoreAuthError)) as raised:
        open_store(StoreAddress(db=db))
    assert raised.value.fix
    assert time.perf_counter() - began < 5.0
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_password(server: Server) -> None:
    """The server is there and refuses: the message names the settings."""
    with refused(StoreAuthError, "refuses the user name or password"):
        open_store(address_of(server, password="not the password"))


def test_a_version_that_is_too_old(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server older than we know is refused when it is opened, not in the middle of the work."""
    monkeypatch.setattr(opening, "_OLDEST", 9999)
    with refused(StoreVersionError, "Neo4j/"):
        open_store(address_of(server))


def test_a_database_that_the_server_does_not_have(server: Server) -> None:
    """A wrong NEO4J_DATABASE is told as such by whatever is asked first."""
    with open_store(address_of(server, database="nosuch")) as store:
        with refused(ConfigError, "nosuch"):
            store.read("read/sources")
        with refused(ConfigError, "nosuch"):
            store.ask("RETURN 1")
        with refused(ConfigError, "nosuch"):
            store.write("write/put_sources", [{"id": "x", "set": {}}])


def test_a_server_that_stops_while_it_is_used(tmp_path: Path) -> None:
    """A connection that breaks is told as unavailable, by every kind of call."""
    database = EmbeddedDatabase(tmp_path / "graph")
    access = database.access
    driver = _connect(access.uri, WRITER, access.writer_password, "here")
    store = GraphStore(driver, where="here", dialect="embedded", database=DATABASE)
    assert store.read("read/sources") == []
    database.stop()
    with pytest.raises(StoreUnavailable) as raised:
        store.ask("RETURN 1 AS one", timeout_s=1)
    assert "does not answer" in raised.value.problem
    store.close()


HOLD = """
import sys
from toolgraph.store import StoreAddress, embedded, open_store
with open_store(StoreAddress(db=sys.argv[1])) as store:
    store.write("write/put_sources", [{"id": "theirs", "set": {}}])
    print("open", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def held_by_another_process(folder: Path) -> Iterator[None]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    try:
        yield
    finally:
        process.communicate("go\n", timeout=30)


def test_another_process_holds_it(tmp_path: Path) -> None:
    """Locked while the other runs, free with all that the other wrote once it has ended."""
    folder = tmp_path / "graph"
    with held_by_another_process(folder), refused(StoreLocked, "open in another process"):
        open_store(StoreAddress(db=str(folder)))
    with open_store(StoreAddress(db=str(folder))) as store:
        assert [r["id"] for r in store.read("read/sources")] == ["theirs"]


def test_a_lock_left_by_a_killed_process_is_no_lock(tmp_path: Path) -> None:
    """After a kill the database opens again without anybody's help, and the acknowledged write is there."""
    folder = tmp_path / "graph"
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    process.kill()
    process.communicate()
    with open_store(StoreAddress(db=str(folder))) as store:
        assert [r["id"] for r in store.read("read/sources")] == ["theirs"]


def test_a_folder_with_other_content(tmp_path: Path) -> None:
    """A database is not put among somebody's files, and they are left as they are."""
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    with refused(ConfigError, "thesis"):
        open_store(StoreAddress(db=str(tmp_path)))
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_instead_of_a_folder(tmp_path: Path) -> None:
    """A file is refused and kept."""
    (tmp_path / "graph").write_text("mine", encoding="utf-8")
    with refused(ConfigError, "is a file"):
        open_store(StoreAddress(db=str(tmp_path / "graph")))
    with refused(ConfigError, "No database can be kept"):
        open_store(StoreAddress(db=str(tmp_path / "graph" / "below")))
    assert (tmp_path / "graph").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("content", ["", "{", "[]", '{"root": "x"}'])
def test_passwords_that_are_spoilt(tmp_path: Path, content: str) -> None:
    """A broken access.json is named, and nothing is locked afterwards."""
    (tmp_path / "access.json").write_text(content, encoding="utf-8")
    with refused(ConfigError, r"access\.json"):
        open_store(StoreAddress(db=str(tmp_path)))
    (tmp_path / "access.json").unlink()
    open_store(StoreAddress(db=str(tmp_path))).close()


def test_passwords_are_private_and_stay(tmp_path: Path) -> None:
    """Nobody else may read the passwords; they are random, differ for reading and writing, and survive a restart."""
    folder = tmp_path / "graph"
    open_store(StoreAddress(db=str(folder))).close()
    note = folder / "access.json"
    passwords = json.loads(note.read_text(encoding="utf-8"))
    assert note.stat().st_mode & 0o777 == 0o600
    assert len(set(passwords.values())) == 2
    assert all(len(p) >= 32 for p in passwords.values())
    open_store(StoreAddress(db=str(folder))).close()
    assert json.loads(note.read_text(encoding="utf-8")) == passwords


def test_a_served_database_is_shared(tmp_path: Path) -> None:
    """While `serve` runs, others use it through the note it leaves; the note is private and goes with it."""
    folder = tmp_path / "graph"
    database = EmbeddedDatabase(folder)
    note = database.serve()
    assert note.stat().st_mode & 0o777 == 0o600
    with open_store(StoreAddress(db=str(folder))) as store:
        store.write("write/put_sources", [{"id": "shared", "set": {}}])
    with open_store(StoreAddress(db=str(folder))) as store:
        assert [r["id"] for r in store.read("read/sources")] == ["shared"]
    database.stop()
    database.stop()
    assert not note.exists()


def test_a_note_of_a_server_that_died_is_not_believed(tmp_path: Path) -> None:
    """A stale serving.json does not keep anybody out."""
    folder = tmp_path / "graph"
    open_store(StoreAddress(db=str(folder))).close()
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    note = {"uri": "bolt://127.0.0.1:1", "writer_password": "a", "reader_password": "b", "pid": ended.pid}
    for content in (json.dumps(note), "{", "[]"):
        (folder / "serving.json").write_text(content, encoding="utf-8")
        open_store(StoreAddress(db=str(folder))).close()


def test_closing_twice_does_no_harm(tmp_path: Path) -> None:
    """A store may be closed by a context manager and by hand."""
    with open_store(StoreAddress(db=str(tmp_path / "graph"))) as store:
        store.close()


@pytest.mark.parametrize("taken", [0, 1], ids=["bolt", "http"])
def test_a_port_that_another_process_took_first(taken: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between choosing a free port and listening on it somebody else may take it: another one is chosen."""
    chosen: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as other:

        def choose() -> int:
            chosen.append(other.getsockname()[1] if len(chosen) == taken else free_port())
            return chosen[-1]

        monkeypatch.setattr(embedded, "free_port", choose)
        with open_store(StoreAddress(db=str(tmp_path / "graph"))) as store:
            assert store.ask("RETURN 1").rows == [(1,)]
    assert len(chosen) == 4
