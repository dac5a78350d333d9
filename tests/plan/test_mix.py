"""Mixes are data: presets and files, unknown keys refused."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from toolgraph.errors import ConfigError
from toolgraph.ids import rng_for
from toolgraph.plan import PRESETS, Mix, load_mix
from toolgraph.plan.mix import Aim
from toolgraph.plan.shape import Evenly, draw_shape


@pytest.mark.parametrize("name", PRESETS)
def test_presets(name: str) -> None:
    """Every preset loads under its own name."""
    assert load_mix(name).name == name


def test_bfcl_numbers() -> None:
    """The preset `bfcl` carries the numbers it is called after."""
    mix = load_mix("bfcl")
    assert (mix.turns, mix.calls) == (3.67, 5.71)
    assert mix.several == pytest.approx(0.35, abs=0.005)


def test_own_file(tmp_path: Path) -> None:
    """A user's own file is a mix; what it leaves out has the model's default."""
    path = tmp_path / "calm.toml"
    path.write_text("turns = 2.5\nclose = 1.0\n")
    mix = load_mix(str(path))
    assert (mix.name, mix.turns, mix.close, mix.wrong) == ("calm", 2.5, 1.0, 0.0)
    assert Mix.model_validate(mix.model_dump()) == mix


@pytest.mark.parametrize(
    ("text", "said"),
    [("turns = 2\nclarfy = 0.5\n", "clarfy"), ("clarify = 1.5\n", "clarify"), ("turns 3\n", "not TOML")],
)
def test_bad_file(tmp_path: Path, text: str, said: str) -> None:
    """An unknown key, a number out of range and a file that is no TOML are refused, naming what is wrong."""
    path = tmp_path / "bad.toml"
    path.write_text(text)
    with pytest.raises(ConfigError) as caught:
        load_mix(str(path))
    assert said in caught.value.problem
    assert caught.value.fix


def test_no_such_mix() -> None:
    """A name that is neither preset nor file is refused with the presets' names."""
    with pytest.raises(ConfigError) as caught:
        load_mix("lively")
    assert "bfcl" in caught.value.fix


@pytest.mark.parametrize("start", [0, 137, 4000])
@pytest.mark.parametrize("seed", [1, 2])
def test_any_hundred_chains_have_the_shape_of_all(seed: int, start: int) -> None:
    """Turns and acts fall evenly over the chains of a run, so that a few of them show what all will be like."""
    mix = load_mix("default").model_copy(update={"aim": Aim(turns=1.0)})
    shapes = [
        draw_shape(mix, rng_for(seed, "test", index), Evenly(seed, index), chain=1, held=0)
        for index in range(start, start + 100)
    ]
    turns = [
        len(slots) + sum(slot.clarify for slot in slots) + any(s.kind == "error" for s in slots) for slots in shapes
    ]
    assert sum(turns) / 100 == pytest.approx(mix.turns, rel=0.015)
    closing = sum(slots[-1].kind == "close" for slots in shapes)
    assert closing == pytest.approx(100 * mix.close, abs=4)


def test_another_attempt_and_another_seed_draw_otherwise() -> None:
    """Where a plan got stuck it is tried in another shape; runs of other seeds are other runs."""
    first = Evenly(1, 5)
    assert first.draw("turns") == Evenly(1, 5).draw("turns")
    assert (
        len({first.draw("turns"), Evenly(1, 5, 1).draw("turns"), Evenly(2, 5).draw("turns"), first.draw("close")}) == 4
    )


def test_what_is_put_right_was_said_just_before() -> None:
    """Neither small talk nor a wish that no tool fulfils comes between the two."""
    every = dict.fromkeys(("correct", "chitchat", "tool_missing", "out_of_scope"), 1.0)
    mix = load_mix("default").model_copy(update=every)
    seen = 0
    for index in range(60):
        slots = draw_shape(mix, rng_for(3, "test", index), Evenly(3, index), chain=2, held=0)
        for before, slot in pairwise(slots):
            if slot.kind == "correct":
                seen += 1
                assert before.kind in ("calls", "error")
    assert seen > 10
