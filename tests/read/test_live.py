"""Live MCP servers: real ones over stdio and HTTP, and programs that are none."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from toolgraph.errors import ConfigError, MissingExtra, ModelError, SpecError
from toolgraph.normalise import normalise
from toolgraph.read.live import read_mcp_server

pytest.importorskip("mcp", reason="the mcp package is not installed")

# A server of the package's own class.
HTTP_SERVER = """
import sys
from mcp.server.mcpserver import MCPServer

server = MCPServer("number-tools", title="Numbers")

@server.tool()
def add(a: int, b: int) -> int:
    "Add two numbers."
    return a + b

@server.tool()
def greet(name: str) -> str:
    "Greet somebody."
    return "hello " + name

kind, port = sys.argv[1], int(sys.argv[2])
server.run(kind, host="127.0.0.1", port=port)
"""

# A server written out by hand: pages, a broken tool, noise on standard output, a cursor that comes again.
BY_HAND = """
import json, sys
print("Starting up ...", flush=True)
for line in sys.stdin:
    ask = json.loads(line)
    if ask["method"] == "initialize":
        answer = {"protocolVersion": ask["params"]["protocolVersion"], "capabilities": {"tools": {}},
                  "serverInfo": {"name": "by hand", "version": "1"}}
    elif ask["method"] == "tools/list":
        page = int(ask.get("params", {}).get("cursor", 0))
        tools = [{"name": f"t{page}", "inputSchema": {"type": "object"}}, {"name": 5, "inputSchema": {}}]
        answer = {"tools": tools, "nextCursor": str(page + 1 if page < 2 else LAST)}
        if page == 2 and LAST is None:
            del answer["nextCursor"]
    else:
        continue
    print(json.dumps({"jsonrpc": "2.0", "id": ask["id"], "result": answer}), flush=True)
"""


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_a_server_from_the_package_registry() -> None:
    """`mcp-server-time`, started over stdio, gives its tools under its own name."""
    spec = read_mcp_server(command=[sys.executable, "-m", "mcp_server_time"])
    assert spec.format == "mcp"
    assert spec.source == "mcp-time"
    assert {tool.name for tool in spec.tools} == {"get_current_time", "convert_time"}
    tools = {tool.name: tool for tool in normalise(spec).tools}
    assert [leaf.path for leaf in tools["get_current_time"].inputs] == ["timezone"]
    assert tools["get_current_time"].id == "mcp-time/get_current_time"


@pytest.mark.parametrize("last", ["None", "1"])
def test_all_pages_are_read_and_broken_tools_left_out(last: str) -> None:
    """Three pages give three tools; the broken ones are named; a cursor that comes again ends the listing."""
    spec = read_mcp_server(command=python(BY_HAND.replace("LAST", last)), source="mine")
    assert (spec.source, [tool.name for tool in spec.tools]) == ("mine", ["t0", "t1", "t2"])
    assert [one.place for one in spec.skipped if one.code == "no_name"] == ["tools[1]", "tools[3]", "tools[5]"]
    assert [one.code for one in spec.skipped if one.place == "nextCursor"] == ([] if last == "None" else ["more_pages"])


@pytest.fixture(scope="module", params=[("streamable-http", "/mcp"), ("sse", "/sse")], ids=["http", "sse"])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real server in a process of its own, on a free port of loopback."""
    kind, path = request.param
    script = tmp_path_factory.mktemp("server") / "server.py"
    script.write_text(HTTP_SERVER, encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, script, kind, str(port)], stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}{path}"
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(port: int) -> None:
    end = time.monotonic() + 15
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            assert time.monotonic() < end, "the server did not start"
            time.sleep(0.05)
        else:
            return


def test_a_server_over_http(address: str) -> None:
    """Streamable HTTP and the older HTTP with server-sent events both work, with result schemas."""
    spec = read_mcp_server(url=address)
    assert (spec.source, spec.origin) == ("number-tools", address)
    tools = {tool.name: tool for tool in spec.tools}
    assert tools.keys() == {"add", "greet"}
    assert tools["add"].returns is not None


