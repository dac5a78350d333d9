"""A goal (`find a hotel and book a room`) as single wishes, and each wish as it is said to somebody or of oneself."""

from __future__ import annotations

import re
from functools import lru_cache
from random import Random
from typing import NamedTuple

from toolgraph.llm.offline.tidied import tidied
from toolgraph.meaning.text import PERSONS, VERBS

# What a wish may begin with, beside the verbs of tool names.
_MORE = (
    "ask look put tick freeze unfreeze save watch transfer draft answer compare estimate work turn change end sign "
    "tell write log link unlink authenticate disassociate duplicate subscribe activate deactivate pause resume follow "
    "unfollow like rate lock unlock archive restore validate verify analyze analyse extract invite join leave pin mute "
    "withdraw deposit refund renew pick scan print redeem go take give keep test sync connect disconnect reset refresh "
    "initiate configure define collect obtain grant revoke build post push fork request "
    "order report summarize summarise detect predict recommend suggest resolve trade sell hire rent retweet mention "
    "sort navigate"
).split()
_STARTS = "|".join(sorted({*VERBS, *_MORE}, key=len, reverse=True))
# Words that are as often things as deeds: `the time, place or title of an event`.
_TWOFOLD = (
    "place|order|book|review|title|name|time|date|report|request|track|post|share|display|view|run|start|open|note|comment"
    "|issue"
)
_EITHER = r"\w+ or (?:close|off|lower|unlock|remove|deny|reject|end|stop)"  # `open or close a blind` is one deed
_BETWEEN = re.compile(
    r"(?:,? and then |,? and |, )(?="
    rf"(?:(?!(?:{_TWOFOLD}) )(?:{_STARTS}) (?!or\b)\w|{_EITHER} (?:an?|the|my)\b"
    rf"|(?:{_TWOFOLD}) (?:an?|the|my|all|one|some|it|its|that)\b"
    r"|comment on (?:an?|the|my)\b"
    r"|(?:book|order|request|post) \w+s (?:for|at|in|on|to)\b))"  # `and book seats for a film`
)

# verb: (as asked of somebody, as wanted for oneself). A form in which "me" stands is never said of oneself.
_WAYS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "list": (
        ("list", "show me", "give me", "pull up", "let me see", "get me"),
        ("see", "look at", "go through", "have a look at", "check", "take a look at"),
    ),
    "show": (
        ("show me", "pull up", "bring up", "look up", "get me", "let me see"),
        ("see", "look at", "have a look at", "check", "take a look at"),
    ),
    "get": (
        ("get", "get me", "pull up", "look up", "show me", "bring up"),
        ("see", "get", "look at", "check", "take a look at", "look up"),
    ),
    "read": (("look up", "check", "show me"), ("read", "look at", "see")),
    "find": (
        ("find", "look for", "find me"),
        ("find", "look for"),
    ),
    "check": (("check", "have a look at", "look at", "look up"), ("check", "look at", "see", "know", "take a look at")),
    "create": (("create", "set up", "make"), ("create", "set up", "make")),
    "update": (("update", "change", "adjust", "edit"), ("update", "change", "adjust", "edit")),
    "change": (("change", "update", "adjust"), ("change", "update", "adjust")),
    "delete": (("delete", "remove", "get rid of"), ("delete", "remove", "get rid of")),
    "remove": (("remove", "take out"), ("remove", "take out", "get rid of")),
    "book": (("book", "reserve"), ("book", "reserve")),
    "send": (("send", "send off"), ("send", "send off")),
    "compare": (("compare",), ("compare",)),
    "calculate": (("calculate", "work out", "figure out"), ("calculate", "work out", "find out")),
    "estimate": (("estimate", "work out"), ("estimate", "work out", "find out")),
    "recommend": (("recommend", "suggest"), ("find",)),
    "suggest": (("suggest", "recommend"), ("find",)),
    "notify": (("let me know", "tell me"), ("know", "hear")),
    "know": (("tell me",), ("know", "find out")),
    "hear": (("tell me",), ("hear", "know")),
    "look up": (("look up", "check", "pull up"), ("look up", "see", "check")),
}
_THROUGH = (
    ("search", "look through", "go through"),
    ("search", "look through", "go through"),
)
_FOR = (
    ("search for", "look for", "find", "find me"),
    ("search for", "look for", "find"),
)
_PLACE = re.compile(r"^(?:my|the|our|all|this|through|in)\b")
_DOUBLED = re.compile(
    r"^(?:\w*(?:get|set|put|scan|skip|ban|cut|run|stop|plan|swap|submit|cancel|begin|let|pin|ship|drop|tag|log|map|refer|enrol|fulfil|dig|grab|chat|shop))$"
)
_OTHER_SIDE = {"my": "your", "me": "you", "i": "you", "mine": "yours", "myself": "yourself", "our": "your", "us": "you"}
_GOT_DONE = re.compile(r"\b\w+(?:ed|en)(?: up| off| out)?$")  # `get a parcel picked up` is not about seeing it
_HOW = re.compile(r"(?:using|by|with|within|on|across)\b")
# `send the vacuum cleaner out` is not `send off ... out`, nor is `send it out in two rooms`.
_PARTICLE = re.compile(r" (?:out|off|in|up|back)$| (?:out|off|back)(?= (?:in|into|to|for|from|at|with)\b)")
_GIVEN = re.compile(r"an? (?:diagnosis|promise)|into\b")  # nor is what somebody has to give
_TWO_WORDS = re.compile(
    rf"(?:{_EITHER}(?= (?:an?|the|my|one)\b)|look up|work out|set up|check (?:in|out)|log (?:in|out)"
    r"|sign (?:in|up|out)|pick up|opt (?:in|out)|tick off|pull up|find out|turn (?:on|off))\b"
)
_DANGLING = re.compile(rf"(?:(?P<before>.*?)(?:,? and then |,? and |, ))?(?P<verb>{_STARTS})$")
_BOTH = re.compile(rf"(?:{_STARTS}) and (?:{_STARTS})(?= )")
_KNOWABLE = re.compile(r"(?:what|how|whether|when|where|who|which|if|the|an?|my)\b")
_HOW_MUCH = re.compile(r"(?:what|how|whether|when|where|who)\b")
_LEARNT = frozenset(("show me", "tell me", "let me see", "check", "see", "know", "find out"))
_MINE = re.compile(r"\b(my|me|i|mine|myself|our|us)\b", re.IGNORECASE)
_LOOKING = frozenset("search find look list show get check read browse see track discover query explore".split())
_CHANGING = frozenset(("create", "update", "delete", "send"))


