"""How people meet: on the telephone they need no street and no link, at a place no link, by video no street."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from toolgraph.models.base import JsonValue
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.shape import Part

_WAYS = frozenset("kind type mode format channel method medium modality".split())
_PHONE = frozenset("phone telephone call audio phone_call".split())
_VIDEO = frozenset("video online virtual remote video_call".split())
_THERE = frozenset("on_site onsite in_person physical face_to_face office at_home at_clinic".split())
# What tells where one goes to, and by which link one comes.
_PLACES = frozenset("address location room venue place building floor parking".split())
_LINKS = frozenset("video join meet meeting conference link zoom".split())
_TELLING = frozenset("title note body about plain address url street thing".split())


def says_way(leaf: LeafPlan) -> bool:
    """Whether a leaf chooses between ways of meeting, so that it is settled before the address and the link."""
    if leaf.maker != "choice" or _WAYS.isdisjoint(leaf.tokens[-1:]):
        return False
    choices = {_plain(c) for c in leaf.schema.get("enum", ())}
    return sum(bool(choices & way) for way in (_PHONE, _VIDEO, _THERE)) > 1


def with_ways(props: tuple[tuple[str, Part], ...]) -> tuple[tuple[str, Part], ...]:
    """The properties of an object; where a later call takes its address or link, people meet there or by that."""
    wanted = _THERE if any(p.needed and p.seen(_is_place) for _, p in props) else frozenset[str]()
    wanted = wanted or (_VIDEO if any(p.needed and p.seen(_is_link) for _, p in props) else wanted)
    return tuple((name, _as_wanted(part, wanted)) for name, part in props) if wanted else props


def _as_wanted(part: Part, wanted: frozenset[str]) -> Part:
    leaf = part.leaf
    if leaf is None or not says_way(leaf):
        return part
    able = [c for c in leaf.schema["enum"] if _plain(c) in wanted]
    return replace(part, leaf=replace(leaf, schema={**leaf.schema, "enum": able})) if able else part


def is_no_need(part: Part, record: Record) -> bool:
    """Whether nobody needs what a leaf tells, to meet as the record says that they do."""
    places, links = part.seen(_is_place), part.seen(_is_link)
    if not (places or links):
        return False
    way = _way(record)
    if not way:
        return False
    return way in _PHONE or (places and way in _VIDEO) or (links and way in _THERE)


def settled_by(slot: Record, leaves: Iterable[LeafPlan]) -> dict[str, JsonValue]:
    """What is settled of a meeting with the time that somebody chose for it: how long it is, and in which way."""
    ways = {k: v for k, v in slot.facts.items() if _tells_way(k, v)}
    told = next(
        (v for k, v in slot.facts.items() if k.partition(" ")[0] in _LENGTHS and isinstance(v, (int, float))), None
    )
    if told is None:
        return ways
    lengths = {x.key: told for x in leaves if x.maker == "minutes" and not _LENGTHS.isdisjoint(x.tokens[:1])}
    return {**{k: v for k, v in slot.facts.items() if k.partition(" ")[0] in _LENGTHS}, **lengths, **ways}


_LENGTHS = frozenset(("duration", "length"))


def _tells_way(key: str, value: JsonValue) -> bool:
    last = key.rpartition(" ")[2]
    by_word = last in _WAYS and _plain(value) in _PHONE | _VIDEO | _THERE
    return by_word or (last in _VIDEO and isinstance(value, bool))


def _way(record: Record) -> str:
    """How people meet, as a record tells; "" where it does not."""
    for key, value in record.facts.items():
        last = key.rpartition(" ")[2]
        if last in _WAYS and (way := _plain(value)) in _PHONE | _VIDEO | _THERE:
            return way
        if last in _VIDEO and isinstance(value, bool):
            return "video" if value else "in_person"
    return ""


def _is_place(part: Part) -> bool:
    leaf = part.leaf
    return leaf is not None and leaf.type == "string" and leaf.maker in _TELLING and bool(_PLACES & set(leaf.tokens))


def _is_link(part: Part) -> bool:
    leaf = part.leaf
    return leaf is not None and leaf.maker == "url" and bool(_LINKS & set(leaf.tokens))


def _plain(value: JsonValue) -> str:
    return str(value).lower().replace("-", "_").replace(" ", "_")
