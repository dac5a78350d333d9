"""The wish of a turn in words: what is asked for, and what is left unsaid as something else cannot do without it."""

from __future__ import annotations

from collections.abc import Sequence

from toolgraph.meaning.concept import about_same
from toolgraph.plan.draft import Draft, Made, Part
from toolgraph.plan.fill import Job
from toolgraph.plan.goals import goal_of, joined
from toolgraph.plan.making import Group
from toolgraph.plan.parts import giver
from toolgraph.plan.points import DEGREES
from toolgraph.plan.spoken import narrowed, wish_for


def goal_for(draft: Draft, jobs: Sequence[Job], group: Group | None = None) -> str:
    """The wish in words: all that is asked for, or only what it leads to when the rest is left unsaid.

    A call is left unsaid only if another one cannot be made without it and takes nothing from it that is somebody's
    choice, and if its own values sound right without it: there are none, or it is about the same thing.
    """
    named = list(dict.fromkeys(j.position for j in jobs if not j.copy))
    if group is not None:  # what is known already is not asked for
        here = {m.position for m in group.calls}
        named = [p for p in named if p in here] or named
    if group is not None and len(named) > 1 and draft.rng.random() < draft.mix.unsaid:
        used = _indispensable(group) - {j.position for j in jobs if j.change}
        last = draft.tool_at(named[-1])
        saying = {
            m.position
            for m in group.calls
            if m.position is not None and any(p.saying in group.sayings for p in m.parts.values())
        }
        told = {p for p in saying if not about_same(draft.tool_at(p), last)}
        if len(set(named) - used) > 1:  # what is said for an unsaid call would be heard of another wish
            told |= saying
        heard = [m for m in group.calls if narrowed(m) or (_takes_pick(m, group) and not about_same(m.tool, last))]
        heard += [m for m in group.calls if any(_is_kept_search(p, group) for p in m.parts.values())]
        told |= {m.position for m in heard if m.position is not None}
        told |= {p for p in named if sum(m.position == p for m in group.calls) > 1}  # two of a kind are both asked for
        kept = [p for p in named if p not in used or p in told or draft.tool_at(p).effect != "read"]
        named = kept or named
    made = {} if group is None else {m.position: m for m in group.calls if m.ok}
    return joined(
        wish_for(made[p], group.picks, draft.made) if group and p in made else goal_of(draft.tool_at(p)) for p in named
    )


def _is_kept_search(part: Part, group: Group) -> bool:
    """Whether a value that was said before is what is looked for: nobody knows that it holds unless told."""
    kept = part.saying is not None and part.saying not in group.sayings
    return kept and part.want.telling == 0 and not part.want.is_place


def _indispensable(group: Group) -> set[int | None]:
    """Calls of a group that some other call of it cannot do without, and whose results leave nothing to choose."""
    needed: set[int | None] = set()
    asked: set[int | None] = set()
    for made in group.calls:
        for part in made.parts.values():
            source = giver(part)
            if source is None or source.position == made.position:
                continue
            chosen = bool(part.chosen) and made.tool.effect != "read"
            # An id is of something that the wish speaks of; an address or a city is anybody's, unless they say whose.
            spoken = chosen or not (part.want.points or part.want.kind in DEGREES)
            (needed if part.want.parameter.required and not spoken else asked).add(source.position)
    return needed - asked


def _takes_pick(made: Made, group: Group) -> bool:
    """Whether what the user singles out is for a call: `the address of the second incident` says what for."""
    picked = {(p.call, p.path) for p in group.picks}
    return any((c.made.id, t.item) in picked for part in made.parts.values() for c in part.chosen for t in c.turnings)
