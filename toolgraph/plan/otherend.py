"""Where a way ends: whoever says where it begins says that too, though a result of before has told it."""

from __future__ import annotations

from toolgraph.plan.draft import Made, Part
from toolgraph.plan.parts import giver
from toolgraph.plan.roles import PLACED
from toolgraph.plan.values import are_pair


def is_half_said(made: Made, part: Part) -> bool:
    """Whether a place from a result is one end of a way of which the user says the other end.

    From Lagos in June is no route: nobody knows that it leads to where another flight went that was shown before.
    """
    if part.want.kind not in PLACED | {"@iata"} or part.want.way not in ("start", "end"):
        return False
    others = (p for p in made.parts.values() if are_pair(p.want, part.want) or are_pair(part.want, p.want))
    return any(p.saying is not None for p in others)


def is_unkinded(part: Part) -> bool:
    """Whether a value from a result tells a thing by what is no id and of no kind: the SKU of a variant."""
    return not part.want.kind and giver(part) is not None
