"""Mixes are data: presets and files, unknown keys refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolgraph.errors import ConfigError
from toolgraph.plan import PRESETS, Mix, load_mix


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
