"""Wishes that leave something open (`change plan or seats`, `to somebody`), as what they came to be."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from toolgraph.llm.offline.shape import plural
from toolgraph.llm.offline.wishes import Wish
from toolgraph.meaning.text import ORDINALS, VERBS, singular

# `time, place or title of an event`
_THINGS = re.compile(
    r"^(?P<these>(?:(?:the|my|an?|its) )?[\w-]+(?: [\w-]+)?(?:, (?:[\w-]+ )?[\w-]+)* (?:or|and) (?:the )?[\w-]+"
    r"(?: [\w-]+)?)"
    r"(?= (?:of|on|for) )"
)
_OR_ELSE = re.compile(r" or (?P<verb>[a-z]+) (?P<rest>(?:it|them|the|an?|its)\b.*)$")
_BEHIND_IT = re.compile(rf" (?:for|in) ((?:the (?:{'|'.join(ORDINALS)})|that|those) [\w ]+)$")
_PARTLY = frozenset("set change update adjust edit".split())  # what can be done to some of several parts
_OF_WHAT = re.compile(r"^ (?:of|on|for) ")
_PARTED = re.compile(r", | or | and ")
_OF_MINE = re.compile(r"\b(?:an?|one) ((?:\w+ )?\w+) of mine\b")
_FOR_SOME = re.compile(r" (?:for|to|with) (?:one or (?:more|several)|several) \w+(?=$| with | in | on )")
_SOMEBODY = re.compile(r" (?:to|with) (?:somebody|someone|another person|a person|another user|people)\b(?: else)?")


def settled(wish: Wish, told: Collection[str]) -> tuple[Wish, ...]:
    """A wish with its alternatives settled by what is told: one wish, or two where both are meant.

    Args:
        told: Words of the names of everything that is told.

    >>> settled(Wish("change", "plan or seats of a subscription"), {"seat"})[0].rest
    'the seats of a subscription'
    >>> [w.verb for w in settled(Wish("rename", "a lamp or move it to another room"), {"name", "room"})]
    ['rename', 'move']
    """
    verbs = wish.verb.split(" or ")
    meant = [v for v in verbs if any(w.startswith(v[:4]) for w in sorted(told))]
    if len(verbs) > 1 and len(meant) == 1:
        return (wish._replace(verb=meant[0]),)
    found = _OR_ELSE.search(wish.rest)
    if found and found["verb"] in VERBS:
        thing, rest = _done_to(wish.rest[: found.start()], found["rest"])
        first, other = wish._replace(rest=thing), Wish(found["verb"], rest)
        wanted = tuple(w for w in (first, other) if _is_told(w, told))
        return _with_object(wanted, first) if wanted else (first,)
    things = _THINGS.match(wish.rest) if " on or off" not in wish.rest else None
    if things is None:
        return (wish,)
    if " and " in things["these"] and wish.verb not in _PARTLY:
        return (wish,)  # both are wanted, or the words are one name
    kept = [t for t in _PARTED.split(things["these"]) if singular(t.split(" ")[-1]) in told or t.split(" ")[-1] in told]
    named = [t if re.match(r"(?:the|my|an?|its) ", t) else f"the {t}" for t in kept]
    if not named:  # some other part of it: `an event`
        return (wish._replace(rest=_OF_WHAT.sub("", wish.rest[things.end() :])),) if told else (wish,)
    text = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
    return (wish._replace(rest=f"{text}{wish.rest[things.end() :]}"),)


def _done_to(thing: str, rest: str) -> tuple[str, str]:
    """What both halves of an either-or are done to, and how the second goes on, where words behind it say which.

    >>> _done_to("a lamp", "it to another room for the first device")
    ('the first device', 'it to another room')
    >>> _done_to("a lamp", "it to another room for that room")
    ('a lamp', 'it to that room')
    """
    which = _BEHIND_IT.search(rest)
    if which is None:
        return thing, rest
    rest = rest[: which.start()]
    noun = singular(which[1].rpartition(" ")[2])
    if noun not in rest:
        return which[1], rest
    where = re.compile(rf"\ban(?:other)? {re.escape(noun)}\b")
    return (thing, where.sub(which[1], rest)) if where.search(rest) else (which[1], rest)


def _is_told(wish: Wish, told: Collection[str]) -> bool:
    nouns = {singular(w) for w in re.findall(r"[a-z]+", wish.rest)} - {"it", "another"}
    return wish.verb.removeprefix("re") in told or bool(nouns & set(told))


def _with_object(wanted: tuple[Wish, ...], first: Wish) -> tuple[Wish, ...]:
    """A lone second half of an either-or has the thing itself in place of `it`."""
    if len(wanted) == 1 and wanted[0].verb != first.verb:
        return (wanted[0]._replace(rest=re.sub(r"^(?:it|them)\b", first.rest, wanted[0].rest)),)
    return wanted


def addressed(rest: str, whom: str) -> str:
    """A wish about somebody with who it is, or without them where nobody can say.

    >>> addressed("a certificate to somebody", "Ana"), addressed("a certificate to somebody", "")
    ('a certificate to Ana', 'a certificate')
    """
    found = _SOMEBODY.search(rest)
    if found is None:
        return rest
    way = found.group(0).split()[0]
    return f"{rest[: found.start()]}{f' {way} {whom}' if whom else ''}{rest[found.end() :]}"


def own(rest: str) -> str:
    """A wish in the plain way: `a file of mine` is `my file`, and `for one or more people` says nothing."""
    return _OF_MINE.sub(r"my \1", _FOR_SOME.sub("", rest))


def named_in(rest: str, noun: str, name: str) -> str:
    """A wish with the very thing in place of its kind; "" when it does not speak of that kind.

    >>> named_in("a guest's door code", "code", "C-1"), named_in("one of the locks", "lock", "Hall")
    ("the guest's door code C-1", 'the lock Hall')
    """
    found = _kind(noun).search(rest) if noun in rest else None
    if found is None:
        several = re.escape(plural(noun, 2))
        one = re.search(rf"\bone of (?:the|those|these) {several}\b", rest) if "one of " in rest else None
        return f"{rest[: one.start()]}the {noun} {name}{rest[one.end() :]}" if one else ""
    article = "my" if found[1].endswith("my") else "the"
    return f"{rest[: found.start()]}{article} {found[2]} {name}{rest[found.end() :]}"


_JOINTS = r"(?:to|of|in|on|at|for|from|with|about|by|an?|the|another|my)\b"


@lru_cache(maxsize=4096)
def _kind(noun: str) -> re.Pattern[str]:
    return re.compile(
        rf"\b(an?|the|my|one of my|one|that|this|another) ((?:(?!{_JOINTS})[\w'-]+ ){{0,3}}?{re.escape(noun)})"
        r"(?=$|[,.?!]| (?:and|to|into|in|on|at|of|for|with|about|from|by|as|over|then)\b)"
    )


def is_about_somebody(rest: str) -> bool:
    """Whether a wish names a person only as somebody."""
    return bool(_SOMEBODY.search(rest))
