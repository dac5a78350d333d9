"""Trips and what is booked for them: one trip after another, called by what is booked, and what that costs."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.asked import moment_of
from toolgraph.world.figures import choose, figures, own_leaves
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Memory, Record
from toolgraph.world.places import named
from toolgraph.world.shape import Part
from toolgraph.world.sorts import SORTING
from toolgraph.world.travel import distance_km

_AWAY = frozenset("trip holiday vacation itinerary".split())
_BOOKED = frozenset("booking reservation".split())
_TITLES = ("title", "description", "summary")
_KINDS = ("type", "kind", "category", "booking type")
# How what is booked is called in words, by what it is.
_CALLED = {
    "flight": "Flight to {city}", "train": "Train to {city}", "bus": "Bus to {city}", "ferry": "Ferry to {city}",
    "hotel": "Hotel in {city}", "room": "Hotel in {city}", "lodging": "Hotel in {city}", "stay": "Stay in {city}",
    "car": "Rental car in {city}", "rental_car": "Rental car in {city}", "car_rental": "Rental car in {city}",
}  # fmt: skip
_TRIES, _GAP_DAYS = 8, (4, 30)
_ADDED = frozenset("fee fees charge surcharge supplement".split())
_NEW = frozenset("new updated".split())
_WHOLE = ("total price amount", "total amount", "price amount", "total price", "total cost", "price")


def at_other_days(record: Record, others: Iterable[Record]) -> None:
    """Let a trip be on other days than those before it: nobody is in two towns at once."""
    scene = record.scene
    told = scene.day or scene.after or scene.before
    if record.head not in _AWAY or record.made or told is not None:
        return
    taken = [(r.scene.start, r.scene.end) for r in others if r is not record and r.head == record.head and not r.gone]
    for _ in range(_TRIES if taken else 0):
        if not any(scene.start <= end + _A_DAY and start <= scene.end + _A_DAY for start, end in taken):
            return
        last: datetime = max(end for _, end in taken)
        day = max(last, scene.start).date()
        scene.moves(day + timedelta(days=scene.rng.randint(*_GAP_DAYS)))
        scene.day = None


_A_DAY = timedelta(days=1)


# What is planned beside what: a booking is for a trip, and a trip is where something is booked.
_ON_THE_WAY = {
    "trip": ("booking", "reservation"), "booking": ("trip",), "reservation": ("trip",),
}  # fmt: skip


def go_together(memory: Memory, source: str, record: Record) -> None:
    """Let a booking mostly be for one of the trips that are known, there and then, and a trip where one is booked."""
    scene = record.scene
    told = scene.day or scene.after or scene.before or scene.place or record.parents
    others = [r for noun in _ON_THE_WAY.get(record.head, ()) for r in memory.of(source, (noun,))]
    if not others or told or scene.is_timed or record.made:
        return
    other = others[0] if scene.rng.random() < _FIRST else scene.rng.choice(others)
    if scene.rng.random() > _TOGETHER:
        return
    scene.place = (other.scene.to or other.scene.where()) if record.head == "trip" else other.scene.where()
    days = max(other.scene.length_min // _DAY_MIN, 1)
    scene.starts(other.scene.start + timedelta(days=0 if record.head == "trip" else scene.rng.randint(0, days - 1)))
    scene.lasts(max(other.scene.end - scene.start, _A_DAY) // timedelta(minutes=1))


_FIRST, _TOGETHER, _DAY_MIN = 0.6, 0.9, 1440


def watch_ahead(record: Record, leaves: Iterable[LeafPlan]) -> None:
    """Let a fare be watched for weeks: nobody waits for the price of tomorrow's flight to fall."""
    scene = record.scene
    told = scene.day or scene.after or scene.before
    if record.head == "alert" and told is None and not scene.is_timed and any(x.maker == "iata" for x in leaves):
        scene.starts(scene.setting.clock + timedelta(days=scene.rng.randint(*_WATCHED_DAYS)))


_WATCHED_DAYS = (21, 100)


def open_size(record: Record, leaves: Iterable[LeafPlan], told: Collection[str]) -> LeafPlan | None:
    """The sort of what comes in models, where no call asks for one: a list shows cars of several sizes; else None.

    Args:
        told: Keys of what the call in hand tells.
    """
    leaves = tuple(leaves)
    model = next((x for x in leaves if x.tokens[-1:] == ("model",)), None)
    if model is None or model.key in record.facts or any(k in record.facts for k in _WHOLE):
        return None
    sort = next((x for x in leaves if x.maker == "choice" and SORTING & set(x.tokens[-1:])), None)
    return sort if sort is not None and sort.key not in told else None


