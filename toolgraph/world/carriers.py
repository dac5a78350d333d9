"""Airlines and the numbers of their flights: all of one airline begin with its two letters, and none of another's."""

from __future__ import annotations

import re
from dataclasses import replace

from toolgraph.models.base import JsonValue
from toolgraph.world import lexicon
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.shape import Entity, Part

# In the schema of a flight number and of the airline beside it: the airlines by their letters, and the other's key.
_CARRIERS, _BESIDE = "#carriers", "#carrier beside"
_NUMBER = re.compile(r"([A-Z]{2})( ?\d{1,4})")


def with_carriers(props: tuple[tuple[str, Part], ...]) -> tuple[tuple[str, Part], ...]:
    """The properties of a flight, of which the airline and the number know of each other."""
    leaves = [part.leaf for _, part in props if part.leaf is not None]
    airline = next((x for x in leaves if x.maker == "airline"), None)
    number = next((x for x in leaves if {"flight", "number"} <= {x.noun, *x.tokens} and x.type == "string"), None)
    if airline is None or number is None or airline is number:
        return props
    known = _by_letters(airline, number)
    told = {
        airline.path: replace(airline, schema={**airline.schema, _CARRIERS: known, _BESIDE: number.key}),
        number.path: replace(number, schema={**number.schema, _CARRIERS: known, _BESIDE: airline.key}),
    }
    new = ((name, told.get(part.leaf.path) if part.leaf is not None else None, part) for name, part in props)
    return tuple((name, part if leaf is None else replace(part, leaf=leaf)) for name, leaf, part in new)


def with_own(entity: Entity | None, props: tuple[tuple[str, Part], ...]) -> Entity | None:
    """What kind of thing an object is, with its identifier as the object tells it."""
    if entity is None:
        return None
    own = next((p.leaf for _, p in props if p.leaf is not None and p.leaf.path == entity.id_leaf.path), None)
    return entity if own is None or _CARRIERS not in own.schema else replace(entity, id_leaf=own)


def _by_letters(airline: LeafPlan, number: LeafPlan) -> dict[str, JsonValue]:
    """Airlines by the letters of their flights: those that the spec's examples show, else how their words begin."""
    shown = [m[1] for e in number.schema.get("examples", ()) if (m := _NUMBER.fullmatch(str(e)))]
    names = [str(e) for e in airline.schema.get("examples", ()) if " " in str(e)]
    out: dict[str, JsonValue] = {}
    for name in (*names, *([] if names else lexicon.AIRLINES.split("|"))):
        own = next((letters for letters in shown if letters[0] == name[0] and letters not in out), "")
        first = "".join(word[0] for word in name.upper().split())[:2]
        out.setdefault(own or first, name)
    return out


def numbered(record: Record, leaf: LeafPlan, value: JsonValue) -> JsonValue:
    """A new flight number that begins as those of the airline do; any other identifier as it is."""
    known, found = leaf.schema.get(_CARRIERS), _NUMBER.fullmatch(str(value))
    if not known or found is None:
        return value
    told = record.facts.get(leaf.schema[_BESIDE])
    letters = next((k for k, name in known.items() if name == told), "") or record.scene.rng.choice(list(known))
    return f"{letters}{found[2]}" if leaf.check(f"{letters}{found[2]}") else value


def carrier_of(record: Record, leaf: LeafPlan) -> str:
    """The airline whose flights have such numbers as a record tells; "" for nobody's."""
    known = leaf.schema.get(_CARRIERS)
    found = _NUMBER.fullmatch(str(record.facts.get(leaf.schema[_BESIDE]))) if known else None
    if not known or found is None:
        return ""
    names = list(known.values())
    name = str(known.get(found[1]) or names[sum(map(ord, found[1])) % len(names)])  # the same for the same letters
    return name if leaf.check(name) else ""
