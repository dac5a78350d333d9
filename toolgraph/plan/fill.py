"""The arguments of one call, each value with its origin."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from toolgraph.meaning.concept import tool_words
from toolgraph.meaning.text import PERSONS, singular, words
from toolgraph.meaning.values import key_of
from toolgraph.models.base import JsonObject, JsonValue, ValueSource
from toolgraph.models.chain import Binding
from toolgraph.models.tool import Tool
from toolgraph.plan.apt import is_apt
from toolgraph.plan.draft import Chosen, Draft, Made, Origin, Part, Saying, Stuck
from toolgraph.plan.paths import Match, at_path, leaves, matches, place
from toolgraph.plan.values import Pairing, are_at_odds, are_pair, fresh, is_moment, recall, settle
from toolgraph.plan.wants import Want, accepts, as_wanted, wants_of
from toolgraph.world.validate import arguments_errors
from toolgraph.world.values import leaf_value

_LIST_ITEMS_MAX = 3
_HOLLOW = frozenset(("", "string", "null", "none", "undefined", "value", "text", "todo", "n/a"))
_HOLE = re.compile(r"<[^<>]+>|\{\{?[^{}]+\}|^\[[A-Za-z ]+\]$")
_OPTIONAL_MAX = 2


@dataclass(frozen=True, slots=True)
class Job:
    """A call to be made.

    Attributes:
        position: In the chain.
        previous: An earlier call of the same position whose values are kept; None to choose all anew.
        change: Parameters whose value the user says differently now.
        other: Of which list another item is taken than any taken before, as (call id, path); None for none.
        copy: Stands beside another call of the same position in the same turn.
    """

    position: int
    previous: Made | None = None
    change: frozenset[str] = frozenset()
    other: tuple[str, str] | None = None
    copy: bool = False


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
    for path, want in wants.items():
        together = [c for p in parts.values() for c in p.chosen]
        linked = path in bound and is_apt(tool, want, bound, draft.tool_at(bound[path].source_call))
        part = _bound(draft, job, want, bound[path], (sources, together, parts)) if linked else None
        if part is None and job.previous is not None and path not in job.change:
            part = _kept(job.previous, path)
            if part is not None and part.value in _opposite(want, parts):
                part = _unbound(draft, job, want, tool, parts) if want.parameter.required else None
        elif part is None and (want.parameter.required or path in job.change):
            part = _unbound(draft, job, want, tool, parts)
        if part is not None:
            parts[path] = part
    if job.other and not _differs(job.previous, parts):
        raise Stuck("no_other_item", f"{tool.id}: the earlier result holds no other item to use")
    parts = _of_one_person(draft, tool, _of_one_place(parts))
    if job.previous is None:
        _add_within(draft, wants, tool, parts)
        _add_optional(draft, wants, tool, parts)
        _add_change(draft, wants, tool, parts)
    return _checked(draft, tool, parts)


def _kept(previous: Made, path: str) -> Part | None:
    part = previous.parts.get(path)
    return None if part is None or part.chosen else part


def _differs(previous: Made | None, parts: Mapping[str, Part]) -> bool:
    return previous is not None and any(
        part.value != previous.parts[path].value for path, part in parts.items() if path in previous.parts
    )


def _bound(draft: Draft, job: Job, want: Want, binding: Binding, given: _Given) -> Part | None:
    """The value that an earlier result brings; None when an optional or sayable one is not there."""
    sources, together, parts = given
    made = sources.get(binding.source_call)
    opposite = {key_of(value) for value in _opposite(want, parts)}
    found = [] if made is None else [m for m in matches(made.result, binding.field) if _is_usable(want, m)]
    found = [m for m in found if key_of(m.value) not in opposite]
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
    many = [taken, *_more(draft, taken, found)] if listed else [taken]
    values = [as_wanted(want.parameter, m.value) for m in many]
    path = want.place
    origins = tuple(
        Origin(path=f"{path}[{i}]" if listed else path, source="result", value=v, made=made, field=m.path)
        for i, (v, m) in enumerate(zip(values, many, strict=True))
    )
    # What all items hold alike (the currency of every price) is no choice, and nobody has to say which one is meant.
    alike = len(found) > 1 and len({key_of(m.value) for m in found}) == 1
    chosen = () if alike else tuple(Chosen(made, m.turnings) for m in many if m.turnings)
    return Part(want=want, value=values if listed else values[0], origins=origins, chosen=chosen)


def _beside(made: Made, together: list[Chosen], found: list[Match]) -> Match | None:
    """The value of the item that this very call has taken another value from: both must be of one thing."""
    taken = {(c.made.id, t.path): t.at for c in reversed(together) for t in c.turnings}
    for match in found:
        places = [(taken.get((made.id, t.path)), t.at) for t in match.turnings]
        if any(old is not None for old, _ in places) and all(old in (None, at) for old, at in places):
            return match
    return None


_TELLING_LENGTH = 4


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


def _is_usable(want: Want, match: Match) -> bool:
    return not isinstance(match.value, (list, dict)) and accepts(want.parameter, as_wanted(want.parameter, match.value))


def _news_first(draft: Draft, made: Made, field: str, found: list[Match]) -> list[Match]:
    """What earlier results of the same position did not hold comes first: a second look is for something else."""
    earlier = [m for m in draft.made if m.position == made.position and m is not made]
    seen = {str(match.value) for m in earlier for match in matches(m.result, field)}
    return sorted(found, key=lambda m: str(m.value) in seen)


def _choose(draft: Draft, job: Job, want: Want, made: Made, found: list[Match]) -> Match | None:
    """The item that was singled out before, or another one where that is wanted, else one of the first."""
    if not found:
        return None
    found = _of_the_kind(draft.tool_at(job.position), made, found)
    if "new" in words(want.parameter.name):
        found = [m for m in found if _is_unused(draft, made, m)] or found
    if job.other is not None and any((made.id, t.path) == job.other for m in found for t in m.turnings):
        unused = next((m for m in found if _is_unused(draft, made, m)), None)
        return unused or _same_choice(draft, made, found) or found[0]
    seen_by_user = made.group != draft.group
    return _same_choice(draft, made, found) or (draft.rng.choice(found[:5]) if seen_by_user else found[0])


def _of_the_kind(tool: Tool, made: Made, found: list[Match]) -> list[Match]:
    """Items that say of themselves that they are what the tool deals with, where there are such: a door to unlock."""
    nouns = {singular(noun) for noun in tool_words(tool.name, tool.http)[1]}
    fitting = [m for m in found if nouns & _told_of(at_path(made.result, m.turnings[-1].item) if m.turnings else None)]
    return fitting or found


def _told_of(item: JsonValue) -> set[str]:
    texts = [v for v in item.values() if isinstance(v, str)] if isinstance(item, dict) else []
    return {singular(word) for text in texts for word in words(text)}


def _same_choice(draft: Draft, made: Made, found: list[Match]) -> Match | None:
    for match in found:
        places = [(draft.chosen.get((made.id, t.path)), t.at) for t in match.turnings]
        if places and any(old is not None for old, _ in places) and all(old in (None, at) for old, at in places):
            return match
    return None


def _is_unused(draft: Draft, made: Made, match: Match) -> bool:
    return any(t.at not in draft.used.get((made.id, t.path), ()) for t in match.turnings)


def _more(draft: Draft, taken: Match, found: list[Match]) -> list[Match]:
    """Further items for a list parameter, now and then: only of the same innermost list, distinct."""
    if not taken.turnings or draft.rng.random() < 0.6:
        return []
    others = [m for m in found if m.turnings[:-1] == taken.turnings[:-1] and m.value != taken.value]
    distinct = list({str(m.value): m for m in others}.values())
    return distinct[: draft.rng.randint(1, _LIST_ITEMS_MAX - 1)]


def _unbound(draft: Draft, job: Job, want: Want, tool: Tool, parts: Mapping[str, Part]) -> Part:
    """A required value that no earlier result brings: the schema's, one said before, the user's own, or a new one."""
    changing = want.path in job.change
    opposite = _opposite(want, parts)
    default = want.parameter.default if want.parameter.has_default else None
    if default is not None and default not in opposite and not _is_hollow(default) and not changing:
        return _plain_part(want, default, "default")
    if want.own and not changing:
        return _own_part(draft, want, tool)
    known = None if changing else recall(want, draft)
    alike = [p.value for p in parts.values() if p.want.key == want.key]
    if known is not None and known.value not in [*alike, *opposite]:
        return said_part(want, known)
    saying = fresh(want, tool, draft, avoid=[*_to_avoid(draft, job, want, parts), *opposite])
    if saying is None:
        raise Stuck("nothing_else_to_say", f"{want.parameter.id} has no other value")
    return said_part(want, saying)


def _is_hollow(value: JsonValue) -> bool:
    """Whether a declared default only holds the place of a value: `<your name>`, `string`, `null`."""
    return isinstance(value, str) and (value.lower() in _HOLLOW or bool(_HOLE.search(value)))


def _to_avoid(draft: Draft, job: Job, want: Want, parts: Mapping[str, Part]) -> Collection[JsonValue]:
    """What this value must differ from: its like in the same call (from and to) and in calls of the same position."""
    out = [p.value for p in parts.values() if want.key and p.want.key == want.key]
    if job.previous is not None:
        tool = job.previous.tool.id
        out += [m.parts[want.path].value for m in draft.made if m.tool.id == tool and want.path in m.parts]
    return out


def _own_part(draft: Draft, want: Want, tool: Tool) -> Part:
    """The user's own id or token, which the assistant knows from its context."""
    name = want.own
    if name in draft.context and not accepts(want.parameter, draft.context[name]):
        name = f"{tool.source}_{name}".replace("-", "_")
    if name not in draft.context:
        draft.context[name] = leaf_value(want.parameter, tool, draft.rng, draft.setting)
    return _plain_part(want, draft.context[name], "context")


