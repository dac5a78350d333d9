"""A wish with what it is of and for, put as people put it: commits `on` a branch, `by` somebody, a flight `to` a place.

What a chain hands from call to call is said behind a wish by one and the same `for`; here it gets the word that goes
with the thing, and what has been said once is not said again.
"""

from __future__ import annotations

import re
from functools import lru_cache

from toolgraph.llm.offline.shorter import shorter
from toolgraph.llm.offline.wishes import Wish
from toolgraph.meaning.extreme import STANDING_OUT
from toolgraph.meaning.text import ORDINALS

_MARK = "[\ue000-\uf8ff]"
_FIRST = rf"(?:{'|'.join((*ORDINALS, *STANDING_OUT))}|best rated)"
# One thing, or several, that somebody points at: `that issue`, `the first two runs`, `the branch main`.
_THING = rf"(?:(?:that|those|the|each)(?: {_FIRST})?(?: (?:two|three|four))?(?: [a-z-]+){{1,2}}?(?: {_MARK})?|{_MARK})"
_ONE = rf"(?:that|the {_FIRST})"
_INSTEAD = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        # What is done to the cheapest car is not done `for` the cheapest car, nor is a page of a company for it.
        (rf"^(?:an?|the {_FIRST}|that) (?:[a-z]+ ){{0,2}}?(\w+) for (the {_FIRST} \1|the \1 {_MARK})\b", r"\2"),
        (rf"^(the (?:{_FIRST}|last) )one for \1(?:\w+ )?(\w+)(?= for | with |$)", r"\1\2"),
        (r"^an? (\w+) for (the \1 (?=\W))", r"\2"),
        (rf"\b({_ONE} (?:[a-z]+ )??([a-z]+)) for that \2\b", r"\1"),
        (rf"\bof (the {_FIRST}) one for \1 ([a-z]+)\b", r"of \1 \2"),
        (rf"\bthe (\w+) of ({_THING}) about \2(?=$|\W)", r"the \1 about \2"),
        # Whose they are, where they are, which way they go.
        (r" for the (author|creator) of ", r" by the \1 of "),
        (r"^(repositories|files|messages) for the owner of ", r"\1 of the owner of "),
        (r"^((?:[a-z]+ )?pull requests .*?) for (the branch of|(?:the|that) (?:\w+ )?branch\b)", r"\1 into \2"),
        (r" for (the branch of|(?:the|that) (?:\w+ )?branch\b)", r" on \1"),
        (r" for the milestone of ", r" with the milestone of "),
        (rf" for the destination of ((?:that|the {_FIRST}) (?:airport|station|city|stop|place))\b", r" to \1"),
        (rf" for the origin of ((?:that|the {_FIRST}) (?:airport|station|city|stop|place))\b", r" from \1"),
        (r" for the destination of ", " to the destination of "),
        (r" for the origin of ", " from the origin of "),
        (r"\b(of (?:that|the \w+) flight) status\b", r"\1"),
        (
            rf"^the next departures at (the {_FIRST}) one for ({_ONE} line|the line {_MARK})(?=$|\W)",
            r"the next departures of \2 at \1 stop",
        ),
        (
            rf"^the next departures at (.+?) for ({_ONE} line|the line {_MARK})(?=$|\W)",
            r"the next departures of \2 at \1",
        ),
        (r"\b(that|the \w+) place detail\b", r"\1 place"),
        (r"^(an? ([a-z]+)) with the ([a-z]+) of that \2\b", r"\1 with the same \3"),
        (r"\bwith the (scene|milestone|plan) of that ([a-z]+)\b", r"with the same \1 as that \2"),
        (rf"\bthe product of (?:the (?:line|item) )?({_MARK})", r"the product \1"),
        (r"^([a-z]+)s in the city of that \1$", r"\1s in the same city"),
        (rf"\b(the (?:{_FIRST}) \w+|that \w+) in the repository of \1(?=$| )", r"\1"),
        (
            r"^a file of (.+?) for the paths? of (the \w+(?: \w+)? files?|that file|the files? .+?)(?=$| and )",
            r"\2 in \1",
        ),
        (r"^(a pull request .*?) on ((?:the|that) (?:\w+ )?branch\b)", r"\1 from \2"),
        (rf"^(repositories) for (?={_MARK})", r"\1 of "),
        (
            rf"^(the stock) to (.+?) for ((?:the company )?{_MARK}|that company|the {_FIRST} company)$",
            r"\1 of \3 to \2",
        ),
        (rf"^((?:the [a-z]+ |an? )?albums?\b.*?) for (?={_MARK}$)", r"\1 by "),
        (r"^(an automation) for (the scene of|that scene|the \w+ scene)\b", r"\1 with \2"),
        (r"^(a subscription .*?)\bfor (the plan of|that plan|the \w+ plan)\b", r"\1with \2"),
        (rf"^(a subscription with .*?) with (?=(?:the|that) company|{_MARK})", r"\1 for "),
        (r"\bthe course of (?=the first (?:two|three|four|five)\b)", "the courses of "),
        (r"^(contacts) for (?=the compan|that company)", r"\1 at "),
        (r"^(open deals) for (?=the compan|that company)", r"\1 with "),
        (r"^(the subscriptions) of customers for (?=the compan|that company|the first company)", r"\1 of "),
        (r"^(support tickets) for (?=the contact|that contact)", r"\1 from "),
        (rf"^(the (?:[a-z]+ )?[a-z]+s (?:of|in) .*?) for (the {_FIRST} room|that room|the room of)\b", r"\1 in \2"),
        (rf"^(open deals) for (?=(?:the {_FIRST}|that) stages?\b)", r"\1 in "),
        (r"^what employees say about (.+?) for (that|the [\w ]+?) job$", r"what employees in \2 job say about \1"),
        (rf"^the (\w+|{_MARK}) (?:of|for) a home (?:in|for) ", r"the \1 in "),
        (r" with the driver traveller of ", " for the traveller of "),
        (r" with the lead traveller of ", " for the lead traveller of "),
        # Of the course of an enrolment people speak as of the course.
        (rf"\bthe course of the enrolment ({_MARK})", r"the course \1"),
        (rf"\bthe course of the enrolments ({_MARK})", r"the courses \1"),
        (rf"\bthe flight offer of the ({_FIRST}) one\b", r"the \1 one"),
        (rf"^(the vacuum cleaner out) (?:for|in) ({_MARK}|the house {_MARK}) in (.+)$", r"\1 in \3 of \2"),
        (rf" in (the {_MARK}) in (the {_MARK})", r" in \1 and \2"),
        (
            rf" with ((?:the|that|those) (?:\w+ ){{0,2}}?{_MARK}|{_MARK}) with (?=(?:the|that|those) |{_MARK})",
            r" with \1 and ",
        ),
        (rf" with the ([a-z]+[^s]) ({_MARK}) and (?:the \1 )?(?={_MARK})", r" with the \1s \2 and "),
        # One `of` is enough.
        (r"^((?:[a-z]+ ){0,2}[a-z]+[^s]s) of ((?:the|that|those) (?:repository|repositories)\b)", r"\1 in \2"),
        (r"^(the [a-z]+s) of ((?:the|that) course of )", r"\1 in \2"),
        (r"^(the (?:\w+ )?slots) of (the doctors? of )", r"\1 with \2"),
        (r"^(the (?:statements|transactions)) of (the accounts? of )", r"\1 for \2"),
        (r"^(the courses) of (the teachers? of )", r"\1 by \2"),
        (r"^(the questions) of (the quiz of )", r"\1 in \2"),
    )
)
_FREE = re.compile(r"^times when everybody is free with (.+?)(?= (?:for|in|from) |$)")
_QUESTION = re.compile(r"^(.*?) with ((?:the|that) .*\bquestion\b.*|the (?:\w+) one)$")
_FOOD = re.compile(rf"^(.*?) with (?:the (?:food|product|ingredient) )?({_MARK})$")
_SO_MUCH = re.compile(rf"^of ({_MARK} (?:grams|portions|servings|litres|millilitres|pieces))\b")
_TURNED = re.compile(rf"^(.*?) with ((?:the [a-z ]+ )?{_MARK})$")
_ELSEWHEN = re.compile(r" to (?:other dates|another (?:day|date|slot|time))$")
_TWO_AND_I = re.compile(rf"^(times when {_MARK}) and ({_MARK}) and I (?=are free)")
_AN_HOUR = re.compile(r"\ban hour alone with\b")

