"""Making the calls of one turn: filled, run in the world, and remembered."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from toolgraph.meaning.cart import begins_empty
from toolgraph.meaning.concept import tool_words
from toolgraph.meaning.text import words
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.dialogue_plan import Pick
from toolgraph.models.tool import Tool
from toolgraph.plan.apt import is_new_measure
from toolgraph.plan.deeds import is_done_already
from toolgraph.plan.draft import Chosen, Draft, Made, Part, Saying, Stuck
from toolgraph.plan.fill import Job, fill
from toolgraph.plan.mishaps import Mishap, stumble
from toolgraph.plan.picks import note_choices, picks_by_name, picks_for
from toolgraph.plan.points import partner
from toolgraph.plan.sight import unseen_by
from toolgraph.plan.standing import is_answered_by, serves_others, singled_out_long_ago
from toolgraph.plan.steps import in_steps
from toolgraph.plan.townwide import told_of_town
from toolgraph.plan.wants import TELLING_MAX, Want, wants_of
from toolgraph.plan.within import apart_from, wholes_kept

_CHOICES_MAX = 12  # of more, nobody keeps in mind what there is to choose from


@dataclass(slots=True)
class Group:
    """The calls of one wish, before they are spread over turns.

    Attributes:
        steps: Calls in order; those of one step are made in parallel.
        sayings: What the user says for them for the first time.
        chosen: Items that its calls take values from.
        done_to: Those of them to which something is done before the user was shown them.
        fresh: Lists of which an item is taken for the first time, or another one.
        positions: Of the chain, that it makes calls of.
        held: Steps from this one on wait for the user's confirmation; None when none does.
    """

    steps: list[list[Made]] = field(default_factory=list)
    sayings: list[Saying] = field(default_factory=list)
    picks: list[Pick] = field(default_factory=list)
    chosen: list[Chosen] = field(default_factory=list)
    done_to: list[Chosen] = field(default_factory=list)
    fresh: set[tuple[str, str]] = field(default_factory=set)
    by_position: dict[int, Made] = field(default_factory=dict)
    positions: frozenset[int] = frozenset()
    held: int | None = None

    @property
    def calls(self) -> list[Made]:
        """All calls in order."""
        return [made for step in self.steps for made in step]


def make_group(draft: Draft, jobs: Sequence[Job], *, mishap: Mishap = "", hold_last: bool = False) -> Group:
    """Fill and run some calls: in sequence where one needs another's result, else in parallel.

    Args:
        jobs: Calls in chain order, copies after their originals.
        mishap: What goes wrong on the way; nothing does where it cannot.
        hold_last: The last job waits for a confirmation.

    Raises:
        Stuck: A call cannot be filled, or fails although nobody planned it.
    """
    draft.group += 1
    group = Group(positions=frozenset(job.position for job in jobs))
    steps = in_steps(draft, jobs, hold_last=hold_last)
    for at, step in enumerate(steps):
        if hold_last and at == len(steps) - 1:
            group.held = len(group.steps)
        made: list[Made] = []
        for job in step:
            one = _make(draft, group, job, mishap if not made else "")
            if one is not None:
                made.append(one)
                mishap = "" if len(group.calls) > len(group.by_position) else mishap
        if made:
            group.steps.append(made)
    group.picks = [*picks_for(draft, group.chosen, group.fresh), *picks_by_name(group.done_to)]
    return group


def _make(draft: Draft, group: Group, job: Job, mishap: Mishap) -> Made | None:
    """One call; None for a copy that nothing would tell from its original."""
    return _run_copy(draft, group, job) if job.copy else _run(draft, group, job, mishap)


def _run_copy(draft: Draft, group: Group, job: Job) -> Made | None:
    """A call beside its original, else beside another one of the group that looks something up."""
    givers = {source for p in group.positions for source in draft.sources(p)}
    # Beside a search whose first hit another call goes on with, a second search leaves open which list was meant.
    here = [m for m in group.by_position.values() if m.position not in givers]
    here = [m for m in here if m.group == draft.group and m.tool.effect == "read"]
    here.sort(key=lambda m: (m.position != job.position, -(m.position or 0)))
    for original in here:
        altered = alter(draft, original, beside=True, closed=_closed_to(draft, group, original))
        try:
            made = None if altered is None else _run(draft, group, replace(altered, copy=True), "")
        except Stuck:
            continue
        if made is not None:
            return made
    return None


def _closed_to(draft: Draft, group: Group, original: Made) -> set[str]:
    """Calls of whose lists no second item is taken beside a first.

    Another call takes one, or the wish is an earlier one for something else: `and for Lyon` speaks of no second hotel.
    """
    givers = {source for p in group.positions if p != original.position for source in draft.sources(p)}
    again = any(m.position == original.position and m.ok and m.group != draft.group for m in draft.made)
    named = {call for call, _ in group.fresh}  # which first one is meant is not said once more for a second one
    return {
        m.id
        for m in draft.made
        if m.position in givers or (again and m.group == draft.group) or (m.group != draft.group and m.id not in named)
    }


def _run(draft: Draft, group: Group, job: Job, mishap: Mishap) -> Made | None:
    sources = {**draft.latest, **group.by_position}
    arguments, parts = fill(draft, job, sources)
    tool = draft.tool_at(job.position)
    if is_done_already(draft, tool, parts):
        return None
    before = _made_before(draft, job, tool, arguments)
    if before is not None:
        if not job.copy:  # nothing has changed for it: asking again would be idle
            group.by_position[job.position] = draft.latest[job.position] = before
        return None
    if mishap:
        slip = stumble(draft, tool, arguments, parts, mishap)
        if slip is not None:
            group.steps.append([slip])
    answer = draft.world.call(tool, arguments, need=draft.fields[job.position], numbers=draft.numbers[job.position])
    if not answer.ok:
        raise Stuck("call_failed", f"{tool.id} answered with an error: {str(answer.result)[:200]}")
    if _is_no_news(job, answer.result) and not group.steps:
        raise Stuck("nothing_else_to_say", f"{tool.id} answers the same to another question")
    made = Made(
        id=f"call_{len(draft.made) + 1}",
        tool=tool,
        arguments=arguments,
        result=answer.result,
        ok=True,
        weight=1,
        position=job.position,
        group=draft.group,
        parts=parts,
        origins=tuple(origin for part in parts.values() for origin in part.origins),
    )
    remember(draft, group, made, job)
    return made


def _is_no_news(job: Job, result: JsonValue) -> bool:
    """Whether something else was asked and the same came back: deals that close by March, and the same by April."""
    previous = job.previous
    return previous is not None and previous.ok and previous.tool.effect == "read" and previous.result == result


def _made_before(draft: Draft, job: Job, tool: Tool, arguments: JsonObject) -> Made | None:
    """The call that this one would only repeat; None when it would not."""
    if job.previous is not None and job.previous.ok and arguments == job.previous.arguments:
        return job.previous
    asked = draft.asked_before(tool, arguments) if tool.effect == "read" else None
    return asked or told_of_town(draft, tool, arguments)


def remember(draft: Draft, group: Group, made: Made, job: Job) -> None:
    """Enter a good call: what was said and picked for it, and that later calls may use it."""
    lasting, before = not job.copy, job.previous.parts if job.previous is not None else {}
    draft.made.append(made)
    for part in made.parts.values():
        note_saying(draft, group, made, part)
    chosen = [c for part in made.parts.values() for c in part.chosen]
    group.fresh |= singled_out_long_ago(draft, made) | note_choices(draft, chosen, lasting=lasting)
    # What stays as it was is not singled out once more.
    group.chosen += [c for path, part in made.parts.items() if part is not before.get(path) for c in part.chosen]
    group.done_to += unseen_by(draft, made)
    if lasting:
        group.by_position[made.position if made.position is not None else -1] = made
        if made.position is not None:
            draft.latest[made.position] = made


def note_saying(draft: Draft, group: Group, made: Made, part: Part) -> None:
    """A value said for the first time belongs to the call that first needs it."""
    saying = part.saying
    if saying is None or saying.call:
        return
    saying.call = made.id
    group.sayings.append(saying)
    if part.want.key and made.ok and not is_new_measure(made.tool, part.want):
        draft.known[part.want.key, part.want.way] = saying


def alter(
    draft: Draft, made: Made, *, by_value_only: bool = False, beside: bool = False, closed: Collection[str] = ()
) -> Job | None:
    """The same call for something else: another value said, or another item of a list; None when there is neither.

    Args:
        by_value_only: The user takes back what was said, so that nothing new is added.
        beside: The call is to stand beside the first one, so that only what tells the two apart is varied.
        closed: Ids of calls of whose results no other item may be taken.
    """
    position = made.position
    if position is None:
        return None
    whole = wholes_kept(made)
    paths = [p for p in _changeable(made, telling=beside or made.tool.effect != "read") if p not in whole]
    if sum(part.want.is_place for part in made.parts.values()) > 1:  # another city is in another country
        paths = [p for p in paths if made.parts[p].want.kind != "@country"]
    if not by_value_only and not _NEAR_HOME.isdisjoint(words(made.tool.name)):
        paths = [p for p in paths if made.parts[p].want.kind != "@city"]
    if beside:  # a second value is named beside the first, so the first is one that is said now
        paths = [p for p in paths if (saying := made.parts[p].saying) is not None and saying.group == made.group]
        paths = [p for p in paths if not serves_others(draft, made, p)]
    if not paths and not (by_value_only or beside) and not _often(draft, made.tool):
        paths = _narrowing(made)
    apart = apart_from(made, draft.made)  # two amounts into two currencies would be four
    paths = [path for path in paths if apart is None or path in apart]
    changes = dict.fromkeys(_together(made, path) for path in paths)
    options: list[Job] = [Job(position=position, previous=made, change=change) for change in changes]
    if not by_value_only and not (beside and options):  # what stands side by side differs in one way
        varied = (part for path, part in made.parts.items() if apart is None or path in apart)
        lists = dict.fromkeys(key for part in varied for c in part.chosen for key in _open_lists(draft, c))
        if beside and len({(c.made.id, c.turnings[-1].item) for p in made.parts.values() for c in p.chosen}) > 1:
            lists = {}  # which of the first goes with which of the second, no words say
        options += [Job(position=position, previous=made, other=key) for key in lists if key[0] not in closed]
    return draft.rng.choice(options) if options else None


# What one goes to in the town where one is: nobody has one prescription filled in Mumbai, Budapest and Shanghai.
_NEAR_HOME = frozenset(
    "pharmacy doctor dentist clinic gym store shop cinema showtime showing hairdresser salon vet plumber atm".split()
)


def _together(made: Made, path: str) -> frozenset[str]:
    """What is said anew with a value: the other degree of a point."""
    said = [part.want for part in made.parts.values() if part.saying is not None]
    other = partner(made.parts[path].want, said) if path in made.parts else None
    return frozenset((path,) if other is None else (path, other.path))


_WRITTEN_MAX = 1
# Nobody has two cars or two rooms in two towns for the same days.
_ONCE = frozenset("book reserve rent hire".split())


def may_follow(draft: Draft, made: Made) -> bool:
    """Whether a call may be made again with another result before it: nothing is written time and again."""
    if made.tool.effect == "write":
        most = 0 if _ONCE.intersection(words(made.tool.name)[:1]) else _WRITTEN_MAX
        return sum(m.tool.id == made.tool.id and m.ok for m in draft.made) <= most
    return made.tool.effect == "read"


def once_more(draft: Draft, made: Made, position: int) -> Job:
    """A call again after another one: what is written then is told anew, what is read is asked the same way."""
    # What was said for another call first (how many guests) holds for both.
    own = [p for p, part in made.parts.items() if part.saying is not None and part.saying.call == made.id]
    if tool_words(made.tool.name, made.tool.http)[0] != "update":  # else the address is what is changed
        own = [p for p in own if not made.parts[p].want.is_own_contact]
    said = own if made.tool.effect == "write" else []
    change = frozenset(p for p in said if _may_differ(draft, made, p))
    return Job(position, previous=made, change=change, bare=made.tool.effect == "read")


def _may_differ(draft: Draft, made: Made, path: str) -> bool:
    """Whether something else is left to say for a parameter: of choices that were all said, and of `{}`, nothing."""
    parameter = made.parts[path].want.parameter
    if parameter.type == "object":
        return False
    choices = parameter.enum or ((True, False) if parameter.type == "boolean" else ())
    used = [m.parts[path].value for m in draft.made if m.tool.id == made.tool.id and path in m.parts]
    return not choices or any(choice not in used for choice in choices)


def another_like(draft: Draft, made: Made) -> Job | None:
    """A second thing made or sent, all that the user said for the first one said anew; None where once is enough."""
    if made.position is None or tool_words(made.tool.name, made.tool.http)[0] not in ("create", "send"):
        return None
    if begins_empty(made.tool.name, made.tool.effect, made.tool.http):
        return None  # nobody shops with two carts
    said = {path: part.want for path, part in made.parts.items() if part.saying is not None}
    told = any(w.telling <= TELLING_MAX or w.parameter.type == "string" for w in said.values())
    if not told or sum(m.tool.id == made.tool.id and m.ok for m in draft.made) > 1:
        return None
    return Job(
        position=made.position, previous=made, change=frozenset(p for p, w in said.items() if not w.is_own_contact)
    )


_OFTEN = 3  # after as many calls of one tool nobody narrows its question down once more


def _often(draft: Draft, tool: Tool) -> bool:
    return sum(m.tool.id == tool.id and m.weight > 0 for m in draft.made) >= _OFTEN


def _changeable(made: Made, *, telling: bool) -> list[str]:
    """Parameters whose value a person would vary: those that say what is looked for come before dates and the rest.

    Args:
        telling: Only values that tell one call from another: what is looked for, or when.
    """
    said = {path: part.want for path, part in made.parts.items() if part.saying is not None}
    ranks = {path: want.telling for path, want in said.items() if want.parameter.type != "boolean"}
    best = min(ranks.values(), default=0)
    if telling and best > TELLING_MAX:
        return []
    return [path for path, rank in ranks.items() if rank == best]


def _narrowing(made: Made) -> list[str]:
    """Optional parameters by which a second look is narrowed: `and only the cancelled ones`."""
    wants = {path: want for path, want in wants_of(made.tool).items() if path not in made.parts and "." not in path}
    # Of two alerts everybody sees which are triggered.
    wants = {path: want for path, want in wants.items() if not is_answered_by(made, want.parameter.name)}
    choices = [p for p, w in wants.items() if 1 < len(w.parameter.enum) <= _CHOICES_MAX and w.told_by_choice]
    if any(part.saying is not None and part.want.telling == 0 for part in made.parts.values()):
        wants = {path: want for path, want in wants.items() if not want.sorts}
        choices = [path for path in choices if path in wants]
    sayable = [path for path, want in wants.items() if want.sayable]
    return (
        sayable or choices or [path for path, want in wants.items() if want.changeable and want.telling <= TELLING_MAX]
    )


def _open_lists(draft: Draft, chosen: Chosen) -> list[tuple[str, str]]:
    """The lists on the way to a chosen item of which something is left to choose."""
    keys = [((chosen.made.id, t.path), t.among) for t in chosen.turnings]
    return [key for key, among in keys if len(draft.used.get(key, ())) < among]


def fail_first(draft: Draft, job: Job) -> tuple[Group, Made, str] | None:
    """A call that fails because of a value that the user gave, with the parameter to blame; None when none could be.

    The call is not to be mended by the assistant: the user must give another value.
    """
    draft.group += 1
    arguments, parts = fill(draft, job, draft.latest)
    told = [p for p, part in parts.items() if part.saying is not None and not part.saying.call]
    reads = draft.tool_at(job.position).effect == "read"
    blamed = [p for p in told if _can_fail(parts[p].want, reads=reads)]
    if not blamed:
        return None
    return _failed(draft, job, arguments, parts, draft.rng.choice(blamed))


def _can_fail(want: Want, *, reads: bool) -> bool:
    """Whether a service could say that it knows no such thing, or that a day will not do."""
    if want.parameter.type != "string" or want.parameter.enum or "." in want.path:
        return False
    if want.kind in ("@country", "@currency"):  # which every service knows, and which goes with the city beside it
        return False
    if want.parameter.format in ("date", "date-time"):
        return want.way == ""
    points = want.parameter.name.lower().endswith(("id", "number", "code", "reference", "login", "slug"))
    return points or (reads and want.telling == 0 and want.parameter.required)


def _failed(
    draft: Draft, job: Job, arguments: JsonObject, parts: dict[str, Part], path: str
) -> tuple[Group, Made, str]:
    tool = draft.tool_at(job.position)
    dated = parts[path].want.parameter.format in ("date", "date-time")
    top = path.partition(".")[0].partition("[")[0]
    # Only the value to blame is shown to the world, so that the error speaks of no other.
    answer = draft.world.fail(tool, {top: arguments[top]}, "invalid_value" if dated else "not_found")
    made = Made(
        id=f"call_{len(draft.made) + 1}",
        tool=tool,
        arguments=arguments,
        result=answer.result,
        ok=False,
        weight=1,
        position=job.position,
        group=draft.group,
        parts=parts,
        origins=tuple(origin for part in parts.values() for origin in part.origins),
    )
    draft.made.append(made)
    group = Group(steps=[[made]])
    for part in parts.values():
        note_saying(draft, group, made, part)
    chosen = [c for part in parts.values() for c in part.chosen]
    group.picks = picks_for(draft, chosen, note_choices(draft, chosen, lasting=True))
    return group, made, path
