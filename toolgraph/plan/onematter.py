"""A wish is on one matter: what is written goes with the heading above it, or with what it answers."""

from __future__ import annotations

from collections.abc import Iterator

from toolgraph.meaning.concept import tool_words
from toolgraph.meaning.text import words
from toolgraph.models.base import JsonObject
from toolgraph.models.tool import Tool
from toolgraph.plan.draft import Draft, Part, Saying
from toolgraph.plan.mentioning import on_what_comes_with_it
from toolgraph.plan.parts import said_part
from toolgraph.plan.paths import at_path
from toolgraph.plan.wants import accepts
from toolgraph.world.onematter import Heading, Shown, is_answer, text_under
from toolgraph.world.values import leaf_of, shown_for

_HEADINGS = frozenset("subject title headline heading topic".split())
_TEXTS = frozenset(("body", "note", "about"))
_FILES = frozenset("attachment attachments file files document documents".split())


def on_one_matter(draft: Draft, tool: Tool, parts: dict[str, Part]) -> dict[str, Part]:
    """The parts with each text that is said newly on the matter of its heading; none tells of files that are not there.

    A text was drawn by itself, as every value is, and nobody writes `here is the agenda` under `Photos from Rome`.
    """
    if tool.effect == "read":
        return parts
    parts = on_what_comes_with_it(draft, tool, parts)
    for path, part in list(parts.items()):
        if part.saying is None or part.saying.call or not isinstance(part.value, str) or part.want.parameter.enum:
            continue
        leaf = leaf_of(part.want.parameter, tool)
        if leaf.maker not in _TEXTS:
            continue
        own = Shown(tool, leaf, shown_for(part.want.parameter, tool))
        text = text_under(_heading_of(tool, part, parts), own, part.value, draft.rng)
        if text != part.value and accepts(part.want.parameter, text) and leaf.check(text):
            saying = Saying(want=part.want, value=text, path="", relative=False, group=part.saying.group)
            parts = {**parts, path: said_part(part.want, saying)}
    return parts


def _heading_of(tool: Tool, text: Part, parts: dict[str, Part]) -> Heading:
    """What a text stands under: the heading in the same object, else that of what it answers."""
    front = text.want.path.rpartition(".")[0]
    files = any(_FILES.intersection(words(path)) for path in parts)
    for path, part in parts.items():
        if part is text or path.rpartition(".")[0] != front or not isinstance(part.value, str):
            continue
        if _is_heading(part, text, tool) and not part.want.parameter.enum:
            return Heading(part.value, shown_for(part.want.parameter, tool), files)
    answered = items_of(parts) if is_answer(tool) else ()
    named = (item.get(key) for item in answered for key in ("subject", "title"))
    return Heading(next((name for name in named if isinstance(name, str)), ""), (), files)


def _is_heading(part: Part, text: Part, tool: Tool) -> bool:
    """Whether a text stands under a value; what a new thing is for stands under what it is called."""
    tokens = words(part.want.parameter.name)
    if tokens == ("name",) and "description" in words(text.want.parameter.name):
        return part.saying is not None and tool_words(tool.name, tool.http)[0] == "create"
    return not _HEADINGS.isdisjoint(tokens[-1:])


def items_of(parts: dict[str, Part]) -> Iterator[JsonObject]:
    """The things that a call takes values of, as earlier results show them: items of lists, and what was opened."""
    for part in parts.values():
        places = [(c.made, c.turnings[-1].item) for c in part.chosen if c.turnings]
        if not places:
            places = [(o.made, o.field.rpartition(".")[0]) for o in part.origins if o.made is not None]
        for made, path in places:
            item = at_path(made.result, path) if path else made.result
            if isinstance(item, dict):
                yield item
