"""Names told by what somebody did: whoever `ordered_by` names is the doctor whose identifier stands beside it."""

from __future__ import annotations

import re
from dataclasses import replace

from toolgraph.world.leaf import LeafPlan, is_person
from toolgraph.world.scene import OWN_ROLES
from toolgraph.world.shape import Part

_NAME_OF = re.compile(r"^(?:full )?name of (?:the|a|an) (\w+)$")


def with_doers(props: tuple[tuple[str, Part], ...]) -> tuple[tuple[str, Part], ...]:
    """The properties of an object, of which a name is that of the person whose identifier stands beside it.

    Their descriptions tell whose name it is where their own names only tell what somebody did: a prescription of the
    user's is prescribed by a doctor, and not by them.
    """
    return tuple((name, _as_theirs(part)) for name, part in props)


def _as_theirs(part: Part) -> Part:
    leaf = part.leaf
    found = _NAME_OF.match(leaf.text.strip(" .")) if leaf is not None and _says_deed(leaf) else None
    if leaf is None or found is None or found[1] in OWN_ROLES or not is_person(found[1]):
        return part
    tokens = (found[1], "name")
    return replace(part, leaf=replace(leaf, tokens=tokens, key=" ".join(tokens), whose=found[1], maker="person"))


def _says_deed(leaf: LeafPlan) -> bool:
    return leaf.type == "string" and leaf.tokens[-1:] == ("by",)
