"""Numbers of everyday life by what they are called: a tip in percent, the height of a person, the term of a loan."""

from __future__ import annotations

from typing import NamedTuple

from toolgraph.meaning.text import words
from toolgraph.world.leaf import LeafPlan


class Ordinary(NamedTuple):
    """What such a number usually is.

    Attributes:
        about: Words of which the name, the thing or the tool's noun has one.
        called: Words of which the name has one; none for any name.
        said: Words of which the description has one; none for any description.
        step: Between two of the numbers.
    """

    about: frozenset[str]
    called: frozenset[str]
    said: frozenset[str]
    low: float
    high: float
    step: float


def _row(about: str, called: str, said: str, low: float, high: float, step: float) -> Ordinary:
    return Ordinary(frozenset(about.split()), frozenset(called.split()), frozenset(said.split()), low, high, step)


_PERCENT, _RATE = "percent percentage pct", "rate"
_TAXES = "tax vat gst"
_LENT = "interest loan mortgage emi apr growth return inflation"
_OF_BODY = "bmi body person patient bmr calorie"
ORDINARY: dict[str, Ordinary] = {
    f"usual {number}": row
    for number, row in enumerate((
        _row("tip gratuity", _PERCENT, "", 10, 20, 5),
        _row("discount saving sale", _PERCENT, "", 5, 40, 5),
        _row(_TAXES, _PERCENT, "", 5, 25, 1),
        _row(_TAXES, _RATE, "percent percentage %", 5, 25, 1),
        _row(_TAXES, _RATE, "", 0.05, 0.25, 0.01),
        _row(_LENT, f"{_PERCENT} {_RATE} interest", "percent percentage %", 2, 9, 0.25),
        _row(_LENT, _RATE, "", 0.02, 0.09, 0.0025),
        _row("humidity", "", "", 30, 90, 1),
        _row("mortgage", "term tenure year period duration", "year years", 10, 30, 5),
        _row("loan emi", "term tenure year period duration", "month months", 12, 72, 12),
        _row("loan emi mortgage", "term tenure year period duration", "", 2, 20, 1),
        _row("interest investment saving growth", "term tenure time year period duration", "year years", 1, 12, 1),
        _row(_OF_BODY, "height", "cm centimeters centimetres", 155, 195, 1),
        _row(_OF_BODY, "height", "m meters metres", 1.55, 1.95, 0.01),
        _row(_OF_BODY, "height", "inch inches", 61, 76, 1),
        _row(_OF_BODY, "weight", "pounds lbs lb", 115, 215, 1),
        _row(_OF_BODY, "weight", "", 52, 94, 0.5),
        _row("pace run jog", "distance", "", 3, 21, 0.5),
        _row("pace run jog", "time duration", "minute minutes", 20, 110, 1),
        _row("grade gpa", "grade", "", 2, 4, 0.1),
        _row("credit", "hour", "", 2, 5, 1),
        _row("verification cvv cvc", "verification value code cvv cvc", "", 100, 999, 1),
        _row("stock ticker share", "volume", "", 120_000, 9_800_000, 100),
        _row("rainfall precipitation", "", "inch inches", 0.5, 5, 0.1),
        _row("rainfall precipitation", "", "mm millimeters millimetres", 10, 120, 1),
        _row("nonfree", "", "", 0, 1, 1),
        _row("baggage bag luggage suitcase", "", "", 1, 2, 1),
        _row("priority", "priority", "", 1, 5, 1),
        _row("change", _PERCENT, "", 0.1, 4.5, 0.05),
        _row("ma average moving", "", "moving", 20, 300, 0.5),
        _row("split bill", "person people guest diner", "", 2, 8, 1),
    ))
}  # fmt: skip
_CODES = frozenset(("id", "token"))
# How high a place lies follows from where it is; what flies and what one climbs has other heights.
_HEIGHTS = frozenset(("elevation", "altitude"))
_NOT_ABOVE_SEA = frozenset("gain loss accuracy change ascent descent difference total".split())
_FLYING = frozenset("flight aircraft plane drone satellite".split())


def ordinary_maker(leaf: LeafPlan) -> str:
    """The name of the row that a number is told by; "" where none does."""
    name = frozenset(words(leaf.path.replace("[]", "").rpartition(".")[2]))
    if _HEIGHTS & name and not (_NOT_ABOVE_SEA & name or leaf.noun in _FLYING):
        return "height"
    about = name | {leaf.noun.lower(), *leaf.tokens}
    if leaf.schema.get("examples") or _CODES & name:
        return ""
    text = frozenset(leaf.text.replace(".", " ").replace(",", " ").replace("(", " ").replace(")", " ").split())
    for maker, row in ORDINARY.items():
        if row.about & about and (not row.called or row.called & name) and (not row.said or row.said & text):
            return maker
    return ""


def drawn(row: Ordinary, share: float, *, whole: bool) -> float:
    """The number of a row at a share of its way."""
    value = row.low + row.step * round(share * (row.high - row.low) / row.step)
    return round(value) if whole or float(row.step).is_integer() else round(value, 4)
