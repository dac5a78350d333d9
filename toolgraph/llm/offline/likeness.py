"""How much a wish is about a tool, so that values and choices are said of the wish of their own call."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from toolgraph.llm.offline.wishes import Wish
from toolgraph.meaning.concept import tool_words
from toolgraph.meaning.text import ORDINALS, plain_words, singular, words
from toolgraph.models.tool import Tool

_EMPTY = frozenset("the and for with from all one its that this into".split())


def likeness(wish: Wish, tool: Tool) -> float:
    """How much a wish is about a tool, 0 to 1: the share of its words that the tool's own first words have."""
    about = _about(tool.description, tool.title, tool.name)
    if is_login(wish) and about & _LOGIN:
        return 1.0
    wanted = _wanted_words(wish.verb, wish.rest)
    return len(wanted & about) / len(wanted) if wanted else 0.0


@lru_cache(maxsize=8192)
def _wanted_words(verb: str, rest: str) -> frozenset[str]:
    return plain_words(f"{verb} {_OF_SOMETHING.sub('', rest) or rest}") - _EMPTY


def is_login(wish: Wish) -> bool:
    """Whether somebody wants to log in, by a tool that may only read a token."""
    return wish.verb == "log" and wish.rest.startswith("me ")


# What a wish is for in this talk tells nothing of its tool: `my mailbox for the owner of that file`.
_OF_SOMETHING = re.compile(
    r" (?:for|of|in|with|to|near|from|by|at|on) (?:the (?:\w+ ){1,2}of )?"
    rf"(?:that|those|the (?:{'|'.join(ORDINALS)})) .*$"
)
_LOGIN = frozenset("log login logout sign token authenticate authentication".split())
_BEHIND = re.compile(r" (?:of|for|in|with|to|from|on|at|by) ")


def _is_of(wish: Wish, tool: Tool) -> float:
    """How far the thing of a wish is the thing of a tool, 0 to 1, whatever is said of it behind."""
    nouns = _nouns_in(tool.name, tool.http)
    return len(nouns & _thing_in(wish.rest)) / len(nouns) if nouns else 0.0


@lru_cache(maxsize=8192)
def _nouns_in(name: str, http: str) -> frozenset[str]:
    return frozenset(singular(noun) for noun in tool_words(name, http)[1])


@lru_cache(maxsize=8192)
def _thing_in(rest: str) -> frozenset[str]:
    return frozenset(singular(w) for w in re.findall(r"[a-z]+", _BEHIND.split(rest.lower(), maxsplit=1)[0]))


def alike(wish: Wish, tool: Tool) -> float:
    """How much a wish is about a tool, its thing the tool's thing, and in the tool's own words, 0 to 3."""
    return likeness(wish, tool) + _is_of(wish, tool) + _reads_so(tool.description, tool.title, wish.verb, wish.rest)


@lru_cache(maxsize=8192)
def _reads_so(description: str, title: str, verb: str, rest: str) -> bool:
    """Whether a tool is described just as somebody puts a wish: `list the courses I am enrolled in`."""
    wish = f"{verb} {rest}".lower()
    return bool(rest) and any(text.lower().startswith(wish) for text in (description, title))


def most_like(wish: Wish, tools: Iterable[Tool]) -> Tool | None:
    """The tool that a wish is for, the first of those that it is most like."""
    return max(tools, key=lambda tool: alike(wish, tool), default=None)


@lru_cache(maxsize=8192)
def _about(description: str, title: str, name: str) -> frozenset[str]:
    first = re.split(r"(?<=[a-z])[.;]", description, maxsplit=1)[0]
    return frozenset(plain_words(f"{first} {title} {' '.join(words(name))}"))
