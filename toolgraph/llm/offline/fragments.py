"""What a wish only points at (`for the milestone of that issue`), in the words of who has done it: by name, or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from toolgraph.llm.offline.clauses import anded
from toolgraph.llm.offline.names import is_person
from toolgraph.llm.offline.naming import is_opaque
from toolgraph.llm.offline.telling import SPEAKERS
from toolgraph.llm.offline.written import Ink, is_id, plain_text, words_of
from toolgraph.meaning.extreme import STANDING_OUT
from toolgraph.meaning.text import ORDINALS, PERSON_WORDS, singular
from toolgraph.models.dialogue_plan import PlannedCall

_WHICH = rf"(?:{'|'.join((*ORDINALS, *STANDING_OUT, 'last', 'next', 'newest', 'same'))})"
_ONE = rf"(?:(?:that|those|these) (?:\w+ )?\w+|the {_WHICH}(?: and {_WHICH})?(?: (?:two|three|four))?(?: \w+)? \w+)"
_OF = rf"the (?:\w+ )?\w+ of {_ONE}"
_END = r"(?=$| (?:for|with|to|from|in|at|on|by|as|starting|beginning|so)\b)"
_SOMEBODY = re.compile(rf" (?P<way>for|with|to|from) (?P<who>{_OF}|{_ONE}){_END}")
_ASKED = re.compile(rf"^(?P<who>{_OF}|{_ONE})(?= to )")
_LEFT_OUT = re.compile(
    rf"(?: as somebody at| for| from| with(?= th(?:at|ose) )) (?:{_OF}|{_ONE})(?: and (?:{_OF}|{_ONE}))?{_END}"
)
_PEOPLE = PERSON_WORDS | SPEAKERS | frozenset("recruiter interviewer interviewee colleague host patient client".split())
_INVITED = frozenset("login reviewer attendee invitee participant assignee".split())
_NAMED_MAX = 3


def pointed_out(rest: str, call: PlannedCall, names: Mapping[str, str], ink: Ink) -> str:
    """A wish with the people whom it only points at named, and without what else it points at.

    What a call was made for is known to who wanted it; to hear of `the milestone of that issue` is of no use.
    """
    found = _SOMEBODY.search(rest)
    if found is not None and _is_of_people(found["who"]):
        whom = next(_people_of(call, names, ink), "")
        told = f" {found['way']} {whom}" if whom else ""
        rest = f"{rest[: found.start()]}{told}{rest[found.end() :]}"
    asked = _ASKED.match(rest)
    if asked is not None and _is_of_people(asked["who"]):
        rest = f"{next(_people_of(call, names, ink), asked['who'])}{rest[asked.end() :]}"
    return _LEFT_OUT.sub("", rest)


_SEATS = re.compile(r"\b(?P<what>seats?|tickets?|places?|(?:hotel )?room|table)(?= (?:for|with|from|in|on)\b|$)")
_SOME_SHOW = re.compile(
    r" for (?:the|an?) (?:\w+ )?(?:showing|showtime|concert|show|session|event|film|restaurant|hotel)$"
)


def booked_for(did: str, bare: str) -> str:
    """Seats that were booked, with what they are for, and a room with where it is.

    >>> booked_for("booked two seats for the film showing", "Heist"), booked_for("booked the hotel room", "Hotel Wren")
    ('booked two seats for Heist', 'booked the hotel room at Hotel Wren')
    """
    did = _SOME_SHOW.sub("", did)
    found = _SEATS.search(did)
    if found is None:
        return did
    way = "at" if found["what"].endswith(("room", "table")) else "for"
    return f"{did[: found.end()]} {way} {bare}{did[found.end() :]}"


_SO_MUCH = re.compile(r" of (?:[\ue000-\uf8ff]|\d+)(?: grams)?(?= |$)")


def with_food(did: str, call: PlannedCall, names: Mapping[str, str], ink: Ink) -> str:
    """A meal of so many grams with what it was: `recorded a dinner of 185 grams of Lentil soup`."""
    inner = [v for lists in call.arguments.values() if isinstance(lists, list) for v in lists if isinstance(v, dict)]
    what = [names[str(v)] for part in inner for k, v in part.items() if is_id(k) and str(v) in names]
    found = next((m for m in _SO_MUCH.finditer(did) if ink.held.plain(m[0]).endswith(" grams")), None)
    if found is None or len(what) != 1 or what[0] in ink.held.plain(did):
        return did
    return f"{did[: found.end()]} of {ink.held.hold(what[0])}{did[found.end() :]}"


def _is_of_people(who: str) -> bool:
    """Whether `the sender of that message` or `those doctors` are people."""
    first = who.partition(" of ")[0].split(" ")[-1]
    return singular(first) in _PEOPLE


def _people_of(call: PlannedCall, names: Mapping[str, str], ink: Ink) -> Iterator[str]:
    """Who a call says that something is for or with, by name or address."""
    for key, value in call.arguments.items():
        given = [str(v) for v in (value if isinstance(value, list) else [value])]
        called = [names.get(v, v) for v in given]
        nouns = {singular(w) for w in words_of(key)}
        somebody = is_person(key) or nouns & _INVITED or (is_id(key) and nouns & _PEOPLE)
        if somebody and 0 < len(called) <= _NAMED_MAX and all(plain_text(c, 60) and not is_opaque(c) for c in called):
            yield anded([ink.held.hold(c) for c in called])
