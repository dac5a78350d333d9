"""Who is logged in: what a service tells of their account by a token alone is of them."""

from __future__ import annotations

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.asked import value_at
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Memory, Record
from toolgraph.world.shape import Part
from toolgraph.world.toolplan import ToolPlan

_MAIL = frozenset(("message", "mail", "email"))
_TO = frozenset("recipient recipients to".split())
_SECRET = ("token", "password")


def _note_login(memory: Memory, plan: ToolPlan, arguments: JsonObject) -> None:
    """Remember the user name that a call gives together with a password."""
    given = {p.leaf.maker: value_at(arguments, p.path) for p in plan.params}
    if isinstance(given.get("username"), str) and given.get("password") is not None and plan.verb != "delete":
        memory.logins[plan.tool.source] = str(given["username"])


def tell_user(memory: Memory, plan: ToolPlan, record: Record, root: Part, arguments: JsonObject) -> None:
    """Let a result that shows a user name be about who is logged in, where a call names nobody; note who logs in."""
    _note_login(memory, plan, arguments)
    _sign(record, plan)
    login = memory.logins.get(plan.tool.source)
    shown = [leaf for leaf in root.leaves() if leaf.maker == "username"]
    others = [p for p in plan.params if p.leaf.maker not in _SECRET and value_at(arguments, p.path) is not None]
    if login is None or not shown or others:
        return
    record.scene.own = True
    for leaf in shown:
        if leaf.check(login):
            record.facts.setdefault(leaf.key, login)


def _sign(record: Record, plan: ToolPlan) -> None:
    """Let a mail that a call sends be from the user, who has read it: nobody else has written it to them."""
    person = record.scene.setting.person
    if person is None or not record.made or record.head not in _MAIL or plan.verb not in _SENDING:
        return
    own: dict[str, JsonValue] = {"sender email": person.email, "sender name": person.name, "is unread": False}
    text = next((v for key in _TEXTS if isinstance(v := record.facts.get(key), str)), None)
    if text is not None:
        own["snippet"] = text if len(text) <= _SNIPPET else f"{text[:_SNIPPET].rpartition(' ')[0]} ..."
    record.facts = {**own, **record.facts}


_SENDING = frozenset(("send", "create"))
_TEXTS = ("body", "text", "message", "content")
_SNIPPET = 80


def received_by(record: Record, leaf: LeafPlan, key: str) -> list[JsonValue]:
    """Who is among the recipients of a mail in one's own box: oneself, unless one has sent it; [] for anything else.

    Args:
        key: Of the list of addresses.
    """
    person = record.scene.setting.person
    if person is None or record.made or record.head not in _MAIL or leaf.maker != "email":
        return []
    own = _TO.isdisjoint(key.split()[:1]) or record.facts.get("sender email") == person.email
    return [person.email] if not own and leaf.check(person.email) else []
