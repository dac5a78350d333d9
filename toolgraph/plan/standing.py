"""What stands of earlier wishes: what was done with a result, what was said for two things, who was meant long ago."""

from __future__ import annotations

from collections.abc import Iterator

from toolgraph.models.tool import Tool
from toolgraph.plan.draft import Chosen, Draft, Made, Saying
from toolgraph.plan.implied import back, taken
from toolgraph.plan.parts import giver
from toolgraph.plan.paths import Turning
from toolgraph.plan.values import is_of


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


def shown_of_few(made: Made) -> set[str]:
    """What a short list tells of each thing in it: who has seen it all has nothing left to ask for by that."""
    whole = made.result
    lists = [whole] if isinstance(whole, list) else list(whole.values()) if isinstance(whole, dict) else []
    items = next((each for each in lists if isinstance(each, list) and each and isinstance(each[0], dict)), [])
    few = len(items) <= _FEW and all(isinstance(item, dict) for item in items)
    return set.intersection(*(set(item) for item in items)) if items and few else set()


_FEW = 2


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
