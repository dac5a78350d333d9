"""Making the calls of one turn: filled, run in the world, and remembered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from toolgraph.models.base import JsonObject
from toolgraph.models.dialogue_plan import Pick
from toolgraph.plan.draft import Chosen, Draft, Made, Part, Saying, Stuck
from toolgraph.plan.fill import Job, fill
from toolgraph.plan.mishaps import Mishap, stumble
from toolgraph.plan.picks import note_choices, picks_for
from toolgraph.plan.wants import wants_of

_CHOICES_MAX = 12  # of more, nobody keeps in mind what there is to choose from


@dataclass(slots=True)
class Group:
    """The calls of one wish, before they are spread over turns.

    Attributes:
        steps: Calls in order; those of one step are made in parallel.
        sayings: What the user says for them for the first time.
        held: Steps from this one on wait for the user's confirmation; None when none does.
    """

    steps: list[list[Made]] = field(default_factory=list)
    sayings: list[Saying] = field(default_factory=list)
    picks: list[Pick] = field(default_factory=list)
    by_position: dict[int, Made] = field(default_factory=dict)
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
    group = Group()
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
    return group


def in_steps(draft: Draft, jobs: Sequence[Job], *, hold_last: bool = False) -> list[list[Job]]:
    """Jobs in steps: each right after the last one that it takes values from; a copy beside its original."""
    level: dict[int, int] = {}
    steps: list[list[Job]] = []
    for job in jobs:
        if job.position not in level:
            last = hold_last and job is jobs[-1]
            needed = max((level[s] + 1 for s in draft.sources(job.position) if s in level), default=0)
            level[job.position] = len(steps) if last else needed
        while len(steps) <= level[job.position]:
            steps.append([])
        steps[level[job.position]].append(job)
    return [step for step in steps if step]


def _make(draft: Draft, group: Group, job: Job, mishap: Mishap) -> Made | None:
    """One call; None for a copy that nothing would tell from its original."""
    return _run_copy(draft, group, job) if job.copy else _run(draft, group, job, mishap)


def _run_copy(draft: Draft, group: Group, job: Job) -> Made | None:
    """A call beside its original, else beside another one of the group that looks something up."""
    here = [m for m in group.by_position.values() if m.group == draft.group]
    here.sort(key=lambda m: (m.position != job.position, -(m.position or 0)))
    for original in here:
        if original.position != job.position and original.tool.effect != "read":
            continue
        altered = alter(draft, original)
        try:
            made = None if altered is None else _run(draft, group, replace(altered, copy=True), "")
        except Stuck:
            continue
        if made is not None:
            return made
    return None


def _run(draft: Draft, group: Group, job: Job, mishap: Mishap) -> Made | None:
    sources = {**draft.latest, **group.by_position}
    arguments, parts = fill(draft, job, sources)
    tool = draft.tool_at(job.position)
    if job.previous is not None and job.previous.ok and arguments == job.previous.arguments:
        group.by_position[job.position] = job.previous  # nothing has changed for it: asking again would be idle
        return None
    if mishap:
        slip = stumble(draft, tool, arguments, parts, mishap)
        if slip is not None:
            group.steps.append([slip])
    answer = draft.world.call(tool, arguments, need=draft.fields[job.position])
    if not answer.ok:
        raise Stuck("call_failed", f"{tool.id} answered with an error: {str(answer.result)[:200]}")
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
    remember(draft, group, made, lasting=not job.copy)
    return made


def remember(draft: Draft, group: Group, made: Made, *, lasting: bool) -> None:
    """Enter a good call: what was said and picked for it, and that later calls may use it."""
    draft.made.append(made)
    for part in made.parts.values():
        note_saying(draft, group, made, part)
    chosen = [c for part in made.parts.values() for c in part.chosen]
    fresh = note_choices(draft, chosen, lasting=lasting)
    known = {(p.call, p.path) for p in group.picks}
    group.picks += [p for p in picks_for(draft, chosen, fresh) if (p.call, p.path) not in known]
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
    if part.want.key and made.ok:
        draft.known[part.want.key, part.want.way] = saying


def alter(draft: Draft, made: Made, *, by_value_only: bool = False) -> Job | None:
    """The same call for something else: another value said, or another item of a list; None when there is neither."""
    position = made.position
    if position is None:
        return None
    paths = _changeable(made) or ([] if by_value_only else _narrowing(made))
    options: list[Job] = [Job(position=position, previous=made, change=frozenset([path])) for path in paths]
    if not by_value_only and any(_has_another(draft, c) for part in made.parts.values() for c in part.chosen):
        options.append(Job(position=position, previous=made, other=True))
    return draft.rng.choice(options) if options else None


def _changeable(made: Made) -> list[str]:
    """Parameters whose value a person would vary: what is looked for first, else any that were said."""
    said = {path: part.want for path, part in made.parts.items() if part.saying is not None}
    varied = [p for p, w in said.items() if w.parameter.required and w.parameter.type in ("string", "array")]
    telling = [p for p in varied if said[p].parameter.format not in ("date", "date-time")]
    return telling or varied or [p for p, w in said.items() if w.parameter.type != "boolean"]


def _narrowing(made: Made) -> list[str]:
    """Optional parameters by which a second look is narrowed: `and only the cancelled ones`."""
    wants = {path: want for path, want in wants_of(made.tool).items() if path not in made.parts and "." not in path}
    choices = [p for p, w in wants.items() if 1 < len(w.parameter.enum) <= _CHOICES_MAX and not w.parameter.required]
    return [path for path, want in wants.items() if want.sayable] or choices


def _has_another(draft: Draft, chosen: Chosen) -> bool:
    return any(len(draft.used.get((chosen.made.id, t.path), ())) < t.among for t in chosen.turnings)


def fail_first(draft: Draft, job: Job) -> tuple[Group, Made, str] | None:
    """A call that fails because of a value that the user gave, with the parameter to blame; None when none could be.

    The call is not to be mended by the assistant: the user must give another value.
    """
    draft.group += 1
    arguments, parts = fill(draft, job, draft.latest)
    blamed = [p for p, part in parts.items() if part.saying is not None and not part.saying.call]
    named = [p for p in blamed if parts[p].want.parameter.type == "string" and not parts[p].want.parameter.enum]
    blamed = [p for p in named if parts[p].want.parameter.format not in ("date", "date-time")] or named
    if not blamed:
        return None
    return _failed(draft, job, arguments, parts, draft.rng.choice(blamed))


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
