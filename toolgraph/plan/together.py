"""Things that one call takes from two results must belong together: a lesson and the enrolment in its course."""

from __future__ import annotations

from collections.abc import Mapping

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonValue
from toolgraph.models.tool import Tool
from toolgraph.plan.draft import Made, Part, Stuck
from toolgraph.plan.implied import back
from toolgraph.plan.parts import giver
from toolgraph.plan.paths import at_path
from toolgraph.plan.values import is_moment

_BEGINS = frozenset("start starts begin begins".split())
_DONE = frozenset("started logged performed completed finished worked taken done".split())


def of_one_whole(tool: Tool, parts: Mapping[str, Part]) -> None:
    """Nothing where all things that a call is about are of one whole, as far as their results tell.

    Raises:
        Stuck: `bound_value_missing`; one was looked for in another whole than the other one is of.
    """
    things = [(p, source) for p in parts.values() if p.want.points and (source := giver(p)) is not None]
    for part, source in things:
        for other, beside in things:
            if beside is source or other is part:
                continue
            for key, value in _within(source, tool).items():
                told = _told_of(other, beside).get(key, value)
                if told != value:
                    raise Stuck(
                        "bound_value_missing", f"{tool.id}: {part.want.path} and {other.want.path} differ in {key}"
                    )


def of_its_owner(tool: Tool, parts: dict[str, Part]) -> dict[str, Part]:
    """The parts of a question without what narrows it down by something that has to do with nothing else in it.

    Nobody looks for what is said of one employer by the job that they have applied for at another one.
    """
    if tool.effect != "read":
        return parts
    about = [(p, made) for p in parts.values() if p.want.parameter.required and (made := giver(p)) is not None]
    if not about:
        return parts
    return {path: p for path, p in parts.items() if p.want.parameter.required or _goes_with(p, about)}


def _goes_with(part: Part, about: list[tuple[Part, Made]]) -> bool:
    """Whether a value is of what one of the others is of, was found by it, or tells of the same thing."""
    source = giver(part)
    if source is None:
        return True
    own = _marks(part, source)
    return any(
        made is source or made in back([source]) or source in back([made]) or not own.isdisjoint(_marks(other, made))
        for other, made in about
    )


def _marks(part: Part, made: Made) -> set[str]:
    """The ids and names that a result tells of the thing that a value is of."""
    return {v for k, v in _told_of(part, made).items() if isinstance(v, str) and _MARKS.intersection(words(k)[-1:])}


_MARKS = frozenset("id name title email login username slug sku city".split())
_SHARING = frozenset("share invite assign transfer".split())


def with_another(tool: Tool, parts: Mapping[str, Part]) -> None:
    """Nothing where a thing is shared with somebody else than the one whose it is, as far as its own item tells.

    Raises:
        Stuck: `bound_value_missing`; its owner has it already.
    """
    if tool.effect == "read" or _SHARING.isdisjoint(words(tool.name)):
        return
    items = {_item_of(p) for p in parts.values() if p.want.points and giver(p) is not None}
    for part in parts.values():
        if not part.want.points and part.want.kind in _PEOPLE and giver(part) is not None and _item_of(part) in items:
            raise Stuck("bound_value_missing", f"{tool.id}: {part.want.path} is of whose the thing is")


_PEOPLE = frozenset(("@email", "@username", "@person"))


def _item_of(part: Part) -> tuple[str, str]:
    origin = part.origins[0]
    return origin.made.id if origin.made else "", origin.field.rpartition(".")[0]


def _within(made: Made, tool: Tool) -> dict[str, JsonValue]:
    """In what a look was taken, by the name of the input: the lessons of a course; nothing that the call takes too."""
    taken = {p.name for p in tool.inputs}
    required = (
        p for p in made.parts.values() if p.want.points and p.want.parameter.required and made.tool.effect == "read"
    )
    return {p.want.parameter.name: p.value for p in required if p.want.parameter.name not in taken}


def _told_of(part: Part, made: Made) -> dict[str, JsonValue]:
    """What a result tells of the thing that a value is of, and what it was asked for with."""
    field = part.origins[0].field
    item = at_path(made.result, field.rpartition(".")[0]) if "." in field else made.result
    return {**made.arguments, **(item if isinstance(item, dict) else {})}


def begun_by_then(tool: Tool, parts: dict[str, Part]) -> dict[str, Part]:
    """The parts without an optional thing that begins after what is recorded: no run of last week is of a new plan."""
    done = [p.value for p in parts.values() if _DONE.intersection(words(p.want.parameter.name)) and is_moment(p.value)]
    if tool.effect == "read" or not done:
        return parts
    return {
        path: p
        for path, p in parts.items()
        if p.want.parameter.required or not _begins_after(p, str(min(map(str, done))))
    }


def _begins_after(part: Part, moment: str) -> bool:
    source = giver(part)
    if source is None or not part.want.points:
        return False
    told = _told_of(part, source).items()
    starts = [str(v) for key, v in told if _BEGINS.intersection(words(key)) and is_moment(v)]
    return any(start[:10] > moment[:10] for start in starts)
