"""Everything about a tool that does not depend on a call, worked out once and kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from toolgraph.meaning.concept import tool_words
from toolgraph.meaning.text import words
from toolgraph.models.tool import Tool
from toolgraph.world.asked import ParamPlan, plans_of
from toolgraph.world.keyed import Keyed
from toolgraph.world.shape import Part, Shaper, schema_of_fields
from toolgraph.world.siblings import settled

_MOST_KEPT = 20_000
_COPYING = (("copy",), ("clone",), ("duplicate",), ("fork",), ("forward",))
_ANSWERS = frozenset("message mail email comment post sms".split())


@dataclass(frozen=True, slots=True)
class ToolPlan:
    """A tool as the world sees it.

    Attributes:
        verb: Class of its verb (`list`, `create`, ...), "" when unknown.
        name_words: All words of its name.
        root: Its result; None when nothing is known of it.
    """

    tool: Tool
    verb: str
    nouns: tuple[str, ...]
    name_words: tuple[str, ...]
    params: tuple[ParamPlan, ...]
    root: Part | None

    @property
    def looks(self) -> bool:
        """Whether it lists or searches."""
        return self.verb in ("list", "search")

    @property
    def said_verb(self) -> str:
        """The first word of its description, which mostly says what it does."""
        return next(iter(words(self.tool.description or "")), "")

    @property
    def replies(self) -> bool:
        """Whether it answers what somebody wrote."""
        return self.name_words[:1] in (("reply",), ("respond",), ("answer",))

    def makes_another(self, noun: str) -> bool:
        """Whether it makes a new thing of the kind that it names: a copy, or a message that answers one."""
        return self.name_words[:1] in _COPYING or (self.replies and noun in _ANSWERS)


@lru_cache(maxsize=_MOST_KEPT)
def _basis(ref: Keyed) -> tuple[str, tuple[str, ...], tuple[ParamPlan, ...]]:
    verb, nouns = tool_words(ref.tool.name, ref.tool.http)
    return verb, nouns, tuple(plans_of(ref.tool, verb, nouns))


@lru_cache(maxsize=_MOST_KEPT)
def _planned(ref: Keyed, need: tuple[str, ...], numbers: frozenset[str]) -> ToolPlan:
    tool = ref.tool
    verb, nouns, params = _basis(ref)
    schema = tool.returns
    if schema is None and tool.outputs:
        schema = schema_of_fields(tool)
    root = settled(Shaper(tool, need, numbers).shape(schema)) if schema else None
    return ToolPlan(tool, verb, nouns, words(tool.name), params, root)


def tool_plan(tool: Tool, need: tuple[str, ...] = (), numbers: frozenset[str] = frozenset()) -> ToolPlan:
    """The plan of a tool whose result must have the fields in `need`, of these digits only in `numbers`."""
    return _planned(Keyed(tool), need, numbers)
