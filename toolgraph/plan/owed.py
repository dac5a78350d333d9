"""What is paid for a bill is what the bill says: an amount is taken from the thing that a payment is for."""

from __future__ import annotations

from collections.abc import Iterator

from toolgraph.meaning.text import singular, words
from toolgraph.models.base import JsonValue
from toolgraph.models.tool import Tool
from toolgraph.plan.draft import Chosen, Origin, Part
from toolgraph.plan.parts import giver
from toolgraph.plan.paths import at_path
from toolgraph.plan.wants import accepts

_OWED = frozenset("due owed payable outstanding".split())
_SUMS = frozenset("amount total sum price balance".split())
_ASKING = frozenset("bill invoice fine fee debt reminder dues".split())  # things whose amount is to be paid


def with_what_is_owed(tool: Tool, parts: dict[str, Part]) -> dict[str, Part]:
    """The parts with the amount of the bill that the call takes another value of, where none was said before."""
    if tool.effect == "read":
        return parts
    chosen = [c for p in parts.values() for c in p.chosen]
    return {
        path: (_owed(part, chosen) or part) if part.want.kind == "@amount" and _is_open(part) else part
        for path, part in parts.items()
    }


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
