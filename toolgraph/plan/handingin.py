"""What is handed in: nobody hands in an assignment and sends nothing along."""

from __future__ import annotations

from collections.abc import Mapping

from toolgraph.meaning.text import words
from toolgraph.models.tool import Tool
from toolgraph.plan.draft import Draft, Part, Saying
from toolgraph.plan.onematter import items_of
from toolgraph.plan.parts import said_part
from toolgraph.plan.wants import Want, accepts
from toolgraph.world.texts import kebab

_HANDING_IN = frozenset("submit upload deliver".split())
_LINKS = (("url",), ("link",), ("uri",))
_CONTENT = frozenset("url link uri file document attachment content text body answer answers".split())
_BESIDE = frozenset("comment note message remark".split())
_NAMES = ("title", "name")
_SECURE = "https://"


def add_handed_in(draft: Draft, wants: Mapping[str, Want], tool: Tool, parts: dict[str, Part]) -> None:
    """The link under which what is handed in lies, called as what it is for, where nothing else is handed in."""
    if tool.effect == "read" or words(tool.name)[:1] == () or words(tool.name)[0] not in _HANDING_IN:
        return
    if any(_CONTENT.intersection(words(p)) and not _BESIDE.intersection(words(p)) for p in parts):
        return
    want = next((w for w in wants.values() if _is_link(w)), None)
    if want is not None and (link := _link_for(want, parts)):
        parts[want.path] = said_part(want, _saying(draft, want, link))


def as_it_is_called(draft: Draft, tool: Tool, parts: dict[str, Part]) -> dict[str, Part]:
    """The parts with a link that is new called as what is handed in: another assignment is another file."""
    if tool.effect == "read" or words(tool.name)[:1] == () or words(tool.name)[0] not in _HANDING_IN:
        return parts
    for path, part in list(parts.items()):
        new = part.saying is not None and not part.saying.call and _is_link(part.want)
        if new and (link := _link_for(part.want, parts)):
            parts = {**parts, path: said_part(part.want, _saying(draft, part.want, link))}
    return parts


def _is_link(want: Want) -> bool:
    return words(want.path)[-1:] in _LINKS and want.parameter.type == "string"


def _link_for(want: Want, parts: dict[str, Part]) -> str:
    """The link under which a file lies that is called as what it is for; "" where that has no name."""
    name = next((v for item in items_of(parts) for k in _NAMES if isinstance(v := item.get(k), str)), "")
    shown = [e for e in want.parameter.examples if isinstance(e, str) and e.startswith(_SECURE)]
    host = shown[0].removeprefix(_SECURE).partition("/")[0] if shown else "files.example.com"
    link = f"{_SECURE}{host}/{kebab(name)}.pdf"
    return link if name and accepts(want.parameter, link) else ""


def _saying(draft: Draft, want: Want, link: str) -> Saying:
    return Saying(want=want, value=link, path="", relative=False, group=draft.group)