def _plain_part(want: Want, value: JsonValue, source: ValueSource) -> Part:
    found = leaves(value, want.place)
    return Part(want=want, value=value, origins=tuple(Origin(path=p, source=source, value=v) for p, v in found))


def said_part(want: Want, saying: Saying) -> Part:
    """An argument that the user says or has said."""
    saying.path = saying.path or want.place
    found = leaves(saying.value, want.place)
    origins = tuple(Origin(path=p, source="user", value=v, saying=saying) for p, v in found)
    return Part(want=want, value=saying.value, origins=origins, saying=saying)


def _of_one_place(parts: dict[str, Part]) -> dict[str, Part]:
    """Without optional places of earlier results, where the user says where, or another result does."""
    told = any(p.saying is not None and not p.saying.call and p.want.telling == 0 for p in parts.values())
    places = [p for p in parts.values() if p.want.is_place and _giver(p) is not None]
    places.sort(key=lambda p: not p.want.parameter.required)
    first = _giver(places[0]) if places and not told else None
    return {
        k: p for k, p in parts.items() if p.want.parameter.required or not p.want.is_place or _giver(p) in (None, first)
    }


_CONTACT = frozenset(("email", "mail", "phone", "mobile"))
_CALLED = frozenset("full first last given family recipient".split())


