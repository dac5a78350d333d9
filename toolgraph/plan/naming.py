"""What people call things: no new one like one that is there, a scene by what it does, a fan by its room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from toolgraph.meaning.concept import tool_words
from toolgraph.meaning.text import singular, words
from toolgraph.models.base import JsonObject
from toolgraph.models.tool import Tool
from toolgraph.plan.draft import Draft, Part, Saying
from toolgraph.plan.onematter import items_of
from toolgraph.plan.parts import said_part
from toolgraph.plan.values import fresh
from toolgraph.plan.wants import accepts
from toolgraph.world.rooms import room_told
from toolgraph.world.values import leaf_of, shown_for

_NAMES = (("name",), ("title",), ("label",))
_CALLED = ("name", "title", "label")
_SCENES = frozenset("scene routine preset mode".split())
# What a scene is called by what it does to all its things.
_BY_DEED = (
    (frozenset("off close lock".split()), ("Good night", "Leaving home", "All off", "Away for the day")),
    (frozenset("on open unlock".split()), ("Coming home", "Good morning", "Welcome back", "Wake up")),
)
# How what calls up a scene is told by what starts it.
_STARTS = {
    "sunset": "{} at sunset", "sunrise": "{} at sunrise", "motion": "{} on motion",
    "door_opened": "{} when the door opens", "temperature": "{} by temperature", "time": "{} by the clock",
}  # fmt: skip
_PEOPLE = frozenset("person first last company username".split())
_TOLD_APART = ("Old", "Spare", "Main", "New")


def well_named(draft: Draft, tool: Tool, parts: dict[str, Part], kept: Iterable[str]) -> dict[str, Part]:
    """The parts with a name that suits what it is given to, where the user says one anew.

    Args:
        kept: Paths of values that are as they were said for another call.
    """
    verb = tool_words(tool.name, tool.http)[0]
    kept, out = frozenset(kept), dict(parts)
    for path, part in parts.items() if verb in ("create", "update") else ():
        last = words(part.want.parameter.name)[-1:]
        if last not in _NAMES or path in kept or part.saying is None or part.saying.call:
            continue
        if "." in path or not isinstance(part.value, str):
            continue
        names = _new_names(draft, tool, parts, part) if verb == "create" else _other_names(draft, tool, parts, part)
        fit = next((n for n in names if n != part.value and accepts(part.want.parameter, n)), None)
        if fit is not None:
            saying = Saying(want=part.want, value=fit, path="", relative=False, group=draft.group)
            out[path] = said_part(part.want, saying)
    return out


def _new_names(draft: Draft, tool: Tool, parts: Mapping[str, Part], part: Part) -> Iterator[str]:
    """Names for what is made, the best first; none where the one that was drawn will do."""
    taken = {name.casefold() for name in _known_names(draft)}
    own = _of_a_scene(draft, tool, parts) or _of_what_starts(parts)
    if own:
        yield from (name for name in own if name.casefold() not in taken)
    elif str(part.value).casefold() in taken and leaf_of(part.want.parameter, tool).maker not in _PEOPLE:
        shown = list(shown_for(part.want.parameter, tool))
        draft.rng.shuffle(shown)
        yield from (name for name in shown if name.casefold() not in taken)
        other = fresh(part.want, tool, draft, [*shown, *_known_names(draft)])
        yield from [str(other.value)] if other is not None else []


def _of_a_scene(draft: Draft, tool: Tool, parts: Mapping[str, Part]) -> list[str]:
    """Names of a scene by what it does; none where it does one thing and another."""
    if _SCENES.isdisjoint(singular(noun) for noun in tool_words(tool.name, tool.http)[1]):
        return []
    deeds = {str(p.value).lower() for p in parts.values() if words(p.want.parameter.name)[-1:] == ("action",)}
    names = next((list(names) for done, names in _BY_DEED if deeds and deeds <= done), [])
    draft.rng.shuffle(names)
    return names


def _of_what_starts(parts: Mapping[str, Part]) -> list[str]:
    """The name of what calls up a scene of a name: that, and when it does."""
    scene = scene_called(parts)
    start = next((p.value for p in parts.values() if words(p.want.parameter.name)[-1:] == ("trigger",)), None)
    hour = next((p.value for p in parts.values() if "time" in words(p.want.parameter.name)), None)
    scene = scene.partition(" at ")[0]
    if not scene or str(start) not in _STARTS:
        return []
    return [f"{scene} at {hour}" if start == "time" and isinstance(hour, str) else _STARTS[str(start)].format(scene)]


def scene_called(parts: Mapping[str, Part]) -> str:
    """The name of the scene that a call names, or of what calls it up; "" for none."""
    scenes = (p for p in parts.values() if p.want.points and _SCENES.intersection(words(p.want.parameter.name)))
    return next((name for p in scenes for item in items_of({"": p}) if (name := _called(item))), "")


def _other_names(draft: Draft, tool: Tool, parts: Mapping[str, Part], part: Part) -> Iterator[str]:
    """Other names for what is renamed, where the one that was drawn puts it into a room where it is not."""
    olds = [item for item in items_of({k: p for k, p in parts.items() if p is not part}) if _called(item)]
    old = next((item for item in olds if len(_called(item).split()) > 1), None)
    if old is None or (not _room_in(_called(old)) and not _room_in(str(part.value))):
        return
    moved = {k: p for k, p in parts.items() if "room" in words(p.want.parameter.name)}
    where = (str(item.get("room_name", "")) or _called(item) for item in items_of(moved))  # a device is in a room
    room = next(where, "") or str(old.get("room_name", "")) or _room_in(_called(old))
    drawn, shown = str(part.value), shown_for(part.want.parameter, tool)
    patched = drawn not in shown and any(e.rpartition(" ")[0] == drawn.rpartition(" ")[0] for e in shown)
    elsewhere = _room_in(drawn) and room and _room_in(drawn).casefold() != room.casefold()
    if not (patched or elsewhere):
        return
    sort = _called(old).rpartition(" ")[2]
    if room and f"{room} {sort}".casefold() != _called(old).casefold():
        yield f"{room} {sort}"
    yield f"{draft.rng.choice(_TOLD_APART)} {sort}"


def _room_in(name: str) -> str:
    """The room of which a name speaks; "" for none."""
    return room_told(name)


def _known_names(draft: Draft) -> Iterator[str]:
    """What things are called that earlier results show."""
    for made in draft.made:
        inner = made.result.values() if isinstance(made.result, dict) else ()
        lists = [value for value in (made.result, *inner) if isinstance(value, list)]
        shown = [made.result, *(item for each in lists for item in each)]
        yield from (name for each in shown if isinstance(each, dict) and (name := _called(each)))


def _called(item: JsonObject) -> str:
    return next((v for key in _CALLED if isinstance(v := item.get(key), str)), "")
