"""Why somebody sees a doctor or a teacher: for what those treat or teach, as far as earlier results tell it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.tool import Tool
from toolgraph.plan.draft import Draft, Part, Saying
from toolgraph.plan.parts import giver, said_part
from toolgraph.plan.wants import accepts
from toolgraph.world.curriculum import is_on
from toolgraph.world.practice import TITLES, complaints, field_named, suits
from toolgraph.world.subjects import on_what
from toolgraph.world.values import leaf_of, shown_for

_FARTHEST = 3
_TOPICS = (("topic",), ("topics",), ("matter",))
_TEACHING = frozenset(("course", "lesson", "class"))
_ON_ANYTHING = ("Questions about {0}", "Where to go on with {0}", "What I find hard in {0}")
_LEAST_LETTERS = 4


def with_a_fitting_reason(draft: Draft, tool: Tool, parts: dict[str, Part]) -> dict[str, Part]:
    """The parts with a reason to come that is one for which people see whom the call leads to.

    A reason was drawn by itself, and nobody goes to a dentist with a rash, or to a teacher of French about a query.
    """
    if tool.effect == "read":
        return parts
    for path, part in list(parts.items()):
        said = part.saying is not None and not part.saying.call and isinstance(part.value, str)
        fit = _fitting(draft, tool, part, parts) if said and not part.want.parameter.enum else []
        if fit:
            saying = Saying(want=part.want, value=draft.rng.choice(fit), path="", relative=False, group=draft.group)
            parts = {**parts, path: said_part(part.want, saying)}
    return parts


def _fitting(draft: Draft, tool: Tool, part: Part, parts: Mapping[str, Part]) -> list[str]:
    """The texts to be said instead of a reason or topic that is none for whom one sees; [] where it will do."""
    text, shown = str(part.value), shown_for(part.want.parameter, tool)
    if leaf_of(part.want.parameter, tool).maker == "reason":
        field = _told_around(draft, parts, _field)
        if not field or suits(text, field):
            return []
        fit = [*(each for each in shown if suits(each, field)), *complaints(field)]
    elif words(part.want.parameter.name)[-1:] in _TOPICS:
        name = _told_around(draft, parts, _taught)
        if not name or is_on(text, name):
            return []
        fit = [each for each in shown if is_on(each, name)] or [each.format(on_what(name)) for each in _ON_ANYTHING]
    else:
        return []
    return [each for each in fit if accepts(part.want.parameter, each)]


def _told_around(draft: Draft, parts: Mapping[str, Part], tell: Callable[[JsonObject], str]) -> str:
    """What is told of whom a call takes something: of their free time, or of themselves; "" for nothing."""
    near = [part for part in parts.values() if part.origins and part.origins[0].made is not None]
    ids = [part.value for part in near]
    for _ in range(_FARTHEST):
        named = {v for v in ids if isinstance(v, str) and len(v) >= _LEAST_LETTERS}
        own = (i for m in draft.made for i in _items(m.result) if not named.isdisjoint(_texts(i)))
        if told := next((t for item in own if (t := tell(item))), ""):
            return told
        near = [p for part in near if (made := giver(part)) is not None for p in made.parts.values()]
        ids = [part.value for part in near]
    return ""


def _texts(item: JsonObject) -> list[str]:
    return [v for v in item.values() if isinstance(v, str)]


def _field(item: JsonObject) -> str:
    """The field of medicine that a thing tells."""
    told = (v for k, v in item.items() if k.lower() in TITLES and isinstance(v, str))
    return next((field for v in told if (field := field_named(v))), "")


def _taught(item: JsonObject) -> str:
    """What a course is called that whoever is seen gives."""
    teaches = any(_TEACHING.intersection(words(key)) for key in item)
    return next((v for k in ("title", "name") if teaches and isinstance(v := item.get(k), str)), "")


def _items(value: JsonValue) -> Iterator[JsonObject]:
    """The objects of a result: itself, and those of its lists."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _items(inner) if isinstance(inner, (dict, list)) else ()
    elif isinstance(value, list):
        for each in value:
            yield from _items(each)
