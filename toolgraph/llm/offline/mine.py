"""Whose things a wish is about where the spec says only `a user`: one's own, unless the call is told of somebody."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolgraph.llm.offline.wishes import Wish
from toolgraph.llm.offline.written import words_of
from toolgraph.models.provenance import Provenance
from toolgraph.models.tool import Tool

_WHO = r"(?:user|account|customer|member)"
_OF_ONE = re.compile(
    rf"^(?:the |an? |all )?(?P<what>(?:(?!(?:of|for|from)\b)[\w-]+ ){{1,3}}?)(?:of|for) an? {_WHO}(?= |$)"
)
_ONES = re.compile(rf"\b(?:an?|the|another) {_WHO}'s (?=\w)|\bthe (?P<what>\w+) of an? {_WHO}(?= |$)")
_ACCOUNT = re.compile(r"^account (?=(?:info\w*|details?|data|settings?|balance)\b)")
_PEOPLE = frozenset(
    "user username users login email mail account customer member person people recipient receiver owner".split()
)
_THEIR_OWN = frozenset(("context", "clock", "default"))


def mine(wish: Wish, told: Sequence[Provenance]) -> Wish:
    """A wish about a user's things as one about one's own, where nobody is named whose they could be.

    Args:
        told: Where the arguments of its calls come from; an id that the system knows by itself is the speaker's.
    """
    found = _OF_ONE.match(wish.rest)
    if found is None and not _ONES.search(wish.rest) and not _ACCOUNT.match(wish.rest):
        return wish
    if any(e.source not in _THEIR_OWN and _PEOPLE & set(words_of(e.path)) for e in told):
        return wish
    if found is not None:
        return wish._replace(rest=f"my {found['what'].strip()}{wish.rest[found.end() :]}")
    rest = _ONES.sub(lambda m: f"my {m['what'] or ''}", wish.rest)
    return wish._replace(rest=_ACCOUNT.sub("my account ", rest))


_LISTS_MINE = re.compile(
    r"(?:get|list|show) my (?!list\b)(?:[\w-]+ )*?([\w-]+s)(?: and ([\w-]+s))?(?=$|[.,]| of )", re.IGNORECASE
)
_LISTS_WHAT_I = re.compile(r"(?:get|list|show) (?:the )?[\w-]+s (?:that )?I(?: am| have|'m|'ve| ate)\b", re.IGNORECASE)
_FIRST = re.compile(r"\bthe (?=(?:first|second|third|fourth|fifth|last) (?!one\b)\w+(?: \w+)?$)")


def my_own(which: str, lister: Tool | None) -> str:
    """A thing by its place in a list of the speaker's own things: `my first home` for `the first home`.

    Args:
        lister: The tool that brings the list.
    """
    told = (lister.title, lister.description) if lister is not None else ()
    if not any(_LISTS_MINE.match(text) or _LISTS_WHAT_I.match(text) for text in told):
        return which
    return _FIRST.sub("my ", which)
