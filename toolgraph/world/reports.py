"""What sensors report: one is in one room and watches for one thing, whatever it reports and however often."""

from __future__ import annotations

from collections.abc import Collection

from toolgraph.models.base import JsonObject
from toolgraph.world.figures import choose, own_leaves
from toolgraph.world.memory import Record
from toolgraph.world.shape import Part

_REPORTS = frozenset("event alarm alert reading incident measurement detection activation".split())
_SENSORS = frozenset("sensor detector meter camera".split())
# What of a report is that of its sensor.
_KINDS, _ROOMS = ("kind", "type"), ("room name", "room", "room id", "zone", "zone name")
# What any sensor reports of itself.
_OF_ANY = frozenset("battery low_battery offline tamper fault connection maintenance".split())
# Among the parts of a report: the sensor that it is of.
_SENSOR = "#sensor"


def could_report(record: Record, whole: Record) -> bool:
    """Whether a sensor may be the one that has reported something, going by the room and kind of both."""
    if record.head not in _REPORTS or whole.head not in _SENSORS:
        return True
    told = [(k, record.facts[k]) for k in (*_KINDS, *_ROOMS) if k in record.facts]
    return all(whole.facts.get(k, v) == v for k, v in told if str(v).lower() not in _OF_ANY)


def reports(whole: Record, record: Record) -> None:
    """Let a report be of the sensor that it names."""
    if record.head in _REPORTS and whole.head in _SENSORS:
        record.parts[_SENSOR] = [whole]


def of_its_sensor(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let the room and kind of a report be those of its sensor, in place; the first report tells them."""
    sensor = next(iter(record.parts.get(_SENSOR, ())), None)
    for name, leaf in own_leaves(part) if sensor is not None else ():
        if sensor is None or leaf.key not in (*_KINDS, *_ROOMS) or name not in out:
            continue
        if str(out[name]).lower() in _OF_ANY:
            continue
        told = sensor.facts.setdefault(leaf.key, out[name])
        if leaf.key in kept or told == out[name]:
            continue
        if not leaf.check(told):  # one for the temperature tells no more than that it is empty
            told = next((c for c in leaf.schema.get("enum", ()) if str(c).lower() in _OF_ANY), None)
        choose(out, record, name, leaf, told)


def tells_report(part: Part) -> bool:
    """Whether an object is what a sensor has reported."""
    pointers = {f"{noun} id" for noun in _SENSORS}
    return part.noun in _REPORTS and any(leaf.key in pointers for _, leaf in own_leaves(part))
