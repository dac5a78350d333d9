"""What it costs to travel: a seat by how far it goes and in which class, a car by its size and days, a bed by stars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from statistics import median

from toolgraph.models.base import JsonValue
from toolgraph.schema.values import NOTHING
from toolgraph.world.asked import Asked
from toolgraph.world.fitting import bent
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.places import named
from toolgraph.world.shape import Part
from toolgraph.world.travel import distance_km

# In the schema of an amount: it is a fare between the two airports or stops told beside it.
_FARE = "#fare"
# By means of travel: what it costs to go at all, for one of the first kilometres, and how fast more of them get cheap.
_MEANS = {
    "flight": (45.0, 0.42, 0.8), "train": (10.0, 0.22, 0.9), "bus": (6.0, 0.1, 0.9), "coach": (6.0, 0.1, 0.9),
    "ferry": (15.0, 0.3, 0.85),
}  # fmt: skip
_ENDS = frozenset(("iata", "city", "station"))
# What is paid beside the fare, or is no price of a seat.
_BESIDE = frozenset(
    "tax fee tip discount baggage bag luggage insurance deposit refund seat upgrade penalty change cancellation".split()
)
_CLASSES = (("premium", 1.6), ("business", 2.8))
_CLASS = frozenset(("cabin", "class"))
_TIMES_FIRST = {"flight": 4.2, "train": 1.6}
_SPREAD = (0.85, 1.2)
# Rented for a day, by the words of its size; the first that fits.
_CARS = (
    ("mini", 27), ("small", 32), ("economy", 32), ("compact", 37), ("city", 32), ("intermediate", 45), ("medium", 45),
    ("midsize", 45), ("standard", 48), ("estate", 54), ("wagon", 54), ("full_size", 56), ("fullsize", 56),
    ("large", 58), ("suv", 66), ("minivan", 82), ("van", 78), ("electric", 60), ("convertible", 98), ("premium", 105),
    ("luxury", 140),
)  # fmt: skip
_RENTED = frozenset(("car", "rental", "vehicle"))
# A night in a house of so many stars.
_HOUSES = frozenset("hotel hostel inn resort guesthouse accommodation lodging".split())
_STARS = frozenset(("star", "stars"))
_NIGHTS = {1: 48.0, 2: 70.0, 3: 102.0, 4: 155.0, 5: 285.0}
# What has a price by its sort, so that this is settled first: see `offers.settle_kind`.
BY_SORT = _RENTED | _HOUSES
_PRICES = frozenset("price cost total amount rate".split())
_CHEAPER_BY_DAY = 0.93
_LARGE = 2000  # what costs that is bought, or told in a currency of small worth
_DAY_MIN = 1440


def with_fares(props: tuple[tuple[str, Part], ...], noun: str) -> tuple[tuple[str, Part], ...]:
    """The properties of an object, of which the amounts are fares where it tells both ends of a way beside them."""
    leaves = [leaf for _, part in props if not part.own for leaf in part.leaves()]
    ends = [x for x in leaves if x.maker in _ENDS and x.role]
    means = noun if noun in _MEANS else "flight" if {"iata"} == {x.maker for x in ends} else ""
    if not means or {x.role for x in ends} != {"from", "to"}:
        return props
    return tuple((name, _with_fare(part, means)) for name, part in props)


def _with_fare(part: Part, means: str) -> Part:
    if part.own:
        return part
    if part.props:
        return replace(part, props=tuple((name, _with_fare(inner, means)) for name, inner in part.props))
    leaf = part.leaf
    if leaf is None or leaf.maker != "money" or _BESIDE & set(leaf.tokens):
        return part
    return replace(part, leaf=replace(leaf, schema={**leaf.schema, _FARE: means}))


def usual_fare(km: float, means: str) -> float:
    """What a seat costs in euros over so many kilometres."""
    least, each, bend = _MEANS[means]
    return least + each * float(km**bend)


def of_journey(record: Record, leaf: LeafPlan, asked: Mapping[str, JsonValue]) -> JsonValue:
    """A price that follows from the way or the days for which it is paid, in euros; NOTHING for any other.

    Args:
        asked: What the call in hand tells, such as the class.
    """
    shown = [e for e in leaf.schema.get("examples", ()) if isinstance(e, (int, float)) and not isinstance(e, bool)]
    if _BESIDE & set(leaf.tokens) or (shown and median(shown) > _LARGE):
        return NOTHING
    means = leaf.schema.get(_FARE, record.head if record.head in _MEANS else "")
    euros = (
        _of_seat({**asked, **record.facts}, record, means) if means
        else _of_booking(record) or _of_house(record, leaf) or _of_car(record, leaf, shown=bool(shown))
    )  # fmt: skip
    if not euros:
        return NOTHING
    value = round(euros * record.scene.rng.uniform(*_SPREAD), 1)
    return round(value) if leaf.type == "integer" else bent(value, leaf.schema)


def _of_booking(record: Record) -> float:
    """What is paid in all for what was booked: each night, each day, or the way there and back; 0.0 for others."""
    kind = str(record.facts.get("type", record.facts.get("kind", ""))).lower() if record.head == "booking" else ""
    days = max(round(record.scene.length_min / _DAY_MIN), 1)
    if kind in _BOOKED:
        return _BOOKED[kind] * days
    person = record.scene.setting.person
    home = named(person.city) if person is not None and kind in _MEANS else None
    if home is None:
        return 0.0
    far = max(distance_km(home, record.scene.where()), _NEAREST_KM)
    return 2 * usual_fare(far if kind == "flight" else min(far, _BY_TRAIN_KM), kind)


# What a night and a day cost that were booked; how far one flies at least, and goes by train at most.
_BOOKED = {"hotel": 112.0, "car": 46.0, "rental_car": 46.0, "rental": 46.0}
_NEAREST_KM, _BY_TRAIN_KM = 280.0, 600.0


def _of_seat(told: Mapping[str, JsonValue], record: Record, means: str) -> float:
    said = [str(v).lower() for k, v in told.items() if _CLASS & {*k.split()}]
    times = next((times for word, times in _CLASSES if any(each.startswith(word) for each in said)), 1.0)
    if any(each.startswith("first") for each in said):
        times = _TIMES_FIRST.get(means, times)
    return times * usual_fare(record.scene.straight_km, means)


def _of_house(record: Record, leaf: LeafPlan) -> float:
    """What a night in a house of some stars costs; 0.0 where it tells none, or a price of more than a night."""
    if _HOUSES.isdisjoint(record.full) or "total" in leaf.tokens or _PRICES.isdisjoint({*leaf.tokens}):
        return 0.0
    stars = next((v for k, v in record.facts.items() if _STARS & {*k.split()} and isinstance(v, (int, float))), 0)
    return _NIGHTS.get(round(stars), 0.0)


def _of_car(record: Record, leaf: LeafPlan, *, shown: bool) -> float:
    """What a car costs for its days; 0.0 for what is no rented car, or of no size that is known."""
    if _RENTED.isdisjoint(record.full) or _PRICES.isdisjoint(leaf.tokens) or not shown:
        return 0.0
    told = [v.lower().replace(" ", "_").replace("-", "_") for v in record.facts.values() if isinstance(v, str)]
    a_day = next((price for word, price in _CARS if any(each.startswith(word) for each in told)), 0)
    single = {"per", "day", "daily"} & set(leaf.tokens)
    days = 1 if single else max(round(record.scene.length_min / _DAY_MIN), 1)
    return float(a_day * days**_CHEAPER_BY_DAY)


def is_for_days(record: Record, asked: Asked) -> bool:
    """Whether a car that is offered, for a price in all, is so for the days that a call asks for."""
    if asked.day is None or asked.end_day is None or _RENTED.isdisjoint(record.full):
        return True
    if not any({"total", "price"} <= {*key.split()} for key in record.facts):
        return True
    days = round(record.scene.length_min / _DAY_MIN)
    return record.scene.start.date() == asked.day and days == (asked.end_day - asked.day).days


def is_stars(leaf: LeafPlan) -> bool:
    """Whether a leaf tells how many stars a house has."""
    return not _STARS.isdisjoint(leaf.tokens) and leaf.type in ("integer", "number")
