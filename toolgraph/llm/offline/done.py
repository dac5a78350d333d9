"""What a call did, as the assistant says it: the wish as a deed, with the things and people that it was done with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from toolgraph.llm.offline.changed import to_both
from toolgraph.llm.offline.clauses import anded
from toolgraph.llm.offline.deeds import deed, past
from toolgraph.llm.offline.either import addressed, is_about_somebody, named_in, own, settled
from toolgraph.llm.offline.fields import currency_of
from toolgraph.llm.offline.fragments import pointed_out, with_food
from toolgraph.llm.offline.grammar import Speaker
from toolgraph.llm.offline.grouped import grouped
from toolgraph.llm.offline.names import is_person
from toolgraph.llm.offline.naming import Named, is_opaque, quoted
from toolgraph.llm.offline.particulars import with_particulars
from toolgraph.llm.offline.refer import argument_words, is_making
from toolgraph.llm.offline.slots import Spoken, with_money
from toolgraph.llm.offline.unsaid import with_unsaid
from toolgraph.llm.offline.wishes import Wish, to_other_side
from toolgraph.llm.offline.words_in import dress
from toolgraph.llm.offline.written import Ink, amount, is_id, plain_text, words_of
from toolgraph.meaning.extreme import STANDING_OUT
from toolgraph.meaning.text import ORDINALS, PERSON_WORDS, PERSONS, VERBS, singular
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.dialogue_plan import PlannedCall, SaidValue
from toolgraph.models.provenance import Provenance

_PEOPLE = re.compile(r"^people (?=to )")
_INVITED = frozenset("reviewer attendee invitee participant guest member assignee".split())
_CALLED = re.compile(r"(?<!job )\b(?:name|title|label)$")
_LONG = 40
_NAMED_MAX = 3
_MARKS = frozenset(("ticker", "symbol"))
_MARKED = ("stock", "share", "company")  # what goes by them
_A_SUM = re.compile(r"^(?:amount|sum)$")
_TAIL_MAX = 75  # letters; who has just said more than that need not hear it again
_OBJECT = re.compile(
    r"(an?|the|that) ((?:(?!(?:of|to|in|on|at|for|from|with|about|by)\b)[\w-]+ )?[\w-]+)"
    r"(?=$| (?:on|off|with|for|to|in|at)\b| [\ue000-\uf8ff])"
)
_ROLE_OF = re.compile(
    rf"\b(?:with|to|for) (the (\w+) of (?:that|those|the (?:{'|'.join(ORDINALS)}|last))(?: \w+){{1,3}})$"
)
_SOME_LINK = re.compile(r" from an? (?:web )?link\b")  # that nobody has said
_THAT = re.compile(r"\b(?:to|with|for|at|from|in) (that (\w+))$")
_THAT_NAMED = re.compile(r"\bthat ((?:[\w-]+ ){1,2})(?=[\ue000-\uf8ff])")  # `that report Vitamin D`
_OWNER = re.compile(rf"^ of (?:that|those|the (?:{'|'.join(ORDINALS)}|last)) \w+")
_PLACED = re.compile(rf"\bthe (?:{'|'.join(ORDINALS)}|last|next) (?=\w+$)")
_WHOSE_MARK = re.compile(  # for that company, which has been said by its ticker
    rf" for (?:the \w+ of )?(?:that|those|the (?:{'|'.join(ORDINALS)}|last)) (?:\w+ )?(?:company|companies|stocks?)$"
)
_TO_WHOM = re.compile(
    rf" to (?:(?:that|those|the|an?) (?:{'|'.join(sorted(PERSONS))})s?|its owner|the \w+ of (?:that|those|the) [\w ]+)$"
)
_COPY = re.compile(r" with (?:a|that) copy to .*$")
_COPIED = frozenset("cc copy bcc".split())
_RECEIVERS = frozenset("to recipient recipients".split())


class Outcome(NamedTuple):
    """What came of a call.

    Attributes:
        thing: What it is called in general (`deal`).
        name: What it is called itself; None when it is not a record.
        new: It was not there before.
    """

    thing: str
    name: Named | None
    new: bool


class Beside(NamedTuple):
    """What is known beside a call.

    Attributes:
        names: What things are called, by their ids.
        said: What was said for it.
        room: How many values may stand behind the deed.
        unsaid: What the call took from results and nobody has named.
    """

    names: Mapping[str, str]
    said: Sequence[SaidValue]
    speaker: Speaker
    room: int
    unsaid: Sequence[Provenance] = ()


def done(call: PlannedCall, wish: Wish, came: Outcome, beside: Beside, ink: Ink) -> tuple[str, bool]:
    """A wish as what was done, with what was said for it, and whether it names what came of it."""
    thing, name, names = came.thing, came.name, beside.names
    first, *others = settled(wish, argument_words(call))
    if is_about_somebody(first.rest):
        whom = [v for k, v in call.arguments.items() if is_person(k) and plain_text(v, 60)]
        told = ink.held.hold(names.get(str(whom[0]), str(whom[0]))) if whom else ""
        first = first._replace(rest=addressed(first.rest, told))
    first = first._replace(rest=_with_people(first.rest, call, names, ink))
    bare = name.bare if name and not _is_put_in(thing, call) else ""
    first = first._replace(rest=_with_others(own(first.rest), thing if bare else "", call, names, ink))
    first = _with_said(first, bare, call.result, beside, ink)
    first = first._replace(rest=_with_sum(first.rest, call, ink))
    if not others:
        first = first._replace(rest=_with_object(first, thing if bare else "", call, names, ink))
    first = first._replace(rest=_with_person(first.rest, call, names, ink))
    first = first._replace(rest=pointed_out(_pointed(first.rest, call, names, ink), call, names, ink))
    first = first._replace(rest=_SOME_LINK.sub("", first.rest))
    first = _with_receivers(first, call, names, ink)
    first = _sent_back(first._replace(rest=_something(first.rest, call, names, ink)), call, names, ink)
    new = came.new and not _was_there(first.rest, call)
    there = bool(bare) and ink.held.plain(bare) in ink.held.plain(first.rest)  # a place in the session of that name
    did, said = deed(first, thing, "" if there else bare, alone=bool(name and name.text == bare), new=new)
    said = said or there
    if first.verb == "rename" and bare:
        did, said = f"{deed(first, thing, '')[0]} to {bare}", True
    did = re.sub(r" on or off$", f" {switched(call)}", did) if switched(call) else did
    did = with_unsaid(f"{did} {first.tail}" if first.tail else did, beside.unsaid, names, ink)
    did = to_both(with_food(did, call, names, ink), call, names, ink.held)
    did = with_particulars(did, first, call, names, ink)
    more = [f"{past(w.verb)} {_with_others(w.rest, '', call, names, ink)}" for w in others]
    return _THAT_NAMED.sub(r"the \1", " and ".join([did, *map(to_other_side, more)])), said


def _was_there(rest: str, call: PlannedCall) -> bool:
    """Whether a wish is about the very thing that its call was made with: a quiz that was submitted was there."""
    found = _OBJECT.match(rest)
    own = {singular(w) for w in found[2].split()} if found else set()
    return any(is_id(k) and own & {singular(w) for w in words_of(k)} for k in call.arguments)


def _something(rest: str, call: PlannedCall, names: Mapping[str, str], ink: Ink) -> str:
    """A wish to do `something` with what it was by its name, where the call says it: what was sent back."""
    known = [names[str(v)] for k, v in call.arguments.items() if is_id(k) and str(v) in names]
    if not rest.startswith("something ") or not known:
        return rest
    return f"{ink.held.hold(quoted(known[-1]))}{rest.removeprefix('something')}"


def _sent_back(wish: Wish, call: PlannedCall, names: Mapping[str, str], ink: Ink) -> Wish:
    """A wish to send something back as the return that was begun, as nobody has carried it to the post yet."""
    if wish.verb != "send" or not wish.rest.endswith(" back"):
        return wish
    known = [names[str(v)] for k, v in call.arguments.items() if is_id(k) and str(v) in names]
    what = ink.held.hold(quoted(known[-1])) if known else wish.rest.removesuffix(" back")
    return Wish("start", f"the return of {what}", wish.tail)


def _with_said(wish: Wish, bare: str, came_of: JsonValue, beside: Beside, ink: Ink) -> Wish:
    """A wish with the things that were said for it: `transfer 950 CHF`, and not `transfer money`."""
    called = ink.held.plain(bare)
    spoken = with_money(beside.said, rng=ink.dates or ink.rng, clock=ink.clock)
    values = grouped([_in_coin(v, came_of) for v in spoken])
    there = ink.held.plain(wish.rest)
    told = [v for v in values if _is_told(v, called) and not _stands_in(v.text, there)]
    full = dress(wish, told, beside.speaker, ink.held, beside.room).wish
    short = len(ink.held.plain(full.tail)) <= _TAIL_MAX
    return full if short else dress(wish, told, beside.speaker, ink.held, beside.room - 1).wish


def _stands_in(text: str, there: str) -> bool:
    return not text.isdigit() and text in there and bool(re.search(rf"(?<!\w){re.escape(text)}(?!\w)", there))


def _in_coin(value: Spoken, came_of: JsonValue) -> Spoken:
    """An amount that was said without its currency with the one that the result has."""
    if value.fills["money"] or not _A_SUM.search(value.fills["label"]) or not isinstance(came_of, dict):
        return value
    coin = currency_of(came_of)
    return value._replace(fills={**value.fills, "money": f" {coin}"}) if coin else value


def _with_sum(rest: str, call: PlannedCall, ink: Ink) -> str:
    """A wish about money with how much it was, where nobody has said that: what a bill comes to."""
    much = call.arguments.get("amount")
    if not rest.startswith("money ") or not isinstance(much, int | float) or not isinstance(call.result, dict):
        return rest
    coin = currency_of(call.arguments) or currency_of(call.result)
    return f"{ink.held.hold(amount(much, coin, ink))}{rest.removeprefix('money')}"


def _is_told(value: Spoken, called: str) -> bool:
    """Whether a value is told again when all is done: not its own words, nor what the thing is called by anyway."""
    long = len(value.text) > _LONG and not value.text.startswith("http")
    coded = is_opaque(value.text) and not value.text.isdigit()
    own_words = (
        value.slot.quote or long or coded or value.slot.shape in ("yes", "no", "list", "all") or value.said.value == 1
    )
    return not (own_words or _CALLED.search(value.fills["label"]) or (called and value.text in called))


def _within(arguments: JsonObject) -> Iterator[tuple[str, JsonValue]]:
    """The arguments of a call and those of the things that it lists."""
    for key, value in arguments.items():
        yield key, value
        for inner in value if isinstance(value, list) else ():
            yield from inner.items() if isinstance(inner, dict) else ()


def _with_object(wish: Wish, thing: str, call: PlannedCall, names: Mapping[str, str], ink: Ink) -> str:
    """A wish with what it was done to by its name, where its call has another word for that: a door by its lock id."""
    rest = wish.rest
    found = _OBJECT.match(rest)
    keys = [k for k in call.arguments if is_id(k) and str(call.arguments[k]) in names]
    if found is None:
        return rest
    own, behind = ({singular(w) for w in re.findall(r"[a-z]+", text)} for text in (found[2], rest[found.end() :]))
    alike = [k for k in keys if own & {singular(w) for w in words_of(k)}]
    # What is made has its own name, and what is spoken of behind the thing (`with the teacher`) is not the thing.
    others = [] if is_making(wish) else [k for k in keys if not behind & {singular(w) for w in words_of(k)}]
    alike = alike or others
    if len(alike) != 1 or _named_already(rest[found.end() :], ink):
        return rest
    keys = alike
    if thing and found[2].rpartition(" ")[2] == thing.rpartition(" ")[2]:
        return rest  # it is what came of it that has a name
    name = names[str(call.arguments[keys[0]])]
    kind = "" if found[2].rpartition(" ")[2] in name.lower().split(" ") else f"the {found[2]} "
    return f"{kind}{ink.held.hold(quoted(name))}{rest[found.end() :]}"


def _with_person(rest: str, call: PlannedCall, names: Mapping[str, str], ink: Ink) -> str:
    """A wish with somebody who is only `the owner of that file` by their name or address."""
    found = _ROLE_OF.search(rest)
    people = [(k, v) for k, v in call.arguments.items() if is_person(k)] if found else []
    if found is None or found[2] not in PERSON_WORDS or len(people) != 1 or " copy" in rest:
        return rest
    value = people[0][1]
    called = [str(v) for v in (value if isinstance(value, list) else [value]) if plain_text(v, 60)]
    if not 0 < len(called) <= _NAMED_MAX or any(is_opaque(names.get(v, v)) for v in called):
        return rest
    return f"{rest[: found.start(1)]}{anded([ink.held.hold(names.get(v, v)) for v in called])}"


def _pointed(rest: str, call: PlannedCall, names: Mapping[str, str], ink: Ink) -> str:
    """A wish that speaks of `that address` with the very one, where the call says it."""
    found = _THAT.search(rest)
    for key, value in _within(call.arguments) if found else ():
        if not found or singular(found[2]) not in {singular(w) for w in words_of(key)[-2:]}:
            continue
        called = [names.get(str(v), str(v)) for v in (value if isinstance(value, list) else [value])]
        if 0 < len(called) <= _NAMED_MAX and all(plain_text(c, 60) and not is_opaque(c) for c in called):
            return f"{rest[: found.start(1)]}{anded([ink.held.hold(c) for c in called])}{rest[found.end() :]}"
    return rest


def _named_already(after: str, ink: Ink) -> bool:
    """Whether a name follows a thing, and not how it is set: `the door Garage`, but not `the lamp on`."""
    return after[1:] != "" and ink.held.value(after[1]) not in ("", "on", "off")


def _with_receivers(wish: Wish, call: PlannedCall, names: Mapping[str, str], ink: Ink) -> Wish:
    """A wish to send something with who got it, where nothing else says so, and with whoever got a copy."""
    copied = _COPY.search(wish.rest)
    rest = wish.rest[: copied.start()] if copied else wish.rest
    bare = _TO_WHOM.sub("", rest)
    if VERBS.get(wish.verb) == "send" and not re.search(r"\b(?:to|into|on)\b", f"{bare} {wish.tail}"):
        whom = _got(call, _RECEIVERS, names, ink)
        rest = f"{bare} to {whom}" if whom else rest
    copies = _got(call, _COPIED, names, ink)
    if copies and ink.held.plain(copies) not in ink.held.plain(wish.tail):
        return wish._replace(rest=f"{rest} with a copy to {copies}")
    return wish._replace(rest=f"{rest}{copied[0] if copied else ''}")


def _got(call: PlannedCall, wanted: frozenset[str], names: Mapping[str, str], ink: Ink) -> str:
    """Who got what a call sent, by name or address; "" where nobody did, or too many."""
    for key, value in call.arguments.items():
        got = [str(v) for v in (value if isinstance(value, list) else [value]) if plain_text(v, 60)]
        if wanted & set(words_of(key)) and 0 < len(got) <= _NAMED_MAX:
            return anded([ink.held.hold(names.get(v, v)) for v in got])
    return ""


def _its_name(rest: str, name: str) -> str:
    """A wish that names a thing, without what only said which one it is: `the first`, `of that deal`."""
    before, found, after = rest.partition(f" {name}")
    before = _PLACED.sub("the ", before)
    return f"{before}{found}{_OWNER.sub('', after)}"


def _is_put_in(thing: str, call: PlannedCall) -> bool:
    """Whether things of a kind were put into what came of it, which is then no such thing: tracks into a playlist."""
    last = thing.rpartition(" ")[2]
    return any(isinstance(v, list) and last in {singular(w) for w in words_of(k)} for k, v in call.arguments.items())


@lru_cache(maxsize=2048)
def _several(noun: str) -> re.Pattern[str]:
    """Some of a kind, or so many of them from the top."""
    return re.compile(
        rf"(?:\b(?:the (?:first|{'|'.join(STANDING_OUT)})(?: \w+)?|those) |^){re.escape(noun)}s?\b(?= |$)"
    )


def switched(call: PlannedCall) -> str:
    """Whether a call switches something on or off; "" when it does not say."""
    return next((v for v in call.arguments.values() if isinstance(v, str) and v in ("on", "off")), "")


def _with_people(rest: str, call: PlannedCall, names: Mapping[str, str], ink: Ink) -> str:
    """A wish for people to do something with who they are, where the call names them."""
    if not _PEOPLE.match(rest):
        return rest
    for key, value in call.arguments.items():
        if not {singular(w) for w in words_of(key)} & _INVITED:
            continue
        asked = [str(v) for v in (value if isinstance(value, list) else [value]) if plain_text(v, 60)]
        if asked:
            return f"{anded([ink.held.hold(names.get(v, v)) for v in asked])}{rest.removeprefix('people')}"
    return rest


def _with_others(rest: str, thing: str, call: PlannedCall, names: Mapping[str, str], ink: Ink) -> str:
    """A wish with the other things that it was done with named: `tracks to a playlist` by what they are called."""
    for key, value in _within(call.arguments):
        mark = words_of(key)[-1] in _MARKS
        if not is_id(key) and not mark:
            continue
        called = [names.get(str(v), str(v) if mark else "") for v in (value if isinstance(value, list) else [value])]
        nouns = [singular(w) for w in words_of(key) if singular(w) not in ("id", "number", "code")]
        nouns = [next((n for n in _MARKED if n in rest), nouns[-1])] if mark and nouns else nouns
        if not called or not all(called) or not nouns or len(called) > _NAMED_MAX:
            continue
        text = anded([ink.held.hold(quoted(n)) for n in dict.fromkeys(called)])
        if isinstance(value, list):
            rest = _several(nouns[-1]).sub(f"the {nouns[-1]}{'s' if len(called) > 1 else ''} {text}", rest, count=1)
        if nouns[-1] == thing.rpartition(" ")[2]:
            continue
        rest = _its_name(named_in(rest, nouns[-1], text), text) or rest
        rest = _WHOSE_MARK.sub("", rest) if mark else rest
    return rest


def undone_in(result: JsonValue) -> str:
    """The deed that a result says was not done (`confirmed` by `confirmed: false`); "" for none."""
    if not isinstance(result, dict):
        return ""
    refused = [k for k, v in result.items() if v is False and set(words_of(k)) <= _DEEDS | {"is"}]
    refused += [k for k, v in result.items() if str(v).lower() == "false" and words_of(k)[-1] == "status"]
    word = words_of(refused[0])[-1] if refused else ""
    return "done" if word in ("status", "success", "succeeded", "successful", "ok") else word


_DEEDS = frozenset(
    "success succeeded successful ok done deleted removed cancelled canceled sent delivered updated created saved "
    "added booked confirmed accepted approved completed applied registered scheduled published stopped started".split()
)