def _of_one_person(draft: Draft, tool: Tool, parts: dict[str, Part]) -> dict[str, Part]:
    """Somebody whom the user names anew does not get the address of whoever an earlier result was about."""
    about = PERSONS.intersection(tool_words(tool.name, tool.http)[1])
    named = {
        part.want.path.rpartition(".")[0]
        for part in parts.values()
        if part.saying is not None
        and (tokens := words(part.want.parameter.name))[-1:] == ("name",)
        and (_CALLED.intersection(tokens) or PERSONS.intersection(tokens) or (about and len(tokens) == 1))
    }
    out: dict[str, Part] = {}
    for path, part in parts.items():
        is_contact = _CONTACT.intersection(words(part.want.parameter.name)) and path.rpartition(".")[0] in named
        if tool.effect == "read" or not is_contact or _giver(part) is None:
            out[path] = part
        elif part.want.parameter.required and (saying := fresh(part.want, tool, draft)) is not None:
            out[path] = said_part(part.want, saying)
    return out


def _giver(part: Part) -> Made | None:
    return part.origins[0].made if part.origins else None


def _add_optional(draft: Draft, wants: Mapping[str, Want], tool: Tool, parts: dict[str, Part]) -> None:
    """Some of the optional values that people do say, none to two."""
    sought = any(p.saying is not None and p.want.telling == 0 for p in parts.values())
    able = [w for p, w in wants.items() if w.sayable and p not in parts and not (sought and w.is_place)]
    wanted = sum(draft.rng.random() < draft.mix.optional / _OPTIONAL_MAX for _ in range(_OPTIONAL_MAX))
    for want in draft.rng.sample(able, min(wanted, len(able))):
        known = recall(want, draft)
        saying = known or fresh(want, tool, draft, avoid=[p.value for p in parts.values() if p.want.key == want.key])
        if saying is not None and not (want.parameter.has_default and saying.value == want.parameter.default):
            parts[want.path] = said_part(want, saying)


