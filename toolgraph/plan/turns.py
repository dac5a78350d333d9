"""From slots to turns: which calls fill a slot, and how they are spread over what is said."""

from __future__ import annotations

from collections.abc import Sequence

from toolgraph.meaning.concept import about_same
from toolgraph.meaning.text import plain_words
from toolgraph.models.dialogue_plan import Act, PlannedTurn
from toolgraph.plan.answering import answers_one_of
from toolgraph.plan.banks import CHITCHAT, MISSING, OUT_OF_SCOPE
from toolgraph.plan.draft import Draft, Made, Saying, Stuck
from toolgraph.plan.fill import Job
from toolgraph.plan.making import Group, alter, another_like, fail_first, make_group, may_follow, once_more
from toolgraph.plan.mishaps import Mishap
from toolgraph.plan.onscreen import shows_nothing_new
from toolgraph.plan.points import are_one_point
from toolgraph.plan.shape import Slot
from toolgraph.plan.sight import is_done_unseen
from toolgraph.plan.standing import is_built_on
from toolgraph.plan.wishing import goal_for

_ASKED_MAX = 2
_OTHER_WAYS = 2  # tries to ask for something else: what comes back may be what is known
_MADE_UP_MAX = 4  # calls that one turn makes up for earlier ones
_MOSTLY = 0.5
_BESIDE_MAX = 2  # nobody asks for four of a kind at once
_LOOK_BACK = 0.3  # chance that a turn goes back to earlier calls although the chain is not through


def play(draft: Draft, slots: Sequence[Slot]) -> None:
    """Fill all slots in order; the draft has its turns then.

    Raises:
        Stuck: A call of the chain cannot be made.
    """
    at = 0
    for number, slot in enumerate(slots):
        left = sum(s.size for s in slots[number:] if s.kind in ("calls", "error"))
        if slot.kind == "close":
            at = _through(draft, at)
        if slot.kind in ("chitchat", "tool_missing", "out_of_scope", "close"):
            _talk(draft, slot)
            continue
        size = slot.size
        if size > 1 or _too_few_long(draft):  # else a turn of one call stays one: their share is asked for too
            size += max(0, min(_MADE_UP_MAX, draft.due - len(draft.made)))
        draft.due += slot.size + (slot.kind == "error") + bool(slot.mishap)
        draft.pending |= {"error"} if slot.kind == "error" else set()
        draft.pending |= {"clarify"} if slot.clarify else set()
        if slot.kind == "correct":
            _correct(draft, size) or _again(draft, size)
        else:
            at = _advance(draft, size, at, left, slot.mishap)
    _through(draft, at)


def _through(draft: Draft, at: int) -> int:
    """Make what is left of the chain; returns where it ends."""
    while at < len(draft.chain.tools):
        at = _advance(draft, len(draft.chain.tools) - at, at, 0, "")
    return at


def _too_few_long(draft: Draft) -> bool:
    """Whether turns with several calls have been rarer so far than the mix wants them."""
    return _long(draft) < draft.mix.several * len(draft.turns)


def _long(draft: Draft) -> int:
    return sum(sum(len(step) for step in turn.steps) > 1 for turn in draft.turns)


def _advance(draft: Draft, size: int, at: int, left: int, mishap: Mishap) -> int:
    """Make the next calls of the chain, or earlier ones again; returns how far the chain has come.

    Args:
        left: Calls that this slot and later ones have room for.
    """
    total = len(draft.chain.tools)
    mix, rng = draft.mix, draft.rng
    spare = left - (total - at)
    back = at == total or (at > 0 and spare >= size and rng.random() < _LOOK_BACK)
    if back and (_again(draft, size) or at == total):
        return at
    copies = sum(rng.random() > mix.linked for _ in range(max(0, min(spare, size - 1))))
    taken = min(size - copies, total - at)
    if mix.linked > 0.8 and total - at - taken == 1:
        taken += 1
    taken, hold = _until_held(draft, at, _fitting(draft, at, taken))
    jobs = [Job(position) for position in draft.order[at : at + taken]]
    if not hold:
        jobs += _copies(draft, jobs, min(spare, size - taken))
    _wish(draft, jobs, mishap, hold=hold)
    return at + taken


