"""Values of one call that must agree: one place, one person, ends after starts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

from toolgraph.meaning.concept import tool_words
from toolgraph.meaning.text import PERSON_WORDS, PERSONS, words
from toolgraph.models.tool import Tool
from toolgraph.plan.draft import Draft, Part, Saying
from toolgraph.plan.parts import giver, said_part
from toolgraph.plan.paths import at_path
from toolgraph.plan.spans import is_too_long, longest
from toolgraph.plan.values import Pairing, are_at_odds, are_pair, fresh, is_moment, settle
from toolgraph.plan.wants import Want, accepts
from toolgraph.world.people import email_of, fold, name_of, username_of
from toolgraph.world.places import named

_CONTACT = frozenset(("email", "mail", "phone", "mobile"))
_NAMED_PLACES = ("@city", "@address")
_LOGINS = (("user", "name"), ("login",))
_CALLED = frozenset("full first last given family recipient".split())
_FIRST, _LAST = frozenset(("first", "given")), frozenset(("last", "family"))


def of_those_meant(parts: dict[str, Part]) -> dict[str, Part]:
    """The parts with one item where another value is of one of the same list: no words say whose e-mail it is of three.

    Who books with `the first traveller` books for that one.
    """
    one = {
        (c.made.id, t.path): t.at for p in parts.values() if len(p.chosen) == 1 for c in p.chosen for t in c.turnings
    }
    return {path: _of_item(part, one) for path, part in parts.items()}


def _of_item(part: Part, one: dict[tuple[str, str], int]) -> Part:
    if not isinstance(part.value, list) or len(part.chosen) < 2 or len(part.chosen) != len(part.origins):
        return part
    meant = [i for i, c in enumerate(part.chosen) if any(one.get((c.made.id, t.path)) == t.at for t in c.turnings)]
    if not meant:
        return part
    at = meant[0]
    origin = replace(part.origins[at], path=part.origins[0].path)
    return replace(part, value=[part.value[at]], origins=(origin,), chosen=(part.chosen[at],))


def of_one_place(parts: dict[str, Part]) -> dict[str, Part]:
    """Without optional places of earlier results, where the user says where, or another result does."""
    told = any(p.saying is not None and not p.saying.call and p.want.telling == 0 for p in parts.values())
    places = [p for p in parts.values() if p.want.is_place and giver(p) is not None]
    places.sort(key=lambda p: not p.want.parameter.required)
    first = giver(places[0]) if places and not told else None
    return {
        k: p for k, p in parts.items() if p.want.parameter.required or not p.want.is_place or giver(p) in (None, first)
    }


_TELLING_APART = frozenset("@email @phone @person @username @city @country @iata @address".split())


def without_echoes(parts: dict[str, Part]) -> dict[str, Part]:
    """Without optional values of results that say what another value says: who gets a message gets no copy of it."""
    out = dict(parts)
    for path, part in parts.items():
        if part.want.parameter.required or part.want.kind not in _TELLING_APART or giver(part) is None:
            continue
        others = [p for other, p in out.items() if other != path and p.want.kind == part.want.kind]
        told = {v for p in others for v in (p.value if isinstance(p.value, list) else [p.value])}
        if told.intersection(part.value if isinstance(part.value, list) else [part.value]) or _is_of_whom(part, out):
            del out[path]
    return out


def _is_of_whom(part: Part, parts: dict[str, Part]) -> bool:
    """Whether an address is that of the very traveller who flies: that is heard as the contact, and not who flies."""
    made, holder = giver(part), part.origins[0].field.rpartition(".")[0]
    item = at_path(made.result, holder) if made is not None and holder else made and made.result
    if not isinstance(item, dict):
        return False
    ids = [p.value for p in parts.values() if p.want.points and PERSON_WORDS & set(words(p.want.parameter.name))]
    known = {v for value in ids for v in (value if isinstance(value, list) else [value])}
    return any(v in known for v in item.values() if isinstance(v, str))


def of_one_country(parts: dict[str, Part]) -> dict[str, Part]:
    """A country is that of the city or address beside it; an optional one that is not is left out."""
    where = [p for p in parts.values() if p.want.kind in _NAMED_PLACES and isinstance(p.value, str)]
    place = next((found for p in where if (found := named(str(p.value))) is not None), None)
    countries = [p for p in parts.values() if p.want.kind == "@country" and isinstance(p.value, str)]
    if place is None or not countries:
        return parts
    names = {text.lower() for text in (place.country.code, place.country.code3, place.country.name)}
    out = dict(parts)
    for part in countries:
        if str(part.value).lower() in names:
            continue
        if not part.want.parameter.required:
            del out[part.want.path]
        elif part.saying is not None:
            forms = (place.country.code, place.country.code3, place.country.name)
            value = next((f for f in forms if len(f) == len(str(part.value)) and accepts(part.want.parameter, f)), None)
            if value is not None:
                new = Saying(want=part.want, value=value, path="", relative=False, group=part.saying.group)
                out[part.want.path] = said_part(part.want, new)
    return out


def of_one_person(draft: Draft, tool: Tool, parts: dict[str, Part]) -> dict[str, Part]:
    """Somebody whom the user names anew does not get the address of whoever an earlier result was about."""
    about = PERSONS.intersection(tool_words(tool.name, tool.http)[1])
    named = {
        part.want.path.rpartition(".")[0]
        for part in parts.values()
        if part.saying is not None
        and (tokens := words(part.want.parameter.name))[-1:] == ("name",)
        and tokens not in _LOGINS
        and (_CALLED.intersection(tokens) or PERSONS.intersection(tokens) or (about and len(tokens) == 1))
    } | _named_alike(parts)
    out: dict[str, Part] = {}
    for path, part in parts.items():
        tokens = words(part.want.parameter.name)
        is_contact = (_CONTACT.intersection(tokens) or tokens in _LOGINS) and path.rpartition(".")[0] in named
        mine: Part | None = part
        if tool.effect != "read" and is_contact:
            mine = part if giver(part) is None else _made_up(part, tool, draft)
            anew = mine is not part or _is_named_anew(path, parts)
            mine = mine and _of_name(mine, _name_beside(path, parts), draft, anew=anew)
        if mine is not None:
            out[path] = mine
    return out


def _made_up(part: Part, tool: Tool, draft: Draft) -> Part | None:
    """An address that the user says instead of one out of a result; None where the call does without."""
    saying = fresh(part.want, tool, draft) if part.want.parameter.required else None
    return None if saying is None else said_part(part.want, saying)


def _named_alike(parts: dict[str, Part]) -> set[str]:
    """Where a name and an address are of the same one: `guest_name` and `guest_email`."""
    held: dict[tuple[str, ...], set[str]] = {}
    for path, part in parts.items():
        *whose, last = words(part.want.parameter.name) or ("",)
        if whose and (last in _CONTACT or (last == "name" and part.saying is not None)):
            held.setdefault((path.rpartition(".")[0], *whose), set()).add("name" if last == "name" else "contact")
    return {key[0] for key, kinds in held.items() if len(kinds) > 1}


def _name_beside(path: str, parts: dict[str, Part]) -> str:
    """The full name that stands beside a contact's address; "" where only a part of it does."""
    front = path.rpartition(".")[0]
    beside = [(words(p.want.parameter.name), str(p.value)) for k, p in parts.items() if k.rpartition(".")[0] == front]
    named = {tokens: value for tokens, value in beside if tokens[-1:] == ("name",) and tokens not in _LOGINS}
    pieces = [next((v for t, v in named.items() if side & set(t)), "") for side in (_FIRST, _LAST)]
    whole = next((v for t, v in named.items() if not (_FIRST | _LAST) & set(t)), "")
    return " ".join(pieces) if all(pieces) else whole


