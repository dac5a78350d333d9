"""References out of a document: only when asked for, and never to what is not public."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from toolgraph.models.spec import RawSpec
from toolgraph.read import read_path, remote
from toolgraph.schema import Lost


def api(ref: str) -> dict[str, Any]:
    answer = {"200": {"description": "ok", "content": {"application/json": {"schema": {"$ref": ref}}}}}
    return {"openapi": "3.0.0", "paths": {"/a": {"get": {"operationId": "a", "responses": answer}}}}


def read(folder: Path, ref: str, *, allow: bool = True) -> RawSpec:
    path = folder / "api.json"
    path.write_text(json.dumps(api(ref)), encoding="utf-8")
    (spec,) = read_path(path, allow_remote_refs=allow)
    return spec


@pytest.mark.parametrize(
    "address",
    """127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255 240.0.0.1
    ::1 :: fe80::1 fe80::1%eth0 fc00::1 fec0::1 ff02::1 ::ffff:10.0.0.1 ::ffff:8.8.8.8 ::10.0.0.1 64:ff9b::a00:1
    2002:a00:1:: 2002:808:808:: 2001:0:a00:1:: 2001:db8::1 100::1""".split(),
)
def test_addresses_that_are_not_public(address: str) -> None:
    """Private, local, multicast, reserved and embedded addresses are never public, in IPv4 and IPv6."""
    assert not remote.is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "2a00:1450:4001:81b::200e"])
def test_addresses_that_are_public(address: str) -> None:
    """Addresses of well-known public name servers and sites are."""
    assert remote.is_public(address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "0", "2130706433", "0x7f000001", "127.1", "[::ffff:127.0.0.1]"]
)
def test_no_spelling_of_a_local_host_is_asked(host: str) -> None:
    """However loopback is spelled, it is refused before a connection is made."""
    got = remote.fetch_web(f"http://{host}:1/x", timeout_s=5)
    assert isinstance(got, Lost)
    assert "not a public address" in got.reason or "cannot be fetched" in got.reason
    assert "refused" not in got.reason.lower().replace("connection refused", "refused")


def test_one_private_answer_of_the_name_server_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name with a public and a private address is refused: which one a connection takes is chance."""
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: answers)
    got = remote.fetch_web("http://example.com/x", timeout_s=5)
    assert isinstance(got, Lost)
    assert "10.0.0.1" in got.reason


@pytest.mark.parametrize("uri", ["ftp://example.com/a", "gopher://x/", "http://user:word@example.com/", "http:///x"])
def test_odd_addresses_are_not_followed(uri: str) -> None:
    """Only http and https without a login are."""
    assert isinstance(remote.fetch_web(uri, timeout_s=5), Lost)


