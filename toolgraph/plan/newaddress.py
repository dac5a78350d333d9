"""New addresses of old contacts: somebody's new e-mail address spells their own name, not that of somebody else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from toolgraph.meaning.concept import tool_words
from toolgraph.meaning.text import PERSON_WORDS, words
from toolgraph.models.tool import Tool
from toolgraph.plan.adding import add_change
from toolgraph.plan.draft import Draft, Part, Saying
from toolgraph.plan.parts import said_part
from toolgraph.plan.paths import at_path
from toolgraph.plan.wants import Want, accepts
from toolgraph.world.people import email_of, name_of

_NAMES = (("full", "name"), ("name",), ("display", "name"))


def of_their_name(draft: Draft, wants: Mapping[str, Want], tool: Tool, parts: dict[str, Part]) -> dict[str, Part]:
    """The parts of a change with an address of the name of whom it is for; something else changes where nobody tells.

    Nobody knows the new address of a contact of whom only a number was shown.
    """
    verb, nouns = tool_words(tool.name, tool.http)
    if tool.effect == "read" or verb != "update" or PERSON_WORDS.isdisjoint(nouns[-1:]):
        return parts
    path = next((path for path, part in parts.items() if _is_new_address(part)), "")
    if not path:
        return parts
    want, name = parts[path].want, name_of(next(_called(parts), ""))
    own = email_of(name, draft.rng) if name.last else ""
    if own and accepts(want.parameter, own):
        saying = Saying(want=want, value=own, path="", relative=False, group=draft.group)
        return parts | {path: said_part(want, saying)}
    out = {each: part for each, part in parts.items() if each != path}
    add_change(draft, {each: other for each, other in wants.items() if each != path}, tool, out)
    return out if any(part.saying is not None for part in out.values()) else parts


def _is_new_address(part: Part) -> bool:
    new = part.saying is not None and not part.saying.call and not part.want.parameter.required
    return new and words(part.want.parameter.name)[-1:] == ("email",)


def _called(parts: Mapping[str, Part]) -> Iterator[str]:
    """What the people that a call is about are called in the results that it has them from."""
    for part in parts.values():
        items = [at_path(c.made.result, c.turnings[-1].item) for c in part.chosen if c.turnings]
        items += [o.made.result for o in part.origins if o.made is not None and not items]
        for item in items if part.want.points else ():
            told = {words(key): value for key, value in item.items()} if isinstance(item, dict) else {}
            if any(key[-1:] == ("email",) for key in told):
                yield from (v for key in _NAMES if isinstance(v := told.get(key), str))
