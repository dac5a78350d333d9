"""What is worked through step by step: which lessons of a course are done, which one is next, how far one has come."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from toolgraph.models.base import JsonValue
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Memory, Record
from toolgraph.world.placesleft import take_place
from toolgraph.world.shape import Part
from toolgraph.world.syllabus import in_teaching_order

_STEPS = frozenset("lesson module chapter unit lecture".split())
# Who works something through: what tells how far they have come.
_WORKING = ("enrolment", "enrollment", "registration")
_DONE = frozenset("done completed complete finished watched".split())
_MARKING = _DONE | {"finish"}
_PROGRESS = "progress"
# Among the facts of a step: a call has marked it as done.
_MARKED = "#done"
_USUAL_STEPS = 12


def is_done(memory: Memory, source: str, step: Record, leaf: LeafPlan) -> bool | None:
    """Whether a step is done, as what tells how far one has come has it; None for a flag that says something else.

    Nothing is done of what nobody has begun, and what is next is not done.
    """
    if step.head not in _STEPS or not _DONE & set(leaf.tokens):
        return None
    if _MARKED in step.facts:
        return True
    work = next(_works(memory, source, step), None)
    if work is None or work.made or step.facts.get("id") in _next(work):
        return False
    known = _steps_of(memory, source, work)
    done = sum(1 for each in known if each is not step and _is_marked(each))
    share = next((v for k, v in work.facts.items() if _tells_share(k, v)), 0)
    return (
        done < round(share * _count(memory, source, work, len(known)) / 100)
        if isinstance(share, (int, float))
        else False
    )


def tells_next(leaf: LeafPlan) -> bool:
    """Whether a leaf tells the step that is next."""
    return "next" in leaf.tokens and bool(_STEPS & set(leaf.concept.whose[-1:]))


def next_step(memory: Memory, source: str, leaf: LeafPlan, work: Record) -> JsonValue:
    """The identifier of the first known step that is not done; None where nobody knows one."""
    ids = (r.facts["id"] for r in _steps_of(memory, source, work) if not _is_marked(r) and "id" in r.facts)
    return next((each for each in ids if leaf.check(each)), None)


def in_step(steps: list[Record], item: Part, memory: Memory, source: str) -> list[Record]:
    """Listed steps, those that are done first, as they are worked through in order."""
    leaf = next((x for x in item.leaves() if x.maker == "flag" and _DONE & set(x.tokens)), None)
    if item.noun not in _STEPS or leaf is None:
        return in_teaching_order(steps, item, memory, source)
    for step in steps:
        if leaf.key not in step.facts:
            step.facts[leaf.key] = bool(is_done(memory, source, step, leaf))
    steps = sorted(steps, key=lambda step: not step.facts[leaf.key])
    return in_teaching_order(steps, item, memory, source)


def move_on(known: tuple[Memory, str], name_words: Collection[str], named: Sequence[Record]) -> None:
    """Let a call that marks a step as done move on what it is a step of, which goes on with another one.

    Where a call takes a place, one fewer is left.

    Args:
        known: The memory, and the source whose things these are.
        named: What the call names.
    """
    memory, source = known
    take_place(named, name_words)
    for step in named if _MARKING & set(name_words) else ():
        if step.head not in _STEPS or _is_marked(step):
            continue
        step.facts[_MARKED] = True
        step.facts.update({k: True for k, v in step.facts.items() if v is False and _DONE & {*k.split()}})
        own = [r for r in named if r.head in _WORKING]
        for work in own or list(_works(memory, source, step))[:1]:
            many = len(_steps_of(memory, source, work))
            _go_on(work, 100 / _count(memory, source, work, many if many > 1 else _USUAL_STEPS))


def _go_on(work: Record, share: float) -> None:
    for key, value in list(work.facts.items()):
        if _tells_share(key, value) and isinstance(value, (int, float)):
            work.facts[key] = min(value + max(round(share), 1), 100)
        elif isinstance(value, int) and _DONE & {*key.split()} and not isinstance(value, bool):
            work.facts[key] = value + 1
        elif "next" in key.split() and _STEPS & {*key.split()}:
            del work.facts[key]  # what it goes on with is told anew


def _works(memory: Memory, source: str, step: Record) -> Iterator[Record]:
    """What tells how far somebody has come with what a step belongs to."""
    for noun in _WORKING:
        for work in memory.of(source, (noun,)):
            if work in step.parents or work.facts.get("id") == step.facts.get(f"{noun} id", "") or _share(work, step):
                yield work


def _share(one: Record, other: Record) -> bool:
    """Whether two things are of one whole: an enrolment and a lesson of the same course."""
    shared = (k for k, v in one.facts.items() if k.endswith(" id") and other.facts.get(k) == v)
    return any(k.split()[0] not in _NO_WHOLE for k in shared)


_NO_WHOLE = frozenset("user student teacher next member learner account".split()) | _STEPS


def _steps_of(memory: Memory, source: str, work: Record) -> list[Record]:
    return [r for noun in sorted(_STEPS) for r in memory.of(source, (noun,)) if _share(work, r)]


def _is_marked(step: Record) -> bool:
    return _MARKED in step.facts or any(v is True and _DONE & {*k.split()} for k, v in step.facts.items())


def _next(work: Record) -> list[JsonValue]:
    return [v for k, v in work.facts.items() if "next" in k.split() and _STEPS & {*k.split()}]


def _tells_share(key: str, value: JsonValue) -> bool:
    return _PROGRESS in key.split() and isinstance(value, (int, float)) and not isinstance(value, bool)


def _count(memory: Memory, source: str, work: Record, untold: int) -> int:
    """How many steps there are: as what they are of tells, else as many as there seem to be."""
    wholes = (memory.find(source, v, (k[:-3],)) for k, v in work.facts.items() if k.endswith(" id"))
    keys = [f"{noun} count" for noun in sorted(_STEPS)]
    told = (v for r in wholes if r is not None for key in keys if isinstance(v := r.facts.get(key), int) and v > 0)
    return max(next(told, untold), 1)
