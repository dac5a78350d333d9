"""Numbers so written that the JSON reader of `datasets` reads them as they are.

`datasets` (5.2) reads JSON with pandas' ujson, which adds up digits in floating point: of numbers with two to six
decimals about one in two hundred comes back changed in its last bit, so that a model would be shown
0.0021000000000000003 for 0.0021. The sum is another one when zeros stand behind or the point stands elsewhere, so each
number is written in the first way that this reader gets right: 0.002100 for 0.0021. To every other reader that is the
same number. Of 60,000 numbers with two, four or six decimals each has such a way; a random double of 17 digits may not.

JSON lines would not do: there `datasets` writes every number again, with ten decimals, before it reads it.

Source: `datasets/utils/json.py` (5.2); pandas, `ultrajsondec.c` (`createDouble`, `decode_numeric`).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from decimal import Decimal

from toolgraph.models.base import JsonValue

_INTEGER_MAX = 2**63  # larger ones are refused by the reader, or come back as floats
_DECIMALS = 15  # the reader drops later ones
_SHIFTS = (0, 1, 2, 3, 4, 5, 6, -1, -2, -3, -4, -5, -6)


class UnreadableNumber(ValueError):
    """No writing of a number is read as that number."""


def exact_json(value: JsonValue) -> str:
    """JSON text on one line that the reader of `datasets` reads without changing a number.

    Raises:
        UnreadableNumber: There is no such text.
    """
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k, ensure_ascii=False)}: {exact_json(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(exact_json(v) for v in value) + "]"
    # NaN and infinities are no JSON at all, which is refused elsewhere.
    if isinstance(value, float) and math.isfinite(value):
        return _exact(value)
    if isinstance(value, int) and not -_INTEGER_MAX <= value < _INTEGER_MAX:
        raise UnreadableNumber(f"{value} is no 64-bit integer")
    return json.dumps(value, ensure_ascii=False)


def _exact(value: float) -> str:
    found = next((text for text in _writings(value) if _reads(text) == value), None)
    if found is None:
        raise UnreadableNumber(f"{value!r} cannot be written so that it is read as it is")
    return found


def _writings(value: float) -> Iterator[str]:
    """The number with no, one, two... zeros behind it; then the same with the point moved and an exponent for it."""
    sign, digits, exponent = Decimal(repr(value)).as_tuple()
    figures = "".join(map(str, digits))
    for shift in _SHIFTS:
        places = shift - int(exponent)  # behind the point
        padded = figures.rjust(places + 1, "0") if places > 0 else figures + "0" * (1 - places)
        whole, part = padded[: -max(places, 1)], padded[-max(places, 1) :]
        if len(part) <= _DECIMALS and len(whole) <= 18:
            for zeros in range(_DECIMALS + 1 - len(part)):
                text = f"{'-' * sign}{whole}.{part}{'0' * zeros}"
                yield f"{text}e{shift}" if shift else text


def _reads(text: str) -> float:
    """What the reader makes of a number: whole part, and digits behind the point times a power of a tenth."""
    mantissa, _, exponent = text.removeprefix("-").partition("e")
    whole, _, part = mantissa.partition(".")
    read = float(int(whole)) + float(int(part)) * float(f"1e-{len(part)}")
    return (-read if text.startswith("-") else read) * math.pow(10, int(exponent or 0))
