"""Options come before the environment, the environment before `toolgraph.toml`."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolgraph.config import DEFAULT_DB, FILE, load_settings
from toolgraph.errors import ConfigError

NAMES = ("TOOLGRAPH_DB", "NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE", "TOOLGRAPH_MODEL",
         "OPENAI_BASE_URL", "OPENAI_API_KEY")  # fmt: skip


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_nothing_given_is_the_embedded_database() -> None:
    """The first command of a new user needs no setting."""
    assert load_settings({}).db == DEFAULT_DB
    assert not load_settings({}).address.is_server


def test_options_beat_environment_beats_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each source fills in what the ones before it leave open; an option of None is not given."""
    Path(FILE).write_text('db = "from-file"\nuser = "file"\nquery_timeout_s = 5\n', encoding="utf-8")
    monkeypatch.setenv("NEO4J_USERNAME", "environment")
    monkeypatch.setenv("TOOLGRAPH_DB", "from-environment")
    found = load_settings({"db": "from-option", "user": None})
    assert (found.db, found.user, found.query_timeout_s) == ("from-option", "environment", 5)
    assert load_settings({}).db == "from-environment"


def test_toolgraphs_own_variable_beats_neo4js(monkeypatch: pytest.MonkeyPatch) -> None:
    """NEO4J_URI leads to a server where nothing else is said; an empty variable says nothing."""
    monkeypatch.setenv("NEO4J_URI", "neo4j://example:7687")
    assert load_settings({}).address.is_server
    monkeypatch.setenv("TOOLGRAPH_DB", "folder")
    assert load_settings({}).db == "folder"
    monkeypatch.setenv("TOOLGRAPH_DB", "")
    assert load_settings({}).db == "neo4j://example:7687"


def test_the_key_comes_from_the_variable_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another endpoint has its key in another variable."""
    monkeypatch.setenv("OPENAI_API_KEY", "one")
    monkeypatch.setenv("OTHER_KEY", "two")
    assert load_settings({}).api_key == "one"
    assert load_settings({}, api_key_env="OTHER_KEY").api_key == "two"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("db = [", "toolgraph.toml is not TOML"),
        ('colour = "red"', "Setting colour: Extra inputs are not permitted"),
        ("query_timeout_s = 0", "Setting query_timeout_s: Input should be greater than 0"),
        ('query_timeout_s = "long"', "Setting query_timeout_s: Input should be a valid number"),
    ],
)
def test_a_wrong_file_is_explained(text: str, problem: str) -> None:
    """The message names the key and what the file may have."""
    Path(FILE).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=problem) as caught:
        load_settings({})
    assert caught.value.fix