@contextmanager
def server(answer: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server on a free port of loopback that gives each connection to `answer`."""
    listening = socket.create_server(("127.0.0.1", 0))
    stopped = threading.Event()

    def serve() -> None:
        while not stopped.is_set():
            connection, _ = listening.accept()
            with connection:
                if not stopped.is_set():
                    answer(connection)

    thread = threading.Thread(target=serve)
    thread.start()
    port = listening.getsockname()[1]
    try:
        yield port
    finally:
        stopped.set()
        socket.create_connection(("127.0.0.1", port)).close()
        thread.join()
        listening.close()


def says(head: str, body: str = "") -> Callable[[socket.socket], None]:
    def answer(connection: socket.socket) -> None:
        connection.recv(4096)
        connection.sendall(
            f"HTTP/1.1 {head}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n{body}".encode()
        )

    return answer


@pytest.fixture
def loopback_is_public(monkeypatch: pytest.MonkeyPatch) -> None:
    """127.0.0.1 counts as public, so that a real server can stand in for the web; nothing else changes."""
    real = remote.is_public
    monkeypatch.setattr(remote, "is_public", lambda text: text == "127.0.0.1" or real(text))


@pytest.mark.usefixtures("loopback_is_public")
def test_a_document_of_the_web_is_read(tmp_path: Path) -> None:
    """With leave, a schema behind http is fetched, parsed and put in its place."""
    with server(
        says("200 OK", '{"definitions": {"P": {"type": "object", "properties": {"id": {"type": "string"}}}}}')
    ) as port:
        spec = read(tmp_path, f"http://127.0.0.1:{port}/x.json#/definitions/P")
    assert spec.tools[0].returns == {"type": "object", "properties": {"id": {"type": "string"}}}
    assert spec.skipped == ()


@pytest.mark.usefixtures("loopback_is_public")
@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/x", "http://[::1]/x", "file:///etc/passwd", "http://localhost6.invalid/"]
)
def test_redirects_are_checked_like_addresses(target: str) -> None:
    """A public server cannot send us to a private one, nor to a file."""
    with server(says(f"302 Found\r\nLocation: {target}")) as port:
        got = remote.fetch_web(f"http://127.0.0.1:{port}/x", timeout_s=5)
    assert isinstance(got, Lost)
    assert got.code == "remote_ref"


@pytest.mark.usefixtures("loopback_is_public")
def test_redirects_come_to_an_end() -> None:
    """A server that redirects to itself is left after a few rounds."""
    with server(says("302 Found\r\nLocation: /again")) as port:
        got = remote.fetch_web(f"http://127.0.0.1:{port}/x", timeout_s=5)
    assert isinstance(got, Lost)
    assert "more than 3 redirects" in got.reason


@pytest.mark.usefixtures("loopback_is_public")
def test_a_slow_server_is_left_in_time() -> None:
    """A server that sends a byte now and then does not hold us past the timeout."""

    def drip(connection: socket.socket) -> None:
        connection.recv(4096)
        for _ in range(40):
            try:
                connection.sendall(b"H")
            except OSError:
                return
            time.sleep(0.05)

    with server(drip) as port:
        began = time.monotonic()
        got = remote.fetch_web(f"http://127.0.0.1:{port}/x", timeout_s=0.4)
        assert time.monotonic() - began < 1.5
    assert isinstance(got, Lost)


@pytest.mark.usefixtures("loopback_is_public")
@pytest.mark.parametrize("answer", [says("500 Oops"), says("200 OK", "{broken"), says("nonsense")])
def test_answers_that_are_no_document(answer: Callable[[socket.socket], None]) -> None:
    """Errors, broken JSON and broken HTTP leave the reference open, with the reason."""
    with server(answer) as port:
        got = remote.fetch_web(f"http://127.0.0.1:{port}/x", timeout_s=5)
    assert isinstance(got, Lost)
    assert got.reason


@pytest.mark.usefixtures("loopback_is_public")
def test_a_page_of_the_web_does_not_read_files(tmp_path: Path) -> None:
    """A fetched document that refers to a file of this machine gets nothing."""
    (tmp_path / "secret.json").write_text('{"type": "string"}', encoding="utf-8")
    body = json.dumps({"type": "object", "properties": {"s": {"$ref": (tmp_path / "secret.json").as_uri()}}})
    with server(says("200 OK", body)) as port:
        spec = read(tmp_path, f"http://127.0.0.1:{port}/x.json")
    assert spec.tools[0].returns == {"type": "object", "properties": {"s": {}}}
    assert [one.code for one in spec.skipped] == ["remote_ref"]


def test_files_beside_the_document(tmp_path: Path) -> None:
    """With leave, files of the same folder and below are read, references inside them included."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "pet.yaml").write_text("properties: {id: {$ref: '../id.json'}}", encoding="utf-8")
    (tmp_path / "id.json").write_text('{"type": "integer"}', encoding="utf-8")
    assert read(tmp_path, "in/pet.yaml").tools[0].returns == {
        "type": "object",
        "properties": {"id": {"type": "integer"}},
    }


@pytest.mark.parametrize("ref", ["../outside.json", "/etc/hostname", "file:///etc/hostname", "link.json"])
def test_files_elsewhere_are_not_read(tmp_path: Path, ref: str) -> None:
    """Paths that lead out of the folder, also through a link, are refused."""
    folder = tmp_path / "specs"
    folder.mkdir()
    (tmp_path / "outside.json").write_text('{"type": "string"}', encoding="utf-8")
    (folder / "link.json").symlink_to(tmp_path / "outside.json")
    spec = read(folder, ref)
    assert spec.tools[0].returns is None or spec.tools[0].returns == {}
    assert [one.code for one in spec.skipped] == ["remote_ref"]


def test_without_leave_nothing_is_followed(tmp_path: Path) -> None:
    """The reference stays open, and the reason names the option."""
    (tmp_path / "id.json").write_text('{"type": "integer"}', encoding="utf-8")
    for ref in ("id.json", "https://example.com/a.json"):
        (one,) = read(tmp_path, ref, allow=False).skipped
        assert (one.code, one.place) == ("remote_ref", "paths./a.get")
        assert "--allow-remote-refs" in one.reason
