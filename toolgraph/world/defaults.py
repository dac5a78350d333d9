"""What a call leaves to its default is so in what it makes: a file that is shared without a word is for viewing."""

from __future__ import annotations

from collections.abc import Collection

from toolgraph.world.memory import Record
from toolgraph.world.shape import Part
from toolgraph.world.toolplan import ToolPlan

_DOING = frozenset("share create send invite add open book start new put".split())


def tell_defaults(record: Record, root: Part, plan: ToolPlan, told: Collection[str]) -> None:
    """Tell a record the choices that the call could have made and has not, as its spec says that they are then."""
    if plan.name_words[:1] == () or plan.name_words[0] not in _DOING:
        return
    chosen = {p.key: p.default for p in plan.params if p.default is not None and p.key not in told}
    for leaf in root.leaves() if chosen else ():
        if leaf.maker == "choice" and leaf.key in chosen and leaf.check(chosen[leaf.key]):
            record.facts[leaf.key] = chosen[leaf.key]
