"""One talk with an MCP server, over the `mcp` package; imported only when a server is asked.

Protocol: https://modelcontextprotocol.io/specification (stdio, streamable HTTP, and the older HTTP with SSE).
"""

from __future__ import annotations

import io
import logging
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import dataclass, field
from typing import IO, Any

import anyio
import httpx2
from mcp import ClientSession, MCPError, StdioServerParameters, stdio_client
from mcp.client.sse import sse_client
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.dispatcher import CallOptions
from mcp.shared.jsonrpc_dispatcher import JSONRPCDispatcher
from mcp_types import (
    CONNECTION_CLOSED,
    METHOD_NOT_FOUND,
    UNSUPPORTED_PROTOCOL_VERSION,
    Implementation,
    PaginatedRequestParams,
)
from pydantic import ValidationError

from toolgraph.errors import ModelError, SpecError, ToolgraphError
from toolgraph.models.base import JsonValue

# What a talk may end with; anything else is a bug and is not caught.
_KNOWN = (MCPError, ValidationError, OSError, RuntimeError, ValueError, httpx2.HTTPError, httpx2.InvalidURL)
# How a server that knows only the older HTTP with SSE answers a POST.
_NO_POST = frozenset({400, 404, 405, 406, 415})
_MOST_NOISE = 200
_LONGEST_TAIL = 600
_TAIL_LINES = 5
_CONTROL = re.compile(r"\x1b\[[0-9;]*[A-Za-z]|[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Server:
    """Where a server is.

    Attributes:
        command: To start it with; empty when it has a URL.
        shown: Its command or URL in messages, without secrets.
    """

    command: Sequence[str]
    url: str
    shown: str


@dataclass(slots=True)
class Heard:
    """What a server said, filled while it talks.

    Attributes:
        tools: As the server wrote them.
        repeated: The cursor that it gave twice; "" when its pages came to an end.
        noise: Lines on its standard output that are no JSON-RPC.
        status: The last HTTP status of 400 or more; 0 when there was none.
    """

    name: str = ""
    title: str = ""
    tools: list[JsonValue] = field(default_factory=list)
    repeated: str = ""
    noise: list[str] = field(default_factory=list)
    status: int = 0


def list_tools(server: Server, *, timeout_s: float) -> Heard:
    """Ask a server for its name and all pages of its tools, and end it if it was started here.

    Args:
        timeout_s: For all answers together; ending a server that ignores its closed input takes up to 5 s more.

    Raises:
        SpecError: The command cannot be started, or the URL is none.
        ModelError: The server ends, does not answer in time, or not as its protocol says.
    """
    heard = Heard()
    with tempfile.TemporaryFile() as errors, _without_log():
        try:
            anyio.run(_ask, server, heard, errors, timeout_s)
        except ExceptionGroup as group:
            # Task groups wrap what happens inside them, often several times.
            first = _first(group)
            if not isinstance(first, _KNOWN):
                raise
            raise _problem(first, server, heard, _tail(errors), timeout_s) from first
        except _KNOWN as exc:
            raise _problem(exc, server, heard, _tail(errors), timeout_s) from exc
    if len(heard.noise) > _MOST_NOISE:
        raise ModelError(
            f"{server.shown} is no MCP server: its output is not JSON-RPC.", "Check the command: it must serve MCP."
        )
    return heard


@contextmanager
def _without_log() -> Iterator[None]:
    """Keep the package's own log, which has tracebacks of every bad line, off the terminal."""
    log = logging.getLogger("mcp")
    level = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(level)


def _first(group: BaseExceptionGroup[BaseException]) -> BaseException:
    inner = group.exceptions[0]
    return _first(inner) if isinstance(inner, BaseExceptionGroup) else inner


async def _ask(server: Server, heard: Heard, errors: IO[bytes], timeout_s: float) -> None:
    with anyio.fail_after(timeout_s) as limit:
        if server.command:
            start = StdioServerParameters(command=server.command[0], args=list(server.command[1:]))
            await _talk(stdio_client(start, errlog=errors), heard, limit)  # type: ignore[arg-type]
        else:
            await _ask_http(server.url, heard, limit, timeout_s)


async def _ask_http(url: str, heard: Heard, limit: anyio.CancelScope, timeout_s: float) -> None:
    async def note_status(response: httpx2.Response) -> None:
        if response.is_error:
            heard.status = response.status_code

    def client(headers: Any = None, timeout: Any = None, auth: Any = None) -> httpx2.AsyncClient:
        hooks = {"response": [note_status]}
        return httpx2.AsyncClient(headers=headers, timeout=timeout or timeout_s, auth=auth, event_hooks=hooks)

    try:
        async with client() as http:
            await _talk(streamable_http_client(url, http_client=http), heard, limit)
    except ExceptionGroup as modern:
        status = heard.status
        if status not in _NO_POST:
            raise
        try:
            await _talk(sse_client(url, httpx_client_factory=client), heard, limit)
        except (ExceptionGroup, httpx2.HTTPError, httpx2.SSEError):
            heard.status = status
            raise modern from None


class _AsWritten(JSONRPCDispatcher[Any]):
    """Keeps tools as the server wrote them: the package refuses a whole page for one tool that is invalid."""

    def __init__(self, read: Any, write: Any, heard: Heard) -> None:
        super().__init__(read, write)
        self._heard = heard

    async def send_raw_request(
        self,
        method: str,
        params: Mapping[str, Any] | None,
        opts: CallOptions | None = None,
        *,
        _related_request_id: str | int | None = None,
    ) -> dict[str, Any]:
        answer = await super().send_raw_request(method, params, opts, _related_request_id=_related_request_id)
        if method != "tools/list" or not isinstance(answer.get("tools"), list):
            return answer
        self._heard.tools += answer["tools"]
        return {**answer, "tools": []}


async def _talk(transport: AbstractAsyncContextManager[Any], heard: Heard, limit: anyio.CancelScope) -> None:
    async def hear(message: object) -> None:
        if isinstance(message, Exception):
            heard.noise.append(str(message))
            if len(heard.noise) > _MOST_NOISE:
                limit.cancel()

    async with transport as (read, write):
        me = Implementation(name="toolgraph", version="1")
        dispatcher = _AsWritten(read, write, heard)
        async with ClientSession(dispatcher=dispatcher, client_info=me, message_handler=hear) as session:
            await _greet(session)
            if session.server_info is not None:
                heard.name, heard.title = session.server_info.name, session.server_info.title or ""
            await _all_pages(session, heard)


async def _greet(session: ClientSession) -> None:
    """The handshake that nearly all servers know, else the one of 2026."""
    try:
        await session.initialize()
    except MCPError as exc:
        if exc.code not in {UNSUPPORTED_PROTOCOL_VERSION, METHOD_NOT_FOUND}:
            raise
        await session.discover()


async def _all_pages(session: ClientSession, heard: Heard) -> None:
    seen: set[str] = set()
    cursor: str | None = None
    while True:
        page = await session.list_tools(params=PaginatedRequestParams(cursor=cursor) if cursor else None)
        cursor = page.next_cursor
        if not cursor:
            return
        if cursor in seen:
            heard.repeated = cursor
            return
        seen.add(cursor)


def _tail(errors: IO[bytes]) -> str:
    """The last lines that the server wrote to its standard error, short enough for a message; "" if there are none."""
    size = errors.seek(0, io.SEEK_END)
    errors.seek(max(size - 8 * _LONGEST_TAIL, 0))
    written = _CONTROL.sub("", errors.read().decode(errors="replace"))
    lines = [line.strip() for line in written.splitlines() if line.strip()]
    text = " | ".join(lines[-_TAIL_LINES:])
    if not text:
        return ""
    return f" It wrote: {text if len(text) <= _LONGEST_TAIL else '...' + text[-_LONGEST_TAIL:]}"


def _problem(exc: BaseException, server: Server, heard: Heard, tail: str, timeout_s: float) -> ToolgraphError:
    if isinstance(exc, TimeoutError):
        return _late(server, heard, tail, timeout_s)
    if server.command and isinstance(exc, (OSError, ValueError)) and not isinstance(exc, ValidationError):
        reason = getattr(exc, "strerror", None) or str(exc)
        return SpecError(
            f"The MCP server `{server.shown}` cannot be started: {reason}.",
            "Check that the command is installed and on the PATH; give it as you would type it.",
        )
    if isinstance(exc, (httpx2.InvalidURL, httpx2.UnsupportedProtocol)):
        return SpecError(
            f"{server.shown} is not a URL of an MCP server: {_in_short(exc)}.", "Give one with http:// or https://."
        )
    if isinstance(exc, (httpx2.HTTPError, OSError)):
        return ModelError(
            f"The MCP server at {server.shown} cannot be reached: {exc or type(exc).__name__}.",
            "Check the address and that the server is running.",
        )
    if isinstance(exc, MCPError):
        return _refused(exc, server, heard, tail)
    return ModelError(
        f"{server.shown} does not answer as an MCP server does: {_in_short(exc)}.{tail}",
        "Check that this is an MCP server and its tools/list works.",
    )


def _late(server: Server, heard: Heard, tail: str, timeout_s: float) -> ModelError:
    noise = f" {len(heard.noise)} lines of its output were not JSON-RPC." if heard.noise else ""
    return ModelError(
        f"The MCP server {server.shown} did not list its tools within {timeout_s:g} s.{noise}{tail}",
        "Check that it is an MCP server (start it by hand to see what it waits for), or give it more time.",
    )


def _refused(exc: MCPError, server: Server, heard: Heard, tail: str) -> ModelError:
    if heard.status in {401, 403}:
        return ModelError(
            f"The MCP server at {server.shown} wants a login (HTTP {heard.status}).",
            "toolgraph sends no credentials: save its tools/list answer to a file and ingest that.",
        )
    if exc.code == CONNECTION_CLOSED:
        noise = " Its output was not JSON-RPC." if heard.noise else ""
        return ModelError(
            f"The MCP server {server.shown} ended before it listed its tools.{noise}{tail}",
            "Start the command by hand to see why. It gets PATH, HOME and USER only: name what else it needs as "
            "`env NAME=value COMMAND`.",
        )
    status = f" (HTTP {heard.status})" if heard.status else ""
    return ModelError(
        f"The MCP server {server.shown} refuses to list its tools: {_in_short(exc)}{status}.{tail}",
        "Check the address or command, and that the server has tools.",
    )


def _in_short(exc: BaseException) -> str:
    text = str(exc).strip().rstrip(".")
    return f"{text.splitlines()[0][:200]}" if text else type(exc).__name__
