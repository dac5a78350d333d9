"""Values of one call that people say in one breath: a name and its address, a span of time, the parts of an address."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolgraph.llm.offline.slots import Spoken, slot_for
from toolgraph.meaning.values import resolve
from toolgraph.models.base import JsonObject, JsonValue

_GIVEN = re.compile(r"^(.*)\b(?:given|first) name$")
_PERSON = re.compile(r"^(?:(?!full )(.+?) )?(?:full )?name$")
_STREET = re.compile(r"^(?:(\w+) )?street(?: address)?$|^(?:(\w+) )?address$")
_ENDS = (
    ("from date", "to date"), ("start date", "end date"), ("date from", "date to"), ("from", "to"),
    ("pick-up date", "drop-off date"), ("pick up date", "drop off date"), ("new start date", "new end date"),
    ("first day", "last day"), ("check-in date", "check-out date"), ("check in", "check out"), ("starts", "ends"),
    ("year from", "year to"),
    ("arrival date", "departure date"), ("start time", "end time"), ("start", "end"),
    ("valid from", "valid until"), ("departure date", "return date"),
)  # fmt: skip


def grouped(values: Sequence[Spoken]) -> list[Spoken]:
    """Values with those that belong together made one, in the order in which people say them."""
    out = list(values)
    for call in dict.fromkeys(v.said.call for v in values):
        mine = [v for v in out if v.said.call == call]
        together = _point(_span(_address(_contact(_full_name(_item(mine))))))
        at = next(i for i, v in enumerate(out) if v.said.call == call)
        rest = [v for v in out if v.said.call != call]
        out = [*rest[:at], *together, *rest[at:]]
    return out


def _find(values: Sequence[Spoken], *labels: str) -> Spoken | None:
    return next((v for v in values if v.fills["label"].lower() in labels), None)


def _joined(values: list[Spoken], parts: Sequence[Spoken], text: str, label: str, shape: str = "text") -> list[Spoken]:
    """The values with the first of `parts` standing for all of them."""
    first = parts[0]
    fills = {**first.fills, "label": label, "a_label": f"a {label}", "thing": label, "rest": label, "on": ""}
    one = first._replace(text=text, fills=fills, slot=slot_for(label, shape), away=any(p.away for p in parts))
    return [one if v is first else v for v in values if v is first or not any(v is p for p in parts)]


def _item(values: list[Spoken]) -> list[Spoken]:
    """So many of something at so much each, as on an invoice."""
    many, price = _find(values, "quantity", "units"), _find(values, "unit price", "price per unit")
    if many is None or price is None:
        return values
    what = _find(values, "lines text", "line text", "items name", "items text")
    each = f"{many.text} at {price.text}{price.fills['money']} each"
    text = f"{what.text} ({each})" if what else each
    return _joined(values, [v for v in (what, many, price) if v], text, "invoice line")


def _full_name(values: list[Spoken]) -> list[Spoken]:
    for value in values:
        found = _GIVEN.match(value.fills["label"])
        about = found.group(1) if found else ""
        other = _find(values, f"{about}family name", f"{about}last name") if found else None
        if other is not None:
            return _joined(values, (value, other), f"{value.text} {other.text}", f"{about}full name")
    return values


def _contact(values: list[Spoken]) -> list[Spoken]:
    """A person and how to reach them: `Ana Diaz (ana.diaz@example.org)`."""
    for value in values:
        found = _PERSON.match(value.fills["label"])
        if found is None or value.slot.shape == "long":
            continue
        about = f"{found.group(1)} " if found.group(1) else ""
        mail = next((v for v in values if "@" in v.text and v.fills["label"] in _mails(about)), None)
        if mail is not None and " and " not in mail.text:
            bare = value.text.strip('"')
            return _joined(values, (value, mail), f"{bare} ({mail.text})", f"{about}full name")
    return values


def _mails(about: str) -> tuple[str, ...]:
    return tuple(f"{about}{word}" for word in ("email", "e-mail", "email address", "e-mail address", "mail"))


def _address(values: list[Spoken]) -> list[Spoken]:
    street = next((v for v in values if _STREET.match(v.fills["label"])), None)
    if street is None:
        return values
    code = _find(values, "postcode", "postal code", "zip code", "zip")
    city = _find(values, "city", "town")
    land = _find(values, "country", "country code")
    if code is None and city is None:
        return values
    town = " ".join(v.text for v in (code, city) if v and v.text not in street.text)
    where = land.text if land and land.text not in street.text else ""
    text = ", ".join(filter(None, [street.text, town, where]))
    parts = [v for v in (street, code, city, land) if v]
    return _joined(values, parts, text, street.fills["label"].replace("street", "address"))


def _span(values: list[Spoken]) -> list[Spoken]:
    """From one day or time to another."""
    for first, second in _ENDS:
        start, end = _find(values, first), _find(values, second)
        if start is None or end is None or start.away or end.away:
            continue
        if start.slot.shape not in ("date", "datetime", "time") or end.slot.shape != start.slot.shape:
            continue
        return _joined(values, (start, end), f"{start.text} to {end.text}", "span of time", "text")
    return values


_NORTH, _EAST = ("lat", "latitude"), ("lng", "lon", "long", "longitude")


def other_degree(path: str, arguments: JsonObject) -> tuple[str, JsonValue] | None:
    """Where the other of latitude and longitude stands in a call's arguments, and its value; None without one.

    >>> other_degree("from.lat", {"from": {"lat": 1.5, "lng": 2.5}})
    ('from.lng', 2.5)
    """
    around, dot, last = path.rpartition(".")
    for other in _EAST if last in _NORTH else _NORTH if last in _EAST else ():
        found = resolve(arguments, f"{around}{dot}{other}")
        if found and isinstance(found[0], int | float):
            return f"{around}{dot}{other}", found[0]
    return None


def _point(values: list[Spoken]) -> list[Spoken]:
    """Latitude and longitude of one point as one value."""
    out = list(values)
    for north in [v for v in values if v.fills["label"].endswith("latitude")]:
        where = north.fills["label"].removesuffix("latitude")
        east = _find(out, f"{where}longitude")
        if east is not None:
            out = _joined(out, (north, east), f"{north.text}, {east.text}", f"{where}point")
    return out
