"""What sensors read: of a door whether it is open, of a room between 17 and 26 degrees."""

from __future__ import annotations

import re

from toolgraph.models.base import JsonValue
from toolgraph.world.appliances import reads
from toolgraph.world.climate import room_temperature
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record

# In what is measured what a sensor or value is about; what only has a state is 0 or 1.
UNITS = {
    "co2": "ppm", "temperature": "celsius c °c fahrenheit f", "humidity": "percent %", "battery": "percent %",
    "moisture": "percent %", "motion": "state", "smoke": "state", "water": "state", "leak": "state",
    "contact": "state", "door": "state", "window": "state", "occupancy": "state", "presence": "state",
    "light": "lux lx", "illuminance": "lux lx", "power": "w watt watts", "energy": "kwh", "pressure": "hpa pa",
    "weight": "kg lb g", "noise": "db", "sound": "db",
}  # fmt: skip
# Lowest and highest usual reading, and the places after the point.
_USUAL: dict[str, tuple[float, float, int]] = {
    "temperature": (17.5, 25.5, 1), "humidity": (32, 64, 0), "co2": (420, 1350, 0), "battery": (22, 100, 0),
    "moisture": (20, 60, 0), "light": (5, 800, 0), "illuminance": (5, 800, 0), "power": (2, 1800, 0),
    "energy": (0.4, 14, 1), "pressure": (985, 1034, 0), "noise": (28, 68, 0), "sound": (28, 68, 0),
}  # fmt: skip
_SENSORS = frozenset("sensor reading detector measurement probe".split())
_KINDS = ("kind", "type", "metric", "sensor type", "name")
_READ = frozenset("reading value measurement level lowest highest minimum maximum mean average median low high".split())
# What a sensor measures of which nothing tells what it is.
_MOST_SENSORS = ("temperature", "temperature", "humidity")
_FAHRENHEIT = frozenset(("f", "°f", "fahrenheit"))


def reading(record: Record, leaf: LeafPlan) -> JsonValue:
    """What a sensor of the record's kind reads; None for what is no reading of a sensor."""
    if not _READ & set(leaf.tokens[-1:]):
        return None
    whole = next((r for r in (record, *record.parents) if r.head in _SENSORS - {"reading"}), None)
    if whole is None and not _SENSORS & {leaf.noun, record.head}:
        return None
    kind = _kind_of(record) or next((k for r in record.parents if (k := _kind_of(r))), "")
    if not kind and whole is not None:
        kind = whole.scene.rng.choice(_MOST_SENSORS)
        whole.facts.setdefault("kind", kind)
    return _usual(kind, record, leaf) if kind else None


def _usual(kind: str, record: Record, leaf: LeafPlan) -> JsonValue:
    rng = record.scene.rng
    if UNITS[kind] == "state":
        return int(rng.random() < reads(kind))
    if kind not in _USUAL:
        return None
    low, high, digits = _USUAL[kind]
    value = rng.uniform(low, high)
    if kind == "temperature":
        value = room_temperature(rng, record.scene.where(), record.scene.setting.clock.date())
    if kind == "temperature" and str(record.facts.get("unit", "")).lower() in _FAHRENHEIT:
        value = value * 1.8 + 32
    return round(value, digits) if digits and leaf.type == "number" else round(value)


def _kind_of(record: Record) -> str:
    """What a record measures, by its kind or name, else by its unit; "" where it does not tell."""
    said = (w for key in _KINDS for w in re.findall(r"\w+", str(record.facts.get(key, "")).lower()))
    kind = next((w for w in said if w in UNITS), "")
    unit = str(record.facts.get("unit", "")).lower()
    return kind or next((k for k, units in UNITS.items() if unit and unit in units.split()), "")
