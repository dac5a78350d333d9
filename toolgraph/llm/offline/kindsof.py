"""Kinds and parts in the place where people say them: `a yoga workout`, `the humidity sensors`, `log a call`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolgraph.llm.offline.held import Held
from toolgraph.llm.offline.shape import plural
from toolgraph.llm.offline.slots import Spoken

_KINDS = frozenset(("sport", "genre", "film genre", "music genre", "cuisine"))
_SORTS = frozenset(("type", "kind"))
_HEAD = re.compile(
    r"^((?:for )?(?:(?:an?|my|some|the) )?(?:(?:free|open|new) )?)((?:[a-z]+ )?[a-z]+)"
    r"(?=$| (?P<of>of)\b| (?:for|in|with|near|at|to|by|on|from)\b)"
)
_APPLIANCES = frozenset(("appliances", "devices"))
_MANY = re.compile(r"[a-z]+[^suia\W]s$")
_NO_THING = re.compile(r"^an? (?:activity|entry|item|object)(?=$| (?:for|in|on|to|with)\b)")
_VOWEL = re.compile(r"[aeiou]", re.IGNORECASE)


def _is_sort_of(things: str, word: str) -> bool:
    """Whether a word may stand before things as their sort: `pdf files`, but no `slides files`."""
    return word.islower() and bool(_MANY.search(things)) and not (word.endswith("s") and things.endswith("files"))


def before_noun(rest: str, value: Spoken, held: Held) -> str | None:
    """The wish with a kind before what it is the kind of: `a yoga workout`; None for any other value."""
    word, label = value.said.value, value.fills["label"]
    sort = label.rpartition(" ")[2] in _SORTS
    plain = isinstance(word, str) and (word.replace("_", "") if sort else word).isalpha()
    if not (sort or label in _KINDS) or value.many or not isinstance(word, str) or not plain:
        return None
    if sort and (empty := _NO_THING.match(rest)):  # nobody logs an activity of type call
        article = "an" if _VOWEL.match(value.text) else "a"
        return f"{article} {held.hold(value.text)}{rest[empty.end() :]}"
    if sort and rest.startswith("the history of "):
        return f"the {held.hold(plural(value.text, 2))} in {rest}"
    found = _HEAD.match(rest)
    if found is None or word in rest or not (_is_sort_of(found[2], word) if sort else not found["of"]):
        return None  # the genre of an artist is not that of the concerts of an artist
    if sort and found[2] in _APPLIANCES:
        return f"{found[1]}{held.hold(plural(value.text, 2))}{rest[found.end(2) :]}"
    return f"{found[1]}{held.hold(value.text.replace(' ', '-'))} {rest[found.start(2) :]}"


_TWO_PARTS = re.compile(r"^the (?P<one>\w+) and the (?P<other>\w+) of (?P<thing>.+)$")


def two_parts(rest: str, values: Sequence[Spoken]) -> tuple[str, ...]:
    """A wish for two parts of a thing as one for the first, and what the second is called; () for any other.

    `the brightness and the colour of a light` is its brightness to so much and its colour to so much.
    """
    found = _TWO_PARTS.match(rest)
    labels = [v.fills["label"] for v in values]
    if found is None or [label.partition(" ")[0] for label in labels] != [found["one"], found["other"]]:
        return ()
    return f"the {labels[0]} of {found['thing']}", f"its {labels[1]}"
