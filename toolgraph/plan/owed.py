"""What is paid for a bill is what the bill says; who pays something else than the bill itself says how much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from toolgraph.meaning.concept import tool_words
from toolgraph.meaning.text import singular, words
from toolgraph.models.base import JsonValue
from toolgraph.models.tool import Tool
from toolgraph.plan.draft import Chosen, Draft, Origin, Part, Saying
from toolgraph.plan.parts import giver, said_part
from toolgraph.plan.paths import at_path
from toolgraph.plan.values import fresh
from toolgraph.plan.wants import accepts

_OWED = frozenset("due owed payable outstanding".split())
_SUMS = frozenset("amount total sum price balance".split())
_ASKING = frozenset("bill invoice fine fee debt reminder dues".split())  # things whose amount is to be paid
_REPEATED = frozenset("standing recurring subscription frequency interval recurrence cadence".split())


def with_what_is_owed(draft: Draft, tool: Tool, parts: dict[str, Part]) -> dict[str, Part]:
    """The parts with the amount of the bill that the call takes another value of, where none was said before.

    Only who has the very bill paid, or has not seen it yet, need not say how much that is. Else the user says it; and
    what is paid again and again is no bill of one month, but what they choose.
    """
    if tool.effect == "read" or _asks_for_more(tool):
        return parts
    chosen = [c for p in parts.values() for c in p.chosen]
    out = dict(parts)
    for path, part in parts.items():
        if part.want.kind != "@amount" or not _is_open(part) or (owed := _owed(part, chosen)) is None:
            continue
        if _is_the_bill(parts) or not (_is_repeated(tool) or _is_seen(draft, owed)):
            out[path] = owed
        elif not _is_repeated(tool):  # which they have seen
            saying = Saying(want=part.want, value=owed.value, path="", relative=False, group=draft.group)
            out[path] = said_part(part.want, saying)
        elif part.saying is None and (new := fresh(part.want, tool, draft)) is not None:
            out[path] = said_part(part.want, new)
    return out


def _asks_for_more(tool: Tool) -> bool:
    """Whether a call makes a new bill: what an earlier one asked for is no price of what this one is for."""
    nouns = tool_words(tool.name, tool.http)[1]
    return not (_MAKING.isdisjoint(words(tool.name)) or _ASKING.isdisjoint(nouns[-1:]))


_MAKING = frozenset("create draft issue make add new write raise".split())


def _is_the_bill(parts: Mapping[str, Part]) -> bool:
    """Whether a call takes the very thing that asks for an amount."""
    return any(p.want.points and _ASKING & {singular(w) for w in words(p.want.parameter.name)} for p in parts.values())


def _is_seen(draft: Draft, owed: Part) -> bool:
    """Whether the user has been shown what is owed, before they ask for the call."""
    made = giver(owed)
    return made is not None and made.group != draft.group


def _is_repeated(tool: Tool) -> bool:
    return not _REPEATED.isdisjoint(w for name in (tool.name, *(p.name for p in tool.inputs)) for w in words(name))


def _is_open(part: Part) -> bool:
    """Whether nobody has said the amount: it is new, or what another bill asked for."""
    return giver(part) is not None or (part.saying is not None and not part.saying.call)


def _owed(part: Part, chosen: list[Chosen]) -> Part | None:
    for one in chosen:
        for turning in reversed(one.turnings):
            for key, value in _sums(at_path(one.made.result, turning.item), turning.path):
                if accepts(part.want.parameter, value):
                    field = f"{turning.item}.{key}"
                    origin = Origin(path=part.want.place, source="result", value=value, made=one.made, field=field)
                    return Part(want=part.want, value=value, origins=(origin,))
    return None


def _sums(item: JsonValue, path: str) -> Iterator[tuple[str, JsonValue]]:
    """What is to be paid by an item."""
    asking = _ASKING & {singular(w) for w in words(path.rpartition(".")[2])}
    for key, value in item.items() if isinstance(item, dict) else ():
        has = set(words(key))
        if isinstance(value, (int, float)) and not isinstance(value, bool) and has & _SUMS and (has & _OWED or asking):
            yield key, value
