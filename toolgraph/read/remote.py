"""References that lead out of a document: followed only when asked for, and never to a private address.

A spec is a stranger's text. Followed blindly, its references read any file of the machine and any service of the
network it stands in (server-side request forgery: https://owasp.org/www-community/attacks/Server_Side_Request_Forgery).
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from pathlib import Path
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from toolgraph.errors import SpecError
from toolgraph.models.base import JsonValue
from toolgraph.read.load import decode, load, parse
from toolgraph.schema import Lost, Scope

_MOST_BYTES = 16 * 1024 * 1024
_MOST_DOCUMENTS = 200
_MOST_REDIRECTS = 3
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_DEEPEST = 400


def scope_for(document: JsonValue, path: Path, *, allow_remote: bool, timeout_s: float = 20.0) -> Scope:
    """Where the references of a document may lead.

    Args:
        path: Of the document; files in its folder, and below, are what its relative references may reach.
        allow_remote: Follow references out of the document at all.
        timeout_s: For one document of the web, redirects included.
    """
    if not allow_remote:
        return Scope(document)
    return Scope(document, uri=path.resolve().as_uri(), fetch=_Fetcher(path.resolve().parent, timeout_s).fetch)


class _Fetcher:
    """Fetches the documents that one document refers to."""

    def __init__(self, folder: Path, timeout_s: float) -> None:
        self._folder = folder
        self._timeout_s = timeout_s
        self._fetched = 0

    def fetch(self, uri: str) -> JsonValue | Lost:
        self._fetched += 1
        if self._fetched > _MOST_DOCUMENTS:
            return Lost("remote_ref", f"{uri}: more than {_MOST_DOCUMENTS} documents are referred to")
        address = urlsplit(uri)
        if address.scheme == "file":
            got = _read_beside(address, self._folder)
        elif address.scheme in {"http", "https"}:
            got = fetch_web(uri, timeout_s=self._timeout_s)
        else:
            got = Lost("remote_ref", f"{uri}: only files beside the document, http and https are followed")
        return got if isinstance(got, Lost) else _absolute(got, uri, 0)


def _read_beside(address: SplitResult, folder: Path) -> JsonValue | Lost:
    path = Path(unquote(address.path)).resolve()
    if not path.is_relative_to(folder):
        return Lost("remote_ref", f"{path} is outside the folder of the document ({folder})")
    if not path.is_file():
        return Lost("bad_ref", f"{path} does not exist")
    try:
        return load(path).items[0].value
    except SpecError as exc:
        return Lost("bad_ref", exc.problem)


def _absolute(value: JsonValue, base: str, depth: int) -> JsonValue:
    """`value` with every `$ref` joined to the address of its document, so that it may be moved."""
    if depth > _DEEPEST:
        return {}
    if isinstance(value, list):
        return [_absolute(item, base, depth + 1) for item in value]
    if not isinstance(value, dict):
        return value
    out = {key: _absolute(item, base, depth + 1) for key, item in value.items()}
    if isinstance(out.get("$ref"), str):
        out["$ref"] = _joined(base, out["$ref"])
    return out


def _joined(base: str, ref: str) -> str:
    try:
        joined = urljoin(base, ref)
    except ValueError:
        return ref  # reported when it is followed
    # A page of the web says nothing about the files of this machine.
    return f"refused:{joined}" if joined.startswith("file:") and not base.startswith("file:") else joined


def fetch_web(uri: str, *, timeout_s: float) -> JsonValue | Lost:
    """A JSON or YAML document of the public web, or why it was not fetched.

    Every address that the host name resolves to must be public; the connection goes to the address that was
    checked, so that a second, different answer of the name server changes nothing. Redirects are checked alike.
    """
    deadline = time.monotonic() + timeout_s
    for _ in range(_MOST_REDIRECTS + 1):
        try:
            status, location, body = _request(uri, deadline)
        except _RefusedError as exc:
            return Lost("remote_ref", f"{uri}: {exc}")
        except (OSError, http.client.HTTPException, ValueError) as exc:
            return Lost("remote_ref", f"{uri} cannot be fetched: {exc or type(exc).__name__}")
        if status not in _REDIRECTS or not location:
            return _parsed(uri, status, body)
        uri = urljoin(uri, location)
    return Lost("remote_ref", f"{uri}: more than {_MOST_REDIRECTS} redirects")


class _RefusedError(Exception):
    """An address that is never asked."""


def _parsed(uri: str, status: int, body: bytes) -> JsonValue | Lost:
    if status != http.HTTPStatus.OK:
        return Lost("remote_ref", f"{uri} answers {status}")
    try:
        return parse(decode(body, uri), name=uri, suffix=Path(urlsplit(uri).path).suffix.lower()).items[0].value
    except SpecError as exc:
        return Lost("remote_ref", exc.problem)


def public_address(host: str, port: int) -> str:
    """An IP address of `host`, after all of them were found to be public.

    Raises:
        _RefusedError: One of them is private, loopback, link-local, multicast or reserved.
        OSError: The name does not resolve.
    """
    found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for text in found:
        if not is_public(text):
            raise _RefusedError(f"{host} is at {text}, which is not a public address")
    return found[0]


# All of IPv6 that is handed out to hosts; outside it lie the forms that hold an IPv4 address (`::ffff:10.0.0.1`,
# `64:ff9b::a00:1`) and local ones. https://www.iana.org/assignments/ipv6-address-space
_HOSTS_V6 = ipaddress.ip_network("2000::/3")


def is_public(text: str) -> bool:
    """Whether an IP address is one of the public internet, and reaches no other kind.

    >>> is_public("8.8.8.8"), is_public("169.254.169.254"), is_public("::ffff:10.0.0.1")
    (True, False, False)
    """
    address = ipaddress.ip_address(text.partition("%")[0])
    if not address.is_global or address.is_multicast:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        return address in _HOSTS_V6 and address.sixtofour is None and address.teredo is None
    return True


def _request(uri: str, deadline: float) -> tuple[int, str, bytes]:
    """One GET: status, `Location`, body."""
    address = urlsplit(uri)
    if address.scheme not in {"http", "https"} or not address.hostname:
        raise _RefusedError("only http and https are followed")
    if address.username or address.password:
        raise _RefusedError("an address with a user name is not followed")
    port = address.port or (443 if address.scheme == "https" else 80)
    ip = public_address(address.hostname, port)
    connection = _Pinned(address.hostname, port, ip=ip, secure=address.scheme == "https", timeout=_left(deadline))
    # A timeout of the socket is for one read: a server that sends a byte a second would never reach it.
    alarm = threading.Timer(_left(deadline), connection.cut)
    alarm.daemon = True
    alarm.start()
    try:
        target = (address.path or "/") + (f"?{address.query}" if address.query else "")
        connection.request("GET", target, headers={"Accept": "application/json, application/yaml, */*"})
        response = connection.getresponse()
        body = _body(response)
        _left(deadline)
        return response.status, response.getheader("Location") or "", body
    finally:
        alarm.cancel()
        connection.close()


def _body(response: http.client.HTTPResponse) -> bytes:
    parts: list[bytes] = []
    size = 0
    while part := response.read1(65536):
        size += len(part)
        if size > _MOST_BYTES:
            raise _RefusedError(f"it is larger than {_MOST_BYTES // 2**20} MiB")
        parts.append(part)
    return b"".join(parts)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("it takes too long")
    return left


class _Pinned(http.client.HTTPConnection):
    """A connection to one address that was checked, whatever the name resolves to now."""

    def __init__(self, host: str, port: int, *, ip: str, secure: bool, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout)
        self._ip = ip
        self._secure = secure
        self._plain: socket.socket | None = None

    def connect(self) -> None:
        self.sock = self._plain = socket.create_connection((self._ip, self.port), self.timeout)
        if self._secure:
            self.sock = ssl.create_default_context().wrap_socket(self._plain, server_hostname=self.host)

    def cut(self) -> None:
        """End the connection from another thread; what waits for it gets an error or an end."""
        sock = self.sock or self._plain
        if sock is not None:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