def _fitting(draft: Draft, at: int, taken: int) -> int:
    """How many of the next calls make sense in one turn: they build on one another, or are of one source.

    And nothing is done to what nobody has seen yet: which order is sent back is known when they were shown.
    """
    ahead = draft.order[at : at + taken]
    taken = next((n for n in range(1, taken) if answers_one_of(draft, ahead[n], ahead[:n])), taken)
    if not draft.kin:
        return taken  # what stands together without links was put together for another reason
    for count in range(1, taken):
        here, following = ahead[:count], ahead[count]
        if is_done_unseen(draft, here, following) and draft.rng.random() < draft.mix.seen:
            return count
        sources = {draft.tool_at(p).source for p in here}
        if draft.kin[following] not in {draft.kin[p] for p in here} and draft.tool_at(following).source not in sources:
            return count
    return taken


def _until_held(draft: Draft, at: int, taken: int) -> tuple[int, bool]:
    """How many calls come before the next confirmation, that call included; and whether there is one."""
    for offset in range(taken):
        if draft.tool_at(draft.order[at + offset]).effect == "destructive":
            return offset + 1, True
    last = draft.tool_at(draft.order[at + taken - 1])
    return taken, last.effect == "write" and draft.rng.random() < draft.mix.confirm


def _copies(draft: Draft, jobs: Sequence[Job], wanted: int) -> list[Job]:
    """Calls beside others of the turn, for other values: the weather of two cities, two hotels looked at."""
    able = [j for j in jobs if not _feeds(draft, j, jobs) and draft.tool_at(j.position).effect == "read"]
    drawn = [draft.rng.choice(able).position for _ in range(max(0, wanted))] if able else []
    return [Job(p, copy=True) for at, p in enumerate(drawn) if drawn[:at].count(p) < _BESIDE_MAX]


def _feeds(draft: Draft, job: Job, jobs: Sequence[Job]) -> bool:
    return any(job.position in draft.sources(j.position) for j in jobs)


def _wish(draft: Draft, jobs: list[Job], mishap: Mishap, *, hold: bool = False) -> None:
    """One wish, from its words to its calls; with an error first where one is pending and possible."""
    act: Act = "follow_up" if any(m.ok for m in draft.made) else "request"
    if "error" in draft.pending and not (hold and len(jobs) == 1):
        retold = _tell_error(draft, jobs, act)
        if retold is not None:
            jobs, act = retold, "error"
            draft.pending.discard("error")
    group = make_group(draft, jobs, mishap=mishap, hold_last=hold)
    if not group.calls:
        return  # all of it is known already
    if act == "follow_up" and not _follows(group):
        act = "request"
    commit(draft, group, act, goal_for(draft, jobs, group))


def _follows(group: Group) -> bool:
    """Whether any value of a wish was known before it: brought by an earlier result, or said in an earlier turn."""
    origins = [o for made in group.calls for o in made.origins]
    calls = group.calls
    return any((o.made and o.made not in calls) or (o.saying and o.saying.turn >= 0) for o in origins)


def _tell_error(draft: Draft, jobs: list[Job], act: Act) -> list[Job] | None:
    """A turn whose only call fails; the jobs for the turn after it, None when nothing could fail.

    What would build on it is asked for when there is something to build on: until then nobody can say what is meant.
    """
    failed = fail_first(draft, jobs[0])
    if failed is None:
        return None
    group, made, path = failed
    _say(draft, group.sayings)
    draft.turns.append(
        PlannedTurn(
            index=len(draft.turns),
            act=act,
            goal=goal_for(draft, jobs[:1]),
            said=tuple(s.as_said() for s in group.sayings),
            picks=tuple(group.picks),
            steps=((draft.planned(made),),),
            reply="apologise",
        )
    )
    made.position = None
    return [Job(jobs[0].position, previous=made, change=frozenset([path])), *jobs[1:]]


