"""The demo makes everything anew from the bundled catalogue, and a second one goes on with the same folder."""

from __future__ import annotations

from pathlib import Path

from toolgraph.pipeline.demo import catalogue_root, demo


def test_the_demo_is_the_same_twice(tmp_path: Path) -> None:
    """The files that the summary names are there, and another demo writes the same dialogues."""
    result = demo(tmp_path / "one", count=10, progress=lambda *_: None)
    named = [Path(word) for word in result.text.split() if word.startswith(str(tmp_path))]
    assert named
    assert all(path.exists() for path in named)
    again = demo(tmp_path / "one", count=10, progress=lambda *_: None)
    assert again.example == result.example


def test_the_catalogue_is_found() -> None:
    """In a checkout it is the folder beside the package."""
    assert len(list(catalogue_root().glob("*/source.toml"))) >= 8
