"""What a thing was made with and a deed does not tell yet: which way an alert is for, whose code it is, where it is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from toolgraph.llm.offline.clauses import anded
from toolgraph.llm.offline.names import is_person
from toolgraph.llm.offline.naming import is_opaque, quoted
from toolgraph.llm.offline.refer import is_making
from toolgraph.llm.offline.telling_text import ROOMS
from toolgraph.llm.offline.wishes import Wish
from toolgraph.llm.offline.written import Ink, folded, is_id, moment, plain_text, words_of
from toolgraph.meaning.said.match import as_moment
from toolgraph.meaning.text import PERSON_WORDS, PERSONS, singular
from toolgraph.models.base import JsonObject
from toolgraph.models.dialogue_plan import PlannedCall

_ENDS = (("origin", "destination"), ("from", "to"))
_SOUGHT = frozenset(("query", "keywords", "keyword", "search"))
_TOWNS = frozenset(("city", "town"))
_WHERE = {"lock": " for", "door": " for", "house": " in", "home": " in", "room": " in", "scene": " with the scene"}
_ENROLLING = re.compile(r"^(enrolled|registered|signed up) (?=(?:in|for|up for|on|at) )")
_A_ROOM = re.compile(r"the room ([\ue000-\uf8ff])")
_AS_LEAD = re.compile(r" with (?:the traveller )?(?P<who>[\ue000-\uf8ff])(?: as the (?:lead|contact))?(?= |$)")
_SOMEBODY = PERSON_WORDS | {"guest", "visitor", "patient"}
_END = re.compile(r" (?:from|to) ([\ue000-\uf8ff])")
_TAKING = frozenset(("book", "reserve"))


def with_particulars(did: str, wish: Wish, call: PlannedCall, names: Mapping[str, str], ink: Ink) -> str:
    """A deed with what it was made with, where it does not tell that yet.

    Args:
        wish: What was wanted: who books something books it for somebody.
    """
    did = _A_ROOM.sub(lambda m: f"the {m[1]}" if ROOMS.search(ink.held.value(m[1])) else m[0], did)
    did = _ENROLLING.sub(r"\1 you ", did)
    if wish.verb in _TAKING:
        did = _for_whom(did, call)
    did = _way(did, call.arguments, ink)
    if wish.verb == "send" and " out " in f"{did} " and " in " not in did:
        return _out_to(did, call.arguments, names, ink)
    if not is_making(wish):
        return did
    result = call.result if isinstance(call.result, dict) else {}
    for key, value in call.arguments.items():
        told = _told_of(key, value, names, ink) if isinstance(value, str) else ("", "")
        if told[1] and told[1] not in ink.held.plain(did):
            did = f"{did}{told[0]} {ink.held.hold(told[1])}"
    return _in_town(did, call.arguments, result, ink)


def _out_to(did: str, arguments: JsonObject, names: Mapping[str, str], ink: Ink) -> str:
    """What was sent out with the rooms and the house that it goes to."""
    for kind, way in (("room", " in the"), ("house", " of")):
        given = [v for k, v in arguments.items() if singular(words_of(k)[0]) == kind]
        called = [names.get(str(v), "") for vs in given for v in (vs if isinstance(vs, list) else [vs])]
        if called and all(called):
            did = f"{did}{way} {anded([ink.held.hold(quoted(c)) for c in called])}"
        elif kind == "room":
            return did
    return did


def _told_of(key: str, value: str, names: Mapping[str, str], ink: Ink) -> tuple[str, str]:
    """How an argument of a deed stands behind it, by a word and what it is; two empty texts for what does not."""
    words = words_of(key)
    if words[-1] in _SOUGHT and plain_text(value, 40):
        return " for", f"“{value}”"
    if words[-1] == "name" and words[0] in _SOMEBODY and plain_text(value, 60):
        return " for", value
    if words[-1] == "until" and as_moment(value) is not None:
        return ", valid until" if words[0] == "valid" else " until", moment(value, ink)
    if is_id(key) and len(words) == 2 and words[0] in _WHERE and value in names and not is_opaque(names[value]):
        return _WHERE[words[0]], quoted(names[value])
    return "", ""


def _in_town(did: str, arguments: JsonObject, result: JsonObject, ink: Ink) -> str:
    """Something to look out for with the town that it is set to, be it by itself."""
    if not any(words_of(k)[-1] in _SOUGHT for k in arguments):
        return did
    town = next((v for k, v in result.items() if words_of(k)[-1] in _TOWNS and plain_text(v, 40)), "")
    told = not town or folded(str(town)) in ink.held.plain(did)
    return did if told else f"{did} in {ink.held.hold(str(town))}"


def _way(did: str, arguments: JsonObject, ink: Ink) -> str:
    """A deed about a way with both of its ends, where it has but one: `the route from NAP` to where."""
    by_words = {" ".join(words_of(k)): v for k, v in arguments.items() if plain_text(v, 40)}
    ends = next(((str(by_words[a]), str(by_words[b])) for a, b in _ENDS if a in by_words and b in by_words), None)
    plain = ink.held.plain(did)
    if ends is None or "route" not in did or f"from {ends[0]} to {ends[1]}" in plain:
        return did
    bare = _END.sub(lambda m: "" if ink.held.value(m[1]) in ends else m[0], did)
    told = f"route from {ink.held.hold(ends[0])} to {ink.held.hold(ends[1])}"
    return re.sub(r"\broute\b", lambda _: told, bare, count=1)


def _for_whom(did: str, call: PlannedCall) -> str:
    """A booking for whoever it is for, where that is one alone."""
    whom = [v for k, v in call.arguments.items() if is_person(k) or set(words_of(k)) & PERSONS]
    several = any(isinstance(v, list) and len(v) > 1 for v in whom)
    return did if several or " for " in did else _AS_LEAD.sub(lambda m: f" for {m['who']}", did, count=1)