def test_an_address_where_no_mcp_is(address: str) -> None:
    """Another path of a web server is refused with its status; a port where nobody listens cannot be reached."""
    with pytest.raises(ModelError, match="404"):
        read_mcp_server(url=address.rpartition("/")[0] + "/elsewhere", timeout_s=10)
    with pytest.raises(ModelError, match="cannot be reached"):
        read_mcp_server(url="http://me:secret@127.0.0.1:9/mcp?key=secret", timeout_s=10)


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("import sys; print('no key set', file=sys.stderr); sys.exit(3)", "no key set"),
        ("print('hello')", "not JSON-RPC"),
        ("[print('noise') for _ in range(10_000)]", "not JSON-RPC"),
        ('input(); print(\'{"jsonrpc": "2.0", "id": 0, "result": 5}\')', "ended|does not answer"),
    ],
)
def test_programs_that_are_no_server(code: str, says: str) -> None:
    """What ends or prints something else is told apart from a server, with its own last words."""
    with pytest.raises(ModelError, match=says) as caught:
        read_mcp_server(command=python(code), timeout_s=10)
    assert caught.value.fix


def test_a_server_that_does_not_answer_is_left_and_ended(tmp_path: Path) -> None:
    """The timeout holds, and the process is gone afterwards."""
    marker = tmp_path / "pid"
    code = f"import os, pathlib, time; pathlib.Path({str(marker)!r}).write_text(str(os.getpid())); time.sleep(60)"
    began = time.monotonic()
    with pytest.raises(ModelError, match="within 1 s"):
        read_mcp_server(command=python(code), timeout_s=1)
    assert time.monotonic() - began < 7
    assert not Path(f"/proc/{marker.read_text(encoding='utf-8')}").exists() or not Path("/proc").exists()


def test_a_command_that_is_not_there() -> None:
    """It is a user's mistake, named as such."""
    with pytest.raises(SpecError, match="cannot be started") as caught:
        read_mcp_server(command=["no-such-mcp-server"])
    assert caught.value.exit_code == 1


@pytest.mark.parametrize("url", ["nowhere", "ftp://example.com/x", "http://[::1/x"])
def test_what_is_no_url(url: str) -> None:
    """A URL without http, or broken, is a user's mistake."""
    with pytest.raises(SpecError, match="URL"):
        read_mcp_server(url=url, timeout_s=5)


def test_secrets_stay_out_of_messages_and_origins() -> None:
    """Keys on the command line and logins in addresses are not shown."""
    false = shutil.which("false") or "false"
    with pytest.raises(ModelError) as caught:
        read_mcp_server(command=["env", "GITHUB_TOKEN=s3cret", false, "--api-key", "s3cret"], timeout_s=5)
    assert "s3cret" not in str(caught.value)
    with pytest.raises(ModelError) as caught:
        read_mcp_server(url="http://me:s3cret@127.0.0.1:9/mcp?key=s3cret", timeout_s=5)
    assert "s3cret" not in str(caught.value)


def test_a_command_or_a_url() -> None:
    """Neither and both are refused."""
    for both in ({}, {"command": ["x"], "url": "http://x"}):
        with pytest.raises(ConfigError, match="not both"):
            read_mcp_server(**both)  # type: ignore[arg-type]


def test_without_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where `mcp` is not installed, the message says how to install it."""
    monkeypatch.delattr("toolgraph.read.mcp_session", raising=False)
    monkeypatch.delitem(sys.modules, "toolgraph.read.mcp_session", raising=False)
    monkeypatch.setitem(sys.modules, "mcp", None)
    with pytest.raises(MissingExtra, match="mcp") as caught:
        read_mcp_server(command=["x"])
    assert "toolgraph[mcp]" in caught.value.fix
