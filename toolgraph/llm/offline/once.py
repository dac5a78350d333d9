"""A thing that a wish names twice is named once: `the profile of a user for that user` is the one `of that user`."""

from __future__ import annotations

import re

from toolgraph.meaning.text import ORDINALS, PERSON_ROLES, PERSONS

_FIRST = "|".join(ORDINALS)
_ROLE = "|".join(sorted(PERSON_ROLES))
_TWICE = re.compile(
    r" of an? (?P<kind>(?:\w+ )?\w+) (?:for|of) "
    rf"(?P<which>that (?P=kind)\b|the (?:{_FIRST}) (?:one|(?P=kind))\b)(?: (?P=kind)\b)?"
)
# Somebody who is told by what they do is no other person.
_BY_ROLE = re.compile(
    rf" of an? (?:{'|'.join(sorted(PERSONS))}) (?:for|of) "
    rf"(?P<which>(?:that|those|the (?:{_FIRST})(?: two| three)?) (?:{_ROLE})s?\b)"
)


def named_once(rest: str) -> str:
    """What a wish is for, with the thing that it is of in the place of the word for any such thing.

    >>> named_once("the profile of a user for that user")
    'the profile of that user'
    >>> named_once("the profile of a user for the first reviewer")
    'the profile of the first reviewer'
    """
    return _BY_ROLE.sub(r" of \g<which>", _TWICE.sub(r" of \g<which>", rest))
