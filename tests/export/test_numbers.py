"""Numbers: written so that the reader of `datasets` gives them back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.export.dialogues import KINDS, Call, Turn, dialogue
from toolgraph.export import export, read_back
from toolgraph.export.conversation import conversation_of
from toolgraph.export.numbers import UnreadableNumber, exact_json

FIGURES = st.one_of(
    *(st.decimals(-(10**n), 10**n, places=p, allow_nan=False).map(float) for n in (1, 4, 9) for p in (0, 1, 2, 4, 6)),
    st.integers(-(2**63), 2**63 - 1),
)
ANY = st.one_of(FIGURES, st.floats(allow_nan=False, allow_infinity=False), st.integers(-(2**70), 2**70))


def read(text: str) -> Any:
    return pytest.importorskip("pandas", reason="comes with datasets").io.json.ujson_loads(text)


@settings(max_examples=500)
@given(ANY)
def test_the_same_to_every_reader(value: float) -> None:
    """What is written is the number to Python's reader and to the one of `datasets`; else it is refused."""
    try:
        text = exact_json([value])
    except UnreadableNumber:
        return
    assert [repr(r(text)[0]) for r in (json.loads, read)] == [repr(value)] * 2


@settings(max_examples=500)
@given(FIGURES)
def test_figures_people_use_can_be_written(value: float) -> None:
    """A number of up to six decimals, and a 64-bit integer, is never refused."""
    assert read(exact_json(value)) == value


def test_plain_writing_would_not_do() -> None:
    """There are numbers that the reader changes in their shortest writing, and the text says them otherwise."""
    assert read("0.0021") != 0.0021
    assert exact_json({"lat": 0.0021, "n": 3, "é": [None, True, 1.5]}) == (
        '{"lat": 0.002100, "n": 3, "é": [null, true, 1.5]}'
    )


@pytest.mark.parametrize("target", ["trl", "parquet", "hermes"])
@pytest.mark.parametrize(("value", "held"), [(0.0021, True), (2.3345, True), (48.85884430123456, True), (2**63, False)])
def test_what_the_reader_cannot_hold(value: float, held: bool, target: str, tmp_path: Path) -> None:
    """A dialogue with a number that has no such writing is left out and counted, and stands in other formats."""
    made = dialogue([Turn("Go", [[Call("get_weather", {"city": "x", "lat": value}, 1)]], "OK")])
    report = export([made, KINDS["chitchat"]], target, tmp_path)
    held = held or target == "hermes"
    assert report.left_out == ({} if held else {"number_changed_by_reader": 1})
    assert (conversation_of(made) in read_back(target, tmp_path)) == held
