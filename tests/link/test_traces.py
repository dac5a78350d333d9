"""Traces in every layout that people have."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.link.tools import tool
from toolgraph.errors import RecordError
from toolgraph.link.baseline import toolflow
from toolgraph.link.co_use import co_use_of, hit_rate
from toolgraph.link.traces import Trace, match_names, read_traces, trace_of

CALL = {"name": "a", "arguments": {}}


def hermes(name: str) -> str:
    return f'Let me see.\n<tool_call>\n{{"name": "{name}", "arguments": {{"x": {{"y": 1}}}}}}\n</tool_call>'


@pytest.mark.parametrize(
    ("row", "names"),
    [
        ({"messages": [{"role": "assistant", "tool_calls": [{"function": CALL}, {"function": {"name": "b"}}]}]}, "ab"),
        ({"messages": [{"role": "assistant", "content": hermes("a") + hermes("b")}, {"role": "user"}]}, "ab"),
        ({"conversations": [{"from": "function_call", "value": json.dumps([CALL, {"name": "b"}])}]}, "ab"),
        ({"conversations": [{"from": "gpt", "value": hermes("b")}, {"from": "gpt", "value": "Done."}]}, "b"),
        ({"tools": ["a", "b"], "calls": [CALL]}, "a"),
        ({"tools": ["a", "b"]}, "ab"),
        ({"messages": [None, {"role": "assistant", "content": None}]}, ""),
    ],
)
def test_layouts(row: dict[str, Any], names: str) -> None:
    """OpenAI, Hermes, ShareGPT and plain lists give the called tools in order."""
    assert trace_of(row).names == tuple(names)


def test_unordered_says_so() -> None:
    """Tools that only belong together are not taken for a sequence."""
    assert not trace_of({"tools": ["a"], "unordered": True}).ordered


@pytest.mark.parametrize("line", ["nonsense", "[1]", '{"text": "hello"}'])
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    """What is not a trace ends with the file and line, not with a shorter list."""
    path = tmp_path / "t.jsonl"
    path.write_text('{"tools": ["a"]}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(RecordError, match="line 2"):
        list(read_traces(path))


def test_names_are_matched_and_unknown_ones_counted() -> None:
    """Exact names and ids first, then by words; an unknown or ambiguous name is counted, never guessed."""
    tools = [tool("get_weather"), tool("send-mail"), tool("sendMail", source="z"), tool("book")]
    found = match_names([Trace(("getWeather", "s/book", "send_mail", "fly"), ordered=True)], tools)
    assert found.traces == [("s/get_weather", "s/book")]
    assert found.unknown == {"send_mail": 1, "fly": 1}


def test_several_sources_count_together() -> None:
    """A pair's count is over all sources, and it names those that have it."""
    pairs = {(c.first, c.second): c for c in co_use_of({"x": [["a", "b"]], "y": [["a", "b"], ["b", "c"]]})}
    assert pairs["a", "b"].count == 2
    assert pairs["a", "b"].sources == ("x", "y")
    assert pairs["b", "c"].sources == ("y",)


def test_hit_rate_by_hand() -> None:
    """Steps to another tool count; repeats do not."""
    assert hit_rate([["a", "a", "b", "c"]], lambda a: ["b"] if a == "a" else []) == 0.5
    assert hit_rate([], lambda _: []) == 0.0


def test_toolflow_rule() -> None:
    """Leaves whose texts are near each other are linked, FITS from results and ALIKE between inputs."""
    near = {"city: ": [1.0, 0.0], "town: ": [0.9, 0.1], "price: ": [0.0, 1.0]}
    tools = [
        tool("a", gives={"town": "string", "price": "number"}, takes={"town": "string"}),
        tool("b", takes={"city": "string"}),
    ]
    found = {(x.kind, x.start, x.end) for x in toolflow(tools, lambda texts: [near[t] for t in texts])}
    assert found == {("FITS", "s/a#out:town", "s/b#in:city"), ("ALIKE", "s/a#in:town", "s/b#in:city")}
