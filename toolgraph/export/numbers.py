"""Numbers that the JSON reader of `datasets` gives back as other numbers.

`datasets` (5.2) reads JSON with pandas' ujson, which adds up digits in floating point: of numbers with two to six
decimals about one in two hundred comes back changed in its last bit, so that a model would be shown
0.0021000000000000003 for 0.0021. Its JSON lines reader also writes numbers again with ten decimals. No writing of a
`Json()` column helps against either, so a dialogue with such a number in its arguments is left out and counted.

Source: `datasets/utils/json.py` (5.2); pandas, `ultrajsondec.c` (`createDouble`).
"""

from __future__ import annotations

import math

from toolgraph.models.base import JsonValue

_INTEGER_MAX = 2**63  # larger ones are refused by the reader, or come back as floats


def changed_number(value: JsonValue, *, rewritten: bool) -> int | float | None:
    """The first number in a value that the reader changes, or None.

    Args:
        rewritten: Whether it is written again with ten decimals on the way, as in the JSON lines reader.
    """
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return next((n for n in (changed_number(v, rewritten=rewritten) for v in value) if n is not None), None)
    if isinstance(value, float):
        if not math.isfinite(value):
            return None  # no JSON at all, which is refused elsewhere
        return None if _read_exactly(value) and (not rewritten or _ten_decimals(value)) else value
    if isinstance(value, int):
        return None if -_INTEGER_MAX <= value < _INTEGER_MAX else value
    return None


def _read_exactly(value: float) -> bool:
    """Whether ujson reads the shortest writing of a number as that number; with an exponent: taken as no."""
    text = repr(value)
    whole, _, part = text.removeprefix("-").partition(".")
    if not part.isdigit():
        return False
    part = part[:15]
    return float(int(whole)) + float(int(part)) * float(f"1e-{len(part)}") == abs(value)


def _ten_decimals(value: float) -> bool:
    return float(f"{value:.10f}") == value and not (value == 0 and repr(value).startswith("-"))
