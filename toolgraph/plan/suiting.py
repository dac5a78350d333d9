"""What is said of a thing suits it: nobody locks a heater, and no low battery is noted down as burnt toast."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from toolgraph.meaning.concept import tool_words
from toolgraph.meaning.text import singular, words
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.tool import Tool
from toolgraph.plan.answering import of_what_was_seen
from toolgraph.plan.asking import askable
from toolgraph.plan.codebases import on_their_software
from toolgraph.plan.complaints import with_a_fitting_reason
from toolgraph.plan.dayparts import at_its_time
from toolgraph.plan.dealtwith import with_their_company
from toolgraph.plan.draft import Draft, Part, Saying, Stuck
from toolgraph.plan.efforts import done_for
from toolgraph.plan.handingin import as_it_is_called
from toolgraph.plan.naming import well_named
from toolgraph.plan.onematter import items_of
from toolgraph.plan.ownfiles import called_after_owner
from toolgraph.plan.parts import said_part
from toolgraph.plan.switching import turned_over
from toolgraph.plan.wants import Want, accepts
from toolgraph.world.sorts import SORTING
from toolgraph.world.values import leaf_of, shown_for

_ACTIONS = frozenset("action command operation function act".split())
# What each of some things is told to do, the one in the other's place: by words that names and kinds of things have.
_OPENED = "door gate garage blind curtain shutter awning window skylight valve vent roller"
_DONE_TO = {
    "lock unlock": "lock deadbolt safe door gate garage car bike scooter",
    "open close shut raise lower": _OPENED,
    "on off": "light lamp bulb lantern spotlight strip plug socket outlet speaker soundbar tv television radio player "
    "heater radiator boiler thermostat conditioner ac fan purifier humidifier dehumidifier switch camera vacuum robot "
    "mower oven coffee kettle fridge washer dryer dishwasher sprinkler pump charger",
    "dim brighten brightness color colour": "light lamp bulb lantern spotlight strip",
    "heat cool warm temperature": "heater radiator boiler thermostat conditioner ac oven fridge",
    "play volume mute unmute skip next previous": "speaker soundbar tv television radio player",
    "dock clean mop": "vacuum robot mower",
    "record snapshot": "camera doorbell",
}
_FOR = {verb: frozenset(things.split()) for verbs, things in _DONE_TO.items() for verb in verbs.split()}
_THINGS = frozenset().union(*_FOR.values())
# By what a report or the like is of: words of notes that speak of just that.
_SIGNS = {
    "smoke": "toast burning burnt burned smoke fire cooking steam candle oven pan",
    "battery": "battery batteries",
    "motion": "motion movement cat dog pet cleaner visitor guest",
    "door": "door gate",
    "window": "window",
    "water": "water leak leaking pipe tap dripping flood bath",
    "leak": "water leak leaking pipe tap dripping flood bath",
    "glass": "glass",
    "temperature": "heat heating cold hot temperature",
}
_SIGNED = {
    word: frozenset(kind for kind, told in _SIGNS.items() if word in told.split())
    for word in " ".join(_SIGNS.values()).split()
}
_NOTES = frozenset(("note", "reason", "body"))
_KINDS = ("kind", "type", "category", "cause", "event")
_AFAR = frozenset(("video", "phone"))  # how people talk who do not meet
_ON_SITE = frozenset("gate entrance reception lobby parking train bus lift floor".split())
_TALKS = ("Looking forward to it.", "Thank you for the time.", "That suits me well.")
# What is noted down of it, where a spec shows nothing of the kind.
_WAS = {
    "smoke": ("Toast was burning", "A candle was smoking"), "battery": ("Battery changed", "New battery put in"),
    "motion": ("It was only the cat", "It was the cleaner"),
    "door": ("The door was left open", "Somebody forgot to close the door"),
    "window": ("A window was left open",), "water": ("A tap was dripping", "A bucket was spilt, no leak"),
    "leak": ("A tap was dripping",), "glass": ("A glass fell down",), "temperature": ("The heating was left on",),
}  # fmt: skip
_NOTHING = ("I have looked into it, all is well.", "It was nothing.", "Nothing was wrong after all.")


def suited(draft: Draft, tool: Tool, parts: dict[str, Part], kept: Iterable[str]) -> dict[str, Part]:
    """The parts with what is said of a thing suiting that thing, as earlier results show it.

    Args:
        kept: Paths of values that are as they were said for another call.

    Raises:
        Stuck: `nothing_else_to_say`; what was said for one thing suits no other, or answers what nobody has seen.
    """
    kept = frozenset(kept)
    parts = on_their_software(draft, tool, parts, kept)
    if tool.effect == "read":
        return parts
    of_what_was_seen(draft, tool, parts)
    parts = called_after_owner(draft, tool, parts)
    out = with_a_fitting_reason(draft, tool, dict(as_it_is_called(draft, tool, parts)))
    for path, part in out.copy().items():
        if part.saying is None or not isinstance(part.value, str):
            continue
        fit = _suiting(tool, part, _items_beside(path, out))
        if not fit or part.value in fit:
            continue
        if path in kept:
            raise Stuck("nothing_else_to_say", f"{part.want.parameter.id}: {part.value} does not suit another thing")
        saying = Saying(want=part.want, value=draft.rng.choice(fit), path="", relative=False, group=draft.group)
        out[path] = said_part(part.want, saying)
    return turned_over(draft, tool, well_named(draft, tool, at_its_time(draft, out, kept), kept), kept)


def _items_beside(path: str, parts: dict[str, Part]) -> list[JsonObject]:
    """The things that a value is said of: those that the same object names, else those that the call names at all."""
    front = path.rpartition(".")[0]
    near = {other: part for other, part in parts.items() if other.rpartition(".")[0] == front}
    return list(items_of(near)) or list(items_of(parts))


_CALLED = (("title",), ("name",), ("subject",))


def _suiting(tool: Tool, part: Part, items: Sequence[JsonObject]) -> list[JsonValue]:
    """The values that suit some things; [] where nothing tells, or all do."""
    if not items:
        return []
    enum, last = part.want.parameter.enum, words(part.want.parameter.name)[-1:]
    if enum and (sports := done_for(part.want.parameter.name, enum, items)):
        return sports
    if enum and _ACTIONS.intersection(last):
        return [c for c in enum if all(_may_be(str(c), _thing(item)) for item in items)]
    if enum and SORTING.intersection(last) and tool_words(tool.name, tool.http)[0] == "create":
        return _of_their_sort(part.want, items)
    if enum or leaf_of(part.want.parameter, tool).maker not in _NOTES:
        title = with_their_company(str(part.value), items) if not enum and last in _CALLED else ""
        return [title] if title and accepts(part.want.parameter, title) else []
    shown = shown_for(part.want.parameter, tool)
    fit = askable(str(part.value), shown, tool, items) or _notes_on(part, shown, items)
    return [text for text in fit if accepts(part.want.parameter, text)]


@lru_cache(maxsize=5000)
def _may_be(action: str, thing: frozenset[str]) -> bool:
    """Whether something is done to such a thing; what is no known thing may be anything."""
    meant = [_FOR[word] for word in words(action) if word in _FOR]
    return not thing or not meant or any(thing & things for things in meant)


def _thing(item: JsonObject) -> frozenset[str]:
    """The kind of a thing as its own field tells it, else its name by its last word; empty for what is not known."""
    for key in (*_KINDS, "name", "title"):
        told = item.get(key)
        if isinstance(told, str) and (known := _known(told)):
            return known
    return frozenset()


@lru_cache(maxsize=5000)
def _known(text: str) -> frozenset[str]:
    return next((frozenset((w,)) for w in map(singular, reversed(words(text))) if w in _THINGS), frozenset())


def _of_their_sort(want: Want, items: Sequence[JsonObject]) -> list[JsonValue]:
    """The choices of a sort that things are of, all of them where one is: a plan with runs only is for endurance."""
    told = [
        {v for k, v in item.items() if isinstance(v, str) and v in want.parameter.enum and _is_sort(k)}
        for item in items
    ]
    return sorted(set.intersection(*told) or set.union(*told), key=str)


def _is_sort(key: str) -> bool:
    return bool(SORTING.intersection(words(key)[-1:]))


def _notes_on(part: Part, shown: Sequence[str], items: Sequence[JsonObject]) -> list[JsonValue]:
    """The notes that speak of what a thing is, or of nothing of the kind; [] where the note that was drawn will do."""
    kinds = {w for item in items for key in _KINDS if isinstance(v := item.get(key), str) for w in words(v)}
    if kinds & _AFAR:
        away = _ON_SITE.isdisjoint(words(str(part.value)))
        return [] if away else [text for text in shown if _ON_SITE.isdisjoint(words(text))] or list(_TALKS)
    spoken = _spoken_of(str(part.value))
    if not kinds & _SIGNS.keys() or not spoken or spoken & kinds:
        return []
    told = [(text, _spoken_of(text)) for text in shown]
    fit = [text for text, of in told if of & kinds] or [text for text, of in told if not of]
    return fit or [text for kind in sorted(kinds) for text in _WAS.get(kind, ())] or list(_NOTHING)


@lru_cache(maxsize=5000)
def _spoken_of(text: str) -> frozenset[str]:
    return frozenset(kind for word in words(text) for kind in _SIGNED.get(word, ()))
