"""Where an HTTP path finds things: `/issues/{id}/comments/{comment_id}` keeps the comments of issues."""

from __future__ import annotations

import re
from functools import lru_cache

from toolgraph.meaning.text import words

VERSION = re.compile(r"v?\d+(\.\d+)*")


@lru_cache(maxsize=20_000)
def homes_in(http: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """Each `{placeholder}` of a path with its home, and the home that the path ends in.

    A home is the collection that owns something, and the thing.

    >>> homes_in("GET /issues/{id}/comments/{comment_id}")
    ((('id', '/issue'), ('comment_id', 'issue/comment')), 'issue/comment')
    """
    owner, thing, pointed = "", "", False
    found: list[tuple[str, str]] = []
    for segment in http.partition(" ")[2].split("?", 1)[0].split("/"):
        if segment.startswith(("{", ":")):
            pointed = True
            found.append((segment.strip("{}:"), f"{owner}/{thing}"))
        elif segment and not VERSION.fullmatch(segment):
            owner = thing.rsplit(" ", 1)[-1] if pointed else owner
            thing, pointed = " ".join(words(segment)), False
    return tuple(found), f"{owner}/{thing}"
