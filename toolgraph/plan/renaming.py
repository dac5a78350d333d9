"""New names for old things: a television that is renamed does not become a fan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from toolgraph.meaning.concept import tool_words
from toolgraph.meaning.text import singular, words
from toolgraph.models.tool import Tool
from toolgraph.plan.adding import add_change
from toolgraph.plan.draft import Draft, Part, Saying, Stuck
from toolgraph.plan.parts import said_part
from toolgraph.plan.paths import at_path
from toolgraph.plan.wants import Want, accepts
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


def on_its_matter(draft: Draft, wants: Mapping[str, Want], tool: Tool, parts: dict[str, Part]) -> dict[str, Part]:
    """The parts of a change without a new name that speaks of another matter than the old one, and what else changes.

    A name that must be given is none of them: that is what the call is for.

    Raises:
        Stuck: `nothing_else_to_say`; nothing else of the thing can be changed.
    """
    renames = "rename" in words(tool.name)
    if renames or tool.effect != "write" or tool_words(tool.name, tool.http)[0] != "update":
        return parts
    strange = [path for path, part in parts.items() if _is_of_another_matter(part, next(_names(parts, path), ""))]
    if not strange:
        return parts
    out = {path: part for path, part in parts.items() if path not in strange}
    add_change(draft, {path: want for path, want in wants.items() if path not in strange}, tool, out)
    if not any(part.saying is not None for part in out.values()):
        raise Stuck("nothing_else_to_say", f"{tool.id}: nothing else than the name can be changed")
    return out


def _is_of_another_matter(part: Part, old: str) -> bool:
    """Whether a name that is said newly and need not be has no word of the old one."""
    if part.want.parameter.required or words(part.want.parameter.name)[-1:] not in _LAST:
        return False
    if part.saying is None or part.saying.call or not isinstance(part.value, str):
        return False
    return bool(old) and _content(old).isdisjoint(_content(part.value))


def _content(name: str) -> set[str]:
    """The words of a name that say what it is about."""
    return {singular(word) for word in words(name) if len(word) >= _CONTENT_LENGTH} - _JOINTS


_CONTENT_LENGTH = 4  # shorter ones are mostly joints: `the`, `of`, `and`
_JOINTS = frozenset("after before from with without when while where that this than then into over under about".split())


_LAST = tuple((name,) for name in _NAMES)


def _names(parts: Mapping[str, Part], path: str) -> Iterator[str]:
    """What the things that a call is about are called so far."""
    for other in (p for k, p in parts.items() if k != path and p.want.points):
        items = [at_path(c.made.result, c.turnings[-1].item) for c in other.chosen if c.turnings]
        items += [o.made.result for o in other.origins if o.made is not None and not items]
        for item in items:
            told = (item.get(key) for key in _NAMES) if isinstance(item, dict) else ()
            yield from (name for name in told if isinstance(name, str))
