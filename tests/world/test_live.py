from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime

import pytest

from tests.world.tools import STRING, make
from toolgraph.errors import ModelError
from toolgraph.world.live import LiveWorld

NOW = make("get_current_time", {"timezone": STRING}, None)
COMMAND = (sys.executable, "-m", "mcp_server_time")


@pytest.fixture(scope="module")
def server() -> Iterator[LiveWorld]:
    pytest.importorskip("mcp", reason="the mcp extra is not installed")
    pytest.importorskip("mcp_server_time", reason="the time server is not installed")
    with LiveWorld(COMMAND) as opened:
        yield opened


def test_a_call_runs_on_the_server(server: LiveWorld) -> None:
    """The time that comes back is the real one, in the zone that was asked for."""
    answer = server.call(NOW, {"timezone": "Asia/Tokyo"})
    assert answer.ok
    assert answer.result["timezone"] == "Asia/Tokyo"
    told = datetime.fromisoformat(answer.result["datetime"])
    assert abs((told - datetime.now(told.tzinfo)).total_seconds()) < 60


def test_a_refusal_is_an_answer(server: LiveWorld) -> None:
    """What the server calls an error is an answer that is not ok, and names the bad value."""
    answer = server.call(NOW, {"timezone": "Nowhere/Land"})
    assert not answer.ok
    assert "Nowhere/Land" in str(answer.result)


def test_a_planned_fault_does_not_ask_the_server(server: LiveWorld) -> None:
    """`fail` gives the same body as in a simulated world."""
    assert server.fail(NOW, {"timezone": "UTC"}, "timeout").result["error"]["code"] == "timeout"


def test_a_server_that_ends_is_an_error_with_advice() -> None:
    """A command that exits at once, and one that does not exist, end in a clear message."""
    pytest.importorskip("mcp", reason="the mcp extra is not installed")
    for command in ((sys.executable, "-c", "raise SystemExit(3)"), ("/no/such/server",)):
        with pytest.raises(ModelError, match="does not answer"), LiveWorld(command):
            pass


def test_a_closed_world_says_so() -> None:
    """A call outside the with statement is refused."""
    with pytest.raises(ModelError, match="not open"):
        LiveWorld(COMMAND).call(NOW, {})
