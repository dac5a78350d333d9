"""What a deed says of itself: that it went well, and the state in which it left what it was done to."""

from __future__ import annotations

from collections.abc import Collection

from toolgraph.models.base import JsonObject
from toolgraph.world import choose
from toolgraph.world.defaults import tell_defaults
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import ANONYMOUS, Record
from toolgraph.world.shape import Part
from toolgraph.world.toolplan import ToolPlan

_YES = ("true", "yes", "success", "successful")
_WELL = "success"
_WENT = frozenset("status success succeeded result ok done".split())
_STATES = ("status", "state")
_NEW = "open"
# What waits to be dealt with once it is there.
_DEALT_WITH = frozenset("ticket issue task case request complaint claim todo".split())


def tell_outcome(record: Record, subject: Record | None, plan: ToolPlan, root: Part, told: Collection[str]) -> None:
    """Let a result that shows a status in free words, or a flag, say what the call has done.

    Args:
        record: What the result shows.
        subject: What the call works on.
        told: Keys of what the call itself tells.
    """
    _say_yes(record, root, told)
    if plan.tool.effect == "read":
        return
    _address(record, root, plan, told)
    tell_defaults(record, root, plan, told)
    led = choose.led_to(plan.name_words)
    for leaf in root.leaves():
        if leaf.key in told:
            continue
        went = bool(_WENT & set(leaf.tokens))
        of_deed = went and record.head == ANONYMOUS
        if leaf.maker == "flag" and went:
            record.facts[leaf.key] = True
        elif leaf.maker == "status" and leaf.tokens[-1:] and leaf.tokens[-1] in _STATES:
            new = _NEW if record.made and record.head in _DEALT_WITH else ""
            state = led or (_WELL if of_deed else new)
            if state and leaf.check(state):
                record.facts[leaf.key] = state
    if led and subject is not None and subject is not record:
        subject.facts.update({key: led for key in _STATES if key in subject.facts})


def _address(record: Record, root: Part, plan: ToolPlan, told: Collection[str]) -> None:
    """Let what is written go to somebody else: an application keeps the address of who applies, not of who reads it."""
    for leaf in root.seen(_addresses) if not _WRITTEN.isdisjoint(plan.name_words) else ():
        address = record.scene.email(leaf.who)
        if leaf.key not in told and leaf.key not in record.facts and leaf.check(address):
            record.facts[leaf.key] = address


# What people write to each other.
_WRITTEN = frozenset("message mail email letter note text sms reply".split())


def _addresses(part: Part) -> list[LeafPlan]:
    """The addresses of a result to which something went."""
    return [leaf for leaf in part.leaves() if leaf.maker == "email" and leaf.role == "to"]


def _say_yes(record: Record, root: Part, told: Collection[str]) -> None:
    """Let what can only be true or false of a deed's success be true."""
    for leaf in root.leaves():
        if leaf.maker == "choice" and leaf.key not in told and "success" in leaf.text:
            yes = next((c for c in leaf.schema.get("enum", ()) if str(c).lower() in _YES), None)
            record.facts.update({} if yes is None else {leaf.key: yes})


def plain_answer(plan: ToolPlan, arguments: JsonObject) -> JsonObject:
    """What a service says that has nothing to say: that it went well, to which things, and what was changed in them."""
    out: JsonObject = {"status": "ok"}
    shown = ("id", "equal", "day", "end_day") if plan.verb in ("create", "update") else ("id",)
    for param in plan.params:
        value = arguments.get(param.path)
        if param.op in shown and param.leaf.maker not in ("token", "password") and isinstance(value, (str, int, float)):
            out[param.path] = value
    return out
