"""The arguments of one call, each value with its origin."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from toolgraph.meaning.concept import tool_words
from toolgraph.meaning.text import words
from toolgraph.meaning.values import key_of, leaves
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.chain import Binding
from toolgraph.models.tool import Tool
from toolgraph.plan.adding import add_begun, add_change, add_optional, add_sought, add_within, bare_containers
from toolgraph.plan.byland import by_land
from toolgraph.plan.codebases import TRUNKS, may_come_from
from toolgraph.plan.deeds import (
    is_of_nothing,
    not_done_yet,
    not_over,
    not_so_already,
    of_the_kind,
    of_the_sort,
    over_by_then,
)
from toolgraph.plan.draft import Chosen, Draft, Hopeless, Made, Origin, Part, Saying, Stuck
from toolgraph.plan.fares import as_dear
from toolgraph.plan.idle import changed
from toolgraph.plan.kindred import akin
from toolgraph.plan.nameless import of_something
from toolgraph.plan.newaddress import of_their_name
from toolgraph.plan.newest import as_said_last
from toolgraph.plan.onematter import on_one_matter
from toolgraph.plan.owed import with_what_is_owed
from toolgraph.plan.paces import as_far
from toolgraph.plan.parts import assembled, giver, is_hollow, plain_part, said_part
from toolgraph.plan.paths import Match, at_path, matches
from toolgraph.plan.rated import as_rated
from toolgraph.plan.renaming import as_it_is, on_its_matter
from toolgraph.plan.returning import as_many_as_there_are
from toolgraph.plan.samejourney import on_one_journey
from toolgraph.plan.sametime import said_again
from toolgraph.plan.settling import of_one_country, of_one_person, of_one_place, of_those_meant, settled, without_echoes
from toolgraph.plan.several import more
from toolgraph.plan.sight import singled_out
from toolgraph.plan.standing import is_one_of_two, narrowed_only
from toolgraph.plan.starting import as_started
from toolgraph.plan.suiting import suited
from toolgraph.plan.sums import as_large
from toolgraph.plan.together import begun_by_then, of_its_owner, of_one_whole, with_another
from toolgraph.plan.values import are_pair, fresh, recall
from toolgraph.plan.wants import Want, accepts, as_wanted, wants_of
from toolgraph.plan.whereto import at_hand, in_one_place
from toolgraph.plan.within import held_within, of_the_whole
from toolgraph.world.validate import arguments_errors
from toolgraph.world.values import leaf_value

_TELLING_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Job:
    """A call to be made.

    Attributes:
        position: In the chain.
        previous: An earlier call of the same position whose values are kept; None to choose all anew.
        change: Parameters whose value the user says differently now.
        other: Of which list another item is taken than any taken before, as (call id, path); None for none.
        copy: Stands beside another call of the same position in the same turn.
        bare: Without what the user narrowed the earlier call down by: nobody says it once more.
    """

    position: int
    previous: Made | None = None
    change: frozenset[str] = frozenset()
    other: tuple[str, str] | None = None
    copy: bool = False
    bare: bool = False


# Calls to take values from, what this call has taken so far, and its arguments so far.
_Given = tuple[Mapping[int, Made], list[Chosen], Mapping[str, Part]]


def fill(draft: Draft, job: Job, sources: Mapping[int, Made]) -> tuple[JsonObject, dict[str, Part]]:
    """Arguments valid for the tool, and the parts they are made of.

    Args:
        sources: The call to take values from, for each chain position that gives some.

    Raises:
        Stuck: `bound_value_missing`, `nothing_else_to_say`, `no_other_item` or `arguments_invalid`.
    """
    tool = draft.tool_at(job.position)
    wants = wants_of(tool)
    bound = draft.bindings[job.position]
    parts: dict[str, Part] = {}
    # What results bring is there first: whatever is said beside it must differ from it or fit it.
    for path, want in sorted(wants.items(), key=lambda one: (one[0] not in bound, not one[1].parameter.required)):
        together = _together(tool, want, parts)
        part = _bound(draft, job, want, bound[path], (sources, together, parts)) if path in bound else None
        if part is None and job.previous is not None and path not in job.change:
            part = _kept(job.previous, path, _opposite(want, parts), bare=job.bare)
            part = as_said_last(draft, job.previous, part)
            if part is None and want.parameter.required:
                part = _unbound(draft, job, want, tool, parts)
        elif part is None and (want.parameter.required or path in job.change):
            part = _unbound(draft, job, want, tool, parts)
        if part is not None and not _is_of_another(job, part):
            parts[path] = part
    _check_other(job, tool, parts)
    parts = {path: parts[path] for path in wants if path in parts}
    parts = held_within(tool, parts, draft.made, anew=job.previous is None)
    parts = with_what_is_owed(draft, tool, of_one_person(draft, tool, of_one_place(of_those_meant(parts))))
    parts = of_its_owner(tool, without_echoes(parts))
    if job.previous is None:
        add_sought(draft, wants, tool, parts)
        add_within(draft, wants, tool, parts)
        add_optional(draft, wants, tool, parts)
        add_change(draft, wants, tool, parts)
        add_begun(draft, wants, tool, parts)
    parts = as_it_is(draft, tool, on_its_matter(draft, wants, tool, as_started(draft, wants, tool, parts)))
    parts = on_one_matter(draft, tool, of_their_name(draft, wants, tool, parts))
    parts = suited(draft, tool, parts, () if job.previous is None else parts.keys() - job.change)
    return _checked(draft, tool, as_rated(draft, as_far(draft, as_dear(draft, as_large(draft, parts)))))


def _kept(previous: Made, path: str, opposite: Collection[JsonValue], *, bare: bool) -> Part | None:
    """What was said before, unless it stands at the other end now, or only narrowed down what was asked for."""
    part = previous.parts.get(path)
    if part is None or part.chosen or part.value in opposite:
        return None
    return None if bare and part.saying is not None and not part.want.parameter.required else part


def _check_other(job: Job, tool: Tool, parts: Mapping[str, Part]) -> None:
    """Nothing where a call differs from the earlier one as it should: in another item, or beside it in one way only.

    Raises:
        Stuck: `no_other_item` or `nothing_else_to_say`.
    """
    if job.other and not _differs(job.previous, parts):
        raise Stuck("no_other_item", f"{tool.id}: the earlier result holds no other item to use")
    if job.copy and not job.other and _differs(job.previous, {k: p for k, p in parts.items() if k not in job.change}):
        raise Stuck("nothing_else_to_say", f"{tool.id}: a call beside another one would differ from it in two ways")


def _differs(previous: Made | None, parts: Mapping[str, Part]) -> bool:
    return previous is not None and any(
        part.value != previous.parts[path].value for path, part in parts.items() if path in previous.parts
    )


def _bound(draft: Draft, job: Job, want: Want, binding: Binding, given: _Given) -> Part | None:
    """The value that an earlier result brings; None when an optional or sayable one is not there."""
    sources, together, parts = given
    made = sources.get(binding.source_call)
    if made is not None and (same := _untouched(draft, job, want, made)) is not None:
        return same
    opposite = {key_of(value) for value in _opposite(want, parts)}
    tool, found = draft.tool_at(job.position), [] if made is None else matches(made.result, binding.field)
    found = [m for m in found if _is_usable(tool, want, m) and key_of(m.value) not in opposite]
    found = found if made is None else of_the_sort(tool, want, made, of_something(made, found))
    # What all items hold alike (the currency of every price) is no choice, and nobody has to say which one is meant.
    alike = len(found) > 1 and len({key_of(m.value) for m in found}) == 1
    found = at_hand(want, parts, not_so_already(tool, want, parts, found))
    found = found if made is None else on_one_journey(tool, want, parts, made, found)
    if made is not None and job.previous is not None and made.group == draft.group:
        found = _news_first(draft, made, binding.field, found)
    taken = made and (
        _beside(made, together, found) or _of_the_same(made, parts, found) or _choose(draft, job, want, made, found)
    )
    if made is None or not taken:
        if want.parameter.required and want.own == "" and want.parameter.name.lower().endswith(("id", "ids")):
            raise Stuck("bound_value_missing", f"{want.parameter.id} has nothing to take from {binding.field}")
        return None
    listed = want.parameter.type == "array"
    many = [taken, *more(draft, job.position, made, taken, (found, parts))] if listed else [taken]
    values = [as_wanted(want.parameter, m.value) for m in many]
    path = want.place
    origins = tuple(
        Origin(path=f"{path}[{i}]" if listed else path, source="result", value=v, made=made, field=m.path)
        for i, (v, m) in enumerate(zip(values, many, strict=True))
    )
    chosen = () if alike else tuple(Chosen(made, m.turnings) for m in many if m.turnings)
    return Part(want=want, value=values if listed else values[0], origins=origins, chosen=chosen)


def _is_of_another(job: Job, part: Part) -> bool:
    """Whether a value that a call may do without is of what was asked before: the room of the house looked at first."""
    source = giver(part)
    if job.other is None or part.want.parameter.required or source is None:
        return False
    return source.id != job.other[0]


def _untouched(draft: Draft, job: Job, want: Want, made: Made) -> Part | None:
    """What a call took from the same result before, where only something else of it is put right or varied."""
    part = None if job.previous is None else job.previous.parts.get(want.path)
    if part is None or not part.chosen or job.other is not None or want.path in job.change:
        return None
    taken = [(c.made, t) for c in part.chosen for t in c.turnings]
    stays = {draft.chosen.get((m.id, t.path)) for m, t in taken} <= {t.at for _, t in taken}
    return part if stays and all(m is made for m, _ in taken) else None


def _together(tool: Tool, want: Want, parts: Mapping[str, Part]) -> list[Chosen]:
    """The items that a call has taken values of, and those by which what it takes was asked for.

    An employer and the job whose employer it is are of one item; what something is changed into is of another one.
    """
    own = [c for p in parts.values() for c in p.chosen]
    if _is_changed(tool, want):
        return own
    sources = [source for p in parts.values() if (source := giver(p)) is not None]
    return own + [c for source in sources for p in source.parts.values() for c in p.chosen]


def _beside(made: Made, together: list[Chosen], found: list[Match]) -> Match | None:
    """The value of the item that this very call has taken another value from: both must be of one thing."""
    taken = {(c.made.id, t.path): t.at for c in reversed(together) for t in c.turnings}
    for match in found:
        places = [(taken.get((made.id, t.path)), t.at) for t in match.turnings]
        if any(old is not None for old, _ in places) and all(old in (None, at) for old, at in places):
            return match
    return None


def _of_the_same(made: Made, parts: Mapping[str, Part], found: list[Match]) -> Match | None:
    """The value of the item that tells an id which this call has from elsewhere: an enrolment and its own lesson."""
    ids = {p.value for p in parts.values() if isinstance(p.value, str) and p.origins and p.origins[0].made is not None}
    ids = {value for value in ids if len(value) >= _TELLING_LENGTH}
    for match in found if ids else ():
        item = at_path(made.result, match.turnings[-1].item) if match.turnings else None
        if isinstance(item, dict) and any(v in ids for v in item.values() if isinstance(v, str)):
            return match
    return None


def _opposite(want: Want, parts: Mapping[str, Part]) -> list[JsonValue]:
    """What stands at the other end of a span or exchange already: nobody goes from a place to itself."""
    return [p.value for p in parts.values() if are_pair(p.want, want) or are_pair(want, p.want)]


def _is_usable(tool: Tool, want: Want, match: Match) -> bool:
    able = not isinstance(match.value, (list, dict)) and may_come_from(tool, want, match.value)
    return able and accepts(want.parameter, as_wanted(want.parameter, match.value))


def _news_first(draft: Draft, made: Made, field: str, found: list[Match]) -> list[Match]:
    """What earlier results of the same position did not hold comes first: a second look is for something else."""
    earlier = [m for m in draft.made if m.position == made.position and m is not made]
    seen = {str(match.value) for m in earlier for match in matches(m.result, field)}
    return sorted(found, key=lambda m: str(m.value) in seen)


def _choose(draft: Draft, job: Job, want: Want, made: Made, found: list[Match]) -> Match | None:
    """The item that was singled out before, or another one where that is wanted, else one of the first."""
    tool = draft.tool_at(job.position)
    found = not_done_yet(draft, tool, want, not_over(tool, want, made, of_the_kind(tool, made, found)))
    if not found:
        return None
    if "new" in words(want.parameter.name):
        found = [m for m in found if _is_unused(draft, made, m)] or found
    if job.other is not None and any((made.id, t.path) == job.other for m in found for t in m.turnings):
        unused = next((m for m in found if _is_unused(draft, made, m)), None)
        return unused or _same_choice(draft, made, found) or found[0]
    same = _same_choice(draft, made, found)
    if same is None and made.group == draft.group:  # which the user has not seen yet
        return singled_out(tool, want, made, found) or found[0]
    return same or draft.rng.choice(found[:5])


def _same_choice(draft: Draft, made: Made, found: list[Match]) -> Match | None:
    for match in found:
        places = [(draft.chosen.get((made.id, t.path)), t.at) for t in match.turnings]
        if places and any(old is not None for old, _ in places) and all(old in (None, at) for old, at in places):
            return match
    return None


def _is_unused(draft: Draft, made: Made, match: Match) -> bool:
    return any(t.at not in draft.used.get((made.id, t.path), ()) for t in match.turnings)


def _unbound(draft: Draft, job: Job, want: Want, tool: Tool, parts: Mapping[str, Part]) -> Part:
    """A required value that no earlier result brings: the schema's, one said before, the user's own, or a new one."""
    changing = want.path in job.change
    opposite = _opposite(want, parts)
    default = want.parameter.default if want.parameter.has_default else None
    if default is not None and default not in opposite and not is_hollow(default) and not changing:
        return plain_part(want, default, "default")
    if want.own and not changing:
        return _own_part(draft, want, tool)
    if (around := None if changing else of_the_whole(want, parts)) is not None:
        return around
    anew = _is_changed(tool, want)
    known = None if changing or anew else recall(want, tool, draft)
    known = None if known and (is_one_of_two(draft, known) or narrowed_only(tool, draft, known)) else known
    alike = [p.value for p in parts.values() if p.want.key == want.key]
    if known is not None and known.value not in [*alike, *opposite]:
        return said_part(want, said_again(draft, job.position, want, known) or known)
    avoid = [*_to_avoid(draft, job, want, parts), *opposite, *over_by_then(draft, tool, want)]
    told = [*avoid, *(_said_of_it(draft, want) if anew else ())]
    first = job.previous is None and not anew
    saying = _of_what_is_there(draft, job.previous, want, told) if changing else None
    saying = said_again(draft, job.position, want, None) if saying is None and first else saying
    saying = fresh(want, tool, draft, avoid=told) if saying is None else saying
    if saying is None and anew:  # of one choice there is no other
        saying = fresh(want, tool, draft, avoid=avoid)
    if saying is None:
        raise Stuck("nothing_else_to_say", f"{want.parameter.id} has no other value")
    return said_part(want, saying)


def _is_changed(tool: Tool, want: Want) -> bool:
    """Whether a value says what something is changed into: it is none that was said when the thing was made."""
    if "new" in words(want.parameter.name):
        return True
    update = tool.effect != "read" and tool_words(tool.name, tool.http)[0] == "update"
    return update and want.parameter.required and not want.points and not want.in_path_of(tool)


def _said_of_it(draft: Draft, want: Want) -> list[JsonValue]:
    """What was said so far for inputs of the same meaning or name."""
    name = words(want.parameter.name)
    known = [s.value for (key, _), s in draft.known.items() if key and key == want.key]
    parts = (p for m in draft.made if m.tool.effect != "read" for p in m.parts.values())
    return known + [p.value for p in parts if words(p.want.parameter.name) == name]


def _to_avoid(draft: Draft, job: Job, want: Want, parts: Mapping[str, Part]) -> Collection[JsonValue]:
    """What this value must differ from: its like in the same call (from and to) and in calls of the same position."""
    out = [p.value for p in parts.values() if want.key and p.want.key == want.key]
    if want.is_place:  # a country is told by one input as `nationality` and by another one as `country`
        out += [part.value for part in parts.values() if isinstance(part.value, str)]
    if want.way == "start" and draft.tool_at(job.position).effect == "write":
        out += TRUNKS  # where all ends up, nothing comes from
    if job.previous is not None:
        tool = job.previous.tool.id
        out += [m.parts[want.path].value for m in draft.made if m.tool.id == tool and want.path in m.parts]
    return out


def _of_what_is_there(draft: Draft, earlier: Made | None, want: Want, avoid: Collection[JsonValue]) -> Saying | None:
    """What something in a whole answer has: who has seen all accounts asks for none of another kind.

    None where nothing was seen that tells, or the answer was a part already.

    Raises:
        Stuck: All that is there was asked for already.
    """
    if earlier is None or earlier.tool.effect != "read" or want.path in earlier.parts:
        return akin(draft, earlier, want, avoid)
    name = want.parameter.name
    seen = [v for path, v in leaves(earlier.result) if path.rpartition(".")[2] == name and "[" in path]
    there = [v for v in dict.fromkeys(v for v in seen if isinstance(v, (str, int))) if accepts(want.parameter, v)]
    left = [v for v in there if v not in avoid]
    if there and not left:
        raise Stuck("nothing_else_to_say", f"{want.parameter.id}: all that the earlier result holds was asked for")
    value = draft.rng.choice(left) if left else None
    return Saying(want=want, value=value, path="", relative=False, group=draft.group) if left else None


def _own_part(draft: Draft, want: Want, tool: Tool) -> Part:
    """The user's own id or token, which the assistant knows from its context."""
    name = want.own
    if name in draft.context and not accepts(want.parameter, draft.context[name]):
        name = f"{tool.source}_{name}".replace("-", "_")
    if name not in draft.context:
        draft.context[name] = leaf_value(want.parameter, tool, draft.rng, draft.setting)
    return plain_part(want, draft.context[name], "context")


def _checked(draft: Draft, tool: Tool, parts: dict[str, Part]) -> tuple[JsonObject, dict[str, Part]]:
    """Values that agree and are valid; optional ones are dropped when they are what is wrong."""
    if is_of_nothing(draft, tool, parts):
        raise Hopeless("bound_value_missing", f"nothing is in what {tool.id} would buy")
    parts = begun_by_then(tool, by_land(tool, settled(draft, tool, in_one_place(draft, of_one_country(parts)))))
    of_one_whole(tool, parts)
    with_another(tool, parts := as_many_as_there_are(tool, changed(tool, parts)))
    arguments = assembled(parts)
    errors = arguments_errors(tool, arguments)
    if errors:
        bare = tuple(f"{path}." for path in bare_containers(tool))
        parts = {path: p for path, p in parts.items() if p.want.parameter.required or path.startswith(bare)}
        arguments = assembled(parts)
        errors = arguments_errors(tool, arguments)
    if errors:
        raise Stuck("arguments_invalid", f"{tool.id}: {errors[0]}")
    return arguments, parts
