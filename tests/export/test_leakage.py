"""Runs of words shared with benchmark files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.export.dialogues import Turn, dialogue
from toolgraph.errors import RecordError
from toolgraph.export import leakage

SENTENCE = "Please move the final report within the document directory to the temp directory now"
ELEVEN = "one two three four five six seven eight nine ten eleven"


def spoken(text: str, *, name: str = "d1") -> object:
    return dialogue([Turn(text, [], "OK")], name=name)


@pytest.mark.parametrize("form", ["bfcl lines", "messages lines", "one value"])
def test_found_in_every_form(form: str, tmp_path: Path) -> None:
    """A shared sentence is found in question files, messages and nested values, with file and line."""
    file = tmp_path / "bench.json"
    asked = {"role": "user", "content": SENTENCE.lower() + "!"}
    text = {
        "bfcl lines": json.dumps({"id": 1, "question": [[{"content": "x"}]]})
        + "\n"
        + json.dumps({"question": [[asked]]}),
        "messages lines": json.dumps({"messages": []}) + "\n\n" + json.dumps({"messages": [asked]}) + "\n",
        "one value": json.dumps({"tasks": [{"deep": [asked]}]}, indent=1),
    }[form]
    file.write_text(text)
    found = leakage([spoken("Hi"), spoken(f"Well: {SENTENCE}", name="d2")], file)
    assert (found.dialogues, found.leaked, found.texts) == (2, 1, 1)
    (overlap,) = found.overlaps
    assert (overlap.dialogue, overlap.message) == ("d2", 1)
    assert overlap.words == "please move the final report within the document directory to the"
    line = {"bfcl lines": " line 2", "messages lines": " line 3", "one value": ""}[form]
    assert overlap.place == f"bench.json{line}"


def test_ten_words_are_no_leak(tmp_path: Path) -> None:
    """Only runs longer than ten words count, and they must be unbroken."""
    (tmp_path / "b.jsonl").write_text(json.dumps(ELEVEN) + "\n" + json.dumps("a b c d e f g h i j k l"))
    ten = " ".join(ELEVEN.split()[:10])
    broken = ELEVEN.replace("six", "six and a half")
    assert leakage([spoken(ELEVEN)], tmp_path).leaked == 1
    assert leakage([spoken(ten), spoken(broken)], tmp_path).leaked == 0


def test_wrong_files(tmp_path: Path) -> None:
    """An absent file, a file that is no JSON, and one without text of that length each say so."""
    (tmp_path / "a.jsonl").write_text('{"a": 1}\nnot json\n')
    (tmp_path / "b.json").write_text('{"a": "short"}')
    for name, problem in (("c.json", "does not exist"), ("a.jsonl", "line 2 is not JSON"), ("b.json", "no text of 11")):
        with pytest.raises(RecordError, match=problem):
            leakage([], tmp_path / name)


def test_real_benchmark() -> None:
    """The development copy of BFCL's multi-turn questions is read, and a quoted question is found in it."""
    folder = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "specs" / "bfcl"
    files = sorted(folder.rglob("*multi_turn*.json*")) if folder.exists() else []
    if not files:
        pytest.skip("the development data is not beside the checkout")
    first = json.loads(files[0].read_text().split("\n")[0])
    asked = next(m["content"] for turn in first["question"] for m in turn if len(m["content"].split()) > 12)
    assert leakage([spoken(asked), spoken("Hello there")], files[0]).leaked == 1
