"""What a warning of the weather says: what is expected and what to do about that event, and about no other."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import timedelta

from toolgraph.models.base import JsonValue
from toolgraph.world.climate import about_event, is_warned_on
from toolgraph.world.heights import lies_high
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record

_WARNINGS = frozenset("alert warning hazard advisory".split())
_EVENTS = ("event", "event type", "hazard", "hazard type", "phenomenon")
_BY_THE_SEA = re.compile(r"\b(?:coast|coastal|pier|piers|sea|beach|beaches|harbour|harbor|waves?|tide|tidal)\b")
_DEGREES = re.compile(r"\bdegrees\b")  # of which the forecast tells others
# What is expected of an event, and what to do about it.
_EXPECTED = {
    "wind": "Strong gusts in and around {city}, above all on open ground.|"
    "Stormy gusts may bring down branches in {city}.",
    "storm": "A storm crosses {city} with stormy gusts and heavy rain.",
    "thunderstorm": "Thunder and lightning with heavy rain in and around {city}.|"
    "Heavy thunder showers, with hail in places.",
    "flood": "The river may rise above its banks in {city}.|Water may stand in low streets after heavy rain.",
    "rain": "Long and heavy rain in and around {city}.",
    "snow": "Fresh snow and slippery roads in and around {city}.|Heavy snow, drifting in places.",
    "ice": "Roads and pavements in {city} may be icy.",
    "heat": "Very hot days and warm nights in {city}.|Heat well above what is usual for {city}.",
    "cold": "Hard frost in and around {city}, above all at night.",
    "fog": "Dense fog in and around {city}, with little visibility.",
    "fire": "High danger of forest fire around {city}.",
}
_TO_DO = {
    "wind": "Tie down loose things and keep away from tall trees.|Stay out of parks and woods until it has passed.",
    "storm": "Stay indoors until it has passed.",
    "thunderstorm": "Stay indoors and away from windows until it has passed.|"
    "Keep off open ground and out of the water.",
    "flood": "Move cars out of low streets.|Keep out of cellars and away from the river.",
    "rain": "Allow more time for your way and keep away from the river.",
    "snow": "Drive only where you must, with winter tyres.|Allow more time for your way.",
    "ice": "Walk and drive with care.",
    "heat": "Drink often and stay out of the sun at noon.|Drink often and check on neighbours.",
    "cold": "Dress warmly and check on neighbours.",
    "fog": "Drive slowly and with your lights on.",
    "fire": "Make no open fire and follow the orders of the fire service.",
}


# Cities that lie low and yet by no sea.
_INLAND = frozenset(
    ("London", "Paris", "Berlin", "Brussels", "Seville", "Rome", "Manchester", "Bangkok", "Hanoi", "Cairo", "Montreal",
     "Delhi", "Kuala Lumpur", "Hamburg", "Seoul", "Taipei")
)  # fmt: skip


def event_told(record: Record) -> str:
    """The event that a warning is about; "" for what tells none."""
    return next((v.lower() for k in _EVENTS if isinstance(v := record.facts.get(k), str)), "")


def as_warned(record: Record, leaf: LeafPlan, value: JsonValue) -> JsonValue:
    """A text of a warning about its event, fit for its place: nobody in the mountains is to keep away from piers."""
    event = event_told(record).replace("_", " ")
    if not event or _WARNINGS.isdisjoint((leaf.noun, *leaf.tokens)):
        return value
    place = record.scene.where()
    if leaf.maker == "title":
        return f"{event.capitalize()} warning for {place.city}"
    own = (_EXPECTED if leaf.maker == "about" else _TO_DO if leaf.maker == "note" else {}).get(event.split()[-1], "")
    inland = (lies_high(place) or place.city in _INLAND) and _BY_THE_SEA.search(str(value).lower()) is not None
    shown = value in leaf.schema.get("examples", ()) and not _DEGREES.search(str(value))
    if not own or (not inland and shown and about_event([value], event)):
        return value
    text = record.scene.rng.choice(own.split("|")).replace("{city}", place.city)
    return text if leaf.check(text) else value


def warn_of_another(record: Record, leaves: Iterable[LeafPlan], others: Collection[Record]) -> None:
    """Let a warning be of what the weather brings there on a day soon, of which none of the others warns.

    Where there is no more to warn of, it is of what another one warns of, and so is none at all.
    """
    leaf = next((x for x in leaves if x.key in _EVENTS), None) if record.head in _WARNINGS else None
    events = leaf.schema.get("enum", ()) if leaf is not None else ()
    if leaf is None or not events or leaf.key in record.facts:
        return
    scene, place = record.scene, record.scene.where()
    today = scene.setting.clock.astimezone(scene.zone_there).date()
    there = [event_told(r) for r in others if r is not record and r.scene.where().city == place.city]
    known = [event for event in there if event]
    days = [today] if scene.day is not None else [today + timedelta(n) for n in range(_DAYS)]
    ahead = [(day, e) for day in days for e in events if is_warned_on(place, day, str(e).lower())]
    fresh = [(day, e) for day, e in ahead if str(e).lower() not in known]
    if fresh:
        day, event = scene.rng.choice(fresh)
        scene.moves(day)
        if scene.start <= scene.setting.clock:  # it goes on
            gone = (scene.setting.clock - scene.start) // timedelta(minutes=_STEP_MIN) * _STEP_MIN
            scene.lasts(max(scene.length_min, gone + _LEFT_MIN))
        record.facts[leaf.key] = event
    elif known:
        record.facts[leaf.key] = next((e for e in events if str(e).lower() in known), events[0])


_DAYS, _STEP_MIN, _LEFT_MIN = 4, 5, 240


def is_warned_of(record: Record, others: Iterable[Record]) -> bool:
    """Whether one of some warnings is about the same event in the same place: nobody warns twice of one storm."""
    event = event_told(record) if record.head in _WARNINGS else ""
    if not event:
        return False
    city = record.scene.where().city
    return any(event_told(r) == event and r.scene.where().city == city for r in others if r is not record)
