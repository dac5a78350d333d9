"""What a trip is made of, in the order in which people travel: the way there, the car, the hotel; and its sum."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from toolgraph.models.base import JsonObject
from toolgraph.world.fares import usual_fare
from toolgraph.world.figures import choose, own_leaves, rows_of
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.numbers import in_currency
from toolgraph.world.places import named
from toolgraph.world.prices import RATES
from toolgraph.world.shape import Part
from toolgraph.world.travel import distance_km

_TRIPS = frozenset(("trip", "itinerary"))
# How titles of each kind begin; those that lead there come first.
_KINDS = ("Flight", "Train", "Rental car", "Hotel")
_THERE = ("Flight", "Train")
_HOURS = {"Flight": (8, 11), "Train": (8, 11), "Rental car": (12, 14), "Hotel": (15, 15)}
_A_DAY = {"Rental car": 46.0, "Hotel": 112.0}
_BY_TRAIN_KM, _BY_TRAIN_MOST_KM = 600.0, 1100.0
_PRICE = "total price amount"
# Among the facts of a booking: when it begins on its trip is settled.
_SETTLED = "#on the trip"


_Leaf = tuple[str, LeafPlan]


class _Row(NamedTuple):
    title: tuple[str, LeafPlan]
    starts: tuple[str, LeafPlan]


def _row(item: Part) -> _Row | None:
    leaves = list(own_leaves(item))
    title = next(((n, x) for n, x in leaves if x.key == "title"), None)
    starts = next(((n, x) for n, x in leaves if x.maker == "datetime" and {"start", "starts"} & set(x.tokens)), None)
    return _Row(title, starts) if title is not None and starts is not None else None


def tells_itinerary(part: Part) -> bool:
    """Whether an object is a trip with what it is made of."""
    trip = part.entity is not None and part.entity.head in _TRIPS
    return trip and any(p.item is not None and p.item.seen(_row) is not None for _, p in part.props)


def of_an_itinerary(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let nobody pick up a car before they have come, or check in as they leave, in place."""
    del kept
    for name, inner in part.props if record.head in _TRIPS else ():
        look = inner.item.seen(_row) if inner.item is not None else None
        rows, records = rows_of(name, inner, out, record) if look is not None else ([], [])
        if look is None or not rows:
            continue
        new = [(row, each) for row, each in zip(rows, records, strict=True) if not _is_known(each)]
        _rename(new, [str(row.get(look.title[0])) for row in rows], look)
        for row, each in new:
            _begin(row, each, look, record)
        order = sorted(range(len(rows)), key=lambda n: str(rows[n].get(look.starts[0])))
        out[name], record.parts[inner.key] = [rows[n] for n in order], [records[n] for n in order]
        _sum_up(
            part, out, record, [(str(row.get(look.title[0])), each) for row, each in zip(rows, records, strict=True)]
        )


def _is_known(booking: Record) -> bool:
    return booking.made or _SETTLED in booking.facts or any(key.startswith("start date") for key in booking.facts)


def _kind(title: str) -> str:
    return next((kind for kind in _KINDS if title.startswith(kind)), "")


def _rename(new: list[tuple[JsonObject, Record]], titles: list[str], look: _Row) -> None:
    """Let one thing only lead there, and nothing be booked twice, where another kind is free."""
    taken = {kind for title in titles if (kind := _kind(title))}
    seen: set[str] = set()
    for row, each in new:
        title = str(row.get(look.title[0]))
        kind = _kind(title)
        other = next((k for k in reversed(_KINDS[1:]) if k not in taken), "")
        if kind and (kind in seen or (kind in _THERE and seen.intersection(_THERE))) and other not in ("", *_THERE):
            place = title.rpartition(" to " if " to " in title else " in ")[2]
            choose(row, each, *look.title, f"{other} in {place}")
            taken.add(other)
            kind = other
        elif kind == "Train" and _far(each) > _BY_TRAIN_MOST_KM:
            choose(row, each, *look.title, title.replace("Train", "Flight", 1))
            kind = "Flight"
        seen.add(kind)


