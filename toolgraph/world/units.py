"""Units and how one is told in another: lengths, weights, volumes, times, temperatures, currencies."""

from __future__ import annotations

from collections.abc import Collection

from toolgraph.world.numbers import exchange_rate
from toolgraph.world.prices import RATES

# Of each kind the unit and how much of the kind's first one it is.
_TABLE = """
length: metre meter m 1; kilometre kilometer km 1000; centimetre centimeter cm 0.01; millimetre millimeter mm 0.001
length: mile mi 1609.344; yard yd 0.9144; foot feet ft 0.3048; inch in 0.0254
weight: kilogram kg kilo 1; gram gramme g 0.001; milligram mg 0.000001; pound lb lbs 0.45359237; ounce oz 0.0283495
weight: tonne ton 1000; stone 6.35029
volume: litre liter l 1; millilitre milliliter ml 0.001; gallon gal 3.785412; pint 0.473176
volume: cup 0.236588; quart 0.946353
time: second sec s 1; minute min 60; hour hr h 3600; day 86400; week 604800
speed: kmh kph 1; mph 1.609344; knot 1.852
"""
_UNITS = {
    unit: (kind, float(names.split()[-1]))
    for line in _TABLE.strip().splitlines()
    for kind, rest in [line.split(": ", 1)]
    for names in rest.split("; ")
    for unit in names.split()[:-1]
}
_CELSIUS = frozenset(("celsius", "c", "centigrade"))
_FAHRENHEIT = frozenset(("fahrenheit", "f"))
_KELVIN = frozenset(("kelvin", "k"))
_KNOWN = _UNITS.keys() | _CELSIUS | _FAHRENHEIT | _KELVIN
_FREEZING_K, _FREEZING_F, _STEP_F = 273.15, 32.0, 1.8
_TALLEST_M = 3.0


def converted(amount: float, source: str, to: str) -> float | None:
    """An amount in another unit or currency; None where one is not known or they are of two kinds."""
    one, other = _plain(source), _plain(to)
    if source.upper() in RATES and to.upper() in RATES:
        return amount * exchange_rate(source.upper(), to.upper())
    known, wanted = _UNITS.get(one), _UNITS.get(other)
    if known is not None and wanted is not None and known[0] == wanted[0]:
        return amount * known[1] / wanted[1]
    celsius = _celsius(amount, one)
    return None if celsius is None else _from_celsius(celsius, other)


def _plain(unit: str) -> str:
    """A unit in the singular, by the ending that leaves one that is known: `inches`, but also `celsius`."""
    low = unit.lower().strip(" .")
    return next((known for ending in ("", "es", "s") if (known := low.removesuffix(ending)) in _KNOWN), low)


def _celsius(amount: float, unit: str) -> float | None:
    if unit in _CELSIUS:
        return amount
    if unit in _FAHRENHEIT:
        return (amount - _FREEZING_F) / _STEP_F
    return amount - _FREEZING_K if unit in _KELVIN else None


def _from_celsius(celsius: float, unit: str) -> float | None:
    if unit in _CELSIUS:
        return celsius
    if unit in _FAHRENHEIT:
        return celsius * _STEP_F + _FREEZING_F
    return celsius + _FREEZING_K if unit in _KELVIN else None


def in_metres(value: float, said: Collection[str]) -> float:
    """A height in metres, whatever unit its words say; of what is taller than anybody that it is in centimetres."""
    unit = next((u for u in ("cm", "centimeters", "centimetres", "inches", "feet", "ft") if u in said), "")
    if unit:
        return converted(value, unit, "m") or value
    return value / 100 if value > _TALLEST_M else value
