"""How long a thing is that states it in its name: thirty days of yoga are no plan for eleven weeks."""

from __future__ import annotations

import re
from functools import lru_cache

from toolgraph.models.base import JsonValue
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record

_WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
_NUMBERS = {word: n for n, word in enumerate(_WORDS, 1)} | {"twenty": 20, "thirty": 30, "forty": 40, "ninety": 90}
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.4}
_STATED = re.compile(rf"\b(\d+|{'|'.join(_NUMBERS)})[ -](day|week|month)s?\b", re.IGNORECASE)
# Keys of facts that tell how long a thing is, in these units.
_TOLD = {f"{front}{unit}": unit for unit in _DAYS for front in ("", "duration ", "length ")}
_NAMES = ("name", "title")
_OFF = 0.2


@lru_cache(maxsize=5000)
def days_stated(text: str) -> float:
    """How many days a name says that something lasts; 0 where it does not."""
    found = _STATED.search(text)
    if found is None:
        return 0
    number = int(found[1]) if found[1].isdigit() else _NUMBERS[found[1].lower()]
    return number * _DAYS[found[2].lower()]


def fits_length(name: JsonValue, record: Record) -> bool:
    """Whether a name states no other length than a record tells."""
    stated = days_stated(name) if isinstance(name, str) else 0
    told = ((v, _DAYS[_TOLD[k]]) for k, v in record.facts.items() if k in _TOLD)
    days = [v * unit for v, unit in told if isinstance(v, (int, float)) and not isinstance(v, bool)]
    return not stated or all(abs(each - stated) <= _OFF * stated for each in days)


def as_stated(record: Record, leaf: LeafPlan) -> int | None:
    """How many days, weeks or months a record has by its name; None where that does not state it."""
    unit = _TOLD.get(leaf.key)
    name = next((v for k in _NAMES if isinstance(v := record.facts.get(k), str)), "") if unit else ""
    stated = days_stated(name) if name else 0
    return max(round(stated / _DAYS[unit]), 1) if unit and stated else None
