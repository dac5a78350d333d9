"""Ids that must come from outside the graph, because no chain of calls gives them: a person knows their own.

An id, key or token that some call gives is taken from that call. An id that no call gives, the person says, and a token
that no call gives is in the context of the conversation; nobody says keys, resource names (ARN) or UUIDs. Where ids
only give one another in a circle (a user's reservations, a reservation's user), one of them opens it: what opens
most, and of equals what tells who somebody is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from toolgraph.meaning.text import PERSONS

_WHO = PERSONS | {"account", "client", "subscriber", "guest", "patient", "passenger", "student"}

Input = tuple[str, str]  # tool, path of the parameter
_Missing = Mapping[str, Collection[str]]
_Gives = Mapping[str, Sequence[Input]]


class Gift(NamedTuple):
    """A stored link into an input that is an id, key or token.

    Attributes:
        echo: The giver must be given the same value itself.
        score: 0 to 1.
    """

    giver: str
    taker: str
    parameter: str
    echo: bool
    score: float


def told_from_outside(
    concepts: Mapping[Input, str], sayable: Collection[Input], gifts: Iterable[Gift], sources: Mapping[str, str]
) -> set[Input]:
    """The inputs that no chain of calls gives, however weak its links.

    Args:
        concepts: What each id, key or token stands for, for all of them in the graph.
        sayable: Those that somebody could know.
        gifts: The links into them; echoes, and those of tools that nobody calls to learn something, give nothing.
        sources: The source of each tool.
    """
    missing = _missing(concepts)
    gives: dict[str, list[Input]] = defaultdict(list)
    for gift in gifts:
        if not gift.echo:
            gives[gift.giver].append((gift.taker, gift.parameter))
    given = {one for inputs in gives.values() for one in inputs}
    told = (concepts.keys() - given).intersection(sayable)
    stuck = concepts.keys() - _known_from([*told, *_free_gifts(gives, missing)], missing, gives)
    while openers := _openers(stuck, {i: concepts[i] for i in stuck.intersection(sayable)}, sources, gives):
        told |= openers
        stuck -= _known_from(openers, _missing(stuck), gives)
    return told


def never_given(needed: Iterable[Input], gifts: Iterable[Gift]) -> frozenset[str]:
    """Tools that need what no chain of calls over these links gives: no chain can hold them."""
    wanted = set(needed)
    gives: dict[str, list[Input]] = defaultdict(list)
    for gift in gifts:
        gives[gift.giver].append((gift.taker, gift.parameter))
    missing = _missing(wanted)
    return frozenset(tool for tool, _ in wanted - _known_from(_free_gifts(gives, missing), missing, gives))


def _missing(inputs: Iterable[Input]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for tool, path in inputs:
        found[tool].add(path)
    return dict(found)


def _free_gifts(gives: _Gives, missing: _Missing) -> list[Input]:
    """What the tools give that need nothing first."""
    return [one for giver, inputs in gives.items() if giver not in missing for one in inputs]


def _known_from(first: Iterable[Input], missing: _Missing, gives: _Gives) -> set[Input]:
    """All inputs that are known once the first are: a tool whose last missing one is known gives what it gives."""
    known: set[Input] = set()
    left: dict[str, int] = {}
    ahead = list(first)
    while ahead:
        tool, path = one = ahead.pop()
        if one in known or path not in missing.get(tool, ()):
            continue
        known.add(one)
        left[tool] = left.get(tool, len(missing[tool])) - 1
        if left[tool] == 0:
            ahead.extend(gives.get(tool, ()))
    return known


def _openers(
    stuck: Collection[Input], sayable: Mapping[Input, str], sources: Mapping[str, str], gives: _Gives
) -> set[Input]:
    """For each source that is stuck the inputs of the one sayable thing that opens most."""
    missing = _missing(stuck)
    things: dict[tuple[str, str], list[Input]] = defaultdict(list)
    for one, concept in sayable.items():
        things[sources[one[0]], concept].append(one)
    best: dict[str, tuple[int, bool, str]] = {}
    for (source, concept), inputs in things.items():
        who = not _WHO.isdisjoint(concept.rsplit(".", 1)[0].split())
        place = (-len(_known_from(inputs, missing, gives)), not who, concept)
        best[source] = min(place, best.get(source, place))
    return {one for source, (_, _, concept) in best.items() for one in things[source, concept]}
