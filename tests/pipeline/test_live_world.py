"""Plans whose calls run on a live MCP server."""

from __future__ import annotations

import sys

import pytest

from toolgraph.models.chain import Chain
from toolgraph.models.dialogue_plan import DialoguePlan
from toolgraph.normalise import normalise
from toolgraph.pipeline.stages import world_maker
from toolgraph.plan import load_mix, plan_chain
from toolgraph.read import read_mcp_server

pytest.importorskip("mcp_server_time", reason="the live server of this test")
_COMMAND = f"{sys.executable} -m mcp_server_time"


def test_calls_run_on_the_server() -> None:
    """Each planned call has the server's own answer, which names the time zone that the user said."""
    spec = read_mcp_server(command=_COMMAND.split())
    tools = {t.id: t for t in normalise(spec).tools}
    wanted = next(i for i in tools if i.endswith("get_current_time"))
    chain = Chain(id="c", motif="random", seed=1, index=0, tools=(wanted,))
    with world_maker(_COMMAND) as make_world:
        plan = plan_chain(chain, tools, seed=1, mix=load_mix("simple"), make_world=make_world)
    assert isinstance(plan, DialoguePlan)
    calls = [call for turn in plan.turns for step in turn.steps for call in step]
    assert calls
    for call in calls:
        assert call.result["timezone"] == call.arguments["timezone"]
        assert "T" in call.result["datetime"]
