"""What stands of earlier wishes: what was done with a result, what was said for two things, who was meant long ago."""

from __future__ import annotations

from collections.abc import Iterator

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.tool import Tool
from toolgraph.plan.draft import Chosen, Draft, Made, Saying
from toolgraph.plan.implied import back, taken
from toolgraph.plan.parts import giver
from toolgraph.plan.paths import Turning
from toolgraph.plan.values import is_moment, is_of


def is_built_on(draft: Draft, made: Made) -> bool:
    """Whether something was written with what a call brought: a car that is booked stays where it was looked for."""
    deeds = [m for m in draft.made if m.ok and m.tool.effect != "read" and m is not made]
    return any(made in back(s for part in deed.parts.values() if (s := giver(part)) is not None) for deed in deeds)


def is_one_of_two(draft: Draft, saying: Saying) -> bool:
    """Whether another value was said for the same in the same wish: of two shares none is simply `the share`."""
    said = (p.saying for m in draft.made if m.group == draft.group for p in m.parts.values())
    alike = (s for s in said if s is not None and (s.want.key, s.want.way) == (saying.want.key, saying.want.way))
    return saying.group == draft.group and any(other.value != saying.value for other in alike)


def serves_others(draft: Draft, made: Made, path: str) -> bool:
    """Whether what was said for a call serves another one of its wish: beside it no second one is named."""
    saying = made.parts[path].saying
    others = (m for m in draft.made if m.ok and m.group == made.group and m is not made)
    return saying is not None and any(p.saying is saying for m in others for p in m.parts.values())


def narrowed_only(tool: Tool, draft: Draft, saying: Saying) -> bool:
    """Whether a choice only narrowed an earlier wish down: what was looked for is not what a new thing shall be."""
    chosen = bool(saying.want.parameter.enum) and saying.group != draft.group
    return chosen and tool.effect != "read" and not is_of(tool, saying)


def is_answered_by(made: Made, name: str) -> bool:
    """Whether a short list answers already what it would be narrowed down by: it shows the state, or the date, of all.

    Args:
        name: Of the parameter that would narrow it down.
    """
    items = _all_items(made.result)
    if items is None:
        return False
    shown = set.intersection(*(set(item) for item in items)) if items else set()
    said = set(words(name))
    if name in shown or any(words(key) == words(name) for key in shown):
        return True
    if _BOUNDS.isdisjoint(said):
        return False
    return any(all(is_moment(item[key]) for item in items) for key in shown)


def _all_items(whole: JsonValue) -> list[JsonObject] | None:
    """The items of a list that is short enough to be told whole; None for a longer one, or where not all is shown."""
    lists = [whole] if isinstance(whole, list) else list(whole.values()) if isinstance(whole, dict) else []
    items = next((each for each in lists if isinstance(each, list)), None)
    if items is None or len(items) > _FEW or not all(isinstance(item, dict) for item in items):
        return None
    counted = [v for k, v in whole.items() if words(k)[:1] == ("total",)] if isinstance(whole, dict) else []
    return [i for i in items if isinstance(i, dict)] if all(v == len(items) for v in counted) else None


_FEW = 5
_BOUNDS = frozenset("before after since until from to on date day month year earliest latest".split())


def singled_out_long_ago(draft: Draft, made: Made) -> set[tuple[str, str]]:
    """The lists of which something is done with an item that the wish before this one was not about.

    Who looked at one traveller and at cars since then says for whom one of those is booked.
    """
    if made.tool.effect == "read":
        return set()
    now = {
        (c.made.id, t.item): (c.made.id, t.path)
        for c, t in _taken_by(made)
        if t.among > 1 and c.made.group < draft.group - 1
    }
    lately = (m for m in draft.made if m is not made and m.group >= draft.group - 1) if now else ()
    fresh = {(c.made.id, t.item) for m in lately for c, t in _taken_by(m)}
    return {key for item, key in now.items() if item not in fresh}


def _taken_by(made: Made) -> Iterator[tuple[Chosen, Turning]]:
    return (each for part in made.parts.values() for each in taken(part))
