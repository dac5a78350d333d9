"""How far somebody came who tells it: as far as the sport takes one in the time that is told beside it."""

from __future__ import annotations

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonValue
from toolgraph.plan.draft import Draft, Part, Saying
from toolgraph.plan.parts import said_part
from toolgraph.plan.wants import accepts
from toolgraph.world.travel import has_pace, pace_km_h, stays

_SPORTS = frozenset("sport activity mode type kind exercise workout".split())
_LASTING = frozenset("duration minute minutes time".split())
_MILE_KM, _METRES = 1.609, 1000.0
# Which share of the usual pace people keep.
_PACES = (0.8, 0.9, 1.0, 1.0, 1.05, 1.15)


def as_far(draft: Draft, parts: dict[str, Part]) -> dict[str, Part]:
    """The parts of a call with a distance that can be come in the time told: nobody walks 40 km in an hour.

    Only a distance that is said anew is changed; where one stays in one place, an optional one is left out.
    """
    far = next((p for p in parts.values() if _is_said(p) and "distance" in words(p.want.parameter.name)), None)
    if far is None:
        return parts
    told = [p.value for p in parts.values() if _SPORTS & set(words(p.want.parameter.name))]
    sport = next((v for v in told if isinstance(v, str) and (has_pace(v) or stays(v))), "")
    if sport and stays(sport) and not far.want.parameter.required:
        return {path: p for path, p in parts.items() if p is not far}
    minutes = next((m for p in parts.values() if (m := _minutes(p))), 0.0)
    if not sport or not minutes or not has_pace(sport):
        return parts
    way = pace_km_h(sport, 1.0) * minutes / 60 * draft.rng.choice(_PACES)
    value: JsonValue = round(way * _unit(far), 0 if _unit(far) > 1 else 1)
    if far.want.parameter.type == "integer":
        value = max(round(way * _unit(far)), 1)
    if not accepts(far.want.parameter, value):
        return parts
    saying = Saying(want=far.want, value=value, path="", relative=False, group=draft.group)
    return {path: said_part(p.want, saying) if p is far else p for path, p in parts.items()}


def _is_said(part: Part) -> bool:
    return part.saying is not None and not part.saying.call and isinstance(part.value, (int, float))


def _minutes(part: Part) -> float:
    """How many minutes a part tells; 0 for one that tells none."""
    name = {*words(part.want.parameter.name)}
    if not _LASTING & name or not isinstance(part.value, (int, float)) or isinstance(part.value, bool):
        return 0.0
    said = {*name, *words(part.want.parameter.description)}
    times = 60.0 if said & {"hour", "hours"} else 1 / 60 if said & {"second", "seconds"} else 1.0
    return float(part.value) * times


def _unit(part: Part) -> float:
    """How many of the units in which a distance is told a kilometre has."""
    said = {*words(part.want.parameter.name), *words(part.want.parameter.description)}
    if said & {"mile", "miles"}:
        return 1 / _MILE_KM
    kilometres = said & {"km", "kilometre", "kilometres", "kilometer", "kilometers"}
    return _METRES if said & {"metre", "metres", "meter", "meters", "m"} and not kilometres else 1.0
