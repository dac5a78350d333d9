"""Two things changed at once, each with what it came to be: `the plan of the booking to Team and the seats to 3`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from toolgraph.llm.offline.held import Held
from toolgraph.llm.offline.written import words_of
from toolgraph.meaning.text import singular
from toolgraph.models.dialogue_plan import PlannedCall

_BOTH = re.compile(r"^(?P<did>\w+) the (?P<one>[a-z]+)\b.*? and the (?P<other>[a-z]+) of (?P<of>the [a-z]+)\b")
_ALONE = re.compile(r"^\w+ the (?P<other>[a-z]+) of the [a-z]+$")
_NAMED = re.compile("^the (?P<one>[a-z]+) (?P<name>[\ue000-\uf8ff]) and the (?P<other>[a-z]+) of (?P<of>[^,]+)$")


def to_both(did: str, call: PlannedCall, names: Mapping[str, str], held: Held) -> str:
    """What was done to two parts of a thing with what both are now, and to a number of it with that number."""
    both = _BOTH.match(did)
    if both is not None:
        one, much = _name(call, both["one"], names), _number(call, both["other"])
        if one and much:
            new = f"to {held.hold(one)} and the {both['other']} to {much}"
            return f"{both['did']} the {both['one']} of {both['of']} {new}"
    alone = _ALONE.match(did)
    much = _number(call, alone["other"]) if alone is not None else ""
    return f"{did} to {much}" if much else did


def named_apart(rest: str) -> str:
    """The rest of a wish for two parts of a thing, the first named: `the plan of that subscription to Team and ...`."""
    return _NAMED.sub(r"the \g<one> of \g<of> to \g<name> and the \g<other>", rest)


def _name(call: PlannedCall, noun: str, names: Mapping[str, str]) -> str:
    """What the thing of a noun is called that a call names by its id."""
    ids = (str(v) for k, v in call.arguments.items() if tuple(words_of(k)) == (noun, "id"))
    return next((names[v] for v in ids if v in names), "")


def _number(call: PlannedCall, noun: str) -> str:
    """How many of a noun a call says."""
    found = (v for k, v in call.arguments.items() if singular(words_of(k)[-1]) == singular(noun) != noun)
    return next((str(v) for v in found if isinstance(v, int) and not isinstance(v, bool)), "")