def commit(draft: Draft, group: Group, act: Act, goal: str) -> None:
    """Spread a group over turns: asked back first where wanted, confirmed where it must be."""
    steps = tuple(tuple(draft.planned(made) for made in step) for step in group.steps)
    asked = _asked(draft, group) if "clarify" in draft.pending and act in ("request", "follow_up") else []
    now = [s for s in group.sayings if s not in asked]
    picks = tuple(group.picks)
    if asked:
        _add(draft, PlannedTurn(index=0, act=act, goal=goal, picks=picks, reply="ask"), now, asks=asked)
        now, picks, act = asked, (), "clarify"
        draft.pending.discard("clarify")
    if group.held is not None:
        before, after = steps[: group.held], steps[group.held :]
        _add(draft, PlannedTurn(index=0, act=act, goal=goal, picks=picks, steps=before, reply="confirm"), now)
        now, picks, act, steps = [], (), "confirm", after
    _add(draft, PlannedTurn(index=0, act=act, goal=goal, picks=picks, steps=steps, reply="report"), now)


def _asked(draft: Draft, group: Group) -> list[Saying]:
    """What is missing at first: one or two required values, so that something remains to be said."""
    paths = [s.want.parameter.id for s in group.sayings]
    able = [s for s in group.sayings if s.want.parameter.required and not s.relative]
    able = [s for s in able if paths.count(s.want.parameter.id) == 1]  # of two cities, one is not asked for
    if not able:
        return []
    asked = draft.rng.sample(able, min(len(able), _ASKED_MAX if draft.rng.random() < 0.3 else 1))
    # Nobody asks for one degree of a point.
    return asked + [s for s in able if s not in asked and any(are_one_point(s.want, a.want) for a in asked)]


def _say(draft: Draft, sayings: Sequence[Saying]) -> None:
    for saying in sayings:
        saying.turn = len(draft.turns)


def _add(draft: Draft, turn: PlannedTurn, said: Sequence[Saying], asks: Sequence[Saying] = ()) -> None:
    """Append a turn that brings some values."""
    _say(draft, said)
    draft.turns.append(
        turn.model_copy(
            update={
                "index": len(draft.turns),
                "said": tuple(s.as_said() for s in said),
                "asks": tuple(s.as_said() for s in asks),
            }
        )
    )


def _again(draft: Draft, size: int) -> bool:
    """Earlier calls made again for something else, and what builds on them: `and the same for Lyon`."""
    roots = [m for m in draft.latest.values() if m.tool.effect == "read"]
    draft.rng.shuffle(roots)
    linked = draft.rng.random() < draft.mix.linked
    # What others build on comes first where links are wanted.
    roots.sort(key=lambda m: -len(_tail(draft, m.position, size)) if linked else 0)
    # A turn that was to have several calls is given up rather than made with one, if such turns were too few then and
    # most turns are to be such.
    mostly = linked and draft.mix.several > _MOSTLY
    least = int(size > 1 and mostly and _long(draft) < draft.mix.several * (len(draft.turns) + 1))
    for enough in (size - 1, least):
        for root in roots:
            tail = _tail(draft, root.position, size - 1)
            if len(tail) < enough or _hides(draft, root, tail):
                continue
            if _repeat(draft, root, tail, size):
                return True
    return _once_more(draft)


def _hides(draft: Draft, root: Made, tail: Sequence[int]) -> bool:
    """Whether a new list would stand before a thing of its kind that a later call of the chain goes on with.

    After other issues were looked for, `that issue` is none that was opened before.
    """
    ahead = (p for p in draft.order if p not in draft.latest)
    given = {s for p in ahead for s in draft.sources(p) if s in draft.latest} - {root.position, *tail}
    return any(about_same(root.tool, draft.tool_at(s)) for s in given)


def _once_more(draft: Draft) -> bool:
    """Something made or sent a second time, all that is said for it said anew: `and another one for Sunday`."""
    made = [m for m in draft.latest.values() if m.tool.effect == "write"]
    draft.rng.shuffle(made)
    for one in made:
        job = another_like(draft, one)
        if job is not None and _try(draft, [job], "follow_up"):
            return True
    return False