class Wish(NamedTuple):
    """One thing wanted.

    Attributes:
        rest: What follows the verb, with values put in.
        tail: Values said behind it.
    """

    verb: str
    rest: str
    tail: str = ""


class Said(NamedTuple):
    """A wish in the forms that the phrase book asks for."""

    you: str
    me: str
    doing: str

    def slots(self) -> dict[str, str]:
        """By the names of the phrase book."""
        return {"you": self.you, "me": self.me, "doing": self.doing, "bare": self.you, "next": self.you}


_NEXT_SENTENCE = re.compile(
    r"(?:(?<=[a-z]{3})|(?<=ID))[.!] (?=[A-Z][a-z]+ ).*$"
)  # which says more of the tool, and wants no more


@lru_cache(maxsize=8192)
def wishes_in(goal: str) -> tuple[Wish, ...]:
    """The wishes of a goal, in order; none for an empty goal.

    >>> [w.verb for w in wishes_in("find a hotel, look up its rooms and book one")]
    ['find', 'look up', 'book']
    """
    text = _NEXT_SENTENCE.sub("", goal.strip()).rstrip(".!?")
    parts = _BETWEEN.split(text) if text else []
    clauses: list[str] = []
    for part in parts:  # `order and pay for what is in a cart` is one deed
        lone = _DANGLING.match(clauses[-1]) if clauses else None
        if lone:
            clauses[-1:] = [*filter(None, [lone["before"]]), f"{lone['verb']} and {part}"]
        else:
            clauses.append(part)
    return tuple(_wish(clause.strip()) for clause in clauses if clause.strip())


def _wish(clause: str) -> Wish:
    clause = re.sub(r"^(?:please|to)\s+", "", clause)
    clause = clause[:1].lower() + clause[1:] if clause[1:2].islower() else clause
    two = _TWO_WORDS.match(clause)
    both = _BOTH.match(clause)
    verb = both.group(0) if both else two.group(0) if two else clause.split(" ", 1)[0]
    verb, rest = tidied(verb, clause[len(verb) :].strip())
    rest = _ACRONYM.sub(lambda m: m.group(1).upper(), rest)
    rest = _MEANT_FOR.sub("", _SOME.sub("", rest.replace(" a given one", " that one")))
    rest = _SAME_DEED.sub("", rest) if verb not in _NO_SECOND else rest
    rest = _SWITCHED.sub(r"\2 on or off", rest)
    rest = _WITH_WHOM.sub(r" to \1", rest) if VERBS.get(verb) == "send" else rest
    return Wish(verb, _NOT_YET.sub("a ", rest) if verb == "create" else rest)


