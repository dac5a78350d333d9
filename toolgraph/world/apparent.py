"""How warm it feels: as the air is, warmer where it is damp, colder in the wind."""

from __future__ import annotations

import math
from collections.abc import Collection

from toolgraph.models.base import JsonObject
from toolgraph.world.figures import Figure, figures, own_leaves, put
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.shape import Part

_FELT = frozenset(("feel", "feels", "felt", "apparent", "windchill"))
_TEMPERATURES = (("temperature",), ("temp",), ("current", "temperature"), ("air", "temperature"))
_USUAL_HUMIDITY, _USUAL_WIND_M_S = 60.0, 2.0
_MOST_AWAY, _A_LITTLE, _MILD = 5.0, 1.5, 15.0
_F = frozenset(("f", "fahrenheit"))
_IN_M_S = (("mph", 0.447), ("miles", 0.447), ("kmh", 1 / 3.6), ("kph", 1 / 3.6), ("kilomet", 1 / 3.6), ("knot", 0.514))


def tells_how_it_feels(part: Part) -> bool:
    """Whether an object tells how warm it is and how warm it feels."""
    leaves = [leaf for _, leaf in own_leaves(part)]
    return any(_is_felt(leaf) for leaf in leaves) and any(_is_air(leaf) for leaf in leaves)


def _is_felt(leaf: LeafPlan) -> bool:
    return not _FELT.isdisjoint(leaf.tokens) and leaf.type in ("number", "integer")


def _is_air(leaf: LeafPlan) -> bool:
    plain = tuple(t for t in leaf.tokens if len(t) > 1 and t not in ("celsius", "fahrenheit"))
    return plain in _TEMPERATURES and leaf.type in ("number", "integer")


def of_how_it_feels(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let the felt temperature follow from that of the air, its dampness and the wind, in place."""
    told = list(figures(part, out))
    felt = next((n for n in told if _is_felt(n.leaf)), None)
    air = next((n for n in told if _is_air(n.leaf)), None)
    if felt is None or air is None or felt.leaf.key in kept:
        return
    fahrenheit = "fahrenheit" in air.leaf.text or not _F.isdisjoint(air.leaf.tokens)
    celsius = (air.value - 32) / 1.8 if fahrenheit else air.value
    humidity = next((n.value for n in told if "humidity" in n.leaf.tokens), _USUAL_HUMIDITY)
    wind = next((_in_m_s(n) for n in told if "wind" in n.leaf.tokens and "degree" not in n.leaf.text), _USUAL_WIND_M_S)
    value = apparent(celsius, humidity if humidity > 1 else 100 * humidity, wind)
    shown = round(value * 1.8 + 32 if fahrenheit else value, 1) + 0.0
    if felt.value != shown:
        put(out, record, felt, shown)


def _in_m_s(wind: Figure) -> float:
    said = f"{' '.join(wind.leaf.tokens)} {wind.leaf.text}".replace("/", "").replace(" per ", "")
    return wind.value * next((factor for word, factor in _IN_M_S if word in said), 1.0)


def apparent(celsius: float, humidity: float, wind_m_s: float) -> float:
    """The apparent temperature by Steadman's formula, never far from that of the air."""
    vapour = humidity / 100 * 6.105 * math.exp(17.27 * celsius / (237.7 + celsius))
    away = 0.33 * vapour - 0.7 * wind_m_s - 4.0
    colder = _MOST_AWAY if celsius < _MILD else _A_LITTLE  # a wind chills who is cold
    return celsius + min(max(away, -colder), _MOST_AWAY)
