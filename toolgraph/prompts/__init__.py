"""Prompts for language models: one file each, with `$variables` that are checked when they are filled in."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from string import Template

from toolgraph.errors import ConfigError
from toolgraph.ids import digest


class Prompt:
    """The text of a prompt with holes.

    Args:
        name: Of its file, without `.md`.
    """

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        self._template = Template(text)
        if not self._template.is_valid():
            raise ConfigError(f"Prompt {name} has a `$` that starts no variable.", "Write `$$` for the sign itself.")
        self.variables = frozenset(self._template.get_identifiers())

    def fill(self, **values: str) -> str:
        """The prompt with a value for each variable.

        Raises:
            ConfigError: A variable has no value, or a value has no variable.
        """
        if self.variables != values.keys():
            wanted, given = ", ".join(sorted(self.variables)) or "none", ", ".join(sorted(values)) or "none"
            raise ConfigError(
                f"Prompt {self.name} uses the variables {wanted}, and is given {given}.",
                "Make the `$names` in the file those that the program gives.",
            )
        return self._template.substitute(values)


@lru_cache(maxsize=32)
def load_prompt(name: str) -> Prompt:
    """One of our own prompts.

    Raises:
        ConfigError: There is none of that name, or its text is no template.
    """
    place = files("toolgraph.prompts") / f"{name}.md"
    if not place.is_file():
        raise ConfigError(f"There is no prompt {name!r}.", f"Name one of: {', '.join(prompt_names())}.")
    return Prompt(name, place.read_text(encoding="utf-8").strip())


def prompt_names() -> tuple[str, ...]:
    """Names of all prompts, sorted."""
    entries = files("toolgraph.prompts").iterdir()
    return tuple(sorted(e.name.removesuffix(".md") for e in entries if e.name.endswith(".md")))


@lru_cache(maxsize=8)
def prompts_digest(*names: str) -> str:
    """What changes when one of some prompts changes."""
    return digest({name: load_prompt(name).text for name in names})
