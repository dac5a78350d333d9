"""What a call did, as the assistant says it: the wish as a deed, with the things and people that it was done with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from toolgraph.llm.offline.clauses import anded
from toolgraph.llm.offline.deeds import deed, past
from toolgraph.llm.offline.either import addressed, is_about_somebody, named_in, own, settled
from toolgraph.llm.offline.names import is_person
from toolgraph.llm.offline.naming import Named, quoted
from toolgraph.llm.offline.refer import argument_words
from toolgraph.llm.offline.wishes import Wish, to_other_side
from toolgraph.llm.offline.written import Ink, is_id, plain_text, words_of
from toolgraph.meaning.text import singular
from toolgraph.models.dialogue_plan import PlannedCall

_PEOPLE = re.compile(r"^people (?=to )")
_INVITED = frozenset("reviewer attendee invitee participant guest member assignee".split())


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


def done(call: PlannedCall, wish: Wish, came: Outcome, names: Mapping[str, str], ink: Ink) -> tuple[str, bool]:
    """A wish as what was done, and whether it names what came of it.

    Args:
        names: What things are called, by their ids.
    """
    thing, name = came.thing, came.name
    first, *others = settled(wish, argument_words(call))
    if is_about_somebody(first.rest):
        whom = [v for k, v in call.arguments.items() if is_person(k) and plain_text(v, 60)]
        told = ink.held.hold(names.get(str(whom[0]), str(whom[0]))) if whom else ""
        first = first._replace(rest=addressed(first.rest, told))
    first = first._replace(rest=_with_people(first.rest, call, names, ink))
    bare = name.bare if name else ""
    first = first._replace(rest=_with_others(own(first.rest), thing if bare else "", call, names, ink))
    did, said = deed(first, thing, bare, alone=bool(name and name.text == bare), new=came.new)
    if first.verb == "rename" and bare:
        did, said = f"{deed(first, thing, '')[0]} to {bare}", True
    did = re.sub(r" on or off$", f" {switched(call)}", did) if switched(call) else did
    more = [f"{past(w.verb)} {_with_others(w.rest, '', call, names, ink)}" for w in others]
    return " and ".join([did, *map(to_other_side, more)]), said


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
    for key, value in call.arguments.items():
        if not is_id(key):
            continue
        called = [names.get(str(v), "") for v in (value if isinstance(value, list) else [value])]
        nouns = [singular(w) for w in words_of(key) if singular(w) not in ("id", "number", "code")]
        if not called or not all(called) or not nouns or nouns[-1] == thing.rpartition(" ")[2]:
            continue
        text = anded([ink.held.hold(quoted(n)) for n in dict.fromkeys(called)])
        rest = f"{text} {rest.removeprefix(f'{nouns[-1]}s ')}" if rest.startswith(f"{nouns[-1]}s ") else rest
        rest = named_in(rest, nouns[-1], text) or rest
    return rest
