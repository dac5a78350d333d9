"""What is written is about what comes with it: who sends a report along asks about that, who sends none does not."""

from __future__ import annotations

from collections.abc import Mapping

from toolgraph.meaning.text import singular, words
from toolgraph.models.tool import Tool
from toolgraph.plan.draft import Draft, Part, Saying
from toolgraph.plan.parts import said_part
from toolgraph.plan.wants import accepts, wants_of
from toolgraph.world.values import shown_for

_HEADINGS = frozenset("subject title headline heading topic".split())


def on_what_comes_with_it(draft: Draft, tool: Tool, parts: dict[str, Part]) -> dict[str, Part]:
    """The parts with a heading that speaks of what the call names beside it, and of nothing that it could and does not.

    A heading was drawn by itself, and so was whether a thing comes with it.
    """
    nouns = _optional_nouns(tool)
    if tool.effect == "read" or not nouns:
        return parts
    there = {noun for path, noun in nouns.items() if path in parts}
    away = set(nouns.values()) - there
    for path, part in list(parts.items()):
        new = part.saying is not None and not part.saying.call and not part.want.parameter.enum
        if not new or not _HEADINGS.intersection(words(part.want.parameter.name)[-1:]):
            continue
        shown = [text for text in shown_for(part.want.parameter, tool) if accepts(part.want.parameter, text)]
        fit = [text for text in shown if there & _nouns(text)] or [t for t in shown if not away & _nouns(t)]
        wrong = bool(away & _nouns(str(part.value))) or (bool(there) and any(there & _nouns(t) for t in shown))
        if wrong and fit and part.value not in fit:
            saying = Saying(want=part.want, value=draft.rng.choice(fit), path="", relative=False, group=draft.group)
            parts = {**parts, path: said_part(part.want, saying)}
    return parts


def _optional_nouns(tool: Tool) -> Mapping[str, str]:
    """By the path of each identifier that a call may do without: what it is of."""
    return {
        path: singular(words(path)[-2])
        for path, want in wants_of(tool).items()
        if not want.parameter.required and words(path)[-1:] == ("id",) and len(words(path)) > 1
    }


def _nouns(text: str) -> set[str]:
    return {singular(word) for word in words(text)}
