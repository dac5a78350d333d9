"""What counts only within a whole: pull request 12 is another one in each repository, an employee is of a company."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from toolgraph.meaning.concept import tool_words
from toolgraph.meaning.text import words
from toolgraph.models.base import JsonValue
from toolgraph.models.tool import Tool
from toolgraph.plan.draft import Made, Part, Stuck
from toolgraph.plan.parts import giver, same_part
from toolgraph.plan.paths import at_path
from toolgraph.plan.wants import Want, accepts


def held_within(tool: Tool, parts: Mapping[str, Part], earlier: Iterable[Made], *, anew: bool) -> dict[str, Part]:
    """The parts of a call with the whole of each as the call that brought it named it: the company of an employee.

    Args:
        earlier: The calls so far: a number that was said for one whole is not said for another.
        anew: The call does not vary another one, so that no whole is named on purpose.

    Raises:
        Stuck: `bound_value_missing`; something is of another whole than the call names, or is a number in a whole that
            was made empty just now.
    """
    out = _in_their_wholes(tool, parts) if anew else dict(parts)
    _check(tool, out, earlier)
    return out


def _check(tool: Tool, parts: Mapping[str, Part], earlier: Iterable[Made]) -> None:
    looks = tool_words(tool.name, tool.http)[0] != "create"
    for part in parts.values():
        for whole in _wholes_of(tool, part, parts):
            there = looks or part.want.in_path_of(tool)  # what an address leads to is there
            if there and giver(part) is None and _is_number(part) and _is_new(whole):
                raise Stuck("bound_value_missing", f"{tool.id}: what was just made holds no number {part.value}")
            told = _told(part, whole, earlier)
            if told not in (None, whole.value):
                raise Stuck("bound_value_missing", f"{tool.id}: {part.value} is within another {whole.want.path}")


def _in_their_wholes(tool: Tool, parts: Mapping[str, Part]) -> dict[str, Part]:
    out = dict(parts)
    for part in parts.values():
        for whole in _wholes_of(tool, part, out):
            asked = _asked(part, whole.want)
            if asked is None or asked.value == whole.value or asked.origins[0].source == "default":
                continue  # what one tool does when nobody says anything, no other one can be told to be known
            if accepts(whole.want.parameter, asked.value):
                out[whole.want.path] = same_part(whole.want, asked)
    return out


def wholes_kept(made: Made) -> Collection[str]:
    """The parameters of a call that name the whole of something else that it takes: one does not change alone."""
    tool, parts = made.tool, made.parts
    return {
        whole.want.path
        for part in parts.values()
        for whole in _wholes_of(tool, part, parts)
        if _told(part, whole, ()) is not None
    }


def _wholes_of(tool: Tool, part: Part, parts: Mapping[str, Part]) -> Iterator[Part]:
    """What beside a value names something that the value may be within."""
    if not _tells_which(tool, part.want) or (giver(part) is None and not _is_number(part)):
        return
    # Where nothing else tells what is meant, what an update takes beside a thing is what that is changed to.
    moved = tool_words(tool.name, tool.http)[0] == "update"
    for whole in parts.values():
        if whole is part or not whole.want.key or _is_number(whole) or not _tells_which(tool, whole.want):
            continue
        if not moved or _is_number(part) or whole.want.in_path_of(tool):
            yield whole


def _tells_which(tool: Tool, want: Want) -> bool:
    """Whether a value says which thing is meant: by an id, or as a part of the address that is called."""
    return not want.kind and (want.points or want.in_path_of(tool))


def _is_number(part: Part) -> bool:
    return words(part.want.parameter.name)[-1:] == ("number",)


def _is_new(whole: Part) -> bool:
    source = giver(whole)
    return source is not None and tool_words(source.tool.name, source.tool.http)[0] == "create"


def _told(part: Part, whole: Part, earlier: Iterable[Made]) -> JsonValue:
    """The whole that a value is within as far as is known: its own item tells, or the call that brought it; or None."""
    source = giver(part)
    if source is None:
        same = (m.parts for m in earlier if (p := m.parts.get(part.want.path)) and p.value == part.value)
        return next((parts[whole.want.path].value for parts in same if whole.want.path in parts), None)
    field = part.origins[0].field
    item = at_path(source.result, field.rpartition(".")[0]) if "." in field else source.result
    told = item.get(whole.want.parameter.name) if _is_number(part) and isinstance(item, dict) else None
    if told is not None:
        return told
    asked = _asked(part, whole.want)
    return None if asked is None else asked.value


def _asked(part: Part, want: Want) -> Part | None:
    """With what the call that brought a value had to be told the same thing as an input asks for."""
    source = giver(part)
    if source is None:
        return None
    return next((p for p in source.parts.values() if p.want.key == want.key and p.want.parameter.required), None)


def of_the_whole(want: Want, parts: Mapping[str, Part]) -> Part | None:
    """An id of what another value of the call was looked for in: the cart of the line that is changed."""
    for source in (giver(p) for p in parts.values() if want.points):
        for part in source.parts.values() if source is not None else ():
            if (
                part.want.points
                and part.want.parameter.name == want.parameter.name
                and not isinstance(part.value, list)
            ):
                return same_part(want, part)
    return None


def apart_from(made: Made, others: Iterable[Made]) -> set[str] | None:
    """The parameters that tell a call from those made beside it with the same tool; None where it was made alone.

    Of calls that stand side by side (the weather of two cities) only what tells them apart is asked anew for one of
    them: `and on Sunday?` would speak of both.
    """
    beside = [m for m in others if m.ok and m is not made and (m.group, m.tool.id) == (made.group, made.tool.id)]
    if not beside:
        return None
    return {p for m in beside for p in made.parts.keys() | m.parts.keys() if _value_at(made, p) != _value_at(m, p)}


def _value_at(made: Made, path: str) -> JsonValue:
    part = made.parts.get(path)
    return None if part is None else part.value
