"""A thing that a wish names twice is named once: `the profile of a user for that user` is the one `of that user`."""

from __future__ import annotations

import re

from toolgraph.meaning.extreme import STANDING_OUT
from toolgraph.meaning.text import ORDINALS, PERSON_ROLES, PERSONS

_FIRST = "|".join(ORDINALS)
_ROLE = "|".join(sorted(PERSON_ROLES))
_TWICE = re.compile(
    r" of an? (?P<kind>(?:\w+ )?\w+) (?:for|of) "
    rf"(?P<which>that (?P=kind)\b|the (?:{_FIRST}) (?:one|(?P=kind))\b)(?: (?P=kind)\b)?"
)
# What is done to a thing is not done for it: `a rental car for the cheapest car` is that car.
_TO_IT = re.compile(
    r"^an? (?P<kind>(?:\w+ )??(?P<head>\w+)) for the "
    rf"(?P<which>(?:{'|'.join((*ORDINALS, *STANDING_OUT))})) (?:(?P=kind)|(?P=head))\b"
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
    >>> named_once("a rental car for the cheapest car")
    'the cheapest rental car'
    """
    rest = _TO_IT.sub(r"the \g<which> \g<kind>", rest)
    return _BY_ROLE.sub(r" of \g<which>", _TWICE.sub(r" of \g<which>", rest))
