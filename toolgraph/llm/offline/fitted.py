"""Values and what stands behind a wish, fitted to its verb: `20 gallons to liters`, `log me in as ana`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolgraph.llm.offline.held import Held
from toolgraph.llm.offline.slots import Spoken
from toolgraph.llm.offline.wishes import Wish, changes_something
from toolgraph.llm.offline.written import words_of
from toolgraph.meaning.text import VERBS

_SOME_DAY = re.compile(
    r" (?:for|on|at|in|to) (?:(?:an?|some|given|another) )+"
    r"(?:time(?: (?:range|span|period|frame))?|date|day|period|nights|days|dates)\b"
)
_SOME_PLACE = re.compile(r"(?<=\w) (?:in|at) an? (?:given )?(?:city|location|place|area|town)$")
_PLACE_TAILS = ("in ", "at ", "near ", "around ", "to ")


def vague_out(rest: str, tails: Sequence[str], values: Sequence[Spoken]) -> str:
    """A wish without `at a location` and `on a date` where the values tell which."""
    if any(t.startswith(_PLACE_TAILS) for t in tails):
        rest = _SOME_PLACE.sub("", rest)
    if any(v.slot.shape in ("date", "datetime") or v.fills["label"] == "span of time" for v in values):
        rest = _SOME_DAY.sub("", rest)
    return rest


def converted(verb: str, rest: str, left: list[Spoken], held: Held) -> tuple[str, list[Spoken]]:
    """So much of one unit into another: `20 gallons to liters`."""
    found = _UNIT.match(rest) if verb == "convert" else None
    much = next((v for v in left if found and v.slot.shape == "number" and v.fills["label"] == found[1][:-1]), None)
    if found is None or much is None or much.many:
        return rest, left
    unit = found[1][:-1] if much.said.value == 1 else found[1]
    return f"{held.hold(much.text)} {unit} to {found[2]}", [v for v in left if v is not much]


_UNIT = re.compile(r"^(\w+s) to (\w+s)$")


def as_meant(wish: Wish, value: Spoken, tail: str) -> str:
    """A tail as it goes with its wish: one logs in as somebody, and looks for what is near within so far."""
    if _IS_LOGIN.search(value.fills["label"]):
        way = "as " if wish.verb == "log" else "for the user " if changes_something(wish) else ""
        way = "with the user name " if not way and _PEOPLE.search(wish.rest) else way
        return _OF_USER.sub(way, tail) if way else tail
    if VERBS.get(wish.verb) == "send" and value.slot.shape == "email" and " to " not in f" {wish.rest} ":
        return _WITH_ADDRESS.sub("to ", tail)  # a certificate goes to an address, and has none
    if wish.verb == "convert" and "currency" in value.fills["label"]:
        way = next((_COINS[w] for w in words_of(value.said.path) if w in _COINS), "")
        return _ANY_WAY.sub(f"{way} ", tail) if way else tail
    if tail.startswith("around ") and changes_something(wish):
        return f"in {tail.removeprefix('around ')}"  # a table is in a town
    near = value.fills["label"].startswith("distance") and _NEAR.search(wish.rest)
    return _SO_FAR.sub("within ", tail) if near else tail


_WITH_ADDRESS = re.compile(r"^with the e-mail address ")
_PEOPLE = re.compile(r"\b(?:users|members|people|contacts)$")
_COINS = {"from": "from", "source": "from", "base": "from", "to": "to", "target": "to", "quote": "to"}
_ANY_WAY = re.compile(r"^(?:(?!from )[a-z]+ )*?(?:from |to |in |with |for )?(?=[\ue000-\uf8ff])")
_IS_LOGIN = re.compile(r"\b(?:login|user ?name|user)$")
_OF_USER = re.compile(r"^(?:of|for the user|with the user(?: ?name)?) (?=[\ue000-\uf8ff])")
_NEAR = re.compile(r"\b(?:near|nearby|nearest|around|close)\b")
_SO_FAR = re.compile(r"^(?:of|over) ")
