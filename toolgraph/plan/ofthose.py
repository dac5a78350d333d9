"""Whose something is that a wish speaks of: the contact of those tickets, where only tickets were shown."""

from __future__ import annotations

import re

from toolgraph.meaning.text import singular, words
from toolgraph.plan.draft import Made
from toolgraph.plan.parts import giver
from toolgraph.plan.picks import thing_at
from toolgraph.plan.whichone import in_plural, which_of


def of_those(goal: str, made: Made) -> str:
    """A wish about `a contact` with whose that is, where one list told it of all its things alike.

    And one about `an address` with where that is: nobody guesses which one is meant.
    """
    for part in made.parts.values():
        place = _AN_ADDRESS.search(goal) if part.want.kind == "@address" else None
        at = giver(part)
        if place is not None and at is not None:
            which = which_of(part, at, seen=at.group != made.group)[1]
            return f"{_OF.sub('for', goal[: place.start()])}the address of {which}{goal[place.end() :]}"
        source, told = giver(part), _LISTED.match(part.origins[0].field) if part.origins else None
        if source is None or told is None or part.chosen or not part.want.points or source.group == made.group:
            continue
        thing = thing_at(source, told[1])
        kinds = [singular(word) for word in words(part.want.parameter.name) if word not in _IDS]
        if not kinds or kinds[-1] in thing.split():
            continue
        some = re.search(rf"\ban? {re.escape(kinds[-1])}(?=$|[ ,])", goal)
        if some is not None:
            return f"{goal[: some.start()]}the {kinds[-1]} of those {in_plural(thing)}{goal[some.end() :]}"
    return goal


def pays(made: Made) -> bool:
    """Whether money is moved: nobody leaves it open from where, or to whom."""
    return made.tool.effect != "read" and any(part.want.kind == "@amount" for part in made.parts.values())


_AN_ADDRESS = re.compile(r"\ban address\b")
_OF = re.compile(r"(?<=coordinates )of(?= $)")
_LISTED = re.compile(r"(.*)\[\d+\]")
_IDS = frozenset("id ids number code".split())
