"""A live MCP server to a RawSpec."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from pathlib import PurePath
from urllib.parse import urlsplit

from toolgraph.errors import ConfigError, MissingExtra, SpecError
from toolgraph.models.spec import RawSpec, Skipped
from toolgraph.read.detect import find_tools
from toolgraph.read.load import Item
from toolgraph.schema import Scope

_SECRET = re.compile(r"(?i)(key|token|secret|passw|credential|auth)")


def read_mcp_server(
    *, command: Sequence[str] | None = None, url: str | None = None, source: str | None = None, timeout_s: float = 30.0
) -> RawSpec:
    """The tools that a live MCP server lists, all pages of them.

    Args:
        command: Starts a server that talks over its standard input and output; it is ended afterwards.
        url: Of a server that talks streamable HTTP, or the older HTTP with server-sent events.
        source: Name of the source; None takes the server's own name.
        timeout_s: Seconds for all answers together; ending a server that ignores its closed input takes up to 5 more.

    Raises:
        ConfigError: Not exactly one of `command` and `url` is given.
        MissingExtra: The `mcp` package is not installed.
        SpecError: The command cannot be started, the URL is none, or the server has no tools.
        ModelError: The server ends, cannot be reached, does not answer in time, or not as its protocol says.
    """
    if bool(command) == bool(url):
        raise ConfigError("An MCP server has a command or a URL, not both.", "Give `-- COMMAND...` or `--url URL`.")
    try:
        from toolgraph.read import mcp_session  # noqa: PLC0415  (an extra: loaded when a server is asked)
    except ModuleNotFoundError as exc:
        if (exc.name or "").startswith("toolgraph"):
            raise
        raise MissingExtra(
            f"Live MCP servers need the mcp package ({exc}).", "Install it: pip install 'toolgraph[mcp]'."
        ) from exc
    shown = _without_secrets(command) if command else _without_login(url or "")
    server = mcp_session.Server(command=tuple(command or ()), url=url or "", shown=shown)
    heard = mcp_session.list_tools(server, timeout_s=timeout_s)
    return _spec(heard.tools, heard.repeated, shown, source or heard.name or _fallback_name(command, url), heard.title)


def _spec(tools: list[object], repeated: str, origin: str, source: str, title: str) -> RawSpec:
    finds = find_tools((Item("", {"tools": tools}),), Scope, "mcp")
    if not finds.is_spec:
        why = f": {finds.other[0].place}: {finds.other[0].reason}" if finds.other else ""
        raise SpecError(f"The MCP server {origin} lists no tools{why}.", "Ask a server that has tools (tools/list).")
    skipped = list(finds.skipped)
    if repeated:
        reason = f"the server gave the cursor {repeated!r} twice; pages after it were not asked for"
        skipped.append(Skipped(place="nextCursor", code="more_pages", reason=reason))
    return RawSpec(
        origin=origin, source=source, format="mcp", title=title, tools=tuple(finds.tools), skipped=tuple(skipped)
    )


def _fallback_name(command: Sequence[str] | None, url: str | None) -> str:
    """A name for a server that does not say its own: the host, or the last word of its command that is no option."""
    if url:
        return urlsplit(url).hostname or "mcp"
    words = [word for word in command or () if not word.startswith("-")]
    return PurePath(words[-1]).stem if words else "mcp"


def _without_secrets(command: Sequence[str]) -> str:
    """A command as one line, with `***` for what follows a word such as `--api-key` or `TOKEN=`."""
    out: list[str] = []
    hide = False
    for word in command:
        name, equals, value = word.partition("=")
        if hide and not word.startswith("-"):
            out.append("***")
        elif equals and value and _SECRET.search(name):
            out.append(f"{name}=***")
        else:
            out.append(shlex.quote(word))
        hide = word.startswith("-") and not equals and bool(_SECRET.search(name))
    return " ".join(out)


def _without_login(url: str) -> str:
    """An address without user, password and query, which may hold secrets."""
    try:
        parts = urlsplit(url)
    except ValueError as exc:
        raise SpecError(
            f"The URL of the MCP server cannot be read: {exc}.", "Give one with http:// or https://."
        ) from exc
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()
