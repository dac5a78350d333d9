"""Wishes in plain words, over the whole catalogue and over tools as found in the wild."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.plan.chains import catalogue, read_tools
from toolgraph.models.tool import Tool
from toolgraph.plan.goals import _ALL_VERBS, _SPOKEN, goal_of, joined

REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "specs"
_FORMATS = ("bfcl", "mcp")  # the OpenAPI ones take eight seconds to read
_FIRST_WORDS = _ALL_VERBS | {"work"} | {spoken.split()[0] for spoken in _SPOKEN.values()}


def faults(goal: str) -> list[str]:
    words = goal.split()
    out = []
    if not 2 <= len(words) <= 16:
        out.append("length")
    if words[0] not in _FIRST_WORDS:
        out.append("no verb first")
    if re.search(r"[a-z]_[a-z]|[a-z][A-Z][a-z]|[<>{}`]|https?:", goal):
        out.append("code style")
    if goal.endswith((".", ",", " a", " the", " of", " and")) or "  " in goal:
        out.append("ragged end")
    return out


@pytest.mark.parametrize("tool", catalogue(), ids=lambda t: t.id)
def test_catalogue(tool: Tool) -> None:
    """Every bundled tool's wish is a verb with its object, in plain words."""
    assert faults(goal_of(tool)) == []
    assert not goal_of(tool).startswith(("get whether", "get what"))


def test_real_tools() -> None:
    """So is practically every real tool's: at most one in a hundred is not."""
    if not REAL.is_dir():
        pytest.skip("the development data is not beside this checkout")
    goals = {tool.id: goal_of(tool) for name in _FORMATS for tool in read_tools(REAL / name)}
    bad = {i: (g, f) for i, g in goals.items() if (f := faults(g))}
    assert len(goals) > 300
    assert len(bad) < len(goals) / 100, sorted(bad.items())[:40]


def _tool(name: str, title: str = "", description: str = "", http: str = "") -> Tool:
    return Tool(
        id=f"s/{name}", source="s", name=name, title=title, description=description, http=http,
        parameters={"type": "object", "properties": {}},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("tool", "wish"),
    [
        (_tool("getHotel", "Show the details of a hotel", "Returns address."), "show the details of a hotel"),
        (_tool("find_stops", "", "Find bus, tram and metro stops near a point. Returns them."),
         "find bus, tram and metro stops near a point"),
        (_tool("x", "", "This endpoint allows you to retrieve all `designs` by their id."), "get all designs"),
        (_tool("delete_user", "", "Deletes a user based on the given id."), "delete a user"),
        (_tool("createInvoice", "", ""), "create the invoice"),
        (_tool("orders", "", "", "DELETE /orders/{id}"), "delete an order"),
        (_tool("y", "", "This tool belongs to the Math API. Tool description: Computes the mean of numbers."),
         "work out the mean of numbers"),
    ],
)  # fmt: skip
def test_examples(tool: Tool, wish: str) -> None:
    """Titles, descriptions, names and HTTP methods give the wish, in this order of trust."""
    assert goal_of(tool) == wish


def test_joined() -> None:
    """Several wishes are one sentence, each once."""
    assert joined(["find a hotel", "book it", "find a hotel"]) == "find a hotel and book it"
    assert joined(["a b", "c d", "e f"]) == "a b, c d and e f"
    assert joined([]) == ""
