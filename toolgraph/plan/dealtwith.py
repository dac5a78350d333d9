"""With whom something is done, as its title says it: a pilot is with the company of the contact, and no other one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonObject
from toolgraph.world.lexicon import COMPANY_TAILS

_TITLE = re.compile(r"^(?P<what>[A-Z].* (?:with|for|at)) (?P<whom>[A-Z]\S*(?: \S+)+)$")
_FIRMS = frozenset("company employer organisation organization customer client account".split())
_OF_FIRMS = frozenset("industry headquarters employees vat".split())


def with_their_company(title: str, items: Iterable[JsonObject]) -> str:
    """A title that names a company with the one that some things are of; "" where it names none, or that one.

    Args:
        items: The things that what is called so is made for, as earlier results show them.

    >>> with_their_company("Pilot with Fern Robotics", [{"full_name": "Ada Pak", "company_name": "Olive Health"}])
    'Pilot with Olive Health'
    """
    found = _TITLE.match(title)
    if found is None or found["whom"].rpartition(" ")[2] not in COMPANY_TAILS:
        return ""
    theirs = {name for item in items if (name := _company_of(item))}
    return f"{found['what']} {theirs.pop()}" if len(theirs) == 1 and found["whom"] not in theirs else ""


def _company_of(item: JsonObject) -> str:
    """The company of a thing, or the thing itself where it is one; "" for none."""
    for key, value in item.items():
        said = words(key)
        if isinstance(value, str) and value and _FIRMS.intersection(said[:1]) and said[1:] in ((), ("name",)):
            return value
    own = item.get("name")
    is_firm = any(_OF_FIRMS.intersection(words(key)) for key in item)
    return own if is_firm and isinstance(own, str) else ""
