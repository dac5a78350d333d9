"""People who are told by the name under which they sign in: one is the same, found, listed or opened."""

from __future__ import annotations

from toolgraph.models.base import JsonValue
from toolgraph.world.asked import Asked
from toolgraph.world.leaf import LeafPlan, is_person
from toolgraph.world.memory import Memory, Record
from toolgraph.world.shape import Part, holds

_LOGINS = frozenset(("login", "username", "user name", "handle", "screen name"))
# What somebody has whoever shows them; what they may do somewhere is not that.
_LASTING = frozenset(
    "person first last email company date datetime plain about url city country phone job timezone count".split()
)


def login_leaf(part: Part) -> LeafPlan | None:
    """The leaf that tells who somebody is by a user name; None for what is nobody, or is told by an identifier."""
    if part.kind != "object" or part.entity is not None or not is_person(part.noun):
        return None
    return next((x for x in part.leaves() if x.maker == "username" and x.key in _LOGINS), None)


def recall(known: tuple[Memory, str], record: Record, part: Part, asked: Asked) -> None:
    """Let a record of somebody be as earlier results told of them, but for what the call itself tells.

    Args:
        known: The memory, and the source whose users these are.
    """
    leaf, (memory, source) = part.seen(login_leaf), known
    login = record.facts.get(leaf.key) if leaf is not None else None
    told = memory.called.get((source, f"login {login}"), {}) if login is not None else {}
    for each in part.seen(_told) if told else ():
        if each.key in told and each.key not in asked.facts and each.check(told[each.key]):
            record.facts[each.key] = told[each.key]


def keep(memory: Memory, source: str, part: Part, shown: JsonValue) -> None:
    """Remember what a result tells of the people in it, by their user names."""
    if not part.seen(_tells_logins):
        return
    if isinstance(shown, list) and part.item is not None:
        for each in shown:
            keep(memory, source, part.item, each)
    elif isinstance(shown, dict):
        leaf = part.seen(login_leaf)
        values = {inner.leaf.key: shown[name] for name, inner in part.props if inner.leaf is not None and name in shown}
        if leaf is not None and leaf.key in values:
            known = memory.called.setdefault((source, f"login {values[leaf.key]}"), {})
            known.update({each.key: values[each.key] for each in part.seen(_told) if each.key in values})
        for name, inner in part.props:
            if inner.leaf is None and name in shown:
                keep(memory, source, inner, shown[name])


def _told(part: Part) -> list[LeafPlan]:
    """The leaves of somebody that are the same whoever shows them."""
    return [x for x in part.leaves() if x.maker in _LASTING and not x.is_id]


def _tells_logins(part: Part) -> bool:
    return holds(part, login_leaf)
