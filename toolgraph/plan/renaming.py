"""New names for old things: a television that is renamed does not become a fan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from toolgraph.meaning.concept import tool_words
from toolgraph.meaning.text import words
from toolgraph.models.tool import Tool
from toolgraph.plan.draft import Draft, Part, Saying
from toolgraph.plan.parts import said_part
from toolgraph.plan.paths import at_path
from toolgraph.plan.wants import accepts
from toolgraph.world.sorts import clashes, sorts_spoken

_NAMES = ("name", "title", "label")


def as_it_is(draft: Draft, tool: Tool, parts: dict[str, Part]) -> dict[str, Part]:
    """The parts of a change with a new name that still speaks of the sort of thing that the old one speaks of."""
    if tool.effect == "read" or tool_words(tool.name, tool.http)[0] != "update":
        return parts
    out = dict(parts)
    for path, part in parts.items():
        new = part.value
        if words(part.want.parameter.name)[-1:] not in _LAST or not isinstance(new, str) or " " not in new:
            continue
        old = next(_names(parts, path), "")
        if part.saying is None or part.saying.call or " " not in old or not clashes(new, sorts_spoken(old)):
            continue
        kept = f"{new.rpartition(' ')[0]} {old.rpartition(' ')[2]}"
        if kept.casefold() != old.casefold() and accepts(part.want.parameter, kept):
            out[path] = said_part(
                part.want, Saying(want=part.want, value=kept, path="", relative=False, group=draft.group)
            )
    return out


_LAST = tuple((name,) for name in _NAMES)


def _names(parts: Mapping[str, Part], path: str) -> Iterator[str]:
    """What the things that a call is about are called so far."""
    for other in (p for k, p in parts.items() if k != path and p.want.points):
        items = [at_path(c.made.result, c.turnings[-1].item) for c in other.chosen if c.turnings]
        items += [o.made.result for o in other.origins if o.made is not None and not items]
        for item in items:
            told = (item.get(key) for key in _NAMES) if isinstance(item, dict) else ()
            yield from (name for name in told if isinstance(name, str))
