"""What a thing from a result is to a wish: in whose stead, for whom, with a copy to whom it is done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from toolgraph.meaning.concept import tool_words
from toolgraph.meaning.text import PERSON_WORDS, PERSONS, singular, words
from toolgraph.models.tool import Tool
from toolgraph.plan.draft import Made
from toolgraph.plan.goals import goal_of
from toolgraph.plan.wants import Want

PLACED = frozenset(("@latitude", "@longitude", "@coordinates", "@address", "@city"))
PEOPLE = frozenset(("@email", "@phone", "@person", "@username"))
WAYS_TO = {"start": "from", "end": "to"}
SOMEBODY = re.compile(rf"\b(?:\w+(?:er|or|ee)|{'|'.join(sorted(PERSON_WORDS))})$")
# What somebody is to the things that are looked for.
AS_ROLE = {"owner": "of {}", "author": "by {}", "creator": "by {}", "assignee": "with {} as the assignee"}
# How things are spoken of in or with which something is made or done.
_WAYS = {
    "repository": "in",
    "room": "in",
    "folder": "in",
    "option": "with",
    "address": "to",
    "cv": "with",
    "resume": "with",
}
_TAKEN_FROM = frozenset(("from", "source"))
_SENDERS = frozenset(("from", "sender"))
_MAILBOX = re.compile(r"\b(?:mail ?box|inbox)$")
_COPIED = frozenset(("cc", "bcc"))
_TO_DO = frozenset(("assignee", "assigned"))
_REACHED = frozenset(("contact", "billing", "emergency"))  # whoever is asked about a booking
_WORKS_FOR = frozenset("company employer organization organisation".split())
_SOME_STOCK = re.compile(r"\ban? (?:listed |public )?(stock|share|security|company)\b")
_BY_TICKER = re.compile(
    r"for ((?:the|that|those) (?:first|second|third|fourth|last)?(?: ?(?:two|three|four|few))?) ?(?:ticker|symbol)(s)?$"
)
_STOCK = re.compile(r"\b(?:an?|the) (?P<what>stock|share|security|ticker(?: symbol)?)\b")


def is_their_own(field: str, item: str) -> bool:
    """Whether a value is how the very person is known that an item is: a user's login, and not that of its owner."""
    return words(field.rpartition(".")[2])[-1:] in (("login",), ("username",), ("email",)) and bool(
        SOMEBODY.search(item)
    )


def in_role(tool: Tool, want: Want, noun: str, thing: str) -> str:
    """A thing with what it is to a call that takes it: `with a copy to that contact`.

    Args:
        noun: What the value is called.
        thing: Which thing it is of.
    """
    around = words(want.path.rpartition(".")[0])
    if want.kind in PEOPLE and tool.effect != "read" and around and _REACHED.intersection(around[-1:]):
        return f"with {thing} as the contact"
    return f"{_joint(tool, want, noun or thing)} {thing}"


def changed_into(tool: Tool, want: Want, giver: Tool) -> bool:
    """Whether people hear what a change that may take a thing makes of it: `change a subscription to the second plan`.

    A contact is not changed `for the company of that deal`: nobody would hear that they work there from now on.
    """
    tokens = [w for w in words(want.parameter.name) if w not in ("id", "ids", "number", "code")]
    noun = singular(tokens[-1]) if tokens else ""
    if "new" in tokens or (noun and noun in _said_in(goal_of(tool))):
        return True
    about, given = (tool_words(t.name, t.http)[1] for t in (tool, giver))
    return not PERSONS.intersection(map(singular, about)) and noun in map(singular, given)


@lru_cache(maxsize=8192)
def _said_in(goal: str) -> frozenset[str]:
    return frozenset(singular(w) for w in re.findall(r"[a-z]+", goal))


def of_its_company(goal: str, phrases: Sequence[str], made: Made) -> tuple[str, list[str]]:
    """A wish for `a stock` as one for that of a company, where a phrase says of which: it is not put there for it."""
    tickers = [p for p in made.parts.values() if p.want.kind == "@ticker"]
    stock = _STOCK.search(goal) if len(tickers) == 1 else None
    some = _SOME_STOCK.search(goal) if len(tickers) == 1 and made.tool.effect == "read" else None
    listed = next((m for p in phrases if (m := _BY_TICKER.match(p))), None)
    if some is not None and listed is not None:  # `the latest price of the first stock`, and not `for the first ticker`
        many = "s" if listed[2] else ""
        noun = f"{some[1]}{many}" if some[1] != "company" or not many else "companies"
        return f"{goal[: some.start()]}{listed[1].strip()} {noun}{goal[some.end() :]}", [
            p for p in phrases if p != listed[0]
        ]
    said = tickers[0].saying if tickers else None
    if some is not None and said is not None and said.call not in ("", made.id):
        return f"{goal[: some.start()]}that {some[1]}{goal[some.end() :]}", list(phrases)
    mine = next((p for p in phrases if p.startswith("for ") and p.endswith(("company", "companies"))), None)
    if stock is None or mine is None:
        return goal, list(phrases)
    named = f"the {stock['what']} of {mine.removeprefix('for ')}"
    return f"{goal[: stock.start()]}{named}{goal[stock.end() :]}", [p for p in phrases if p != mine]


_BOOKING = frozenset("book reserve order".split())
_GOING = frozenset("traveller travellers traveler travelers passenger passengers guest guests driver".split())
_FOR_SOME = re.compile(r" for one or more [\w-]+$")


def is_for_some(goal: str) -> bool:
    """Whether a wish leaves open for whom it is: `book a train for one or more travellers`."""
    return _FOR_SOME.search(goal) is not None


def for_these(goal: str, said: str) -> str:
    """A wish without the some for whom it is, where a phrase behind it says who they are."""
    return _FOR_SOME.sub("", goal) if said.startswith("for ") else goal


def _joint(tool: Tool, want: Want, noun: str) -> str:
    """The word between a wish and the thing that it is for."""
    tokens = set(words(want.parameter.name))
    if want.kind in PLACED:
        return WAYS_TO.get(want.way, "in" if want.kind == "@city" else "near")
    if tokens & ({"new", "to"} | _COPIED):
        return "with a copy to" if tokens & _COPIED else "to"
    person = want.kind in PEOPLE or bool(set(noun.split()) & PERSON_WORDS)
    verb = tool_words(tool.name, tool.http)[0]
    if tool.effect != "read":
        return _joint_of_deed(tool, want, noun, verb, person=person)
    if person and tokens & _SENDERS:
        return "for messages from" if _MAILBOX.search(goal_of(tool)) else "from"
    if person and want.parameter.type == "array":
        return "with"
    return "of" if person and verb in ("list", "get") and " of " not in goal_of(tool) else "for"


def _joint_of_deed(tool: Tool, want: Want, noun: str, verb: str, *, person: bool) -> str:
    tokens, last = set(words(want.parameter.name)), noun.rpartition(" ")[2]
    taken = tokens & _TAKEN_FROM and want.points and not person
    if taken or (verb == "update" and not want.parameter.required and not person):
        return "from" if taken else "to"
    if tokens & _WORKS_FOR and want.points and set(tool_words(tool.name, tool.http)[1]) & PERSONS:
        return "as somebody at"
    if last in _WAYS:
        return _WAYS[last]
    if person and want.points and tokens & _GOING and _BOOKING.intersection(words(tool.name)[:1]):
        return "for"
    if want.parameter.type == "array" or tokens & {"attachment", "file"}:
        return "with"
    return "about" if verb == "send" and not person else "with" if person and not tokens & _TO_DO else "for"