def called_as_booked(record: Record, leaf: LeafPlan) -> str:
    """What something that is booked is called, by what it is: `Rental car in Rome`; "" for anything else."""
    if leaf.key not in _TITLES or leaf.noun not in _BOOKED:
        return ""
    told = (str(v).lower().replace(" ", "_") for k in _KINDS if (v := record.facts.get(k)) is not None)
    name = next((_CALLED[kind] for kind in told if kind in _CALLED), "")
    name = name.replace("{city}", (record.scene.to or record.scene.where()).city)
    return name if leaf.check(name) else ""


def in_reach(record: Record, leaf: LeafPlan, choices: list[JsonValue]) -> list[JsonValue]:
    """Kinds of a booking without those that do not lead there: no train goes from Lisbon to Jakarta."""
    person = record.scene.setting.person
    if leaf.noun not in _BOOKED or leaf.tokens[-1:] not in (("type",), ("kind",)) or person is None:
        return choices
    home = named(person.city)
    if home is None or distance_km(home, record.scene.where()) <= _BY_RAIL_KM:
        return choices
    return [c for c in choices if str(c).lower() not in ("train", "bus")] or choices


_BY_RAIL_KM = 1500.0


def tells_delay(part: Part) -> bool:
    """Whether an object tells how late something is, and when it should leave or arrive then."""
    leaves = [leaf for _, leaf in own_leaves(part)]
    return any("delay" in x.tokens for x in leaves) and any(_is_estimate(x) for x in leaves)


def _is_estimate(leaf: LeafPlan) -> bool:
    return leaf.maker == "datetime" and bool(_THOUGHT & set(leaf.tokens))


_THOUGHT = frozenset("estimated expected revised actual".split())
_LATE_STATES, _SOME_MIN = ("delayed", "late"), 10  # as `agreeing` has it
_SETTLED_DELAY = "#late"  # among the facts: the delay is in the times


def of_what_is_late(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let what is late leave and arrive so much later than was planned, in place."""
    del kept
    late = next((n for n in figures(part, out) if "delay" in n.leaf.tokens), None)
    if late is None or _SETTLED_DELAY in record.facts:
        return
    record.facts[_SETTLED_DELAY] = True
    state = str(record.facts.get("status", record.facts.get("state", _LATE_STATES[0]))).lower()
    minutes = late.value + (_SOME_MIN if late.value < _SOME_MIN else 0) if state in _LATE_STATES else 0
    for name, leaf in own_leaves(part):
        if not _is_estimate(leaf) or name not in out:
            continue
        rest = " ".join(t for t in leaf.tokens if t not in _THOUGHT)
        planned = moment_of(record.facts.get(f"{rest} time", record.facts.get(rest, out[name])))
        if planned is not None:
            moment = (planned + timedelta(minutes=minutes)).isoformat()
            choose(out, record, name, leaf, moment.replace("+00:00", "Z") if str(out[name]).endswith("Z") else moment)


def tells_added(part: Part) -> bool:
    """Whether an object tells what was added to a price, and the new price with it."""
    money = [set(words(name)) for name, _ in part.props]
    return any(_ADDED & names for names in money) and any(_NEW & names for names in money)


def of_what_is_added(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let a new price be the one before with what was added to it, in place; from now on it is the price."""
    del kept
    key = next((k for k in _WHOLE if isinstance(record.facts.get(k), (int, float))), "")
    fee = next((n for n, _ in part.props if _ADDED & set(words(n))), "")
    new = next(((n, inner) for n, inner in part.props if _NEW & set(words(n))), None)
    added, place = _amount(out.get(fee)), _place_of(new, out)
    if not key or added is None or place is None:
        return
    holder, name, leaf = place
    total = round(float(str(record.facts[key])) + added, 2)
    if leaf.check(total):
        holder[name] = record.facts[leaf.key] = record.facts[key] = total


def _amount(told: JsonValue) -> float | None:
    told = told.get("amount") if isinstance(told, dict) else told
    return float(told) if isinstance(told, (int, float)) and not isinstance(told, bool) else None


def _place_of(new: tuple[str, Part] | None, out: JsonObject) -> tuple[JsonObject, str, LeafPlan] | None:
    """Where an object tells its new price: in which object, by which name; None where it tells none."""
    if new is None or new[0] not in out:
        return None
    name, inner = new
    if inner.leaf is not None:
        return (out, name, inner.leaf) if inner.leaf.maker == "money" else None
    money = next(((n, x) for n, x in own_leaves(inner) if x.maker == "money"), None)
    return None if money is None or not isinstance(out[name], dict) else (out[name], *money)