def _is_named_anew(path: str, parts: dict[str, Part]) -> bool:
    """Whether somebody is named beside a contact's address who has not been named before."""
    front = path.rpartition(".")[0]
    beside = [p for k, p in parts.items() if k.rpartition(".")[0] == front]
    names = [p for p in beside if words(p.want.parameter.name)[-1:] == ("name",) and not _is_login(p.want)]
    return any(p.saying is not None and not p.saying.call for p in names)


def _of_name(part: Part, name: str, draft: Draft, *, anew: bool) -> Part:
    """An address that the user says or said for somebody: of the name beside it, and not of whom they named before."""
    local, whole = fold(str(part.value).partition("@")[0]), name_of(name)
    new = part.saying is not None and (anew or not part.saying.call)
    login = _is_login(part.want)
    if not new or not whole.last or not (login or "@" in str(part.value)):
        return part
    if fold(whole.last) in local or (login and fold(whole.first) in local):
        return part
    own = username_of(whole) if login else email_of(whole, draft.rng)
    saying = Saying(want=part.want, value=own, path="", relative=False, group=draft.group)
    return said_part(part.want, saying) if accepts(part.want.parameter, own) else part


def _is_login(want: Want) -> bool:
    return words(want.parameter.name) in _LOGINS


def settled(draft: Draft, tool: Tool, parts: dict[str, Part]) -> dict[str, Part]:
    """The parts with ends that come after their starts, and in time; an optional end that cannot is left out."""
    sides = [Pairing(p.want, p.value, p.saying if p.saying and not p.saying.call else None) for p in parts.values()]
    said = {path for path, p in parts.items() if p.saying is not None}
    for start in sides:
        for end in sides:
            if are_pair(start.want, end.want) and not start.want.is_place:
                most = longest(tool, end.want)
                settle(*_freed(start, end, said, draft, most), draft, most)
                if _disagree(start, end, most) and not end.want.parameter.required:
                    parts = {path: p for path, p in parts.items() if path != end.want.path}
    new = {side.want.path: side.new for side in sides if side.new is not None}
    return {path: said_part(p.want, new[path]) if path in new else p for path, p in parts.items()}


def _disagree(start: Pairing, end: Pairing, most: timedelta | None) -> bool:
    one, other = start.current, end.current
    return are_at_odds(one, other) or (is_moment(one) and is_moment(other) and is_too_long(one, other, most))


def _freed(
    start: Pairing, end: Pairing, said: Collection[str], draft: Draft, most: timedelta | None
) -> tuple[Pairing, Pairing]:
    """The two ends of a span; when both were known before and do not agree, one of them is to be said anew."""
    if start.new is None and end.new is None and _disagree(start, end, most) and is_moment(end.value):
        side = start if start.want.path in said and end.want.path not in said else end
        side.new = Saying(want=side.want, value=side.value, path="", relative=False, group=draft.group)
    return start, end