# Words that are written in capitals; of several, the s is not.
_ACRONYM = re.compile(r"\b(csv|cv|dns|html|iban|json|pdf|sku|sms|sso|url|vat)(?=s?\b)")
_MEANT_FOR = re.compile(r" (?:in order to|so as to|to (?:prevent|avoid|ensure|make sure)) .*$")
_SOME = re.compile(r"\b(?<!for )(?<!to )(?<!with )one or more (?=\w)")
# `get or search forms`, `create or update a contact`: a person says one of them.
_SAME_DEED = re.compile(
    r"^or (?:change|create|edit|fetch|find|get|list|modify|query|read|replace|retrieve|search|set|show|update|view)"
    r"(?= \w)(?: for)? "
)
_NO_SECOND = frozenset(("open", "close"))
_WITH_WHOM = re.compile(rf" with ((?:that|those|the|an?) (?:{'|'.join(sorted(PERSONS))})s?)$")  # a mail goes to them
# `an appliance on or off for the first device`: that one is switched
_SWITCHED = re.compile(r"^an? (?:\w+ ){0,2}?\w+ on or off (for|of) ((?:the|that|those|my) .+)$")
_NOT_YET = re.compile(r"^the (?=\w+(?: \w+)?$)")  # what is only to be made is not `the` one yet


def changes_something(wish: Wish) -> bool:
    """Whether the wish is to make, change or end something, rather than to see it."""
    return VERBS.get(wish.verb, "") in _CHANGING


def is_looking(wish: Wish) -> bool:
    """Whether a wish is to see or find something."""
    return wish.verb.split(" ")[0] in _LOOKING


def put(wish: Wish, rng: Random) -> Said:
    """A wish in words, its verb varied where another says the same."""
    yours: tuple[str, ...]
    mine: tuple[str, ...]
    if wish.verb == "search" and not _HOW.match(wish.rest):
        yours, mine = _THROUGH if _PLACE.match(wish.rest) else _FOR
        rest = re.sub(r"^for ", "", wish.rest)
    else:
        same = ((wish.verb,), (wish.verb,))
        done = wish.verb == "get" and (_GOT_DONE.search(wish.rest) or _GIVEN.match(wish.rest))
        done = done or _PARTICLE.search(wish.rest)
        yours, mine = same if done else _WAYS.get(wish.verb, same)
        rest = wish.rest
    if len(yours) > 1 or len(mine) > 1:  # nobody reserves a reservation
        yours, mine = _unlike(rest, yours), _unlike(rest, mine)
    if _HOW_MUCH.match(rest):  # nobody looks into how much it was
        yours = tuple(v for v in yours if v in _LEARNT) or yours
        mine = tuple(m for m in mine if m in _LEARNT) or mine
    if not _KNOWABLE.match(rest):
        mine = tuple(m for m in mine if m not in ("know", "find out")) or mine  # nobody wants to `know visa rules`
    you, me = rng.choice(yours), rng.choice(mine)
    tail = f" {wish.tail}" if wish.tail and not wish.tail.startswith(",") else wish.tail
    said = Said(*(f"{verb} {rest}".strip() + tail for verb in (you, me, gerund(you))))
    return said._replace(me=_SELF.sub(" ", said.me, count=1)) if wish.verb == "log" else said


_SELF = re.compile(r" me (?=in\b|out\b)")  # one logs in oneself


@lru_cache(maxsize=8192)
def _unlike(rest: str, verbs: tuple[str, ...]) -> tuple[str, ...]:
    """Verbs that do not say again what the thing is called."""
    return tuple(v for v in verbs if len(v) < _STEM or f" {v[:_STEM]}" not in f" {rest}") or verbs


_STEM = 6


@lru_cache(maxsize=2048)
def gerund(verb: str) -> str:
    """`find me` as `finding me`.

    >>> gerund("get rid of"), gerund("make"), gerund("see"), gerund("tie")
    ('getting rid of', 'making', 'seeing', 'tying')
    """
    for joint in (" or ", " and "):
        if joint in verb:
            return joint.join(gerund(v) for v in verb.split(joint))
    first, _, rest = verb.partition(" ")
    if first.endswith("ie"):
        stem = first[:-2] + "y"
    elif first.endswith("e") and not first.endswith(("ee", "oe", "ye")) and len(first) > 2:
        stem = first[:-1]
    elif _DOUBLED.match(first):
        stem = first + first[-1]
    else:
        stem = first
    return f"{stem}ing {rest}".strip()


def to_other_side(text: str) -> str:
    """What the user says of themselves, as the assistant says it: `my bookings` is `your bookings`."""
    return _MINE.sub(lambda m: _OTHER_SIDE[m.group(1).lower()], text)
