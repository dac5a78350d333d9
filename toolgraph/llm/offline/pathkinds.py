"""What a path names, in words: a kind of thing, or what only marks one."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from toolgraph.llm.offline.written import is_id, words_of
from toolgraph.meaning.text import singular
from toolgraph.models.tool import Tool

POINTING = frozenset("id ids gid uid number code uuid guid key slug".split())
# What says which one is meant without saying of what kind: a stock's ticker, a user's login.
MARKS = frozenset("ticker symbol login email name title slug path username sha handle address url host domain".split())
DEGREES = frozenset("lat lng lon latitude longitude".split())  # two of them are one point


@lru_cache(maxsize=8192)
def as_written(path: str) -> str:
    """A concrete path as a spec writes it: `actions[0].device_id` as `actions[].device_id`."""
    return re.sub(r"\[\d+\]", "[]", path)


def last_of(path: str) -> str:
    """The last name of a path."""
    return path.replace("[]", "").rpartition(".")[2]


@lru_cache(maxsize=8192)
def nouns_of(path: str) -> frozenset[str]:
    """The words of the last name of a path, singular."""
    return frozenset(map(singular, words_of(last_of(path))))


@lru_cache(maxsize=8192)
def kind_of(path: str) -> str:
    """The kind of thing that a path names: `house_id` a house; "" for a bare `id` and for what only marks a thing."""
    kind = list(words_of(last_of(path)))
    kind = kind[:-1] if kind[-1] in POINTING else kind
    return "" if not kind or kind[-1] in MARKS else singular(" ".join(kind))


@lru_cache(maxsize=8192)
def head_of(path: str) -> str:
    """The thing that a path speaks of, in one word: of `jobTitle` a job, of `pull_request_number` a request."""
    nouns = list(words_of(last_of(path)))
    if nouns[-1] in DEGREES:
        return "point"
    while len(nouns) > 1 and nouns[-1] in POINTING | MARKS:
        nouns.pop()
    return singular(nouns[-1])


def points(path: str) -> bool:
    """Whether a path says which thing is meant: an id, a mark, or a degree."""
    last = words_of(last_of(path))[-1]
    return is_id(path) or last in POINTING or last in MARKS or last in DEGREES


def unfilled(tool: Tool, told: Collection[str]) -> frozenset[str]:
    """The kinds of things that a tool could be told of and is not."""
    told = {t.removesuffix("[]") for t in told}
    texts = (p for p in tool.inputs if p.path.removesuffix("[]") not in told and p.type != "boolean")
    return frozenset(kind_of(p.path).rpartition(" ")[2] for p in texts) - {kind_of(t).rpartition(" ")[2] for t in told}
