"""Which tools were called in which order: read from recorded conversations.

One JSON object a line, in whatever layout: OpenAI `messages`, ShareGPT `conversations` (with `function_call` turns, or
Hermes' `<tool_call>` blocks in the assistant's text), or a list of `calls` or `tools` as in `gold_trajectories.jsonl`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from toolgraph.errors import RecordError
from toolgraph.meaning.text import words
from toolgraph.models.tool import Tool

_HERMES = re.compile(r"<tool_call>\s*(\{.*?\})\s*</tool_call>", re.DOTALL)
_LAYOUTS = "messages, conversations, calls or tools"


class Trace(NamedTuple):
    """The tools of one conversation by name.

    Attributes:
        ordered: Whether they stand in the order of the calls; otherwise they only belong together.
    """

    names: tuple[str, ...]
    ordered: bool


class Matched(NamedTuple):
    """Traces by tool id.

    Attributes:
        traces: Ids in call order; names that nobody knows are left out, as are traces with fewer than two known ones.
        unknown: How often each unknown name was called.
    """

    traces: list[tuple[str, ...]]
    unknown: Counter[str]


def read_traces(path: Path) -> Iterator[Trace]:
    """The traces of one JSONL file; conversations without calls give empty ones.

    Raises:
        RecordError: A line is no JSON object, or has none of the layouts.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield trace_of(_row(line, path, number), f"{path}, line {number}")


def _row(line: str, path: Path, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as exc:
        raise RecordError(f"{path}, line {number}: no JSON ({exc}).", "Give one JSON object a line.") from exc
    if not isinstance(row, dict):
        raise RecordError(f"{path}, line {number}: a {type(row).__name__}, not an object.", "Give one object a line.")
    return row


def trace_of(row: dict[str, Any], where: str = "the record") -> Trace:
    """The trace of one record.

    Raises:
        RecordError: The record has none of the layouts.
    """
    if isinstance(row.get("messages"), list):
        return Trace(tuple(_of_messages(row["messages"])), ordered=True)
    if isinstance(row.get("conversations"), list):
        return Trace(tuple(_of_sharegpt(row["conversations"])), ordered=True)
    calls = row.get("calls") or row.get("tools")
    if isinstance(calls, list):
        names = (c.get("name", "") if isinstance(c, dict) else str(c) for c in calls)
        return Trace(tuple(n for n in names if n), ordered=not row.get("unordered", False))
    raise RecordError(f"{where} has no {_LAYOUTS}.", f"Give records with one of {_LAYOUTS}.")


def _of_messages(messages: Iterable[Any]) -> Iterator[str]:
    for message in messages:
        found = message if isinstance(message, dict) else {}
        for call in found.get("tool_calls") or ():
            yield from _name_in(call.get("function", call) if isinstance(call, dict) else None)
        if found.get("role") == "assistant" and not found.get("tool_calls"):
            yield from _of_hermes(found.get("content"))


def _of_sharegpt(turns: Iterable[Any]) -> Iterator[str]:
    for turn in turns:
        found = turn if isinstance(turn, dict) else {}
        if found.get("from") in ("function_call", "tool_call"):
            yield from _names_in_json(str(found.get("value", "")))
        elif found.get("from") in ("gpt", "assistant"):
            yield from _of_hermes(found.get("value"))


def _of_hermes(text: object) -> Iterator[str]:
    for block in _HERMES.findall(text) if isinstance(text, str) else ():
        yield from _names_in_json(block)


def _names_in_json(text: str) -> Iterator[str]:
    """Names of the calls in a JSON text: one or a list. Text that is no JSON is talk, not a call."""
    try:
        found = json.loads(text)
    except ValueError:
        return
    for call in found if isinstance(found, list) else [found]:
        yield from _name_in(call)


def _name_in(call: object) -> Iterator[str]:
    if isinstance(call, dict) and isinstance(call.get("name"), str) and call["name"]:
        yield call["name"]


def match_names(traces: Iterable[Trace], tools: Sequence[Tool]) -> Matched:
    """Traces by tool id: names match exactly (id or name), else by their words where only one tool has these."""
    exact = {t.name: t.id for t in sorted(tools, key=lambda t: t.id, reverse=True)}
    exact.update({t.id: t.id for t in tools})
    loose: dict[tuple[str, ...], set[str]] = {}
    for tool in tools:
        loose.setdefault(words(tool.name), set()).add(tool.id)
    unknown: Counter[str] = Counter()
    out: list[tuple[str, ...]] = []
    for trace in traces:
        ids = [_id_of(name, exact, loose) for name in trace.names]
        unknown.update(name for name, found in zip(trace.names, ids, strict=True) if not found)
        known = tuple(found for found in ids if found)
        if len(known) > 1:
            out.append(known)
    return Matched(out, unknown)


def _id_of(name: str, exact: dict[str, str], loose: dict[tuple[str, ...], set[str]]) -> str:
    if name in exact:
        return exact[name]
    alike = loose.get(words(name), set())
    return next(iter(alike)) if len(alike) == 1 else ""
