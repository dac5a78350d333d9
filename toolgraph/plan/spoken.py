"""Optional values from results: which of them somebody asks for, and in what words (`of the author of that issue`).

What a call may do without is put in only where the user is heard to want it. A filter that nobody named would answer
another question than the one asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile

from toolgraph.meaning.concept import COMMONPLACE, tool_words
from toolgraph.meaning.text import HOLLOW, PERSON_WORDS, ordinal, singular, words
from toolgraph.models.chain import Binding
from toolgraph.models.dialogue_plan import Pick
from toolgraph.models.tool import Tool
from toolgraph.plan.actedon import on_that
from toolgraph.plan.apt import is_apt
from toolgraph.plan.draft import Made, Part
from toolgraph.plan.goals import goal_of
from toolgraph.plan.implied import is_done_with_it_again, is_implied, speaks_of_a_thing, with_those_beside
from toolgraph.plan.ofthose import of_those, pays
from toolgraph.plan.otherend import is_half_said, is_unkinded
from toolgraph.plan.parts import giver
from toolgraph.plan.picks import thing_at
from toolgraph.plan.points import are_one_point, whole_points
from toolgraph.plan.roles import (
    AS_ROLE,
    PEOPLE,
    PLACED,
    SOMEBODY,
    WAYS_TO,
    changed_into,
    for_these,
    in_role,
    is_for_some,
    is_their_own,
    of_its_company,
)
from toolgraph.plan.some_of import to_the_new, which_of_them
from toolgraph.plan.values import is_date, is_moment
from toolgraph.plan.wants import Want, wants_of
from toolgraph.plan.whichone import POINTING, in_plural, place_of, places_of, which_of
from toolgraph.plan.wholespans import whole_spans

_SOCIAL_END = re.compile(r"\b(?:to|with) (?:an? |the |some|other)?\w*(?:body|one|people|person|others|customer)\b")


def asked_for(tool: Tool, bound: Mapping[str, Binding], givers: Sequence[Tool]) -> dict[str, Binding]:
    """The links into one call that a dialogue uses: apt ones, and of the optional ones those that can be said.

    Args:
        givers: The tools of the chain.
    """
    wants = wants_of(tool)
    bound = whole_spans(tool, whole_points(tool, bound, givers), givers)
    apt = {p: b for p, b in bound.items() if p in wants and is_apt(tool, wants[p], bound, givers[b.source_call])}
    apt = {p: b for p, b in apt.items() if not _is_bare_currency(wants, p, apt)}
    needed = {p: b for p, b in apt.items() if wants[p].parameter.required}
    able = [p for p in apt if p not in needed and _can_be_said(tool, wants[p], apt[p], givers[apt[p].source_call])]
    if tool_words(tool.name, tool.http)[0] == "update":  # nothing is changed into what it is already
        own = {apt[p].source_call for p in needed if wants[p].points}
        able = [p for p in able if apt[p].source_call not in own]
        able = [p for p in able if changed_into(tool, wants[p], givers[apt[p].source_call]) or is_named(tool, wants[p])]
    able.sort(key=lambda p: (not is_named(tool, wants[p]), -apt[p].score, p))
    if tool.effect == "read" and able:
        able = [p for p in able if _is_one(wants[able[0]], wants[p])]
    return {p: b for p, b in apt.items() if p in needed or p in able}


def _is_bare_currency(wants: Mapping[str, Want], path: str, bound: Mapping[str, Binding]) -> bool:
    """Whether a currency comes from a result without an amount: 250 that somebody says are not of what a bill is in."""
    givers = {b.source_call for p, b in bound.items() if wants[p].kind == "@amount" or wants[p].points}
    return wants[path].kind == "@currency" and bound[path].source_call not in givers


def kin_of(bindings: Sequence[Mapping[str, Binding]]) -> tuple[int, ...]:
    """For each call the first of those that it builds on or that build on it, however far."""
    kin = list(range(len(bindings)))
    for call, bound in enumerate(bindings):
        for binding in bound.values():
            one, other = kin[call], kin[binding.source_call]
            kin = [min(one, other) if k in (one, other) else k for k in kin]
    return tuple(kin)


def _is_one(want: Want, other: Want) -> bool:
    """Whether two values are one filter: the same input, or the two degrees of a point."""
    return want is other or are_one_point(want, other)


def _can_be_said(tool: Tool, want: Want, binding: Binding, source: Tool) -> bool:
    """Whether a thing is meant that has a name: no switch, no amount, no day, no currency."""
    parameter = want.parameter
    kind = want.kind
    if parameter.enum or (parameter.item_type or parameter.type) not in ("string", "integer", "any"):
        return kind in PLACED
    if parameter.type == "integer" and not want.points:
        return False
    if kind.startswith("@") and kind not in PLACED | PEOPLE:
        return False
    noun = _noun(want.parameter.name, kind, binding.field)
    if kind in PEOPLE and not SOMEBODY.search(noun or _holder(binding.field, source)):
        return False
    # Nobody lists the payees of a payee: what is looked for is told by its name.
    kinds = [tool_words(t.name, t.http)[1][-1:] for t in (tool, source)]
    itself = tool.effect == "read" and noun.split()[-1:] == list(kinds[0])
    # Nor does anybody who has just made a thing list the things that are like it in some way.
    itself = itself or (tool.effect == "read" and source.effect != "read" and _alike(*kinds))
    return (kind in PEOPLE or bool(noun)) and _moment_free(want) and not itself


def _alike(nouns: Sequence[str], others: Sequence[str]) -> bool:
    return {singular(n) for n in nouns} == {singular(n) for n in others}


def _moment_free(want: Want) -> bool:
    return want.parameter.format not in ("date", "date-time", "time") or "new" in words(want.parameter.name)


def _holder(field: str, source: Tool) -> str:
    """What the thing is called that a field is of."""
    around = [w for w in words(field.rpartition(".")[0].replace("[]", "").rpartition(".")[2]) if w not in HOLLOW]
    return singular((around or list(tool_words(source.name, source.http)[1]) or [""])[-1])


@lru_cache(maxsize=8192)
def _noun(parameter: str, kind: str, field: str) -> str:
    """What a value is called, by the parameter, else by the field; for people by the field; "" when neither says."""
    first, second = _named(parameter), _named(field)
    if kind in PEOPLE:
        return " ".join(second)
    closer = first and second and first[-1] == second[-1] and len(second) > len(first)  # `default branch`
    return " ".join(second if closer else first or second)


def _named(name: str) -> list[str]:
    last = words(name.replace("[]", "").rpartition(".")[2])
    plain = [w for w in last if w not in POINTING and w not in HOLLOW]
    return [] if not plain or plain[-1] in COMMONPLACE else [*plain[:-1], singular(plain[-1])]


def is_named(tool: Tool, want: Want) -> bool:
    """Whether the wish itself speaks of the thing: `list the commits of a branch`."""
    tokens = [w for w in words(want.parameter.name) if w not in ("id", "ids", "number", "code")]
    nouns = [singular(tokens[-1])] if tokens else []
    goal = goal_of(tool)
    return any(_speaks_of_some(goal, noun) for noun in nouns)


@lru_cache(maxsize=20_000)
def _speaks_of_some(goal: str, noun: str) -> bool:
    return noun in goal and re.search(rf"\ban? (?:[\w-]+ )?{re.escape(noun)}\b", goal) is not None


@lru_cache(maxsize=20_000)
def _goal_words(goal: str) -> frozenset[str]:
    """The words of what a wish is about, without its verb: whoever locks a door has named no lock yet."""
    return frozenset(singular(w) for w in re.findall(r"[a-z]+", _ANOTHER.sub("", goal))[1:])


def wish_for(made: Made, picks: Iterable[Pick], earlier: Iterable[Made]) -> str:
    """The goal of a call with what it takes from results: `list issues of the author of that issue`.

    Optional values, and what no word of the goal speaks of: to whom a message goes, in which place something is made,
    and to which `another stage` something is moved.

    Args:
        picks: What the user singles out in words of its own.
        earlier: The calls of the dialogue so far.
    """
    picked = {(p.call, p.path) for p in picks}
    phrases: list[str] = []
    unheard = _unheard(made, earlier)
    optional = [with_those_beside(made, part, earlier) for part in _optional(made.parts.values())]
    for part in (*optional, *unheard):
        source = giver(part)
        if source is None or is_named(made.tool, part.want):
            continue
        if any((c.made.id, t.item) in picked for c in part.chosen for t in c.turnings) and not (
            ((part in optional or part.want.kind in PEOPLE) and _is_said_before(made, part, earlier))
            or _is_of_one(made, part)
        ):
            continue
        phrase = _phrase(made, part, source, alone=not _has_siblings(source, earlier))
        if len(phrases) < 2:  # of whom, and for where: more is no wish but a list
            phrases = _with_more(phrases, phrase, part, needed=part in unheard and not is_implied(made, part))
    goal = which_of_them(of_those(goal_of(made.tool), made), made, picked)
    goal, phrases = of_its_company(goal, sorted(phrases, key=lambda p: p.startswith("with a copy ")), made)
    goal, phrases = _with_something(*on_that(goal, phrases, made, unheard))
    said = " ".join(phrases)
    other = _ANOTHER.search(goal)
    if said and other is not None and other[1] in said.split():
        return f"{goal[: other.start()]}{said.partition(' ')[2]}{goal[other.end() :]}"
    return f"{to_the_new(for_these(goal, said), said)} {said}" if said else goal


def _is_of_one(made: Made, part: Part) -> bool:
    """Whether a value tells something of one thing: who singles out the file says that its owner is meant, and when.

    Where a call takes the thing itself besides, both are said: with the file, to its owner.
    """
    items = _items(part)
    tells = part.want.kind in PEOPLE or is_moment(part.origins[0].value)
    beside = (p for p in made.parts.values() if p is not part and items & _items(p))
    return len(items) == 1 and (tells or any(p.want.kind in PEOPLE for p in beside))


def _items(part: Part) -> set[tuple[str, str]]:
    """The things that a value is taken from, as (call id, path)."""
    return {(c.made.id, t.item) for c in part.chosen for t in c.turnings[-1:]}


def _is_said_before(made: Made, part: Part, earlier: Iterable[Made]) -> bool:
    """Whether an item is singled out for a call that comes before in the same turn: one must say it is meant again."""
    items = {(c.made.id, t.item) for c in part.chosen for t in c.turnings}
    before = takewhile(lambda m: m is not made, (m for m in earlier if m.group == made.group and m.ok))
    chosen = (c for m in before if m.position != made.position for p in m.parts.values() for c in p.chosen)
    return any((c.made.id, t.item) in items for c in chosen for t in c.turnings)


def _with_something(goal: str, phrases: list[str]) -> tuple[str, list[str]]:
    """A goal to do `something` with the thing that it is done with, rather than for it, and without what that is in.

    >>> _with_something("send something back", ["for the first line and the first order"])
    ('send the first line back', [])
    """
    if not phrases or not _SOMETHING.search(goal) or not phrases[0].startswith("for "):
        return goal, phrases
    thing = phrases[0].removeprefix("for ").partition(" and ")[0]
    return _SOMETHING.sub(thing, goal, count=1), phrases[1:]


_SOMETHING = re.compile(r"\bsomething\b")


def _has_siblings(source: Made, earlier: Iterable[Made]) -> bool:
    """Whether several things of a kind were opened side by side, so that `that issue` is none of them."""
    return any(m.ok and m is not source and (m.group, m.tool.id) == (source.group, source.tool.id) for m in earlier)


def _with_more(phrases: list[str], phrase: str, part: Part, *, needed: bool) -> list[str]:
    """The phrases of a wish with one more, where it goes with the first; a choice is said first where both begin alike.

    Args:
        needed: Nobody could guess what the phrase tells.
    """
    if not phrases or phrase in phrases:
        return phrases or [phrase]
    joint, _, thing = phrases[0].partition(" ")
    if _may_be_second(part.want) and phrase.split(maxsplit=1)[0] not in phrases[0].split():
        return [*phrases, _with_its(phrase, phrases[0])]
    if part.want.kind == "@country":
        return [*phrases, f"and {phrase.partition(' ')[2]}"]
    if needed:
        return [f"{phrase} and {thing}"] if phrase.startswith(f"{joint} ") else [*phrases, phrase]
    return phrases


def _may_be_second(want: Want) -> bool:
    """Whether a second thing is said with a wish: for whom, where, or what no id is."""
    return want.kind in PEOPLE | PLACED or not want.points


def _with_its(phrase: str, before: str) -> str:
    """A phrase behind another one: with the first file to the owner of the first file is to `its owner`."""
    several = _THEIRS.search(phrase)
    if several is not None and before.endswith(several[2]):
        return _THEIRS.sub(r"their \1", phrase)
    found = _ITS.search(phrase)
    return _ITS.sub(r"its \1", phrase) if found and before.endswith(found[2]) else phrase


_THEIRS = re.compile(r"\bthe (\w+s) of (the first \w+ \w+s)$")
# Several have several owners.
_ITS = re.compile(r"\bthe (\w+) of (the \w+ \w+[^s]|that \w+[^s])$")
_ANOTHER = re.compile(r"\banother (\w+)")


def _unheard(made: Made, earlier: Iterable[Made]) -> list[Part]:
    """Required values that would come out of the blue: of somebody, or one of several, and new to the talk."""
    known = {p.value for m in earlier if m.group != made.group for p in m.parts.values() if isinstance(p.value, str)}
    goal = _goal_words(goal_of(made.tool))
    out = []
    for part in made.parts.values():
        source = giver(part)
        if not part.want.parameter.required or source is None or source.position == made.position:
            continue
        value = part.value[0] if isinstance(part.value, list) and part.value else part.value
        unheard = _is_theirs(made.tool, part.want, goal) or _is_of_several(part, source, made, goal)
        left_open = _is_left_open(part, source, made, goal)
        unheard = unheard or left_open or _is_aside(part, source, made, goal) or is_moment(value)
        again = _is_chosen(part) and is_done_with_it_again(made, part, earlier) and not is_implied(made, part)
        heard = value in known and not (left_open or part.want.kind in PEOPLE or pays(made) or is_half_said(made, part))
        if (heard and not again) or not (unheard or again or _is_end(part, source, made)):
            continue
        out.append(with_those_beside(made, part, earlier))
    return out


def _is_left_open(part: Part, source: Made, made: Made, goal: frozenset[str]) -> bool:
    """Whether something is made with a thing from before and the wish speaks of nothing: a scene, for that device."""
    if made.tool.effect == "read" or not _is_chosen(part) or source.group == made.group:
        return False
    things = {noun for c in part.chosen for t in c.turnings[-1:] for noun in thing_at(source, t.path).split()}
    named = not things.isdisjoint(singular(w) for w in words(part.want.parameter.name))
    others = (p for p in made.parts.values() if p.want.points and (theirs := giver(p)) and goal & _nouns(p, theirs))
    return named and not any(others) and not is_implied(made, part)


def _is_end(part: Part, source: Made, made: Made) -> bool:
    """Whether a way begins or ends at one of several places that nobody has seen, or at one that nothing speaks of."""
    listed = source.group == made.group and any(t.among > 1 for c in part.chosen for t in c.turnings)
    heard = re.search(rf"\b{WAYS_TO.get(part.want.way, 'to')} (?:an?|the) ", goal_of(made.tool))
    return part.want.kind in PLACED and part.want.way in ("start", "end") and (listed or not heard)


def _is_aside(part: Part, source: Made, made: Made, goal: frozenset[str]) -> bool:
    """Whether a value is of another thing than the one that the wish is about: a run's branch, of some request.

    The town of that very thing is where it is.
    """
    want = part.want
    if (want.points and not want.kind) or want.kind not in _ASIDE:  # a country's code is no id of anything
        return False
    if want.parameter.enum or want.parameter.type != "string":
        return False
    about = [giver(p) for p in made.parts.values() if p is not part and (p.want.points or is_unkinded(p))]
    named = goal.intersection(singular(w) for w in words(want.parameter.name))
    return (bool(about) or want.kind != "@city" or source.group != made.group) and source not in about and not named


_ASIDE = ("", "@city", "@country", "@iata", "@ticker")


def _is_theirs(tool: Tool, want: Want, goal: frozenset[str]) -> bool:
    """Whether something is for somebody, and nothing says for whom: a message, a car with a driver."""
    who = PERSON_WORDS.intersection(singular(w) for w in words(want.parameter.name))
    open_to_all = goal.isdisjoint(PERSON_WORDS) or is_for_some(goal_of(tool))
    driven = want.points and bool(who) and tool.effect != "read" and open_to_all
    return (want.kind in PEOPLE and not _SOCIAL_END.search(goal_of(tool))) or driven


def _is_of_several(part: Part, source: Made, made: Made, goal: frozenset[str]) -> bool:
    """Whether an id is of one thing of a list that nobody has seen, and of a kind that the wish does not name."""
    listed = source.group == made.group and any(t.among > 1 for c in part.chosen for t in c.turnings)
    listed = listed or (not part.chosen and "[" in part.origins[0].field)  # all of them have the same
    one = made.tool.effect != "read" and part.want.parameter.type != "array"
    later = one and any(t.at > 0 for c in part.chosen for t in c.turnings)
    other = _ANOTHER.search(goal_of(made.tool))
    heard = goal.intersection(_nouns(part, source)) and (other is None or other[1] not in words(part.want.path))
    if made.tool.effect == "read" and (speaks_of_a_thing(goal_of(made.tool)) or is_implied(made, part)):
        return False
    return listed and part.want.points and (later or not heard)


def _is_chosen(part: Part) -> bool:
    """Whether a value is the id of one of several things."""
    return part.want.points and any(t.among > 1 for c in part.chosen for t in c.turnings)


def _nouns(part: Part, source: Made) -> set[str]:
    """What a value is of, by its parameter and by the list that it stands in."""
    items = {noun for c in part.chosen for t in c.turnings for noun in thing_at(source, t.path).split()}
    return items | {singular(w) for w in words(part.want.parameter.name)}


def narrowed(made: Made) -> bool:
    """Whether a call takes something from a result that it may do without, so that the wish for it must be heard."""
    return bool(_optional(made.parts.values()))


def _optional(parts: Iterable[Part]) -> list[Part]:
    return [p for p in parts if not p.want.parameter.required and giver(p) is not None]


def _phrase(made: Made, part: Part, source: Made, *, alone: bool) -> str:
    field = re.sub(r"\[\d+\]", "[]", part.origins[0].field)
    noun = "" if part.want.kind in PLACED - {"@city"} else _noun(part.want.parameter.name, part.want.kind, field)
    noun = noun.rpartition(" ")[2] if part.want.kind == "@country" else noun
    item, which = which_of(part, source, seen=source.group != made.group)
    opened = "[" not in part.origins[0].field  # out of a list it is one of that list
    if opened and not alone and which == f"that {item}" and (place := place_of(source)) is not None:
        which = f"the {ordinal(place)} {item}"
    if is_moment(part.origins[0].value):
        return f"for the {'date' if is_date(part.origins[0].value) else 'time'} of {which}"
    own = not noun or noun.split()[-1] in item.split() or item.split()[-1] in noun.split() or _is_own_id(field)
    own = own or part.want.kind == "@ticker"  # which stands for a company and is nothing of it that people speak of
    if noun.split()[-1:] and (role := AS_ROLE.get(noun.split()[-1])) and is_their_own(field, item):
        return role.format(which)
    theirs = in_plural(noun) if len(places_of(c.turnings[-1] for c in part.chosen if c.turnings)) > 1 else noun
    return in_role(made.tool, part.want, noun, which if own else f"the {theirs} of {which}")


def _is_own_id(field: str) -> bool:
    """Whether a value is all there is to say of an item: its `id`."""
    return words(field.rpartition(".")[2]) in (("id",), ("name",))
