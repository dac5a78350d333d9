"""By which rules a graph is linked: today's, and with texts or without, as it was before unless asked otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from toolgraph.ids import digest
from toolgraph.link.embed import TextModel, text_model

_PACKAGES = ("schema", "normalise", "meaning", "link")
_BY_TEXT = "+"  # stands between the version of the rules and the text model's name


@dataclass(frozen=True)
class Rules:
    """How sources are linked.

    Attributes:
        version: Kept with each source; one that has another is linked anew.
        texts: Weighs links by the texts of their ends; None for none.
    """

    version: str
    texts: TextModel | None


def rules_for(stored: Iterable[str], embed: bool | None) -> Rules:
    """The rules for an ingest into a graph.

    Args:
        stored: Versions of the rules by which it is linked.
        embed: Whether texts are to weigh links; None does as the graph has it, so that one is never linked in two ways.

    Raises:
        MissingExtra: They are to, and the model's packages are not installed.
    """
    wanted = any(_BY_TEXT in version for version in stored) if embed is None else embed
    texts = text_model() if wanted else None
    return Rules(_version() + (f"{_BY_TEXT}{texts.name}" if texts else ""), texts)


@lru_cache(maxsize=1)
def _version() -> str:
    """A digest of the code that decides what a spec becomes in the graph, so that no one has to remember a number."""
    package = resources.files("toolgraph")
    modules = [m for name in _PACKAGES for m in package.joinpath(name).iterdir() if m.name.endswith(".py")]
    return digest([[m.name, m.read_text(encoding="utf-8")] for m in sorted(modules, key=str)])
