"""The address of a record: as it is told whole, or in its parts, and the spot where it is."""

from __future__ import annotations

import re

from toolgraph.world import places, postcodes
from toolgraph.world.memory import Record

_ADDRESSES = ("address", "formatted address", "full address", "@address/")
_POSTCODE = re.compile(r", ((?=[^,]*\d)[A-Z\d][A-Z\d -]{2,8}?)(?= [^\W\d][^\d,]*(?:,|$))|[^\W\d] ([\d-]{4,9})(?:,|$)")


def address_of(record: Record) -> str:
    """The address that a record tells whole; "" where it tells none, or several."""
    told = next((a for k in _ADDRESSES if isinstance(a := record.facts.get(k), str)), "")
    if told:
        return told
    others = (k.split() for k, v in record.facts.items() if k.endswith(" address") and isinstance(v, str))
    keys = [" ".join(key) for key in others if not _ELSEWHERE & set(key)]
    return str(record.facts[keys[0]]) if len(keys) == 1 else ""  # a concert is where its hall is


_ELSEWHERE = frozenset("email mail ip mac web billing delivery shipping from to sender recipient wallet".split())


def composed(record: Record) -> str:
    """The address that a record tells in parts; "" where it tells no street and city."""
    facts = record.facts
    for front in ("", "address "):
        street, city = facts.get(f"{front}street"), facts.get(f"{front}city")
        if isinstance(street, str) and isinstance(city, str):
            code = next((v for k in ("postcode", "postal code", "zip") if (v := facts.get(f"{front}{k}"))), "")
            place = places.named(city)
            country = place.country.name if place is not None else ""
            return ", ".join(part for part in (street, f"{code} {city}".strip(), country) if part)
    return ""


def spot_of(record: Record) -> places.Place | None:
    """Where the address of a record is; None where it tells none."""
    address = address_of(record)
    place = places.named(address) if address else None
    return places.spot(address, place) if place is not None else None


def postcode_in(record: Record) -> str:
    """The postcode that the record's address holds; "" for none."""
    address = address_of(record)
    place = places.named(address) if address else None
    if place is not None and (own := postcodes.held(address, place)):
        return own
    found = _POSTCODE.search(address)
    return (found.group(1) or found.group(2)) if found else ""
