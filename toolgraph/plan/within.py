"""Numbers that count within a whole: pull request 12 is another one in every repository."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from toolgraph.meaning.concept import tool_words
from toolgraph.meaning.text import words
from toolgraph.models.base import JsonValue
from toolgraph.models.tool import Tool
from toolgraph.plan.draft import Made, Origin, Part, Stuck
from toolgraph.plan.parts import giver
from toolgraph.plan.paths import at_path


def numbers_hold(tool: Tool, parts: Mapping[str, Part], earlier: Iterable[Made]) -> None:
    """Refuse a number beside another whole than the one it counts in, or in a whole that was made empty just now.

    Args:
        earlier: The calls so far: a number that was said for one whole is not said for another.

    Raises:
        Stuck: `bound_value_missing`.
    """
    for part in parts.values():
        if not _is_number(part):
            continue
        source = giver(part)
        for whole in (p for p in parts.values() if p is not part and p.want.points and not _is_number(p)):
            if source is None and _is_new(whole):
                raise Stuck("bound_value_missing", f"{tool.id}: what was just made holds no number {part.value}")
            told = _said_for(part, whole, earlier) if source is None else _counts_in(source, part.origins[0], whole)
            if told not in (None, whole.value):
                raise Stuck("bound_value_missing", f"{tool.id}: {part.value} counts in another {whole.want.path}")


def _said_for(part: Part, whole: Part, earlier: Iterable[Made]) -> JsonValue:
    """The whole for which a number was said; None where it was not said yet."""
    same = (m.parts for m in earlier if (p := m.parts.get(part.want.path)) and p.value == part.value)
    return next((parts[whole.want.path].value for parts in same if whole.want.path in parts), None)


def _is_number(part: Part) -> bool:
    return part.want.points and not part.want.kind and words(part.want.parameter.name)[-1:] == ("number",)


def _is_new(whole: Part) -> bool:
    source = giver(whole)
    return source is not None and tool_words(source.tool.name, source.tool.http)[0] == "create"


def _counts_in(source: Made, origin: Origin, whole: Part) -> JsonValue:
    """The whole that a number of a result counts in, as its own item or the call itself tells; None for neither."""
    name = whole.want.parameter.name
    item = at_path(source.result, origin.field.rpartition(".")[0]) if "." in origin.field else source.result
    told = item.get(name) if isinstance(item, dict) else None
    return told if told is not None else source.arguments.get(name)
