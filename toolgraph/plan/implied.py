"""What needs no words: a value that something else in the same call was found by, as a scene is one of its house."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from toolgraph.plan.draft import Chosen, Made, Part
from toolgraph.plan.parts import giver
from toolgraph.plan.paths import Turning


def is_implied(made: Made, part: Part) -> bool:
    """Whether another value of a call is of the same thing, or comes, however far back, from a call with this value."""
    others = [other for path, other in made.parts.items() if path != part.want.path]
    beside = {(c.made.id, t.item) for other in others for c, t in taken(other)}
    if any((c.made.id, t.item) in beside for c, t in taken(part)):
        return True
    sources = [source for other in others if (source := giver(other)) is not None]
    return any(part.value == theirs.value for source in back(sources) for theirs in source.parts.values())


def taken(part: Part) -> Iterator[tuple[Chosen, Turning]]:
    """What of which lists a value was taken from."""
    return ((chosen, turning) for chosen in part.chosen for turning in chosen.turnings)


def back(sources: Iterable[Made]) -> Iterator[Made]:
    """Some calls, those that they take values from, and so on."""
    ahead, seen = list(sources), set[str]()
    while ahead:
        made = ahead.pop()
        if made.id not in seen:
            seen.add(made.id)
            yield made
            ahead += [s for part in made.parts.values() if (s := giver(part)) is not None]


def with_those_beside(made: Made, part: Part, earlier: Iterable[Made]) -> Part:
    """A value with those that calls beside this one take of the same list: the alarm of the first two houses."""
    beside = [m for m in earlier if m.ok and m is not made and (m.group, m.position) == (made.group, made.position)]
    others = [other for m in beside if (other := m.parts.get(part.want.path)) is not None and other.chosen]
    return replace(part, chosen=(*part.chosen, *(c for other in others for c in other.chosen))) if others else part


def is_done_with_it_again(made: Made, part: Part, earlier: Iterable[Made]) -> bool:
    """Whether a second thing is made with what an earlier one was made with: that is no less a choice than at first."""
    before = (m.parts.get(part.want.path) for m in earlier if m.ok and m.tool.id == made.tool.id and m is not made)
    return made.tool.effect == "write" and any(other is not None and other.value == part.value for other in before)


@lru_cache(maxsize=20_000)
def speaks_of_a_thing(goal: str) -> bool:
    """Whether a wish has a place for the thing that it is about: `the door locks of a home`, `jobs for a CV`."""
    return _OBJECT.search(goal) is not None


_OBJECT = re.compile(r"\ban? |\b(?:of|in|for|from|on|at|with|to|by|near) (?:the|one|your|my) ")
