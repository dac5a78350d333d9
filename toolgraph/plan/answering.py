"""Who answers a question has seen it: nobody chooses one of some answers in the breath in which they ask for them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from toolgraph.meaning.text import words
from toolgraph.models.tool import Tool
from toolgraph.plan.draft import Draft, Part, Stuck
from toolgraph.plan.wants import Want, wants_of

_CHOSEN = frozenset("choice option answer".split())
_ASKED = frozenset("question item".split())


def answers_one_of(draft: Draft, call: int, others: Collection[int]) -> bool:
    """Whether a call of the chain answers what one of some others asks, so that it comes in a later turn."""
    tool = draft.tool_at(call)
    if tool.effect == "read" or not any(map(_is_choice, wants_of(tool).values())):
        return False
    return any(b.source_call in others and _ASKED.intersection(words(path)) for path, b in draft.bindings[call].items())


def of_what_was_seen(draft: Draft, tool: Tool, parts: Mapping[str, Part]) -> None:
    """Nothing where all questions that a call answers were shown in an earlier turn.

    Raises:
        Stuck: `bound_value_missing`; a question would be answered that nobody has seen.
    """
    if tool.effect == "read" or not any(_is_choice(part.want) for part in parts.values()):
        return
    asked = [part for path, part in parts.items() if _ASKED.intersection(words(path))]
    if any(o.made is not None and o.made.group == draft.group for part in asked for o in part.origins):
        raise Stuck("bound_value_missing", f"{tool.id}: a question would be answered that was not shown yet")


def _is_choice(want: Want) -> bool:
    name = words(want.parameter.name)
    return name[-1:] in (("number",), ("index",), ("choice",), ("answer",), ("option",)) and bool(
        _CHOSEN.intersection(name)
    )
