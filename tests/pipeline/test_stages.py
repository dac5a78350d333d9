"""The check of files: our dialogues and other people's, line by line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from toolgraph.errors import RecordError
from toolgraph.pipeline.stages import check_file

CHAT = {
    "id": "foreign",
    "messages": [
        {"role": "user", "content": "Weather in Oslo?"},
        {"role": "assistant", "tool_calls": [
            {"id": "1", "type": "function", "function": {"name": "weather", "arguments": '{"city": "Rome"}'}}]},
        {"role": "tool", "tool_call_id": "1", "content": '{"t": 3}'},
        {"role": "assistant", "content": "3 degrees."},
    ],
    "tools": [{"type": "function", "function": {"name": "weather", "parameters": {
        "type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}}}],
}  # fmt: skip


def write(folder: Path, text: str) -> Path:
    path = folder / "d.jsonl"
    path.write_text(text, encoding="utf-8")
    return path


def test_other_peoples_messages_are_judged_line_by_line(tmp_path: Path) -> None:
    """An argument from nowhere is found; empty lines count as lines and are no records."""
    judged = list(check_file(write(tmp_path, f"\n{json.dumps(CHAT)}\n\n{json.dumps({**CHAT, 'id': 'b'})}\n")))
    assert [(j.line, j.name) for j in judged] == [(2, "foreign"), (4, "b")]
    assert all(any("Rome" in f.detail or "city" in f.path for f in j.findings) for j in judged)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{}\n[1]\n", r"d\.jsonl, line 1: "),
        ("[1]\n", r"d\.jsonl, line 1: not a JSON object"),
        ('\n{"a": }\n', r"d\.jsonl, line 2, column 7: not JSON: Expecting value"),
        ('{"schema_version": 1, "provenance": []}\n', r"d\.jsonl, line 1: not a dialogue of this version: "),
    ],
)
def test_a_line_that_is_no_dialogue_is_named(tmp_path: Path, text: str, problem: str) -> None:
    """File, line and what was expected."""
    with pytest.raises(RecordError, match=problem) as caught:
        list(check_file(write(tmp_path, text)))
    assert caught.value.fix


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """Missing, or no text."""
    with pytest.raises(RecordError, match="cannot be read: No such file or directory"):
        list(check_file(tmp_path / "none.jsonl"))
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RecordError, match="is not UTF-8"):
        list(check_file(tmp_path / "binary"))
