"""Values of one call that must agree: one place, one person, ends after starts."""

from __future__ import annotations

from collections.abc import Collection

from toolgraph.meaning.concept import tool_words
from toolgraph.meaning.text import PERSONS, words
from toolgraph.models.tool import Tool
from toolgraph.plan.draft import Draft, Part, Saying
from toolgraph.plan.parts import giver, said_part
from toolgraph.plan.values import Pairing, are_at_odds, are_pair, fresh, is_moment, settle
from toolgraph.plan.wants import accepts
from toolgraph.world.people import email_of, fold, name_of

_CONTACT = frozenset(("email", "mail", "phone", "mobile"))
_CALLED = frozenset("full first last given family recipient".split())
_FIRST, _LAST = frozenset(("first", "given")), frozenset(("last", "family"))


def of_one_place(parts: dict[str, Part]) -> dict[str, Part]:
    """Without optional places of earlier results, where the user says where, or another result does."""
    told = any(p.saying is not None and not p.saying.call and p.want.telling == 0 for p in parts.values())
    places = [p for p in parts.values() if p.want.is_place and giver(p) is not None]
    places.sort(key=lambda p: not p.want.parameter.required)
    first = giver(places[0]) if places and not told else None
    return {
        k: p for k, p in parts.items() if p.want.parameter.required or not p.want.is_place or giver(p) in (None, first)
    }


def of_one_person(draft: Draft, tool: Tool, parts: dict[str, Part]) -> dict[str, Part]:
    """Somebody whom the user names anew does not get the address of whoever an earlier result was about."""
    about = PERSONS.intersection(tool_words(tool.name, tool.http)[1])
    named = {
        part.want.path.rpartition(".")[0]
        for part in parts.values()
        if part.saying is not None
        and (tokens := words(part.want.parameter.name))[-1:] == ("name",)
        and (_CALLED.intersection(tokens) or PERSONS.intersection(tokens) or (about and len(tokens) == 1))
    }
    out: dict[str, Part] = {}
    for path, part in parts.items():
        is_contact = _CONTACT.intersection(words(part.want.parameter.name)) and path.rpartition(".")[0] in named
        if tool.effect == "read" or not is_contact:
            out[path] = part
        elif giver(part) is None:
            out[path] = _of_name(part, _name_beside(path, parts), draft)
        elif part.want.parameter.required and (saying := fresh(part.want, tool, draft)) is not None:
            out[path] = said_part(part.want, saying)
    return out


def _name_beside(path: str, parts: dict[str, Part]) -> str:
    """The full name that stands beside a contact's address; "" where only a part of it does."""
    front = path.rpartition(".")[0]
    beside = [(words(p.want.parameter.name), str(p.value)) for k, p in parts.items() if k.rpartition(".")[0] == front]
    named = {tokens: value for tokens, value in beside if tokens[-1:] == ("name",)}
    pieces = [next((v for t, v in named.items() if side & set(t)), "") for side in (_FIRST, _LAST)]
    whole = next((v for t, v in named.items() if not (_FIRST | _LAST) & set(t)), "")
    return " ".join(pieces) if all(pieces) else whole


def _of_name(part: Part, name: str, draft: Draft) -> Part:
    """An e-mail address that the user makes up for somebody, of the name that stands beside it."""
    address = str(part.value)
    new = part.saying is not None and not part.saying.call
    local = fold(address.partition("@")[0])
    if not new or "@" not in address or " " not in name or any(fold(w) in local for w in name.split() if fold(w)):
        return part
    own = email_of(name_of(name), draft.rng)
    saying = Saying(want=part.want, value=own, path="", relative=False, group=draft.group)
    return said_part(part.want, saying) if accepts(part.want.parameter, own) else part


def settled(draft: Draft, parts: dict[str, Part]) -> dict[str, Part]:
    """The parts with ends that come after their starts; an optional end that cannot is left out."""
    sides = [Pairing(p.want, p.value, p.saying if p.saying and not p.saying.call else None) for p in parts.values()]
    said = {path for path, p in parts.items() if p.saying is not None}
    for start in sides:
        for end in sides:
            if are_pair(start.want, end.want):
                settle(*_freed(start, end, said, draft), draft)
                if are_at_odds(start.current, end.current) and not end.want.parameter.required:
                    parts = {path: p for path, p in parts.items() if path != end.want.path}
    new = {side.want.path: side.new for side in sides if side.new is not None}
    return {path: said_part(p.want, new[path]) if path in new else p for path, p in parts.items()}


def _freed(start: Pairing, end: Pairing, said: Collection[str], draft: Draft) -> tuple[Pairing, Pairing]:
    """The two ends of a span; when both were known before and do not agree, one of them is to be said anew."""
    if start.new is None and end.new is None and are_at_odds(start.value, end.value) and is_moment(end.value):
        side = start if start.want.path in said and end.want.path not in said else end
        side.new = Saying(want=side.want, value=side.value, path="", relative=False, group=draft.group)
    return start, end