def _add_within(draft: Draft, wants: Mapping[str, Want], tool: Tool, parts: dict[str, Part]) -> None:
    """One value of each object that must be there although nothing in it must: `profile` of a registration."""
    for name in _bare_objects(tool):
        inner = [w for path, w in wants.items() if path.startswith(f"{name}.")]
        if any(w.path in parts for w in inner):
            continue
        for want in sorted(inner, key=lambda w: (not w.sayable, not w.changeable, w.telling)):
            saying = recall(want, draft) or fresh(want, tool, draft)
            if saying is not None and not _is_hollow(saying.value):
                parts[want.path] = said_part(want, saying)
                break


def _bare_objects(tool: Tool) -> list[str]:
    """Required objects of which no leaf is required."""
    required = {p.path.partition(".")[0] for p in tool.inputs if p.required}
    inner = {p.path.partition(".")[0] for p in tool.inputs if "." in p.path}
    return [name for name in tool.parameters.get("required", ()) if name in inner and name not in required]


def _add_change(draft: Draft, wants: Mapping[str, Want], tool: Tool, parts: dict[str, Part]) -> None:
    """What an update changes, or what a new thing is, is said by the user: one more value, where none is said yet."""
    verb = tool_words(tool.name, tool.http)[0] if tool.effect == "write" else ""
    if verb != "update" and (verb != "create" or parts):
        return
    if any(p.saying is not None and not p.saying.call for p in parts.values()):
        return
    able = [w for path, w in wants.items() if w.changeable and path not in parts]
    chosen = ([w for w in able if w.telling == 0] if verb == "create" else []) or [w for w in able if w.sayable] or able
    draft.rng.shuffle(chosen)
    for want in chosen:
        saying = fresh(want, tool, draft)
        if saying is not None and not _is_hollow(saying.value):
            parts[want.path] = said_part(want, saying)
            return


def _checked(draft: Draft, tool: Tool, parts: dict[str, Part]) -> tuple[JsonObject, dict[str, Part]]:
    """Values that agree and are valid; optional ones are dropped when they are what is wrong."""
    parts = _settled(draft, parts)
    arguments = assembled(parts)
    errors = arguments_errors(tool, arguments)
    if errors:
        bare = tuple(f"{name}." for name in _bare_objects(tool))
        parts = {path: p for path, p in parts.items() if p.want.parameter.required or path.startswith(bare)}
        arguments = assembled(parts)
        errors = arguments_errors(tool, arguments)
    if errors:
        raise Stuck("arguments_invalid", f"{tool.id}: {errors[0]}")
    return arguments, parts


def _settled(draft: Draft, parts: dict[str, Part]) -> dict[str, Part]:
    sides = [Pairing(p.want, p.value, p.saying if p.saying and not p.saying.call else None) for p in parts.values()]
    said = {path for path, p in parts.items() if p.saying is not None}
    for start in sides:
        for end in sides:
            if are_pair(start.want, end.want):
                settle(*_freed(start, end, said, draft), draft)
                if are_at_odds(start.current, end.current) and not end.want.parameter.required:
                    parts = {path: p for path, p in parts.items() if path != end.want.path}
    new = {side.want.path: side.new for side in sides if side.new is not None}
    return {path: said_part(p.want, new[path]) if path in new else p for path, p in parts.items()}


def _freed(start: Pairing, end: Pairing, said: Collection[str], draft: Draft) -> tuple[Pairing, Pairing]:
    """The two ends of a span; when both were known before and do not agree, one of them is to be said anew."""
    if start.new is None and end.new is None and are_at_odds(start.value, end.value) and is_moment(end.value):
        side = start if start.want.path in said and end.want.path not in said else end
        side.new = Saying(want=side.want, value=side.value, path="", relative=False, group=draft.group)
    return start, end


def assembled(parts: Mapping[str, Part]) -> JsonObject:
    """The arguments that some parts make."""
    arguments: JsonObject = {}
    for part in parts.values():
        place(arguments, part.want.steps, part.value)
    return arguments
