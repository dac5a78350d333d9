"""What is found near a point: its address is as far from there as it is told to be, and so the way there is."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.addresses import spot_of
from toolgraph.world.figures import own_leaves, rows_of
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.makers import address
from toolgraph.world.memory import Record
from toolgraph.world.places import Place, named, spot
from toolgraph.world.shape import Part
from toolgraph.world.travel import distance_km

_PLACES = frozenset("place poi restaurant shop store pharmacy hotel venue".split())
_LEAST_M, _MOST_M = 90, 1400
_TRIES = 60
# Among the facts: it is as near as it is told to be.
_SETTLED = "#nearby"


class _Row(NamedTuple):
    address: tuple[str, LeafPlan]
    metres: tuple[str, LeafPlan]


def _row(item: Part) -> _Row | None:
    leaves = list(own_leaves(item))
    own = next(((n, x) for n, x in leaves if x.maker == "address" and not x.role), None)
    metres = next(((n, x) for n, x in leaves if x.maker == "metres" and "distance" in x.tokens), None)
    return _Row(own, metres) if own is not None and metres is not None and item.noun in _PLACES else None


def tells_nearby(part: Part) -> bool:
    """Whether an object lists places with their address and how far off they are."""
    return any(inner.item is not None and inner.item.seen(_row) is not None for _, inner in part.props)


def of_nearby(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let places be at addresses that are as far from the point of the call as they say, the nearest first."""
    del kept
    here = _point(record)
    for name, inner in part.props if here is not None else ():
        look = inner.item.seen(_row) if inner.item is not None else None
        rows, records = rows_of(name, inner, out, record) if look is not None else ([], [])
        if look is None or here is None or not rows:
            continue
        for row, each in zip(rows, records, strict=True):
            _settle(row, each, look, here)
        order = sorted(range(len(rows)), key=lambda n: rows[n].get(look.metres[0], 0))
        out[name], record.parts[inner.key] = [rows[n] for n in order], [records[n] for n in order]


def _point(record: Record) -> Place | None:
    ends = [record.facts.get(end) for end in ("latitude", "longitude")]
    base = named("London")
    if base is None or not all(isinstance(end, (int, float)) for end in ends):
        return None
    return base._replace(latitude=float(str(ends[0])), longitude=float(str(ends[1])))


def _settle(row: JsonObject, record: Record, look: _Row, here: Place) -> None:
    most = min(float(look.metres[1].schema.get("maximum", _MOST_M)), _MOST_M)
    if _SETTLED not in record.facts and not _LEAST_M <= _metres(record, here) <= most:
        scene = record.scene
        found = (address(scene, "", scene.rng) for _ in range(_TRIES))
        near = next((a for a in found if _LEAST_M <= _away(a, here) <= most), None)
        if near is not None and look.address[1].check(near):
            row[look.address[0]] = record.facts[look.address[1].key] = near
    record.facts[_SETTLED] = True
    metres: JsonValue = round(_metres(record, here))
    if look.metres[1].check(metres):
        row[look.metres[0]] = record.facts[look.metres[1].key] = metres


def _metres(record: Record, here: Place) -> float:
    own = spot_of(record)
    return distance_km(own, here) * 1000 if own is not None else 0.0


def _away(text: str, here: Place) -> float:
    place = named(text)
    return distance_km(spot(text, place), here) * 1000 if place is not None else 0.0