def _repeat(draft: Draft, root: Made, tail: Sequence[int], size: int) -> bool:
    for _ in range(_OTHER_WAYS):
        changed = alter(draft, root)
        if changed is None:
            return False
        jobs = [changed, *(once_more(draft, draft.latest[p], p) for p in tail)]
        jobs += _copies(draft, jobs, size - len(jobs))
        if _try(draft, jobs, "follow_up"):
            return True
    return False


def _tail(draft: Draft, root: int | None, most: int) -> list[int]:
    """Chain positions made already that build on one, in chain order; none that cannot be undone or was made often."""
    found: list[int] = []
    for position in sorted(draft.latest):
        origins = (o for part in draft.latest[position].parts.values() for o in part.origins)
        builds = any(o.made is not None and o.made.position in (root, *found) for o in origins)
        builds = builds and not is_done_unseen(draft, [p for p in (root, *found) if p is not None], position, anew=True)
        if builds and len(found) < most and may_follow(draft, draft.latest[position]):
            found.append(position)
    return found


def _try(draft: Draft, jobs: list[Job], act: Act) -> bool:
    """Make a group that the chain does not need; leaves no trace when it cannot be made.

    Raises:
        Stuck: It cannot be made, and something of it was written: that no world takes back.
    """
    mark, latest, known, chosen = len(draft.made), dict(draft.latest), dict(draft.known), dict(draft.chosen)
    try:
        group = make_group(draft, jobs)
        _must_be_worth_it(draft, group, act)
    except Stuck:
        if any(made.ok and made.tool.effect != "read" for made in draft.made[mark:]):
            raise
        del draft.made[mark:]
        draft.latest, draft.known, draft.chosen = latest, known, chosen
        return False
    commit(draft, group, act, goal_for(draft, jobs, group))
    return True


def _must_be_worth_it(draft: Draft, group: Group, act: Act) -> None:
    """Raises `Stuck` for a turn that asks for nothing new, or that corrects more than one thing."""
    if act == "correct" and len(group.sayings) > 1:
        raise Stuck("nothing_else_to_say", "more than what is corrected would have to be said anew")
    if not any(made.ok for made in group.calls) or (act != "correct" and shows_nothing_new(draft, group.calls)):
        raise Stuck("nothing_else_to_say", "all of it is known already")


def _correct(draft: Draft, size: int) -> bool:
    """The user changes a value of the last wish, and its calls are made again with the new one."""
    group = [m for m in draft.latest.values() if m.group == draft.group and m.tool.effect == "read"]
    draft.rng.shuffle(group)
    for made in group:
        tail = [p for p in _tail(draft, made.position, 20) if draft.latest[p].group == draft.group]
        if len(tail) >= max(size, 2) or is_built_on(draft, made):
            continue
        changed = alter(draft, made, by_value_only=True)
        if changed is not None:
            return _try(draft, [changed, *(Job(p, previous=draft.latest[p]) for p in tail)], "correct")
    return False


def _talk(draft: Draft, slot: Slot) -> None:
    """A turn without calls."""
    if slot.kind == "chitchat":
        turn = PlannedTurn(index=0, act="chitchat", goal=draft.rng.choice(CHITCHAT), reply="chat")
    elif slot.kind == "out_of_scope":
        turn = PlannedTurn(index=0, act="out_of_scope", goal=draft.rng.choice(OUT_OF_SCOPE), reply="decline")
    elif slot.kind == "close":
        turn = PlannedTurn(index=0, act="close", goal="say thanks and goodbye", reply="farewell")
    else:
        turn = PlannedTurn(index=0, act="tool_missing", goal=_missing(draft), reply="decline")
    _add(draft, turn, ())


def _missing(draft: Draft) -> str:
    """Something that no offered tool does, judged by the words of all of them."""
    offered: set[str] = set()
    for tool_id in draft.names:
        tool = draft.tools[tool_id]
        offered |= plain_words(f"{tool.name.replace('_', ' ')} {tool.title} {tool.description}")
    able = [wish for wish, words in MISSING if not offered & set(words.split())]
    return draft.rng.choice(able or [MISSING[6][0]])
