"""Files that are somebody's own are called after them: nobody hands in the CV of a stranger."""

from __future__ import annotations

from toolgraph.meaning.text import words
from toolgraph.models.tool import Tool
from toolgraph.plan.draft import Draft, Part, Saying
from toolgraph.plan.parts import said_part
from toolgraph.plan.wants import accepts
from toolgraph.world.texts import kebab
from toolgraph.world.values import leaf_of, shown_for

_OWN = frozenset("cv resume curriculum".split())
_LINKS = frozenset(("url", "path", "filename"))
# What a second one is called, and a third.
_BESIDE = ("", "-short", "-english", "-long")


def called_after_owner(draft: Draft, tool: Tool, parts: dict[str, Part]) -> dict[str, Part]:
    """The parts of a call with each link to somebody's own CV, where it is said newly, leading to one named so."""
    person = draft.setting.person
    if person is None or _OWN.isdisjoint(words(tool.name)):
        return parts
    out = dict(parts)
    for path, part in parts.items():
        new = part.saying is not None and not part.saying.call and isinstance(part.value, str)
        if not new or part.want.parameter.enum or leaf_of(part.want.parameter, tool).maker not in _LINKS:
            continue
        shown = next(iter(shown_for(part.want.parameter, tool)), str(part.value))
        folder, ending = shown.rpartition("/")[0], shown.rpartition(".")[2]
        before = {m.parts[path].value for m in draft.made if m.tool is tool and path in m.parts}
        names = (f"{folder}/{kebab(person.name)}-cv{tail}.{ending}".lstrip("/") for tail in _BESIDE)
        name = next((name for name in names if name not in before and accepts(part.want.parameter, name)), "")
        if name:
            out[path] = said_part(
                part.want, Saying(want=part.want, value=name, path="", relative=False, group=draft.group)
            )
    return out