_THAT_THAT = re.compile(r"(\b(?:that are|that is|whose \w+ is) [^ ,]+),? that ")


@lru_cache(maxsize=16384)
def _reworded(rest: str) -> str:
    for pattern, put in _INSTEAD:
        rest = pattern.sub(put, rest, count=1)
    return rest


def plainly(wish: Wish) -> Wish:
    """A wish with the right words between its things, each thing named once.

    >>> plainly(Wish("list", "the commits of that repository for the author of that issue")).rest
    'the commits in that repository by the author of that issue'
    >>> plainly(Wish("book", "the cheapest one for the cheapest car for Ana")).rest
    'the cheapest car for Ana'
    """
    rest, tail = wish.rest, wish.tail
    asked = _QUESTION.match(rest) if tail.startswith("and answer ") else None
    if asked is not None:
        rest, tail = asked[1], f"{tail.replace('and ', 'with ', 1)} to {asked[2]}"
    turned = _TURNED.match(rest) if tail.startswith("that turns it ") else None
    if turned is not None:
        rest, tail = turned[1], tail.replace(" it ", f" {turned[2]} ", 1)
    rest = _ELSEWHEN.sub("", rest) if tail.startswith("to ") else rest
    food = _FOOD.match(rest) if (much := _SO_MUCH.match(tail)) else None
    if food is not None and much is not None:
        rest, tail = f"{food[1]} with {much[1]} of {food[2]}", tail[much.end() :].strip()
    rest = shorter(_reworded(rest))
    rest = _TWO_AND_I.sub(r"\1, \2 and I ", _FREE.sub(r"times when \1 and I are free", rest))
    tail = _THAT_THAT.sub(r"\1 and that ", tail)
    return wish._replace(rest=_AN_HOUR.sub("a private hour with", rest), tail=tail)
