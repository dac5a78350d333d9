"""Several things for one input: a mail with two files, and then to the owners of just those two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toolgraph.meaning.text import PERSON_WORDS, singular, words
from toolgraph.plan.draft import Draft, Made, Part
from toolgraph.plan.paths import Match

_ITEMS_MAX = 3


def more(
    draft: Draft, position: int, made: Made, taken: Match, beside: tuple[Sequence[Match], Mapping[str, Part]]
) -> list[Match]:
    """Further items for a list parameter, now and then: only of the same innermost list, distinct.

    Where another value of the call is of that list too, no others are meant than there.

    Args:
        position: Of the call in the chain.
        made: The call whose result the values are from.
        taken: The first item.
        beside: All that could be taken, and the values that the call has so far.
    """
    found, parts = beside
    places = _places_in(made, taken, parts)
    if not taken.turnings or _is_one(draft, position, made, taken) or (not places and draft.rng.random() < 0.6):
        return []
    others = [m for m in found if m.turnings[:-1] == taken.turnings[:-1] and m.value != taken.value]
    others = [m for m in others if m.turnings[-1].at in places] if places else others
    distinct = list({str(m.value): m for m in others}.values())[: _most(taken, parts)]
    return distinct if places else distinct[: draft.rng.randint(1, _ITEMS_MAX - 1)]


def _most(taken: Match, parts: Mapping[str, Part]) -> int | None:
    """How many more may be taken: nobody takes three seats for one traveller."""
    people = (p.value for p in parts.values() if PERSON_WORDS & {singular(w) for w in words(p.want.parameter.name)})
    going = next((len(value) for value in people if isinstance(value, list)), None)
    return max(0, going - 1) if going is not None and "seats" in words(taken.turnings[-1].path) else None


def _is_one(draft: Draft, position: int, made: Made, taken: Match) -> bool:
    """Whether only one thing of a list that was shown can be meant: which of several go to whom, no words say.

    Nor does anybody take two beside one that has been singled out already.
    """
    if made.group == draft.group:
        return False
    twice = sum(made.position == b.source_call for b in draft.bindings[position].values()) > 1
    return twice or (made.id, taken.turnings[-1].path) in draft.chosen


def _places_in(made: Made, taken: Match, parts: Mapping[str, Part]) -> set[int]:
    """The places in the list of a value from which the call has taken others."""
    key = (made.id, taken.turnings[-1].path) if taken.turnings else None
    return {t.at for p in parts.values() for c in p.chosen for t in c.turnings[-1:] if (c.made.id, t.path) == key}
