"""Areas, circumferences and volumes of the shapes that people reckon with."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

_AREA = frozenset(("area", "surface"))
_ROUND = frozenset(("circumference", "perimeter"))
_SOLID = "cube sphere cylinder cone box".split()
_SHAPES = ["circle", "square", "rectangle", "triangle", "trapezoid", "ellipse", *_SOLID]


def measure(
    asked: Collection[str], about: Collection[str], sides: Mapping[str, float], dimensions: Sequence[float]
) -> float | None:
    """What a shape measures; None where it is not asked for, or its sides are not told.

    Args:
        asked: Words of what is asked for.
        about: Words that may name the shape.
        sides: What is told by name: `radius`, `base`, `height`.
        dimensions: What is told in a row.
    """
    wanted = set(asked)
    if not wanted & (_AREA | _ROUND | {"volume", "hypotenuse"}):
        return None
    shape = next((s for s in _SHAPES if s in about), "")
    radius = sides.get("radius", sides["diameter"] / 2 if "diameter" in sides else None)
    one, two, three = _sides(sides, dimensions)
    if radius is None and shape in ("circle", "sphere", "cylinder", "cone"):
        radius, one = (one, two) if shape in ("cylinder", "cone") else (one, None)
    if "volume" in wanted:
        return _volume(shape, radius, (one, two, three))
    if "hypotenuse" in wanted:
        return math.hypot(one, two) if one is not None and two is not None else None
    if not wanted & _ROUND and shape in _SOLID:
        return _skin(shape, radius, (one, two, three))
    if radius is not None:
        return 2 * math.pi * radius if wanted & _ROUND else math.pi * radius**2
    return _flat(shape, one, two, around=bool(wanted & _ROUND))


def _sides(sides: Mapping[str, float], dimensions: Sequence[float]) -> tuple[float | None, ...]:
    named = [sides[w] for w in ("length", "base", "side", "width", "height", "depth", "a", "b") if w in sides]
    told = [*named, *dimensions][:3]
    return (*told, *([None] * (3 - len(told))))


def _skin(shape: str, radius: float | None, sides: tuple[float | None, ...]) -> float | None:
    """The surface of a solid, top and bottom with it."""
    one, two, three = sides
    if shape == "sphere":
        return None if radius is None else 4 * math.pi * radius**2
    if one is None:
        return None
    if shape in ("cylinder", "cone"):
        if radius is None:
            return None
        side = 2 * one if shape == "cylinder" else math.hypot(one, radius)
        return math.pi * radius * (radius * (2 if shape == "cylinder" else 1) + side)
    other, third = one if two is None else two, one if three is None else three
    return 2 * (one * other + other * third + third * one)


def _flat(shape: str, one: float | None, two: float | None, *, around: bool) -> float | None:
    if one is None:
        return None
    other = one if two is None else two
    if around:
        return 3 * one if shape == "triangle" else 2 * (one + other)
    return one * other / 2 if shape == "triangle" else one * other


def _volume(shape: str, radius: float | None, sides: tuple[float | None, ...]) -> float | None:
    one, two, three = sides
    if shape == "sphere" and radius is not None:
        return 4 / 3 * math.pi * radius**3
    if radius is not None and one is not None:
        return math.pi * radius**2 * one / (3 if shape == "cone" else 1)
    if one is None:
        return None
    return one * (one if two is None else two) * (one if three is None else three)
