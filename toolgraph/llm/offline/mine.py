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


_FOUND = re.compile(r"\bthe (?P<what>(?:first|second|third|last|most \w+|\w+ rated|\w+est) [\w -]+?) you find\b")
_ONES_OWN = re.compile(r"\b(?:my|I am|I have|I ate)\b")


def as_ones_own(which: str, tool: Tool | None) -> str:
    """A thing out of a list of one's own, which the assistant need not find: `my first course`.

    Args:
        which: The thing in words.
        tool: What lists it.
    """
    if tool is None or "you find" not in which:
        return which
    own = _ONES_OWN.search(f"{tool.title} {tool.description.partition('.')[0]}")
    return _FOUND.sub(r"my \g<what>", which) if own else which


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
