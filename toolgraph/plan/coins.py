"""In which money somebody thinks who sets, orders or pays something: that of what they have seen, else their own."""

from __future__ import annotations

from collections.abc import Iterator

from toolgraph.ids import tool_part
from toolgraph.meaning.text import words
from toolgraph.meaning.values import leaves
from toolgraph.plan.draft import Draft, Part, Saying
from toolgraph.plan.parts import said_part
from toolgraph.plan.wants import accepts
from toolgraph.world.places import named


def in_own_money(draft: Draft, parts: dict[str, Part]) -> dict[str, Part]:
    """The parts of a deed with its currency as what was shown before has it, else as where the user lives.

    Nobody with budgets in euros sets one to 500 forints. What is the default anyway is not said.
    """
    new = [p for p in parts.values() if p.want.kind == "@currency" and p.saying is not None and not p.saying.call]
    new = [p for p in new if isinstance(p.value, str)]
    tool = draft.tools.get(tool_part(new[0].want.parameter.id)) if len(new) == 1 else None
    if tool is None or tool.effect == "read":
        return parts
    part = new[0]
    own = next((c for c in _known(draft, tool.source) if accepts(part.want.parameter, c)), None)
    if own is None or own == part.value:
        return parts
    if part.want.parameter.has_default and own == part.want.parameter.default and not part.want.parameter.required:
        return {path: p for path, p in parts.items() if p is not part}
    saying = Saying(want=part.want, value=own, path="", relative=False, group=draft.group)
    return {**parts, part.want.path: said_part(part.want, saying)}


def of_what_is_known(draft: Draft, parts: dict[str, Part]) -> str:
    """The currency of sums said where none is told: that of one's own account, or of prices shown; "" for others.

    Where a tool takes a currency and says no default, prices are in the money of where the user lives.
    """
    first = next(iter(parts.values()), None)
    tool = draft.tools.get(tool_part(first.want.parameter.id)) if first is not None else None
    if tool is None or any(p.want.kind == "@currency" for p in parts.values()):
        return ""
    takes = [each for each in tool.inputs if words(each.name)[-1:] == ("currency",)]
    own = tool.effect != "read" and any("account" in words(p.want.parameter.name) for p in parts.values())
    if own or (takes and not any(each.has_default for each in takes)):
        return next(_known(draft, tool.source), "")
    return next(_told(draft, tool.source), "") if tool.effect == "read" and not takes else ""


def _known(draft: Draft, source: str) -> Iterator[str]:
    """The currencies in which a source has told sums, the last first, and that of the user's country."""
    yield from _told(draft, source)
    person = draft.setting.person
    place = named(person.city) if person is not None else None
    if place is not None:
        yield place.country.currency


def _told(draft: Draft, source: str) -> Iterator[str]:
    for made in reversed(draft.made):
        if made.ok and made.tool.source == source:
            told = (v for path, v in leaves(made.result) if words(path.rpartition(".")[2])[-1:] == ("currency",))
            yield from (v for v in told if isinstance(v, str))
