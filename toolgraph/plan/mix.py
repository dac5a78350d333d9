"""The mix: which shape a dialogue has, and how often which acts come, as data."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from pydantic import Field, ValidationError

from toolgraph.errors import ConfigError
from toolgraph.models.base import Artefact

PRESETS = ("default", "bfcl", "multistep", "simple")
_FOLDER = Path(__file__).parent / "mixes"


class Aim(Artefact):
    """How much more is drawn than a mix wants, since some of it cannot be made; `toolgraph.plan.aimed` finds it.

    Attributes:
        turns: Factor of the turns.
        calls: Of the calls a turn.
        several: Of the share of turns with several calls.
        acts: Of the chance of each act; 1 where none is named.
    """

    # As measured on chains of the bundled catalogue and of 1,500 tools of public APIs, for runs too small to measure.
    turns: float = 1.08
    calls: float = 1.12
    several: float = 1.14
    acts: dict[str, float] = {}


class Mix(Artefact):
    """Shape and acts of dialogues. The acts are chances, 0 to 1, that a dialogue has one of the kind.

    Attributes:
        name: Preset's name, or the stem of the file.
        turns: User turns a dialogue, on average.
        calls: Calls a dialogue, on average; a longer chain makes more. At least `turns` times (1 + `several`), nearly.
        several: Share of turns with several calls, 0 to 1.
        linked: How surely calls of one turn build on each other instead of standing beside each other, 0 to 1.
        unsaid: Chance that a turn names only its last wish and leaves the calls before it unsaid.
        seen: How surely what nothing singles out of a list was shown before something is done to it, 0 to 1.
        clarify: A value is missing at first, and the assistant asks.
        correct: The user changes a value said earlier, and the call is made again.
        error: A call fails, the assistant says so, and the user gives another value.
        retry: A call meets a passing fault, and the assistant tries again.
        wrong: The assistant's first call is wrong, and it mends it within the turn.
        confirm: A call that changes something is confirmed first (of each such turn). Destructive ones always are.
        tool_missing: The user wants what no offered tool does.
        out_of_scope: The user wants what no tool could do.
        chitchat: A turn of small talk.
        close: The user says goodbye.
        optional: Optional arguments a call, on average, 0 to 2.
        relative: Share of dates that are said relative to the clock.
        name_known: The user's name stands in the context.
        aim: How much more is drawn, so that this comes out.
    """

    name: str = "custom"
    turns: float = Field(default=4.0, ge=1.0, le=12.0)
    calls: float = Field(default=6.0, ge=1.0, le=40.0)
    several: float = Field(default=0.35, ge=0.0, le=1.0)
    linked: float = Field(default=0.6, ge=0.0, le=1.0)
    unsaid: float = Field(default=0.5, ge=0.0, le=1.0)
    seen: float = Field(default=1.0, ge=0.0, le=1.0)
    clarify: float = Field(default=0.0, ge=0.0, le=1.0)
    correct: float = Field(default=0.0, ge=0.0, le=1.0)
    error: float = Field(default=0.0, ge=0.0, le=1.0)
    retry: float = Field(default=0.0, ge=0.0, le=1.0)
    wrong: float = Field(default=0.0, ge=0.0, le=1.0)
    confirm: float = Field(default=0.0, ge=0.0, le=1.0)
    tool_missing: float = Field(default=0.0, ge=0.0, le=1.0)
    out_of_scope: float = Field(default=0.0, ge=0.0, le=1.0)
    chitchat: float = Field(default=0.0, ge=0.0, le=1.0)
    close: float = Field(default=0.0, ge=0.0, le=1.0)
    optional: float = Field(default=0.5, ge=0.0, le=2.0)
    relative: float = Field(default=0.33, ge=0.0, le=1.0)
    name_known: float = Field(default=0.5, ge=0.0, le=1.0)
    aim: Aim = Aim()


@lru_cache(maxsize=32)
def load_mix(name: str) -> Mix:
    """A preset by its name, or a mix of one's own from a `.toml` file.

    Raises:
        ConfigError: There is no such preset or file, or it holds an unknown key or a number out of range.
    """
    preset = name in PRESETS
    path = _FOLDER / f"{name}.toml" if preset else Path(name)
    if not path.is_file():
        raise ConfigError(
            f"There is no mix {name!r}.", f"Use one of {', '.join(PRESETS)}, or the path of a .toml file."
        )
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        return Mix.model_validate({"name": path.stem, **values})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
        raise ConfigError(f"{path} is not TOML: {exc}.", "Write lines such as `turns = 3.5`.") from exc
    except ValidationError as exc:
        first = exc.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ConfigError(
            f"{path}: {where}: {first['msg']}.", f"A mix has the keys {', '.join(Mix.model_fields)}."
        ) from exc