def _begin(row: JsonObject, each: Record, look: _Row, trip: Record) -> None:
    kind = _kind(str(row.get(look.title[0])))
    each.facts[_SETTLED] = True
    if not kind:
        return
    first, last = _HOURS[kind]
    rng = each.scene.rng
    minute = 0 if kind == "Hotel" else rng.choice((0, 5, 10, 20, 30, 40, 45, 50))
    here = each.scene.start.tzinfo
    moment = datetime.combine(_first_day(trip), time(rng.randint(first, last), minute), here)
    each.scene.starts(moment)
    each.scene.lasts(int(_nights(trip) * timedelta(days=1) / timedelta(minutes=1)) if kind in _A_DAY else 240)
    choose(row, each, *look.starts, moment.isoformat())


def _first_day(trip: Record) -> date:
    told = trip.facts.get("start date")
    return date.fromisoformat(told[:10]) if isinstance(told, str) else trip.scene.start.date()


def _nights(trip: Record) -> int:
    told = trip.facts.get("end date")
    if isinstance(told, str):
        return max((date.fromisoformat(told[:10]) - _first_day(trip)).days, 1)
    return max(round(trip.scene.length_min / (24 * 60)), 1)


def _sum_up(part: Part, out: JsonObject, trip: Record, items: list[tuple[str, Record]]) -> None:
    """Let a trip cost what its bookings do together."""
    for name, inner in part.props:
        money = next(((n, x) for n, x in own_leaves(inner) if x.maker == "money"), None) if inner.props else None
        within = out.get(name)
        if money is None or not isinstance(within, dict) or "total" not in inner.key.split():
            continue
        currency = str(within.get("currency", ""))
        total = 0.0
        for title, each in items:
            told = each.facts.get(_PRICE)
            if not isinstance(told, (int, float)):
                euros = _euros(_kind(title), trip) * each.scene.rng.uniform(0.85, 1.2)
                told = each.facts[_PRICE] = in_currency(round(euros, 1), currency, money[1])
            total += told
        value = round(total, 1 if RATES.get(currency, 1.0) < _WEAK else 0)
        if total and money[1].check(value):
            within[money[0]] = trip.facts[money[1].key] = value


_WEAK = 3.0


def _far(record: Record) -> float:
    """How many kilometres it is from where the user lives to where something is."""
    person = record.scene.setting.person
    home = named(person.city) if person is not None else None
    return distance_km(home, record.scene.where()) if home is not None else 0.0


def tells_train(part: Part) -> bool:
    """Whether an object is a booking of a kind, a train or a flight."""
    return part.seen(_typed) is not None


def _typed(part: Part) -> tuple[_Leaf, _Leaf] | None:
    leaves = list(own_leaves(part))
    kind = next(((n, x) for n, x in leaves if {"train", "flight"} <= {*map(str, x.schema.get("enum", ()))}), None)
    title = next(((n, x) for n, x in leaves if x.key == "title"), None)
    return (kind, title) if kind is not None and title is not None else None


def of_a_train(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let nobody have booked a train across the sea, in place."""
    look = part.seen(_typed)
    if look is None or look[0][1].key in kept or out.get(look[0][0]) != "train" or record.made:
        return
    far = _far(record)
    if far <= _BY_TRAIN_MOST_KM:
        return
    choose(out, record, *look[0], "flight")
    choose(out, record, *look[1], str(out.get(look[1][0])).replace("Train", "Flight", 1))
    for name, inner in part.props:
        money = next(((n, x) for n, x in own_leaves(inner) if x.maker == "money"), None) if inner.props else None
        within = out.get(name)
        if money is not None and isinstance(within, dict):
            value = in_currency(round(2 * usual_fare(far, "flight"), 1), str(within.get("currency", "")), money[1])
            choose(within, record, *money, value)


def _euros(kind: str, trip: Record) -> float:
    if kind in _A_DAY:
        return _A_DAY[kind] * _nights(trip)
    far = max(_far(trip), 250.0)
    return 2 * usual_fare(min(far, _BY_TRAIN_KM) if kind == "Train" else far, "train" if kind == "Train" else "flight")
