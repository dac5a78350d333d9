"""What an HTTP route is about: the thing at its end, and what that belongs to."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from toolgraph.meaning.text import HOLLOW, VERBS, singular

_SPLIT = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
_VERSION = re.compile(r"^(?:api|rest|v\d+(?:\.\d+)*|\d+(?:\.\d+)*|public|internal)$", re.IGNORECASE)
_HELD = re.compile(r"^\{.*\}$|^:\w+$")


class Route(NamedTuple):
    """A route, read.

    Attributes:
        thing: What stands at its end, as written, in plain words: `check items`.
        of: What the thing belongs to, singular; "" when it stands alone.
        one: Whether it is about a single one: `/cards/{idCard}`.
    """

    thing: str
    of: str
    one: bool


@lru_cache(maxsize=8192)
def route_of(http: str) -> Route | None:
    """What a method and path are about; None when the path has no plain word.

    >>> route_of("POST /cards/{idCard}/checklists")
    Route(thing='checklists', of='card', one=False)
    >>> route_of("PUT /1/cards/{idCard}")
    Route(thing='card', of='', one=True)
    """
    parts = [p for p in http.partition(" ")[2].split("/") if p and not _VERSION.match(p)]
    named = [i for i, part in enumerate(parts) if not _HELD.match(part) and _plain(part)]
    if not named:
        return None
    while (
        len(named) > 1
        and parts[named[-1]].lower() in VERBS
        and not _HELD.match(parts[min(named[-1] + 1, len(parts) - 1)])
    ):
        named.pop()  # `/search` and `/send` are done to what stands before them
    last = named[-1]
    one = last + 1 < len(parts) and bool(_HELD.match(parts[last + 1]))
    thing = _plain(parts[last])
    owners = [i for i in named[:-1] if i + 1 < len(parts) and _HELD.match(parts[i + 1])]
    of = _one(_plain(parts[owners[-1]])) if owners else ""
    return Route(_one(thing) if one else thing, "" if of == _one(thing) else of, one)


def _plain(part: str) -> str:
    words = [w.lower() for w in _SPLIT.findall(re.sub(r"\.(?:json|xml)$", "", part)) if not w.isdigit()]
    return " ".join(words) if words and not set(words) <= HOLLOW else ""


def _one(thing: str) -> str:
    head, _, last = thing.rpartition(" ")
    return f"{head} {singular(last)}".strip()
