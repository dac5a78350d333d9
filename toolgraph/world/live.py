"""A world that is not simulated: calls run on a live MCP server."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from toolgraph.errors import MissingExtra, ModelError
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.tool import Tool
from toolgraph.world import faults
from toolgraph.world.base import Answer, Fault

_TIMEOUT_S = 30.0


class LiveWorld:
    """Runs each call on an MCP server. Neither deterministic nor free of lasting effects: the server decides.

    Use it as a context manager: the server is started (or connected to) on entering and ended on leaving.

    Args:
        command: To start a server that speaks over standard input and output; empty when `url` is given.
        url: Of a server that is up already; "" when there is a command.
        timeout_s: For each answer.
    """

    def __init__(self, command: Sequence[str] = (), *, url: str = "", timeout_s: float = _TIMEOUT_S) -> None:
        self._command = tuple(command)
        self._url = url
        self._timeout_s = timeout_s
        self._open = ExitStack()
        self._portal: Any = None
        self._session: Any = None

    def __enter__(self) -> Self:
        """Start the server and greet it.

        Raises:
            MissingExtra: The `mcp` package is not installed.
            ModelError: The server does not start, or does not answer as its protocol says.
        """
        try:
            import anyio.from_thread  # noqa: PLC0415  (an extra: loaded when a server is asked)
            from mcp import ClientSession, StdioServerParameters, stdio_client  # noqa: PLC0415
            from mcp.client.streamable_http import streamable_http_client  # noqa: PLC0415
        except ImportError as exc:
            raise MissingExtra(
                f"A live world needs the mcp package ({exc}).", "Install it: pip install 'toolgraph[mcp]'."
            ) from exc
        try:
            self._portal = self._open.enter_context(anyio.from_thread.start_blocking_portal())
            if self._command:
                start = StdioServerParameters(command=self._command[0], args=list(self._command[1:]))
                silent = self._open.enter_context(Path(os.devnull).open("w"))
                transport: Any = stdio_client(start, errlog=silent)
            else:
                transport = streamable_http_client(self._url)
            streams = self._open.enter_context(self._portal.wrap_async_context_manager(transport))
            session = ClientSession(streams[0], streams[1], read_timeout_seconds=self._timeout_s)
            self._session = self._open.enter_context(self._portal.wrap_async_context_manager(session))
            self._portal.call(self._session.initialize)
        except Exception as exc:
            self._open.close()
            raise self._problem(exc) from exc
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session = None
        self._open.__exit__(kind, value, trace)

    def call(
        self, tool: Tool, arguments: JsonObject, *, need: Sequence[str] = (), numbers: Collection[str] = ()
    ) -> Answer:
        """See `base.World.call`; `need` and `numbers` are passed over, since the server decides what it answers.

        Raises:
            ModelError: The server is gone, or does not answer as its protocol says.
        """
        del need, numbers
        if self._session is None:
            raise ModelError("The live world is not open.", "Use it in a with statement.")
        from mcp import MCPError  # noqa: PLC0415

        try:
            answer = self._portal.call(self._session.call_tool, tool.name, dict(arguments))
        except MCPError as exc:
            # JSON-RPC errors about this very call are answers; others say that the talk is over.
            if exc.code in _ABOUT_THE_CALL:
                return Answer(False, {"error": {"code": str(exc.code), "message": str(exc)}})
            raise self._problem(exc) from exc
        return Answer(not answer.is_error, _content(answer))

    def fail(self, tool: Tool, arguments: JsonObject, fault: Fault) -> Answer:
        """See `base.World.fail`; the server is not asked."""
        return Answer(False, faults.body(tool, arguments, fault))

    def _problem(self, exc: BaseException) -> ModelError:
        while isinstance(exc, BaseExceptionGroup):
            exc = exc.exceptions[0]
        shown = self._url or " ".join(self._command)
        return ModelError(
            f"The MCP server {shown} does not answer: {str(exc) or type(exc).__name__}.",
            "Start it by hand to see why, or check the address.",
        )


# JSON-RPC: method not found, invalid parameters, internal error.
_ABOUT_THE_CALL = frozenset((-32601, -32602, -32603))


def _content(answer: Any) -> JsonValue:
    """What a call gave: its structured content, else its text read as JSON where it is JSON."""
    if answer.structured_content is not None:
        return answer.structured_content
    texts = [part.text for part in answer.content if getattr(part, "text", None) is not None]
    read = [_as_json(text) for text in texts]
    return read[0] if len(read) == 1 else read


def _as_json(text: str) -> JsonValue:
    try:
        return json.loads(text)
    except ValueError:
        return text
