"""Settings: options over environment over `toolgraph.toml`; only this module reads the latter two."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from toolgraph.errors import ConfigError
from toolgraph.models.base import Artefact
from toolgraph.store import StoreAddress

FILE = "toolgraph.toml"
DEFAULT_DB = ".toolgraph"


class Settings(Artefact):
    """What holds for all commands.

    Attributes:
        db: `neo4j://...` or `bolt://...`, or the folder of an embedded database.
        database: Name of the database in a Neo4j server; None for its default.
        query_timeout_s: Longest a user's query may run, above 0.
        model: Name of the language model; "" writes words offline.
        base_url: Of an OpenAI-compatible endpoint; "" is OpenAI's own.
        api_key: For that endpoint; never written anywhere.
    """

    db: str = DEFAULT_DB
    user: str = "neo4j"
    password: str = ""
    database: str | None = None
    query_timeout_s: float = Field(default=60.0, gt=0)
    model: str = ""
    base_url: str = ""
    api_key: str = ""

    @property
    def address(self) -> StoreAddress:
        """The database, and how to log in."""
        return StoreAddress(
            db=self.db,
            user=self.user,
            password=self.password,
            database=self.database,
            query_timeout_s=self.query_timeout_s,
        )


_ENVIRONMENT = {
    "db": ("TOOLGRAPH_DB", "NEO4J_URI"),
    "user": ("NEO4J_USERNAME",),
    "password": ("NEO4J_PASSWORD",),
    "database": ("NEO4J_DATABASE",),
    "model": ("TOOLGRAPH_MODEL",),
    "base_url": ("OPENAI_BASE_URL",),
}


def load_settings(options: Mapping[str, Any], *, api_key_env: str = "OPENAI_API_KEY") -> Settings:
    """The settings in force.

    Args:
        options: As given on the command line; None means not given.
        api_key_env: Name of the variable that holds the key of the language model's endpoint.

    Raises:
        ConfigError: `toolgraph.toml` is not TOML, or has a key or value that it may not have.
    """
    values = {**_from_file(Path(FILE)), **_from_environment(os.environ, api_key_env)}  # noqa: TID251 - this is config
    values.update({k: v for k, v in options.items() if v is not None})
    try:
        return Settings.model_validate(values)
    except ValidationError as exc:
        first = exc.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise ConfigError(
            f"Setting {key}: {first['msg']}.", f"{FILE} may have: {', '.join(Settings.model_fields)}."
        ) from exc


def ray_address() -> str:
    """The Ray cluster that `RAY_ADDRESS` names, as Ray itself reads it; "" for none."""
    return os.environ.get("RAY_ADDRESS", "")  # noqa: TID251 - this is config


def _from_environment(environment: Mapping[str, str], api_key_env: str) -> dict[str, str]:
    names = {**_ENVIRONMENT, "api_key": (api_key_env,)}
    return {
        key: next(environment[n] for n in found if environment.get(n))
        for key, found in names.items()
        if any(environment.get(n) for n in found)
    }


def _from_file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
        raise ConfigError(
            f"{path} is not TOML: {exc}.", 'Write lines such as `db = "neo4j://localhost:7687"`.'
        ) from exc
