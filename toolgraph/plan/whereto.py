"""Where things are that the user names: in the town, or at least the country, that the call or the talk is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonValue
from toolgraph.plan.delivering import to_own_country
from toolgraph.plan.draft import Draft, Part, Saying
from toolgraph.plan.parts import said_part
from toolgraph.plan.paths import Match
from toolgraph.plan.points import partner
from toolgraph.plan.wants import Want, accepts
from toolgraph.world.makers import address
from toolgraph.world.places import Place, in_country, named, nearest, spot
from toolgraph.world.postcodes import postcode
from toolgraph.world.scene import Scene

_NAMED = ("@city", "@address")


def in_one_place(draft: Draft, parts: dict[str, Part]) -> dict[str, Part]:
    """The parts with new addresses, points and postcodes in the place that what is known beside them is in."""
    parts = to_own_country(draft, parts)
    new = [p for p in parts.values() if p.saying is not None and not p.saying.call and _kind(p.want) in _SETTLED]
    if not new:
        return parts
    fixed = [p for p in parts.values() if p not in new]
    place = next(_places(fixed), None) or _of_point(fixed) or _of_country(draft, fixed)
    if place is None and all(p.want.kind == "@postcode" for p in new):
        place = _of_talk(draft)
    if place is None:
        return parts
    out = dict(parts)
    for part in new:
        for path, value in _in(draft, part, place, new).items():
            if accepts(parts[path].want.parameter, value):
                saying = Saying(want=parts[path].want, value=value, path="", relative=False, group=draft.group)
                out[path] = said_part(parts[path].want, saying)
    return out


def at_hand(want: Want, parts: Mapping[str, Part], found: list[Match]) -> list[Match]:
    """Of addresses that results bring, those in the town of the other end of the way; all where there is none."""
    if want.kind != "@address":
        return found
    town = next(_places([p for p in parts.values() if p.want.kind == "@address"]), None)
    if town is None:
        return found
    near = [m for m in found if (place := named(str(m.value))) is not None and place.city == town.city]
    return near or found


def _in(draft: Draft, part: Part, place: Place, new: list[Part]) -> dict[str, JsonValue]:
    """What is said instead, by path: another address, postcode or point; nothing where it is in that place already."""
    kind, value, path = _kind(part.want), part.value, part.want.path
    if kind == "@postcode":
        return {path: postcode(place, draft.rng)}
    scene = Scene(draft.rng, draft.setting, "place")
    scene.place = place
    if kind in ("@address", "street") and isinstance(value, str):
        there = named(value)
        if there is not None and there.city == place.city:
            return {}
        return {path: address(scene, "", draft.rng, full=kind == "@address" and there is not None)}
    other = partner(part.want, [p.want for p in new])
    if kind != "@latitude" or other is None or not isinstance(value, float):
        return {}
    at = spot(address(scene, "", draft.rng), place)
    return {path: at.latitude, other.path: at.longitude}


_SETTLED = ("@address", "street", "@postcode", "@latitude", "@longitude")


def _kind(want: Want) -> str:
    return "street" if not want.kind and words(want.parameter.name)[-1:] == ("street",) else want.kind


def _places(parts: list[Part]) -> Iterator[Place]:
    """The towns that some values name."""
    for part in parts:
        value = part.value[0] if isinstance(part.value, list) and part.value else part.value
        place = named(value) if part.want.kind in _NAMED and isinstance(value, str) else None
        if place is not None:
            yield place


def _of_point(parts: list[Part]) -> Place | None:
    for part in parts:
        other = partner(part.want, [p.want for p in parts])
        if part.want.kind == "@latitude" and other is not None:
            beside = next(p.value for p in parts if p.want is other)
            if isinstance(part.value, (int, float)) and isinstance(beside, (int, float)):
                return nearest(part.value, beside)
    return None


def _of_country(draft: Draft, parts: list[Part]) -> Place | None:
    codes = [p.value for p in parts if p.want.kind == "@country" and isinstance(p.value, str)]
    person = draft.setting.person
    home = named(person.city) if person is not None and codes else None
    if home is not None and str(codes[0]).upper() in (home.country.code, home.country.code3, home.country.name.upper()):
        return home
    return in_country(str(codes[0]), draft.rng) if codes else None


def _of_talk(draft: Draft) -> Place | None:
    """The town or country of which the talk was last."""
    for made in reversed(draft.made):
        parts = list(made.parts.values())
        place = next(_places(parts), None) or _of_country(draft, parts)
        if place is not None:
            return place
    return None
