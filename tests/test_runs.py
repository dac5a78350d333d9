"""Run folders: what is appended stays, what was half written goes, and a manifest means complete."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolgraph.errors import ConfigError, RecordError
from toolgraph.models.base import Artefact
from toolgraph.runs import Run, read_records, write_records


class Note(Artefact):
    text: str


def run(folder: Path, *, resume: bool = True, **config: object) -> Run:
    return Run(folder, {"seed": 1, **config}, ("notes",), resume=resume)


def test_records_come_back(tmp_path: Path) -> None:
    """What was appended is read back, in order, from any text there is."""
    written = [Note(text=t) for t in ("plain", "zwei\nZeilen", "日本", "")]
    with run(tmp_path) as folder:
        for note in written:
            folder.append("notes", note)
    assert list(read_records(tmp_path / "notes.jsonl", Note)) == written


@given(st.lists(st.text(max_size=20), max_size=6), st.integers(0, 400))
def test_a_cut_anywhere_loses_one_record_at_most(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], at: int
) -> None:
    """Cut after any byte, a file keeps every record that was whole by then."""
    folder = tmp_path_factory.mktemp("run")
    with run(folder) as made:
        for text in texts:
            made.append("notes", Note(text=text))
    path = folder / "notes.jsonl"
    raw = path.read_bytes() if path.exists() else b""
    path.write_bytes(raw[:at])
    with run(folder) as made:
        count = made.mend()["notes"]
    assert count == raw[:at].count(b"\n")
    assert [n.text for n in read_records(path, Note)] == texts[:count]


def test_another_config_is_refused_with_the_difference(tmp_path: Path) -> None:
    """A folder goes on only with the settings that it was begun with."""
    run(tmp_path).close()
    run(tmp_path).close()
    with pytest.raises(ConfigError, match="mix: was None, is 'other'"):
        run(tmp_path, mix="other")
    with pytest.raises(ConfigError, match="already"):
        run(tmp_path, resume=False)


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    """Records that no run has left are not overwritten."""
    (tmp_path / "notes.jsonl").write_text("mine\n")
    with pytest.raises(ConfigError, match="something else"):
        run(tmp_path)
    assert (tmp_path / "notes.jsonl").read_text() == "mine\n"


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path: Path) -> None:
    """No traceback for a name that is taken."""
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"No run can be kept in .*taken"):
        run(tmp_path / "taken")


def test_the_manifest_means_complete(tmp_path: Path) -> None:
    """There is none before the end; `unfinish` takes it away again."""
    with run(tmp_path) as folder:
        assert folder.manifest is None
        folder.finish({"kept": 1})
        assert folder.manifest == {"kept": 1}
        folder.unfinish()
        assert folder.manifest is None


def test_a_file_is_replaced_all_or_nothing(tmp_path: Path) -> None:
    """Other records take a file's place, and appending goes on behind them."""
    with run(tmp_path) as folder:
        folder.append("notes", Note(text="old"))
        folder.replace("notes", [Note(text="new")])
        folder.append("notes", Note(text="newer"))
        folder.append_lines({"notes": '{"text":"newest"}\n'})
    assert [n.text for n in read_records(tmp_path / "notes.jsonl", Note)] == ["new", "newer", "newest"]
    assert [p.name for p in tmp_path.iterdir() if p.suffix == ".new"] == []


def test_a_mark_lasts_until_it_is_taken_away(tmp_path: Path) -> None:
    """What is under way is known to whoever comes after a kill."""
    with run(tmp_path) as folder:
        folder.mark("retrying")
    with run(tmp_path) as folder:
        assert folder.marked("retrying")
        folder.unmark("retrying")
        assert not folder.marked("retrying")


def test_wrong_lines_are_named(tmp_path: Path) -> None:
    """A line that is no such record is said with its number and key."""
    path = tmp_path / "notes.jsonl"
    write_records(path, [Note(text="a")])
    with path.open("a") as out:
        out.write('{"text": 3}\n')
    with pytest.raises(RecordError, match="line 2: text"):
        list(read_records(path, Note))
