"""What a person says of how a thing starts: at an hour, or by a sensor, and not by one thing at the hour of another."""

from __future__ import annotations

from collections.abc import Mapping

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonValue
from toolgraph.models.tool import Parameter, Tool
from toolgraph.plan.draft import Draft, Part, Saying
from toolgraph.plan.onematter import items_of
from toolgraph.plan.parts import giver, said_part
from toolgraph.plan.values import fresh
from toolgraph.plan.wants import Want
from toolgraph.world.measured import UNITS
from toolgraph.world.triggers import TRIGGERS, clocked


def as_started(draft: Draft, wants: Mapping[str, Want], tool: Tool, parts: dict[str, Part]) -> dict[str, Part]:
    """The parts of a call with a way to start that goes with the hour or the sensor beside it.

    What starts by the clock gets an hour; an hour that nothing else asks for makes it start by the clock.
    """
    path, trigger = next(((k, p) for k, p in parts.items() if _is_trigger(p)), ("", None))
    if trigger is None:
        return parts
    hour = next((w for w in wants.values() if _is_hour(w.parameter)), None)
    sensor = next((p for p in parts.values() if "sensor" in words(p.want.parameter.name)), None)
    out = dict(parts)
    by_clock, sensed = clocked(trigger.want.parameter.enum), _sensed(trigger.want.parameter)
    told = items_of({"": sensor}) if sensor is not None else ()
    kinds = {word for item in told for word in words(str(item.get("kind", "")))}
    sensed = [c for c in sensed if not kinds or kinds.intersection(words(str(c)))]
    if sensor is not None and kinds and not sensed and not sensor.want.parameter.required:
        del out[sensor.want.path]  # what reports water starts nothing that waits for motion
        out, sensor = _started(draft, out, path, by_clock[0]), None
        trigger = out[path]
    if sensor is not None and sensed and (giver(sensor) is not None or trigger.value not in by_clock):
        out = {k: p for k, p in out.items() if hour is None or k != hour.path or p.want.parameter.required}
        return out if trigger.value in sensed else _started(draft, out, path, draft.rng.choice(sensed))
    if hour is None:
        return out
    if sensor is not None and not sensor.want.parameter.required:
        del out[sensor.want.path]
    if hour.path in out:
        return out if trigger.value in by_clock else _started(draft, out, path, by_clock[0])
    saying = fresh(hour, tool, draft) if trigger.value in by_clock else None
    return out if saying is None else {**out, hour.path: said_part(hour, saying)}


def _started(draft: Draft, parts: dict[str, Part], path: str, value: JsonValue) -> dict[str, Part]:
    want = parts[path].want
    saying = Saying(want=want, value=value, path="", relative=False, group=draft.group)
    return {**parts, path: said_part(want, saying)}


def _is_trigger(part: Part) -> bool:
    """Whether a value that is said anew tells how a thing starts, by the clock among others."""
    said = part.saying is not None and not part.saying.call
    return said and words(part.want.parameter.name)[-1:] in _TRIGGERS and bool(clocked(part.want.parameter.enum))


_TRIGGERS = {(word,) for word in TRIGGERS}


def _sensed(parameter: Parameter) -> list[JsonValue]:
    return [c for c in parameter.enum if not UNITS.keys().isdisjoint(words(str(c)))]


def _is_hour(parameter: Parameter) -> bool:
    """Whether a parameter tells an hour of the day that may be left out."""
    hours = parameter.format == "time" or ":" in parameter.pattern
    return hours and parameter.type == "string" and not parameter.required and "time" in words(parameter.name)
